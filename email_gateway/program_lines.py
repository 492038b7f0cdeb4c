"""The lines that mail programs and telephones write under a message: "Envoyé de mon iPhone", "Obtenez Outlook pour Android"."""

import re

_LONGEST = 400
_WORDS_OF_DEVICE_LINE = 14
_WORDS_NAMING_A_MACHINE = 6
_WORDS_ABROAD = 9

_DEVICE = re.compile(
    r"^[\s*_>(<\[-]{0,6}(?:(?:message |mail |e-?mail )?(?:envoy[ée]e?|r[ée]dig[ée]e?|transmise?) (?:[àa] partir )?(?:de(?:puis)?|"
    r"via|avec|par|d['’]|[àa] partir de)\s?"
    r"(?:mon|ma|un|une|l['’]|d['’]|le|la|outlook|yahoo|gmail|courrier|proton|l'app|orange|sfr|bouygues|free|laposte|samsung|iphone|"
    r"ipad|android|windows|mail|bluemail|spark|"
    r"thunderbird|k-9|fairemail|zimbra|mobile|smartphone|huawei|xiaomi|galaxy|blackberry|canary)"
    r"|sent (?:from|via|with|by) (?:my|an?|the|outlook|yahoo|gmail|mail|proton|samsung|windows|mobile|iphone|ipad|android|bluemail|"
    r"spark|airmail|huawei|galaxy|smartphone|[A-Z])"
    r"|get outlook for|get bluemail|(?:t[ée]l[ée]charge[rz]|obten(?:ir|ez)) (?:outlook|bluemail|l['’]app|yahoo)|outlook (?:pour|"
    r"for) (?:ios|android|mac)"
    r"|(?:provenance|gesendet|von meinem|enviado d[oe]|enviado desde|inviato da|verzonden (?:met|vanaf|via)|wysłane z|skickat från|"
    r"sendt fra|trimis de pe|надіслано з|отправлено с)\b"
    r"|أُرسلت من|(?:yahoo mail|yahoo) ?[:–-]? ?(?:recherchez|mail)|from my (?:iphone|ipad|android|"
    r"samsung)|diese nachricht wurde von|von meinem|從我的 |[\w]{1,20} from mobile$|envoy[ée]e? à l['’]aide d)",
    re.IGNORECASE,
)
_SENT_ROOT = re.compile(
    r"envoy|sent\b|enviad|gesendet|inviat|wysłan|gönderil|отправ|надісл|verzonden|skicka|sendt|trimis|lähetetty|odeslán|küldve|"
    r"verstuurd|(?:أ|ا|م)رسل|إرسال|gửi từ|发自|傳送|から送信|에서 보냄",
    re.IGNORECASE,
)
_MACHINE = re.compile(
    r"\b(?:iphone|ipad|android|galaxy|samsung|huawei|xiaomi|redmi|oppo|honor|pixel|smartphone|outlook|yahoo|gmail|windows|blackberry|nokia"
    r"|bluemail|proton|tuta(?:nota)?|telefon|handy)|هاتف|جهاز|الهاتف",
    re.IGNORECASE,
)
_PROGRAM = re.compile(
    r"iphone|ipad|android|galaxy|samsung|huawei|xiaomi|redmi|oppo|honor|pixel|smartphone|mobile|t[ée]l[ée]phone|portable|appareil|tablette"
    r"|l['’]app|application|mail|messagerie|courriel|courrier|outlook|yahoo|proton|orange|sfr|bouygues|free|poste|zimbra|windows|spark|"
    r"thunderbird|blackberry|canary|phone|cell\b|tablet|device|https?:|handy|telefon|tel[ée]fono|telem[óo]vel|مذ",
    re.IGNORECASE,
)
_NAMED_PROGRAM = re.compile(
    r"^[\s*_>(<\[-]{0,6}[Ee]nvoyée? (?:depuis|avec|via|de|à partir de) (?:[A-Z]|eM )[\w.'’ -]{0,40}"
    r"\b(?:Mail|Client|Messagerie|Courriel|Inbox)\b"
    r"|^[\s*_>(<\[-]{0,6}[Ee]nvoyée? (?:depuis|avec|via|à partir de) [A-Z][\w-]{1,20}(?: [\w-]{1,15}){0,3}[\s.*)>\]]{0,4}$"
)
_REACTED = re.compile(
    r"^.{1,80}\b(?:a réagi|reacted|ha reaccionado|reagiu|hat reagiert|ha reagito)\s(?:à (?:votre|ton) message|via gmail|to your message)",
    re.IGNORECASE,
)
_WRITTEN_ON = re.compile(
    r"^[\s*_>(<\[-]{0,6}(?:(?:message|mail|courriel) )?(?:envoy|[ée]cri|dict|tap|r[ée]dig|sais|exp[ée]di|r[ée]pond|post)[\wé]{0,4}"
    r" (?:[àa] partir )?(?:de(?:puis)?|sur|avec|via|par|d['’]) ?(?:mon|ma|un|une|l['’]|le|la) ?.{0,30}"
    r"(?:iphone|ipad|android|galaxy|smartphone|t[ée]l[ée]phone|portable|mobile|appareil|tablette|montre|mac\b|ordinateur|pc\b)",
    re.IGNORECASE,
)
"""A telephone's line in its owner's own words: "Dicté depuis mon iPhone, désolé pour les fautes"."""

