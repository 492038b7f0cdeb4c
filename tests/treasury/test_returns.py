"""What the Treasury sends back: who paid, how, what is left, what was rejected and why; once for ever, and nothing lost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.billing.conftest import Months, as_of
from tests.treasury.answers import DAY, NAMESPACE, Told, client, file_of, retour, values
from tests.treasury.conftest import send
from villars_core.billing.ledger import TREASURY, open_amounts
from villars_core.billing.models import Invoice, LedgerEntry
from villars_core.errors import NotAllowed
from villars_core.families.models import Household
from villars_core.payments.models import Payment
from villars_core.treasury.models import RevenueOrder, TreasuryFile
from villars_core.treasury.pes_retour import NotAReturn, read
from villars_core.treasury.returns import Imported, take_in
from villars_core.work import SYSTEM


@dataclass(frozen=True)
class Sent:
    """A town whose slip went to the Treasury."""

    months: Months
    debts: tuple[str, ...]
    amounts: tuple[int, ...]

    def take(self, raw: bytes) -> Imported:
        """Take a file in as the office does."""
        with self.months.records.writing(SYSTEM) as work:
            return take_in(as_of(work, self.months.cast.claire), raw)

    def order(self, place: int = 1) -> RevenueOrder:
        """Return an order by its place."""
        with self.months.records.reading(SYSTEM) as work:
            found = work.session.scalars(select(RevenueOrder).where(RevenueOrder.place == place)).one()
            work.session.expunge(found)
            return found

    def left(self) -> list[int]:
        """Return what is open of each bill."""
        with self.months.records.reading(SYSTEM) as work:
            found = open_amounts(work)
            return [int(found.get(one, 0)) for one in work.session.scalars(select(Invoice.id).order_by(Invoice.number))]

    def payments(self) -> int:
        """Return how many payments are kept."""
        with self.months.records.reading(SYSTEM) as work:
            return work.session.scalar(select(func.count()).select_from(Payment)) or 0


@pytest.fixture
def sent(billed: Months) -> Sent:
    send(billed)
    billed.at(2026, 11, 20)
    with billed.records.reading(SYSTEM) as work:
        debts = tuple(work.session.scalars(select(RevenueOrder.debt).order_by(RevenueOrder.place)))
        amounts = tuple(int(one) for one in work.session.scalars(select(Invoice.charges).order_by(Invoice.number)))
    return Sent(billed, debts, amounts)


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def test_a_payment_settles_the_bill_once_for_ever(sent: Sent) -> None:
    whole = _euros(sent.amounts[0])
    raw = retour(Told(sent.debts[0], line="05", due=whole, collected=whole, paid=(("10", "2026-10-15", whole),)))
    done = sent.take(raw)
    assert (done.payments, done.amount, done.told, done.again) == (1, sent.amounts[0], [], False)
    assert sent.left() == [0, sent.amounts[1]]
    assert (sent.order().state, sent.order().left) == ("settled", 0)
    again = sent.take(raw)
    assert (again.payments, again.again, again.told) == (0, True, [])
    later = sent.take(raw.replace(b"2026-10-20", b"2026-10-27"))
    assert (later.payments, later.again) == (0, False)
    assert sent.payments() == 1
    with sent.months.records.reading(SYSTEM) as work:
        entries = work.session.scalars(select(LedgerEntry).where(LedgerEntry.account == TREASURY)).all()
        assert [int(one.amount) for one in entries] == [sent.amounts[0]]
        assert work.session.scalar(select(func.sum(LedgerEntry.amount))) == 0
        assert work.session.scalar(select(func.count()).select_from(TreasuryFile)) == 2
        paid = work.session.scalars(select(Payment)).one()
        assert (paid.way, paid.paid_on, paid.note) == ("treasury", date(2026, 10, 15), "paiement en ligne (PayFiP)")


def test_part_payments_add_up_and_two_alike_in_one_file_are_two(sent: Sent) -> None:
    due = _euros(sent.amounts[0])
    two = (("02", "2026-10-15", "10.00"), ("02", "2026-10-15", "10.00"))
    sent.take(retour(Told(sent.debts[0], due=due, collected="20.00", paid=two)))
    assert sent.left()[0] == sent.amounts[0] - 2000
    assert (sent.order().state, sent.order().left) == ("taken", sent.amounts[0] - 2000)
    done = sent.take(
        retour(Told(sent.debts[0], due=due, collected="30.00", paid=(*two, ("03", "2026-10-18", "10.00"))), day=date(2026, 10, 27))
    )
    assert (done.payments, done.told) == (1, [])


def test_a_sum_that_differs_is_told(sent: Sent) -> None:
    done = sent.take(retour(Told(sent.debts[0], collected="20.00")))
    assert done.told == ["Facture FA-2026-00001 : la trésorerie dit 20,00\u00a0€ encaissés, nous 0,00\u00a0€."]


def test_a_rejection_says_why_in_words(sent: Sent) -> None:
    done = sent.take(retour(Told(sent.debts[0], state="04", line="01", codes="17-99", comment="Voir RIB")))
    assert done.rejected == [("FA-2026-00001", "compte bancaire absent ou erroné ; 99 ; Voir RIB")]
    assert (sent.order().state, sent.order().reason) == ("rejected", "compte bancaire absent ou erroné ; 99 ; Voir RIB")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (
            lambda _: retour(Told("1", 7, paid=(("02", "2026-10-15", "12.00"),))),
            "Bordereau 1, article 7 (LUC INCONNU), dette 1 : aucune facture",
        ),
        (lambda one: retour(Told(one.debts[0], keys="0A", paid=(("02", "2026-10-15", "12.00"),))), "les clés ne sont pas les nôtres"),
        (
            lambda _: retour(Told("", 3, paid=(("02", "2026-10-15", "12.00"),)), kind="05"),
            "Argent reçu sans facture, à régulariser : 12,00\u00a0€",
        ),
        (lambda one: retour(Told(one.debts[0]), slip=8), "la réponse parle du bordereau 8"),
        (lambda one: retour(Told(one.debts[0], paid=(("07", "2026-10-15", "5.00"),))), "titre correctif ; ce n’est pas"),
        (lambda one: retour(Told(one.debts[0], paid=(("02", "2026-10-15", "-5.00"),))), "ce n’est pas un paiement"),
        (lambda one: retour(Told(one.debts[0], paid=(("02", "2026-12-15", "5.00"),))), "n’est pas noté"),
        (lambda one: retour(Told(one.debts[0], paid=(("02", "2026-10-15", "500.00"),))), "payés en trop"),
    ],
    ids=["unknown", "keys", "no bill", "other slip", "other origin", "negative", "to come", "too much"],
)
def test_what_fits_nothing_is_told_and_not_guessed(sent: Sent, file: Callable[[Sent], bytes], told: str) -> None:
    done = sent.take(file(sent))
    assert any(told in one for one in done.told), done.told
    assert sent.take(file(sent)).payments == 0


def test_an_older_file_that_comes_late_changes_no_state(sent: Sent) -> None:
    sent.take(retour(Told(sent.debts[0], line="05"), day=date(2026, 10, 27)))
    sent.take(retour(Told(sent.debts[0], state="01"), day=date(2026, 10, 13)))
    assert sent.order().state == "settled"


def test_a_whole_slip_is_taken_or_rejected(sent: Sent) -> None:
    head = f"{values(Exer='2026', IdBord='1', MtTTC='10.00', DteRej='2026-10-19')}"
    raw = file_of(
        f"<PES_RecetteRetour><EnTeteRecette>{values(TypRestit='01', IdVer='2', NatInf='2')}</EnTeteRecette><Bordereau>"
        f"<BordereauORMCGlobal>{head}</BordereauORMCGlobal></Bordereau></PES_RecetteRetour>",
        DAY,
    )
    done = sent.take(raw)
    assert [number for number, _ in done.rejected] == ["FA-2026-00001", "FA-2026-00002"]
    assert {sent.order(1).state, sent.order(2).state} == {"rejected"}


def test_who_still_owes_is_told_beside_what_is_open_here(sent: Sent) -> None:
    with sent.months.records.reading(SYSTEM) as work:
        query = select(Household.reference).join(Invoice, Invoice.household_id == Household.id).order_by(Invoice.number)
        homes = list(work.session.scalars(query))
    done = sent.take(client((homes[0], _euros(sent.amounts[0]), "7.50"), (homes[1], "1.00", "0.00"), ("F-0", "3.00", "0.00")))
    assert [(reference, rest, costs) for reference, _, rest, costs in done.rests] == [(homes[0], sent.amounts[0], 750), (homes[1], 100, 0)]
    assert done.told[0] == "Foyer F-0 inconnu : reste 3,00\u00a0€."
    assert [one for one in done.told if homes[0] in one] == []
    assert any(homes[1] in one and "la trésorerie attend 1,00\u00a0€" in one for one in done.told)


def test_only_the_treasurer_takes_files_in(sent: Sent) -> None:
    with sent.months.records.writing(SYSTEM) as work, pytest.raises(NotAllowed):
        take_in(as_of(work, sent.months.cast.marc), retour())


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not xml",
        b"<a/>",
        b'<!DOCTYPE a [<!ENTITY b "c">]><PES_Retour/>',
        f'<n:PES_Retour xmlns:n="{NAMESPACE}"/>'.encode(),
        retour(Told("1", due="1.001")),
        retour(Told("1", paid=(("02", "2026-13-15", "1.00"),))),
        retour(Told("1", due="NaN")),
    ],
)
def test_a_file_that_is_no_return_is_refused_whole(raw: bytes) -> None:
    with pytest.raises(NotAReturn):
        read(raw)


@given(st.binary(max_size=300), st.integers(0, 900))
def test_damaged_bytes_are_read_or_refused(noise: bytes, place: int) -> None:
    raw = retour(Told("2609000001", paid=(("02", "2026-10-15", "12.00"),)))
    try:
        read(raw[:place] + noise + raw[place:])
    except NotAReturn:
        return
