"""What parents write that looks like a program's line: who wrote to them and when, words under two dashes, marks of their own."""

import re
from collections.abc import Sequence

TYPED = "\ufe65"
"""Stands for a ">" that the parent typed, while quoted lines are told by theirs."""

_LONGEST = 400
_MOST_TYPED = 8

_TO_SOMEBODY = re.compile(
    r"(?:\b[mtl]['’]|\b(?:nous|lui|leur)\s)(?:a|avait|ont|avaient)\s(?:r[ée])?[ée]crit\b"
    r"|\b(?:wrote|writes|said)\s(?:back\s)?(?:to\s)?(?:me|us|him|her|them|you)\b|\bwrote\sback\b"
    r"|\b(?:me|nos|le|te|les|lhe)\s(?:ha\s)?escribi[óo]\b|\bescreveu-(?:me|nos|lhe)\b|\b(?:me|nos|te|lhe)\sescreveu\b"
    r"|\b(?:mi|ci|ti|gli)\sha\sscritto\b|\bschrieb\s(?:mir|uns)\b|\b(?:mir|uns)\sgeschrieben\b"
    r"|\b(?:bana|bize|ona|sana|onlara)\s(?:şunu\s|şunları\s)?yazdı\b"
    r"|كتب(?:ت|وا)?\s(?:لي|لنا|له|لها|لك|لهم|إلي|إليّ|إلينا)(?!\w)",
    re.IGNORECASE,
)
"""Who was written to: no program says it."""
_STOP = re.compile(r"(?<!\bsept)(?<!\bjanv)(?<!\bfévr)(?<!\bjuil)(?<=[^\W\d_A-Z]{4})[.!?…]\s+[\"«“]?\s?[^\W\d_a-zà-ÿ]")
_SPEAKS_FRENCH = re.compile(
    r"\b(?:je|j['’]|[mt]['’]|nous|vous|car|que|qu['’]|qui|est|sont|avez|ai|ils?|elles?|n['’]|ne|pas|donc|mais|mon|ma|mes|sa|ses|son|ta|tes"
    r"|notre|nos|votre|vos|leurs?|papa|maman|ont|sera|rendez)\b"
)
"""Words of a sentence, as they stand inside one: a person's name has none of them in small letters."""
_SOMEBODY = re.compile(
    r"^(?:\s?(?:h|am|pm|a\.?\s?m\.?|p\.?\s?m\.?)\b)?[\s,.)]*(?:les?|la|une?|l['’]\w+"
    r"|the|her|his|my|our|their|your|she|he|they"
    r"|el|los|las|su|sus|mis?|nuestr[oa]|él|ella"
    r"|os?|as?|um|uma|seu|sua|meu|minha|nosso|nossa|ele|ela)\s(?!\s?[ée]crit|scris)"
)
"""How the one who wrote is called by who tells of it: "the school", "su padre", "a educadora"."""
_FIRST_WORD = re.compile(
    r"^\W{0,4}(?:son|sa|ses|mon|ma|mes|elle|ils?|her|his|my|our|she|he|su|mi|seu|sua|meu|minha|ele|ela)\s", re.IGNORECASE
)
_LAST_DIGIT = re.compile(r"\d(?=\D*$)")

