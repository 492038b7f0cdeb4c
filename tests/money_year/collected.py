"""The money of the year, by the acts of the office: mandates, debits by the cash office and later by the Treasury, the counter.

Until `TREASURY_FROM` the town collects itself (pain.008, and the bank's answers); from then on the Treasury does (PES, and its returns).
"""

import json
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select, text

from tests.billing.conftest import as_of
from tests.money_year.papers import Asked, debits_agree, neutral_says, paper_says, pieces_of, table_says
from tests.sepa.bank import camt, pain002
from tests.treasury.answers import Told, client, retour
from villars_core.accounts.actions import StaffPerson, open_for_staff
from villars_core.accounts.models import Account
from villars_core.billing.invoice_pdf import invoice_pdf
from villars_core.billing.ledger import open_amounts
from villars_core.billing.models import Invoice
from villars_core.billing.reports import month_report
from villars_core.clock import PARIS
from villars_core.demo.year import Year
from villars_core.families.models import Guardian
from villars_core.mandates import actions as mandates
from villars_core.mandates.models import Mandate
from villars_core.mandates.rules import AccountNumber
from villars_core.money import Cents
from villars_core.payments import actions as payments
from villars_core.payments import corrections
from villars_core.payments.actions import Receipt
from villars_core.payments.rules import CASH_LIMIT
from villars_core.schools.actions import load_rules
from villars_core.schools.queries import rules_in_force
from villars_core.sepa import answers, collecting
from villars_core.sepa.collecting import NothingToCollect, Prepared, Wanted
from villars_core.staff.report import csv_of, write_xlsx
from villars_core.tariffs.quotients import add_months, first_of_next
from villars_core.treasury import actions as treasury
from villars_core.treasury.actions import NothingToSend, Written
from villars_core.treasury.models import RevenueOrder, Slip
from villars_core.treasury.neutral_csv import table
from villars_core.treasury.pes_checks import faults
from villars_core.treasury.returns import take_in
from villars_core.treasury.sources import Wanted as SlipWanted
from villars_core.work import SYSTEM, Work

TREASURY_FROM = date(2026, 12, 1)
MANDATES = 3
"""One home in so many is debited."""
CODES = ("AM04", "AM04", "AM04", "MS03", "AC04", "AC01", "MD06")
REJECTED, PAID, BOUNCED, GIVEN_UP, PAID_BACK = 0.1, 0.8, 0.1, 0.12, 0.2


