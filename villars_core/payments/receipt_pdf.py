"""The receipt of money taken at the counter, on the town's paper: from its line alone, the same bytes each time."""

from villars_core.i18n import Amount, Translator
from villars_core.payments.queries import PaymentLine
from villars_core.pdf.letterhead import Facts, Letter, Letterhead, Text, letters

WAYS = {"card": "carte bancaire", "cheque": "chèque", "cash": "espèces"}
UNDER_RESERVE = "Sous réserve d’encaissement du chèque."


def number_of(one: PaymentLine) -> str:
    """Return a cheque's or a card operation's own number: the reference also names the way and the invoice."""
    return one.reference.removeprefix(f"{one.way} {one.invoice} ")


def receipt_pdf(head: Letterhead, one: PaymentLine) -> bytes:
    """Return the receipt of a payment. An official paper: its words stay French."""
    words = Translator()
    rows = [
        ("Reçu de", one.household),
        ("Somme", words.write(Amount(one.amount))),
        ("Moyen", WAYS.get(one.way, one.way)),
        *((("Numéro", number_of(one)),) if one.way != "cash" else ()),
        ("Pour la facture", one.invoice),
        ("Payée le", words.day_and_year(one.paid_on)),
    ]
    letter = Letter(
        (one.household,),
        f"{head.name}, {words.day_and_year(one.paid_on)}",
        f"Reçu n° {one.receipt}",
        (Facts(tuple(rows), 11, 50), *((Text(UNDER_RESERVE),) if one.way == "cheque" else ()), Text("Le régisseur :")),
    )
    return letters(head, [letter])
