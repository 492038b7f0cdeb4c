"""Changing the address by which an account is known: what is told to the former one, and what no longer opens anything."""

from sqlalchemy import delete, select

from villars_core.accounts.models import Account, ChannelLink
from villars_core.accounts.queries import EMAIL, TELEGRAM, account_of_guardian
from villars_core.errors import NotFound
from villars_core.families.actions import EmailTaken
from villars_core.families.contact import free_email, masked, set_email, set_phone, spaced
from villars_core.families.models import Guardian
from villars_core.i18n import N_, Translator
from villars_core.notifications.outbox import AfterUnknown, Notice, post
from villars_core.notifications.screens import Screen
from villars_core.work import Work

TITLE = N_("Vos coordonnées")
PHONE_CHANGED = N_("Le téléphone de votre dossier a changé : {value}. Ce n’est pas vous ? Appelez vite le service Éducation.")
EMAIL_CHANGED = N_("L’adresse de courriel de votre dossier a changé : {value}. Ce n’est pas vous ? Appelez vite le service Éducation.")
CODE = N_("Votre code : {code}. Recopiez-le là où vous avez demandé le changement d’adresse.")
NOT_YOU = N_("Vous n’avez rien demandé ? Ne faites rien : rien ne change.")


def change_phone(work: Work, guardian_id: int, typed: str) -> str:
    """Change a guardian's telephone, and tell the guardian by the way that was not used for it; return it as people write it."""
    phone = spaced(set_phone(work, guardian_id, typed))
    account = account_of_guardian(work, guardian_id)
    if account is not None:
        _tell(work, account, PHONE_CHANGED, masked(phone))
    return phone


def wanted_email(work: Work, guardian_id: int, typed: str) -> str:
    """Return an address as it is kept, where it is nobody else's. Raises NotAnEmail, EmailTaken."""
    email = free_email(work, guardian_id, typed)
    taken = select(Account.id).where(Account.email == email, Account.guardian_id.is_distinct_from(guardian_id))
    linked = select(ChannelLink.id).join(Account, Account.id == ChannelLink.account_id)
    linked = linked.where(ChannelLink.channel == EMAIL, ChannelLink.address == email, Account.guardian_id.is_distinct_from(guardian_id))
    if work.session.scalars(taken.union_all(linked).limit(1)).first() is not None:
        raise EmailTaken
    return email


def post_code(work: Work, account: Account, email: str, code: str) -> None:
    """Write a code to the new address, which nobody believes before the code came back."""
    tr = Translator(account.language)
    screen = Screen(tr.t(TITLE), (tr.t(CODE, code=code), tr.t(NOT_YOU)))
    notice = Notice(screen, "email_code", channel=EMAIL, address=email, language=account.language, holds_secret=True)
    post(work, notice)


def change_email(work: Work, guardian_id: int, typed: str) -> str:
    """Change a guardian's address, whose owner showed to read it, or by the office; return it as kept.

    The former address opens nothing any more; it is told, and so is the chat where there is one.
    """
    account = account_of_guardian(work, guardian_id)
    if account is None:
        raise NotFound
    email, former = set_email(work, guardian_id, wanted_email(work, guardian_id, typed)), account.email
    account.email = email
    own = (ChannelLink.account_id == account.id, ChannelLink.channel == EMAIL)
    work.session.execute(delete(ChannelLink).where(*own))
    work.session.add(ChannelLink(account_id=account.id, channel=EMAIL, address=email, linked_at=work.now))
    work.session.flush()
    tr = Translator(account.language)
    screen = Screen(tr.t(TITLE), (tr.t(EMAIL_CHANGED, value=masked(email)),))
    post(work, Notice(screen, "contact", channel=EMAIL, address=former, language=account.language, after_unknown=AfterUnknown.RESEND))
    if work.actor.door != TELEGRAM:
        _tell(work, account, EMAIL_CHANGED, masked(email))
    return email


def guardian_of(work: Work, account: Account | None) -> Guardian:
    """Return the guardian whose account it is. Raises NotFound."""
    found = work.session.get(Guardian, account.guardian_id) if account is not None and account.guardian_id is not None else None
    if found is None:
        raise NotFound
    return found


def _tell(work: Work, account: Account, template: str, value: str) -> None:
    """Tell a person of a change by the other way than the one it was made by: by mail what was done in chat, and the reverse."""
    tr = Translator(account.language)
    screen = Screen(tr.t(TITLE), (tr.t(template, value=value),))
    channel, address = ("", "") if work.actor.door == EMAIL else (EMAIL, account.email)
    post(work, Notice(screen, "contact", account.id, channel, address, language=account.language, after_unknown=AfterUnknown.RESEND))
