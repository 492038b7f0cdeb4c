"""What a file of revenue orders must be before it leaves: always run on its bytes, and a file with one fault is not written.

First the structure, types and lengths (`pes_grammar`), then what the official schemas let pass and Hélios rejects: sums, keys, accounts,
doubles, dates. Where the town has the official schemas they are applied too; schemas that cannot be read are a fault.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import ClassVar, Final

from lxml import etree
from schwifty import BIC, IBAN
from schwifty.exceptions import SchwiftyException

from villars_core.billing.references import first_key, second_key
from villars_core.errors import Refusal
from villars_core.families.rules import TITLES
from villars_core.i18n import N_
from villars_core.schools.treasury_tables import TreasuryTable
from villars_core.treasury.pes_grammar import FILE, PATTERNS, Element

OFFICIAL: Final = Path("PES_V2/Rev0/PES_Aller.xsd")
MOST_TOLD: Final = 20
_PAPERS = {"06": "010", "03": "007"}
_CAPITALS = ("Nom", "Prenom", "Adr1", "Adr2", "Ville", "TitCpte", "Objet", "ObjPce", "ObjLignePce")
_PIECE = "PES_RecetteAller/Bordereau/Piece"


@dataclass(frozen=True)
class Fault:
    """One reason why Hélios would reject the file: whose piece, which field, what is wrong, in French."""

    where: str
    field: str
    why: str

    def __str__(self) -> str:
        """Return the sentence for the office."""
        return " : ".join(one for one in (self.where, self.field, self.why) if one)


@dataclass(eq=False)
class NotAcceptable(Refusal):
    """A slip that Hélios would reject: every reason, no file."""

    template: ClassVar[str] = N_("Le bordereau n’est pas écrit. À corriger d’abord : {problems}")
    problems: tuple[str, ...]


@dataclass(frozen=True)
class Known:
    """What went to the Treasury before: slips by (year, number), and debts."""

    slips: Collection[tuple[int, int]] = frozenset()
    debts: Collection[str] = field(default_factory=frozenset)


def require_acceptable(raw: bytes, treasury: TreasuryTable, known: Known = Known()) -> None:
    """Raise NotAcceptable with every fault of a file; return only for one without any."""
    found = faults(raw, treasury, known)
    if found:
        told = [str(one) for one in found[:MOST_TOLD]]
        if len(found) > MOST_TOLD:
            told.append(f"… et {len(found) - MOST_TOLD} autres")
        raise NotAcceptable(tuple(told))


def faults(raw: bytes, treasury: TreasuryTable, known: Known = Known()) -> list[Fault]:
    """Return every fault of a file."""
    try:
        root = etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return [Fault("", "fichier", f"ce n’est pas du XML lisible (ligne {error.lineno})")]
    found = list(_structure(root))
    if not found:
        found = [*_slip_faults(root, treasury, known), *_pieces_faults(root, treasury, known)]
    return [*found, *_official(root, treasury.schemas)]


def _structure(root: etree._Element) -> Iterator[Fault]:
    if root.getroottree().docinfo.encoding.upper() != "ISO-8859-1":
        yield Fault("", "fichier", "l’encodage doit être ISO-8859-1")
    if root.tag != FILE.tag:
        yield Fault("", "fichier", "ce n’est pas un PES aller")
        return
    yield from _inside(root, FILE, "")


def _inside(node: etree._Element, rule: Element, where: str) -> Iterator[Fault]:
    """Check the parts of an element: order, number, presence, values."""
    reached, times = -1, 0
    places, parts = rule.places, rule.parts
    if rule.tag == "Piece":
        where = name_of(node)
    if len(node.attrib) or (node.text and node.text.strip()):
        yield Fault(where, rule.name, "contenu inattendu")
    for child in node:
        place = places.get(child.tag)
        if place is None:
            yield Fault(where, rule.name, f"élément inattendu {child.tag}")
            continue
        part = parts[place]
        if place < reached:
            yield Fault(where, part.name, "élément mal placé")
        elif place == reached:
            times += 1
            if times > part.most:
                yield Fault(where, part.name, "en trop")
        else:
            yield from _skipped(parts, reached, place, where)
            reached, times = place, 1
        if part.parts:
            yield from _inside(child, part, where)
        else:
            value = child.get("V")
            if value is None or len(child) or len(child.attrib) != 1 or not PATTERNS[part.pattern].fullmatch(value):
                yield Fault(where, part.name, _wrong(part, value))
    yield from _skipped(parts, reached, len(parts), where)


def _skipped(parts: tuple[Element, ...], reached: int, place: int, where: str) -> Iterator[Fault]:
    for one in parts[reached + 1 : place]:
        if one.required:
            yield Fault(where, one.name, "il manque")


def _wrong(part: Element, value: str | None) -> str:
    if not value:
        return "il manque"
    if part.pattern in {"iban", "bic", "sepa35"}:
        return "valeur refusée"
    if part.pattern == "amount":
        return f"le montant {value} doit être positif, avec deux décimales"
    return f"valeur refusée : {value}"


def _slip_faults(root: etree._Element, treasury: TreasuryTable, known: Known) -> Iterator[Fault]:
    head = root.find("PES_RecetteAller/Bordereau/BlocBordereau")
    pieces = root.findall(_PIECE)
    slip = f"bordereau {_of(head, 'IdBord')}"
    if int(_of(head, "NbrPce")) != len(pieces):
        yield Fault(slip, "nombre de pièces", f"{_of(head, 'NbrPce')} annoncées, {len(pieces)} présentes")
    total = sum((Decimal(one.get("V")) for one in root.iterfind(f"{_PIECE}/LigneDePiece/BlocLignePiece/InfoLignePiece/MtHT")), Decimal(0))
    if Decimal(_of(head, "MtBordHt")) != total:
        yield Fault(slip, "total du bordereau", f"{_of(head, 'MtBordHt')} annoncé, {total} de lignes")
    if (int(_of(head, "Exer")), int(_of(head, "IdBord"))) in known.slips:
        yield Fault(slip, "numéro de bordereau", "déjà envoyé cette année")
    if _of(root, "PES_RecetteAller/EnTeteRecette/InfoDematerialisee") != "0":
        yield Fault(slip, "dématérialisation", "le fichier n’est pas signé : 0 attendu")
    agreed = {"IdPost": treasury.post, "IdColl": treasury.siret, "CodCol": treasury.collectivity, "CodBud": treasury.budget}
    for name, code in agreed.items():
        if _of(root, f"EnTetePES/{name}") != code:
            yield Fault(slip, name, "ce n’est pas le code convenu avec le comptable")
    yield from _dates(slip, head)
    yield from _plain_capitals(slip, head)


def _dates(slip: str, head: etree._Element) -> Iterator[Fault]:
    issued, notice = _of(head, "DteBordEm"), _of(head, "DteAsp")
    if not _is_day(issued):
        yield Fault(slip, "date d’émission", f"valeur refusée : {issued}")
    if int(issued[:4]) - int(_of(head, "Exer")) not in {0, 1}:
        yield Fault(slip, "exercice", f"{_of(head, 'Exer')}, mais le bordereau est émis en {issued[:4]}")
    if notice and (not _is_day(notice) or notice < issued):
        yield Fault(slip, "date d’envoi des avis", "avant la date d’émission")


def _pieces_faults(root: etree._Element, treasury: TreasuryTable, known: Known) -> Iterator[Fault]:
    head = root.find("PES_RecetteAller/Bordereau/BlocBordereau")
    places: set[str] = set()
    debts: set[str] = set()
    papers: set[str] = set()
    for piece in root.iterfind(_PIECE):
        where, block = name_of(piece), _values(piece[0])
        for seen, tag, name in ((places, "IdPce", "numéro d’article"), (debts, "NumDette", "numéro de dette")):
            if block[tag] in seen:
                yield Fault(where, name, f"{block[tag]} : deux fois dans le bordereau")
            seen.add(block[tag])
        if block["NumDette"] in known.debts:
            yield Fault(where, "numéro de dette", f"{block['NumDette']} : déjà envoyé")
        yield from _keys(where, block, head, treasury)
        yield from _papers(where, piece[0], block, papers)
        if "DteAsp" in block and block["DteAsp"] < _of(head, "DteBordEm"):
            yield Fault(where, "date d’envoi de l’avis", "avant la date d’émission")
        yield from _plain_capitals(where, piece[0])
        yield from _lines(where, piece, treasury, _of(head, "DteBordEm"))


def _keys(where: str, block: dict[str, str], head: etree._Element, treasury: TreasuryTable) -> Iterator[Fault]:
    year = int(_of(head, "Exer"))
    item = treasury.nature if treasury.key_item == "nature" else _of(head, "IdBord")
    if block["Cle1"] != first_key(treasury.collectivity, item, year, block["Per"], block["NumDette"]):
        yield Fault(where, "première clé", "elle ne correspond pas au numéro de dette")
    if block["Cle2"] != second_key(year, block["Per"], block["NumDette"]):
        yield Fault(where, "seconde clé", "elle ne correspond pas au numéro de dette")


def _papers(where: str, block: etree._Element, values: dict[str, str], seen: set[str]) -> Iterator[Fault]:
    wanted, edition = _PAPERS.get(values["Edition"], ""), values["Edition"]
    found = [_values(one) for one in block.iterfind("PJRef")]
    if wanted not in {one.get("TypePJ") for one in found}:
        yield Fault(where, "pièce jointe", f"l’édition {edition} demande l’annonce d’une pièce de type {wanted}")
    for one in found:
        if one["IdUnique"] in seen:
            yield Fault(where, "identifiant de la pièce jointe", f"{one['IdUnique']} : deux fois dans le bordereau")
        seen.add(one["IdUnique"])
    if edition == "03" and "NumeroFacture" not in values:
        yield Fault(where, "numéro de facture", "l’édition 03 le demande")


def _lines(where: str, piece: etree._Element, treasury: TreasuryTable, issued: str) -> Iterator[Fault]:
    lines = piece.findall("LigneDePiece")
    debits, total, collected = [], Decimal(0), Decimal(0)
    numbers: set[str] = set()
    for line in lines:
        info = _values(line[0][0])
        total += Decimal(info["MtHT"])
        if info["CodProdLoc"] != treasury.product:
            yield Fault(where, "code produit local", f"{info['CodProdLoc']} n’est pas connu du comptable")
        if info["IdLigne"] in numbers:
            yield Fault(where, "numéro de ligne", f"{info['IdLigne']} : deux fois dans la pièce")
        numbers.add(info["IdLigne"])
        debit = line[0].find("InfoPrelevementSEPA")
        if debit is not None:
            values = _values(debit)
            collected += Decimal(values.pop("MtPrel"))
            debits.append((values, _account(line)))
        yield from _plain_capitals(where, line[0][0])
    first = lines[0].find("Tiers")
    yield from _debtor(where, first, piece)
    if any(etree.tostring(one.find("Tiers")) != etree.tostring(first) for one in lines[1:]):
        yield Fault(where, "débiteur", "une pièce n’a qu’un débiteur")
    if debits:
        if len(debits) != len(lines) or any(one != debits[0] for one in debits[1:]):
            yield Fault(where, "prélèvement", "toutes les lignes doivent dire le même prélèvement")
        if collected != total:
            yield Fault(where, "montant du prélèvement", f"{collected} prélevé, {total} dû")
        yield from _debit(where, debits[0][0], lines[0], issued)


def _account(line: etree._Element) -> tuple[str, ...]:
    account = line.find("Tiers/CpteBancaire")
    return () if account is None else tuple(one.get("V", "") for one in account)


def _debit(where: str, values: dict[str, str], line: etree._Element, issued: str) -> Iterator[Fault]:
    if line.find("Tiers/CpteBancaire") is None:
        yield Fault(where, "IBAN", "un prélèvement demande un compte")
    if not _is_day(values["DateSignMandat"]) or values["DateSignMandat"] > issued:
        yield Fault(where, "date de signature du mandat", "après la date d’émission")
    if not _is_day(values["DtePrel"]) or values["DtePrel"] <= issued:
        yield Fault(where, "date du prélèvement", "elle doit suivre la date d’émission")
    if values.get("AncienneBanque") == "1" and "AncienIBAN" in values:
        yield Fault(where, "ancien compte", "ancienne banque ou ancien compte, pas les deux")
    if "AncienIBAN" in values and not is_iban(values["AncienIBAN"]):
        yield Fault(where, "ancien compte", "ce n’est pas un IBAN valable")


def _debtor(where: str, debtor: etree._Element, piece: etree._Element) -> Iterator[Fault]:
    person, account = _values(debtor[0]), debtor.find("CpteBancaire")
    if person["Civilite"] not in TITLES:
        yield Fault(where, "civilité", f"{person['Civilite']} : M ou MME")
    if ("IdTiers" in person) != ("NatIdTiers" in person):
        yield Fault(where, "identifiant national", "l’identifiant et sa nature vont ensemble")
    if piece[0].find("Edition").get("V") == "03" and person.get("NatIdTiers") != "01":
        yield Fault(where, "code d’édition", "03 (Chorus) est réservé aux débiteurs qui ont un SIRET : 06 pour une famille")
    yield from _plain_capitals(where, debtor[0])
    yield from _plain_capitals(where, debtor[1])
    if account is not None:
        iban, bic = _of(account, "IBAN"), _of(account, "BIC")
        if not is_iban(iban):
            yield Fault(where, "IBAN", "ce n’est pas un IBAN valable")
        if bic and not _is_bic(bic):
            yield Fault(where, "BIC", "ce n’est pas un BIC valable")
        if not bic and not iban.startswith("FR"):
            yield Fault(where, "BIC", "il est obligatoire pour un compte à l’étranger")
        yield from _plain_capitals(where, account)


def _plain_capitals(where: str, node: etree._Element) -> Iterator[Fault]:
    for one in node:
        if one.tag in _CAPITALS:
            value = one.get("V", "")
            if not value.isascii() or value != value.upper():
                yield Fault(where, one.tag, "en capitales sans accents")


def _official(root: etree._Element, folder: str) -> Iterator[Fault]:
    """Apply the official schemas where the town has them; those that cannot be read refuse the file."""
    if not folder:
        return
    try:
        schema = _schema(folder)
    except (OSError, etree.LxmlError):
        yield Fault("", "schémas officiels", f"illisibles dans {folder}")
        return
    if not schema.validate(root):
        for one in schema.error_log:
            yield Fault(f"ligne {one.line}", "schéma officiel", one.message)


@lru_cache(maxsize=2)
def _schema(folder: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(Path(folder) / OFFICIAL), etree.XMLParser(no_network=True)))


@lru_cache(maxsize=65_536)
def is_iban(text: str) -> bool:
    """Tell whether an account number is right, its national key included."""
    try:
        IBAN(text, validate_bban=True)
    except SchwiftyException:
        return False
    return True


@lru_cache(maxsize=4096)
def _is_bic(text: str) -> bool:
    try:
        BIC(text)
    except SchwiftyException:
        return False
    return True


def name_of(piece: etree._Element) -> str:
    """Return how the office calls a piece: the invoice, and the family with its reference."""
    person = piece.find("LigneDePiece/Tiers/InfoTiers")
    number = _of(piece, "BlocPiece/NumeroFacture") or f"pièce {_of(piece, 'BlocPiece/IdPce')}"
    if person is None:
        return number
    names = " ".join(one for one in (_of(person, "Prenom"), _of(person, "Nom")) if one)
    return f"{number}, {names or 'foyer'} ({_of(person, 'RefTiers')})"


def _of(node: etree._Element, path: str) -> str:
    found = node.find(path)
    return "" if found is None else str(found.get("V", ""))


def _values(node: etree._Element) -> dict[str, str]:
    return {one.tag: one.get("V", "") for one in node}


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
