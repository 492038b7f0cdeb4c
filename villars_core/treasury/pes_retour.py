"""What comes back from the Treasury as plain values: PES_Retour (what became of each piece, what was paid) and PES_ClientRetour. Pure.

Source: the schemas PES V2 return (version 5.17) and the code lists in them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import ClassVar, Final

from lxml import etree

from villars_core.errors import Refusal
from villars_core.i18n import N_
from villars_core.money import Cents

LARGEST_FILE: Final = 100_000_000
OURS, P503 = "06", "05"
TOO_LARGE = N_("il est trop grand")
NOT_XML = N_("ce n’est pas du XML lisible")
DEFINES = N_("il contient des définitions")
NO_RETURN = N_("ce n’est pas un PES_Retour")
NO_RECEIPTS = N_("il ne parle pas de recettes")
UNREADABLE = N_("une date, un numéro ou un montant est illisible")
PIECE_STATES: Final = {"01": "sent", "02": "taken", "03": "taken", "04": "rejected", "05": "cancelled"}
LINE_STATES: Final = {"01": "rejected", "02": "cancelled", "05": "settled", "06": "written_off"}
PAYMENTS: Final = {
    "01": N_("encaissement avant l’émission"),
    "02": N_("encaissement à la trésorerie"),
    "03": N_("flux d’encaissement (prélèvement, chèque, buraliste)"),
    "10": N_("paiement en ligne (PayFiP)"),
    "11": N_("reversement à la collectivité bénéficiaire"),
    "12": N_("encaissement divers"),
}
OTHER_ORIGINS: Final = {
    "04": N_("mandat correctif"),
    "05": N_("mandat"),
    "06": N_("admission en non-valeur"),
    "07": N_("titre correctif"),
    "08": N_("titre"),
    "09": N_("annulation de frais"),
}
REASONS: Final = {
    "01": N_("il manque le caractère exécutoire"),
    "02": N_("la créance n’est pas indiquée"),
    "03": N_("le débiteur n’est pas indiqué"),
    "04": N_("imputation budgétaire erronée"),
    "05": N_("dette prescrite"),
    "06": N_("autre motif"),
    "07": N_("il manque la référence de la pièce d’origine"),
    "08": N_("ce type de bordereau n’existe pas"),
    "09": N_("l’exercice n’est pas ouvert"),
    "10": N_("le bordereau n’a pas de date d’émission"),
    "11": N_("le montant du bordereau est incohérent"),
    "12": N_("le bordereau n’est pas signé"),
    "13": N_("il manque la TVA"),
    "14": N_("le donneur d’ordre n’est pas compétent"),
    "15": N_("pièces justificatives insuffisantes"),
    "16": N_("pièces justificatives absentes ou non valables"),
    "17": N_("compte bancaire absent ou erroné"),
    "18": N_("numéro de bordereau déjà utilisé"),
    "19": N_("un complément d’information est demandé"),
    "20": N_("en attente du titre récapitulatif"),
    "21": N_("titre incomplet"),
    "22": N_("l’exercice du rôle est clôturé"),
    "23": N_("numéro de rôle déjà utilisé"),
    "24": N_("l’exercice du rôle d’origine est clôturé"),
    "25": N_("le rôle d’origine n’existe pas"),
    "26": N_("le rôle d’origine n’est pas pris en compte"),
    "27": N_("date de prélèvement incorrecte"),
    "28": N_("numéro d’article déjà utilisé"),
    "29": N_("date de l’avis des sommes à payer incorrecte"),
    "30": N_("code produit inconnu"),
    "31": N_("le SIRET de la collectivité bénéficiaire n’existe pas"),
    "32": N_("la collectivité n’est pas assujettie à la TVA"),
    "33": N_("montant majorable"),
    "34": N_("montant du prélèvement"),
    "35": N_("compte bancaire erroné"),
    "36": N_("compte bancaire inexistant"),
    "37": N_("le rôle ne peut pas être rapproché"),
    "38": N_("forçage accordé par la mairie"),
    "39": N_("forçage accordé par le responsable de la trésorerie"),
    "40": N_("forçage en attente de l’accord de la mairie"),
}


@dataclass(eq=False)
class NotAReturn(Refusal):
    """The file is not one of the Treasury's returns, or is damaged."""

    template: ClassVar[str] = N_("Ce fichier n’est pas un retour de la trésorerie que je sais lire : {why}.")
    why: str


@dataclass(frozen=True)
class Receipt:
    """Money on one line of a piece: where it came from (a code of PAYMENTS or OTHER_ORIGINS), when, how much."""

    origin: str
    day: date
    amount: Cents


@dataclass(frozen=True)
class PieceReturn:
    """What the Treasury says of one piece. `collected`: in all, where it says so; `codes`: why it was rejected or waits."""

    slip_type: str
    year: int
    slip: int
    place: int
    debt: str
    period: str
    keys: str
    state: str
    codes: tuple[str, ...]
    comment: str
    due: Cents
    collected: Cents | None
    receipts: tuple[Receipt, ...]
    debtor: str = ""


@dataclass(frozen=True)
class SlipReturn:
    """What happened to a whole slip."""

    year: int
    slip: int
    state: str


@dataclass(frozen=True)
class Rest:
    """What a family still owes, as the Treasury counts it: the principal and the costs."""

    reference: str
    rest: Cents
    costs: Cents


