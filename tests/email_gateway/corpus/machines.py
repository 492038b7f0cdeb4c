"""Mails that no person wrote and that are no bounces: answerers without headers, receipts, complaints, calendars, challenges."""

from dataclasses import dataclass

TOWN = "education@villars.example"


@dataclass(frozen=True)
class Automatic:
    """One mail of a machine, and where its form is known from."""

    name: str
    known_from: str
    raw: bytes


_HABIT = "the answerers that parents write themselves in their provider's settings; no header says what they are"
_KNOWN = "the program's known form, written down from memory"
_RFC = "the RFC named"


def _plain(
    name: str, known_from: str, text: str, *, subject: str = "Re: Cantine", head: str = "", sender: str = "Nadia <nadia@parents.example>"
) -> Automatic:
    raw = (
        f"{head}From: {sender}\r\nTo: {TOWN}\r\nSubject: {subject}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        + text.replace("\n", "\r\n")
        + "\r\n"
    )
    return Automatic(name, known_from, raw.encode())


def _report(name: str, kind: str, part: str, body: str, *, subject: str) -> Automatic:
    raw = (
        f"From: Nadia <nadia@parents.example>\r\nTo: {TOWN}\r\nSubject: {subject}\r\nContent-Type: "
        f"multipart/report; report-type={kind}; "
        'boundary="=_r"\r\n\r\n--=_r\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nVotre message a été '
        "ouvert.\r\n--=_r\r\nContent-Type: "
        f"{part}\r\n\r\n{body}\r\n--=_r\r\nContent-Type: message/rfc822\r\n\r\nFrom: {TOWN}\r\nSubject: "
        "Cantine\r\n\r\nOui\r\n--=_r--\r\n"
    )
    return Automatic(name, _RFC, raw.encode())


def _calendar(name: str, method: str, subject: str, text: str) -> Automatic:
    raw = (
        f"From: Nadia <nadia@parents.example>\r\nTo: {TOWN}\r\nSubject: {subject}\r\nContent-Type: multipart/alternative; "
        'boundary="=_c"\r\n\r\n--=_c\r\nContent-Type: text/plain; '
        f"charset=utf-8\r\n\r\n{text}\r\n--=_c\r\nContent-Type: text/calendar; "
        f"charset=utf-8; method={method}\r\n\r\nBEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n--=_c--\r\n"
    )
    return Automatic(name, "RFC 5546", raw.encode())