@dataclass
class Collected:
    """The town's money so far. `files`: whatever left or came in, by name."""

    year: Year
    rules: tuple[str, str]
    claire: Account
    luc: Account
    folder: Path
    files: dict[str, bytes] = field(default_factory=dict)
    happened: Counter[str] = field(default_factory=Counter)
    slips: list[Written] = field(default_factory=list)
    numbers: int = 0

    @classmethod
    def of(cls, year: Year, rules: tuple[str, str], folder: Path) -> "Collected":
        """Open the books: two treasurers, and mandates of some homes. `rules`: while the town collects, and while the Treasury does."""
        with year.records.writing(SYSTEM) as work:
            load_rules(work, rules[0], "villars-rules.toml")
            luc = open_for_staff(work, StaffPerson("luc", "Luc Morel", "luc@villars.example", ("treasurer",)))
            luc.activated_at = work.now
            claire = work.session.scalars(select(Account).where(Account.identifier == "claire")).one()
            query = select(Account, Guardian.household_id).join(Guardian, Guardian.id == Account.guardian_id).order_by(Account.id)
            first = {home: account for account, home in reversed(work.session.execute(query).all())}
            for home in sorted(first):
                if home % MANDATES == 0:
                    _mandate(work, claire, first[home], home)
        return cls(year, rules, claire, luc, folder)

    def before_bills(self, month: date) -> None:
        """Let the Treasury collect from a month on."""
        if month == TREASURY_FROM:
            with self.year.records.writing(SYSTEM) as work:
                load_rules(work, self.rules[1], "villars-rules.toml")

    def collect(self, month: date) -> None:
        """Collect what a month's bills made due, in the month after it."""
        draw = Random(f"{self.year.seed} money {month}")
        if month < TREASURY_FROM:
            self._by_the_bank(month, draw)
        else:
            self._by_the_treasury(month, draw)
        with self._as(self.claire, month, 27, 15) as work:
            self._at_the_counter(work, draw)
        self._papers(month)

    def _by_the_bank(self, month: date, draw: Random) -> None:
        """Write the debits, as two persons; some are refused before their day, some come back after it."""
        try:
            with self._as(self.claire, month, 7, 9) as work:
                found = collecting.prepare(work, Wanted(month))
                asked = [_asked(one.mandate, one.reference, one.amount) for one in found.items]
        except NothingToCollect:
            return
        with self._as(self.luc, month, 7, 15) as work:
            raw = collecting.write(work, found.message_id)
        debits_agree(raw, asked, found.collected_on)
        self.files[f"{found.message_id}.xml"] = raw
        self.happened["debits"] += len(asked)
        refused = {one.reference: draw.choice(CODES) for one in asked if draw.random() < REJECTED}
        if refused:
            self._take(month, 20, pain002(*refused.items()), len(refused))
        self._money_came(month, draw, found, [one for one in asked if one.reference not in refused])

    def _money_came(self, month: date, draw: Random, found: Prepared, paid: list[Asked]) -> None:
        if not paid:
            return
        total = sum(one.amount for one in paid)
        on = found.collected_on
        raw = camt(("CRDT", f"{found.message_id}-RCUR", total, ""), day=on)
        self._take(month, on.day, raw, len(paid))
        back = [one for one in paid if draw.random() < REJECTED]
        if back:
            self._take(month, 27, camt(*(("DBIT", one.reference, one.amount, draw.choice(CODES)) for one in back)), len(back))

    def _take(self, month: date, day: int, raw: bytes, lines: int) -> None:
        """Take a file of the bank twice: it acts once."""
        kind = "pain.002" if b"pain.002" in raw else "camt.054"
        with self._as(self.luc, month, day, 18) as work:
            taken = answers.take(work, raw, "banque.xml")
            assert (taken.again, len(taken.lines)) == (False, lines)
            assert {one.what for one in taken.lines} <= {answers.SETTLED, answers.SENT_BACK}
            assert answers.take(work, raw, "banque.xml").again
        self.files[f"{kind}-{len(self.files):03d}.xml"] = raw
        self.happened[kind] += lines

    def _by_the_treasury(self, month: date, draw: Random) -> None:
        """Send the month's slip, and what was rejected of the month before; take in what became of it."""
        with self._as(self.claire, month, 7, 9) as work:
            known = {(one.year, one.number) for one in self.slips}
            made = []
            for one in (add_months(month, -1), month):
                made += self._slips(work, one) if one >= TREASURY_FROM else []
            new = [one for one in made if (one.year, one.number) not in known]
            owed = _open_by_number(work)
            for slip in new:
                pieces = pieces_of(slip.content)
                assert pieces == {number: owed[number] for number in pieces}
                assert sum(pieces.values()) == slip.total
                assert faults(slip.content, rules_in_force(work).treasury) == []
                self.files[slip.name] = slip.content
                self.happened["pieces"] += len(pieces)
        self.slips += new
        for slip in new:
            self._told(month, draw, slip)

    def _slips(self, work: Work, month: date) -> list[Written]:
        try:
            first = treasury.issue(work, SlipWanted(month))
        except NothingToSend:
            return []
        assert treasury.issue(work, SlipWanted(month)) == first
        return first

    def _told(self, month: date, draw: Random, slip: Written) -> None:
        """Take in the Treasury's answer on a slip, twice: it acts once; then what it says that families still owe."""
        with self._as(self.luc, month, 26, 9) as work:
            day = work.today
            pieces, paid, gone = [], 0, 0
            query = select(RevenueOrder, Invoice.number).join(Invoice, Invoice.id == RevenueOrder.invoice_id)
            query = query.join(Slip, Slip.id == RevenueOrder.slip_id).where(Slip.year == slip.year, Slip.number == slip.number)
            owed = pieces_of(slip.content)
            for order, number in work.session.execute(query.order_by(RevenueOrder.place)).all():
                if number not in owed or order.state != "sent":
                    continue
                piece, money, lost = _answer(draw, order, owed[number], day)
                pieces.append(piece)
                paid, gone = paid + money, gone + lost
            raw = retour(*pieces, day=day, slip=slip.number, year=slip.year)
            done = take_in(work, raw)
            assert (done.amount, done.told, done.again) == (paid, [], False)
            assert sum(amount for _, amount in done.given_up) == gone
            again = take_in(work, raw)
            assert (again.amount, again.given_up) == (0, [])
            self.files[f"PES_Retour-{slip.year}-{slip.number}.xml"] = raw
            self.happened["returned"] += len(pieces)
            self.happened["rejected pieces"] += len(done.rejected)
            self.happened["given up by the Treasury"] += len(done.given_up)
            owing = _rests(work)
            rests = client(*((home, _euros(rest), "0.00") for home, rest in owing), day=day)
            assert take_in(work, rests).told == []
            if owing:
                self.files[f"PES_ClientRetour-{slip.year}-{slip.number}.xml"] = rests

    def _at_the_counter(self, work: Work, draw: Random) -> None:
        """Let homes without a debit pay, all or a part or too much; some cheques bounce, a few debts are given up, credits paid back."""
        owed = {number: amount for number, amount in open_amounts(work).items() if amount > 0}
        homes = dict(work.session.execute(select(Invoice.id, Invoice.household_id)).all())
        debited = set(work.session.scalars(select(Mandate.household_id).where(Mandate.state == "ready")))
        sent = set(work.session.scalars(select(RevenueOrder.invoice_id)))
        for invoice, amount in owed.items():
            if invoice in sent or draw.random() > (PAID if homes[invoice] not in debited else PAID / 4):
                continue
            self._pay(work, draw, invoice, amount)
        numbers = dict(work.session.execute(select(Invoice.id, Invoice.number)).all())
        for invoice, amount in open_amounts(work).items():
            if amount > 0 and invoice not in sent and draw.random() < GIVEN_UP:
                assert corrections.write_off(work, numbers[invoice], "décision du conseil") == amount
                self.happened["given up"] += 1
            elif amount < 0 and draw.random() < PAID_BACK:
                assert corrections.refund(work, numbers[invoice], "à la demande de la famille") == -amount
                self.happened["paid back"] += 1

    def _pay(self, work: Work, draw: Random, invoice: int, owed: Cents) -> None:
        self.numbers += 1
        amount = Cents(draw.choice((owed, owed, owed, owed, max(1, owed // 2), owed + 500)))
        way = draw.choice(("cheque", "cheque", "card", "transfer", "cash" if amount <= CASH_LIMIT else "card"))
        receipt = Receipt(invoice, amount, way, f"{way} {self.numbers}", work.today)
        assert payments.settle(work, receipt).new
        assert not payments.settle(work, receipt).new
        self.happened[way] += 1
        if way == "cheque" and draw.random() < BOUNCED:
            payments.reverse(work, receipt.reference, "sans provision")
            payments.reverse(work, receipt.reference, "sans provision")
            self.happened["bounced"] += 1

    def _papers(self, month: date) -> None:
        """Read the month's tables, and its first and last papers: the last may be a credit note's."""
        query = text(
            "SELECT i.number, i.charges, i.sheet, COALESCE((SELECT sum(e.amount) FROM ledger_entry e WHERE e.invoice_id = i.id"
            " AND e.account = 'payer'), 0), COALESCE((SELECT sum(e.amount) FROM ledger_entry e WHERE e.invoice_id = i.id"
            " AND e.account = 'write_off'), 0) FROM invoice i WHERE i.first = :first ORDER BY i.number"
        )
        with self.year.records.reading(self.year.office) as work:
            report = month_report(work, month, first_of_next(month) - timedelta(days=1))
            rows = work.session.execute(query, {"first": month}).all()
            neutral = table(work, month)
        book = self.folder / f"{month:%Y-%m}.xlsx"
        write_xlsx(book, report)
        due = {number: (int(amount - left - gone), int(gone), int(left)) for number, amount, _, left, gone in rows}
        table_says(csv_of(report), book, sum(int(amount) for _, amount, *_ in rows), due)
        neutral_says(neutral, {number: (int(amount), int(left)) for number, amount, _, left, _ in rows})
        for _, _, written, *_ in [*rows[:1], *rows[-1:]]:
            sheet = json.loads(written)
            pdf = invoice_pdf(sheet)
            assert pdf == invoice_pdf(sheet)
            paper_says(pdf, sheet)
            self.happened["papers"] += 1

    @contextmanager
    def _as(self, account: Account, month: date, day: int, hour: int) -> Iterator[Work]:
        """Open a transaction of a treasurer, in the month after the one that was billed."""
        at = first_of_next(month).replace(day=day)
        self.year.clock.move_to(datetime.combine(at, time(hour), tzinfo=PARIS))
        with self.year.records.writing(SYSTEM) as work:
            yield as_of(work, account)


def _mandate(work: Work, claire: Account, account: Account, home: int) -> None:
    row = mandates.ask(as_of(work, account), AccountNumber(iban_of(home)), "")
    mandates.approve(as_of(work, claire), row.id, work.today)


def iban_of(number: int) -> str:
    """Return a French account with both its keys, reckoned by hand."""
    bank, branch, account = 30006, 1, number
    rib = 97 - (89 * bank + 15 * branch + 3 * account) % 97
    bban = f"{bank:05d}{branch:05d}{account:011d}{rib:02d}"
    return f"FR{98 - int(f'{bban}152700') % 97:02d}{bban}"


def _asked(mandate: Mandate, reference: str, amount: int) -> Asked:
    assert mandate.signed_on
    return Asked(reference, amount, mandate.reference, mandate.signed_on, mandate.holder, iban_of(mandate.household_id))


def _answer(draw: Random, order: RevenueOrder, owed: int, day: date) -> tuple[Told, int, int]:
    """Return what the Treasury says of a piece, what was paid of it, and what it gives up."""
    if draw.random() < REJECTED / 2:
        return Told(order.debt, order.place, state="04", line="01", codes="17", due=_euros(owed)), 0, 0
    paid, on = draw.choice((owed, owed, owed, owed // 2, 0)), str(day - timedelta(days=2))
    lost = owed - paid if draw.random() < GIVEN_UP else 0
    money: tuple[tuple[str, str, str], ...] = ((draw.choice(("02", "03", "10")), on, _euros(paid)),) if paid else ()
    if lost:
        money += (("06", on, _euros(lost)),) if draw.random() < 1 / 2 else ()
        return Told(order.debt, order.place, line="06", due=_euros(owed), collected=_euros(paid) if paid else "", paid=money), paid, lost
    if not paid:
        return Told(order.debt, order.place, due=_euros(owed)), 0, 0
    line = "05" if paid == owed else "04"
    return Told(order.debt, order.place, line=line, due=_euros(owed), collected=_euros(paid), paid=money), paid, 0


def _open_by_number(work: Work) -> dict[str, int]:
    query = text(
        "SELECT i.number, sum(e.amount) FROM ledger_entry e JOIN invoice i ON i.id = e.invoice_id"
        " WHERE e.account = 'payer' GROUP BY i.number"
    )
    return {number: int(amount) for number, amount in work.session.execute(query)}


def _rests(work: Work) -> list[tuple[str, int]]:
    """Return what each home owes of the invoices that the Treasury has, by the raw entries."""
    query = text(
        "SELECT h.reference, i.id, sum(e.amount) FROM ledger_entry e JOIN invoice i ON i.id = e.invoice_id"
        " JOIN household h ON h.id = i.household_id WHERE e.account = 'payer' AND i.id IN (SELECT invoice_id FROM revenue_order)"
        " GROUP BY h.reference, i.id"
    )
    found: Counter[str] = Counter()
    for home, _, amount in work.session.execute(query):
        found[home] += max(0, int(amount))
    return sorted((home, rest) for home, rest in found.items() if rest)


def _euros(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"
