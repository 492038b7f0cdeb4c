"""The reminder on paper, for a home that has no account: what is late, whom to ask. An official paper: its words are French."""

from collections.abc import Sequence
from datetime import date

from villars_core.i18n import Amount, Translator
from villars_core.payments.reminders import Late
from villars_core.pdf.letterhead import Facts, Letter, Letterhead, Text, letters
from villars_core.schools.rules_file import RulesTable

SUBJECT = "Relance n° {stage} : facture {number}"
HELLO = "Madame, Monsieur,"
LATE = "Sauf erreur de notre part, la facture ci-dessous n’est pas réglée. Elle était à payer au plus tard le {day}."
HOW = "Les façons de payer et le talon sont sur la facture jointe. Si vous venez de payer, ne tenez pas compte de cette lettre."
TROUBLE = "Un souci pour payer ? Appelez ou écrivez au service Éducation : il peut vous aider."


def reminder_letters(head: Letterhead, rules: RulesTable, today: date, late: Sequence[Late]) -> bytes:
    """Return the letters as one PDF, each on a page of its own; the same values give the same bytes."""
    return letters(head, [_letter(head, rules, today, one) for one in late])


def _letter(head: Letterhead, rules: RulesTable, today: date, one: Late) -> Letter:
    words = Translator()
    own = rules.reminders[one.stage - 1].text if one.stage <= len(rules.reminders) else ""
    facts = (
        ("Facture", one.number),
        ("Mois", words.month_and_year(one.month)),
        ("Reste à payer", words.write(Amount(one.left))),
        ("Référence du foyer", one.reference),
    )
    blocks = (
        Text(HELLO),
        *((Text(own),) if own else ()),
        Text(LATE.format(day=words.day_and_year(one.due_on))),
        Facts(facts, 11, 60),
        Text(HOW),
        Text(TROUBLE),
        Text(f"Pour la commune de {head.name}, le service Éducation."),
    )
    return Letter(one.address, f"{head.name}, {words.day_and_year(today)}", SUBJECT.format(stage=one.stage, number=one.number), blocks)
