"""What families are told of their mandate: each change of a bank account by the way that was not used for it, each decision, the lapse."""

from collections.abc import Callable, Sequence

from sqlalchemy import select

from villars_core.accounts.models import Account
from villars_core.accounts.queries import EMAIL, account_of_guardian, accounts_of_guardians
from villars_core.families.models import Guardian
from villars_core.i18n import N_, Translator
from villars_core.mandates.models import Mandate
from villars_core.mandates.papers import attachment
from villars_core.notifications.outbox import MAIL_ONLY, AfterUnknown, Notice, post
from villars_core.notifications.screens import Offer, Screen
from villars_core.work import Work

TITLE = N_("Prélèvement automatique")
ASKED = N_("Un mandat de prélèvement est demandé sur le compte finissant par {digits}.")
CHANGED = N_("Le compte de votre mandat de prélèvement change : il finit maintenant par {digits}.")
REVOKED = N_("Le mandat de prélèvement sur le compte finissant par {digits} est révoqué. Plus rien ne sera prélevé.")
NOT_YOU = N_("Ce n’est pas vous ? Appelez vite le service Éducation.")
TO_SIGN = N_("Voici le mandat. Imprimez-le, signez-le, puis renvoyez-le en photo ou en scan : au bot, ou en réponse à ce courriel.")
IN_PERSON = N_("Vous pouvez aussi le déposer en mairie, sur rendez-vous seulement.")
READY = N_("Votre mandat est prêt. Les prochaines factures seront prélevées sur le compte finissant par {digits}.")
TO_SIGN_AGAIN = N_("Votre mandat signé n’est pas accepté : {reason} Renvoyez-le en photo ou en scan.")
SUSPENDED = N_("Les prélèvements sur le compte finissant par {digits} sont suspendus : {reason}")
RESUMED = N_("Les prélèvements sur le compte finissant par {digits} reprennent.")
ENDED = N_("Le mandat de prélèvement sur le compte finissant par {digits} est terminé : {reason}")
LAPSED = N_(
    "Le mandat de prélèvement sur le compte finissant par {digits} n’est plus valable : rien n’a été prélevé depuis 36 mois."
    " Pour être prélevé de nouveau, demandez un nouveau mandat."
)
SEE = N_("Voir mon prélèvement")
FLOW = "sepa_mandate"


More = Callable[[Translator], Sequence[str]]
"""What else is told of a change, in a language."""


def tell_change(work: Work, row: Mandate, template: str, *, to_sign: bool = False, more: More = lambda _: ()) -> None:
    """Tell the home of a change of its bank data: whoever made it by the other way, the other adults by their usual one.

    `to_sign`: the paper goes along, by e-mail only; a change made by e-mail is answered there, with the paper.
    """
    adults = work.session.scalars(select(Guardian.id).where(Guardian.household_id == row.household_id)).all()
    for account in accounts_of_guardians(work, adults):
        if account.id == work.actor.account_id:
            words = Translator(account.language)
            _tell_actor(work, account, (words.t(template, digits=row.last_digits), *more(words)), row if to_sign else None)
        elif account.activated_at is not None:
            words = Translator(account.language)
            _post(work, account, (words.t(template, digits=row.last_digits), *more(words), words.t(NOT_YOU)))


def send_paper(work: Work, row: Mandate, account: Account) -> None:
    """Send the mandate to sign to the mailbox of an adult of the home."""
    words = Translator(account.language)
    screen = Screen(words.t(TITLE), (words.t(TO_SIGN), words.t(IN_PERSON)), attachments=(attachment(work, row),))
    about = {"intent": FLOW, MAIL_ONLY: True}
    post(work, Notice(screen, "mandate", account.id, EMAIL, account.email, language=account.language, about=about))


def tell_holder(work: Work, row: Mandate, template: str, reason: str = "") -> None:
    """Tell whoever asked for the mandate what became of it."""
    account = account_of_guardian(work, row.guardian_id)
    if account is None or account.ended_at is not None:
        return
    words = Translator(account.language)
    _post(work, account, (words.t(template, digits=row.last_digits, reason=reason),))


def offer(words: Translator) -> Offer:
    """Return what a notice about a mandate leads to."""
    return Offer("mandate", words.t(SEE), FLOW)


def _tell_actor(work: Work, account: Account, lines: Sequence[str], to_sign: Mandate | None) -> None:
    words = Translator(account.language)
    body = (*lines, words.t(NOT_YOU))
    if work.actor.door == EMAIL:
        _post(work, account, body)
        return
    papers = (attachment(work, to_sign),) if to_sign is not None else ()
    asked = (words.t(TO_SIGN), words.t(IN_PERSON)) if to_sign is not None else ()
    screen = Screen(words.t(TITLE), (*body, *asked), attachments=papers)
    about = {"intent": FLOW, **({MAIL_ONLY: True} if papers else {})}
    post(work, Notice(screen, "mandate", account.id, EMAIL, account.email, language=account.language, about=about))


def _post(work: Work, account: Account, body: tuple[str, ...]) -> None:
    words = Translator(account.language)
    screen = Screen(words.t(TITLE), body)
    after = AfterUnknown.RESEND
    post(work, Notice(screen, "mandate", account.id, language=account.language, offers=(offer(words),), after_unknown=after))
