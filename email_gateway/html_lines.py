"""An HTML body as lines of text, each known as the writer's own or as quoted, read in one pass without recursion."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree  # type: ignore[import-untyped, unused-ignore]

from email_gateway import charsets, told

OUR_CONTAINER = "villars-notice"
"""The id of the element that holds everything we write; mail programs put prefixes before it (`x_`, `m_123`) when they quote."""

MAX_HTML = 1024 * 1024
MAX_LINES = 20_000

# fmt: off
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "center", "dd", "div", "dl", "dt", "fieldset", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "tbody",
    "tfoot", "thead", "tr", "ul", "html",
))
# fmt: on
_UNSEEN = frozenset("head style script title template svg object noframes meta link base xml textarea select".split())  # noqa: SIM905
_VOID = frozenset("br hr img input meta link base col area wbr embed source track param".split())  # noqa: SIM905

_HEADER_LINE = re.compile(
    r"(?:^|\s)(?:gmail_attr|moz-cite-prefix|moz-email-headers-table|replyheader|quote-?header|OutlookMessageHeader)", re.IGNORECASE
)
_CONTAINER = re.compile(
    r"yahoo_quoted|gmail_quote|protonmail_quote|ms-outlook-mobile-reference-message|mail_android_quote|moz-forward-container"
    r"|zmail_extra|messageReplySection|answerContentMessage|forwardContentMessage|isReplyContent|isForwardContent|origbody|reply139content"
    r"|__QUOTED_TEXT__|(?:^|[\s_-])(?:quoted?|quoting|citation|cited|original-?message|reply-?history)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"gmail_signature(?!_prefix)|gmail_signature_prefix|moz-signature|ms-outlook-mobile-signature|protonmail_signature|composer_signature|AppleMailSignature"
    r"|__SIG_P|(?:^|[\s_-])(?:x_)?signature(?:$|[\s_-])|[a-z]Signature(?:$|[\s_-])|DAB4FAD8-2DD7|yahoo-?signature",
    re.IGNORECASE,
)
_NOTHING = re.compile(r"(?!)")
_REST_IS_QUOTED = re.compile(
    r"(?:^|\s)(?:divRplyFwdMsg|appendonsend|stopSpelling|zwchr|__DIVIDER__|reply-intro|mail-editor-reference-message-container)(?:$|\s)"
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|max-height\s*:\s*0(?![.\d])|mso-hide\s*:\s*all", re.IGNORECASE
)
_WORD_BORDER = re.compile(r"border\s*:\s*none\s*;\s*border-top\s*:\s*solid\s+#?\w+\s+1", re.IGNORECASE)
_OUTLOOK_RULE = re.compile(r"width\s*:\s*98%", re.IGNORECASE)
_RULE = "_" * 16
_WORD = re.compile(r"\w+")
_MOST_TYPED = 40
_SPACES = re.compile(r"[ \n\r\f]+")
_MARKING = ("id", "class", "name", "data-marker", "data-smartmail", "fairemail")
"""Attributes in which programs say what an element is for."""


@dataclass(slots=True)
class _Open:
    tag: str
    skips: bool = False
    quotes: bool = False
    contains: bool = False


@dataclass
class _Reader:
    """The target of the parser: keeps a stack of what is open and writes lines."""

    signature: re.Pattern[str]
    lines: list[str] = field(default_factory=list)
    older: list[str] = field(default_factory=list)
    """What is quoted, unmarked, to know again what was copied from it."""
    _stack: list[_Open] = field(default_factory=list)
    _buffer: list[str] = field(default_factory=list)
    _skipping: int = 0
    _quoting: int = 0
    _containing: int = 0
    _quote_seen: bool = False
    _ended: bool = False
    _pre: int = 0

    def start(self, tag: object, attributes: Mapping[str, str]) -> None:
        name = str(tag).rpartition("}")[2].lower()
        if name in _BLOCKS:
            self._flush(blank=name == "br")
        if name == "hr":
            self._buffer.append(_RULE)
            self._flush()
        if attributes and self._begins_quoted_rest(name, attributes):
            self._flush()
            self._ended = True
        opened = self._opened(name, attributes)
        if name not in _VOID:
            self._push(opened)
        if name == "li":
            self._buffer.append("- ")
        elif name in ("td", "th"):
            self._buffer.append(" ")

    def end(self, tag: object) -> None:
        name = str(tag).rpartition("}")[2].lower()
        if name in _BLOCKS and name != "br":
            self._flush()
        if self._stack and self._stack[-1].tag == name:
            self._pop(self._stack.pop())

    def data(self, text: str) -> None:
        if not self._skipping:
            self._buffer.append(text if self._pre else _SPACES.sub(" ", text))

    def comment(self, text: str) -> None:
        """Leave comments out; Outlook's conditional blocks are among them."""

    def close(self) -> list[str]:
        self._flush()
        return self.lines

    def _opened(self, name: str, attributes: Mapping[str, str]) -> _Open:
        if not attributes:
            return _Open(name, skips=name in _UNSEEN, quotes=name == "blockquote")
        marks = " ".join(attributes.get(key) or "" for key in _MARKING)[:400]
        style = (attributes.get("style") or "")[:1000]
        if name in _UNSEEN or OUR_CONTAINER in marks or self.signature.search(marks) or _HEADER_LINE.search(marks) or _HIDDEN.search(style):
            return _Open(name, skips=True)
        if name == "blockquote":
            return _Open(name, quotes=True)
        return _Open(name, contains=bool(marks and _CONTAINER.search(marks)))

    def _push(self, opened: _Open) -> None:
        if opened.skips or opened.quotes or opened.contains:
            self._flush()
        self._stack.append(opened)
        self._skipping += opened.skips
        self._quoting += opened.quotes
        self._pre += opened.tag == "pre"
        if opened.contains:
            self._quote_seen = False if not self._containing else self._quote_seen
            self._containing += 1
        if opened.quotes:
            self._quote_seen = True

    def _pop(self, closed: _Open) -> None:
        if closed.skips or closed.quotes or closed.contains:
            self._flush()
        self._skipping -= closed.skips
        self._quoting -= closed.quotes
        self._containing -= closed.contains
        self._pre -= closed.tag == "pre"

    def _begins_quoted_rest(self, name: str, attributes: Mapping[str, str]) -> bool:
        marks = " ".join(attributes.get(key) or "" for key in _MARKING)[:400]
        style = (attributes.get("style") or "")[:1000]
        if _REST_IS_QUOTED.search(marks):
            return True
        if name == "div" and _WORD_BORDER.search(style):
            return bool(self.lines or self._buffer)
        return name == "hr" and attributes.get("tabindex") == "-1" and _OUTLOOK_RULE.search(style) is not None

    def _flush(self, *, blank: bool = False) -> None:
        if not self._buffer and not blank:
            return
        text = "".join(self._buffer)
        self._buffer.clear()
        if self._skipping or len(self.lines) >= MAX_LINES:
            return
        if self._ended:
            self._keep_older(text)
            return
        if not text.strip():
            if (blank or "\xa0" in text) and self.lines and self.lines[-1]:
                self.lines.append("")
            return
        quoted = self._quoting or (self._containing and not self._quote_seen)
        if quoted:
            self._keep_older(text)
        self.lines.extend(f"> {line.strip()}" if quoted else _own(line) for line in text.split("\n"))

    def _keep_older(self, text: str) -> None:
        if len(self.older) < MAX_LINES:
            self.older.append(text)


