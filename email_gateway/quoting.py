"""The newest text of a mail: what the person wrote now, without what they answered, in one pass over the lines."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from itertools import accumulate, takewhile

from email_gateway import html_lines, quote_headers, signatures, told
from email_gateway.charsets import clean

MAX_LINES = 4_000
MAX_LINE = 20_000

_QUOTED = re.compile(r"^\s{0,3}(?:>|&gt;)")
_FLOWED_QUOTE = re.compile(r"^(>*)( ?)(.*)$")
_STUB = re.compile(r"html|ne (?:prend|supporte) pas|cannot display|can't display|multipart|aper[çc]u|text version", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_MARKS = re.compile(r"^[\s>|*•·–—\-_\d.)(]+|[\s*_]+$")
_EDGE = re.compile(r"[^\w]+")
_ENDS_OF_SENTENCES = (".", "?", "!", ":", "…")
_BREAKABLE_LINE = 45
_LONG_LINE = 60
_STUB_WORDS = 60
_LINES_OF_BLOCK = 12
_WORDS_OF_OURS = 3
_WORDS_INSIDE = 6


class _Kind(IntEnum):
    OWN = 0
    QUOTED = 1


_IsRest = Callable[[Sequence[tuple[_Kind, str]], int, int], bool]


@dataclass(frozen=True)
class _Form:
    """How a body is read: whether a line between quotations is the rest of one, and which lines open a quotation."""

    is_rest: _IsRest
    header_at: Callable[[Sequence[str], int], int] = quote_headers.header_at


@dataclass(frozen=True)
class Body:
    """The two forms in which a body may come; either may be empty."""

    text: str = ""
    html: str = ""


def newest(body: Body, writer: str = "") -> str:
    """Return the newest text from whichever form says it best: plain text first, HTML where it is empty, a stub, or leaks.

    `writer`: the name in From, under which a block of telephones and links is a signature.
    """
    from_text = _newest(body.text, _PLAIN, writer) if body.text.strip() and not _is_stub(body) else ""
    shown = html_lines.read(body.html) if body.html.strip() else html_lines.Lines("", "")
    from_html = _newest(shown.text, _MARKED if shown.older else _UNMARKED, writer) if shown.text else ""
    if body.html.strip():
        from_html = _with_what_a_signature_says(from_html, body.html, writer)
    if not from_text and not from_html and body.html.strip():
        return _newest(html_lines.lines_with_signatures(body.html), _UNMARKED, writer)
    if not from_text or not from_html:
        return from_text or from_html
    words_text, words_html = _words(from_text), _words(from_html)
    shorter = len(words_html) < len(words_text) and words_html in words_text
    return from_html if shorter or _says_more(from_html, from_text, shown) else from_text


def _with_what_a_signature_says(read: str, html: str, writer: str) -> str:
    """Return the same, or with the elements for signatures where one holds a postscript: some people type in it."""
    if not read:
        return read
    whole_text = _newest(html_lines.lines_with_signatures(html), _UNMARKED, writer)
    words = f" {_words(read)} "
    said = (line for line in whole_text.split("\n") if told.is_postscript(line))
    return whole_text if any(f" {_words(line)} " not in words for line in said) else read


def _says_more(html: str, text: str, shown: html_lines.Lines) -> bool:
    """Tell whether HTML that marks its quotation keeps lines that the plain text, which marks none so surely, lost for quoted ones."""
    words_html, words_text = _words(html), _words(text)
    if not shown.older or len(words_html) <= len(words_text):
        return False
    if told.TYPED in shown.text:
        words = iter(words_html.split())
        return all(word in words for word in words_text.split())
    if not f"{words_html} ".startswith(f"{words_text} "):
        return False
    more = _lines_after(html, words_text.count(" ") + 1)[:_LINES_OF_BLOCK]
    return quote_headers.tells_who_wrote(more) and not any(f" {_words(line)} " in shown.older for line in more)


def _lines_after(text: str, words: int) -> list[str]:
    """Return the lines that stand after the first `words` words of a text, the empty ones left out."""
    counts = accumulate(len(_words(line).split()) for line in text.split("\n"))
    return [line for line, count in zip(text.split("\n"), counts, strict=True) if count > words and line.strip()]


def whole(body: Body) -> str:
    """Return the whole text for people to read."""
    if body.text.strip() and not _is_stub(body):
        return clean(body.text).strip()
    return re.sub(r"^> ", "", html_lines.lines_of(body.html), flags=re.MULTILINE).strip()


def newest_of_text(text: str) -> str:
    """Return the newest text of a plain body, whatever the layout: answer above, below or between the quotation, or no quotation."""
    return _newest(text, _PLAIN, "")


def _newest(text: str, form: _Form, writer: str) -> str:
    every = (line[:MAX_LINE].rstrip() for line in clean(text).split("\n")[:MAX_LINES])
    lines = list(takewhile(lambda line: not quote_headers.opens_in_marks(line), every))
    lines = _with_typed_marks(lines)
    runs = _runs(_before_older_messages(_collapsed(lines), form), form.is_rest)
    own = [run for number, run in enumerate(runs) if not (number and _is_footer(run))]
    parts = [kept for run in own if (kept := signatures.without_signature(run, writer))]
    return told.shown("\n\n".join("\n".join(part) for part in parts).strip())


def _with_typed_marks(lines: list[str]) -> list[str]:
    """Return the lines with the marks told apart that the parent typed, above the program's line if there is one.

    What was copied from the quotation under it was not typed.
    """
    first = next((index for index, line in enumerate(lines) if _QUOTED.match(line)), None)
    if first is None:
        return lines
    bare = [_QUOTED.sub("", line).lstrip() for line in lines]
    end = next((index for index in range(len(lines)) if _opens(lines, bare, index)), len(lines))
    typed = told.typed_marks(lines[:end]) if end > first else lines[:end]
    if typed == lines[:end]:
        return lines
    older = f" {_words(' '.join(bare[end:]))} "
    copied = any(line.startswith(told.TYPED) and f" {_words(line)} " in older for line in typed)
    return lines if copied else [*typed, *lines[end:]]


def _opens(lines: Sequence[str], bare: Sequence[str], index: int) -> bool:
    """Tell whether a program's line says here that something is quoted, in marks or out of them."""
    line = bare[index]
    return bool(
        quote_headers.header_at(lines, index)
        or (line != lines[index] and quote_headers.header_at(bare, index))
        or quote_headers.block_at(bare, index)
        or quote_headers.opens_quotation(line)
        or quote_headers.announces_marked_lines(line)
        or quote_headers.attribution_inside(line) is not None
    )