MACHINES: tuple[Automatic, ...] = (
    _plain("Orange, answerer", _HABIT, "Bonjour,\nje suis absent(e) du 21/12 au 04/01. Je lirai votre mail à mon retour."),
    _plain("Free, answerer", _HABIT, "Je suis en vacances jusqu'au 4 janvier, je répondrai à votre message à mon retour.\nBonnes fêtes"),
    _plain(
        "La Poste, answerer",
        _HABIT,
        ("Bonjour\n\nActuellement en congés, je prendrai connaissance de votre message dès mon retour le 04/01/2027.\n\nCordialement"),
    ),
    _plain("SFR, answerer", _HABIT, "Je ne suis pas disponible actuellement. Votre message sera lu à mon retour, le 4 janvier."),
    _plain(
        "Answerer of a firm",
        _HABIT,
        (
            "Bonjour,\nJe suis absente du bureau jusqu'au lundi 4 janvier inclus.\nPour toute urgence, merci de "
            "contacter l'accueil au 04 77 00 11 22."
        ),
    ),
    _plain(
        "Maternity leave",
        _HABIT,
        ("Je suis actuellement en congé maternité. En mon absence, vous pouvez écrire à contact@entreprise.example."),
    ),
    _plain(
        "Left the firm",
        _HABIT,
        (
            "Bonjour,\nJe ne fais plus partie de l'entreprise depuis le 1er octobre. Merci d'adresser vos messages "
            "à accueil@entreprise.example."
        ),
    ),
    _plain("Address given up", _HABIT, "Cette adresse n'est plus consultée. Merci de m'écrire désormais à nadia.martin@nouvelle.example"),
    _plain("Part-time", _HABIT, "Bonjour, je ne travaille pas le mercredi. Je traiterai votre message dès mon retour jeudi."),
    _plain("Answerer in capitals", _HABIT, "REPONSE AUTOMATIQUE\nABSENT JUSQU'AU 4 JANVIER"),
    _plain("Received, will be treated", _HABIT, "Bonjour,\nVotre message a bien été reçu. Il sera traité dans les meilleurs délais."),
    _plain(
        "Ticket opened",
        _KNOWN,
        (
            "Votre demande a été enregistrée sous le numéro #48213. Un conseiller vous répondra sous 48 "
            "heures.\nMerci de ne pas répondre à ce message."
        ),
        subject="[#48213] Re: Cantine",
    ),
    _plain(
        "Answerer, English", _HABIT, "Hello, I am on annual leave until 4 January with no access to my email. I will reply when I am back."
    ),
    _plain(
        "Answerer, Portuguese",
        _HABIT,
        "Estou de férias até 4 de janeiro. Responderei à sua mensagem quando regressar.",
        subject="Resposta automática: Cantine",
    ),
    _plain("Answerer, Spanish", _HABIT, "Estaré ausente hasta el 4 de enero.", subject="Respuesta automática: Cantine"),
    _plain("Answerer, Turkish", _HABIT, "4 Ocak'a kadar izindeyim.", subject="Otomatik yanıt: Cantine"),
    _plain(
        "Exchange, out of the office",
        _KNOWN,
        "Je suis absent.",
        subject="Réponse automatique : Cantine",
        head="X-Auto-Response-Suppress: All\r\nauto-submitted: auto-generated\r\n",
    ),
    _plain("Gmail answerer", _KNOWN, "Je suis au ski.", head="Precedence: bulk\r\nX-Autoreply: yes\r\nAuto-Submitted: auto-replied\r\n"),
    _plain("Vacation of Zimbra", _KNOWN, "Absent.", head="Auto-Submitted: auto-replied (zimbra; readonlyemail=x)\r\nPrecedence: bulk\r\n"),
    _plain(
        "Challenge before delivery",
        _KNOWN,
        (
            "Bonjour,\nPour que votre message parvienne à Nadia Martin, merci de vous authentifier en cliquant sur "
            "le lien ci-dessous.\nCette opération n'est à faire qu'une seule fois."
        ),
        subject="Demande d'authentification : Cantine",
    ),
    _plain(
        "Challenge, second product",
        _KNOWN,
        ("Votre message est en attente. Merci de confirmer que vous n'êtes pas un robot : https://antispam.example/c/1"),
        subject="Votre message du 24/11 est en attente de validation",
    ),
    _plain(
        "Antivirus gateway",
        _KNOWN,
        "La pièce jointe de votre message a été bloquée par la politique de sécurité.",
        subject="Message bloqué",
        sender="Passerelle <postmaster@entreprise.example>",
    ),
    _plain("Recall by Outlook, French", _KNOWN, "Nadia Martin souhaite rappeler le message « Cantine ».", subject="Rappel : Cantine"),
    _plain(
        "Read, as words",
        _KNOWN,
        (
            "Votre message\n\n   À : Nadia Martin\n   Objet : Cantine\n   Envoyé : mardi 24 novembre 2026 "
            "10:12\n\na été lu le mardi 24 novembre 2026 18:31."
        ),
        subject="Lu : Cantine",
    ),
    _plain(
        "Deleted unread, as words",
        _KNOWN,
        ("Votre message\n\n   À : Nadia\n   Objet : Cantine\n\na été supprimé sans être lu le mardi 24 novembre 2026."),
        subject="Non lu : Cantine",
    ),
    _plain(
        "Read, by a telephone",
        _KNOWN,
        (
            "Ceci est un accusé de réception pour le mail que vous avez envoyé à nadia@parents.example le "
            "24/11/2026.\nNote : cet accusé de réception indique seulement que le message a été affiché."
        ),
        subject="Accusé de réception (affiché) - Cantine",
    ),
    _report(
        "Read receipt of Outlook",
        "disposition-notification",
        "message/disposition-notification",
        ("Final-Recipient: rfc822;nadia@parents.example\r\nDisposition: automatic-action/MDN-sent-automatically; displayed"),
        subject="Lu : Cantine",
    ),
    _report(
        "Read receipt of Thunderbird",
        "disposition-notification",
        "message/disposition-notification",
        "Reporting-UA: parents.example; Thunderbird\r\nDisposition: manual-action/MDN-sent-manually; displayed",
        subject="Accusé de réception (affiché) - Cantine",
    ),
    _report(
        "Complaint, RFC 5965",
        "feedback-report",
        "message/feedback-report",
        "Feedback-Type: abuse\r\nUser-Agent: Provider/1.0\r\nVersion: 1",
        subject="Re: complaint",
    ),
    _report(
        "Complaint, opt-out", "feedback-report", "message/feedback-report", "Feedback-Type: opt-out\r\nVersion: 1", subject="FW: Cantine"
    ),
    _calendar("Calendar, accepted", "REPLY", "Accepté : Réunion - mar. 24 nov. 2026", "Nadia Martin a accepté cette invitation."),
    _calendar("Calendar, declined, subject without a mark", "REPLY", "Réunion de rentrée", "Nadia ne viendra pas."),
    _calendar("Calendar, another hour", "COUNTER", "Nouvel horaire proposé : Réunion", "Nadia propose 18:30."),
    _calendar("Calendar, called off", "CANCEL", "Annulé : Réunion", "La réunion est annulée."),
    _plain("List of parents", _KNOWN, "Bonjour à tous", head="List-Id: <parents.ecole.example>\r\n"),
    _plain(
        "Machine of the CAF", _KNOWN, "Votre attestation est disponible.", sender="ne-pas-repondre@caf.example", subject="Votre attestation"
    ),
)

