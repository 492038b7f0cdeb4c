"""The `villars login` command, and who acts at the terminal: `--as` in a demo town, a session, or the machine's own user."""

import os
import pwd
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import click
import pyotp

from villars_core.accounts.actions import ISSUER, keep_second_factor, keep_secret
from villars_core.accounts.invitations import redeem_code
from villars_core.accounts.lockout import UNTIL_RELEASED
from villars_core.accounts.models import Account
from villars_core.accounts.queries import TERMINAL, actor_of, by_identifier
from villars_core.accounts.secrets import hash_secret, policy_problems
from villars_core.accounts.sessions import Tried, account_of_system_user, log_in, log_out, matching_step, session_account
from villars_core.clock import PARIS
from villars_core.config import Loaded, load
from villars_core.conversations.doors import House
from villars_core.conversations.opening import open_house
from villars_core.errors import NotFound, OperatorError, Refusal
from villars_core.i18n import Translator
from villars_core.storage import private
from villars_core.work import SYSTEM, Actor, Assurance, Records, Work

AS = "villars.as"
NOTHING_LIKE_IT = "Rien ne correspond. Vérifiez le numéro, le nom ou la référence que vous avez écrits."
WRONG = "L’identifiant, le secret ou le code n’est pas bon."
Command = TypeVar("Command", bound=Callable[..., Any])


def opened(context: click.Context) -> House:
    """Open the town of the command line's `--config`."""
    return open_house(_config(context))


def as_option(command: Command) -> Command:
    """Give a command the option `--as`, which acting_staff reads."""

    def keep(context: click.Context, _parameter: click.Parameter, value: str | None) -> None:
        if value:
            context.meta[AS] = value

    help_text = "Agir comme cet agent (ville de démonstration seulement)."
    return click.option("--as", metavar="IDENTIFIANT", expose_value=False, callback=keep, help=help_text)(command)


def acting_staff(records: Records, context: click.Context) -> Actor:
    """Return the staff member at this terminal. Raises OperatorError when nobody is known."""
    loaded = load(_config(context))
    wanted = context.meta.get(AS, "")
    with records.reading(SYSTEM) as work:
        if wanted:
            return actor_of(_demo_staff(work, loaded, wanted), TERMINAL, Assurance.LINKED)
        token = _read_token(session_file(loaded))
        account = session_account(work, token) if token else None
        if account is not None:
            return actor_of(account, TERMINAL, Assurance.STEPPED_UP)
        account = account_of_system_user(work, system_user())
        if account is not None:
            return actor_of(account, TERMINAL, Assurance.LINKED)
    raise OperatorError(
        1401, "Je ne sais pas qui vous êtes.", "aucune session ouverte, ou elle a plus de 8 heures", "lancez « villars login »."
    )


@contextmanager
def acting(context: click.Context, *, rehearsal: bool = False) -> Iterator[Work]:
    """Open a transaction of the staff member at this terminal; a rule that says no becomes one sentence and exit code 1."""
    town = opened(context)
    with saying_no(), town.records.writing(acting_staff(town.records, context), rehearsal=rehearsal) as work:
        yield work


@contextmanager
def saying_no() -> Iterator[None]:
    """Turn a refusal into one sentence on the terminal and exit code 1."""
    try:
        yield
    except NotFound as refusal:
        raise click.ClickException(NOTHING_LIKE_IT) from refusal
    except Refusal as refusal:
        raise click.ClickException(Translator().t(refusal.template, **refusal.facts())) from refusal


def session_file(loaded: Loaded) -> Path:
    """Return where this machine user's session token is."""
    return loaded.places.data / f"session-{system_user()}"


def system_user() -> str:
    """Return the machine's name of whoever runs the program; the environment is not asked."""
    return pwd.getpwuid(os.getuid()).pw_name


