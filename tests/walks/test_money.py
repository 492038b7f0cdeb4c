"""Bills, prices and quotients through every door: told, seen, downloaded, explained, paid, simulated, sent."""

from sqlalchemy import select

from tests.conversations.billed import bill_october
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.billing import notices
from villars_core.demo.cast import rules_text
from villars_core.schools.actions import load_rules
from villars_core.tariffs.models import FamilyQuotient, QuotientConsent
from villars_core.work import SYSTEM


def _billed_and_told(town: WalkTown) -> None:
    bill_october(town)
    with town.records.writing(SYSTEM) as work:
        notices.tell(work)


def test_a_family_is_told_of_its_bill_asks_why_and_how_to_pay(sit: Doorway, town: WalkTown) -> None:
    """Nadia gets the word that the bill is there, opens it, asks why, about a day, and how to pay.

    {telegram} ~ Une facture est disponible : octobre 2026.
    {telegram} ! 30,50
    {telegram} ! Léa
    {email} ~ Votre facture est jointe : octobre 2026, 30,50
    {telegram,email} [Pourquoi ce montant ?]
    {terminal} > pourquoi 30,50 € ?
    < Léa, Repas : 10 × 3,05
    ! 620
    [Voir le quotient utilisé]
    < Quotient familial utilisé : 620 (CAF)
    > c'est quoi cette ligne du 12 ?
    < Léa, lundi 12 octobre
    < Réservé : oui · Servi : oui · Facturé : 3,05
    [Réservé, servi, facturé]
    < Léa : 10 jours réservés, 10 servis, 10 facturés
    > je paie comment ?
    < identifiant 042390
    < Trésorerie de Firminy
    < Copier la référence
    [Recevoir la facture]
    < Voici la facture FA-2026-00001
    """
    _billed_and_told(town)
    run(transcript_of(test_a_family_is_told_of_its_bill_asks_why_and_how_to_pay), sit("nadia"), town.clock)


def test_a_price_is_simulated(sit: Doorway, town: WalkTown) -> None:
    """Nadia asks in words what the canteen would cost, then changes the days and the quotient.

    > combien coûterait la cantine 4 jours par semaine avec un QF de 500 ?
    < avec un quotient de 500
    < Un repas : 2,15
    < L’année scolaire, 139 jours : 298,85
    [2 jours]
    < L’année scolaire, 70 jours : 150,50
    [Avec un autre quotient]
    < Avec quel quotient familial ?
    > 1300
    < Un repas : 4,65
    [Garderie]
    < Une demi-heure commencée : 0,90
    """
    run(transcript_of(test_a_price_is_simulated), sit("nadia"), town.clock)


def test_a_quotient_is_sent_and_the_new_price_is_told(sit: Doorway, town: WalkTown) -> None:
    """Nadia sends her quotient and its certificate; the office sees the price before it accepts; she is told the new one.

    nadia > mon QF est de 530
    < Qui l’a calculé ?
    [CAF]
    < De quel mois
    [novembre 2026]
    < Quotient familial : 530 (CAF, novembre 2026).
    < Aucune attestation
    nadia > [file attestation.pdf]
    < L’attestation est jointe.
    < 3,05
    < 2,15
    [Valider]
    < D-2026-00001
    claire > /file
    [D-2026-00001 Quotient familial 530 (CAF, 11/2026) : Famille ]
    < Nouveaux prix à partir du mardi 1er décembre 2026
    [Accepter]
    < est close
    nadia ~ Votre demande D-2026-00001 est acceptée.
    < Nouveaux prix à partir du mardi 1er décembre 2026
    < 2,15
    """
    run(transcript_of(test_a_quotient_is_sent_and_the_new_price_is_told), sit("nadia"), town.clock)
    with town.records.reading(SYSTEM) as work:
        row = work.session.scalars(select(FamilyQuotient).where(FamilyQuotient.value == 530)).one()
        assert (row.state, row.source, row.document_id is not None) == ("accepted", "CAF", True)


def test_a_photograph_of_a_certificate_is_sent(sit: Doorway, town: WalkTown) -> None:
    """Nadia photographs her certificate with her phone: she types the value, and the office sees the picture before it accepts.

    > [file attestation.heic] Voici ma nouvelle attestation de quotient familial CAF
    < Quelle est la valeur du quotient familial ?
    > 530
    < De quel mois
    [novembre 2026]
    < Quotient familial : 530 (CAF, novembre 2026).
    < L’attestation est jointe.
    [Valider]
    < D-2026-00001
    claire > /file
    [D-2026-00001 Quotient familial 530 (CAF, 11/2026) : Famille ]
    < attestation.jpg
    [Voir les documents]
    < attestation.jpg
    """
    run(transcript_of(test_a_photograph_of_a_certificate_is_sent), sit("nadia"), town.clock)


def test_a_photograph_without_a_word_is_taken_as_a_certificate(sit: Doorway, town: WalkTown) -> None:
    """Nadia asks for her quotient first, then sends the photograph alone; the value is wrong once.

    > /quotient
    < envoyez l’attestation
    > [file IMG_0412.jpg]
    < Quelle est la valeur du quotient familial ?
    > six cents
    < Quelle est la valeur du quotient familial ?
    > 610 €
    < Qui l’a calculé ?
    [MSA]
    [octobre 2026]
    < Quotient familial : 610 (MSA, octobre 2026).
    [Modifier]
    < Quelle est la valeur du quotient familial ?
    > 600
    """
    run(transcript_of(test_a_photograph_without_a_word_is_taken_as_a_certificate), sit("nadia"), town.clock)


def test_the_town_may_ask_for_the_quotient_where_the_parent_agrees(sit: Doorway, town: WalkTown) -> None:
    """Nadia lets the town ask the CAF; the office sees it; she takes it back.

    > /quotient
    [Le faire demander par la ville]
    < peut demander votre quotient familial à la CAF ou à la MSA
    < retirer cet accord à tout moment
    [Je donne mon accord]
    < sous le numéro D-2026-00001
    claire > /file
    [D-2026-00001 Accord donné pour demander le quotient : Famill]
    nadia > /quotient
    [Le faire demander par la ville]
    < Accord donné le lundi 23 novembre 2026.
    [Retirer mon accord]
    < Votre accord est retiré.
    """
    with town.records.writing(SYSTEM) as work:
        load_rules(work, f"{rules_text()}\n[quotient]\nasked_for = true\n", "rules.toml")
    run(transcript_of(test_the_town_may_ask_for_the_quotient_where_the_parent_agrees), sit("nadia"), town.clock)
    with town.records.reading(SYSTEM) as work:
        row = work.session.scalars(select(QuotientConsent)).one()
        assert row.proof.startswith("donné par le parent")
        assert row.revoked_at is not None


def test_a_separated_father_sees_his_own_bill_alone(sit: Doorway, town: WalkTown) -> None:
    """Karim asks for his bills, and for the amount of the other home's.

    karim > Mes factures
    < 18,60
    ! 6,00
    karim > pourquoi 6,00 € ?
    < Je ne trouve pas 6,00
    karim > c'est quoi la ligne du 12 octobre ?
    ! Inès, lundi 12 octobre
    """
    bill_october(town)
    run(transcript_of(test_a_separated_father_sees_his_own_bill_alone), sit("karim"), town.clock)