@dataclass(frozen=True)
class Lines:
    """What a body shows: its lines, and the words of what it marks as quoted, between spaces; none where it marks nothing."""

    text: str
    older: str


def _own(line: str) -> str:
    stripped = line.strip()
    return told.as_typed(stripped) if stripped.startswith(">") else stripped


def read(html: str) -> Lines:
    """Return the visible text, one line per block; quoted lines begin with ">", signatures and hidden text are left out.

    A ">" that stands outside of what the body marks as quoted, before words that are not in it, was typed (`told.TYPED`).
    """
    return _read(html, _SIGNATURE)


def lines_of(html: str) -> str:
    """Return the visible text alone."""
    return told.shown(read(html).text)


def lines_with_signatures(html: str) -> str:
    """Return the same, with what stands in elements for signatures: some programs let people write their whole answer there."""
    return _read(html, _NOTHING).text if "signature" in html[:MAX_HTML].casefold() else ""


def _read(html: str, signature: re.Pattern[str]) -> Lines:
    target = _Reader(signature)
    parser = etree.HTMLParser(target=target, huge_tree=True, recover=True, remove_comments=True)
    text = charsets.clean(html[:MAX_HTML]).replace("\x00", "")
    try:
        parser.feed(text.encode("utf-8", "replace").decode("utf-8"))
        lines = parser.close()
    except etree.LxmlError:
        lines = target.close()
    older = " ".join(_WORD.findall(charsets.clean("\n".join(target.older)).casefold()))
    return Lines(charsets.clean("\n".join(_told_apart(lines, f" {older} " if older else ""))), f" {older} " if older else "")


def _told_apart(lines: list[str], older: str) -> list[str]:
    """Return the lines with the typed marks that may be quotations again as such: too many, nothing else quoted, or copied from it."""
    typed = sum(line.startswith(told.TYPED) for line in lines)
    if older and typed <= _MOST_TYPED:
        return [told.shown(line) if line.startswith(told.TYPED) and _is_copied(line, older) else line for line in lines]
    return [told.shown(line) for line in lines] if typed else lines


def _is_copied(line: str, older: str) -> bool:
    return f" {' '.join(_WORD.findall(line.casefold()))} " in older
