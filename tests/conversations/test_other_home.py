"""In alternating custody one home learns nothing of the other's meals: whatever is asked, the answer is the same booked or not."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.conversations.people import Person, Town, town_in
from villars_core.absences.actions import Missing, report
from villars_core.conversations import buttons
from villars_core.conversations.messages import Channel
from villars_core.demo import cast
from villars_core.families.actions import end_guardianship
from villars_core.families.models import Guardian
from villars_core.reservations.actions import book
from villars_core.reservations.habits import answer
from villars_core.reservations.nudges import next_monday, remind
from villars_core.work import SYSTEM, Actor, ActorKind, Assurance

HIS = (date(2026, 11, 30), date(2026, 12, 3), date(2026, 12, 4))
ASKED = (
    "Réserve la cantine d'Inès lundi 30 novembre",
    "Réserve la cantine d'Inès tous les jours jusqu'aux vacances",
    "Annule la cantine d'Inès lundi 30 novembre",
    "Annule la cantine d'Inès la semaine prochaine",
    "Annule la cantine d'Inès",
    "Inès sera absente jeudi 3 décembre",
    "Inès était absente jeudi, voici le justificatif",
    "Montre le calendrier d'Inès",
    "Montre le planning d'Inès la semaine du 30 novembre",
    "Calendrier de décembre",
    "Est-ce qu'Inès mange à la cantine lundi 30 novembre ?",
    "Même chose que la semaine dernière",
    "Quels jours sont les miens ?",
    "Mes absences",
)


def answers(folder: Path, *, his_meals: bool, text: str) -> tuple[str, list[str]]:
    """Return what Sophie is answered, where Karim has booked and reported an absence, or has done nothing."""
    folder.mkdir()
    with town_in(folder) as town:
        if his_meals:
            _book_his(town)
        sophie = Person(town, Channel.TELEGRAM, str(cast.SOPHIE_CHAT)).say(text)
        return sophie.text, sophie.labels


def _book_his(town: Town) -> None:
    with town.records.writing(SYSTEM) as work:
        book(work, town.cast.ines, HIS)
        report(work, Missing(town.cast.ines, HIS[1:]))


@pytest.mark.parametrize("text", ASKED)
def test_the_answer_is_the_same_whether_the_other_home_booked_or_not(tmp_path: Path, text: str) -> None:
    assert answers(tmp_path / "with", his_meals=True, text=text) == answers(tmp_path / "without", his_meals=False, text=text)


def test_a_form_about_a_child_that_is_no_longer_theirs_never_becomes_one_about_a_sibling(town: Town, nadia: Person) -> None:
    with town.records.writing(as_guardian(town)) as work:
        answer(work, town.cast.lea, [4], state="kept")
    with town.records.writing(SYSTEM) as work:
        remind(work, next_monday(work.today))
    nadia.say("/calendrier").press("Léa").press_key("d20261203+")
    with town.records.writing(SYSTEM) as work:
        end_guardianship(work, town.cast.lea, work.session.get_one(Guardian, town.cast.nadia.guardian_id), work.today)
    town.clock.move_to(datetime(2026, 11, 24, 9, tzinfo=UTC))
    nadia.press("Voir le récapitulatif")
    assert "Tom" not in nadia.text
    assert "Je ne trouve pas" in nadia.text
    nadia.say("", choice=buttons.of_notice(town.rows(kind="nudge")[0].id, "others"))
    assert "Tom" not in nadia.text
    nadia.say("Réserve la cantine jeudi 3 décembre")
    assert "Réserver la cantine de Tom : jeudi 3 décembre." in nadia.text


def as_guardian(town: Town) -> Actor:
    """Return Nadia as she acts."""
    return Actor(ActorKind.GUARDIAN, town.cast.nadia.guardian_id, town.cast.nadia.id, assurance=Assurance.LINKED)
