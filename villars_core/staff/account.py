"""The `villars account` commands: staff and their roles, invitations by mail and by letter, locks, and ends."""

import os
from pathlib import Path

import click

from villars_core.accounts.actions import ROLES, StaffPerson, end, open_for_guardian, open_for_staff, release, set_roles, unlock
from villars_core.accounts.invitations import Invited, confirmation, invite
from villars_core.accounts.letter_pdf import ConfirmationSheet, InvitationSheet, Sender, confirmation_letter, deep_link, invitation_letters
from villars_core.accounts.lockout import who_is_locked
from villars_core.accounts.models import Account
from villars_core.accounts.notices import post_invitation
from villars_core.accounts.queries import ToInvite, by_identifier, everybody, guardians_to_invite, is_active, postal_address, staff_accounts
from villars_core.clock import paris_day
from villars_core.config import Settings
from villars_core.i18n import paper_language
from villars_core.staff.audience import class_ids
from villars_core.staff.login import acting, as_option, opened, saying_no
from villars_core.work import SYSTEM, Work

_REHEARSED = "Essai : rien n’est changé."
_essai = click.option("--essai", "rehearsal", is_flag=True, help="Montrer ce qui changerait, sans rien changer.")
_role = click.option("--role", "roles", multiple=True, required=True, type=click.Choice(ROLES), help="Rôle ; plusieurs sont possibles.")


@click.group("account")
def command() -> None:
    """Les comptes des agents et des parents : invitations, rôles, blocages."""


@command.command("create")
@click.argument("identifier")
@click.option("--name", required=True, help="Prénom et nom.")
@click.option("--email", required=True, help="Adresse de courriel professionnelle.")
@click.option("--system-user", default="", help="Utilisateur de cette machine qui est cet agent, sans secret à taper.")
@_role
@_essai
@as_option
@click.pass_context
def create(context: click.Context, /, identifier: str, roles: tuple[str, ...], *, rehearsal: bool, **person: str) -> None:
    """Créer un agent ; le tout premier doit être administrateur."""
    written = StaffPerson(identifier, person["name"], person["email"], roles, person["system_user"])
    town = opened(context)
    with town.records.reading(SYSTEM) as work:
        nobody = not staff_accounts(work)
    if nobody:
        if "administrator" not in roles:
            message = "Le premier agent doit être administrateur : --role administrator."
            raise click.ClickException(message)
        with saying_no(), town.records.writing(SYSTEM, rehearsal=rehearsal) as work:
            invited = _created(work, written)
    else:
        with acting(context, rehearsal=rehearsal) as work:
            invited = _created(work, written)
    if rehearsal:
        click.echo(f"{invited.identifier} : {', '.join(roles)}\n{_REHEARSED}")
        return
    click.echo(f"Agent {invited.identifier} créé : {', '.join(roles)}.")
    click.echo(f"Code pour une seule fois : {invited.code}\nÀ lui donner en main propre ; puis « villars login {identifier} --first ».")


@command.command("invite")
@click.argument("people", nargs=-1, metavar="[COURRIEL]...")
@click.option("--all", "everyone", is_flag=True, help="Tous les parents dont le compte n’est pas ouvert.")
@click.option("--school", "schools", multiple=True, metavar="ÉCOLE", help="Les parents d’une école ; plusieurs sont possibles.")
@click.option("--class", "classes", multiple=True, metavar="CLASSE", help="Les parents d’une classe ; plusieurs sont possibles.")
@click.option("--email", "by_mail", is_flag=True, help="Envoyer l’invitation par courriel.")
@click.option("--letters", type=click.Path(dir_okay=False, path_type=Path), help="Écrire les lettres dans ce fichier PDF.")
@_essai
@as_option
@click.pass_context
def invite_command(
    context: click.Context, /, *, by_mail: bool, rehearsal: bool, letters: Path | None, everyone: bool, **whom: tuple[str, ...]
) -> None:
    """Inviter des parents par courriel, par lettre, ou les deux ; une ancienne invitation ne vaut plus rien."""
    people, schools, classes = whom["people"], whom["schools"], whom["classes"]
    by_group = bool(schools or classes)
    if (bool(people) + everyone + by_group != 1) or not (by_mail or letters):
        message = "Dites qui (des adresses, --school, --class ou --all) et comment (--email, --letters FICHIER.pdf)."
        raise click.UsageError(message)
    if letters and letters.exists():
        message = f"{letters} existe déjà ; choisissez un autre nom."
        raise click.ClickException(message)
    sender = sender_of(opened(context).loaded.settings)
    with acting(context, rehearsal=rehearsal) as work:
        chosen = class_ids(work, schools, classes) if by_group else None
        sheets = [_invited(work, one, sender, by_mail=by_mail) for one in guardians_to_invite(work, people, chosen)]
    for sheet in sheets:
        click.echo(f"{sheet.identifier:30} {sheet.email:40} {sheet.name}")
    unknown = {name.strip().lower() for name in people} - {sheet.email for sheet in sheets} - {sheet.identifier for sheet in sheets}
    for name in sorted(unknown):
        click.echo(f"{name} : inconnu, ou déjà ouvert.", err=True)
    click.echo(f"{len(sheets)} personne(s).")
    if rehearsal:
        click.echo(_REHEARSED)
    elif letters and sheets:
        _write(letters, invitation_letters(sender, sheets))
        click.echo(f"{len(sheets)} lettre(s) dans {letters}. Imprimez, puis effacez ce fichier : il contient les codes.")
    context.exit(1 if unknown else 0)


