"""The childcare's times from a file: every bad line told with its number, nothing half done, the same file twice is once."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.attendance.conftest import DAY, Served, as_of
from villars_core.attendance.queries import childcare_times, unpointed
from villars_core.attendance.rules import CHILDCARE
from villars_core.attendance.times_file import HEADER, Imported, _plain, import_times
from villars_core.errors import NotAllowed
from villars_core.i18n import Translator
from villars_core.registrations.actions import Wanted, register
from villars_core.work import SYSTEM

HEAD = ";".join(HEADER)
LEA, TOM = "2026-12-03;Martin;Léa;;soir;;17:42", "03/12/2026;MARTIN;tom;02/06/2022;matin;07:31;"


def brought(town: Served, *lines: str, reason: str = "", head: str = HEAD) -> Imported:
    with town.records.writing(SYSTEM) as work:
        return import_times(as_of(work, town.cast.claire), "\r\n".join([head, *lines]).encode(), reason)


def known(town: Served) -> list[tuple[int, str, time | None, time | None]]:
    with town.records.reading(SYSTEM) as work:
        return [(one.child_id, one.part, one.arrived, one.left) for one in childcare_times(work, DAY, DAY)]


def test_times_are_noted_to_the_minute_and_their_schools_are_called(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        for child in (town.cast.lea, town.cast.tom):
            register(work, Wanted(child.id, CHILDCARE, date(2026, 9, 1), date(2027, 7, 2)))
    done = brought(town, LEA, TOM, "")
    assert (done.problems, done.lines, done.written, done.unchanged, done.closed) == ((), 2, 2, 0, 2)
    assert known(town) == [(town.cast.lea.id, "evening", None, time(17, 42)), (town.cast.tom.id, "morning", time(7, 31), None)]
    with town.records.reading(SYSTEM) as work:
        missing = {(one.school.split()[1], one.part) for one in unpointed(work, DAY, DAY) if one.activity == CHILDCARE}
    assert missing == {("élémentaire", "morning"), ("maternelle", "evening")}


def test_the_same_file_again_changes_nothing(town: Served) -> None:
    brought(town, LEA, TOM)
    again = brought(town, TOM, LEA)
    assert (again.problems, again.written, again.unchanged, again.closed) == ((), 0, 2, 0)


def test_another_time_needs_a_reason(town: Served) -> None:
    brought(town, LEA)
    other = LEA.replace("17:42", "18:00")
    no = brought(town, TOM, other)
    assert [(one.where, Translator().t(one.template)) for one in no.problems] == [
        ("3", "une autre heure est déjà notée : importez avec un motif pour la corriger")
    ]
    assert known(town) == [(town.cast.lea.id, "evening", None, time(17, 42))]
    assert brought(town, other, reason="badgeuse en avance").written == 1
    assert known(town) == [(town.cast.lea.id, "evening", None, time(18))]


BAD = (
    ("2026-12-03;Martin;Léa;;soir;17:42", "6 cases au lieu de 7"),
    ("2026-13-03;Martin;Léa;;soir;;17:42", "« 2026-13-03 » n’est pas un jour (2026-11-23 ou 23/11/2026)"),
    ("2026-12-03;Martin;Léa;;midi;;17:42", "« midi » n’est ni matin ni soir"),
    ("2026-12-03;Martin;Léa;;soir;;25:42", "« 25:42 » n’est pas une heure (17:42)"),
    ("2026-12-03;Martin;Léa;;soir;;", "il faut une heure d’arrivée ou de départ"),
    ("2026-12-03;Martin;Zoé;;soir;;17:42", "aucun enfant de ce nom dans les écoles"),
    ("2026-12-03;Martin;Léa;2019-03-15;soir;;17:42", "aucun enfant de ce nom dans les écoles"),
    ("2026-12-03;Martin;Tom;;matin;07:40;", "même enfant, même jour, même moment qu’à la ligne 2"),
    ("2026-12-03;Martin;Léa;;soir;17:50;17:42", "Le départ (17:42) est avant l’arrivée (17:50)."),
    ("2026-12-04;Martin;Léa;;soir;;17:42", "vendredi 4 décembre n’est pas encore venu : on ne pointe pas d’avance."),
    ("2026-12-02;Martin;Léa;;soir;;17:42", "Rien à pointer mercredi 2 décembre : il n’y a pas de service ce jour de la semaine."),
    (f"2026-12-03;{'x' * 81};Léa;;soir;;17:42", "une case dépasse 80 signes"),
)


def test_a_bad_line_is_told_with_its_number_and_nothing_of_the_file_is_noted(town: Served) -> None:
    for line, told in BAD:
        done = brought(town, TOM, line)
        assert [(one.where, Translator().t(one.template, **one.facts)) for one in done.problems] == [("3", told)]
        assert known(town) == []


def test_every_bad_line_is_told_at_once(town: Served) -> None:
    done = brought(town, "x", TOM, "2026-12-03;Martin;Zoé;;midi;;")
    assert [one.where for one in done.problems] == ["2", "4", "4", "4"]


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"\xff\xfe\x00", "ce n’est pas du texte en UTF-8"),
        (b"", f"la première ligne doit être : {HEAD}"),
        (b"date,nom\n1,2", f"la première ligne doit être : {HEAD}"),
        (HEAD.encode(), "le fichier ne contient aucune ligne"),
        (b"x" * 5_000_001, "le fichier est trop grand : 50000 lignes au plus"),
    ],
)
def test_what_is_no_such_file_is_refused_whole(town: Served, raw: bytes, told: str) -> None:
    with town.records.writing(SYSTEM) as work:
        done = import_times(work, raw)
    assert [Translator().t(one.template, **one.facts) for one in done.problems] == [told]


def test_two_children_of_one_name_are_told_apart_by_their_birth(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        awa = work.session.merge(town.cast.awa)
        awa.first_name, awa.last_name = "Léa", "Martin"
    assert [one.template for one in brought(town, LEA).problems] == ["plusieurs enfants de ce nom : ajoutez la date de naissance"]
    assert brought(town, LEA.replace(";;soir", ";2016-02-01;soir")).written == 1
    assert known(town)[0][0] == town.cast.awa.id


def test_parents_and_the_kitchen_bring_no_file(town: Served) -> None:
    with town.records.writing(SYSTEM) as work:
        for stranger in (town.cast.nadia, town.cast.marc):
            with pytest.raises(NotAllowed):
                import_times(as_of(work, stranger), HEAD.encode())


@given(st.text(alphabet="aàâéèêëîïôöùüçœÀÉÈ'’- ЖжїЇ", max_size=12))
def test_names_are_compared_without_accents_and_capitals_and_other_alphabets_stay(name: str) -> None:
    assert _plain(name) == _plain(name.upper()) == _plain(f"  {name} ")
    assert bool(_plain(name)) == bool(name.strip(" -"))
