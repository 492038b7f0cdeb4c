"""Documents are made when they are sent, for the one who is told; a document that fails never takes the text with it."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.conversations.people import Town
from villars_core.accounts.models import Account
from villars_core.accounts.routing import assign
from villars_core.conversations import papers
from villars_core.conversations.papers import Draw, make_paper, printed
from villars_core.errors import NotFound
from villars_core.families import access
from villars_core.notifications.outbox import Notice, post
from villars_core.notifications.screens import Attachment, Screen
from villars_core.notifications.sending import Claim, ToSend, claim
from villars_core.work import SYSTEM, Work


def _slip(work: Work, facts: Mapping[str, Any]) -> Draw:
    """Make a line of text about a child, as its reader may see it."""
    name = access.child_for_actor(work, int(facts["child"])).first_name
    return f"{name} ({work.translator.language})".encode


@pytest.fixture(autouse=True)
def slip(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the house know one document more."""
    monkeypatch.setattr(papers, "PAPERS", {**papers.PAPERS, "slip": _slip})


def _about(child_id: int, paper: str = "slip") -> Attachment:
    return Attachment("fiche.txt", "text/plain", paper, {"child": child_id})


def _row(town: Town, account: Account, *attachments: Attachment) -> ToSend:
    with town.records.writing(SYSTEM) as work:
        screen = Screen("Fiche", ("La voici.",), attachments=attachments)
        posted = post(work, Notice(screen, "notice", account_id=account.id, channel="telegram", address="1001")).id
    (item,) = claim(town.records, Claim("telegram", "test", only=(posted,)), assign)
    return item


def test_document_is_made_for_its_reader(town: Town) -> None:
    made = printed(town.records, _row(town, town.cast.nadia, _about(town.cast.lea.id)))
    assert [(one.name, one.media_type, one.content) for one in made.papers] == [("fiche.txt", "text/plain", "Léa (fr)".encode())]
    assert made.item.parcel.screen.body == ("La voici.",)


def test_document_of_a_child_of_others_is_not_made(town: Town) -> None:
    with pytest.raises(NotFound):
        make_paper(town.records, town.cast.nadia.id, _about(town.cast.ines.id))


@pytest.mark.parametrize("who", ["nobody", "newcomer", "gone"])
def test_who_is_not_known_gets_no_document(town: Town, who: str) -> None:
    with town.records.writing(SYSTEM) as work:
        work.session.get_one(Account, town.cast.nadia.id).ended_at = work.now if who == "gone" else None
    account = {"nobody": None, "newcomer": town.cast.olena.id, "gone": town.cast.nadia.id}[who]
    with pytest.raises(NotFound):
        make_paper(town.records, account, _about(town.cast.lea.id))


def test_text_goes_without_the_document_that_fails_and_says_so(town: Town) -> None:
    item = _row(town, town.cast.nadia, _about(town.cast.lea.id, "no such paper"), _about(town.cast.lea.id), _about(town.cast.ines.id))
    made = printed(town.records, item)
    assert [one.content for one in made.papers] == ["Léa (fr)".encode()]
    missing = "Le document « fiche.txt » n’a pas pu être joint. Demandez-le à nouveau, ou écrivez au service Éducation."
    assert made.item.parcel.screen.body == ("La voici.", missing, missing)
