"""Leaves the name that signs a French message out of it, and the name that its greeting calls: they are no children."""

from collections.abc import Sequence

from villars_core.understanding.kept import kept
from villars_core.understanding.language.lexicon import Lexicon
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.text import Token, name_words, word_set
from villars_core.understanding.values import KnownChild

_MOST_WORDS = 9
_SHORTEST_MESSAGE = 4
_ENDS = frozenset({".", "!", "?", "…", ";"})
_INSIDE = word_set("et & de du d' la le les - ( ) famille")
_TITLES = word_set("mme mlle mr m dr madame monsieur me")
_CALLING, _BESIDE, _OPENING = _TITLES | {"a", "chere", "cher"}, _INSIDE | _TITLES | {"!", ","}, _TITLES | {"famille", "la"}
_FAREWELLS = word_set(
    "merci mercis bises bise bisous amities cordialement salutations respectueusement amicalement sincerement bien bonne bonnes bon"
    " bons belle beau joyeux joyeuses joyeuse excellente excellent douce plein mille ciao tchao adieu bye encore grand grands grosses"
    " avec mes nos excuses mon notre tres ete dans d' en vous je nous veuillez toutes tous meilleurs meilleures meilleure buon buona"
    " obrigada obrigado gracias thanks cdlt cdt respects sinceres distinguees agreer remercie remercions souhaite"
)
# "Bonne année 2027, Laura": a wish may hold a date.
_WISHES = word_set("bonne bonnes bon bons belle beau joyeux joyeuses joyeuse excellente excellent douce plein meilleurs meilleures tres je")
_GREETINGS = word_set("bonjour bonsoir coucou salut hello bjr bsr slt cc hey rebonjour re")
_PARENTS = word_set("maman papa mere pere mamie papi parents parent mami papy belle beau")


def without_signature(scan: Scan, source: str, lexicon: Lexicon, children: Sequence[KnownChild]) -> Scan:
    """Return the words of a message without the writer's name at its end and the reader's in its greeting."""
    if lexicon.language != "fr" or len(scan.tokens) < _SHORTEST_MESSAGE or source.isupper():
        return scan
    signed = _Signed(scan, source, lexicon, children)
    start = signed.start()
    called = signed.called()
    if start is None and not called:
        return scan
    stop = len(scan.tokens) if start is None else start
    kept = [at for at in range(stop) if at not in called]
    return Scan(tuple(scan.tokens[at] for at in kept), {to: scan.masked[at] for to, at in enumerate(kept) if at in scan.masked})


class _Signed:
    """Looks for the names around one message."""

    def __init__(self, scan: Scan, source: str, lexicon: Lexicon, children: Sequence[KnownChild]) -> None:
        self.tokens, self.masked = scan.tokens, scan.masked
        self.source, self.lexicon = source, lexicon
        self.children = children

    @kept
    def names(self) -> set[str]:
        """Return the words of the children's first names."""
        return {word for child in self.children for word in name_words(child.first_name)}

    @kept
    def surnames(self) -> set[str]:
        """Return the words of their last names that are no first name of theirs."""
        return {word for child in self.children for word in name_words(child.last_name)} - self.names

    def called(self) -> frozenset[int]:
        """Return the places of whom the greeting calls: "Bonjour Sylvie, …"."""
        if self.tokens[0].text not in _GREETINGS:
            return frozenset()
        at = 1
        while at < len(self.tokens) and self.tokens[at].text in _CALLING:
            at += 1
        called = []
        while at < len(self.tokens) and self._names(at):
            called.append(at)
            at += 1
        ends = at < len(self.tokens) and (self.tokens[at].text in _ENDS | {","} or self._new_line(at))
        return frozenset(called) if ends and len(called) <= len(("Sylvie", "Martin")) else frozenset()

    def start(self) -> int | None:
        """Return the place at which the signature begins, the longest that stands apart from what the message says."""
        stop = len(self.tokens)
        found, named = None, False
        for at in range(stop - 1, max(stop - 1 - _MOST_WORDS, _SHORTEST_MESSAGE - 1), -1):
            if not self._may_sign(at):
                break
            named = named or self._names(at)
            if named and self._apart(at) and self._begins(at):
                found = at
        return found

    def _may_sign(self, at: int) -> bool:
        token = self.tokens[at]
        if at in self.masked:
            return self.masked[at].kind in {"class", "phone"}
        if token.text == ".":
            before = self.tokens[at - 1]
            return at == len(self.tokens) - 1 or len(before.text) == 1 or before.text in _TITLES
        # "la maman de Tom" tells whose message it is.
        return (token.text in _BESIDE or self._names(at) or self._initial(at)) and token.text not in self.names

    def _begins(self, at: int) -> bool:
        return self._names(at) or self._initial(at) or self.tokens[at].text in _OPENING

    def _initial(self, at: int) -> bool:
        token = self.tokens[at]
        return len(token.text) == 1 and self.source[token.start].isupper() and token.text.isalpha()

    def _names(self, at: int) -> bool:
        """Say whether a word may be a grown-up's name: a capital, and nothing that the message could mean."""
        token = self.tokens[at]
        if not self.source[token.start].isupper() or len(token.text) == 1 or at in self.masked or token.text in self.names:
            return False
        words = self.lexicon
        return token.text in self.surnames or not (
            token.text in words.known
            or token.text in words.plain
            or token.text in _PARENTS
            or words.names.at(self.tokens, at)
            or words.acts.at(self.tokens, at)
            or words.dates.at(self.tokens, at)
            or words.answers.at(self.tokens, at)
        )

    def _new_line(self, at: int) -> bool:
        return "\n" in self.source[self.tokens[at - 1].end : self.tokens[at].start]

    def _apart(self, at: int) -> bool:
        """Say whether a sentence, a line or a farewell ends before a place."""
        before = self.tokens[at - 1].text
        return before in _ENDS or self._new_line(at) or self._farewell(at)

    def _farewell(self, at: int) -> bool:
        """Say whether what stands before a name is a farewell: "Merci infiniment, Claire", "Bises Sylvie"."""
        stop = at - 1 if self.tokens[at - 1].text in {",", "-"} else at
        start = stop
        while start and self.tokens[start - 1].text not in _ENDS and not self._new_line(start):
            start -= 1
        words: list[Token] = list(self.tokens[start:stop])
        if not words or words[0].text not in _FAREWELLS:
            return False
        wished = words[0].text in _WISHES
        told = any(place in self.masked or (not wished and self.lexicon.dates.at(self.tokens, place)) for place in range(start, stop))
        return not told and self.names.isdisjoint(word.text for word in words) and len(words) <= _MOST_WORDS