PEOPLE: tuple[Automatic, ...] = (
    _plain("Parent on holiday", "written for the corpus", "Nous serons en vacances du 21 au 31, merci d'annuler les repas de Tom."),
    _plain("Parent, not at work", "written for the corpus", "Je ne travaille pas le mercredi, donc pas besoin de centre aéré pour Jade."),
    _plain("Parent thanks", "written for the corpus", "Votre message a bien été reçu, merci. Oui pour jeudi."),
    _plain(
        "Parent changed address",
        "written for the corpus",
        ("Bonjour, cette adresse n'est plus la bonne, j'ai changé : nadia.martin@nouvelle.example. Est-ce que je dois passer en mairie ?"),
    ),
    _plain(
        "Parent reminds",
        "written for the corpus",
        "Je vous rappelle mon message d'hier : Sofia ne vient pas jeudi.",
        subject="Rappel : absence de Sofia",
    ),
    _plain(
        "Parent awaits",
        "written for the corpus",
        "Bonjour, ma demande du 24/11 est en attente, pouvez-vous valider ?",
        subject="Demande en attente de validation",
    ),
    _plain(
        "Parent, bounce told",
        "written for the corpus",
        ("Bonjour, votre mail m'est revenu avec « boîte pleine », j'ai fait de la place. Pouvez-vous le renvoyer ?"),
    ),
    _plain("Parent, leave", "written for the corpus", "Je suis en congé maternité depuis lundi, c'est ma mère qui viendra chercher Léa."),
    _plain("Parent, urgent", "written for the corpus", "En cas d'urgence appelez son père, je suis en déplacement jusqu'à vendredi."),
    _plain(
        "Parent, undelivered paper",
        "written for the corpus",
        "Le courrier recommandé n'a pas été distribué, la boîte aux lettres est pleine d'après le facteur.",
        subject="courrier non distribué",
    ),
)
