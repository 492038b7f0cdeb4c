"""Why a bank sends a debit back: the ISO codes in plain French, and what is to be done about each.

Source: the lists of reason codes of the banks (money formats, R-transactions). A code that nobody lists is looked at by a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from villars_core.i18n import N_

MOST_TRIES = 2


class Action(StrEnum):
    """What a reason asks for."""

    RETRY = "retry"
    """Present it once more."""
    MEND = "mend"
    """Data are wrong: the mandate waits until they are mended."""
    STOP = "stop"
    """The mandate ends."""
    CALL = "call"
    """The family is called; the mandate waits."""


@dataclass(frozen=True)
class Reason:
    """What a code means, and what it asks for. `silent`: the program does not write to the family. `ours`: the mandate is not at fault."""

    text: str
    action: Action
    silent: bool = False
    ours: bool = False


REASONS: Mapping[str, Reason] = {
    "AM04": Reason(N_("provision insuffisante"), Action.RETRY),
    "MS03": Reason(N_("refusé par la banque, sans motif précis"), Action.RETRY),
    "AC01": Reason(N_("numéro de compte faux"), Action.MEND),
    "RC01": Reason(N_("code de la banque (BIC) faux"), Action.MEND),
    "RR01": Reason(N_("compte du payeur manquant"), Action.MEND),
    "RR02": Reason(N_("nom ou adresse du payeur manquant"), Action.MEND),
    "RR03": Reason(N_("nom ou adresse du créancier manquant"), Action.MEND, silent=True, ours=True),
    "RR04": Reason(N_("motif réglementaire"), Action.MEND, silent=True, ours=True),
    "BE05": Reason(N_("créancier inconnu de la banque"), Action.MEND, silent=True, ours=True),
    "FF01": Reason(N_("fichier mal formé"), Action.MEND, silent=True, ours=True),
    "AG02": Reason(N_("code d’opération faux"), Action.MEND, silent=True, ours=True),
    "AM05": Reason(N_("prélèvement en double"), Action.MEND, silent=True, ours=True),
    "MD02": Reason(N_("données du mandat manquantes"), Action.MEND, silent=True),
    "AC04": Reason(N_("compte clos"), Action.STOP),
    "AC06": Reason(N_("compte bloqué"), Action.STOP),
    "AG01": Reason(N_("prélèvement interdit sur ce compte"), Action.STOP),
    "MD01": Reason(N_("aucun mandat valable selon la banque"), Action.STOP),
    "MD07": Reason(N_("titulaire décédé"), Action.STOP, silent=True),
    "SL01": Reason(N_("prélèvement refusé par une règle du client à sa banque"), Action.STOP),
    "MD06": Reason(N_("remboursement demandé par le client"), Action.CALL),
    "MS02": Reason(N_("refusé par le client"), Action.CALL),
}
UNKNOWN = Reason(N_("motif inconnu"), Action.CALL, silent=True)


def reason_of(code: str) -> Reason:
    """Return what a code means; one that is not listed asks for a person."""
    return REASONS.get(code, UNKNOWN)


def may_present_again(codes: Sequence[str]) -> bool:
    """Tell whether an invoice whose debits were rejected for these reasons, in order, may be debited once more without the office.

    A reason that asks to retry counts twice at most; after any other one the mandate itself was mended, or is not ready.
    """
    if not codes:
        return True
    retries = sum(reason_of(one).action is Action.RETRY for one in codes)
    return retries < MOST_TRIES and reason_of(codes[-1]).action is not Action.CALL