@click.command("login")
@click.argument("identifier", required=False)
@click.option("--first", is_flag=True, help="Première fois : code de la lettre, choix du secret et du second facteur.")
@click.option("--end", is_flag=True, help="Fermer la session.")
@click.pass_context
def command(context: click.Context, identifier: str | None, *, first: bool, end: bool) -> None:
    """Ouvrir une session de 8 heures : secret et second facteur."""
    town = opened(context)
    if end:
        _end(town)
        return
    wanted = identifier or click.prompt("Identifiant")
    if first:
        _first(town, wanted)
        return
    secret = click.prompt("Secret", hide_input=True)
    tried = log_in(town.records, wanted, secret, click.prompt("Code du second facteur"))
    if not tried.token:
        raise click.ClickException(_no(tried))
    private.replace(session_file(town.loaded), tried.token + "\n")
    until = tried.expires_at.astimezone(PARIS).strftime("%H:%M") if tried.expires_at else ""
    click.echo(f"Session ouverte jusqu’à {until}.")


def _end(town: House) -> None:
    file = session_file(town.loaded)
    token = _read_token(file)
    if token:
        with town.records.writing(SYSTEM) as work:
            log_out(work, token)
    file.unlink(missing_ok=True)
    click.echo("Session fermée.")


def _first(town: House, identifier: str) -> None:
    """Ask everything before anything is kept: whoever stops halfway can begin again with the same code."""
    code = click.prompt("Code de la lettre")
    secret = _new_secret()
    key = pyotp.random_base32()
    click.echo("Ajoutez ce compte à votre application de codes (second facteur) :")
    click.echo(f"  clé : {key}\n  lien : {pyotp.TOTP(key).provisioning_uri(name=identifier, issuer_name=ISSUER)}")
    step = None
    while step is None:
        step = matching_step(key, click.prompt("Code affiché par l’application"), town.records.clock.now(), 0)
        if step is None:
            click.echo("Ce n’est pas ce code. Attendez le suivant, ou vérifiez l’heure du téléphone.")
    hashed = hash_secret(secret)
    with town.records.writing(SYSTEM) as work:
        found = redeem_code(work, TERMINAL, system_user(), code)
        account = found.account
        if account is not None:
            if not _is(account, identifier):
                raise click.ClickException(WRONG)  # undone with the transaction: somebody else's code stays good
            keep_secret(work, account, hashed)
            keep_second_factor(work, account, key, step)
    if account is None:
        raise click.ClickException(_no(Tried(left=found.left, locked_until=found.locked_until)))
    click.echo("C’est fait. Ouvrez une session avec « villars login », au prochain code.")


def _config(context: click.Context) -> str | None:
    return (context.find_root().params or {}).get("config")


def _is(account: Account, identifier: str) -> bool:
    return account.kind == "staff" and account.identifier == identifier.strip().lower()


def _new_secret() -> str:
    tr = Translator()
    while True:
        secret = str(click.prompt("Nouveau secret", hide_input=True, confirmation_prompt="Le même encore une fois"))
        problems = policy_problems(secret)
        if not problems:
            return secret
        click.echo("\n".join(tr.t(one) for one in problems))


def _no(tried: Tried) -> str:
    if tried.locked_until == UNTIL_RELEASED:
        return "Trop d’essais. Un administrateur doit rouvrir : « villars account unlock »."
    if tried.locked_until is not None:
        return f"Trop d’essais. Attendez jusqu’à {tried.locked_until.astimezone(PARIS):%H:%M}."
    return WRONG


def _demo_staff(work: Work, loaded: Loaded, wanted: str) -> Account:
    if not loaded.settings.town.demo:
        raise OperatorError(
            1402,
            "« --as » n’est pas permis ici.",
            "cette ville n’est pas une ville de démonstration",
            "ouvrez une session : « villars login ».",
        )
    account = by_identifier(work, wanted)
    if account is None or account.kind != "staff" or account.ended_at is not None:
        raise OperatorError(1403, f"Il n’y a pas d’agent « {wanted} ».", "identifiant inconnu", "voyez « villars account list --staff ».")
    return account


def _read_token(file: Path) -> str:
    try:
        return file.read_text(encoding="ascii").strip()
    except (OSError, ValueError):
        return ""
