"""The page: a week booked and cancelled by chat, changed by mail, refused after the deadline; and who may ask it anything."""

import base64
import json
from collections.abc import Iterator

import pytest
from sqlalchemy import select

from tests.demo.opened import Page, page
from villars_core.conversations.desk import Desk
from villars_core.demo.page import LARGEST_FILE
from villars_core.staff.models import TimerRun
from villars_core.work import SYSTEM

WEEK = "Réserve la cantine de Léa toute la semaine prochaine"
DAYS = "lundi 30 novembre, mardi 1er décembre, jeudi 3 décembre et vendredi 4 décembre"


@pytest.fixture
def opened() -> Iterator[Page]:
    with page() as one:
        yield one


def _last(view: dict[str, list[dict[str, str]]]) -> str:
    return view["chat"][-1]["html"]


def _labels(view: dict[str, list[dict[str, list[list[dict[str, str]]]]]]) -> list[str]:
    return [key["label"] for row in view["chat"][-1]["keyboard"] for key in row]


def test_week_is_booked_and_cancelled_by_chat_then_changed_by_mail_until_the_deadline(opened: Page) -> None:
    assert f"Réserver la cantine de Léa : {DAYS}." in _last(opened.act("say", text=WEEK))
    booked = opened.press("Valider")
    assert f"C’est réservé. Léa mangera à la cantine : {DAYS}." in _last(booked)
    assert "C’est réservé. Léa mangera à la cantine" in " ".join(booked["mails"][0]["text"].split())

    opened.act("say", text="Annule la cantine de Léa toute la semaine prochaine")
    cancelled = opened.press("Valider")
    assert f"C’est annulé. Léa ne mangera pas à la cantine : {DAYS}." in _last(cancelled)

    newest = cancelled["mails"][0]
    replied = opened.act("reply", mail=newest["id"], words="finalement Léa mangera mardi 1er décembre")
    asked = replied["mails"][0]
    assert not asked["mine"]
    assert "mardi 1er décembre" in asked["text"]
    if "C’est réservé" not in asked["text"]:
        replied = opened.act("reply", mail=asked["id"], words="1")
    assert "C’est réservé. Léa mangera à la cantine : mardi 1er décembre" in replied["mails"][0]["text"]

    opened.act("clock", preset="after")
    late = opened.act("say", text="Annule la cantine de Léa mardi 1er décembre")
    assert "Trop tard pour mardi 1er décembre : le délai était mercredi 25 novembre à 23:59." in _last(late)
    assert _labels(late)[:2] == ["Signaler une absence", "Annuler plutôt mardi 8 décembre"]


def test_other_parent_of_the_home_is_told_on_their_own_phone(opened: Page) -> None:
    opened.act("say", text=WEEK)
    opened.press("Valider")
    assert "l’autre parent a changé le calendrier de Léa" in _last(opened.view("paul"))
    assert opened.view("sophie")["chat"] == []


def test_button_press_changes_the_message_in_its_place(opened: Page) -> None:
    asked = opened.act("say", text="/menu")
    pressed = opened.press("Voir le calendrier")
    assert [one["id"] for one in pressed["chat"]] == [one["id"] for one in asked["chat"]]


def test_clock_goes_where_it_is_told_in_paris_time(opened: Page) -> None:
    assert opened.act("clock", preset="before")["now"].startswith("2026-11-25T23:58")
    assert opened.act("clock", preset="after")["now"].startswith("2026-11-26T00:01")
    assert opened.act("clock", preset="day")["now"].startswith("2026-11-27T00:01")
    assert opened.act("clock", instant="2026-12-01T08:30")["now"].startswith("2026-12-01T08:30")


def test_language_turns_the_page_and_the_answers(opened: Page) -> None:
    assert opened.act("language", language="en")["language"] == "en"
    assert opened.view()["language"] == "en"
    assert opened.view("paul")["language"] == "fr"
    assert opened.ask("api/language", {"person": "nadia", "language": "xx"}).status == 404


def test_newcomer_opens_an_account_with_the_letter(opened: Page) -> None:
    letter = opened.view("olena")["letter"]
    assert letter["code"]
    opened.act("say", "olena", text=letter["code"])
    typed = opened.act("say", "olena", text="Secret-2026")
    assert not any(one["text"] == "Secret-2026" for one in typed["chat"])
    opened.act("say", "olena", text="Secret-2026")
    for _ in range(9):
        if "Lire la suite" not in _labels(opened.view("olena")):
            break
        opened.press("Lire la suite", "olena")
    assert "Votre compte est ouvert" in _last(opened.press("J’ai lu et j’accepte", "olena"))
    assert opened.view("olena")["letter"] == {}


def test_what_a_parent_writes_to_the_office_is_in_its_queue(opened: Page) -> None:
    opened.act("write", subject="Question", words="Bonjour, qui a trouvé le bonnet rouge de Tom ?")
    for _ in range(2):
        opened.act("say", text="qui a trouvé le bonnet rouge ?")
    assert any("bonnet rouge" in one["words"] for one in opened.ask("api/office").json["queue"])


def test_mail_is_shown_in_a_frame_that_runs_nothing(opened: Page) -> None:
    opened.act("say", text=WEEK)
    mail = opened.press("Valider")["mails"][0]
    shown = opened.ask(f"mail/nadia/{mail['id']}")
    assert "C’est réservé" in shown.body.decode()
    assert shown.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert opened.ask(f"mail/paul/{mail['id']}").status == 404


