"""The tax certificate of childcare costs: at once, for the year that is over or the one that is asked for."""

import re
from dataclasses import dataclass
from typing import ClassVar

from villars_core.billing.tax import certificate_of_actor, sheet_of
from villars_core.billing.tax_certificate_pdf import attachment
from villars_core.conversations.flows.base import CANCEL_KEY, MENU, MENU_KEY, Flow, Step, Talk, cancelled
from villars_core.i18n import N_, Amount
from villars_core.notifications.screens import Choice, Screen
from villars_core.understanding import Reading

HERE = N_("Voici votre attestation fiscale {year} : {amount} payés pour la garderie. Numéro {number}.")
CHILD = N_("{name} : {amount}")
NOTHING = N_("Pour {year}, aucune somme payée n’y ouvre droit. Elle compte la garderie des enfants de moins de six ans au 1er janvier.")
NOT_OVER = N_("L’année {year} n’est pas finie : la somme peut encore changer.")
_YEAR = re.compile(r"\b20\d\d\b")
_YEARS_BACK = 4


@dataclass
class TaxCertificate(Flow):
    """Demander l’attestation fiscale."""

    name: ClassVar[str] = "tax_certificate"
    title: ClassVar[str] = N_("Attestation fiscale")
    year: int = 0

    def fill(self, talk: Talk, reading: Reading) -> None:  # noqa: ARG002 (a year is no part of a reading)
        """Take the year that stands in the words."""
        found = _YEAR.search(talk.incoming.text)
        self.year = int(found[0]) if found else self.year

    def show(self, talk: Talk) -> Step:
        """Give the certificate, and the other years to choose from."""
        this = talk.work.today.year
        year = self.year if this - _YEARS_BACK <= self.year <= this else this - 1
        row = certificate_of_actor(talk.work, year)
        others = tuple(Choice(f"y{one}", str(one)) for one in range(this, this - _YEARS_BACK, -1) if one != year)
        rows = (others[:2], (talk.choice(MENU_KEY, MENU),))
        if row is None:
            return Step(Screen(talk.t(self.title), (talk.t(NOTHING, year=year),), rows), "done")
        sheet = sheet_of(row)
        told = [talk.t(HERE, year=year, amount=Amount(sheet["total"]), number=sheet["number"])]
        told += [talk.t(CHILD, name=one["name"], amount=Amount(one["counted"])) for one in sheet["children"]]
        told += [talk.t(NOT_OVER, year=year)] if year == this else []
        return Step(Screen(talk.t(self.title), tuple(told), rows, attachments=(attachment(talk.work, row),)), "done")

    def press(self, talk: Talk, key: str) -> Step:
        """Give another year's."""
        if key == CANCEL_KEY:
            return cancelled(talk)
        if key.startswith("y") and key[1:].isdigit():
            self.year = int(key[1:])
        return self.show(talk)
