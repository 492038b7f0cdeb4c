"""The `villars quotient` command: the homes' quotients, entering one, and asking the CAF or the MSA for one with the home's consent."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from sqlalchemy import select

from villars_core.adult_meals.models import Diner
from villars_core.config import QuotientSettings
from villars_core.errors import Refusal
from villars_core.families.models import Child, Guardian, Guardianship, Household
from villars_core.i18n import Translator
from villars_core.schools.queries import rules_in_force
from villars_core.staff.dates import DAY, MONTH, month_typed
from villars_core.staff.login import acting, acting_staff, as_option, opened, saying_no
from villars_core.tariffs import actions, consents
from villars_core.tariffs.actions import OFFICE, Certificate, put_forward
from villars_core.tariffs.api_particulier import FRANCE, ApiParticulier, Found, Identity
from villars_core.tariffs.queries import quotients_of
from villars_core.tariffs.quotients import add_months, quotient_on
from villars_core.work import Work

_HOUSEHOLD = click.argument("household", metavar="FOYER")


@click.group("quotient")
def command() -> None:
    """Les quotients familiaux : lesquels comptent, en noter un, en demander un à la CAF ou à la MSA avec l’accord du foyer."""


@command.command("list")
@click.option("--months", type=click.IntRange(0, 24), help="Seulement ceux qui finissent dans ces mois, ou qui manquent.")
@click.option("--json", "as_json", is_flag=True, help="Écrire le résultat en JSON.")
@as_option
@click.pass_context
def list_command(context: click.Context, months: int | None, *, as_json: bool) -> None:
    """Montrer le quotient de chaque foyer, et jusqu’à quand il est valable."""
    with acting(context) as work:
        work.actor.require(*OFFICE)
        found = list(_homes(work, months))
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False))
        return
    table = Table("Foyer", "", "Quotient", "Source", "Valable jusqu’au", box=None)
    for one in found:
        table.add_row(
            one["reference"], one["household"], "aucun" if one["value"] is None else str(one["value"]), one["source"], one["until"] or ""
        )
    Console().print(table)


@command.command("enter")
@click.argument("household")
@click.argument("value", type=click.IntRange(0, actions.LARGEST))
@click.option("--source", type=click.Choice(["CAF", "MSA", "office"]), required=True, help="Qui l’a calculé.")
@click.option("--month", type=MONTH, required=True, metavar="AAAA-MM", help="Mois du quotient.")
@click.option("--since", type=DAY, metavar="AAAA-MM-JJ", help="Premier jour où il compte ; sinon la règle de la ville.")
@as_option
@click.pass_context
def enter(context: click.Context, /, household: str, value: int, **said: Any) -> None:  # noqa: ANN401 (click's values)
    """Noter le quotient d’un foyer (sa référence), vu sur son attestation."""
    words, since = Translator(), said["since"]
    certificate = Certificate(value, said["source"], said["month"].date())
    with acting(context) as work:
        work.actor.require(*OFFICE)
        home = _home(work, household)
        try:
            row = actions.enter(work, home, certificate, since.date() if since else None)
        except Refusal as refusal:
            raise click.ClickException(words.t(refusal.template, **refusal.facts())) from None
        line = f"{home.name} : {value} ({row.source}), du {row.since:%d/%m/%Y} au {row.until:%d/%m/%Y}."
    click.echo(line)


@command.command("consent")
@_HOUSEHOLD
@click.option("--proof", default="", metavar="TEXTE", help="Où l’accord est écrit : « formulaire signé du 12/09/2026 ».")
@click.option("--revoke", is_flag=True, help="Retirer l’accord.")
@as_option
@click.pass_context
def consent(context: click.Context, household: str, proof: str, *, revoke: bool) -> None:
    """Noter l’accord d’un foyer, ou le retirer."""
    if not revoke and not proof.strip():
        message = "Dites avec --proof où l’accord est écrit."
        raise click.UsageError(message)
    with acting(context) as work:
        home = _home(work, household)
        if revoke:
            told = "L’accord est retiré." if consents.revoke(work, home) else "Il n’y avait pas d’accord."
        else:
            told = f"Accord noté le {consents.give(work, home, proof).given_at:%d/%m/%Y}."
    click.echo(told)


@command.command("fetch")
@_HOUSEHOLD
@click.option("--name", "last_name", prompt="Nom de naissance", help="Nom de naissance de l’allocataire.")
@click.option("--first-names", prompt="Prénoms, séparés par des espaces", help="Prénoms, dans l’ordre de l’état civil.")
@click.option("--born", prompt="Né(e) le (AAAA-MM-JJ)", metavar="AAAA-MM-JJ", help="Date de naissance.")
@click.option("--town", prompt="Commune de naissance (code INSEE)", default="", help="Code INSEE ; rien si né(e) à l’étranger.")
@click.option("--country", default=FRANCE, show_default=True, help="Pays de naissance (code INSEE).")
@click.option("--sex", type=click.Choice(["F", "M"]), help="Sexe à l’état civil.")
@click.option("--month", metavar="AAAA-MM", help="Mois voulu ; sans cela, le dernier.")
@as_option
@click.pass_context
def fetch(context: click.Context, /, household: str, **asked: str | None) -> None:
    """Demander le quotient d’un foyer, et le mettre dans la file du service."""
    town = opened(context)
    person, month = _identity(asked), month_typed(asked["month"]) if asked["month"] else None
    actor = acting_staff(town.records, context)
    with saying_no(), town.records.reading(actor) as work:
        consents.require_consent(work, _home(work, household))
        recipient = rules_in_force(work).treasury.siret
    with saying_no(), _service(town.loaded.settings.quotient, recipient) as service:
        found = service.quotient(person, month)
    with acting(context) as work:
        home = _home(work, household)
        consents.require_consent(work, home)
        row, item = put_forward(work, home, Certificate(found.value, found.source, found.month, found.calculated))
        known, of = _children(work, home, found)
    click.echo(f"Quotient de {row.month:%m/%Y} ({row.source}) : {row.value}. Enfants du foyer dans ce dossier : {known} sur {of}.")
    click.echo("Déjà connu, rien n’a changé." if item is None else f"À valider : demande {item.number} (villars queue).")


def _homes(work: Work, months: int | None) -> Iterator[dict[str, Any]]:
    """Give each home's quotient of today as plain values; `months`: only where it ends within them, or is missing."""
    known = quotients_of(work, work.today)
    limit = add_months(work.today, months) if months is not None else None
    families = select(Household.id, Household.reference, Household.name).where(Household.id.not_in(select(Diner.household_id)))
    for home, reference, name in work.session.execute(families.order_by(Household.name)):
        now = quotient_on(known.get(home, ()), work.today)
        if limit is not None and now is not None and now.until > limit:
            continue
        yield {
            "reference": reference,
            "household": name,
            "value": None if now is None else now.value,
            "source": "" if now is None else now.source,
            "until": None if now is None else now.until.isoformat(),
        }


