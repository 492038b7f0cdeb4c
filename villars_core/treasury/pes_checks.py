"""What a file of revenue orders must be before it leaves: always run on its bytes, and a file with one fault is not written.

First the structure, types and lengths (`pes_grammar`), then what the official schemas let pass and Hélios rejects: sums, keys, accounts,
doubles, dates. Where the town has the official schemas they are applied too; schemas that cannot be read are a fault.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
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
from villars_core.treasury.pes_grammar import PATTERNS, SLIP_FILE, Element

OFFICIAL: Final = Path("PES_V2/Rev0/PES_Aller.xsd")
MOST_TOLD: Final = 20
LONGEST_KEPT: Final = 40
_PAPERS = {"06": "010", "03": "007"}
_CAPITALS = {
    "Nom": "nom",
    "Prenom": "prénom",
    "Adr1": "complément d’adresse",
    "Adr2": "rue",
    "Ville": "ville",
    "TitCpte": "titulaire du compte",
    "Objet": "objet du bordereau",
    "ObjPce": "objet",
    "ObjLignePce": "objet de la ligne",
}
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
    require_none(faults(raw, treasury, known))


def require_none(found: Sequence[Fault]) -> None:
    """Raise NotAcceptable with the first of some faults; return only where there is none."""
    if found:
        told = [str(one) for one in found[:MOST_TOLD]]
        if len(found) > MOST_TOLD:
            told.append(f"… et {len(found) - MOST_TOLD} autres")
        raise NotAcceptable(tuple(told))


def faults(raw: bytes, treasury: TreasuryTable, known: Known = Known()) -> list[Fault]:
    """Return every fault of a file."""
    root = parsed(raw)
    if isinstance(root, Fault):
        return [root]
    found = list(structure(root, SLIP_FILE))
    if not found:
        slip = f"bordereau {_of(root, 'PES_RecetteAller/Bordereau/BlocBordereau/IdBord')}"
        found = [*_at(slip, _slip_faults(root, treasury, known)), *_pieces_faults(root, treasury, known)]
    return [*found, *by_official_schemas(root, treasury.schemas)]


def parsed(raw: bytes) -> etree._Element | Fault:
    """Return the root of a file, or that it is no XML."""
    try:
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True))
    except etree.XMLSyntaxError as error:
        return Fault("", "fichier", f"ce n’est pas du XML lisible (ligne {error.lineno})")


def structure(root: etree._Element, rule: Element) -> Iterator[Fault]:
    """Give what of a file is not as a grammar says: encoding, elements, values."""
    if root.getroottree().docinfo.encoding.upper() != "ISO-8859-1":
        yield Fault("", "fichier", "l’encodage doit être ISO-8859-1")
    if root.tag != SLIP_FILE.tag:
        yield Fault("", "fichier", "ce n’est pas un PES aller")
    elif not _fits(root, rule):
        found = list(_inside(root, rule, ""))
        yield from found or [Fault("", "fichier", "sa structure n’est pas celle d’un PES aller")]


def _fits(node: etree._Element, rule: Element) -> bool:
    """Tell quickly whether an element and all in it are right; `_inside` then says what is not."""
    if node.attrib or (node.text and not node.text.isspace()):
        return False
    children = list(node)
    parts = _order(rule, tuple([one.tag for one in children]))
    if parts is None:
        return False
    for child, part in zip(children, parts, strict=True):
        if part.parts:
            if not _fits(child, part):
                return False
        elif not PATTERNS[part.pattern].fullmatch(child.get("V", "")) or len(child) or len(child.attrib) != 1:
            return False
    return True


def _order(rule: Element, tags: tuple[str, ...]) -> tuple[Element, ...] | None:
    """Return the rule of each part of an element; None where one is unknown, missing, misplaced or too many."""
    known = rule.orders.get(tags)
    if known is not None:
        return known
    if any(one not in rule.places for one in tags):
        return None
    places, counts = [rule.places[one] for one in tags], Counter(tags)
    if places != sorted(places) or any(not int(one.required) <= counts[one.tag] <= one.most for one in rule.parts):
        return None
    found = tuple(rule.parts[one] for one in places)
    if len(tags) <= LONGEST_KEPT:
        rule.orders[tags] = found
    return found


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
    if int(_of(head, "NbrPce")) != len(pieces):
        yield Fault("", "nombre de pièces", f"{_of(head, 'NbrPce')} annoncées, {len(pieces)} présentes")
    total = sum((Decimal(one.get("V")) for one in root.iterfind(f"{_PIECE}/LigneDePiece/BlocLignePiece/InfoLignePiece/MtHT")), Decimal(0))
    if Decimal(_of(head, "MtBordHt")) != total:
        yield Fault("", "total du bordereau", f"{_of(head, 'MtBordHt')} annoncé, {total} de lignes")
    if (int(_of(head, "Exer")), int(_of(head, "IdBord"))) in known.slips:
        yield Fault("", "numéro de bordereau", "déjà envoyé cette année")
    if _of(root, "PES_RecetteAller/EnTeteRecette/InfoDematerialisee") != "0":
        yield Fault("", "dématérialisation", "le fichier n’est pas signé : 0 attendu")
    yield from agreed_codes(root, treasury)
    yield from _dates(head)
    yield from _plain_capitals(_values(head))


def agreed_codes(root: etree._Element, treasury: TreasuryTable) -> Iterator[Fault]:
    """Give the codes of the town that are not those agreed with the accountant."""
    agreed = {"IdPost": treasury.post, "IdColl": treasury.siret, "CodCol": treasury.collectivity, "CodBud": treasury.budget}
    for name, code in agreed.items():
        if _of(root, f"EnTetePES/{name}") != code:
            yield Fault("", name, "ce n’est pas le code convenu avec le comptable")


def _dates(head: etree._Element) -> Iterator[Fault]:
    issued, notice = _of(head, "DteBordEm"), _of(head, "DteAsp")
    if not _is_day(issued):
        yield Fault("", "date d’émission", f"valeur refusée : {issued}")
    if int(issued[:4]) - int(_of(head, "Exer")) not in {0, 1}:
        yield Fault("", "exercice", f"{_of(head, 'Exer')}, mais le bordereau est émis en {issued[:4]}")
    if notice and (not _is_day(notice) or notice < issued):
        yield Fault("", "date d’envoi des avis", "avant la date d’émission")


@dataclass(frozen=True)
class _Slip:
    """What the pieces of a slip are held against, and what was seen of it."""

    year: int
    number: str
    issued: str
    treasury: TreasuryTable
    debts_before: Collection[str]
    places: set[str] = field(default_factory=set)
    debts: set[str] = field(default_factory=set)
    papers: set[str] = field(default_factory=set)


def _pieces_faults(root: etree._Element, treasury: TreasuryTable, known: Known) -> Iterator[Fault]:
    head = _values(root.find("PES_RecetteAller/Bordereau/BlocBordereau"))
    slip = _Slip(int(head["Exer"]), head["IdBord"], head["DteBordEm"], treasury, known.debts)
    for piece in root.iterfind(_PIECE):
        found = list(_piece_faults(piece, slip))
        if found:
            yield from _at(name_of(piece), found)


def _at(where: str, found: Iterable[Fault]) -> Iterator[Fault]:
    """Say whose the faults are."""
    for one in found:
        yield replace(one, where=where)


def _piece_faults(piece: etree._Element, slip: _Slip) -> Iterator[Fault]:
    block = _values(piece[0])
    for seen, tag, name in ((slip.places, "IdPce", "numéro d’article"), (slip.debts, "NumDette", "numéro de dette")):
        if block[tag] in seen:
            yield Fault("", name, f"{block[tag]} : deux fois dans le bordereau")
        seen.add(block[tag])
    if block["NumDette"] in slip.debts_before:
        yield Fault("", "numéro de dette", f"{block['NumDette']} : déjà envoyé")
    yield from _keys(block, slip)
    yield from _papers(piece[0], block, slip.papers)
    if "DteAsp" in block and block["DteAsp"] < slip.issued:
        yield Fault("", "date d’envoi de l’avis", "avant la date d’émission")
    yield from _plain_capitals(block)
    yield from _lines(piece, block, slip)


def _keys(block: dict[str, str], slip: _Slip) -> Iterator[Fault]:
    item = slip.treasury.nature if slip.treasury.key_item == "nature" else slip.number
    if block["Cle1"] != first_key(slip.treasury.collectivity, item, slip.year, block["Per"], block["NumDette"]):
        yield Fault("", "première clé", "elle ne correspond pas au numéro de dette")
    if block["Cle2"] != second_key(slip.year, block["Per"], block["NumDette"]):
        yield Fault("", "seconde clé", "elle ne correspond pas au numéro de dette")


def _papers(block: etree._Element, values: dict[str, str], seen: set[str]) -> Iterator[Fault]:
    wanted, edition = _PAPERS.get(values["Edition"], ""), values["Edition"]
    found = [_values(one) for one in block.iterfind("PJRef")]
    if wanted not in {one.get("TypePJ") for one in found}:
        yield Fault("", "pièce jointe", f"l’édition {edition} demande l’annonce d’une pièce de type {wanted}")
    for one in found:
        if one["IdUnique"] in seen:
            yield Fault("", "identifiant de la pièce jointe", f"{one['IdUnique']} : deux fois dans le bordereau")
        seen.add(one["IdUnique"])
    if edition == "03" and "NumeroFacture" not in values:
        yield Fault("", "numéro de facture", "l’édition 03 le demande")


def _lines(piece: etree._Element, block: dict[str, str], slip: _Slip) -> Iterator[Fault]:
    lines = list(piece.iterchildren("LigneDePiece"))
    debits, total, collected = [], Decimal(0), Decimal(0)
    numbers: set[str] = set()
    for line in lines:
        inner = line[0]
        info = _values(inner[0])
        total += Decimal(info["MtHT"])
        if info["CodProdLoc"] != slip.treasury.product:
            yield Fault("", "code produit local", f"{info['CodProdLoc']} n’est pas connu du comptable")
        if info["IdLigne"] in numbers:
            yield Fault("", "numéro de ligne", f"{info['IdLigne']} : deux fois dans la pièce")
        numbers.add(info["IdLigne"])
        if len(inner) > 1:
            values = _values(inner[1])
            collected += Decimal(values.pop("MtPrel"))
            debits.append(values)
        yield from _plain_capitals(info)
    first = lines[0][1]
    yield from _debtor(first, block["Edition"])
    if len(lines) > 1 and any(etree.tostring(one[1]) != etree.tostring(first) for one in lines[1:]):
        yield Fault("", "débiteur", "une pièce n’a qu’un débiteur")
    if debits:
        if len(debits) != len(lines) or any(one != debits[0] for one in debits[1:]):
            yield Fault("", "prélèvement", "toutes les lignes doivent dire le même prélèvement")
        if collected != total:
            yield Fault("", "montant du prélèvement", f"{collected} prélevé, {total} dû")
        yield from _debit(debits[0], first, slip.issued)


def _debit(values: dict[str, str], debtor: etree._Element, issued: str) -> Iterator[Fault]:
    if debtor.find("CpteBancaire") is None:
        yield Fault("", "IBAN", "un prélèvement demande un compte")
    if not _is_day(values["DateSignMandat"]) or values["DateSignMandat"] > issued:
        yield Fault("", "date de signature du mandat", "après la date d’émission")
    if not _is_day(values["DtePrel"]) or values["DtePrel"] <= issued:
        yield Fault("", "date du prélèvement", "elle doit suivre la date d’émission")
    if values.get("AncienneBanque") == "1" and "AncienIBAN" in values:
        yield Fault("", "ancien compte", "ancienne banque ou ancien compte, pas les deux")
    if "AncienIBAN" in values and not is_iban(values["AncienIBAN"]):
        yield Fault("", "ancien compte", "ce n’est pas un IBAN valable")


def _debtor(debtor: etree._Element, edition: str) -> Iterator[Fault]:
    person, address = _values(debtor[0]), _values(debtor[1])
    if person["Civilite"] not in TITLES:
        yield Fault("", "civilité", f"{person['Civilite']} : M ou MME")
    if ("IdTiers" in person) != ("NatIdTiers" in person):
        yield Fault("", "identifiant national", "l’identifiant et sa nature vont ensemble")
    if edition == "03" and person.get("NatIdTiers") != "01":
        yield Fault("", "code d’édition", "03 (Chorus) est réservé aux débiteurs qui ont un SIRET : 06 pour une famille")
    yield from _plain_capitals(person)
    yield from _plain_capitals(address)
    if len(debtor) > len(("InfoTiers", "Adresse")):
        account = _values(debtor[2])
        iban, bic = account["IBAN"], account.get("BIC", "")
        if not is_iban(iban):
            yield Fault("", "IBAN", "ce n’est pas un IBAN valable")
        if bic and not _is_bic(bic):
            yield Fault("", "BIC", "ce n’est pas un BIC valable")
        if not bic and not iban.startswith("FR"):
            yield Fault("", "BIC", "il est obligatoire pour un compte à l’étranger")
        yield from _plain_capitals(account)


def _plain_capitals(values: dict[str, str]) -> Iterator[Fault]:
    for tag, value in values.items():
        if tag in _CAPITALS and not (value.isascii() and value == value.upper()):
            yield Fault("", _CAPITALS[tag], "en capitales sans accents")


def by_official_schemas(root: etree._Element, folder: str) -> Iterator[Fault]:
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


@lru_cache(maxsize=4096)
def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
