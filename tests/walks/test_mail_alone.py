"""What mail alone must do well: a form goes on through another door, little or much is asked about, what nobody reads is a person's."""

from tests.walks.doors import WalkTown, email_doorway, telegram_doorway, terminal_doorway
from tests.walks.email_door import Servers
from villars_core.office_queue.queries import waiting
from villars_core.work import SYSTEM

LONG = "\n".join(f"Ligne {number} de mon histoire de cantine." for number in range(1, 18))


def _queue(town: WalkTown) -> list[str]:
    with town.records.reading(SYSTEM) as work:
        return [one.words for one in waiting(work)]


def test_what_nobody_understands_is_the_office_s_and_the_parent_is_told_when(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers) as doorway:
        nadia = doorway("nadia")
        nadia.say("brouillamini galimatias")
        text = " ".join(nadia.text().split())
    assert "transmis au service Éducation" in text
    assert "Le service répond" in text
    assert [words.strip() for words in _queue(town)] == ["brouillamini galimatias"]


def test_a_long_mail_is_asked_about_and_passed_on_by_a_number(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers) as doorway:
        nadia = doorway("nadia")
        nadia.say(LONG)
        assert "je préfère ne pas deviner" in " ".join(nadia.text().split())
        assert _queue(town) == []
        nadia.press("Transmettre au service")
        assert "Numéro D-2026-00001" in nadia.text()
        assert "Le service répond du lundi au vendredi" in " ".join(nadia.text().split())
    assert "Ligne 17" in _queue(town)[0]


def test_an_answer_of_which_nothing_is_left_shows_the_question_again(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers) as doorway:
        nadia = doorway("nadia")
        nadia.say("Réserve la cantine de Léa jeudi 3 décembre")
        nadia.say("")
        text = " ".join(nadia.text().split())
    assert "sans texte" in text
    assert "jeudi 3 décembre" in text


def test_several_days_and_one_of_them_only(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers) as doorway:
        nadia = doorway("nadia")
        nadia.say("Réserve la cantine de Léa lundi 30 novembre et jeudi 3 décembre")
        nadia.say("ok pour jeudi seulement")
        if "Valider" in nadia.text():
            nadia.press("Valider")
        assert doorway.booked("lea") == ["2026-12-03"]


def test_a_form_begun_in_chat_is_told_by_mail_and_its_choice_is_taken_there(town: WalkTown, servers: Servers) -> None:
    with telegram_doorway(town) as (chat, _):
        chat("nadia").say("Réserve la cantine de Léa lundi 30 novembre")
        assert "lundi 30 novembre" in chat("nadia").text()
    with email_doorway(town, servers) as mail:
        mail("nadia").say("Bonjour")
        label = next(one for one in mail("nadia").driver.screen().choices if one.startswith("Reprendre"))
        mail("nadia").press(label)
        mail("nadia").press("Valider")
        assert mail.booked("lea") == ["2026-11-30"]


def test_a_form_begun_by_mail_is_finished_at_another_door(town: WalkTown, servers: Servers) -> None:
    with email_doorway(town, servers) as mail:
        mail("nadia").say("Réserve la cantine de Léa lundi 30 novembre")
        assert "lundi 30 novembre" in mail("nadia").text()
    seat = terminal_doorway(town)
    seat("nadia").say("Bonjour")
    label = next(one for one in seat("nadia").driver.screen().choices if one.startswith("Reprendre"))
    seat("nadia").press(label)
    seat("nadia").press("Valider")
    assert seat.booked("lea") == ["2026-11-30"]
