"""Mails that say another one did not arrive, as servers and French providers write them."""

from dataclasses import dataclass

TOWN = "education@villars.example"
PARENT = "nadia@parents.example"
OUR_ID = "n12.k3j5h7q2w4n6m8p9r2t4v6x8z2@villars.example"

_DECODERS = "the published tables of bounce decoders (codes and texts)"
_RFC = "RFC 3464 and the server's known form"
_KNOWN = "the server's known form, written down from memory"
_TEMPLATES = "the program's published templates"


@dataclass(frozen=True)
class Returned:
    """One bounce; `kind` is what it must do to the address: "hard", "soft", or "none"."""

    name: str
    known_from: str
    kind: str
    raw: bytes


def _report(name: str, known_from: str, kind: str, text: str, **more: str) -> Returned:
    """Return a report of RFC 3464 with its three parts."""
    action, status = more.get("action", "failed"), more.get("status", "5.1.1")
    sender = more.get("sender", "Mail Delivery System <MAILER-DAEMON@mx.example>")
    subject = more.get("subject", "Undelivered Mail Returned to Sender")
    diagnostic = f"Diagnostic-Code: smtp; {more['diagnostic']}\r\n" if "diagnostic" in more else ""
    raw = (
        f"Return-Path: <>\r\nFrom: {sender}\r\nTo: {TOWN}\r\nSubject: {subject}\r\nMIME-Version: "
        "1.0\r\nContent-Type: multipart/report; "
        'report-type=delivery-status; boundary="=_r"\r\n\r\n--=_r\r\nContent-Type: text/plain; '
        f"charset=utf-8\r\n\r\n{text}\r\n"
        "--=_r\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; "
        f"mx.example\r\n\r\nFinal-Recipient: rfc822; {PARENT}\r\n"
        f"Action: {action}\r\nStatus: {status}\r\n{diagnostic}\r\n--=_r\r\nContent-Type: "
        f"message/rfc822\r\n\r\nFrom: {TOWN}\r\nTo: {PARENT}\r\n"
        f"Message-ID: <{OUR_ID}>\r\nSubject: Cantine\r\n\r\nOui, annulez la cantine de Léa jeudi\r\n--=_r--\r\n"
    )
    return Returned(name, known_from, kind, raw.encode())


def _free(name: str, known_from: str, kind: str, text: str, **more: str) -> Returned:
    """Return a bounce in a form of its own: words only."""
    sender = more.get("sender", "Mail Delivery System <MAILER-DAEMON@mx.example>")
    subject = more.get("subject", "Undelivered Mail Returned to Sender")
    head = f"{more['head']}\r\n" if "head" in more else ""
    raw = (
        f"{head}From: {sender}\r\nTo: {TOWN}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + text.replace("\n", "\r\n")
        + "\r\n"
    )
    return Returned(name, known_from, kind, raw.encode())


def _postfix(name: str, kind: str, diagnostic: str, status: str, host: str = "smtp-in.provider.example[192.0.2.7]") -> Returned:
    """Return what Postfix sends when a provider refuses, with the provider's own words."""
    text = (
        "This is the mail system at host mx.villars.example.\r\n\r\nI'm sorry to have to inform you that your "
        "message could not\r\nbe delivered to "
        f"one or more recipients.\r\n\r\n<{PARENT}>: host {host} said: {diagnostic} (in reply to RCPT TO command)"
    )
    return _report(name, _DECODERS, kind, text, status=status, diagnostic=diagnostic)


_BACK = (
    f"\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <{OUR_ID}>\nSubject: Cantine\n\nBonjour"
)

