"""What stands under a message without being said: signatures, "Envoyé de mon iPhone", legal notices, contact blocks."""

import re
from collections.abc import Sequence

_LONGEST = 400
_WORDS_OF_DEVICE_LINE = 14
_WORDS_NAMING_A_MACHINE = 6
_WORDS_ABROAD = 9
_TAIL = 14

DELIMITER = re.compile(r"^\s*[-_=*~#—–•.]{3,}\s*$")
_RFC_DELIMITER = re.compile(r"^\s{0,3}(?:--|—|__)\s?$")
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
    r"verstuurd|(?:أ|ا)رسل|إرسال|gửi từ|发自|傳送|から送信|에서 보냄",
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
    r"thunderbird|blackberry|canary|phone|tablet|device|https?:|handy|telefon|tel[ée]fono|telem[óo]vel|مذ",
    re.IGNORECASE,
)
_NAMED_PROGRAM = re.compile(
    r"^[\s*_>(<\[-]{0,6}[Ee]nvoyée? (?:depuis|avec|via|de|à partir de) (?:[A-Z]|eM )[\w.'’ -]{0,40}"
    r"\b(?:Mail|Client|Messagerie|Courriel|Inbox)\b"
)
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
    r"(?<=[^\s«\"'(])(?:Envoyé de|Sent from|Enviado de|Envoyé à partir d)|(?<=[.!?…] )(?:Envoyé de|Sent from|Enviado de)"
)
_NOTICE = re.compile(
    r"^[\s*_>]{0,6}(?:(?:ce (?:message|courriel|mail|e-?mail|courrier)(?: électronique)?,? (?:et|ainsi|est (?:confidentiel|destin|"
    r"établi)|peut contenir|\(et|contient des informations))"
    r"|les? informations? contenues? dans ce|this (?:e-?mail|message|communication)(?: and any| is (?:confidential|intended)| may "
    r"contain)|l['’]absence de virus|"
    r"garanti sans virus|sans virus\b|virus-free|cet e-?mail a été vérifié|le logiciel antivirus|avast\b|"
    r"(?:avant d['’]imprimer|pensez à l['’]environnement|n['’]imprimez|merci de n['’]imprimer|please consider the environment|p avant d)|"
    r"une messagerie gratuite|créez votre (?:adresse|compte)|accédez aux? (?:e-?mails?|courrier)|courrier pour windows|"
    r"confidentialit[ée] ?:|avertissement ?:|disclaimer|(?:you received this message because|vous recevez ce (?:message|mail|"
    r"courriel) (?:car|parce)|to unsubscribe|pour (?:vous )?d[ée]sinscri))",
    re.IGNORECASE,
)
_OWN_WORDS = re.compile(r"\b(?:j['’]|je|i|il|elle|on|nous|vous|ai|a|avez|certificat|photo|document|mail)\b", re.IGNORECASE)
_OTHER_SCRIPT = re.compile(r"^\W{0,6}[\u0370-\u1fff\u3040-\ud7ff]")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]{1,80})\]\(https?://[^()\s]{1,200}\)")
_ENDS_WITH_LINK = re.compile(r"\w\s?<https?://[^<>\s]{1,200}>\s*$")
_LINK = re.compile(r"^\s*[<\[(]?(?:https?://|www\.)\S*[>\])]?\s*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^\s*(?:(?:bien |très )?cordialement|sinc[èe]rement|respectueusement|salutations?(?: distinguées)?|cdlt|cdt|bien à (?:vous|"
    r"toi)|à (?:bientôt|plus)|bonne (?:journée|soirée|semaine|réception|fin de \w+)"
    r"|belle journée|merci(?: d['’]avance| beaucoup| et .{1,30})?|best regards|kind regards|regards|thanks|cheers|atenciosamente|"
    r"saludos|cumprimentos|mit freundlichen grüßen)\s*[,.!;:)]{0,3}\s*$",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"(?:\+33|\b0[1-9])[\s.\-/]?(?:\(0\))?(?:\d[\s.\-/]?){8}\b|\b(?:t[ée]l|tel|mob|port|fax|phone)\s?\.?\s?:|[\w.+-]{1,64}@[\w-]{1,"
    r"60}\.\w{2,}|https?://|\bwww\.|\b\d{5}\s[A-ZÉ][\w-]+|^\[cid:|^\[image|^\[logo",
    re.IGNORECASE,
)
_PLACEHOLDER = re.compile(r"^\s*\[(?:cid:|image|logo|https?://)[^\]]{0,200}\]\s*$", re.IGNORECASE)


def is_device_line(line: str) -> bool:
    """Tell whether a line was written by a mail program: "Envoyé de mon iPhone", "Obtenez Outlook pour Android", in any language."""
    line = _MARKDOWN_LINK.sub(r"\1", line[: _LONGEST + 1])
    if len(line) > _LONGEST or line.rstrip().endswith("?") or len(line.split()) > _WORDS_OF_DEVICE_LINE:
        return False
    if _NAMED_PROGRAM.match(line) or _EXCUSE.match(line):
        return True
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


def is_notice_line(line: str) -> bool:
    """Tell whether a legal notice, an antivirus or a provider's advertisement begins here."""
    return _NOTICE.match(line[:_LONGEST]) is not None


def without_signature(lines: Sequence[str]) -> list[str]:
    """Return what was said, of one run of own lines: what a program or a contact block added at its end is cut."""
    kept = list(lines)
    for index, line in enumerate(kept):
        if _RFC_DELIMITER.match(line) or is_notice_line(line):
            kept = kept[:index]
            break
    kept = _without_block_under_rule(_without_device_lines(kept))
    kept = _without_contact_block(kept)
    return _stripped(kept)


def _without_device_lines(lines: list[str]) -> list[str]:
    kept: list[str] = []
    after_device = False
    for whole in lines:
        line = _without_device_words(whole)
        if is_device_line(line):
            after_device = True
            continue
        if (after_device and _LINK.match(line)) or _PLACEHOLDER.match(line):
            continue
        if line.strip():
            after_device = False
        kept.append(line)
    return kept


def _without_device_words(line: str) -> str:
    """Cut "Envoyé depuis mon appareil" where a program ran it together with the end of a sentence."""
    found = _DEVICE_INSIDE.search(line[:_LONGEST])
    tail = line[found.start() :] if found else ""
    return line[: -len(tail)].rstrip() if tail and _PROGRAM.search(tail) and is_device_line(tail) else line


def _without_block_under_rule(lines: list[str]) -> list[str]:
    """Cut a line of dashes and what stands under it, where that is short and holds a telephone, an address or a link."""
    start = max(1, len(lines) - _TAIL)
    for index in range(start, len(lines)):
        if DELIMITER.match(lines[index]) and any(_CONTACT.search(line[:_LONGEST]) for line in lines[index + 1 :]):
            return lines[:index]
    return lines


def _without_contact_block(lines: list[str]) -> list[str]:
    """Cut what follows a closing and the name under it, where it holds a telephone, an address or a link."""
    start = max(1, len(lines) - _TAIL)
    for index in range(len(lines) - 1, start - 1, -1):
        if not _CLOSING.match(lines[index]):
            continue
        tail = lines[index + 1 :]
        if not any(_CONTACT.search(line[:_LONGEST]) for line in tail):
            return lines
        named = next((offset for offset, line in enumerate(tail) if line.strip()), None)
        keeps_name = named is not None and len(tail[named].split()) <= 4 and not _CONTACT.search(tail[named][:_LONGEST])  # noqa: PLR2004 (a name)
        return lines[: index + 2 + named] if keeps_name and named is not None else lines[: index + 1]
    return lines


def _stripped(lines: list[str]) -> list[str]:
    start, end = 0, len(lines)
    while end > start and (not lines[end - 1].strip() or DELIMITER.match(lines[end - 1])):
        end -= 1
    while start < end and (not lines[start].strip() or DELIMITER.match(lines[start])):
        start += 1
    return lines[start:end]
