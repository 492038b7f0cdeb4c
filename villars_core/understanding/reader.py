"""Reads one message: a first, small grammar behind the lasting interface."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from villars_core.understanding.values import Context, DateReading, Intent, Question, Reading

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_MONTHS = ("janvier", "fevrier", "mars", "avril", "mai", "juin", "juillet", "aout", "septembre", "octobre", "novembre", "decembre")
_DATE = re.compile(
    r"\b(?:(apres[- ]demain|demain|aujourd'hui)|(?:(?P<wd>" + "|".join(_WEEKDAYS) + r")\s+)?(?P<dom>\d{1,2})(?:er)?\s+(?P<mon>"
    + "|".join(_MONTHS) + r")|(?P<d>\d{1,2})/(?P<m>\d{1,2})|(?P<bare>" + "|".join(_WEEKDAYS) + r"))\b"
)  # fmt: skip
_INTENTS: tuple[tuple[str, Intent], ...] = (
    (r"annul|decommand|mange(ra)? pas|desinscri", Intent.CANCEL_MEAL),
    (r"justifi|certificat medical", Intent.JUSTIFY_ABSENCE),
    (r"absent|malade|fievre", Intent.REPORT_ABSENCE),
    (r"reserv|inscri|mange", Intent.BOOK_MEAL),
    (r"planning|calendrier", Intent.SHOW_PLANNING),
    (r"pay(er|e)|regler", Intent.PAY_INVOICE),
    (r"facture", Intent.SHOW_INVOICES),
    (r"agent|quelqu'un|humain", Intent.TALK_TO_STAFF),
    (r"aide|help", Intent.HELP),
    (r"merci", Intent.THANKS),
    (r"bonjour|salut|bonsoir", Intent.GREETING),
)
_ACTS = {Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE}
_MOST = 4096


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return "".join(char for char in plain if not unicodedata.combining(char)).lower()


def _days(folded: str, today: date) -> list[date]:
    found: list[date] = []
    for match in _DATE.finditer(folded):
        if match[1]:
            found.append(today + timedelta(days=2 if match[1].startswith("apres") else 1 if match[1] == "demain" else 0))
        elif match["bare"]:
            ahead = (_WEEKDAYS.index(match["bare"]) - today.weekday() - 1) % 7 + 1
            found.append(today + timedelta(days=ahead))
        else:
            month = _MONTHS.index(match["mon"]) + 1 if match["mon"] else int(match["m"])
            day = int(match["dom"] or match["d"])
            try:
                said = date(today.year, month, day)
            except ValueError:
                continue
            found.append(said if said >= today else said.replace(year=today.year + 1))
    return sorted(set(found))


def read(text: str, context: Context) -> Reading:
    """Read one message; never raises, reads the first 4,096 characters."""
    folded = _fold(text[:_MOST])
    answer = None
    if context.question:
        if re.fullmatch(r"\W*(oui|ok|d'accord|c'est bon)\W*", folded):
            answer = "yes"
        elif re.fullmatch(r"\W*non\W*", folded):
            answer = "no"
        elif number := re.fullmatch(r"\W*(\d)\W*", folded):
            answer = number[1]
    intent = next((intent for pattern, intent in _INTENTS if re.search(pattern, folded)), Intent.UNKNOWN)
    children = tuple(child.key for child in context.children if re.search(rf"\b{re.escape(_fold(child.first_name))}\b", folded))
    if not children and len(context.children) == 1 and intent in _ACTS:
        children = (context.children[0].key,)
    open_days = context.calendar.weekdays
    days = tuple(day for day in _days(folded, context.now.date()) if day.isoweekday() in open_days)
    questions: list[Question] = []
    if intent in _ACTS and not children:
        questions.append(Question("which_child", tuple(str(child.key) for child in context.children)))
    if intent in _ACTS and not days:
        questions.append(Question("which_days"))
    if intent is Intent.UNKNOWN and answer is None:
        questions.append(Question("which_act"))
    return Reading(intent, children, days, questions=tuple(questions), confidence=0.5, language=context.language, answer=answer)


def read_dates(text: str, now: datetime) -> DateReading | None:
    """Read the dates of a French phrase, school or not; `None` when it holds none."""
    days = _days(_fold(text[:_MOST]), now.date())
    return DateReading(days[0], days[-1]) if days else None
