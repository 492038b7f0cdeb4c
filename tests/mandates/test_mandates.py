"""Mandates: the account's check, the reference, each step, and what is never shown."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from stdnum import iban as another_check
from stdnum.eu import at_02

from tests.databases import planted
from villars_core.accounts.models import Account
from villars_core.accounts.queries import actor_of
from villars_core.clock import MovableClock
from villars_core.conversations import prepared
from villars_core.demo.cast import Cast
from villars_core.errors import NotFound
from villars_core.i18n import Translator
from villars_core.journal.models import JournalEntry
from villars_core.mandates import actions
from villars_core.mandates.actions import HasMandate, NotInThisState
from villars_core.mandates.models import Mandate
from villars_core.mandates.papers import mandate_paper
from villars_core.mandates.rules import AccountNumber, NotAnIban, NotSepa, account_in, has_lapsed, mandate_reference
from villars_core.office_queue.models import QueueItem
from villars_core.work import SYSTEM, Assurance, Records, Work

MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
IBAN, OTHER = "FR7630006000011234567890189", "FR7630001007941234567890185"
NADIAS = AccountNumber(IBAN, "AGRIFRPP")


@pytest.fixture
def town(url: str) -> Iterator[tuple[Records, Cast, MovableClock]]:
    """Give a planted town."""
    clock = MovableClock(MONDAY, running=False)
    with planted(url, clock) as (records, cast):
        yield records, cast, clock


def _as(work: Work, account: Account, assurance: Assurance = Assurance.STEPPED_UP) -> Work:
    return replace(work, actor=actor_of(account, "telegram", assurance))


@pytest.mark.parametrize(
    "text",
    [
        IBAN,
        "mon iban : FR76 3000 6000 0112 3456 7890 189 merci",
        "fr76-3000-6000-0112-3456-7890-189",
        "IBAN FR76.3000.6000.0112.3456.7890.189",
    ],
)
def test_an_account_is_found_in_words(text: str) -> None:
    found = account_in(text)
    assert found is not None
    assert (found.iban, found.last_digits) == (IBAN, "0189")
    assert another_check.is_valid(found.iban)


ABROAD = [
    "DE89370400440532013000",
    "ES9121000418450200051332",
    "IT60X0542811101000000123456",
    "LU280019400644750000",
    "NL91ABNA0417164300",
    "PT50000201231234567890154",
]


@pytest.mark.parametrize("iban", [IBAN, *ABROAD])
def test_two_checks_that_share_no_code_agree_on_an_account_and_on_each_wrong_figure(iban: str) -> None:
    found = account_in(iban)
    assert found is not None
    assert found.iban == iban
    assert another_check.is_valid(iban)
    for place in range(2, len(iban)):
        if iban[place].isdigit():
            wrong = f"{iban[:place]}{(int(iban[place]) + 1) % 10}{iban[place + 1 :]}"
            assert not another_check.is_valid(wrong), place
            with pytest.raises(NotAnIban):
                account_in(wrong)


@given(bank=st.integers(10000, 99999), branch=st.integers(0, 99999), account=st.integers(0, 99999999999))
def test_any_french_account_with_both_its_keys_is_taken_and_with_another_national_key_is_not(bank: int, branch: int, account: int) -> None:
    def iban(rib: int) -> str:
        bban = f"{bank:05d}{branch:05d}{account:011d}{rib:02d}"
        return f"FR{98 - int(f'{bban}152700') % 97:02d}{bban}"

    rib = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    right, wrong = iban(rib), iban(rib % 97 + 1)
    assert another_check.is_valid(right)
    found = account_in(right)
    assert found is not None
    assert found.iban == right
    with pytest.raises(NotAnIban):
        account_in(wrong)


@pytest.mark.parametrize("wrong", ["FR7630006000011234567890188", "FR2130006000011234567890180", "FR76 3000 6000 0112 3456"])
def test_a_wrong_figure_is_told_without_repeating_it(wrong: str) -> None:
    with pytest.raises(NotAnIban) as refused:
        account_in(wrong)
    assert wrong not in str(refused.value.facts())


def test_an_account_that_cannot_be_debited_is_refused() -> None:
    with pytest.raises(NotSepa) as refused:
        account_in("BR1500000000000010932840814P2")
    assert refused.value.country == "BR"


def test_words_without_an_account_hold_none() -> None:
    assert account_in("je voudrais payer par prélèvement") is None


def test_the_reference_has_35_signs_and_the_creditor_in_front() -> None:
    reference = mandate_reference("FR64ZZZ657682", 2026, 42)
    assert reference == "FR64ZZZ6576820000000000202600000042"
    assert len(reference) == 35
    assert at_02.is_valid(reference[:13])


@pytest.mark.parametrize(
    ("last", "signed", "today", "lapsed"),
    [
        (None, date(2023, 11, 23), date(2026, 11, 22), False),
        (None, date(2023, 11, 23), date(2026, 11, 23), True),
        (date(2024, 1, 5), date(2020, 1, 1), date(2026, 11, 23), False),
        (date(2023, 1, 5), date(2020, 1, 1), date(2026, 1, 5), True),
    ],
)
def test_a_mandate_lapses_36_months_after_the_last_debit(last: date | None, signed: date, today: date, *, lapsed: bool) -> None:
    assert has_lapsed(last, signed, today) is lapsed


def test_from_the_account_to_ready(town: tuple[Records, Cast, MovableClock]) -> None:
    records, cast, _ = town
    with records.writing(SYSTEM) as work:
        row = actions.ask(_as(work, cast.nadia), NADIAS, "")
        assert (row.state, row.holder) == ("waiting", "Nadia Martin")
        actions.hand_in(_as(work, cast.paul), [])
        assert row.state == "to_check"
        actions.refuse(_as(work, cast.claire), row.id, "la signature manque")
        assert (row.state, row.unseal_text("reason", work.vault)) == ("waiting", "la signature manque")
        actions.hand_in(_as(work, cast.nadia), [])
        actions.approve(_as(work, cast.claire), row.id, date(2026, 11, 20))
    assert (row.state, row.signed_on) == ("ready", date(2026, 11, 20))


def test_a_home_has_one_mandate_and_another_home_none_of_it(town: tuple[Records, Cast, MovableClock]) -> None:
    records, cast, _ = town
    with records.writing(SYSTEM) as work:
        row = actions.ask(_as(work, cast.nadia), NADIAS, "")
        with pytest.raises(HasMandate):
            actions.ask(_as(work, cast.paul), NADIAS, "")
        assert actions.mandate_of_actor(_as(work, cast.sophie)) is None
        with pytest.raises(NotFound):
            mandate_paper(_as(work, cast.sophie), {"mandate": row.id})
        with pytest.raises(NotFound):
            mandate_paper(_as(work, cast.claire), {"mandate": row.id})


def test_another_account_keeps_the_reference_and_is_signed_again(town: tuple[Records, Cast, MovableClock]) -> None:
    records, cast, _ = town
    with records.writing(SYSTEM) as work:
        row = actions.ask(_as(work, cast.nadia), NADIAS, "")
        actions.approve(_as(work, cast.claire), row.id, date(2026, 11, 20))
        reference = row.reference
        actions.change_account(_as(work, cast.nadia), AccountNumber(OTHER))
        assert (row.reference, row.state, row.last_digits) == (reference, "waiting", "0185")
        assert row.unseal_text("previous_iban", work.vault) == IBAN
        actions.approve(_as(work, cast.claire), row.id, date(2026, 12, 1))
    assert (row.state, row.signed_on) == ("ready", date(2026, 11, 20))


def test_a_revoked_mandate_leaves_room_for_a_new_one(town: tuple[Records, Cast, MovableClock]) -> None:
    records, cast, _ = town
    with records.writing(SYSTEM) as work:
        first = actions.ask(_as(work, cast.nadia), NADIAS, "")
        actions.revoke(_as(work, cast.nadia))
        assert first.state == "revoked"
        with pytest.raises(NotInThisState) as refused:
            actions.revoke(_as(work, cast.nadia))
        said = Translator().t(refused.value.template, **refused.value.facts())
        assert said == "Ce n’est pas possible maintenant : le mandat est dans l’état « Révoqué »."
        second = actions.ask(_as(work, cast.nadia), AccountNumber(OTHER), "")
    assert second.reference != first.reference


def test_the_copy_signed_for_the_former_account_makes_no_other_account_ready(town: tuple[Records, Cast, MovableClock]) -> None:
    records, cast, _ = town
    with records.writing(SYSTEM) as work:
        row = actions.ask(_as(work, cast.nadia), NADIAS, "")
        actions.hand_in(_as(work, cast.nadia), [])
        item = work.session.scalars(select(QueueItem).where(QueueItem.action == actions.CHECK)).one()
        actions.change_account(_as(work, cast.nadia), AccountNumber(OTHER))
        with pytest.raises(NotInThisState):
            prepared.accept(_as(work, cast.claire), item.id)
    assert row.state == "waiting"


def test_nothing_is_debited_for_36_months_and_the_mandate_ends(town: tuple[Records, Cast, MovableClock]) -> None:
    records, cast, clock = town
    with records.writing(SYSTEM) as work:
        row = actions.ask(_as(work, cast.nadia), NADIAS, "")
        actions.approve(_as(work, cast.claire), row.id, date(2026, 11, 20))
    clock.move_to(datetime(2029, 11, 20, 8, tzinfo=UTC))
    with records.writing(SYSTEM) as work:
        assert [one.state for one in actions.lapse(work)] == ["lapsed"]


def test_the_account_is_sealed_and_the_journal_masks_it(town: tuple[Records, Cast, MovableClock]) -> None:
    records, cast, _ = town
    with records.writing(SYSTEM) as work:
        actions.ask(_as(work, cast.nadia), NADIAS, "")
    with records.reading(SYSTEM) as work:
        row = work.session.query(Mandate).one()
        assert row.iban is not None
        assert IBAN.encode() not in row.iban
        told = [str(one.after) for one in work.session.query(JournalEntry) if one.act.startswith("mandate")]
    assert told
    assert not any(IBAN[4:20] in one for one in told)


def test_the_paper_to_sign_fits_on_one_page_and_says_what_the_law_asks(town: tuple[Records, Cast, MovableClock]) -> None:
    records, cast, _ = town
    with records.writing(SYSTEM) as work:
        row = actions.ask(_as(work, cast.nadia), NADIAS, "")
        document = pypdfium2.PdfDocument(mandate_paper(_as(work, cast.nadia), {"mandate": row.id})())
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range()
    for said in (
        "Mandat de prélèvement SEPA",
        row.reference,
        "FR64ZZZ657682",
        "Commune de Villars",
        "Nadia Martin",
        "7890 189",
        "Signature",
    ):
        assert said in text