@command.command("code")
@click.argument("identifier")
@click.option("--letter", type=click.Path(dir_okay=False, path_type=Path), help="Écrire le code dans une lettre, ce fichier PDF.")
@_essai
@as_option
@click.pass_context
def code_command(context: click.Context, identifier: str, *, letter: Path | None, rehearsal: bool) -> None:
    """Donner à un parent un code pour une demande sensible, au guichet ou par lettre ; le code d’avant ne vaut plus rien."""
    if letter and letter.exists():
        message = f"{letter} existe déjà ; choisissez un autre nom."
        raise click.ClickException(message)
    with acting(context, rehearsal=rehearsal) as work:
        account = _account(work, identifier)
        made = confirmation(work, account)
        last, language, who = paris_day(made.expires_at), account.language, f"{account.identifier} ({account.name})"
        sheet = ConfirmationSheet(account.name, postal_address(work, account), made.code, work.today, last)
    if rehearsal:
        click.echo(f"{who}\n{_REHEARSED}")
        return
    if letter:
        _write(letter, confirmation_letter(sender_of(opened(context).loaded.settings), sheet, paper_language(language)))
        click.echo(f"La lettre est dans {letter}. Imprimez, puis effacez ce fichier : il contient le code.")
        return
    click.echo(
        f"{account.name} : {made.code}\nVérifiez une pièce d’identité, puis donnez ce code. Il vaut une fois, jusqu’au {last:%d/%m/%Y}."
    )


@command.command("list")
@click.option("--staff/--parents", "staff", default=True, help="Les agents, ou les parents.")
@as_option
@click.pass_context
def list_command(context: click.Context, *, staff: bool) -> None:
    """Montrer les comptes, leurs rôles et leur état."""
    with acting(context) as work:
        work.actor.require("education_office")
        accounts = everybody(work, "staff" if staff else "guardian")
        locked = who_is_locked(work, accounts)
        for account in accounts:
            state = state_of(account, locked=account.id in locked)
            click.echo(f"{account.identifier:30} {account.name:30} {state:12} {', '.join(account.roles)}".rstrip())


@command.command("roles")
@click.argument("identifier")
@_role
@as_option
@click.pass_context
def roles_command(context: click.Context, identifier: str, roles: tuple[str, ...]) -> None:
    """Donner à un agent ces rôles et aucun autre."""
    with acting(context) as work:
        account = _account(work, identifier)
        set_roles(work, account, roles)
        click.echo(f"{account.identifier} : {', '.join(account.roles)}")


@command.command("unlock")
@click.argument("identifier", required=False)
@click.option("--door", nargs=2, metavar="CANAL ADRESSE", help="Un chat ou une boîte qui n’est encore à personne.")
@as_option
@click.pass_context
def unlock_command(context: click.Context, identifier: str | None, door: tuple[str, str] | None) -> None:
    """Laisser quelqu’un essayer de nouveau après trop de codes faux."""
    if bool(identifier) == bool(door):
        message = "Dites l’identifiant, ou --door CANAL ADRESSE."
        raise click.UsageError(message)
    with acting(context) as work:
        was_locked = release(work, *door) if door else unlock(work, _account(work, identifier or ""))
    click.echo("C’est rouvert." if was_locked else "Rien n’était bloqué.")


@command.command("end")
@click.argument("identifier")
@_essai
@as_option
@click.pass_context
def end_command(context: click.Context, identifier: str, *, rehearsal: bool) -> None:
    """Fermer un compte : ses chats et ses sessions sont oubliés aussitôt, ses actes restent au journal."""
    with acting(context, rehearsal=rehearsal) as work:
        account = _account(work, identifier)
        end(work, account)
        click.echo(f"{account.identifier} ({account.name}) : compte fermé.")
    if rehearsal:
        click.echo(_REHEARSED)


def sender_of(settings: Settings) -> Sender:
    """Return the town as its letters name it."""
    return Sender(settings.town.name, settings.telegram.username.removeprefix("@"), settings.email.address)


def state_of(account: Account, *, locked: bool) -> str:
    """Say in a word where an account stands."""
    if account.ended_at is not None:
        return "fermé"
    if locked:
        return "bloqué"
    return "ouvert" if is_active(account) else "pas ouvert"


def _created(work: Work, person: StaffPerson) -> Invited:
    account = open_for_staff(work, person)
    if account.system_user:
        account.activated_at = work.now
    return invite(work, account)


def _invited(work: Work, one: ToInvite, sender: Sender, *, by_mail: bool) -> InvitationSheet:
    account = open_for_guardian(work, one.guardian)
    made = invite(work, account)
    if by_mail:
        post_invitation(work, account, made, sender)
    address = tuple(line for line in (one.street, f"{one.postcode} {one.city}".strip()) if line)
    link, last = deep_link(sender.bot, made.link_token), paris_day(made.expires_at)
    return InvitationSheet(account.name, address, account.email, made.identifier, made.code, link, work.today, last)


def _account(work: Work, identifier: str) -> Account:
    account = by_identifier(work, identifier)
    if account is None:
        message = f"Il n’y a pas de compte « {identifier} »."
        raise click.ClickException(message)
    return account


def _write(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as written:
        written.write(content)
