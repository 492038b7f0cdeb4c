"""Keeps what the writer wrote: quoted mail and signature become blanks, so that places in the text hold."""

import re

from villars_core.understanding.language.text import fold

_QUOTED = re.compile(r"(?m)^[ \t]{0,8}>.*$")
_HISTORY = re.compile(
    r"(?im)^(?:le .{4,80}a [ée]crit ?:|on .{4,80}wrote:|-{2,}\s?(?:message|original|forwarded|transf).{0,60}|_{5,}|-- ?)\s*$"
    r"|^(?:de|from) ?: .{1,120}$(?=\n(?:envoy|sent|date|à|to))"
)
_CLOSING = re.compile(r"(?i)\b(?:bien )?(?:cordialement|cdlt|cdt|respectueusement|bien à vous|sincères salutations)\b")
# In other languages only the few capital words that end the message are a name: "Kind regards, April" tells no month.
_SIGNED = re.compile(
    r"(?i:\b(?:regards|sincerely|faithfully|best wishes|saludos?|cordiales|atentamente|cumprimentos|atenciosamente|abraços?"
    r"|saygılarımla|saygılarımızla|saygılar|sevgiler|تحياتي|التحية|الاحترام))"
    r"[\s,.!;:،-]{1,8}((?:[A-ZÀ-ÖØ-ÞĞİŞ\u0621-\u064a][^\W\d_]{1,40})(?:[\s.'-]{1,2}[A-ZÀ-ÖØ-ÞĞİŞ\u0621-\u064a][^\W\d_]{0,40}){0,3}[\s.!]{0,8})\Z"
)
# What must stand in a text, folded, for one of these to be found; most messages hold none, and are told so in one step.
_MAY_QUOTE = (">", ":", "--", "_____")
_MAY_CLOSE = ("cordialement", "cdlt", "cdt", "respectueusement", "bien a vous", "salutations")
_MAY_SIGN = (
    *("regards", "sincerely", "faithfully", "best wishes", "saludo", "cordiales", "atentamente", "cumprimentos", "atenciosamente"),
    *("abraco", "saygi", "sevgiler", "\u062a\u062d\u064a", "\u0627\u062d\u062a\u0631\u0627\u0645"),
)
_MAY_HOLD = _MAY_QUOTE + _MAY_CLOSE + _MAY_SIGN
_SHORTEST_MESSAGE = 15
_LONGEST_SIGNATURE = 200


def own_words(text: str) -> str:
    """Return the text with quotes and signature blanked; a message of nothing else is kept as it is."""
    plain, kept = fold(text).plain, text
    if not _holds(plain, _MAY_HOLD):
        return text
    if _holds(plain, _MAY_QUOTE):
        kept = _QUOTED.sub(_blank, text)
        history = _HISTORY.search(kept)
        if history and kept[: history.start()].strip():
            kept = kept[: history.start()]
    closing = _CLOSING.search(kept) if _holds(plain, _MAY_CLOSE) else None
    if closing and kept[: closing.start()].strip() and len(kept) - closing.start() <= _LONGEST_SIGNATURE:
        kept = kept[: closing.start()]
    signed = _SIGNED.search(kept, max(len(kept) - _LONGEST_SIGNATURE, 0)) if _holds(plain, _MAY_SIGN) else None
    if signed and len(kept[: signed.start()].strip()) >= _SHORTEST_MESSAGE:
        kept = kept[: signed.start(1)]
    return kept if kept.strip() else text


def _holds(plain: str, words: tuple[str, ...]) -> bool:
    return any(map(plain.__contains__, words))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
