"""The letter says what the invitation gave, and speaks of no way that the town does not have."""

from datetime import date

import pytest

from villars_core.accounts import letter_pdf
from villars_core.accounts.letter_pdf import InvitationSheet, Sender, deep_link, invitation_letters
from villars_core.pdf.letterhead import Facts, Letter, Steps

DAY, LAST = date(2026, 11, 24), date(2027, 1, 23)


def sheet(bot: str) -> InvitationSheet:
    """Return Nadia's letter."""
    return InvitationSheet(
        "Nadia Martin", ("12 rue des Tilleuls",), "nadia@parents.example", "nadia.martin", "ABCD-EFGH", deep_link(bot, "secret"), DAY, LAST
    )


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Letter]:
    """Catch the letters on their way to the paper."""
    caught: list[Letter] = []

    def catch(_head: object, found: list[Letter], _language: str) -> bytes:
        caught.extend(found)
        return b""

    monkeypatch.setattr(letter_pdf, "letters", catch)
    return caught


def test_a_letter_holds_identifier_code_and_the_link_to_scan(written: list[Letter]) -> None:
    invitation_letters(Sender("Villars", "@villars_bot", "ecole@villars.example"), [sheet("@villars_bot")])
    facts = next(block for block in written[0].blocks if isinstance(block, Facts))
    chat, mail = (block for block in written[0].blocks if isinstance(block, Steps))
    assert [value for _, value in facts.rows] == ["nadia.martin", "ABCD-EFGH"]
    assert "samedi 23 janvier 2027" in facts.rows[1][0]
    assert chat.scan == "https://t.me/villars_bot?start=secret"
    assert "ecole@villars.example" in mail.steps[0]
    assert "nadia@parents.example" in mail.steps[0]


def test_without_a_bot_the_letter_speaks_of_mail_only(written: list[Letter]) -> None:
    invitation_letters(Sender("Villars", "", "ecole@villars.example"), [sheet("")])
    assert [block.scan for block in written[0].blocks if isinstance(block, Steps)] == [""]


def test_a_whole_file_of_letters_is_a_pdf() -> None:
    raw = invitation_letters(Sender("Villars", "villars_bot", "ecole@villars.example"), [sheet("villars_bot")] * 3)
    assert raw.count(b"/Type /Page\n") == 3