def subtract(text: str, sent: str) -> str:
    """Return the answer without the lines that we sent ourselves, so that our own words never act.

    A line goes when it equals one of ours (three words or more, or beside another that goes), or lies inside our text
    (six words or more, for lines that a mail program wrapped anew).
    """
    ours = {_bare(line) for line in sent.split("\n") if line.strip()}
    flat = f" {_words(sent)} "
    lines = text.split("\n")
    gone = [_is_ours(_bare(line), ours, flat) for line in lines]
    for index, line in enumerate(lines):
        if not gone[index] and line.strip() and _bare(line) in ours and _beside(gone, lines, index):
            gone[index] = True
    kept = [line for line, is_gone in zip(lines, gone, strict=True) if not is_gone]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_without_dangling_headers(kept, any_gone=any(gone)))).strip()


def unflowed(text: str, *, delsp: bool) -> str:
    """Return a format=flowed body with its soft line breaks taken back (RFC 3676)."""
    out: list[str] = []
    open_depth = -1
    for line in text.replace("\r\n", "\n").split("\n"):
        match = _FLOWED_QUOTE.match(line)
        depth, content = (len(match[1]), match[3]) if match else (0, line)
        soft = content.endswith(" ") and content != "-- "
        if open_depth == depth and content != "-- ":
            out[-1] += content
        else:
            out.append(f"{'>' * depth} {content}" if depth else content)
        open_depth = depth if soft else -1
        if soft and delsp:
            out[-1] = out[-1][:-1]
    return "\n".join(out)


