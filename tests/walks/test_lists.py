"""The walks of what is one's own, asked for in words: absences, requests, announcements, bills, calendar; each as its command shows it."""

from pathlib import Path

import pytest

from tests.conversations.billed import bill_october
from tests.walks.commands import typist_in
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.billing.models import Invoice
from villars_core.conversations.papers import make_paper
from villars_core.errors import NotFound
from villars_core.i18n import Translator
from villars_core.payments.papers import attachment
from villars_core.staff.payments import command as payments
from villars_core.work import SYSTEM


def test_absences_are_shown_when_they_are_named(sit: Doorway, town: WalkTown) -> None:
    """Nadia names the list, never an act: it is shown, for one child where she names one.

    > mes absences
    < Aucune absence n’est signalée ces derniers temps.
    > Léa sera absente jeudi 3 décembre, elle est malade
    [Valider]
    < Numéro D-2026-00001
    > Où en sont mes absences ?
    < Léa, jeudi 3 décembre (numéro D-2026-00001)
    ! Quel enfant est absent
    > voir les absences de Tom
    < Aucune absence n’est signalée ces derniers temps.
    > les absences de Léa
    < Léa, jeudi 3 décembre
    > les absences de Tom jeudi 3 décembre
    < Signaler l’absence de Tom : jeudi 3 décembre.
    """
    run(transcript_of(test_absences_are_shown_when_they_are_named), sit("nadia"), town.clock)


def test_requests_show_where_they_stand_and_only_ones_own(sit: Doorway, town: WalkTown) -> None:
    """Nadia writes to the office, follows her request until it is answered, and Paul sees nothing of it.

    > mes demandes
    < Vous n’avez pas encore fait de demande au service Éducation.
    [Écrire au service Éducation]
    > Léa a changé de lunettes, faut-il prévenir la maîtresse ?
    < Numéro D-2026-00001
    > où en sont mes demandes ?
    < D-2026-00001, le lundi 23 novembre : « Léa a changé de lunettes
    < En attente : le service Éducation ne l’a pas encore lue.
    claire > /file
    > 1
    [Répondre]
    > Oui, un mot dans le cahier suffit.
    nadia > /demandes
    < Le service a répondu le lundi 23 novembre.
    < Réponse : Oui, un mot dans le cahier suffit.
    paul > mes demandes
    < Vous n’avez pas encore fait de demande
    ! lunettes
    """
    run(transcript_of(test_requests_show_where_they_stand_and_only_ones_own), sit("nadia"), town.clock)


def test_announcements_are_read_again(sit: Doorway, town: WalkTown) -> None:
    """Claire announces to the town; Nadia asks for the announcements later, and reads it again.

    > les annonces
    < Aucune annonce ne vous a été envoyée.
    claire > /annonce
    > Fête de l’école⏎Elle a lieu samedi 5 décembre à 14 h.
    [Toutes les familles]
    [Valider]
    nadia > les annonces
    < Fête de l’école (le lundi 23 novembre)
    < Elle a lieu samedi 5 décembre à 14 h.
    """
    run(transcript_of(test_announcements_are_read_again), sit("nadia"), town.clock)


def test_bills_receipts_and_calendar_open_by_their_names(sit: Doorway, town: WalkTown) -> None:
    """What is named is what opens.

    > mes factures
    < Vous n’avez pas encore de facture.
    > mes reçus
    < Aucun paiement n’est enregistré pour votre foyer.
    > /recus
    < Aucun paiement n’est enregistré pour votre foyer.
    > mon planning
    < Léa, semaine du lundi 23 novembre
    > mes justificatifs
    < Aucune absence n’est signalée ces derniers temps.
    """
    run(transcript_of(test_bills_receipts_and_calendar_open_by_their_names), sit("nadia"), town.clock)


def test_a_home_reads_what_it_paid_and_gets_its_receipt(
    sit: Doorway, town: WalkTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nadia paid in cash at the counter: she finds the payment and its paper; the other homes find nothing of it.

    > mes reçus
    < lundi 23 novembre : 10,00 € en espèces, facture FA-2026-00001.
    [Reçu RC-2026-00001]
    < Voici le reçu RC-2026-00001.
    {email,terminal} < recu-RC-2026-00001.pdf
    sophie > mes reçus
    < Aucun paiement n’est enregistré pour votre foyer.
    """
    bills = bill_october(town)
    with town.records.reading(SYSTEM) as work:
        number = work.session.get_one(Invoice, bills["Famille Martin"]).number
    said = typist_in(town, tmp_path, monkeypatch).types("claire", payments, "record", number, "--amount", "10,00", "--way", "cash")
    assert "Reçu : RC-2026-00001" in said
    run(transcript_of(test_a_home_reads_what_it_paid_and_gets_its_receipt), sit("nadia"), town.clock)
    paper = attachment(Translator(), "RC-2026-00001")
    assert make_paper(town.records, town.cast.paul.id, paper).startswith(b"%PDF")
    for other in (town.cast.sophie, town.cast.claire):
        with pytest.raises(NotFound):
            make_paper(town.records, other.id, paper)