@dataclass(frozen=True)
class Return:
    """One file: its day, pieces, whole slips, rests. `kind`: "recette" or "client"."""

    kind: str
    day: date
    pieces: tuple[PieceReturn, ...] = ()
    slips: tuple[SlipReturn, ...] = ()
    rests: tuple[Rest, ...] = ()


def read(raw: bytes) -> Return:
    """Return what a file says. Raises NotAReturn."""
    if len(raw) > LARGEST_FILE:
        raise NotAReturn(TOO_LARGE)
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        raise NotAReturn(NOT_XML) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise NotAReturn(DEFINES)
    if etree.QName(root).localname != "PES_Retour":
        raise NotAReturn(NO_RETURN)
    receipts, clients = root.find("{*}PES_RecetteRetour"), root.find("{*}PES_ClientRetour")
    try:
        day = date.fromisoformat(_of(root, "EnTetePES/DteStr")[:10])
        if clients is not None and receipts is None:
            return Return("client", day, rests=tuple(_rests(clients)))
        if receipts is None:
            raise NotAReturn(NO_RECEIPTS)
        return Return("recette", day, tuple(_pieces(receipts)), tuple(_slips(receipts)))
    except (ValueError, InvalidOperation) as error:
        raise NotAReturn(UNREADABLE) from error


def _pieces(node: etree._Element) -> Iterator[PieceReturn]:
    for slip in node.iterfind("{*}Bordereau"):
        head = slip.find("{*}BlocBordereau")
        for piece in slip.iterfind("{*}Piece"):
            yield _piece(head, piece)


def _piece(head: etree._Element, node: etree._Element) -> PieceReturn:
    block = node.find("{*}BlocPiece")
    lines = node.findall("{*}LigneDePiece")
    states = [_of(one, "BlocLignePiece/InfoLignePiece/EtatLigPce") for one in lines]
    told = [block, *(one.find("{*}BlocLignePiece/{*}InfoLignePiece") for one in lines)]
    collected = [_of(one, "BlocLignePiece/InfoRecouvrement/MtRecoTot") for one in lines]
    names = lines[0].find("{*}Tiers/{*}InfoTiers") if lines else None
    return PieceReturn(
        _of(head, "TypBord"),
        int(_of(head, "Exer")),
        int(_of(head, "IdBord")),
        int(_of(block, "IdPce")),
        _of(block, "InfoORMC/NumDette"),
        _of(block, "InfoORMC/Per"),
        _of(block, "InfoORMC/Cle1") + _of(block, "InfoORMC/Cle2"),
        _state(_of(block, "EtatPce"), states),
        tuple(dict.fromkeys(code for one in told for code in _codes(_of(one, "ObsEtat")))),
        " ".join(dict.fromkeys(text for one in told if (text := _of(one, "Commentaire").strip())))[:400],
        _sum(_of(one, "BlocLignePiece/InfoLignePiece/MtHT") for one in lines),
        _sum(collected) if any(collected) else None,
        tuple(_receipt(one) for line in lines for one in line.iterfind("{*}EncaissementEmargement")),
        "" if names is None else f"{_of(names, 'Prenom')} {_of(names, 'Nom')}".strip(),
    )


def _state(piece: str, lines: list[str]) -> str:
    """Return where a piece stands: rejected or cancelled as a whole, settled once each of its lines is."""
    state = PIECE_STATES.get(piece, "sent")
    of_lines = {LINE_STATES.get(one, "") for one in lines}
    if state == "taken" and len(of_lines) == 1:
        return of_lines.pop() or state
    return state


def _receipt(node: etree._Element) -> Receipt:
    return Receipt(_of(node, "OrgEma"), date.fromisoformat(_of(node, "DteReco")), _cents(_of(node, "MtReco")))


def _slips(node: etree._Element) -> Iterator[SlipReturn]:
    for one in node.iter("{*}BordereauORMCGlobal"):
        state = "rejected" if _of(one, "DteRej") else "taken" if _of(one, "DtePec") else "sent"
        yield SlipReturn(int(_of(one, "Exer")), int(_of(one, "IdBord")), state)


def _rests(node: etree._Element) -> Iterator[Rest]:
    for client in node.iterfind("{*}Client"):
        parts = client.findall("{*}ResteARecouvrer")
        yield Rest(_of(client, "RefTiers"), _sum(_of(one, "Rar") for one in parts), _sum(_of(one, "RarFrais") for one in parts))


def _codes(text: str) -> list[str]:
    return [one.strip().zfill(2) for one in text.split("-") if one.strip()]


def _of(node: etree._Element | None, path: str) -> str:
    if node is None:
        return ""
    found = node.find("/".join(f"{{*}}{one}" for one in path.split("/")))
    return "" if found is None else str(found.get("V", ""))


def _sum(texts: Iterator[str] | list[str]) -> Cents:
    return Cents(sum(_cents(one) for one in texts if one))


def _cents(text: str) -> Cents:
    """Return the cents of "55.11". Raises ValueError for a fraction of a cent or something that is no amount."""
    cents = Decimal(text) * 100
    if not cents.is_finite() or cents != cents.to_integral_value():
        message = f"no amount: {text!r}"
        raise ValueError(message)
    return Cents(int(cents))
