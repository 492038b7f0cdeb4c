"""What bills say to a family: where each one stands, why it comes to its amount, what a day was, how to pay; nothing is computed anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select

from villars_core.billing.paying import LARGEST_ONLINE, LEAST_ONLINE, debit_told
from villars_core.billing.queries import CREDIT, GIVEN_UP, LATE, SETTLED, Bill, DayLine, DayMatch, sheet_for_actor
from villars_core.i18n import N_, Amount, Translator
from villars_core.mandates.models import Mandate
from villars_core.notifications.screens import Choice
from villars_core.payments.online import may_pay_online
from villars_core.schools.queries import rules_in_force
from villars_core.sepa.models import DirectDebit
from villars_core.tariffs import rules as prices
from villars_core.tariffs.rules import Reason
from villars_core.treasury.models import RevenueOrder
from villars_core.treasury.queries import with_treasury
from villars_core.work import Work

INVOICE_HEAD = N_("Facture {number}, {month} : {amount}.")
CREDIT_HEAD = N_("Avoir {number}, {month} : {amount}.")
LISTED, LISTED_CREDIT = N_("{month} : {amount}"), N_("{month} : avoir de {amount}")
ISSUED, SENT = N_("Émise le {day}."), N_("Transmise au Trésor Public.")
PAY_BEFORE, IS_LATE = N_("À payer au plus tard le {day}."), N_("En retard : elle était à payer au plus tard le {day}.")
IS_PAID, NOTHING_DUE = N_("Payée."), N_("Rien à payer.")
NOT_ASKED_FOR = N_("Cette somme ne vous est plus demandée.")
WILL_BE_DEBITED = N_("Elle sera prélevée sur votre compte le {day} : vous n’avez rien à faire.")
LEFT = N_("Reste à payer : {amount}.")
CREDIT_CARRIED = N_("Il vous reste un avoir de {amount}. Il sera déduit de votre prochaine facture.")
CREDIT_REFUNDED = N_("Il vous reste un avoir de {amount}. Il vous sera remboursé.")
CREDIT_USED = N_("Cet avoir est entièrement utilisé.")
SHORT = {SETTLED: N_("payée"), GIVEN_UP: N_("plus demandée"), LATE: N_("en retard"), CREDIT: N_("avoir")}
SHORT_OPEN = N_("à payer au plus tard le {day}")

LINE = N_("{child}, {label} : {quantity} × {unit} = {amount}")
CORRECTED = N_("{child}, {label}, régularisation du mois d’avant : {amount}")
BEFORE_CREDIT, BEFORE_DEBT = N_("Avoir d’avant : {amount}"), N_("Restait à payer d’avant : {amount}")
WHY_PRICE = N_("{child}, {label}, {unit} : pourquoi ?")
BY_QUOTIENT = N_("Le prix dépend de votre quotient familial : {price}.")
QUOTIENT_USED = N_("Quotient familial utilisé : {value} ({source}), valable jusqu’au {until}.")
QUOTIENT_NONE = N_("Aucun quotient familial valable pour ce mois : le tarif sans quotient s’applique.")

DAY_HEAD = N_("{child}, {day}")
DAY_LINE = N_("{label} : {quantity} × {unit} = {amount}")
BOOKED, NOT_BOOKED = N_("Réservé : oui"), N_("Réservé : non")
HAPPENED = {
    "present": N_("Servi : oui"),
    "unexpected": N_("Servi : oui, sans réservation"),
    "absent": N_("Servi : non, absent(e)"),
    "excused": N_("Servi : non, absence justifiée"),
}
NOT_CALLED = N_("Servi : pas de pointage")
BILLED = N_("Facturé : {amount}")
BOOKABLE_UNTIL = N_("Ce jour pouvait changer jusqu’au {limit}.")
MONTH_HEAD = N_("{child} : {booked}, {served}, {billed}")
ODD_DAY = N_("{child}, {day} : {said}")
DIFFERENT = N_("Jours où réservé, servi et facturé ne disent pas la même chose :")
ALL_SAME = N_("Chaque jour réservé a été servi et facturé.")

BY_CARD = N_("Par carte : ouvrez la page PayFiP et recopiez l’identifiant {client}, la référence {reference} et le montant.")
BY_LINK = N_("Par carte : « Payer en ligne » prépare un lien vers la page de paiement.")
BY_CHEQUE = N_("Par chèque à l’ordre du Trésor public, avec le talon de la facture : {office}, {street}, {city}.")
AT_TOBACCONIST = N_("Chez un buraliste agréé : en espèces (300 € au plus) ou par carte, en montrant le code de la facture.")
BY_DEBIT = N_("Par prélèvement automatique : demandez un mandat, il servira pour les factures suivantes.")
IS_DEBITED = N_("Cette facture est en cours de prélèvement sur votre compte. Ne la payez pas autrement.")
DEBIT_READY = N_("Votre prélèvement automatique est prêt. Si la facture annonce un prélèvement, ne la payez pas autrement.")
OPEN_PAGE = N_("Ouvrir PayFiP")
COPY_CLIENT, COPY_REFERENCE, COPY_AMOUNT = N_("Copier l’identifiant"), N_("Copier la référence"), N_("Copier le montant")

_TELLS_QUOTIENT = frozenset({prices.IN_BAND, prices.IN_LAST_BAND, prices.BY_RATE})
NEWS_AFTER = timedelta(days=10)
_GONE = frozenset({"rejected", "cancelled"})


@dataclass(frozen=True)
class Paying:
    """How a bill may be paid: sentences, and what opens or is copied."""

    ways: tuple[str, ...]
    rows: tuple[tuple[Choice, ...], ...]


def month_of(words: Translator, bill: Bill) -> str:
    """Return the month of a bill, or both where it is of two: "octobre 2026"."""
    first, last = words.month_and_year(bill.first), words.month_and_year(bill.last)
    return first if first == last else f"{first} – {last}"


def money(cents: int) -> Amount:
    """Return cents as a text shows them, never negative: an avoir is named as one."""
    return Amount(abs(cents))


def heading(words: Translator, bill: Bill) -> str:
    """Return what names a bill: number, month, amount."""
    template = CREDIT_HEAD if _is_credit(bill) else INVOICE_HEAD
    return words.t(template, number=bill.number, month=month_of(words, bill), amount=money(bill.amount))


def listed(words: Translator, bill: Bill) -> str:
    """Return a bill as a line of a list: month, amount, where it stands."""
    label = label_of(words, bill)
    said = words.t(SHORT_OPEN, day=bill.due_on) if bill.state not in SHORT else words.t(SHORT[bill.state])
    return label if _is_credit(bill) else f"{label}, {said}"


def label_of(words: Translator, bill: Bill) -> str:
    """Return a bill as a button names it."""
    return words.t(LISTED_CREDIT if _is_credit(bill) else LISTED, month=month_of(words, bill), amount=money(bill.amount))


def standing(work: Work, bill: Bill) -> list[str]:
    """Return where a bill stands, in plain sentences: issued, sent to the Treasury, paid, late, a credit."""
    words = work.translator
    if _is_credit(bill) or bill.state == CREDIT:
        if bill.open >= 0:
            return [words.t(CREDIT_USED)]
        carried = rules_in_force(work).billing.credit == "carry"
        return [words.t(CREDIT_CARRIED if carried else CREDIT_REFUNDED, amount=money(bill.open))]
    said = [words.t(ISSUED, day=bill.issued_on)]
    if with_treasury(work, bill.id):
        said.append(words.t(SENT))
    if bill.state == GIVEN_UP:
        return [" ".join([*said, words.t(NOT_ASKED_FOR)])]
    if bill.state == SETTLED:
        return [" ".join([*said, words.t(IS_PAID if bill.amount > 0 else NOTHING_DUE)])]
    debit = debit_day(work, bill)
    if debit is not None:
        said.append(words.t(WILL_BE_DEBITED, day=debit))
    else:
        said.append(words.t(IS_LATE if bill.state == LATE else PAY_BEFORE, day=bill.due_on))
    lines = [" ".join(said)]
    return lines if bill.open == bill.amount else [*lines, words.t(LEFT, amount=money(bill.open))]


def sheet_lines(words: Translator, sheet: Mapping[str, Any]) -> list[str]:
    """Return the lines of a bill."""
    lines = []
    for one in sheet["lines"]:
        template = CORRECTED if one["correction"] else LINE
        facts = {"child": one["child"], "label": one["label"], "quantity": one["quantity"]}
        lines.append(words.t(template, unit=Amount(one["unit"]), amount=Amount(one["amount"]), **facts))
    return lines


def before_lines(words: Translator, sheet: Mapping[str, Any]) -> list[str]:
    """Return what earlier bills left: a credit that this bill uses, and what is still owed of them."""
    lines = []
    used, owed = int(sheet["amount"]) - int(sheet["to_pay"]), int(sheet["owed_before"])
    if sheet["kind"] == "invoice" and used > 0:
        lines.append(words.t(BEFORE_CREDIT, amount=money(used)))
    if owed > 0:
        lines.append(words.t(BEFORE_DEBT, amount=money(owed)))
    return lines


def why_prices(words: Translator, examples: Sequence[DayLine], *, figure: bool = False) -> list[str]:
    """Return why each different price is what it is; the quotient's figure only where it is asked for."""
    told = []
    for one in examples:
        head = words.t(WHY_PRICE, child=one.child, label=one.label, unit=Amount(one.unit))
        told.append("\n".join([head, *(f"· {line}" for line in reasons_told(words, one.reasons, figure=figure))]))
    return told


