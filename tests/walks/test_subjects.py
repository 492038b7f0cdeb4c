"""Whom a mail's subject names: nobody by default; the children and days where the town's rules allow it, and never more."""

from tests.walks.doors import WalkTown, email_doorway
from tests.walks.email_door import EmailDriver, Servers
from tests.walks.transcript import run, transcript_of
from villars_core.demo.cast import rules_text
from villars_core.schools.actions import load_rules
from villars_core.work import SYSTEM


def _allow(town: WalkTown) -> None:
    with town.records.writing(SYSTEM) as work:
        load_rules(work, rules_text().replace('zone = "A"', 'zone = "A"\nnames_in_subjects = true', 1))


BOOKED = """> Réserve la cantine de Léa jeudi 3 décembre
< Réserver la cantine de Léa : jeudi 3 décembre.
> oui
< C’est réservé."""


def _subjects(town: WalkTown, servers: Servers, kept_out: frozenset[str] | None) -> list[str]:
    """Book Léa's Thursday by mail; return the subjects that Nadia and Paul read."""
    with email_doorway(town, servers) as doorway:
        nadia, paul = doorway("nadia"), doorway("paul")
        drivers = [one.driver for one in (nadia, paul)]
        for one in drivers:
            assert isinstance(one, EmailDriver)
            one.kept_out = one.kept_out if kept_out is None else kept_out
        run(BOOKED, nadia, town.clock)
        paul.driver.notice("l’autre parent a changé le calendrier de Léa")
        return [str(one.newest()["Subject"]) for one in drivers if isinstance(one, EmailDriver)]


def test_by_default_a_subject_names_nobody(town: WalkTown, servers: Servers) -> None:
    own, others = _subjects(town, servers, None)
    assert own == "Re: Réserver la cantine"
    assert "Léa" not in others
    assert "décembre" not in others


def test_where_the_town_allows_it_a_subject_names_the_child_and_the_day(town: WalkTown, servers: Servers) -> None:
    _allow(town)
    own, others = _subjects(town, servers, frozenset({"martin", "nadia", "paul", "tom"}))
    assert own == "Re: Cantine de Léa, jeudi 3 décembre"
    assert others.endswith(" : Léa, jeudi 3 décembre")


def test_in_two_homes_a_subject_names_what_its_reader_sees(town: WalkTown, servers: Servers) -> None:
    """Karim books in his week; Sophie reads a subject with their daughter's name, and nothing of Karim.

    > Réserve la cantine d'Inès lundi 30 novembre et mardi 1er décembre
    > oui
    < C’est réservé.
    """
    _allow(town)
    with email_doorway(town, servers) as doorway:
        karim = doorway("karim")
        assert isinstance(karim.driver, EmailDriver)
        karim.driver.kept_out = frozenset({"haddad", "roche", "sophie", "karim"})
        run(transcript_of(test_in_two_homes_a_subject_names_what_its_reader_sees), karim, town.clock)
        assert str(karim.driver.newest()["Subject"]) == "Re: Cantine d’Inès, lundi 30 novembre et mardi 1er décembre"
