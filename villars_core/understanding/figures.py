"""Finds the figures that questions about money hold: an amount, a family quotient, days a week, the day of a bill's line.

A message that nothing else made sense of, and that asks why a bill says what it says, or how to pay, is read as that question.
"""

import re
from dataclasses import dataclass, replace

from villars_core.understanding import reader
from villars_core.understanding.language.text import fold
from villars_core.understanding.values import Context, Evidence, Intent, Question, Reading

_READ = 1_000
"""Characters in which figures are looked for: a question about money is short."""

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier january jan",
            "fevrier february feb",
            "mars march",
            "avril april apr",
            "mai may",
            "juin june",
            "juillet july",
            "aout august aug",
            "septembre september sept sep",
            "octobre october oct",
            "novembre november nov",
            "decembre december dec",
        ),
        1,
    )
    for name in names.split()
}
_NUMBERS = {"un": 1, "une": 1, "one": 1, "deux": 2, "two": 2, "trois": 3, "three": 3, "quatre": 4, "four": 4, "cinq": 5, "five": 5}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_AMOUNT = re.compile(
    r"(?<![\d.,/-])(?P<euros>\d{1,5})"
    r"(?:[.,](?P<cents>\d{1,2})(?!\d| ?%) ?(?:€|euros?\b|eur\b)?| ?(?:€|euros?\b|eur\b)(?: ?(?P<after>\d\d)\b)?)"
)
_DATED = re.compile(rf"\b(?:{_MONTH}) ?20\d\d\b|\b\d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?\b|\b(?:0?\d|1[0-2])[/.-]20\d\d\b|\b20\d\d\b")
_QUOTIENT = re.compile(
    r"\b(?:qf|q\.f\.?|quotients?(?: familia(?:l|ux))?|coefficient(?: familial)?|family quotient)\b"
    r"[^\d.;!?\n]{0,40}?(\d{1,2} ?\d{3}|\d{1,4})\b"
)
_BEFORE_QUOTIENT = re.compile(r"\b(\d{1,2} ?\d{3}|\d{2,4}) (?:de |en |comme |as |of )?(?:qf|quotient)\b")
_A_WEEK = re.compile(
    rf"\b([1-5]|{'|'.join(_NUMBERS)}) ?(?:jours?|fois|repas|midis?|days?|times?|meals?)"
    r" ?(?:/|par|a la|chaque|a|per|each|every|la) ?(?:semaine|week)\b"
)
_EVERY_DAY = re.compile(r"\b(?:tous les jours|chaque jour|every day)\b")
_DAY = re.compile(
    r"\b(?:du|le|au|pour le|on the|of the|the|of|on) ?(?:lundi|mardi|mercredi|jeudi|vendredi)? ?"
    r"(?P<day>\d{1,2})(?:er|st|nd|rd|th)?\b"
    r"(?! ?(?:€|euro|jours?|repas|fois|h\b|[.,]\d))"
    rf"(?:(?:/| )(?P<month>\d{{1,2}}(?!\d)|{_MONTH})\b)?"
)
_MONTH_FIRST = re.compile(rf"\b(?P<month>{_MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b")
_WHY = re.compile(
    r"\b(?:pourquoi|pk|pq|prk|pour quoi|c'?est quoi|c est quoi|qu'est[ -]ce que"
    r"|a quoi correspond(?:ent)?|correspond a quoi|explique\w*|detail\w*|comprends? pas"
    r"|d'ou vien(?:t|nent)|comment ca se fait|why|what is|what's|explain)\b"
)
_BILL_WORD = re.compile(r"\b(?:lignes?|montants?|sommes?|factures?|lines?|amounts?|bills?|invoices?)\b")
_ABLE = re.compile(r"\bce que (?:vous savez|vous pouvez|vous faites|tu sais|tu peux) ")
_HOW = re.compile(r"\b(?:comment|how)\b")
_PAY = re.compile(r"\b(?:pai[es]|paie[sz]?|paye[rsz]?|payons|payer|regler|regle|pay)\b")
FAULT, _LOST = "fault", 0.1
_LOOSE = frozenset({Intent.UNKNOWN, Intent.HELP, Intent.GREETING, Intent.THANKS})