def reasons_told(words: Translator, reasons: Sequence[Reason], *, figure: bool = False) -> list[str]:
    """Return the steps of a price; without the figure, what shows the quotient says only that the price depends on it."""
    told = []
    for one in reasons:
        if one.template in _TELLS_QUOTIENT and not figure:
            told.append(words.t(BY_QUOTIENT, price=one.facts["price"]))
        else:
            told.append(words.t(one.template, **one.facts))
    return told


def quotient_line(words: Translator, sheet: Mapping[str, Any]) -> str:
    """Return the quotient that a bill was made with; nothing on the bill of an adult who eats."""
    known = sheet.get("quotient")
    if sheet.get("own_meals"):
        return ""
    if not known:
        return words.t(QUOTIENT_NONE)
    until = words.day_and_year(date.fromisoformat(known["until"]))
    return words.t(QUOTIENT_USED, value=known["value"], source=known["source"], until=until)


def day_told(words: Translator, lines: Sequence[DayLine], matches: Sequence[DayMatch], limit: object = None) -> list[str]:
    """Return what a child's day was: booked, served, billed, until when it could change, and why each price."""
    said = [words.t(DAY_HEAD, child=lines[0].child, day=lines[0].day)]
    said += [words.t(DAY_LINE, label=one.label, quantity=one.quantity, unit=Amount(one.unit), amount=Amount(one.amount)) for one in lines]
    match = next((one for one in matches if (one.child, one.day) == (lines[0].child, lines[0].day)), None)
    if match is not None:
        said.append(match_line(words, match))
    if limit is not None:
        said.append(words.t(BOOKABLE_UNTIL, limit=limit))
    reasons = dict.fromkeys(line for one in lines for line in reasons_told(words, one.reasons))
    return ["\n".join(said), "\n".join(f"· {one}" for one in reasons)]


