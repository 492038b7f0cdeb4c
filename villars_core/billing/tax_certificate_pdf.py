"""The tax certificate on paper, from its frozen facts."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any

from villars_core.billing.models import TaxCertificate
from villars_core.billing.tax import sheet_for_actor
from villars_core.i18n import N_, Amount, Translator
from villars_core.notifications.screens import Attachment
from villars_core.pdf.letterhead import Facts, Letter, Letterhead, Text, letters
from villars_core.work import Work

PAPER = "tax_certificate"
NAME = N_("attestation-fiscale-{year}.pdf")
SUBJECT = N_("Attestation fiscale {year}, frais de garde, n° {number}")
PAID = N_(
    "La commune de {town} atteste avoir reçu de {to}, en {year}, les sommes ci-dessous pour la garderie périscolaire d’enfants de moins"
    " de six ans au 1er janvier {year}."
)
CHILD = N_("{name}, né(e) le {born}")
TOTAL = N_("Total payé en {year}")
EXCLUDED = N_("Ne comptent pas, et ne sont pas dans ces sommes : les repas, les suppléments et les pénalités ({amount}).")
RULE = N_(
    "Ces sommes ouvrent droit au crédit d’impôt pour frais de garde hors du domicile (article 200 quater B du code général des impôts)."
    " Déduisez les aides reçues, par exemple de la CAF ou de l’employeur."
)
SIGNED = N_("Pour la commune de {town}, le service Éducation.")
SIRET = N_("Commune de {town} · SIRET {siret}")


def tax_certificate_pdf(sheet: Mapping[str, Any], language: str = "fr") -> bytes:
    """Return the paper of a certificate; the same facts give the same bytes."""
    words = Translator(language)
    rows = [
        (words.t(CHILD, name=one["name"], born=f"{date.fromisoformat(one['born']):%d/%m/%Y}"), words.write(Amount(one["counted"])))
        for one in sheet["children"]
    ]
    other = sum(one["other"] for one in sheet["children"])
    letter = Letter(
        (sheet["to"], *sheet["address"]),
        f"{sheet['town']}, {words.day_and_year(date.fromisoformat(sheet['day']))}",
        words.t(SUBJECT, year=sheet["year"], number=sheet["number"]),
        (
            Text(words.t(PAID, town=sheet["town"], to=sheet["to"], year=sheet["year"])),
            Facts((*rows, (words.t(TOTAL, year=sheet["year"]), words.write(Amount(sheet["total"])))), 11, 105),
            Text(words.t(EXCLUDED, amount=Amount(other))),
            Text(words.t(RULE)),
            Text(words.t(SIGNED, town=sheet["town"])),
        ),
    )
    foot = words.t(SIRET, town=sheet["town"], siret=sheet["siret"]) if sheet["siret"] else ""
    return letters(Letterhead(sheet["town"], sheet["office"], foot), [letter], language)


def tax_certificate_paper(work: Work, facts: Mapping[str, Any]) -> Callable[[], bytes]:
    """Return what draws a certificate for a guardian of its home. Raises NotFound. Its words stay French: it is an official paper."""
    return partial(tax_certificate_pdf, sheet_for_actor(work, int(facts.get("certificate", 0))))


def attachment(work: Work, row: TaxCertificate) -> Attachment:
    """Return the attachment of a certificate."""
    return Attachment(work.t(NAME, year=row.year), "application/pdf", PAPER, {"certificate": row.id})
