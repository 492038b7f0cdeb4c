"""Mail that no person wrote: replies of machines, lists, vacation texts, receipts, calendars. Never a command, never answered."""

import re
from dataclasses import dataclass

from email_gateway.headers import Headers

_MACHINE_SENDER = re.compile(
    r"^(?:mailer-?daemon|postmaster|mail-?daemon|mailerdaemon|mdaemon|double-bounce|bounces?|bounce[-+_=].*|(?:.+[-_.])?no-?reply|"
    r"(?:.+[-_.])?noreply|ne-?pas-?repondre|nepasrepondre|do-?not-?reply|"
    r"donotreply|autoreply|auto-?reponse|auto-?responder|listserv|majordomo|mailman|(?:.+-)(?:bounces|request|owner)|owner-.+|"
    r"abuse|fbl|feedbackloop|root|nobody|daemon|cron|uucp)@",
)
# Without "Re:" before it: an answer to such a mail was written by a person.
_SUBJECT = re.compile(
    r"^\W{0,3}(?:r[ée]ponse automatique|r[ée]ponse auto\b|automatic reply|auto(?:matic|mated)?[ "
    r"-]?(?:reply|response|answer|réponse)|out of (?:the )?office|"
    r"absence du bureau|message d['’]absence|notification d['’]absence|avis d['’]absence(?! de)|absent(?:e)? du bureau|en "
    r"cong[ée]s? (?:jusqu|du )|absence (?:et|de|du) cong|"
    r"accus[ée] de r[ée]ception|accus[ée] de lecture|confirmation de (?:lecture|réception)|lu ?:|non lu ?:|read ?:|not read ?:|"
    r"read receipt|return receipt|"
    r"automatische antwort|abwesenheit|respuesta autom[áa]tica|resposta autom[áa]tica|risposta automatica|automatisch antwoord|"
    r"otomatik yanıt|vacation reply|"
    r"accept[ée]e? ?: |refus[ée]e? ?: |provisoire ?: |accepted ?: |declined ?: |tentative ?: )",
    re.IGNORECASE,
)
_ANYWHERE = re.IGNORECASE | re.DOTALL
_STRONG = (
    re.compile(
        r"\b(?:ceci|ce message|ce mail|cet e-?mail|ce courriel) (?:est|constitue) un(?:e)? (?:message|r[ée]ponse|mail|courriel|"
        r"accus[ée])s? (?:de )?(?:automatique|r[ée]ception automatique|g[ée]n[ée]r[ée])",
        re.IGNORECASE,
    ),
    re.compile(
        r"\b(?:message|mail|e-?mail|courriel|r[ée]ponse) (?:a [ée]t[ée] )?(?:g[ée]n[ée]r[ée]e?|envoy[ée]e?) automatiquement", re.IGNORECASE
    ),
    re.compile(
        r"\bje (?:prendrai|traiterai|lirai) (?:connaissance )?(?:de )?(?:votre|vos) (?:messages?|mails?|e-?mails?|courriels?|"
        r"demandes?)\b.{0,60}\b(?:retour|rentr[ée]e)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"\bI am (?:currently )?(?:out of (?:the )?office|away|on (?:annual )?leave|on vacation)\b", re.IGNORECASE),
    re.compile(r"\bthis is an auto(?:matic|mated|-?generated)", re.IGNORECASE),
    re.compile(r"^\W{0,6}(?:r[ée]ponse|message) automatique\W{0,4}$", re.IGNORECASE | re.MULTILINE),
    re.compile(
        r"\bvotre (?:message|mail|e-?mail|courriel|demande)\b.{0,80}\b(?:sera|seront) (?:trait[ée]|pris|lu)e?s?\b"
        r".{0,40}\b(?:d[ée]lais?|retour|sous \d)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(
        r"\bje ne (?:fais|travaille) plus (?:partie|chez|pour|dans)\b.{0,160}\b(?:adresse[rz]|contacte[rz]|[ée]cri(?:re|vez))\b", _ANYWHERE
    ),
    re.compile(r"\bcette (?:adresse|bo[îi]te)\b.{0,20}\bn['’]est plus (?:consult|relev|surveill|lu)", re.IGNORECASE),
)
_CERTAIN = (
    re.compile(r"\b(?:souhait(?:e|erait) rappeler (?:le|son|ce) message|would like to recall the message)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:pour|afin) que (?:votre|ce) (?:message|mail|e-?mail|courriel) (?:parvienne|soit (?:remis|d[ée]livr|distribu))", re.IGNORECASE
    ),
    re.compile(
        r"\bvotre (?:message|mail|e-?mail|courriel) est (?:mis )?en attente\b.{0,200}\b(?:robot|lien|cliqu|authentifi|captcha)", _ANYWHERE
    ),
)
"""What no parent says, whatever else the text speaks of: a recall, the test that some mailboxes put before delivery."""

_WEAK = (
    re.compile(
        r"\bje suis (?:actuellement |pr[ée]sentement |en ce moment )?(?:absente?|en cong[ée]s?|en vacances|indisponible|en "
        r"d[ée]placement|en arr[êe]t)\b.{0,120}\b(?:jusqu['’]au|de retour|du \d|je (?:prendrai|traiterai|r[ée]pondrai|lirai))",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"\bvotre (?:message|mail|e-?mail|courriel|demande)\b.{0,100}\b(?:sera|seront|je|nous)\b", re.IGNORECASE | re.DOTALL),
    re.compile(r"\babsente?s? (?:du|de mon|de nos) bureaux?\b", re.IGNORECASE),
    re.compile(r"\b(?:actuellement|pr[ée]sentement) (?:absente?|en cong[ée]s?|indisponible|en vacances)\b", re.IGNORECASE),
    re.compile(
        r"\ben (?:cas d['’]urgence|mon absence)\b.{0,80}\b(?:contacter|joindre|adresser|appeler|contactez|[ée]crire)\b",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"\b(?:[àa] mon|d[èe]s mon) retour\b", re.IGNORECASE),
    re.compile(
        r"\b(?:nous avons|j['’]ai) bien (?:re[çc]u|r[ée]ceptionn[ée]) votre (?:message|mail|e-?mail|courriel|demande)\b.{0,"
        r"160}\b(?:d[ée]lais?|meilleurs|traitera|traiterons|r[ée]pondr)",
        re.IGNORECASE | re.DOTALL,
    ),
    re.compile(r"\bmerci de ne pas (?:y )?r[ée]pondre\b|\bne pas r[ée]pondre [àa] ce (?:message|mail|courriel)", re.IGNORECASE),
    re.compile(
        r"\bbo[îi]te (?:mail|aux lettres|de r[ée]ception) (?:n['’]est (?:pas|plus)|est) (?:relev[ée]e|consult[ée]e|surveill[ée]e|"
        r"utilis[ée]e)",
        re.IGNORECASE,
    ),
    re.compile(r"\b(?:r[ée]ponse|message) automatique\b", re.IGNORECASE),
    re.compile(
        r"\bun(?:e)? (?:conseill[eè]re?|technicien(?:ne)?|agent|interlocut\w+) vous (?:r[ée]pondra|recontactera|contactera)\b",
        re.IGNORECASE,
    ),
    re.compile(r"\bvotre demande (?:a (?:bien )?[ée]t[ée]|est) enregistr[ée]e\b", re.IGNORECASE),
    re.compile(r"\bne travaille pas (?:le|les|ce)\b.{0,120}\bd[èe]s mon retour\b", _ANYWHERE),
)
_OF_PARENTS = re.compile(
    r"\b(?:cantine|repas|garderie|p[ée]riscolaire|go[ûu]ter|mange(?:ra|ront|nt|r)?|d[ée]jeune(?:ra|r)?|annule[rz]?|r[ée]serve[rz]?|"
    r"inscri\w*|ma fille|mon fils|mes enfants|"
    r"mon enfant|sera absente?|seront absents?|facture|pr[ée]l[èe]vement|quotient)\b",
    re.IGNORECASE,
)
_LOOK_AT = 3_000
BY_WORDS = "vacation text"
"""Said where nothing but the words shows a machine: people look at such a mail, for a parent may have written it."""


@dataclass(frozen=True)
class Shape:
    """What the structure of a mail says: its own type with parameters, and the types of its parts."""

    content_type: str = ""
    report_type: str = ""
    parts: frozenset[str] = frozenset()
    calendar_method: str = ""


def reason(headers: Headers, shape: Shape, text: str, own: frozenset[str] = frozenset()) -> str:
    """Return why a mail counts as automatic, in a word or two for the journal, or "" when a person seems to have written it.

    `own`: the town's addresses, to see loops. Sources: RFC 3834, RFC 2369, RFC 3798, RFC 5965, habits of French providers.
    """
    return _by_headers(headers) or _by_sender(headers, own) or _by_shape(shape) or _by_words(headers.text("subject"), text)


def _by_headers(headers: Headers) -> str:  # noqa: PLR0911 (one line for each convention)
    submitted = headers.raw("auto-submitted").split(";")[0].strip().lower()
    if submitted and submitted != "no":
        return f"auto-submitted {submitted[:30]}"
    if headers.raw("precedence").lower() in ("bulk", "junk", "list", "auto_reply", "auto-reply") or headers.raw("x-precedence").lower() in (
        "bulk",
        "junk",
        "auto_reply",
    ):
        return "precedence"
    for name in (
        "list-id",
        "list-post",
        "list-unsubscribe",
        "list-help",
        "mailing-list",
        "x-mailing-list",
        "x-listname",
        "x-feedback-id",
    ):
        if headers.has(name):
            return "list"
    if headers.has("feedback-id") and ":user:" not in headers.raw("feedback-id").lower():
        # Proton writes "20711332:user:proton" into what its users write themselves.
        return "list"
    for name, _ in headers.items:
        if _is_machine_header(name, headers):
            return name[:40]
    if headers.has("return-path") and headers.raw("return-path").replace(" ", "") == "<>":
        return "null sender"
    if headers.has("x-loop") or headers.has("x-failed-recipients"):
        return "loop"
    return ""


def _is_machine_header(name: str, headers: Headers) -> bool:
    if name in (
        "x-autoreply",
        "x-autorespond",
        "x-autoresponse",
        "x-auto-reply",
        "x-mail-autoreply",
        "x-autogenerated",
        "x-autoresponder",
        "x-autoreply-from",
        "x-vacation",
        "x-vacation-message",
    ):
        return headers.raw(name).lower() not in ("no", "false", "0")
    if name == "x-auto-response-suppress":
        return bool({"all", "autoreply"} & {word.strip() for word in headers.raw(name).lower().split(",")})
    return name in (
        "x-ms-exchange-generated-message-source",
        "x-zimbra-out-of-office",
        "x-cron-env",
        "x-abuse-reports-to",
        "x-amazon-auto-reply",
    )


def _by_sender(headers: Headers, own: frozenset[str]) -> str:
    senders = headers.people("from")
    if not senders:
        return "no sender"
    address = senders[0].address
    if address in own or headers.raw("x-villars-loop"):
        return "own loop"
    return "machine sender" if _MACHINE_SENDER.match(address) else ""


def _by_shape(shape: Shape) -> str:
    if shape.content_type == "multipart/report" or shape.report_type:
        return f"report {shape.report_type}".strip()
    if shape.parts & {"message/delivery-status", "message/disposition-notification", "message/feedback-report", "text/rfc822-headers"}:
        return "report"
    if shape.calendar_method in ("reply", "counter", "request", "cancel", "refresh", "declinecounter"):
        return f"calendar {shape.calendar_method}"
    return ""


def _by_words(subject: str, text: str) -> str:
    """Judge by words; a text that speaks of children and meals is a parent's, however absent its writer is."""
    if _SUBJECT.match(subject):
        return "subject of a machine"
    start = text[:_LOOK_AT]
    if any(pattern.search(start) for pattern in _CERTAIN):
        return "recall or challenge"
    if _OF_PARENTS.search(start):
        return ""
    if any(pattern.search(start) for pattern in _STRONG):
        return BY_WORDS
    return BY_WORDS if sum(1 for pattern in _WEAK if pattern.search(start)) >= 2 else ""  # noqa: PLR2004 (one alone may be a parent's)