def _collapsed(lines: Sequence[str]) -> list[str]:
    """Keep two blank lines at most in a row."""
    kept: list[str] = []
    blanks = 0
    for line in lines:
        blanks = 0 if line.strip() else blanks + 1
        if blanks <= 2:  # noqa: PLR2004 (what separates paragraphs)
            kept.append(line)
    return kept


def _before_older_messages(lines: Sequence[str], form: _Form) -> list[tuple[_Kind, str]]:
    """Mark each line, and stop where everything after is an older message."""
    marked: list[tuple[_Kind, str]] = []
    index = 0
    while index < len(lines):
        line = lines[index]
        if _QUOTED.match(line):
            marked.append((_Kind.QUOTED, line))
            index += 1
            continue
        count = form.header_at(lines, index)
        inside = quote_headers.begins_inside(line) if count else 0
        run_together = quote_headers.block_inside(line)
        if run_together is None and not count:
            run_together = quote_headers.attribution_inside(line)
        if run_together is not None:
            marked.append((_Kind.OWN, line[:run_together]))
            return _without_last_line_of_header(marked)
        if inside:
            marked.append((_Kind.OWN, line[:inside].rstrip(" -")))
        if count and quote_headers.goes_on(line) and marked and quote_headers.is_name(marked[-1][1]):
            marked.pop()
        if count and _is_followed_by_quote(lines, index + count):
            marked.extend((_Kind.QUOTED, "") for _ in range(count))
            index += count
            continue
        titled = _lines_of_title(lines, index) or _lines_of_first_block(lines, index, marked)
        if titled:
            marked.extend((_Kind.QUOTED, "") for _ in range(titled))
            index += titled
            continue
        if count or quote_headers.opens_quotation(line) or quote_headers.block_at(lines, index) or _is_sender_under_rule(marked, line):
            return _without_last_line_of_header(marked)
        marked.append((_Kind.OWN, line))
        index += 1
    return marked


def _lines_of_title(lines: Sequence[str], index: int) -> int:
    """Return how many lines announce marked ones, such as "----- Mail original -----" with a sender under it, or 0."""
    if not quote_headers.announces_marked_lines(lines[index]):
        return 0
    if _is_followed_by_quote(lines, index + 1):
        return 1
    count = 1
    while (
        index + count < len(lines)
        and count <= _LINES_OF_BLOCK
        and (not lines[index + count].strip() or quote_headers.is_key(lines[index + count]))
    ):
        count += 1
    return count if count > 1 and index + count < len(lines) and _QUOTED.match(lines[index + count]) else 0


def _lines_of_first_block(lines: Sequence[str], index: int, marked: Sequence[tuple[_Kind, str]]) -> int:
    """Return how many lines form a block of headers above marked lines, where nothing was written before: the answer stands under it."""
    if any(kind is _Kind.OWN and line.strip() for kind, line in marked):
        return 0
    count = quote_headers.block_at(lines, index)
    return count if count and _is_followed_by_quote(lines, index + count) else 0


def _is_sender_under_rule(marked: Sequence[tuple[_Kind, str]], line: str) -> bool:
    above = marked[-1][1] if marked else ""
    return bool(signatures.DELIMITER.match(above)) and quote_headers.is_lone_sender(line)


def _without_last_line_of_header(marked: list[tuple[_Kind, str]]) -> list[tuple[_Kind, str]]:
    """Drop what stands above the block of headers: "Message du 24/11/26 10:12", dashes, words between dashes in any language."""
    while marked and (not marked[-1][1].strip() or signatures.DELIMITER.match(marked[-1][1]) or quote_headers.is_title(marked[-1][1])):
        marked.pop()
    return marked


