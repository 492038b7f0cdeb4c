"""The lines by which mail programs open a quotation: "Le … a écrit :", blocks of De / Envoyé / Objet, lines of dashes."""

import re
from collections.abc import Sequence

from email_gateway import quote_words, told

MAX_JOINED = 420
MAX_HEADER_LINES = 4
MAX_NAME = 120
_MAX_BLOCK = 12
_LINES_OF_A_VALUE = 3
_FOLDED = 40
_SHORT_REST = 12
_LONGEST_REST = 120

_TIME = re.compile(r"\b\d{1,2}\s?(?:[:.]|h)\s?\d{2}\b", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+=-]{1,64}@[\w-]{1,63}\.[\w.-]{1,100}|\[mailto:")
_YEAR = re.compile(r"\b(?:19|20|٢٠)\d\d\b|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b")
_DIGIT = re.compile(r"\d")
_DATE = re.compile(
    r"\b\d{1,2}(?:er)?\s(?:janv|f[ée]vr|mars|avr|mai|juin|juil|ao[ûu]t|sept|oct|nov|d[ée]c)|\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b|"
    r"\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"\b(?:a\s+[ée]crit|à\s+[ée]crit|nous\s+a\s+dit|wrote|writes|said|escreveu|escribi[óo]|schrieb(?:en)?|geschrieben|ha\s+scritto|"
    r"scrive|napisa[łl](?:\(?a\)?)?"
    r"|пише|написала?|писал|yazdı"
    r"|schreef|geschreven|skrev|a\s+scris|kirjoitti|írta|napsala?|skrifaði|đã viết|shkroi|va\s+escriure)\b|كتب|تمت "
    rf"كتابة|寫道|写道|のメール|작성|{quote_words.VERB_ABROAD}",
    re.IGNORECASE,
)
_FRENCH = re.compile(r"\b[aà]\s+[ée]crit\b", re.IGNORECASE)
_ENDS_WITH_VERB = re.compile(
    r"(?:[ée]crit|wrote|writes|escreveu|escribi[óo]|geschrieben|scritto|napisa[łl](?:\(?a\)?)?|пише|yazdı|geschreven|skrev|"
    r"scris)[\s:*_>.-]*$",
    re.IGNORECASE,
)
_CAN_OPEN = re.compile(
    r"^[\s*_>\"'«(\[-]{0,8}(?:le|on|at|em|el|il|am|op|den|dnia|pe|în|in|в|у|في|de|à|mer|jeu|ven|sam|dim|lun|mar|vào|më|il\s+giorno|"
    r"el\s+d[ií]a)\b|\d{1,4}(?:[/.-]\d|\s?(?:er)?\s\w|[年년.])|@|<",
    re.IGNORECASE,
)
_OTHER_SCRIPT = re.compile(r"^[\s*_>-]{0,8}[\u0370-\u1fff\u3040-\ud7ff].{0,200}\d")
_ADDRESS_END = re.compile(r"[\w.+-]@[\w.-]+\s?[>)\]]*\s?:\s*$")

_ADDRESS_AND_VERB = re.compile(r"<[^<>\s]{1,100}@[^<>\s]{1,100}>\s?,?\s?(?:a\s[ée]crit|wrote|escreveu|escribió|ha scritto)\s?:")
_OPENING = re.compile(r"(?:\b|(?<=[a-z0-9]))(?:Le|On|El|Em|Il)\s(?=[^<>]{0,40}\d)")
_LONGEST_BEFORE = 300
_SENTENCE = re.compile(r"\b(?:je|j['’]|m['’]|nous|vous|car|que|qu['’]|qui|est|sont|avez|ai|i|you|we)\b", re.IGNORECASE)
_GOES_ON = re.compile(r"^\s*(?:[<(\[]\s?[\w.+-]|a\s[ée]crit|wrote)", re.IGNORECASE)
"""A line that begins with the address or the verb of an attribution: the one before it belongs to it."""
_DATE_AND_NAME = re.compile(r"^\W{0,4}Le\s[^,<>]{4,40}\d{4},\s(.{2,80}?)\sa\s[ée]crit\s?:\W{0,4}$")
_NAME_PARTS = re.compile(r"[\s,/()\[\]«»\"*]+")
_PARTICLES = frozenset(("de", "du", "des", "la", "le", "les", "et", "à", "via", "-"))
_NAMES_ITS_SENDER = re.compile(r"^[^.!?]{0,160}<[^<>\s]{1,100}@[^<>\s]{1,100}>[^.!?]{0,40}:\s*$")
_NAME_AND_VERB = re.compile(r"^(.{3,100}?)\s(?:a\s[ée]crit|wrote|escreveu|escribió|ha scritto)\s?:$")
"""Whatever the verb ("Citando X <a@b>:"): a line that names a sender and a colon, above marked lines."""
_DATE_AND_ADDRESS = re.compile(r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}\b.{0,120}<[^<>\s]{1,100}@[^<>\s]{1,100}>$")
_STARTS_LIKE_ONE = re.compile(r"^[\s*_>-]{0,8}(?:le|on|el|em|am|op|il|den|på)\s", re.IGNORECASE)
_INSIDE_A_LINE = re.compile(
    r"(?<=[\w.!?,;)\s-])(?:-{2,}\s?|\s|(?<=[a-z.!?])(?=[A-Z]))((?:Le|On|El|Em|Il giorno)\s(?:[\w.]{2,12},?\s)?(?:[\w.]{2,10}\s)?\d)"
)

_DASHED = re.compile(
    r"^[\s*_>]{0,6}[-_—–=]{2,}\s*(?:(?:e-?)?mail|message|courriel|r[ée]ponse|nachricht|mensaje|mensagem|messaggio|исходное|bericht|wiadomość|"
    r"ileti|رسالة)?\s*"
    r"(?:(?:d['’ ]origine|original[e]?|initial|transf[ée]r[ée]|transmis|forwarded|reply|réacheminé|de r[ée]ponse|reenviad[oa]|"
    r"inoltrato|ursprüngliche|weitergeleitete|oorspronkelijk|antwort|oprindelig|opprinnelig|ursprungligt|alkuperäinen|původní|eredeti|"
    r"oryginalna|сообщение|iletilen|özgün|الأصلية)\s*)(?:e-?mail|message|nachricht|mensaje|mensagem|bericht|wiadomość|"
    r"ileti|meddelelse|melding|meddelande)?\s*[-_—–=]{2,}[\s*]*$",
    re.IGNORECASE,
)
_ANNOUNCED = re.compile(
    r"^[\s*_>]{0,6}(?:d[ée]but du (?:message|mail|courriel) (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])|begin forwarded message|"
    r"forwarded message|message transf[ée]r[ée]|"
    r"anfang der weitergeleiteten nachricht|inizio messaggio inoltrato|inicio del mensaje reenviado|início da mensagem "
    r"(?:reencaminhada|encaminhada))\s?:?\s*\*?$",
    re.IGNORECASE,
)
_DASHED_ABROAD = re.compile(
    rf"^[\s*_>]{{0,6}}[-_—–=]{{3,}}\s?(?=[^-_—–=]{{0,60}}(?:{quote_words.FOREIGN_MESSAGE}))[^-_—–=]{{3,60}}[-_—–=]{{3,}}[\s*]*$",
    re.IGNORECASE,
)
_BETWEEN_MARKS = re.compile(r"^\s*>>>\s.{0,160}\d{1,2}[:.h]\d{2}.{0,20}>>>\s*$")
"""GroupWise's header, above an older message without any mark."""
_ANNOUNCED_ABROAD = re.compile(
    rf"^[\s*_>]{{0,6}}(?=.{{0,60}}(?:{quote_words.FOREIGN_MESSAGE}))[^.!?:：\d]{{5,60}}[:：]\s*\*?$", re.IGNORECASE
)
_DASHED_INSIDE = re.compile(
    r"[-_—–=]{4,}\s?(?:message|mail|courriel|original|forwarded)\s"
    r"(?:d['’ ]origine|original|initial|transf[ée]r[ée]|transmis|message)\s?[-_—–=]{4,}"
    r"(?=\s?(?:de|from|date|envoy[ée]|sent)\s?:)",
    re.IGNORECASE,
)
_MESSAGE_OF = re.compile(r"^\W{0,4}message (?:du|de)\s.{0,80}\d", re.IGNORECASE)
_WORDS_BETWEEN_DASHES = re.compile(r"^\s*[-_—–=]{4,}\s?[^-_—–=]{3,40}\s?[-_—–=]{4,}\s*$")
MARKER = re.compile(r"r[ée]pondez au-dessus de cette ligne|(?:please )?(?:reply|write your reply) above this line", re.IGNORECASE)

_KEY = re.compile(
    rf"^[\s*_>|]{{0,6}}(?:(?P<from>{quote_words.FROM})|(?P<sent>{quote_words.SENT})|(?P<to>{quote_words.TO})|(?P<subject>{quote_words.SUBJECT})|(?P<other>{quote_words.OTHER}))\s?\*{{0,"
    rf"2}}\s?[:：]\*{{0,2}}(?:\s|$|(?=[\"'<«(\[\w]))",
    re.IGNORECASE,
)

_KEY_INSIDE = re.compile(
    rf"(?<![\w@.])(?:(?P<from>{quote_words.FROM})|(?P<sent>{quote_words.SENT})|(?P<to>{quote_words.TO})|(?P<subject>{quote_words.SUBJECT})|(?P<other>{quote_words.OTHER}))\s?:(?=\s?[\"'<«(\[\w])",
    re.IGNORECASE,
)
_RULE_BEFORE = re.compile(r"\s*[-_—–=]{2,}(?:[^-_—–=]{0,40}[-_—–=]{2,})?\s*$")
_LONE_NAME_AND_ADDRESS = re.compile(
    r"^[^:<>@]{0,120}(?:<[^<>\s]{1,100}@[^<>\s]{1,100}>|[(\[][^()\[\]\s]{1,100}@[^()\[\]\s]{1,100}[)\]])\s?,?$"
)


def block_inside(line: str) -> int | None:
    """Return where a whole block of headers begins that a program ran together on one line, with the rule before it; else None."""
    head = line[: MAX_JOINED * 2]
    if ":" not in head or "@" not in head:
        return None
    titled = _DASHED_INSIDE.search(head)
    if titled:
        return titled.start()
    keys = [found for found in _KEY_INSIDE.finditer(head) if found.lastgroup != "other"]
    for number, first in enumerate(keys):
        kinds = {str(found.lastgroup) for found in keys[number : number + 4]}
        if first.lastgroup == "from" and len(kinds) >= 4 and _ADDRESS.search(head, first.end()):  # noqa: PLR2004 (from, sent, to and subject)
            rule = _RULE_BEFORE.search(head[: first.start()])
            return rule.start() if rule else first.start()
    return None


def attribution_inside(line: str) -> int | None:
    """Return where "Le … <a@b.fr> a écrit :" begins in a line that a program made of the answer, the header and the quotation."""
    verb = _ADDRESS_AND_VERB.search(line)
    if verb is None:
        return None
    start = max(0, verb.start() - _LONGEST_BEFORE)
    openings = list(_OPENING.finditer(line, start, verb.start()))
    dated = [found for found in openings if _YEAR.search(line, found.end(), verb.start())]
    return dated[-1].start() if dated else None


def header_at(lines: Sequence[str], index: int) -> int:
    """Return how many lines at `index` form an attribution such as "Le 24 nov. 2026 à 10:12, X <a@b> a écrit :", or 0.

    It must hold a digit, and an address or a time (French), so that "Le médecin a écrit : …" stays the parent's own words.
    """
    count = _lines_of_attribution(lines, index)
    if count and _LONE_NAME_AND_ADDRESS.match(lines[index]):
        return count
    # Where a later line is whole by itself, the ones before it were written by the parent.
    return 0 if any(_is_whole_at(lines, later, index, index + count) for later in range(index + 1, index + count)) else count


def addressed_header_at(lines: Sequence[str], index: int) -> int:
    """Return the same where the attribution holds an address or stands above a mark, as all do where a body marks what it quotes."""
    count = header_at(lines, index)
    return count if count and (_quote_follows(lines, index + count) or _ADDRESS.search(" ".join(lines[index : index + count]))) else 0


def tells_who_wrote(lines: Sequence[str]) -> bool:
    """Tell whether one of a few lines would open a quotation if nothing else marked it."""
    return any(header_at(lines, index) for index in range(len(lines)))


def _is_whole_at(lines: Sequence[str], index: int, start: int, end: int) -> bool:
    text = " ".join(lines[index:end])
    if not (_TIME.search(text) or _ADDRESS.search(text)):
        return False
    if _GOES_ON.match(lines[index]) and any(form.search(" ".join(lines[start:index])) for form in (_TIME, _DATE, _YEAR)):
        return False
    return _DATE.search(text) is not None and index + _lines_of_attribution(lines, index) == end


def _lines_of_attribution(lines: Sequence[str], index: int) -> int:
    first = lines[index]
    if len(first) > MAX_JOINED or not _may_open(first):
        return 0
    joined = ""
    for count in range(1, MAX_HEADER_LINES + 1):
        if index + count > len(lines):
            return 0
        line = lines[index + count - 1].strip()
        if not line and not _half_open(joined):
            return 0
        joined = f"{joined} {line.lstrip('> ') if count > 1 else line}".strip()
        if len(joined) > MAX_JOINED:
            return 0
        if _is_attribution(joined, _quote_follows(lines, index + count)):
            return count
    return 0


def block_at(lines: Sequence[str], index: int) -> int:
    """Return how many lines at `index` form a block of mail headers: a sender and two more kinds, or one more and an address."""
    first = _KEY.match(lines[index])
    if first is None or len(lines[index]) > MAX_JOINED:
        return 0
    kinds: set[str] = set()
    last = index
    address = False
    for position in range(index, min(index + _MAX_BLOCK, len(lines))):
        line = lines[position]
        key = _KEY.match(line) if len(line) <= MAX_JOINED * 4 else None
        if key:
            kinds.add(str(key.lastgroup))
            last = position
        elif not _may_stand_between_keys(lines, position, last):
            break
        address = address or (position - last <= 1 and _ADDRESS.search(line[:MAX_JOINED]) is not None)
    whole = len(kinds - {"other"})
    if "from" not in kinds:
        return last - index + 1 if first.lastgroup == "sent" and kinds & {"to", "subject"} and address and _TIME.search(lines[index]) else 0
    if "from" in kinds and (whole >= 3 or (whole >= 2 and address)):  # noqa: PLR2004 (three kinds, or two and an address)
        return last - index + 1
    return 0


def _may_stand_between_keys(lines: Sequence[str], position: int, last: int) -> bool:
    """Tell whether a line may go on with the header at `last`: one empty line, a value under its key, the rest of a long list of people."""
    line, before = lines[position], lines[position - 1]
    if not line.strip():
        return position - last == 1
    if not before.strip() or position - last > _LINES_OF_A_VALUE:
        return False
    return before.rstrip().endswith((":", "：")) or len(before) >= _FOLDED or line.startswith(" ") or "@" in line or ";" in line


def begins_inside(line: str) -> int:
    """Return where, in a line that is an attribution, the attribution begins after words of the parent's own; 0 at its start."""
    found = _INSIDE_A_LINE.search(line[:MAX_JOINED])
    return found.start() if found and line[: found.start()].strip(" -*_>") else 0


def goes_on(line: str) -> bool:
    """Tell whether a line begins with the address or the verb of an attribution that began on the line above."""
    return _GOES_ON.match(line) is not None


def is_name(line: str) -> bool:
    """Tell whether a line is nothing but a name of two words or more: "Service Éducation de Villars"."""
    parts = [part for part in _NAME_PARTS.split(line[: MAX_NAME + 1]) if part]
    capitals = [part for part in parts if part[0].isupper() and part[-1] not in ".?!:;"]
    return len(line) <= MAX_NAME and len(capitals) > 1 and len(capitals) + sum(part in _PARTICLES for part in parts) == len(parts)


def is_key(line: str) -> bool:
    """Tell whether a line begins with the key of a mail header, such as "De :" or "Betreff:"."""
    return _KEY.match(line[:MAX_JOINED]) is not None


def is_lone_sender(line: str) -> bool:
    """Tell whether a line says "De : x@y.fr": under a line of dashes, it opens an older message alone."""
    key = _KEY.match(line[:MAX_JOINED])
    return key is not None and key.lastgroup == "from" and _ADDRESS.search(line[:MAX_JOINED]) is not None


def opens_quotation(line: str) -> bool:
    """Tell whether a line alone announces that an older message follows, or is our own marker."""
    if len(line) > MAX_JOINED:
        return MARKER.search(line[:2000]) is not None
    return bool(_DASHED.match(line) or _DASHED_ABROAD.match(line) or _ANNOUNCED.match(line) or MARKER.search(line))


def opens_in_marks(line: str) -> bool:
    """Tell whether a line reads ">>> Mairie <a@b.fr> 24.11.2026 10:12 >>>": what follows is older though it bears no mark."""
    return len(line) <= MAX_JOINED and _BETWEEN_MARKS.match(line) is not None


def announces_marked_lines(line: str) -> bool:
    """Tell whether a line such as "----- Mail original -----" may stand above lines that carry marks, with answers between them."""
    return len(line) <= MAX_JOINED and any(form.match(line) for form in (_DASHED, _DASHED_ABROAD, _ANNOUNCED, _ANNOUNCED_ABROAD))


def is_title(line: str) -> bool:
    """Tell whether a line reads "Message du 24/11/26 10:12" or "---- Orijinal mesaj ----": programs put it above their header block."""
    return len(line) <= MAX_JOINED and any(form.match(line) for form in (_MESSAGE_OF, _WORDS_BETWEEN_DASHES, _ANNOUNCED_ABROAD))


def _may_open(line: str) -> bool:
    return bool(line.strip()) and any(form.search(line) for form in (_CAN_OPEN, _WROTE, _LONE_NAME_AND_ADDRESS, _OTHER_SCRIPT))


def _half_open(joined: str) -> bool:
    return bool(joined) and joined.count("<") > joined.count(">")


def _is_attribution(text: str, quote_follows: bool) -> bool:  # noqa: FBT001, PLR0911 (a fact about the lines; one line for each form)
    bare = text.rstrip("*_> ")
    between_dashes = text.startswith("--") and text.endswith("--")
    if not (bare.endswith((":", "：")) or between_dashes or (quote_follows and _ENDS_WITH_VERB.search(bare))):
        return quote_follows and bool(_DATE_AND_ADDRESS.match(text))
    address, time = _ADDRESS.search(text), _TIME.search(text)
    wrote = _WROTE.search(text)
    if quote_follows and _NAMES_ITS_SENDER.search(bare):
        return True
    if wrote is None:
        return bool(
            address
            and not _SENTENCE.search(text)
            and (_YEAR.search(text) or time)
            and (_ADDRESS_END.search(bare) or (_STARTS_LIKE_ONE.match(text) and time))
        )
    if told.somebody_wrote(text, wrote, begins_inside(text), sure=bool(address or quote_follows)) or not _near_the_end(text, wrote):
        return False
    if address and not _FRENCH.search(text):
        return True
    if not _DIGIT.search(text):
        return bool(address) or (quote_follows and (between_dashes or _is_name_and_verb(bare)))
    if _FRENCH.search(text):
        return bool(address or (time and _DATE.search(text)) or (quote_follows and (time or _YEAR.search(text))) or _is_dated_by_name(text))
    return bool(time or _YEAR.search(text) or (quote_follows and (between_dashes or bare.endswith((":", "：")))))


def _is_name_and_verb(text: str) -> bool:
    found = _NAME_AND_VERB.match(text)
    return found is not None and is_name(found[1])


def _is_dated_by_name(text: str) -> bool:
    """Tell whether a line is "Le mardi 24 novembre 2026, Service Éducation a écrit :" and nothing else."""
    whole = _DATE_AND_NAME.match(text)
    return whole is not None and is_name(whole[1])


def _near_the_end(text: str, wrote: re.Match[str]) -> bool:
    """Tell whether the verb closes the line, or only a person, a date or an address stands after it, and no sentence."""
    rest = text[wrote.end() :]
    if _FRENCH.search(text) and re.match(r"\s?:\s*\w", rest):
        return False
    rest = rest.strip(" *_:>-")
    if len(rest) <= _SHORT_REST:
        return True
    return not _FRENCH.search(text) or (len(rest) <= _LONGEST_REST and _DIGIT.search(rest) is not None)


def _quote_follows(lines: Sequence[str], index: int) -> bool:
    for position in range(index, min(index + 3, len(lines))):
        line = lines[position].strip()
        if line:
            return line.startswith((">", "|"))
    return False
