"""How a bill can be paid, as its paper and its messages say it: PayFiP, cheque, tobacconist, with the references of the bill.

Source: the family guide, "Régler mes factures"; the addresses and codes are the town's, from its rules file.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from villars_core.billing.references import References, datamatrix
from villars_core.i18n import N_, Amount, Translator
from villars_core.money import Cents
from villars_core.schools.rules_file import RulesTable

LARGEST_ONLINE = Cents(100_000_00)
LEAST_ONLINE = Cents(1_00)
BY_CARD = (
    "Par carte bancaire sur {page}, dans les {weeks} semaines, avec l’identifiant de la collectivité {client} et la référence {reference}."
)
BY_CHEQUE = N_("Par chèque à l’ordre du Trésor public, avec le talon ci-dessous : {office}, {street}, {city}.")
AT_TOBACCONIST = N_("Chez un buraliste agréé, en espèces (300 € au plus) ou par carte, en montrant le code ci-dessous.")
BY_DEBIT = N_("Par prélèvement automatique : demandez un mandat au bot ou au service Éducation.")
DEBITED = N_(
    "Prélèvement automatique : {amount} le {day}, sur le compte finissant par {digits}. Référence du mandat (RUM) : {mandate}."
    " Créancier (ICS) : {ics}. Vous n’avez rien à faire ; ne payez pas une seconde fois."
)
IF_REFUSED = N_("Si la banque refuse le prélèvement, vous serez prévenu(e), avec les autres façons de payer.")
TOBACCONIST, ONLINE = N_("Chez le buraliste"), N_("Payer en ligne")
COLLECTIVITY, REFERENCE = N_("Collectivité"), N_("Référence")
_DAYS_A_WEEK = 7


@dataclass(frozen=True)
class DebitNotice:
    """The debit that a bill tells of: when, by which mandate, on the account with which last signs."""

    on: date
    mandate: str
    digits: str


def debit_told(sheet: Mapping[str, Any]) -> tuple[DebitNotice, Cents] | None:
    """Return the debit that a frozen sheet tells of, with its amount; None where it tells of none."""
    told = sheet.get("debit")
    return (DebitNotice(date.fromisoformat(told["on"]), told["mandate"], told["digits"]), Cents(told["amount"])) if told else None


def paying(rules: RulesTable, amount: Cents, refs: References, debit: DebitNotice | None = None) -> dict[str, Any]:
    """Return the ways to pay, the references and the codes that a sheet freezes; nothing where nothing is to be paid.

    `debit`: where a mandate is ready, what is told of it, and no other way: nobody must pay twice. Its payer must know 14 days
    before, and the bill is the notice.
    """
    if amount <= 0:
        return {"ways": [], "references": [], "codes": {}}
    words, treasury, payfip = Translator(), rules.treasury, rules.payfip
    reference = f"{refs.year}-{refs.period}-{refs.debt}-{refs.key1}{refs.key2}"
    named = [[words.t(COLLECTIVITY), payfip.client or treasury.collectivity], [words.t(REFERENCE), reference]]
    keys = {"debt": refs.debt, "period": refs.period, "keys": [refs.key1, refs.key2]}
    if debit is not None:
        told = {"debit": {"amount": amount, **asdict(debit), "on": debit.on.isoformat(), "ics": rules.creditor.ics}}
        ways = [_debited(words, rules, amount, debit), words.t(IF_REFUSED)]
        return {"ways": ways, "references": named, "codes": {}, **keys, **told}
    ways = []
    if payfip.client and LEAST_ONLINE <= amount <= LARGEST_ONLINE:
        weeks = rules.billing.due_days // _DAYS_A_WEEK
        ways.append(words.t(BY_CARD, page=payfip.page, weeks=weeks, client=payfip.client, reference=reference))
    if treasury.office:
        ways.append(words.t(BY_CHEQUE, office=treasury.office, street=treasury.office_street, city=treasury.office_city))
    codes: dict[str, str] = {}
    if treasury.post and treasury.form == "ormc":
        ways.append(words.t(AT_TOBACCONIST))
        codes |= {"datamatrix": datamatrix(treasury, refs, amount), "datamatrix_caption": words.t(TOBACCONIST)}
    if payfip.client:
        codes |= {"qr": payfip.page, "qr_caption": words.t(ONLINE)}
    if rules.creditor.ics:
        ways.append(words.t(BY_DEBIT))
    return {"ways": ways, "references": named, "codes": codes, **keys}


def _debited(words: Translator, rules: RulesTable, amount: Cents, debit: DebitNotice) -> str:
    facts = {"mandate": debit.mandate, "digits": debit.digits, "ics": rules.creditor.ics}
    return words.t(DEBITED, amount=Amount(amount), day=words.day_and_year(debit.on), **facts)