def _is_followed_by_quote(lines: Sequence[str], index: int) -> bool:
    following = next((line for line in lines[index : index + 4] if line.strip()), "")
    return _QUOTED.match(following) is not None


def _runs(marked: Sequence[tuple[_Kind, str]], is_rest: _IsRest) -> list[list[str]]:
    """Return the runs of own lines; a short rest of a wrapped quoted line between two quoted ones is no answer."""
    runs: list[list[str]] = [[]]
    width = max((len(line) for kind, line in marked if kind is _Kind.QUOTED), default=0)
    for index, (kind, line) in enumerate(marked):
        if kind is _Kind.QUOTED:
            if runs[-1]:
                runs.append([])
        elif not is_rest(marked, index, width):
            runs[-1].append(line)
    return [run for run in runs if any(line.strip() for line in run)]


def _no_rest(_marked: Sequence[tuple[_Kind, str]], _index: int, _width: int) -> bool:
    """Say that HTML breaks no line: whatever stands between two quotations was written there."""
    return False


def _is_rest_of_wrapped_quote(marked: Sequence[tuple[_Kind, str]], index: int, width: int) -> bool:
    """Tell whether a line lost its mark when the quoted line above grew longer than the program allows, `width` at most."""
    if index == 0 or index + 1 >= len(marked):
        return False
    (before, quoted), (after, _) = marked[index - 1], marked[index + 1]
    line = marked[index][1].strip()
    if before is not _Kind.QUOTED or after is not _Kind.QUOTED or not line:
        return False
    if line.startswith(("(http", "<http")) or quoted.count("(") > quoted.count(")"):
        return True
    first, *more = line.split()
    if quoted.endswith(_ENDS_OF_SENTENCES) or len(quoted) + 1 + len(first) <= width:
        return False
    return (line[0].islower() and len(quoted) >= _BREAKABLE_LINE) or (len(more) <= 1 and len(quoted) >= _LONG_LINE)


_PLAIN = _Form(_is_rest_of_wrapped_quote)
_UNMARKED = _Form(_no_rest)
_MARKED = _Form(_no_rest, quote_headers.addressed_header_at)
"""HTML that marks what it quotes."""


def _is_footer(lines: Sequence[str]) -> bool:
    """Tell whether a run under a quotation is what a list or a program put there."""
    start = next((index for index, line in enumerate(lines) if line.strip()), 0)
    ends = signatures.DELIMITER.match(lines[start]) or signatures.is_notice_line(lines[start])
    return bool(ends) and not signatures.says_something(lines[start + 1 :])


def _is_stub(body: Body) -> bool:
    return (
        bool(body.html.strip())
        and len(body.text.split()) <= _STUB_WORDS
        and _STUB.search(body.text) is not None
        and "mail" in body.text.lower()
    )


def _words(text: str) -> str:
    return _EDGE.sub(" ", text.casefold()).strip()


def _bare(line: str) -> str:
    return _words(_MARKS.sub("", line))


def _is_ours(bare: str, ours: set[str], flat: str) -> bool:
    count = bare.count(" ") + 1 if bare else 0
    return (count >= _WORDS_OF_OURS and bare in ours) or (count >= _WORDS_INSIDE and f" {bare} " in flat)


def _beside(gone: Sequence[bool], lines: Sequence[str], index: int) -> bool:
    for step in (-1, 1):
        position = index + step
        while 0 <= position < len(lines) and not lines[position].strip():
            position += step
        if 0 <= position < len(lines) and gone[position]:
            return True
    return False


def _without_dangling_headers(lines: list[str], *, any_gone: bool) -> list[str]:
    """Drop an attribution that lost its quotation."""
    if not any_gone:
        return lines
    kept: list[str] = []
    index = 0
    while index < len(lines):
        count = quote_headers.header_at(lines, index)
        if count:
            index += count
        else:
            kept.append(lines[index])
            index += 1
    return kept
