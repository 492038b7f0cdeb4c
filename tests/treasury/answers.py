"""The Treasury of the tests: the files that it sends back, in the shape of the official schemas."""

from dataclasses import dataclass, field
from datetime import date

NAMESPACE = "http://www.minefi.gouv.fr/cp/helios/pes_v2/Rev0/retour"
DAY = date(2026, 10, 20)


@dataclass(frozen=True)
class Told:
    """What a test's file says of one piece."""

    debt: str
    place: int = 1
    state: str = "02"
    line: str = "04"
    codes: str = ""
    comment: str = ""
    keys: str = ""
    due: str = "54.90"
    collected: str = ""
    paid: tuple[tuple[str, str, str], ...] = field(default=())


def retour(*pieces: Told, day: date = DAY, slip: int = 1, kind: str = "06", year: int = 2026) -> bytes:
    """Return a file of the Treasury."""
    return file_of(
        f"<PES_RecetteRetour><EnTeteRecette>{values(TypRestit='02', IdVer='2', NatInf='2')}</EnTeteRecette><Bordereau><BlocBordereau>"
        f"{values(Exer=str(year), IdBord=str(slip), TypBord=kind)}</BlocBordereau>{''.join(map(_piece, pieces))}"
        "</Bordereau></PES_RecetteRetour>",
        day,
    )


def _piece(one: Told) -> str:
    keys = values(Per="9", Cle1=one.keys[:1], Cle2=one.keys[1:]) if one.keys else ""
    collected = f"<InfoRecouvrement>{values(NbrReco='1', MtRecoTot=one.collected)}</InfoRecouvrement>" if one.collected else ""
    paid = "".join(
        f"<EncaissementEmargement>{values(OrgEma=origin, DteReco=day, MtReco=amount)}</EncaissementEmargement>"
        for origin, day, amount in one.paid
    )
    return (
        f"<Piece><BlocPiece>{values(IdPce=str(one.place), TypPce='15', NatPce='01', EtatPce=one.state)}{values(ObsEtat=one.codes)}"
        f"{values(Commentaire=one.comment)}<InfoORMC>{values(NumDette=one.debt)}{keys}</InfoORMC></BlocPiece><LigneDePiece><BlocLignePiece>"
        f"<InfoLignePiece>{values(IdLigne='1', EtatLigPce=one.line, MtHT=one.due)}</InfoLignePiece>{collected}</BlocLignePiece><Tiers>"
        f"<InfoTiers>{values(CatTiers='01', NatJur='01', Nom='INCONNU', Prenom='LUC')}</InfoTiers></Tiers>{paid}</LigneDePiece></Piece>"
    )


def client(*rests: tuple[str, str, str], day: date = DAY) -> bytes:
    """Return a file of what families still owe."""
    inner = "".join(
        f"<Client>{values(RefTiers=reference)}<ResteARecouvrer>{values(CodProdLoc='CANT', Rar=rest, RarFrais=costs)}"
        "</ResteARecouvrer></Client>"
        for reference, rest, costs in rests
    )
    head = f"<EnTeteClient>{values(DateCalcul=str(day), IdVer='2')}</EnTeteClient>"
    return file_of(f"<PES_ClientRetour>{head}{inner}</PES_ClientRetour>", day)


def file_of(inner: str, day: date) -> bytes:
    """Return a whole file around what it says."""
    head = f"<EnTetePES>{values(DteStr=str(day), IdPost='042016', IdColl='21420330100010', CodColl='301', CodBud='00')}</EnTetePES>"
    names = values(Version="2", TypFic="PESRETOUR", NomFic=f"PES_RETOUR_{day:%y%m%d}")
    whole = f"<Enveloppe><Parametres>{names}</Parametres></Enveloppe>{head}{inner}"
    text = f'<?xml version="1.0" encoding="ISO-8859-1"?>\n<n:PES_Retour xmlns:n="{NAMESPACE}">{whole}</n:PES_Retour>'
    return text.encode("iso-8859-1")


def values(**given: str) -> str:
    """Return elements with their values; an empty value leaves its element out."""
    return "".join(f'<{tag} V="{value}"/>' for tag, value in given.items() if value)
