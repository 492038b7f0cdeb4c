"""What the doctor asks of the e-mail door: does the mailbox open, does the server take mail, is the sender's proof checked."""

import imaplib
import smtplib
import ssl
from collections.abc import Iterator

from imap_tools.errors import ImapToolsError, MailboxLoginError

from email_gateway import inbox, sender
from email_gateway.app import imap_account, smtp_account
from villars_core.config import Settings
from villars_core.conversations.checks import Finding, Level

_PORTS = "vérifiez host, port et security ; sur la machine : le pare-feu et le service."


def checks(settings: Settings) -> Iterator[Finding]:
    """Look at the mailbox and at the sending server; nothing is sent and no message is touched."""
    email = settings.email
    if not email.address:
        yield Finding("courriel", Level.WARNING, "aucune adresse", "remplissez email.address ; sans courriel, seul Telegram répond.")
        return
    yield _reading(settings)
    yield _sending(settings)
    if email.authserv_id:
        yield Finding("expéditeurs", Level.FINE, f"vérifiés par {email.authserv_id}")
    else:
        mend = "écrivez dans email.authserv_id le nom que votre serveur met en tête d’Authentication-Results."
        yield Finding("expéditeurs", Level.WARNING, "aucun serveur ne prouve qui écrit : chaque demande sans jeton sera confirmée", mend)


def _reading(settings: Settings) -> Finding:
    server, subject = settings.email.imap, "boîte aux lettres"
    if not server.host:
        return Finding(subject, Level.WARNING, "aucun serveur IMAP", "remplissez [email.imap] pour recevoir les réponses des parents.")
    try:
        with inbox.opened(imap_account(server)) as mailbox:
            waiting = len(mailbox.uids())
    except MailboxLoginError:
        return Finding(subject, Level.FAULT, f"{server.host} refuse l’accès", "vérifiez email.imap.user et email.imap.password.")
    except ssl.SSLError as error:
        return Finding(subject, Level.FAULT, f"{server.host} : {_word(error)}", _security("imap"))
    except (ImapToolsError, OSError, EOFError, imaplib.IMAP4.error) as error:
        return Finding(subject, Level.FAULT, f"{server.host} : {_word(error)}", _PORTS)
    return Finding(subject, Level.FINE, f"ouverte sur {server.host}, {waiting} message(s) à lire")


def _sending(settings: Settings) -> Finding:
    server, subject = settings.email.smtp, "envoi de courriels"
    if not server.host:
        return Finding(subject, Level.WARNING, "aucun serveur SMTP", "remplissez [email.smtp] pour répondre aux parents.")
    try:
        with sender.connect(smtp_account(settings)) as smtp:
            smtp.noop()
    except smtplib.SMTPAuthenticationError:
        return Finding(subject, Level.FAULT, f"{server.host} refuse l’accès", "vérifiez email.smtp.user et email.smtp.password.")
    except (ssl.SSLError, smtplib.SMTPNotSupportedError) as error:
        return Finding(subject, Level.FAULT, f"{server.host} : {_word(error)}", _security("smtp"))
    except (smtplib.SMTPException, OSError) as error:
        return Finding(subject, Level.FAULT, f"{server.host} : {_word(error)}", _PORTS)
    return Finding(subject, Level.FINE, f"{server.host} accepte notre courrier")


def _security(kind: str) -> str:
    return f'vérifiez email.{kind}.security ("tls", "starttls" ou "none") et le port ; le certificat doit porter le nom du serveur.'


def _word(error: Exception) -> str:
    """Return the server's own words, without what might be a secret."""
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__)[:120]
