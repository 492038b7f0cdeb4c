"""The time limit of a freed place, by chat, by mail and by command: kept for one family, then for the next."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.walks.commands import typist_in
from tests.walks.doors import WalkTown
from tests.walks.seats import Doorway
from tests.walks.transcript import run, transcript_of
from villars_core.reservations.actions import book
from villars_core.reservations.places import Place, set_capacity, site_of
from villars_core.staff.places import command as places
from villars_core.staff.timers import run_watches
from villars_core.work import SYSTEM, Work

DAY = date(2026, 12, 10)


def test_a_place_is_kept_for_a_day_then_for_the_next_family(
    sit: Doorway, town: WalkTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claire sets one place by command; Awa has it, Léa then Inès wait. Nadia lets the time pass, and Sophie gets the place."""
    typist = typist_in(town, tmp_path, monkeypatch)
    nadia, sophie = sit("nadia"), sit("sophie")
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.awa, [DAY])
    said = typist.types("claire", places, "set", "Restaurant du Centre", "2026-12-10", "2026-12-10", "1")
    assert "C’est fait." in said
    run(WAITS, nadia, town.clock)
    assert _waiting(typist.types("claire", places, "waiting")) == [("Léa Martin", "attend"), ("Inès Haddad", "attend")]
    run(FREED, nadia, town.clock)
    kept = _waiting(typist.types("claire", places, "waiting"))
    assert kept[0] == ("Léa Martin", "place gardée jusqu’au mardi 24 novembre à 09:30")
    town.clock.move_to(datetime(2026, 11, 24, 8, 31, 5, tzinfo=UTC))
    run_watches(town.records)
    assert [name for name, _ in _waiting(typist.types("claire", places, "waiting"))] == ["Inès Haddad"]
    run(OVER, nadia, town.clock)
    run(TAKEN, sophie, town.clock)
    assert typist.types("claire", places, "waiting") == "Personne n’attend.\n"


WAITS = """nadia > Réserve la cantine de Léa jeudi 10 décembre
[Valider]
< vous êtes sur la liste d’attente
sophie > Réserve la cantine d'Inès jeudi 10 décembre
[Valider]
< vous êtes sur la liste d’attente"""

FREED = """@ 2026-11-23T09:30
fatou > Annule la cantine d'Awa jeudi 10 décembre
[Valider]
< Awa ne mangera pas à la cantine
nadia ~ Une place s’est libérée à la cantine pour Léa, jeudi 10 décembre.
< mardi 24 novembre à 09:30"""

OVER = """nadia ~ La place
> /planning
! repas réservé
= lea"""

TAKEN = """sophie ~ Une place s’est libérée à la cantine pour Inès, jeudi 10 décembre.
{telegram,email} [Je prends la place]
{terminal} > oui
< Inès mangera à la cantine
= ines 2026-12-10
= lea"""


def _waiting(said: str) -> list[tuple[str, str]]:
    """Return who waits, in order, and how, as the command tells it."""
    lines = [line.partition(" : ")[2].rpartition(" (")[0] for line in said.splitlines() if " : " in line]
    return [(name, state) for name, _, state in (line.partition(", ") for line in lines)]


def test_who_answers_too_late_is_told_and_takes_nothing(sit: Doorway, town: WalkTown) -> None:
    """Nadia answers after the time: the place is no longer hers, and she may ask again.

    nadia > Réserve la cantine de Léa jeudi 10 décembre
    [Valider]
    < vous êtes sur la liste d’attente
    fatou > Annule la cantine d'Awa jeudi 10 décembre
    [Valider]
    nadia ~ Une place s’est libérée à la cantine pour Léa, jeudi 10 décembre.
    @ 2026-11-24T10:00
    {telegram,email} [Je prends la place]
    {terminal} > oui
    < Cette place n’est plus gardée pour vous : le délai pour répondre est passé.
    = lea
    """
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.awa, [DAY])
        _one_place(work, town)
    run(transcript_of(test_who_answers_too_late_is_told_and_takes_nothing), sit("nadia"), town.clock)


def _one_place(work: Work, town: WalkTown) -> None:
    site = site_of(work, town.cast.lea)
    assert site is not None
    set_capacity(work, Place(site), DAY, DAY, 1)
