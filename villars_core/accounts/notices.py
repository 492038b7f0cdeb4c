"""What a person is told about his or her account: the invitation by e-mail."""

from villars_core.accounts.invitations import Invited
from villars_core.accounts.letter_pdf import Sender, deep_link
from villars_core.accounts.models import Account
from villars_core.accounts.queries import EMAIL
from villars_core.clock import paris_day
from villars_core.i18n import Translator
from villars_core.notifications.models import OutboxRow
from villars_core.notifications.outbox import AfterUnknown, Notice, post
from villars_core.notifications.screens import Expect, Screen
from villars_core.work import Work


def post_invitation(work: Work, account: Account, invited: Invited, sender: Sender) -> OutboxRow:
    """Write the invitation to a person's own mailbox; it is blanked once it was sent, for it holds the code."""
    tr = Translator(account.language)
    last = tr.day_and_year(paris_day(invited.expires_at))
    body = [
        tr.t("Bonjour {name},", name=account.name),
        tr.t(
            "La mairie vous ouvre un accès pour réserver la cantine, signaler une absence et faire vos démarches. "
            "Il est gratuit et n’est pas obligatoire."
        ),
        tr.t(
            "Votre identifiant : {identifier}\nVotre code, pour une seule fois : {code}", identifier=invited.identifier, code=invited.code
        ),
    ]
    link = deep_link(sender.bot, invited.link_token)
    if link:
        body.append(tr.t("Par Telegram : ouvrez {link} et touchez « Démarrer ».", link=link))
    body.append(tr.t("Par courriel : répondez à ce message avec votre code. Nous vous envoyons les conditions à accepter."))
    body.append(tr.t("Le code vaut jusqu’au {day}. Ne le donnez à personne.", day=last))
    notice = Notice(
        screen=Screen(tr.t("Votre accès au service Éducation"), tuple(body), expect=Expect.TEXT),
        kind="invitation",
        account_id=account.id,
        channel=EMAIL,
        address=account.email,
        language=account.language,
        about={"intent": "activate"},
        after_unknown=AfterUnknown.RESEND,
        holds_secret=True,
    )
    return post(work, notice)
