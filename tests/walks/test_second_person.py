"""The second person of four eyes at a real door: told, shown what it touches, confirms or refuses; the first one never does both."""

from datetime import date
from pathlib import Path

import pytest

from tests.walks.commands import typist_in
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.accounts.models import Account
from villars_core.announcements.event_queries import latest_events
from villars_core.announcements.models import Event
from villars_core.demo.cast import rules_text
from villars_core.reservations.actions import book
from villars_core.schools.actions import load_rules
from villars_core.staff.event import command as event
from villars_core.work import SYSTEM

DAY = date(2026, 12, 3)


def _two_of_the_office(town: WalkTown) -> None:
    """Ask for a second person from the first child on, give the office a second person, and book a meal."""
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text() + "\n[events]\nsecond_person_above = 0\n")
        work.session.get_one(Account, town.cast.marc.id).roles = ["kitchen", "education_office"]
        book(work, town.cast.lea, [DAY])


def _event(town: WalkTown) -> Event:
    with town.records.reading(SYSTEM) as work:
        found = latest_events(work)[0]
        work.session.expunge_all()
        return found


DECLARED = """claire > /evenement
[Sortie scolaire]
[Classe CE1, École élémentaire Jean Moulin]
> jeudi 3 décembre
[Annuler les repas]
> Sortie au musée.
[Valider]
< Une autre personne du service doit confirmer dans la file.
= lea 2026-12-03
> /confirmer
< Vous l’avez préparé : une autre personne du service doit le confirmer.
! Refuser
= lea 2026-12-03"""


def test_the_second_person_is_told_sees_it_and_confirms(sit: Doorway, town: WalkTown) -> None:
    """Claire prepares a trip; Marc, who is of the office too, is told, reads what it touches, and makes it happen.

    marc ~ il attend que vous, ou une autre personne du service, le confirmiez.
    {telegram,email} [Regarder et décider]
    {terminal} > oui
    < Sortie scolaire : jeudi 3 décembre.
    < Pour : Classe CE1
    < Enfants concernés : 1. Repas réservés : 1.
    < En tout 3,05 €, dont 3,05 € ne seront pas facturés.
    < Sortie au musée.
    < préparé par Claire Bonnet.
    [Confirmer]
    < les parents sont prévenus
    = lea
    > /confirmer
    < Aucun événement n’attend une deuxième personne.
    claire ~ est acceptée
    nadia ~ Sortie au musée.
    """
    _two_of_the_office(town)
    sit("nadia"), sit("marc")
    run(DECLARED, sit("claire"), town.clock)
    run(transcript_of(test_the_second_person_is_told_sees_it_and_confirms), sit("marc"), town.clock)
    found = _event(town)
    assert (found.state, found.prepared_by, found.confirmed_by) == ("confirmed", town.cast.claire.id, town.cast.marc.id)


def test_the_second_person_refuses_with_a_reason(sit: Doorway, town: WalkTown) -> None:
    """Marc says why not; Claire reads it, and no family heard of it.

    marc > /confirmer
    < préparé par Claire Bonnet.
    [Refuser]
    < Pourquoi ?
    > Le car n’est pas réservé.
    < est refusé. Rien n’a changé, personne n’est prévenu.
    = lea 2026-12-03
    claire ~ Le car n’est pas réservé.
    nadia > mes absences
    ! musée
    """
    _two_of_the_office(town)
    sit("nadia")
    run(DECLARED, sit("claire"), town.clock)
    run(transcript_of(test_the_second_person_refuses_with_a_reason), sit("marc"), town.clock)
    assert _event(town).state == "refused"


def test_who_is_not_of_the_office_decides_nothing(sit: Doorway, town: WalkTown) -> None:
    """Marc is the cook alone here, Nadia a parent.

    marc > /confirmer
    < Vous n’avez pas le droit de faire cela.
    nadia > /confirmer
    ! musée
    < Réserver la cantine
    """
    _two_of_the_office(town)
    run(DECLARED, sit("claire"), town.clock)
    with town.records.writing(SYSTEM) as work:
        work.session.get_one(Account, town.cast.marc.id).roles = ["kitchen"]
    run(transcript_of(test_who_is_not_of_the_office_decides_nothing), sit("marc"), town.clock)
    assert _event(town).state == "waiting"


def test_the_command_is_a_door_for_it_too(town: WalkTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _two_of_the_office(town)
    typist = typist_in(town, tmp_path, monkeypatch)
    line = ("trip", "2026-12-03", "--for", "class:CE1", "--effect", "cancel", "--words", "Sortie au musée.", "--yes")
    assert "attend une deuxième personne" in typist.types("claire", event, "declare", *line)
    number = _event(town).number
    assert "une autre personne du service doit le confirmer" in typist.types("claire", event, "confirm", number, "--yes", code=1)
    assert town.booked("lea") == ["2026-12-03"]
    said = typist.types("marc", event, "confirm", number, "--yes")
    assert "1 enfants concernés, 1 repas réservés" in said
    assert "confirmé" in said
    assert town.booked("lea") == []
    assert _event(town).confirmed_by == town.cast.marc.id
    typist.types("marc", event, "confirm", number, "--yes", code=1)


def test_the_command_refuses_with_a_reason(town: WalkTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _two_of_the_office(town)
    typist = typist_in(town, tmp_path, monkeypatch)
    line = ("trip", "2026-12-03", "--for", "class:CE1", "--effect", "cancel", "--yes")
    typist.types("claire", event, "declare", *line)
    assert "refusé" in typist.types("marc", event, "refuse", _event(town).number, "Le car n’est pas réservé.")
    assert town.booked("lea") == ["2026-12-03"]
    assert _event(town).state == "refused"
