"""The filled mandate to be signed: what the law asks for, in the order of the model form; only place, date and signature are left."""

from dataclasses import dataclass

from villars_core.i18n import N_, Translator
from villars_core.pdf.letterhead import Facts, Heading, Letter, Letterhead, Text, letters

TITLE = N_("Mandat de prélèvement SEPA")
PERMISSION = N_(
    "En signant ce mandat, vous autorisez le créancier ({creditor}) à envoyer des instructions à votre banque pour débiter votre compte,"
    " et votre banque à le débiter selon les instructions du créancier. Vous avez droit au remboursement par votre banque, selon la"
    " convention passée avec elle : dans les huit semaines qui suivent le débit pour un prélèvement autorisé, dans les treize mois sinon."
)
REFERENCE, ICS, CREDITOR = N_("Référence unique du mandat"), N_("Identifiant créancier SEPA"), N_("Créancier")
HOLDER, ADDRESS, ACCOUNT, BANK = N_("Titulaire du compte"), N_("Adresse"), N_("IBAN"), N_("BIC")
KIND, RECURRING = N_("Type de paiement"), N_("Paiement récurrent")
SIGN = N_("À compléter et à signer")
PLACE, DATE, SIGNATURE = N_("Fait à"), N_("Le"), N_("Signature")
RETURN = N_("Renvoyez ce mandat signé en photo ou en scan, par le bot ou en réponse au courriel, ou déposez-le en mairie sur rendez-vous.")
_SMALL = (9.5, 62)  # a mandate fits on one page
_ROOM = "\u00a0 " * 60  # some lines to sign in


@dataclass(frozen=True)
class MandateSheet:
    """What the paper says; the account number is written whole here and nowhere else."""

    town: str
    office: str
    creditor: str
    creditor_address: str
    ics: str
    reference: str
    holder: str
    address: tuple[str, ...]
    iban: str
    bic: str


def mandate_pdf(sheet: MandateSheet, language: str = "fr") -> bytes:
    """Return the paper to sign; the same sheet gives the same bytes."""
    words = Translator(language)
    grouped = " ".join(sheet.iban[start : start + 4] for start in range(0, len(sheet.iban), 4))
    letter = Letter(
        sheet.address,
        "",
        words.t(TITLE),
        (
            Facts(
                (
                    (words.t(REFERENCE), sheet.reference),
                    (words.t(ICS), sheet.ics),
                    (words.t(CREDITOR), sheet.creditor),
                    (words.t(ADDRESS), sheet.creditor_address),
                    (words.t(KIND), words.t(RECURRING)),
                ),
                *_SMALL,
            ),
            Text(words.t(PERMISSION, creditor=sheet.creditor)),
            Facts(
                (
                    (words.t(HOLDER), sheet.holder),
                    (words.t(ADDRESS), ", ".join(sheet.address[1:])),
                    (words.t(ACCOUNT), grouped),
                    (words.t(BANK), sheet.bic or "—"),
                ),
                *_SMALL,
            ),
            Heading(words.t(SIGN)),
            Facts(((words.t(PLACE), " "), (words.t(DATE), " "), (words.t(SIGNATURE), _ROOM)), *_SMALL),
            Text(words.t(RETURN)),
        ),
    )
    return letters(Letterhead(sheet.town, sheet.office), [letter], language)