def test_page_takes_nothing_from_outside(opened: Page) -> None:
    for name in ("", "page.css", "page.js"):
        answer = opened.ask(name)
        assert answer.status == 200
        assert "http" not in answer.body.decode()
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'")
    assert opened.ask("stage.py").status == 404


def test_other_pages_of_the_browser_cannot_ask(opened: Page) -> None:
    said = {"person": "nadia", "text": "/menu"}
    assert opened.ask("api/say", said, Origin="http://elsewhere.example").status == 403
    assert opened.ask("api/view", Host="elsewhere.example").status == 403
    assert opened.ask("api/say", said, **{"Content-Type": "text/plain"}).status == 415
    assert opened.view()["chat"] == []


@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("say", {"person": "nobody", "text": "a"}),
        ("say", {"person": "nadia"}),
        ("say", {"person": "nadia", "text": "  "}),
        ("press", {"person": "nadia", "message": 999_999, "data": "1.1.ok"}),
        ("press", {"person": "nadia", "message": "x", "data": "1.1.ok"}),
        ("reply", {"person": "nadia", "mail": 999_999, "words": "oui"}),
        ("clock", {"person": "nadia", "instant": "demain"}),
        ("clock", {"person": "nadia", "preset": "never"}),
        ("clock", {"person": "nadia", "instant": "9999-12-31T23:59"}),
        ("say", ["nadia"]),
    ],
)
def test_request_that_makes_no_sense_is_refused(opened: Page, act: str, said: object) -> None:
    assert opened.ask(f"api/{act}", said).status in {400, 404}


def test_unchanged_view_is_not_sent_again(opened: Page) -> None:
    version = opened.view()["version"]
    assert set(json.loads(opened.ask(f"api/view?person=nadia&known={version}").body)) == {"version", "now"}
    opened.act("say", "paul", text="/menu")
    assert "chat" in opened.ask(f"api/view?person=nadia&known={version}").json


def test_words_go_back_to_where_they_were_typed_when_the_house_fails(opened: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_said: object) -> None:
        message = "a fault of ours"
        raise KeyError(message)

    monkeypatch.setattr(Desk, "receive", fail)
    assert opened.ask("api/say", {"person": "nadia", "text": "bonjour"}).status == 500
    assert opened.view()["chat"] == []


def test_a_file_goes_from_the_phone_and_from_the_mailbox_to_the_office(opened: Page) -> None:
    file = {"name": "attestation.pdf", "content": base64.b64encode(b"%PDF-1.4 paper").decode()}
    chat = opened.act("say", text="", file=file)["chat"]
    assert chat[0]["paper"] == "attestation.pdf"
    assert opened.ask(f"paper/nadia/{chat[0]['id']}").body == b"%PDF-1.4 paper"
    mails = opened.act("write", subject="Papier", words="Voici le papier.", file=file)["mails"]
    sent = next(one for one in mails if one["mine"])
    assert sent["attachments"] == ["attestation.pdf"]
    answered = next(one for one in mails if not one["mine"])
    mails = opened.act("reply", mail=answered["id"], words="Encore un.", file=file)["mails"]
    assert [one["attachments"] for one in mails if one["mine"]] == [["attestation.pdf"], ["attestation.pdf"]]


@pytest.mark.parametrize(
    "file",
    [
        {"name": "a.pdf"},
        {"name": "a.pdf", "content": "no letters of it !"},
        {"name": "", "content": "QQ=="},
        {"name": "a.pdf", "content": ""},
        "a.pdf",
        {"name": "a.pdf", "content": base64.b64encode(b"x" * (LARGEST_FILE + 1)).decode()},
    ],
    ids=["no bytes", "not base64", "no name", "empty", "no file", "too large"],
)
def test_what_is_no_file_is_refused(opened: Page, file: object) -> None:
    assert opened.ask("api/say", {"person": "nadia", "text": "Voici", "file": file}).status == 400


def test_moving_the_clock_does_what_runs_by_itself_on_the_days_between(opened: Page) -> None:
    opened.act("clock", instant="2026-11-26T09:00")
    with opened.stage.town.records.reading(SYSTEM) as work:
        days = work.session.scalars(select(TimerRun.day).where(TimerRun.name == "warn_of_calendar").order_by(TimerRun.day)).all()
    assert [day.isoformat() for day in days] == ["2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"]


def test_a_document_is_given_to_the_one_who_got_it_alone() -> None:
    with page() as one:
        one.act("say", text="Envoie-moi le calendrier de Léa en image")
        (bubble,) = [shown for shown in one.view()["chat"] if shown["paper"]]
        assert bubble["is_picture"]
        answer = one.ask(f"paper/nadia/{bubble['id']}")
        assert (answer.status, answer.headers["Content-Type"], answer.body[:4]) == (200, "image/png", b"\x89PNG")
        assert answer.headers["Content-Disposition"].startswith("inline;")
        assert one.ask(f"paper/paul/{bubble['id']}").status == 404


def test_a_document_of_a_mail_is_a_file_to_keep() -> None:
    with page() as one:
        one.act("write", subject="Calendrier", words="Envoyez-moi le calendrier de Léa pour mon agenda")
        mail = next(shown for shown in one.view()["mails"] if not shown["mine"])
        assert mail["attachments"] == ["calendrier-2026-11.ics"]
        answer = one.ask(f"paper/nadia/{mail['id']}/0")
        assert answer.body.startswith(b"BEGIN:VCALENDAR")
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert one.ask(f"paper/nadia/{mail['id']}/1").status == 404
