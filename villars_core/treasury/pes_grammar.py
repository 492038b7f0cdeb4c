"""The elements of the PES files that this program writes, slips and papers: order, what they must and may hold, names for people.

Source: the schemas PES V2 (version 5.17). Only what is written here may stand in a file: anything else is a fault.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_SOMETHING = r"(?!0*$)"
_TEXT = _SOMETHING + r"[^\x00-\x1f]"
_SEPA = r"[0-9a-zA-Z/?:().,' +\-]"
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_AMOUNT = r"(?=.*[1-9])\d{1,12}\.\d{2}"

PATTERNS: Final[Mapping[str, re.Pattern[str]]] = {
    name: re.compile(pattern)
    for name, pattern in {
        **{f"text{length}": f"{_TEXT}{{1,{length}}}" for length in (10, 30, 32, 38, 100, 160, 250)},
        **{f"number{length}": rf"(?!0)\d{{1,{length}}}" for length in (5, 6, 7, 8, 12, 15)},
        "digit": r"\d",
        "letter": r"[A-Z]",
        "year": r"2\d{3}",
        "two": "2",
        "zero": "0",
        "flag": "[01]",
        "kind": "PESORMC",
        "papers_kind": "PESALR1|PESORMC|PESPJ",
        "held": "application/pdf",
        "revenue": "02",
        "day": _DAY,
        "amount": _AMOUNT,
        "post": r"\d{6,7}|02[AB]\d{3,4}",
        "siret": r"\d{14}",
        "collectivity": r"\d{3}",
        "budget": r"[0-9A-Z]\d",
        "slip_type": "06",
        "piece_type": "15",
        "piece_nature": "01",
        "edition": r"0[36]",
        "support": r"0[123]",
        "unique": _SOMETHING + r"[0-9a-zA-Z]{1,50}",
        "paper_name": _SOMETHING + r".{1,95}\.[A-Za-z0-9]{2,4}",
        "paper_type": r"00[1-9]|01[0-3]",
        "invoice": _SOMETHING + r"[ \-/_+0-9a-zA-Z]{1,20}",
        "product": _SOMETHING + r"[0-9a-zA-Z]{1,4}",
        "function": r"\d{1,10}",
        "debit_kind": "01",
        "debit_period": r"0[1-7]",
        "sequence": r"0[1-4]",
        "sepa35": _SEPA + "{1,35}",
        "sepa140": _SEPA + "{1,140}",
        "person": "01",
        "iban": r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}",
        "bic": r"[A-Z]{6}[A-Z2-9][A-NP-Z0-9](?:[A-Z0-9]{3})?",
        "postcode": r"\d{5}",
        "main": "1",
        "resident": "0",
        "identity": r"[0-9A-Z]{1,80}",
        "identity_kind": r"0[1-9]|1[0-2]",
    }.items()
}


@dataclass(frozen=True)
class Element:
    """One element: its tag, its name for people, the pattern of its value, or the elements in it. `most`: how often it may stand."""

    tag: str
    name: str
    pattern: str = ""
    required: bool = True
    most: int = 1
    parts: tuple["Element", ...] = ()
    places: Mapping[str, int] = field(init=False, repr=False)
    orders: dict[tuple[str, ...], tuple["Element", ...]] = field(init=False, repr=False, default_factory=dict)
    """Orders of parts that were found right before: a file has a handful of them, thousands of times."""

    def __post_init__(self) -> None:
        """Keep the order of the parts."""
        object.__setattr__(self, "places", {one.tag: place for place, one in enumerate(self.parts)})


MANY: Final = 10**9


def _may(tag: str, name: str, pattern: str) -> Element:
    return Element(tag, name, pattern, required=False)


PAPER = Element(
    "PJRef",
    "pièce jointe",
    required=False,
    most=MANY,
    parts=(
        Element("Support", "support de la pièce jointe", "support"),
        Element("IdUnique", "identifiant de la pièce jointe", "unique"),
        _may("NomPJ", "nom de la pièce jointe", "paper_name"),
        _may("TypePJ", "type de la pièce jointe", "paper_type"),
    ),
)
PIECE_HEAD = Element(
    "BlocPiece",
    "pièce",
    parts=(
        Element("IdPce", "numéro d’article", "number8"),
        Element("TypPce", "type de pièce", "piece_type"),
        Element("NatPce", "nature de pièce", "piece_nature"),
        _may("DteAsp", "date d’envoi de l’avis", "day"),
        Element("Edition", "code d’édition", "edition"),
        _may("ObjPce", "objet", "text160"),
        Element("NumDette", "numéro de dette", "number15"),
        Element("Per", "période", "digit"),
        Element("Cle1", "première clé", "digit"),
        Element("Cle2", "seconde clé", "letter"),
        PAPER,
        _may("NumeroFacture", "numéro de facture", "invoice"),
    ),
)
LINE_HEAD = Element(
    "InfoLignePiece",
    "ligne",
    parts=(
        Element("IdLigne", "numéro de ligne", "number6"),
        _may("ObjLignePce", "objet de la ligne", "text160"),
        Element("CodProdLoc", "code produit local", "product"),
        Element("Nature", "nature comptable", "number12"),
        _may("Fonction", "fonction", "function"),
        Element("Majo", "majoration", "zero"),
        Element("TvaIntraCom", "TVA intracommunautaire", "zero"),
        Element("MtHT", "montant", "amount"),
    ),
)
DEBIT = Element(
    "InfoPrelevementSEPA",
    "prélèvement",
    required=False,
    parts=(
        Element("NatPrel", "nature du prélèvement", "debit_kind"),
        Element("PerPrel", "périodicité du prélèvement", "debit_period"),
        Element("DtePrel", "date du prélèvement", "day"),
        Element("MtPrel", "montant du prélèvement", "amount"),
        Element("SequencePres", "séquence du prélèvement", "sequence"),
        Element("DateSignMandat", "date de signature du mandat", "day"),
        Element("RefUniMdt", "référence du mandat (RUM)", "sepa35"),
        _may("LibPrel", "libellé du prélèvement", "sepa140"),
        _may("AncienneBanque", "ancienne banque", "flag"),
        _may("AncienIBAN", "ancien compte", "iban"),
        _may("TitCpteDiff", "titulaire différent", "flag"),
    ),
)
PERSON = Element(
    "InfoTiers",
    "débiteur",
    parts=(
        _may("IdTiers", "identifiant national", "identity"),
        _may("NatIdTiers", "nature de l’identifiant", "identity_kind"),
        _may("RefTiers", "référence du foyer", "text30"),
        Element("CatTiers", "catégorie du débiteur", "person"),
        Element("NatJur", "nature juridique", "person"),
        Element("TypTiers", "type du débiteur", "person"),
        Element("Civilite", "civilité", "text10"),
        Element("Nom", "nom", "text38"),
        Element("Prenom", "prénom", "text38"),
    ),
)
ADDRESS = Element(
    "Adresse",
    "adresse",
    parts=(
        Element("TypAdr", "type d’adresse", "main"),
        _may("Adr1", "complément d’adresse", "text38"),
        Element("Adr2", "rue", "text38"),
        Element("CP", "code postal", "postcode"),
        Element("Ville", "ville", "text38"),
        Element("CodRes", "résidence", "resident"),
    ),
)
ACCOUNT = Element(
    "CpteBancaire",
    "compte bancaire",
    required=False,
    parts=(_may("BIC", "BIC", "bic"), Element("IBAN", "IBAN", "iban"), Element("TitCpte", "titulaire du compte", "text32")),
)
PIECE = Element(
    "Piece",
    "pièce",
    most=99_999,
    parts=(
        PIECE_HEAD,
        Element(
            "LigneDePiece",
            "ligne",
            most=MANY,
            parts=(
                Element("BlocLignePiece", "ligne", parts=(LINE_HEAD, DEBIT)),
                Element("Tiers", "débiteur", parts=(PERSON, ADDRESS, ACCOUNT)),
            ),
        ),
    ),
)
SLIP_HEAD = Element(
    "BlocBordereau",
    "bordereau",
    parts=(
        Element("Exer", "exercice", "year"),
        Element("IdBord", "numéro de bordereau", "number7"),
        Element("DteBordEm", "date d’émission", "day"),
        Element("TypBord", "type de bordereau", "slip_type"),
        Element("NbrPce", "nombre de pièces", "number5"),
        Element("MtBordHt", "total du bordereau", "amount"),
        _may("DteAsp", "date d’envoi des avis", "day"),
        _may("Objet", "objet du bordereau", "text160"),
    ),
)
ATTACHED = Element(
    "PJ",
    "pièce jointe",
    most=99_999,
    parts=(
        Element("Contenu", "contenu", parts=(Element("Fichier", "fichier joint", "held"),)),
        Element("IdUnique", "identifiant de la pièce jointe", "unique"),
        Element("NomPJ", "nom de la pièce jointe", "paper_name"),
        Element("TypePJ", "type de la pièce jointe", "paper_type"),
        Element("Description", "description de la pièce jointe", "text250"),
        Element(
            "RefCompta",
            "référence comptable",
            parts=(
                Element("Domaine", "domaine", "revenue"),
                Element("Exercice", "exercice", "year"),
                Element("TypeObjet", "type de bordereau", "slip_type"),
                Element("Identifiant", "numéro de bordereau", "number7"),
                Element("ComplementIdentifiant", "numéro d’article", "number8"),
            ),
        ),
    ),
)


def _file(kind: str, content: Element) -> Element:
    """Return a whole file of a kind: the envelope and the head are the same in each."""
    envelope = (
        Element("Version", "version de l’enveloppe", "two"),
        Element("TypFic", "type de fichier", kind),
        Element("NomFic", "nom du fichier", "text100"),
    )
    sender = (Element("Sigle", "sigle", "text32"), Element("Adresse", "programme", "text38"))
    head = (
        Element("DteStr", "date du fichier", "day"),
        Element("IdPost", "code du poste comptable", "post"),
        Element("IdColl", "SIRET de la collectivité", "siret"),
        Element("CodCol", "code collectivité", "collectivity"),
        Element("CodBud", "code budget", "budget"),
    )
    return Element(
        "{http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/aller}PES_Aller",
        "fichier",
        parts=(
            Element(
                "Enveloppe",
                "enveloppe",
                parts=(Element("Parametres", "enveloppe", parts=envelope), Element("Emetteur", "émetteur", parts=sender)),
            ),
            Element("EnTetePES", "en-tête", parts=head),
            content,
        ),
    )


SLIP_FILE: Final = _file(
    "kind",
    Element(
        "PES_RecetteAller",
        "recettes",
        parts=(
            Element(
                "EnTeteRecette",
                "en-tête des recettes",
                parts=(Element("IdVer", "version", "two"), Element("InfoDematerialisee", "dématérialisation", "flag")),
            ),
            Element("Bordereau", "bordereau", parts=(SLIP_HEAD, PIECE)),
        ),
    ),
)
PAPERS_FILE: Final = _file(
    "papers_kind",
    Element(
        "PES_PJ",
        "pièces jointes",
        parts=(Element("EnTetePES_PJ", "en-tête des pièces jointes", parts=(Element("IdVer", "version", "main"),)), ATTACHED),
    ),
)