def match_line(words: Translator, match: DayMatch) -> str:
    """Return the three accounts of a day on one line."""
    booked = words.t(BOOKED if match.booked else NOT_BOOKED)
    happened = words.t(HAPPENED.get(match.happened, NOT_CALLED))
    return f"{booked} · {happened} · {words.t(BILLED, amount=Amount(match.billed))}"


def reconciled(words: Translator, matches: Sequence[DayMatch]) -> list[str]:
    """Return the month as three accounts of each child, and the days on which they differ."""
    said = []
    for child in dict.fromkeys(one.child for one in matches):
        its = [one for one in matches if one.child == child]
        served = sum(one.happened in {"present", "unexpected"} for one in its)
        figures = {
            "booked": words.n("{count} jour réservé", "{count} jours réservés", sum(one.booked for one in its)),
            "served": words.n("{count} servi", "{count} servis", served),
            "billed": words.n("{count} facturé", "{count} facturés", sum(one.billed > 0 for one in its)),
        }
        said.append(words.t(MONTH_HEAD, child=child, **figures))
    odd = [one for one in matches if not _agrees(one)]
    if not odd:
        return ["\n".join(said), words.t(ALL_SAME)] if said else []
    lines = [words.t(ODD_DAY, child=one.child, day=one.day, said=match_line(words, one)) for one in odd]
    return ["\n".join(said), "\n".join([words.t(DIFFERENT), *lines])]