_POSTSCRIPT = re.compile(
    r"^[\s*_>(-]{0,6}(?:p\.?[\s-]?s\.?|n\.?\s?b\.?|post[- ]?scriptum|p\.?\s?d\.?|posdata|nota|not|note|ek"
    r"|dipnot|ملاحظة|ملحوظة|ملاحظه)\s?[:：.,;–-]"
    r"|^[\s*_>(-]{0,6}(?:p\.s\.?|n\.b\.?)\s\w",
    re.IGNORECASE,
)
_BARE_POSTSCRIPT = re.compile(r"^[\s*_>(-]{0,6}(?:ps|nb)\s\w", re.IGNORECASE)
"""A postscript without its point or colon; firms are called so too."""
_HEALTH = re.compile(
    r"\b(?!\w{4,8}olog)(?:allerg|al[ée]rg|alerj|intol[ée]r|asthm|asma|ast[ıi]m|diab[ée]t|diyabet|[ée]pilep|epilepsi|arachide|cacahu|peanut|am[eê]ndoi|fıstık"
    r"|gluten|glúten|c[œo]e?liaque|celiac|celíac|çölyak|v[ée]g[ée]tari|vegetari|halal|kosher|casher|helal)\w*"
    r"|\bPAI\b|\b(?:pas de|sans|no|sin|sem) (?:porc|lait|gluten|[oœ]e?ufs?|pork|milk|eggs?|cerdo|leche|huevos?|carne|leite|ovos?)\b"
    r"|حساسية|ربو|سكري",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:je|j['’]|nous|vous|il|elle|ils|elles|on|est|sont|sera|seront|viendra|vient|viennent|mange|mangent|faut|peut|pouvez|pourr\w+|veuillez"
    r"|avons|avez|serai\w*|passe|passerai|prend|prendra|reste|i|i['’]ll|i['’]m|we|she|he|they|is|are|has|will|can|please|yo|está|están|tiene"
    r"|viene|vendrá|puede|come|eu|ele|ela|vem|tem|pode|virá|almoça|var|yok|gelecek|lütfen|değil)\b"
    r"|سوف|لديه|لديها|ليس|أريد|سأ|من فضلك",
    re.IGNORECASE,
)
_WORDS_OF_A_SENTENCE = 4
_SHORT_ANSWER = re.compile(
    r"^\W{0,4}(?:\d{1,2}|ok\w*|oui|non|d['’]accord|entendu|c['’]est (?:bon|noté)|bonjour|bonsoir|merci|parfait|yes|no|sure|hi|hello|hey"
    r"|thanks?|thank you|please|sí|si|vale|hola|buen[oa]s|gracias|de acuerdo|sim|não|nao|olá|ola|bom dia|boa tarde|obrigad[oa]|está bem"
    r"|evet|hayır|hayir|tamam|merhaba|teşekkür\w*|نعم|لا|شكرا|شكراً|مرحبا|السلام عليكم|حسنا)(?:\W|$)",
    re.IGNORECASE,
)
_OURS = re.compile(r"^\s*(?:\d{1,2}[.)]\s|[•*]\s|(?:bonjour|hello|hola|olá|merhaba)\b)|\?\s*$|@|https?:|r[ée]pondez|villars", re.IGNORECASE)
_SPEAKS_OF_OURS = re.compile(
    r"\b(?:vous|you|usted(?:es)?|siz|você|vocês)\b.{0,20}\b(?:[ée]cri\w+|di\w+|demand\w+|propos\w+|wr[io]t\w+|sa(?:y|id)|ask\w*|yaz\w+)"
    r"|\b(?:votre|vos|your|vuestr[oa]|question|pregunta|pergunta|message|mail|mensaje|mensagem|soru\w*|mesaj\w*)\b",
    re.IGNORECASE,
)
_MARKED = re.compile(r"^\s{0,3}(?:>|&gt;)")
_MARKED_TWICE = re.compile(r"^\s{0,3}(?:>|&gt;)\s?(?:>|&gt;)")


def somebody_wrote(text: str, verb: re.Match[str], begin: int, *, sure: bool) -> bool:
    """Tell whether a line that closes with "wrote:" is a parent's sentence.

    `begin`: where the attribution would begin in it. `sure`: an address stands in it, or marked lines under it.
    """
    spoken = _TO_SOMEBODY.search(text, begin)
    if spoken and not re.search(r"<[^<>]*@", text[spoken.end() :]):
        return True
    if sure:
        return False
    before = text[begin : verb.start()]
    if _STOP.search(before):
        return True
    digit = _LAST_DIGIT.search(before)
    if digit is None:
        return _FIRST_WORD.match(before) is not None
    return bool(("crit" in verb[0] and _SPEAKS_FRENCH.search(before)) or _SOMEBODY.match(before[digit.end() :]))


def is_postscript(line: str) -> bool:
    """Tell whether a line begins with PS or NB, or speaks of health: the last thing to lose."""
    return _POSTSCRIPT.match(line[:_LONGEST]) is not None or speaks_of_health(line)


def speaks_of_health(line: str) -> bool:
    """Tell whether a line says what somebody may not eat, or an illness; not the doctor who treats it."""
    return _HEALTH.search(line[:_LONGEST]) is not None


def is_sentence(line: str) -> bool:
    """Tell whether a line reads as a sentence that somebody says, not as a name, a job or a firm."""
    head = line[:_LONGEST].strip()
    if _BARE_POSTSCRIPT.match(head):
        return True
    return len(head.split()) >= _WORDS_OF_A_SENTENCE and head[0] not in "«\"“'" and _SAYS.search(head) is not None


def is_short_answer(line: str) -> bool:
    """Tell whether a line begins as a short answer does: a number, "oui", "merci", in any of the languages."""
    return _SHORT_ANSWER.match(line[:_LONGEST]) is not None


def typed_marks(lines: Sequence[str]) -> list[str]:
    """Return the lines of a mail that quotes nothing, with the marks that its writer typed told from quotations.

    They are few, stand right under words of the writer that end with a colon or go on below them, and read as nothing of ours.
    """
    marked = [index for index, line in enumerate(lines) if _MARKED.match(line)]
    if not marked or len(marked) > _MOST_TYPED or any(_is_quoted(lines[index]) for index in marked):
        return list(lines)
    if not all(_stands_in_words(lines, index) for index in marked):
        return list(lines)
    return [as_typed(line) if _MARKED.match(line) else line for line in lines]


def _is_quoted(line: str) -> bool:
    return _MARKED_TWICE.match(line) is not None or _OURS.search(_MARKED.sub("", line[:_LONGEST])) is not None


def _stands_in_words(lines: Sequence[str], index: int) -> bool:
    top = bottom = index
    while top >= 0 and _MARKED.match(lines[top]):
        top -= 1
    while bottom < len(lines) and _MARKED.match(lines[bottom]):
        bottom += 1
    above = lines[top].strip() if top >= 0 else ""
    below = lines[bottom].strip() if bottom < len(lines) else ""
    if not above or _SPEAKS_OF_OURS.search(above[:_LONGEST]) or above.endswith("?"):
        return False
    return above.endswith((":", "：")) or (above.endswith(",") and bool(below))


def as_typed(line: str) -> str:
    """Return a line with its own mark hidden from what tells quotations."""
    return _MARKED.sub(TYPED, line, count=1)


def shown(text: str) -> str:
    """Return a text with the marks that its writer typed as they were."""
    return text.replace(TYPED, ">")
