"""PayFiP's plain form: a link that names the bill by itself. The parent's own address is in it, as the form asks: never log it."""

from urllib.parse import urlencode

from villars_core.payments.payfip import Order
from villars_core.schools.treasury_tables import PayfipTable

PAGE = "/tpa/paiement.web"
MOST = 9_999_99
MODES = {"test": "T", "activation": "X", "production": "A"}


def form_url(table: PayfipTable, order: Order) -> str:
    """Return the address that a parent opens to pay; the form takes 9 999,99 € at most."""
    fields = {
        "numcli": order.client,
        "exer": order.year,
        "refdet": order.reference,
        "objet": order.subject,
        "montant": str(order.amount),
        "mel": order.email,
        "urlcl": order.back,
        "saisie": MODES[table.mode],
    }
    return f"{table.page.rstrip('/')}{PAGE}?{urlencode({name: value for name, value in fields.items() if value})}"