def _service(settings: QuotientSettings, recipient: str) -> ApiParticulier:
    token = settings.token.get_secret_value()
    if not token or not (settings.recipient or recipient):
        message = "Il faut « quotient.token » dans la configuration, et le SIRET de la ville (quotient.recipient, ou treasury.siret)."
        raise click.ClickException(message)
    return ApiParticulier(settings.url, token, settings.recipient or recipient)


def _identity(asked: dict[str, str | None]) -> Identity:
    try:
        born = date.fromisoformat(asked["born"] or "")
    except ValueError:
        message = f"« {asked['born']} » n’est pas une date : écrivez par exemple 1985-04-12."
        raise click.UsageError(message) from None
    with saying_no():
        return Identity(
            last_name=asked["last_name"] or "",
            first_names=tuple((asked["first_names"] or "").split()),
            country=asked["country"] or FRANCE,
            town=asked["town"] or "",
            sex=asked["sex"] or "",
            year=born.year,
            month=born.month,
            day=born.day,
        )


def _home(work: Work, reference: str) -> Household:
    home = work.session.scalars(select(Household).where(Household.reference == reference)).first()
    if home is None:
        message = f"aucun foyer {reference}"
        raise click.ClickException(message)
    return home


def _children(work: Work, home: Household, found: Found) -> tuple[int, int]:
    """Return how many children of the home may be in the file, by their birth date, and how many there are."""
    query = select(Child.born).join(Guardianship, Guardianship.child_id == Child.id).join(Guardian, Guardian.id == Guardianship.guardian_id)
    born = list(
        work.session.scalars(query.where(Guardian.household_id == home.id, Guardianship.until.is_(None)).group_by(Child.id, Child.born))
    )
    told = [one.born for one in found.children if one.born is not None]
    return sum(any(one.may_be(day) for one in told) for day in born), len(born)
