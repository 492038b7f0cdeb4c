"""The page's HTTP interface as three people at once, a parent, another home's parent and the office: nobody sees another's things."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest

from tests.demo.opened import Page, page

SECRETS = {"nadia": "gâteau au chocolat de Tom", "sophie": "bonnet rouge d’Inès"}
"""Words that one person alone wrote to the office."""

PAPER = {"name": "papier.pdf", "content": base64.b64encode(b"%PDF-1.4 paper").decode()}
PEOPLE = ("nadia", "sophie", "claire")


@pytest.fixture(scope="module")
def walked() -> Iterator[Page]:
    """Give a page on which each parent booked, wrote, asked the office and sent a file, and the office answered one of them."""
    with page() as one:
        one.act("say", "nadia", text="Réserve la cantine de Léa jeudi 3 décembre")
        one.press("Valider", "nadia")
        one.act("say", "sophie", text="Réserve la cantine d'Inès lundi 7 décembre")
        one.press("Valider", "sophie")
        for person, words in SECRETS.items():
            one.act("say", person, text="/agent")
            one.act("say", person, text=f"Où est le {words} ?")
            one.act("write", person, subject="Photo", words="Voici.", file=PAPER)
            one.act("say", person, text="Envoie-moi le calendrier en image")
        one.act("say", "claire", text="/file")
        one.act("say", "claire", text="1")
        one.press("Répondre", "claire")
        one.act("say", "claire", text="Dans la salle des maîtres.")
        yield one


def _view(walked: Page, person: str) -> str:
    """Return all that a person's view holds, as text."""
    return json.dumps(walked.view(person), ensure_ascii=False)


def _holders(view: dict[str, Any]) -> dict[str, list[int]]:
    """Return the ids of a person's bubbles, of those with a document, and of their mails."""
    return {
        "bubbles": [one["id"] for one in view["chat"]],
        "papers": [one["id"] for one in view["chat"] if one["paper"]],
        "mails": [one["id"] for one in view["mails"]],
        "files": [one["id"] for one in view["mails"] if one["attachments"]],
    }


def _buttons(view: dict[str, Any]) -> list[tuple[int, str]]:
    return [(one["id"], key["data"]) for one in view["chat"] for row in one["keyboard"] for key in row if key.get("data")]


@pytest.mark.parametrize(("person", "own", "others"), [("nadia", "Léa", ("Inès", "Sophie")), ("sophie", "Inès", ("Léa", "Tom"))])
def test_a_parents_view_holds_their_own_things_and_none_of_the_other_home(
    walked: Page, person: str, own: str, others: tuple[str, ...]
) -> None:
    seen = _view(walked, person)
    view = walked.view(person)
    said = json.dumps([view["chat"], view["mails"]], ensure_ascii=False)
    assert own in said
    assert SECRETS[person] in seen
    assert not [words for who, words in SECRETS.items() if who != person and words in seen]
    assert not [name for name in others if name in said]


def test_the_office_reads_its_queue_and_no_parents_view_holds_it(walked: Page) -> None:
    queue = json.dumps(walked.ask("api/office").json, ensure_ascii=False)
    assert SECRETS["sophie"] in queue
    for person in PEOPLE:
        assert "queue" not in walked.view(person)
    assert "Au sujet de votre demande" in _view(walked, "nadia")
    assert "salle des maîtres" in _view(walked, "nadia")
    assert "salle des maîtres" not in _view(walked, "sophie")


@pytest.mark.parametrize("person", PEOPLE)
def test_mails_and_documents_are_given_to_their_owner_alone(walked: Page, person: str) -> None:
    mine = _holders(walked.view(person))
    for mail in mine["mails"]:
        assert walked.ask(f"mail/{person}/{mail}").status == 200
    for one in mine["papers"]:
        assert walked.ask(f"paper/{person}/{one}").status == 200
    for other in PEOPLE:
        if other == person:
            continue
        theirs = _holders(walked.view(other))
        assert theirs["bubbles"]
        for mail in theirs["mails"]:
            assert walked.ask(f"mail/{person}/{mail}").status == 404
        for one in (*theirs["papers"], *theirs["bubbles"]):
            assert walked.ask(f"paper/{person}/{one}").status == 404
        for mail in theirs["files"]:
            assert walked.ask(f"paper/{person}/{mail}/0").status == 404


@pytest.mark.parametrize(("person", "other"), [("nadia", "sophie"), ("sophie", "nadia"), ("nadia", "claire"), ("claire", "nadia")])
def test_nobody_acts_with_anothers_buttons_or_mails(walked: Page, person: str, other: str) -> None:
    """What a button of another carries, sent under one's own message or under theirs, shows one's own menu at most and changes nothing."""
    before = _state(walked, other)
    theirs = walked.view(other)
    mine = _holders(walked.act("say", person, text="/menu"))["bubbles"]
    for message, data in _buttons(theirs):
        if message not in mine:
            assert walked.ask("api/press", {"person": person, "message": message, "data": data}).status == 404
        answer = walked.ask("api/press", {"person": person, "message": mine[-1], "data": data})
        assert answer.status in {200, 404}
        shown = answer.body.decode()
        assert not [words for who, words in SECRETS.items() if who not in {person, "claire"} and person != "claire" and words in shown]
    for mail in _holders(theirs)["mails"]:
        assert walked.ask("api/reply", {"person": person, "mail": mail, "words": "oui"}).status == 404
    assert _state(walked, other) == before


def _state(walked: Page, person: str) -> tuple[str, str]:
    """Return what somebody sees in chat and mailbox."""
    view = walked.view(person)
    return json.dumps(view["chat"], sort_keys=True), json.dumps(view["mails"], sort_keys=True)


def test_the_two_parents_of_one_home_share_the_calendar_and_not_their_letters(walked: Page) -> None:
    seen = _view(walked, "paul")
    assert "Léa" in seen
    assert SECRETS["nadia"] not in seen
    walked.act("say", "paul", text="mes demandes")
    assert "Vous n’avez pas encore fait de demande" in walked.view("paul")["chat"][-1]["html"]
