"""Finds what only asks that a justified day is taken off the bill: "certificat de Tom pour jeudi 19, merci de déduire le repas"."""

from typing import TYPE_CHECKING

from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order

_OFF = word_set(
    "deduire deduisez deduise deduisiez deduit deduits decompter decomptez decompte decomptes rembourser remboursez remboursement retirer"
    " retirez enlever enlevez ote oter facturer facturez corriger corrigez rectifier rectifiez"
)
_BILLED = word_set("facture factures facturer facturez note repas midi midis dejeuner dejeuners")
_TAXES = word_set("impot impots fisc fiscal fiscale attestation comptable annuel annuelle declaration")
_RULES = frozenset({"info.tax", "info.invoice", "act.cancel"})
_SINGLE_DAYS = frozenset({"weekday", "day", "rel", "offset"})


def without_deductions(orders: "list[Order]", heard: Heard) -> "list[Order]":
    """Return the orders without those that take a justified day off the bill; all of them where something else is told."""
    proofs = [order for order in orders if order.act.rule == "act.proof" and _tells_day(order)]
    if not proofs or len(orders) == len(proofs):
        return orders
    bills = [order for order in orders if order.act.rule in _RULES and _takes_off(order, heard)]
    return proofs if len(proofs) + len(bills) == len(orders) else orders


def _tells_day(order: "Order") -> bool:
    """Say whether a paper is told to be a child's, for a day: "certificat de Tom pour le 19"."""
    named = any(one.keys and not one.rule.startswith("pronoun") for one in order.mentions)
    return named and any(item.kind in _SINGLE_DAYS for said in order.said for item in said.group.items)


def _takes_off(order: "Order", heard: Heard) -> bool:
    """Say whether meals are to be taken off the bill, with no other child or day told: "merci de déduire les repas de la facture"."""
    words = {word for clause in order.clauses for word in heard.scan.words[clause.i : clause.j]}
    if _OFF.isdisjoint(words) or _BILLED.isdisjoint(words) or not _TAXES.isdisjoint(words):
        return False
    if order.act.rule == "act.cancel" and words.isdisjoint({"facture", "factures"}):
        return False
    days = any(item.kind in _SINGLE_DAYS for said in order.said for item in said.group.items)
    return not days and not any(one.keys and not one.rule.startswith("pronoun") for one in order.mentions)
