"""Reading a town's rules file: strict, and every mistake told at once in French with its line."""

from datetime import date, time

import pytest

from villars_core.demo.cast import rules_text
from villars_core.schools.rules_file import RulesError, absence_table, read_rules

START = '[town]\nname = "Ville"\n\n[[activities]]\ncode = "canteen"\nname = "Cantine"\nweekdays = ["monday"]\n'
ABSENCE = '\n[[absences]]\nactivity = "canteen"\nsince = 2026-09-01\n'
DEADLINE = '\n[[deadlines]]\nactivity = "canteen"\nsince = 2026-09-01\n'


ABSENCE_DAYS = (
    ("sickness", date(2026, 12, 31)),
    ("sickness", date(2027, 1, 1)),
    ("family", date(2027, 1, 1)),
    ("strike", date(2027, 1, 1)),
    ("sickness", date(2026, 8, 31)),
)


def _mistakes(text: str) -> tuple[str, ...]:
    with pytest.raises(RulesError) as caught:
        read_rules(text, "regles.toml")
    assert "regles.toml" in str(caught.value)
    return caught.value.mistakes


def test_the_rules_of_villars_say_what_the_guide_says() -> None:
    rules = read_rules(rules_text())
    assert [(one.code, one.needs_booking) for one in rules.activities] == [("canteen", True), ("childcare", False)]
    assert all(one.weekdays == ("monday", "tuesday", "thursday", "friday") for one in rules.activities)
    (deadline,) = rules.deadlines
    assert (deadline.anchor, deadline.weekday, deadline.at, deadline.acts) == ("week_before", "wednesday", time(23, 59), ("book", "cancel"))


def test_times_and_days_may_be_written_as_texts() -> None:
    rules = read_rules(START + '\n[[deadlines]]\nactivity = "canteen"\nsince = "2026-09-01"\nanchor = "same_day"\nat = "08:30"\n')
    assert (rules.deadlines[0].since, rules.deadlines[0].at) == (date(2026, 9, 1), time(8, 30))


@pytest.mark.parametrize(
    ("more", "line", "told"),
    [
        (DEADLINE + 'anchor = "full_moon"\n', 12, "valeur inconnue ; valeurs permises : « days_before »"),
        (DEADLINE + 'anchor = "same_day"\nat = 8\n', 13, "il faut une heure"),
        (DEADLINE + 'anchor = "same_day"\nat = "25:00"\n', 13, "il faut une heure"),
        (DEADLINE + 'anchor = "days_before"\ncount = true\n', 13, "il faut un nombre entier"),
        (DEADLINE + 'anchor = "days_before"\ncount = 401\n', 9, "count va de 0 à 400"),
        (DEADLINE + 'anchor = "month_before"\nday_of_month = 0\n', 9, "day_of_month va de 1 à 31"),
        (DEADLINE + 'anchor = "week_before"\n', 9, "demande weekday"),
        (DEADLINE + 'anchor = "same_day"\ntime = 3\n', 13, "clé inconnue ; retirez-la"),
        (DEADLINE + 'anchor = "days_before"\nskip = ["sundays"]\n', 13, "valeur inconnue"),
        (DEADLINE, 9, "il manque cette clé"),
        (DEADLINE + "\n" + DEADLINE + 'anchor = "same_day"\n', 9, "il manque cette clé"),
        (DEADLINE + 'anchor = "same_day"\n\n[deadlines.by_weekday.friday]\nanchor = "moon"\n', 15, "valeur inconnue"),
        (DEADLINE + 'anchor = "same_day"\n\n[deadlines.by_weekday.vendredi]\nanchor = "same_day"\n', 14, "valeur inconnue"),
        ('\n[[holidays]]\nname = "Noël"\nfirst = 2026-12-19\nlast = 2026-12-01\n', 9, "est avant le début"),
        ("\n[[holidays]]\nfirst = 2026-12-19T10:00:00\nlast = 2026-12-20\n", 10, "il faut un jour"),
    ],
)
def test_a_mistake_is_told_with_its_line(more: str, line: int, told: str) -> None:
    (mistake,) = _mistakes(START + more)
    assert mistake.startswith(f"ligne {line}, ")
    assert told in mistake


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('kinds = ["sickness"]\n', "un justificatif demande un délai"),
        ('kinds = ["sickness"]\nwindow_days = 15\nwindow_hours = 48\n', "ne vont pas ensemble"),
        ('kinds = ["grève"]\nproof = false\n', "valeur inconnue ; valeurs permises : « sickness »"),
        ("kinds = []\nproof = false\n", "kinds ne peut pas être vide"),
        ('kinds = ["sickness"]\nproof = false\npercent = 101\n', "percent va de 0 à 100"),
        ('kinds = ["sickness"]\nproof = false\nwaiting_days = -1\n', "waiting_days va de 0 à 400"),
        ('kinds = ["sickness"]\nwindow_hours = 99999\n', "window_hours va de 0 à 9600"),
        ('kinds = ["sickness"]\nproof = false\nannounced = { anchor = "week_before" }\n', "demande weekday"),
        ("proof = false\n", "il manque cette clé"),
    ],
)
def test_a_mistake_in_a_rule_of_absence_is_told(more: str, told: str) -> None:
    (mistake,) = _mistakes(START + ABSENCE + more)
    assert mistake.startswith("ligne ")
    assert told in mistake


def test_the_newest_rule_of_absence_for_its_kind_is_in_force() -> None:
    older = ABSENCE + 'kinds = ["sickness", "family"]\nwindow_days = 15\n'
    newer = ABSENCE.replace("2026-09-01", "2027-01-01") + 'kinds = ["sickness"]\nwindow_hours = 48\n'
    rules = read_rules(START + older + newer)
    found = [absence_table(rules, "canteen", kind, day) for kind, day in ABSENCE_DAYS]
    assert [one.window_days if one else None for one in found] == [15, None, 15, None, None]
    assert [one.window_hours if one else None for one in found] == [None, 48, None, None, None]


def test_names_that_the_file_does_not_know_are_told_together() -> None:
    school = '\n[[schools]]\nname = "École"\nsite = "Ailleurs"\n'
    (mistake,) = _mistakes(START + school + DEADLINE.replace("canteen", "swimming") + 'anchor = "same_day"\n')
    assert "restaurant inconnu, « Ailleurs »" in mistake
    assert "activité inconnue : « swimming »" in mistake


def test_all_mistakes_are_told_at_once() -> None:
    more = DEADLINE + 'anchor = "full_moon"\nat = 3\n' + "\n[[years]]\nfirst = 2026-09-01\n"
    assert len(_mistakes(START + more)) == 3


@pytest.mark.parametrize("text", ["town = 3", "activities = 3\n[town]\nname = 'x'", "name = [", "contacts = 1\n[town]\nname = 'x'"])
def test_whatever_is_not_a_rules_file_is_refused_in_a_sentence(text: str) -> None:
    assert _mistakes(text)
