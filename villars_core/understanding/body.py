"""Keeps what the writer wrote: quoted mail and signature become blanks, so that places in the text hold."""

import re

_QUOTED = re.compile(r"(?m)^[ \t]{0,8}>.*$")
_HISTORY = re.compile(
    r"(?im)^(?:le .{4,80}a [ée]crit ?:|on .{4,80}wrote:|-{2,}\s?(?:message|original|forwarded|transf).{0,60}|_{5,}|-- ?)\s*$"
    r"|^(?:de|from) ?: .{1,120}$(?=\n(?:envoy|sent|date|à|to))"
)
_CLOSING = re.compile(r"(?i)\b(?:bien )?(?:cordialement|cdlt|cdt|respectueusement|bien à vous|sincères salutations)\b")
_LONGEST_SIGNATURE = 200


def own_words(text: str) -> str:
    """Return the text with quotes and signature blanked; a message of nothing else is kept as it is."""
    kept = _QUOTED.sub(_blank, text)
    history = _HISTORY.search(kept)
    if history and kept[: history.start()].strip():
        kept = kept[: history.start()]
    closing = _CLOSING.search(kept)
    if closing and kept[: closing.start()].strip() and len(kept) - closing.start() <= _LONGEST_SIGNATURE:
        kept = kept[: closing.start()]
    return kept if kept.strip() else text


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