def paying_of(work: Work, bill: Bill, sheet: Mapping[str, Any]) -> Paying:
    """Return how what is open of a bill may be paid: the references of its frozen sheet, the addresses in force today."""
    words, rules = work.translator, rules_in_force(work)
    if is_debited(work, bill.id):
        return Paying((words.t(IS_DEBITED),), ())
    named = [str(value) for _, value in sheet.get("references", ())]
    ways: list[str] = []
    rows: list[tuple[Choice, ...]] = []
    if rules.payfip.client and rules.payfip.form == "titre" and named and LEAST_ONLINE <= bill.open <= LARGEST_ONLINE:
        client, reference = named[0], named[1]
        ways.append(words.t(BY_CARD, client=client, reference=reference))
        euros = f"{bill.open // 100},{bill.open % 100:02d}"
        rows += [
            (Choice("page", words.t(OPEN_PAGE), url=rules.payfip.page),),
            (Choice("copyc", words.t(COPY_CLIENT), copy=client), Choice("copyr", words.t(COPY_REFERENCE), copy=reference)),
            (Choice("copya", words.t(COPY_AMOUNT), copy=euros),),
        ]
    if may_pay_online(work, bill.open):
        ways.append(words.t(BY_LINK))
    treasury = rules.treasury
    if treasury.office:
        ways.append(words.t(BY_CHEQUE, office=treasury.office, street=treasury.office_street, city=treasury.office_city))
    if "datamatrix" in sheet.get("codes", {}):
        ways.append(words.t(AT_TOBACCONIST))
    if rules.creditor.ics:
        ready = select(Mandate.id).where(Mandate.household_id == bill.household_id, Mandate.state == "ready").limit(1)
        ways.append(words.t(BY_DEBIT if work.session.scalar(ready) is None else DEBIT_READY))
    return Paying(tuple(ways), tuple(rows))


def is_debited(work: Work, invoice_id: int) -> bool:
    """Tell whether a file of direct debits is taking the bill: nobody is asked to pay it another way."""
    live = select(DirectDebit.id).where(DirectDebit.invoice_id == invoice_id, DirectDebit.state != "rejected").limit(1)
    return work.session.scalar(live) is not None


def debit_day(work: Work, bill: Bill) -> date | None:
    """Return the day on which a bill will be debited, as its paper tells; None once the bank, the Treasury or the mandate says no.

    Some days after it the news has come, or something went wrong: the bill is then one like any other.
    """
    told = debit_told(sheet_for_actor(work, bill.id))
    if told is None or work.today > told[0].on + NEWS_AFTER:
        return None
    ready = select(Mandate.id).where(Mandate.reference == told[0].mandate, Mandate.state == "ready")
    refused = select(DirectDebit.id).where(DirectDebit.invoice_id == bill.id, DirectDebit.state == "rejected")
    gone = select(RevenueOrder.id).where(RevenueOrder.invoice_id == bill.id, RevenueOrder.state.in_(_GONE))
    if work.session.scalar(ready) is None or any(work.session.scalar(one.limit(1)) is not None for one in (refused, gone)):
        return None
    return told[0].on


def _is_credit(bill: Bill) -> bool:
    return bill.kind == "credit_note"


def _agrees(one: DayMatch) -> bool:
    """Tell whether a day is as it should be: booked, served and billed; or away with a justified absence, and free."""
    if one.happened == "excused":
        return one.billed == 0
    return one.booked and one.happened == "present" and one.billed > 0