_OFFERED = re.compile(
    r"\b(?:obten|obter|obtén|télécharge|herunterladen|download|descarg|scarica|pobierz|edinin|indirin|get\b|sécurisé|secured|"
    r"typed with|sent (?:with|via))"
    r"|تنزيل|احصل على",
    re.IGNORECASE,
)
_PROGRAM_NAME = re.compile(
    r"\b(?:Outlook|BlueMail|Yahoo Mail|Gmail|Proton ?Mail|Tuta(?:nota)?\b|Edison Mail|Spark|eM Client|Notion Mail|Mailo|"
    r"Airmail|Canary Mail|Shortwave|Superhuman)"
)
_EXCUSE = re.compile(
    r"^\W{0,4}(?:veuillez (?:m['’])?excuse[rz]|merci d['’]excuser|excusez|pardon(?:nez)?(?: pour)?|désolée? pour)\b.{0,40}"
    r"\b(?:brièveté|concision|fautes?|coquilles?)\b.{0,60}\b(?:smartphone|téléphone|mobile|portable|clavier|appareil|tablette)\b",
    re.IGNORECASE,
)
_MISTAKEN_FOR_MACHINES = re.compile(r"\b(?:par|by|la|le|de l['’])\s", re.IGNORECASE)
_DEVICE_INSIDE = re.compile(
    r"(?<=[^\s«\"'(])(?:Envoyé de|Sent from|Enviado de|Envoyé à partir d)"
    r"|(?<=[\w.!?…)] )(?:Envoyé d|Sent from|Enviado d|Télécharger Outlook|Obtenez Outlook)"
)
_OWN_WORDS = re.compile(
    r"\b(?:j['’]|je|i|il|elle|on|nous|vous|ai|a|avez|certificat|photo|document|mail)\b",
    re.IGNORECASE,
)
_OTHER_SCRIPT = re.compile(r"^\W{0,6}[\u0370-\u1fff\u3040-\ud7ff]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,80})\]\(https?://[^()\s]{1,200}\)")
_ENDS_WITH_LINK = re.compile(r"\w\s?<https?://[^<>\s]{1,200}>\s*$")
_ARABIC_POINTS = re.compile(r"[\u0640\u064b-\u0652]")
_BY_POST = re.compile(
    r"^\W{0,4}envoyée? par (?:e-?mail|mail|courriel|courrier|la poste|fax|sms|message|internet|recommandé)\b", re.IGNORECASE
)
_SAYS_WHEN = re.compile(
    r"\b(?:hier|ce matin|ce soir|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|tout à l['’]heure|aussi|déjà|car|mais|le \d{1,2})\b",
    re.IGNORECASE,
)


def is_device_line(line: str) -> bool:
    """Tell whether a line was written by a mail program: "Envoyé de mon iPhone", "Obtenez Outlook pour Android", in any language."""
    line = _ARABIC_POINTS.sub("", _MARKDOWN_LINK.sub(r"\1", line[: _LONGEST + 1]))
    if len(line) > _LONGEST or line.rstrip().endswith("?") or len(line.split()) > _WORDS_OF_DEVICE_LINE:
        return False
    if (
        _NAMED_PROGRAM.match(line)
        or _EXCUSE.match(line)
        or _REACTED.match(line)
        or (_WRITTEN_ON.match(line) and not _SAYS_WHEN.search(line))
    ):
        return True
    if _SAYS_WHEN.search(line) or _BY_POST.match(line):
        return False
    return (_DEVICE.match(line) is not None and _may_be_a_machine(line)) or _names_a_machine(line)


def _may_be_a_machine(line: str) -> bool:
    """Tell "Envoyé de mon Fairphone" from "Envoyé par ma femme" and "Envoyé de la part de l'école"."""
    return bool(_PROGRAM.search(line)) or (len(line.split()) <= _WORDS_NAMING_A_MACHINE and not _MISTAKEN_FOR_MACHINES.search(line))


def _names_a_machine(line: str) -> bool:
    """Tell whether a few words say no more than that something was sent from a named machine or program."""
    words = line.split()
    if len(words) <= _WORDS_ABROAD and _OTHER_SCRIPT.match(line) and _MACHINE.search(line) and _SENT_ROOT.search(line):
        return True
    if _MACHINE.search(line) and _ENDS_WITH_LINK.search(line):
        return True
    if len(words) <= _WORDS_NAMING_A_MACHINE + 1 and _OFFERED.search(line) and _PROGRAM_NAME.search(line) and not _OWN_WORDS.search(line):
        return True
    return len(words) <= _WORDS_NAMING_A_MACHINE and bool(_MACHINE.search(line) and _SENT_ROOT.search(line)) and not _OWN_WORDS.search(line)


def without_device_words(line: str) -> str:
    """Cut "Envoyé depuis mon appareil" where a program ran it together with the end of a sentence."""
    found = _DEVICE_INSIDE.search(line[:_LONGEST]) if len(line) <= _LONGEST else None
    tail = line[found.start() :] if found else ""
    return line[: -len(tail)].rstrip() if tail and _PROGRAM.search(tail) and is_device_line(tail) else line