@dataclass(frozen=True)
class DayOfMonth:
    """A day as a line of a bill is named: its number, and the month where it was said (0: not said)."""

    day: int
    month: int = 0


def read(text: str, context: Context) -> Reading:
    """Read one message, its figures of money too; never raises: where a rule fails, it is asked about (evidence `FAULT`)."""
    try:
        return _read(text, context)
    except Exception as error:  # noqa: BLE001 (a fault of one rule must cost nobody the answer; it is counted like any rule that asks)
        fault = Evidence(0, 0, "", FAULT, type(error).__name__)
        return Reading(Intent.UNKNOWN, evidence=(fault,), questions=(Question("which_act"),), confidence=_LOST, language=context.language)


def _read(text: str, context: Context) -> Reading:
    reading = reader.read(text, context)
    if reading.answer is not None:
        return reading
    # What only the second reader names yields to figures that are plainly asked about.
    loose = reading.intent in _LOOSE or "likely.meant" in [one.rule for one in reading.evidence]
    return _with(reading, _intent(reading, _plain(text))) if loose else reading


def amount_said(text: str) -> int | None:
    """Return the first amount that words name, in cents: "55,11 €", "55.11", "55 euros"."""
    return _amount(_plain(text))


def quotient_said(text: str) -> int | None:
    """Return the family quotient that words name: "un QF de 620", "quotient familial : 1 250 €"."""
    return _quotient(_plain(text))


def days_a_week(text: str) -> int | None:
    """Return how many days a week are named: "4 jours par semaine"; 5 stands for every day."""
    plain = _plain(text)
    found = _A_WEEK.search(plain)
    if found is not None:
        return _NUMBERS.get(found[1]) or int(found[1])
    return 5 if _EVERY_DAY.search(plain) else None


def day_of_line(text: str) -> DayOfMonth | None:
    """Return the day of a bill's line that words name: "la ligne du 12", "le 12 octobre", "du 12/10"."""
    plain = _plain(text)
    for found in (*_DAY.finditer(plain), *_MONTH_FIRST.finditer(plain)):
        day, month = int(found["day"]), found["month"] or ""
        number = int(month) if month.isdecimal() else _MONTHS.get(month, 0)
        if 1 <= day <= 31 and 0 <= number <= 12:
            return DayOfMonth(day, number)
    return None


def asks_why(text: str) -> bool:
    """Tell whether words ask what something is or why it is so."""
    return _WHY.search(_plain(text)) is not None


def _plain(text: str) -> str:
    return " ".join(fold(text[:_READ]).plain.replace("’", "'").split())


def _intent(reading: Reading, plain: str) -> Intent:
    # "je découvre ce chat sur la facture, expliquez-moi ce que vous savez faire" asks nothing of the bill.
    helped = reading.intent is Intent.HELP and _ABLE.search(plain)
    if not helped and _WHY.search(plain) and (_amount(plain) is not None or _BILL_WORD.search(plain)):
        return Intent.SHOW_INVOICES
    return Intent.PAY_INVOICE if _HOW.search(plain) and _PAY.search(plain) else reading.intent


def _with(reading: Reading, intent: Intent) -> Reading:
    questions = reading.questions if intent is reading.intent else ()
    return replace(reading, intent=intent, questions=questions)


def _amount(plain: str) -> int | None:
    found = _AMOUNT.search(plain)
    if found is None:
        return None
    cents = found["cents"] or found["after"] or "0"
    return int(found["euros"]) * 100 + int(cents.ljust(2, "0"))


def _quotient(plain: str) -> int | None:
    undated = _DATED.sub(" ", plain)
    found = _QUOTIENT.search(undated) or _BEFORE_QUOTIENT.search(undated)
    return int(found[1].replace(" ", "")) if found is not None else None