BOUNCES: tuple[Returned, ...] = (
    _postfix(
        "Orange, unknown",
        "hard",
        "550 5.1.1 hhtzumeItI371 Adresse d au moins un destinataire invalide. Invalid recipient. OFR_416 [416]",
        "5.1.1",
    ),
    _postfix("Orange, full", "soft", "552 5.1.1 bb8 Boite du destinataire pleine. Recipient overquota. OFR_417 [417]", "5.1.1"),
    _postfix("Orange, archived", "hard", "550 5.5.0 Boite du destinataire archivee. Archived recipient. OFR_420 [420]", "5.5.0"),
    _postfix(
        "Orange, too fast",
        "soft",
        ("421 opme11mtm Service refuse. Veuillez essayer plus tard. Service refused, please try later. OFR_999 [999]"),
        "4.0.0",
    ),
    _postfix(
        "Orange, address of the town blocked",
        "soft",
        "550 5.7.1 Adresse IP source bloquee pour incident de spam. OFR006_102 [102]",
        "5.7.1",
    ),
    _postfix("La Poste, unknown", "hard", "550 5.1.1 Adresse d au moins un destinataire invalide. Invalid recipient. LPN416", "5.1.1"),
    _postfix("La Poste, full", "soft", "552 5.1.1 Boite du destinataire pleine. Recipient overquota. LPN417", "5.1.1"),
    _postfix("La Poste, too fast", "soft", "421 4.7.0 Trop de connexions, veuillez verifier votre configuration. LPN007_103", "4.7.0"),
    _postfix("Free, unknown", "hard", f"550 5.1.1 <{PARENT}>: Recipient address rejected: User unknown in virtual mailbox table", "5.1.1"),
    _postfix("Free, asleep", "hard", "550 5.2.1 This mailbox has been blocked due to inactivity", "5.2.1"),
    _postfix("Free, full", "soft", "452 4.2.2 Mailbox full", "4.2.2"),
    _postfix("Free, too fast", "soft", "451 too many errors from your ip", "4.0.0"),
    _postfix("SFR, unknown", "hard", f"550 5.1.1 <{PARENT}>: Recipient address rejected: User unknown", "5.1.1"),
    _postfix("SFR, full", "soft", "552 5.2.2 Over quota", "5.2.2"),
    _postfix("SFR, greylisting", "soft", "450 4.2.0 Recipient address rejected: Greylisted", "4.2.0"),
    _postfix("Bouygues, unknown", "hard", "550 5.1.1 Recipient address rejected: utilisateur inconnu", "5.1.1"),
    _postfix(
        "Yahoo, unknown", "hard", "554 delivery error: dd This user doesn't have a yahoo.fr account [0] - mta1.mail.yahoo.example", "5.0.0"
    ),
    _postfix("Yahoo, too fast", "soft", "421 4.7.0 [TSS04] Messages temporarily deferred due to user complaints", "4.7.0"),
    _postfix(
        "Gmail, unknown", "hard", "550-5.1.1 The email account that you tried to reach does not exist. Please try double-checking", "5.1.1"
    ),
    _postfix("Gmail, full", "soft", "552-5.2.2 The recipient's inbox is out of storage space and inactive.", "5.2.2"),
    _postfix("Outlook.com, unknown", "hard", "550 5.5.0 Requested action not taken: mailbox unavailable", "5.5.0"),
    _postfix("Outlook.com, full", "soft", "550 5.2.2 mailbox full; STOREDRV.Deliver; QuotaExceededException", "5.2.2"),
    _postfix("iCloud, unknown", "hard", f"550 5.1.1 <{PARENT}>: user does not exist", "5.1.1"),
    _report(
        "Postfix, delayed",
        _RFC,
        "soft",
        "THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.",
        action="delayed",
        status="4.4.1",
        subject="Delayed Mail (still being retried)",
    ),
    _report(
        "Postfix, delivered",
        _RFC,
        "none",
        "Your message was successfully delivered.",
        action="delivered",
        status="2.0.0",
        subject="Successful Mail Delivery Report",
    ),
    _report(
        "Exchange, French",
        _KNOWN,
        "hard",
        ("Échec de la remise pour ces destinataires ou groupes :\r\n\r\nL’adresse de messagerie que vous avez entrée est introuvable."),
        sender="Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@mairie.example>",
        subject="Non remis : Cantine",
        status="5.1.10",
    ),
    _report(
        "Sendmail",
        _RFC,
        "hard",
        "   ----- The following addresses had permanent fatal errors -----",
        subject="Returned mail: see transcript for details",
    ),
    _report(
        "Gmail's own report",
        _KNOWN,
        "hard",
        ("** Adresse introuvable **\r\n\r\nVotre message n'est pas parvenu à nadia, car l'adresse est introuvable."),
        sender="Mail Delivery Subsystem <mailer-daemon@googlemail.example>",
        subject="Delivery Status Notification (Failure)",
    ),
    _report(
        "Exim, report",
        _RFC,
        "hard",
        "A message that you sent could not be delivered to one or more of its recipients.",
        subject="Mail delivery failed: returning message to sender",
    ),
    _report(
        "Status alone, no name of a daemon", _RFC, "hard", "Message refusé.", sender="Relais <relais@hebergeur.example>", subject="Cantine"
    ),
    _free(
        "Exim, words and a header",
        _KNOWN,
        "hard",
        (
            "This message was created automatically by mail delivery software.\n\nA message that you sent could "
            "not be delivered to one or more of its\nrecipients. This is a permanent error. The following "
            f"address(es) failed:\n\n  {PARENT}\n    Unrouteable address{_BACK}"
        ),
        head=f"X-Failed-Recipients: {PARENT}\r\nAuto-Submitted: auto-replied",
        subject="Mail delivery failed: returning message to sender",
    ),
    _free(
        "qmail",
        _KNOWN,
        "hard",
        (
            "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message "
            "to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work "
            f"out.\n\n<{PARENT}>:\nSorry, no mailbox here by that name. (#5.1.1){_BACK}"
        ),
        subject="failure notice",
    ),
    _free(
        "XMail, French",
        _TEMPLATES,
        "hard",
        (
            "Ce message vous a été envoyé par le serveur de messagerie sur mx.example.\n\nJ'ai le regret de vous "
            "informer que votre courrier n'a pas pu être transmis\nà tous ses destinataires. L'expédition vers les "
            f"destinataires suivants a échoué :\n<{PARENT}> : utilisateur inconnu{_BACK}"
        ),
        sender="MAILER-DAEMON@mx.example",
        subject="Attention: impossible d'envoyer un message",
    ),
    _free(
        "Orange, words",
        _KNOWN,
        "hard",
        (
            f"Bonjour,\n\nVotre message n'a pas pu être distribué au destinataire suivant :\n<{PARENT}>\n\nRaison : "
            "l'adresse du destinataire n'existe pas.\n\nL'équipe Orange"
        ),
        sender="MAILER-DAEMON@orange.example",
        subject="Message non distribué",
    ),
    _free(
        "Orange, full, words",
        _KNOWN,
        "soft",
        f"Votre message adressé à <{PARENT}> n'a pas pu être remis : la boîte aux lettres du destinataire est pleine.",
        sender="postmaster@orange.example",
        subject="Échec de la remise de votre message",
    ),
    _free(
        "Free, words",
        _KNOWN,
        "hard",
        f"Le message que vous avez envoyé n'a pu être délivré.\n\n<{PARENT}> : compte inexistant ou désactivé",
        sender="Postmaster Free <postmaster@free.example>",
        subject="Courrier non délivré",
    ),
    _free(
        "La Poste, words",
        _KNOWN,
        "soft",
        f"Bonjour,\n\nla boîte aux lettres de votre correspondant <{PARENT}> est saturée, votre message n'a pas été délivré.",
        sender="postmaster@laposte.example",
        subject="Rapport de non distribution",
    ),
    _free(
        "SFR, words",
        _KNOWN,
        "hard",
        f"Le message destiné à <{PARENT}> n'a pas été distribué.\nL'adresse de messagerie n'existe plus.",
        sender="Service de messagerie <ne-pas-repondre@sfr.example>",
        subject="Avis de non-remise",
    ),
    _free(
        "Bouygues, words",
        _KNOWN,
        "hard",
        f"Votre e-mail n'a pas pu être acheminé vers <{PARENT}> : destinataire inconnu.",
        sender="postmaster@bbox.example",
        subject="E-mail non distribué",
    ),
    _free(
        "OVH, words",
        _KNOWN,
        "hard",
        (
            "Hi. This is the deliver program at ovh.example.\nI'm afraid I wasn't able to deliver your "
            f"message.\nCe message n'a pas pu être délivré.\n\n<{PARENT}>: 550 5.1.1 unknown{_BACK}"
        ),
        sender="MAILER-DAEMON@mx.ovh.example",
        subject="failure notice",
    ),
    _free(
        "Exchange, French, words",
        _KNOWN,
        "hard",
        (
            f"La remise a échoué pour ces destinataires ou listes de distribution :\n\n{PARENT}\nL'adresse de "
            "messagerie entrée est introuvable. Vérifiez l'adresse et réessayez.\n\n#550 5.1.1 "
            "RESOLVER.ADR.RecipNotFound; not found ##"
        ),
        sender="Microsoft Exchange <postmaster@college.example>",
        subject="Non remis: Cantine",
    ),
    _free(
        "Yahoo, words",
        _KNOWN,
        "hard",
        (
            f"Sorry, we were unable to deliver your message to the following address.\n\n<{PARENT}>:\n554: delivery "
            f"error: dd This user doesn't have a yahoo.fr account{_BACK}"
        ),
        sender="MAILER-DAEMON@yahoo.example",
        subject="Failure Notice",
    ),
    _free(
        "Domino",
        _KNOWN,
        "hard",
        (f"Votre document :\n  Cantine\nn'a pas été remis à :\n  {PARENT}\ncar :\n  Utilisateur {PARENT} non répertorié dans l'annuaire"),
        sender="Routeur de courrier <postmaster@entreprise.example>",
        subject="ÉCHEC DE REMISE : Utilisateur non répertorié dans l'annuaire",
    ),
    _free(
        "A server that waits, words",
        _KNOWN,
        "soft",
        (
            f"Votre message pour <{PARENT}> est retardé : le serveur distant ne répond pas. Nous essaierons encore "
            "pendant 3 jours. Vous n'avez rien à faire."
        ),
        sender="Mail Delivery System <MAILER-DAEMON@mx.example>",
        subject="Avertissement : message retardé de 4 heures",
    ),
    _free(
        "Null sender, daemon in no name",
        _KNOWN,
        "hard",
        f"Impossible de distribuer le message : l'utilisateur <{PARENT}> n'existe pas sur ce serveur.",
        head="Return-Path: <>",
        sender="Serveur <systeme@hebergeur.example>",
        subject="Retour : message non délivré",
    ),
)
