"""Finds which children a message speaks of: by first name, near name, diminutive or role."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

from villars_core.understanding.children.class_outings import goes_out
from villars_core.understanding.children.company import is_city
from villars_core.understanding.children.corrections import is_alternative, without_named_groups
from villars_core.understanding.children.mentions import KIN_RULES, Mention, settled
from villars_core.understanding.children.named_as_words import NAMES_TOO, WORDS_AND_NAMES, no_names, telling_nobody
from villars_core.understanding.children.roles import RoleFinder, may_begin
from villars_core.understanding.children.taken_up import with_taken_up
from villars_core.understanding.language.lexicon import Lexicon, first_names, lexicon
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.nicknames import sounds
from villars_core.understanding.language.text import fold_name, word_set
from villars_core.understanding.values import KnownChild

_NEAR, _MARGIN, _SHORT, _CLOSE, _SIGNATURE = 0.92, 0.05, 3, 2, 3


@dataclass
class NameFinder:
    """Finds the mentions of one family's children."""

    children: Sequence[KnownChild]
    lexicon: Lexicon
    spoken_of: tuple[int, ...] = ()
    names: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)
    roles: RoleFinder = field(init=False)
    surnames: frozenset[str] = field(init=False)
    _double: list[tuple[tuple[str, ...], int]] = field(init=False)
    _heads: set[str] = field(init=False)
    _own: set[str] = field(init=False)
    _words: frozenset[str] = field(init=False)
    _nobody: frozenset[str] = field(init=False)
    _spelt: list[tuple[str, int]] = field(init=False)
    _sounds: dict[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Index the first names by their first word."""
        for child in self.children:
            words = tuple(fold_name(child.first_name).split())
            if words:
                self.names.setdefault(words[0], []).append((words, child.key))
        for rows in self.names.values():
            rows.sort(key=lambda row: -len(row[0]))
        self._double = [row for rows in self.names.values() for row in rows if len(row[0]) == len(("Marie", "Lou"))]
        self._heads = {words[0][0] for words, _ in self._double}
        self.surnames = frozenset(word for child in self.children for word in fold_name(child.last_name).split())
        self._own = {*self.names, *self.surnames}
        self._words, nobody = no_names(self.lexicon.language), telling_nobody(self.lexicon.language)
        # Most families are called by no such word, and share them.
        self._nobody = nobody if nobody.isdisjoint(self._own) else nobody - self._own
        self._spelt = [("".join(fold_name(child.first_name).split()), child.key) for child in self.children]
        self._sounds = {}
        for name, key in self._spelt:
            self._sounds[sounds(name)] = (*self._sounds.get(sounds(name), ()), key)
        self.roles = RoleFinder(self.children, self.lexicon)

    def find(self, scan: Scan, source: str) -> list[Mention]:
        """Return the mentions in order; names first, then roles where no name stands."""
        tokens, roles, words, language = scan.tokens, self.roles, [*scan.words, ""], self.lexicon.language
        found: list[Mention] = []
        end, adult = 0, -1
        for at in self._places(scan):
            if at < end:
                continue
            text = words[at]
            common = self._is_common(text)
            mention = None if common else self._named(scan, source, at)
            if mention is None and (at in scan.masked or may_begin(language, text, words[at + 1])):
                mention = roles.at(scan, source, at)
            if mention is None and (common or (mention := self._family_name(scan, at)) is None):
                continue
            presents = found and mention.rule == "name.exact" and found[-1].rule == "name.parent" and _joined(scan, found[-1].j, mention)
            if presents or (text in {"des", "du"} and mention.keys and at and tokens[at - 1].text in _PARENT_WORDS):
                mention = replace(mention, rule="name.parent")
            if mention.rule.startswith("pronoun") and len(self.children) > 1 and is_alternative(scan, source, at):
                mention = replace(mention, rule="pronoun.or", problem="which_child")
            if found and mention.keys and not mention.problem and any(one.keys for one in found) and _follows_or(scan, source, at):
                mention = replace(mention, problem="which_child")
            mention = self._doubted(mention, scan, adult)
            if not mention.rule.startswith("skip"):
                found.append(mention)
            end = mention.j
            adult = end if mention.rule == "skip.adult" else -1
        if not {one.rule for one in found} <= {"name.exact"}:
            # Children named alone need nothing beside them.
            found = without_named_groups(_without_heads(_without_signature(found, scan, source), scan), scan)
            if "name.parent" in [one.rule for one in found]:
                found = with_taken_up(found, scan, source, self.children)
            found = settled(found, self.children, self.spoken_of, scan)
        return self._by_class(found, scan, source)

    def _places(self, scan: Scan) -> list[int]:
        """Return the places of the words that may tell a child: most words of a message cannot."""
        nobody, heads = self._nobody, self._heads
        return [at for at, word in enumerate(scan.words) if word not in nobody or (heads and word[0] in heads)]

    def _doubted(self, mention: Mention, scan: Scan, adult: int) -> Mention:
        """Ask about "ma sœur Léa", no child, and "sa sœur non plus" where the family has none; `adult` is where a grown-up was told."""
        if mention.i == adult and mention.rule == "name.exact":
            return replace(mention, keys=(), problem="name_unknown")
        tokens, at = scan.tokens, mention.j
        after = tokens[at].text if at < len(tokens) else ""
        if after not in _DOUBTING:
            return mention
        if after in {"(", "ou"} and mention.keys and [token.text for token in tokens[at : at + 3]] in _OR_ANOTHER:
            return replace(mention, problem="which_child")
        as_well = after in _AS_WELL or (after == "non" and scan.words[at + 1 : at + 2] == ["plus"])
        return replace(mention, problem="name_unknown") if as_well and mention.rule in KIN_RULES else mention

    def _is_common(self, text: str) -> bool:
        """Say whether a word is no name, whatever stands beside it: a mark, or a word of the lexicon that no child is called."""
        return (text in self._words or not text[0].isalpha()) and text not in self._own and text[0] not in self._heads

    def _by_class(self, found: list[Mention], scan: Scan, source: str) -> list[Mention]:
        """Tell by their class children whom only pronouns tell, or nothing does: "il est en CM2"."""
        if not scan.masked or any((one.keys and not one.problem) or not one.rule.startswith("pronoun") for one in found):
            return found
        levels = self.roles.by_level(source, scan)
        if found and not all(one.keys and not one.problem for one in levels):
            return found
        beside = [Mention(one.i, one.j, (), "pronoun.beside") for one in found] if levels else found
        return sorted([*levels, *beside], key=lambda one: one.i)

    def _named(self, scan: Scan, source: str, at: int) -> Mention | None:
        text = scan.tokens[at].text
        if at in scan.masked or not text[0].isalpha() or (text == "marie" and at and scan.tokens[at - 1].text == "se"):
            return None
        if len(text) == 1:
            short = [key for rows in self.names.values() for words, key in rows if _begun(scan, at, words)]
            if len(short) == 1:
                return Mention(at, at + 2, (short[0],), "name.short")
        for words, key in self.names.get(text, ()):
            if _cut_short(scan, at, words):
                return Mention(at, at + 2, (key,), "name.short")
            if len(words) == 1 or tuple(scan.words[at : at + len(words)]) == words:
                return self._exact(scan, source, at, words)
        near = self._near_whole(scan, at) if text[0] in self._heads else None
        return near or self._near(scan, source, at)

    def _near_whole(self, scan: Scan, at: int) -> Mention | None:
        """Read "Mari-Lou", "Jean Batiste": a name of two words of which one is mistyped by a letter."""
        if at + 1 >= len(scan.tokens):
            return None
        said = scan.tokens[at].text, scan.tokens[at + 1].text
        for words, key in self._double:
            if words == said or len(words[0]) < _SHORT or said[0][0] != words[0][0] or said[1][0] != words[1][0]:
                continue
            if (said[0] == words[0] and len(words[1]) > _SHORT and OSA.distance(said[1], words[1], score_cutoff=1) == 1) or (
                said[1] == words[1] and len(said[0]) > _SHORT and OSA.distance(said[0], words[0], score_cutoff=1) == 1
            ):
                return Mention(at, at + len(words), (key,), "name.near")
        return None

    def _exact(self, scan: Scan, source: str, at: int, words: tuple[str, ...]) -> Mention | None:
        if not _capital(scan, source, at) and self.lexicon.dates.at(scan.tokens, at):
            return None
        keys = [key for known, key in self.names[words[0]] if known == words]
        end = at + len(words)
        if _is_other_parents(scan, at):
            return Mention(at, end, (), "skip")
        surname = self._surname(scan, source, end)
        if surname is not None:
            bearing = [child.key for child in self.children if child.key in keys and surname in fold_name(child.last_name).split()]
            if not bearing and any(child.last_name for child in self.children if child.key in keys):
                return Mention(at, end + 1, tuple(keys), "name.surname", "name_unknown")
            keys, end = bearing or keys, end + 1
        rule = "name.parent" if _is_parents(scan, at) else "name.exact"
        return Mention(at, end, tuple(keys), rule, "" if len(keys) == 1 else "which_child")

    def _surname(self, scan: Scan, source: str, at: int) -> str | None:
        if at >= len(scan.tokens) or at in scan.masked:
            return None
        text = scan.tokens[at].text
        if text in self.surnames:
            return text
        if len(text) < 3 or text in self.lexicon.known or text in self.names:
            return None
        start, end = scan.tokens[at].start, scan.tokens[at].end
        said = source[start:end]
        follows = scan.tokens[at + 1].text if at + 1 < len(scan.tokens) else ""
        if (not said[0].isupper() or source.isupper()) and (
            follows not in {"ne", "n'"} or text.endswith("ment") or text in self.lexicon.plain
        ):
            # Without a capital of its own, only a word before "ne" can be told as a surname: "léa dupont ne mange pas".
            return None
        if text in first_names() or self.lexicon.dates.at(scan.tokens, at) or self.lexicon.acts.at(scan.tokens, at):
            return None
        return text if source[start - 1] == " " else None

    def _near(self, scan: Scan, source: str, at: int) -> Mention | None:
        text = scan.tokens[at].text
        if text in self._words or is_city(scan, source, at) or (text in NAMES_TOO and at and scan.tokens[at - 1].text in _SCHOOLS):
            return None
        if _is_parents(scan, at) and _capital(scan, source, at):
            # The parents of somebody: a doubt only where no child of the family is named.
            return Mention(at, at + 1, (), "role.kin", "name_unknown") if text in first_names() else None
        return self._near_word(scan, source, at)

    def _near_word(self, scan: Scan, source: str, at: int) -> Mention | None:
        """Read a word that may stand for a name; what its neighbours forbid is told last, for most words are like no name."""
        text = scan.tokens[at].text
        diminutive = self._short_name(at, text)
        found = diminutive or (self._like_name(scan, source, at) if len(text) >= _SHORT else None)
        if found is None or text in self.surnames or self._after_title(scan, at):
            return None
        if diminutive is not None and text not in self.lexicon.known:
            return found
        return None if self.lexicon.dates.at(scan.tokens, at) or self.lexicon.acts.at(scan.tokens, at) else found

    def _like_name(self, scan: Scan, source: str, at: int) -> Mention | None:
        """Read a word that sounds or is written like a child's name, or that is a name though no child's."""
        text = scan.tokens[at].text
        sounding = self._sounding(text)
        if sounding:
            beside = self._as_near(text, sounding)
            return Mention(at, at + 1, beside or sounding, "name.sound", "which_child" if beside else "")
        if text in self.lexicon.strangers:
            return Mention(at, at + 1, self._nearest(text), "name.unknown", "name_unknown")
        if text in WORDS_AND_NAMES and not _capital(scan, source, at):
            return None
        if text in first_names():
            if text[0] != source[scan.tokens[at].start].lower() or (self.lexicon.language != "fr" and not _capital(scan, source, at)):
                return None
            return Mention(at, at + 1, self._nearest(text), "name.unknown", "name_unknown")
        if len(text) > _SHORT:
            nearest = self._nearest(text)
            if nearest:
                # Whoever mistypes a name begins it right: "Gemma" may be no Emma.
                begun = any(fold_name(child.first_name)[:1] == text[0] for child in self.children if child.key in nearest)
                return Mention(at, at + 1, nearest, "name.near", "" if len(nearest) == 1 and begun else "which_child")
        return self._stranger(scan, source, at)

    def _family_name(self, scan: Scan, at: int) -> Mention | None:
        """Tell a surname of the family that stands alone: "ici la maman Diallo"."""
        if scan.tokens[at].text not in self.surnames or at in scan.masked:
            return None
        if at and scan.tokens[at - 1].text == "les":
            # "chez les Petit" are all of them.
            bearing = tuple(c.key for c in self.children if scan.tokens[at].text in fold_name(c.last_name).split())
            return Mention(at - 1, at + 1, bearing, "role.all", "" if len(bearing) > 1 else "which_child")
        return None if self.lexicon.dates.at(scan.tokens, at) else Mention(at, at + 1, (), "pronoun.beside")

    def _short_name(self, at: int, text: str) -> Mention | None:
        full = self.lexicon.diminutives.get(text)
        if full is None:
            return None
        keys = tuple(child.key for child in self.children if fold_name(child.first_name) in full)
        if not keys:
            return None
        return Mention(at, at + 1, keys, "name.diminutive", "" if len(keys) == 1 else "which_child")

    def _sounding(self, text: str) -> tuple[int, ...]:
        """Return the one child whose name sounds like `text` though spelt otherwise: Noa for Noah, Natan for Nathan."""
        keys = self._sounds.get(sounds(text), ())
        return keys if len(keys) == 1 else ()

    def _as_near(self, text: str, sounding: tuple[int, ...]) -> tuple[int, ...]:
        """Return the child that sounds so with one whose name is as near: "Louiz" may be Louis or Louise, "Louize" is one."""
        for child in self.children:
            name = "".join(fold_name(child.first_name).split())
            same = child.key in sounding or (text[-1] == "e" and name[-1] != "e")
            if not same and JaroWinkler.similarity(text, name) >= _NEAR - _MARGIN and OSA.distance(text, name) <= _CLOSE:
                return (*sounding, child.key)
        return ()

    def _nearest(self, text: str) -> tuple[int, ...]:
        scores = sorted([(JaroWinkler.similarity(text, name), key) for name, key in self._spelt], reverse=True)
        if not scores or scores[0][0] < _NEAR:
            return ()
        best = next(child for child in self.children if child.key == scores[0][1])
        if len(fold_name(best.first_name)) <= _SHORT:
            return ()
        if len(scores) > 1 and scores[0][0] - scores[1][0] < _MARGIN:
            return tuple(key for score, key in scores if score >= _NEAR - _MARGIN)
        return (scores[0][1],)

    def _stranger(self, scan: Scan, source: str, at: int) -> Mention | None:
        """Take a capitalised word that nothing knows for a child's name where a child's name would stand."""
        if not _capital(scan, source, at) or source[scan.tokens[at].start : scan.tokens[at].end].isupper() or at in scan.masked:
            return None
        before = scan.tokens[at - 1].text if at else ""
        after = scan.tokens[at + 1].text if at + 1 < len(scan.tokens) else ""
        acts = self.lexicon.acts.at(scan.tokens, at + 1) if at + 1 < len(scan.tokens) else None
        # Among Arabic letters a word in Latin ones that nothing knows is a name.
        led = (before in _NAME_LEADS and not self._leads_place(scan, at)) or self.lexicon.language == "ar"
        # "le train de Bordeaux est supprimé", "notre vol pour Dakar est avancé"
        place = before in {"de", "d'", "pour", "vers"} and at > 1 and scan.tokens[at - 2].text in _JOURNEYS
        followed = after in {"ne", "n'", "sera", "est", "ira", "va"} or (acts is not None and acts.tag in {"eat", "go", "absent", "ne"})
        if led or (followed and not place):
            return Mention(at, at + 1, (), "name.stranger", "name_unknown")
        return None

    def _leads_place(self, scan: Scan, at: int) -> bool:
        """Tell "les cousins d'Espagne", "l'avion pour Dakar" from "le repas d'Enzo", "la cantine pour Enzo"."""
        words = [token.text for token in scan.tokens[max(at - _PLACE_BACK, 0) : at]]
        if words[-1] == "d'":
            return not _MEANT_OF & set(words[-3:]) or words[-2:-1] in _COMING
        return not _JOURNEYS.isdisjoint(words)

    def _after_title(self, scan: Scan, at: int) -> bool:
        if _beside(scan, at) or _signs(scan, at) or _presents(scan, at) or (at and self.lexicon.tells("persons", scan.tokens[at - 1].text)):
            return True
        for back in (1, 2, 3):
            match = self.lexicon.names.at(scan.tokens, at - back) if at >= back else None
            if (
                match is not None
                and match.tag == "title"
                and at - back + match.length >= at - (back > 1 and scan.tokens[at - 1].text in {"la", "le", ".", "de", "des", "du"})
            ):
                return True
        return False


@lru_cache(maxsize=64)
def finder_of(children: tuple[KnownChild, ...], language: str, spoken_of: tuple[int, ...]) -> NameFinder:
    """Return the finder of a family's names: the same family writes more than once."""
    return NameFinder(children, lexicon(language), spoken_of)


def _is_parents(scan: Scan, at: int) -> bool:
    """Say whether a child is named only to tell a grown-up, or a brother who writes: "la maman de Léa", "c'est le frère de Léa"."""
    if at < 2 or scan.tokens[at - 1].text not in _OF_WHOM:
        return False
    if scan.tokens[at - 1].text == "deux":
        # "la maman des deux Marie"
        return at >= _TWO_OF and scan.tokens[at - 2].text == "des" and (scan.tokens[at - _TWO_OF].text, "de") in _PARENTS
    before = [token.text for token in scan.tokens[max(at - _BACK - 1, 0) : at - 1]]
    presents = bool({"suis", "ici", "moi"} & set(before)) or any(pair == ("c'", "est") for pair in itertools.pairwise(before))
    told = (before[-1], scan.tokens[at - 1].text) in _PARENTS and not (before[-1] == "classe" and goes_out(scan, at))
    return told or (presents and before[-1] in {"frere", "soeur", "cousin", "cousine"})


def _is_other_parents(scan: Scan, at: int) -> bool:
    """Say whether a child is named only to tell which parent does not write: "le papa de Nathan (pas celui de Chloé)"."""
    if not at or scan.tokens[at - 1].text not in {"de", "d'"}:
        return False
    before = [token.text for token in scan.tokens[max(at - _BACK - 3, 0) : at]]
    told = before[-3:-2] in (["pas"], ["non"]) and before[-2:-1] in (["celui"], ["celle"])
    return told and not _PARENT_WORDS.isdisjoint(before)


def _follows_or(scan: Scan, source: str, at: int) -> bool:
    """Say whether a child is told as one of two: "Léo mange mardi, ou Léa", not "l'école où Léa va"."""
    before = at - 1
    before -= before > 0 and scan.tokens[before].text in {"plutot", "bien", "alors", "peut"}
    if before > 0 and scan.tokens[before].text == "/":
        # "Louis/Louise", not "Léa/Tom"
        name, other = scan.tokens[at].text, scan.tokens[before - 1].text
        return name.startswith(other) or other.startswith(name)
    return before > 0 and source[scan.tokens[before].start : scan.tokens[before].end].lower() == "ou"


def _joined(scan: Scan, start: int, then: Mention) -> bool:
    """Say whether two names stand side by side: "la maman de Léa et Tom"; not "la maman de Tom, Léa ne mange pas"."""
    stop, after = then.i, scan.words[then.j : then.j + 1]
    if scan.words[start:stop] == [","] and after and after[0] != "et" and after[0].isalpha():
        return False
    return start < stop <= start + 2 and all(scan.tokens[at].text in {"et", ",", "&"} for at in range(start, stop))


_GREETINGS = word_set("bonjour bonsoir salut coucou hello bjr bsr slt cc chere cher merci bises bisous chers madame monsieur")
_SCHOOLS = word_set("ecole college maternelle primaire elementaire lycee groupe creche centre salle place cite chapelle eglise l' la le")


def _presents(scan: Scan, at: int) -> bool:
    """Say whether a name is a grown-up's or a friend's by the word beside it: "sa copine Zoé", "Juliette, la maman de Léa"."""
    if at and (scan.tokens[at - 1].text in _SOMEBODY or scan.tokens[at - 1].text in _PLACES):
        return True
    if at and scan.tokens[at - 1].text in _GREETINGS and (at + 1 == len(scan.tokens) or scan.tokens[at + 1].text in {",", "!", "."}):
        return True
    after = at + 1
    while after < len(scan.tokens) and scan.tokens[after].text in {",", "(", "la", "le", "sa", "son"}:
        after += 1
    return at + 1 < after < len(scan.tokens) and scan.tokens[after].text in _PARENT_WORDS


_AS_WELL, _DOUBTING = word_set("aussi pareil idem egalement"), word_set("aussi pareil idem egalement ( ou non")
# "Louis(e)" may be either.
_OR_ANOTHER = (["(", "e", ")"], ["ou", "un", "autre"], ["ou", "une", "autre"], ["ou", "l'", "autre"])


def _without_heads(found: list[Mention], scan: Scan) -> list[Mention]:
    """Drop a word for all that only heads the names of some: "les petits Fatou et Ousmane", not "tous sauf Fatou"."""
    heads = [one for one in found if one.rule == "role.all" and scan.tokens[one.i].text in _HEADS]
    if not heads:
        return found
    named = {one.i for one in found if one.rule.startswith("name") and one.keys}
    return [one for one in found if one not in heads or one.j not in named]


def _without_signature(found: list[Mention], scan: Scan, source: str) -> list[Mention]:
    """Drop a name that nothing knows and that closes a message about children told before it: "… ne mange pas jeudi. Astrid"."""
    strange = [at for at, one in enumerate(found) if one.rule in {"name.unknown", "name.stranger"} and not one.keys]
    at = next((at for at in strange if any(one.keys for one in found[:at])), 0) if strange else 0
    if not at:
        return found
    last = found[at]
    before, after = scan.tokens[last.i - 1], {place for one in found[at + 1 :] for place in range(one.i, one.j)}
    tail = [token.text for place, token in enumerate(scan.tokens[last.j :], last.j) if place not in after and token.text[0].isalpha()]
    apart = before.text in _CLOSES or "\n" in source[before.end : scan.tokens[last.i].start] or before.text in _REGARDS
    listed = before.text == "," and scan.tokens[last.i - 2].text not in _REGARDS
    signs = apart and not listed and all(word in _PARENT_WORDS | {"la", "le", "son", "sa", "de", "des"} for word in tail)
    return found[:at] if signs else found


_HEADS, _CLOSES, _OF_WHOM = word_set("les mes nos aux"), frozenset({".", "!", "?", ",", ":"}), word_set("de d' deux")


def _beside(scan: Scan, at: int) -> bool:
    """Say whether a name is only that of whom the child is with: "chez son amie Lina"."""
    for back in range(1, _BACK):
        if at < back:
            return False
        word = scan.tokens[at - back].text
        if word in {"chez", "avec"}:
            return True
        if word not in _KIN:
            return False
    return False


_PARENT_WORDS = word_set(
    "maman mamma papa daron daronne mere pere parent parents mami mamie mamies mamy papi papy papou tata tatie tante tonton oncle"
    " marraine parrain nounou nourrice assmat tuteur tutrice responsable representant representante voisine voisin famille belle"
    " beau"
)
# Words beside which a first name is a grown-up's or a friend's; a brother or a sister may be a child to be asked about.
_SOMEBODY = word_set(
    "niece neveu filleul filleule"
    " copain copine ami amie pote cousin cousine camarade correspondant correspondante voisin voisine tonton tata tatie tante oncle"
    " mamie mami mamy papi papy nounou nourrice maitresse maitre instit parrain marraine collegue patron patronne mari femme mere"
    " pere maman papa animatrice animateur atsem directrice directeur ici soussigne soussignee"
)
# A name that follows is a place's: "l'île Maurice", "rue Victor", "le lac Léman".
_PLACES = word_set("ile iles rue avenue boulevard stade gymnase quai square impasse allee residence saint sainte st ste mont lac")
_PARENTS = frozenset((word, of) for word in (*_PARENT_WORDS, "anniversaire", "maitresse", "maitre", "classe") for of in ("de", "d'"))
_BACK, _PLACE_BACK, _TWO_OF = 6, 5, 3
# What is told of a child with "d'": "l'absence d'Enzo".
_MEANT_OF = word_set(
    "repas dejeuner dejeuners cantine absence absences presence inscription desinscription annulation reservation retrait place radiation"
    " venue cas part inscriptions annulations reservations justificatif certificat frere soeur"
)
_COMING = (["arrive"], ["arrivent"], ["vient"], ["viennent"], ["rentre"], ["rentrent"], ["revient"], ["debarque"], ["debarquent"])
_JOURNEYS = word_set(
    "avion vol train car bus bateau ferry billets billet depart pars part partons partent partira partirons partant destination embarque"
    " embarquons envolons envole quitte quittons route voyage sejour vacances"
)
_KIN = word_set(
    "son sa ses leur leurs mon ma mes notre nos copain copine copains copines ami amie amis amies cousin cousine cousins cousines tonton"
    " tata tante oncle voisin voisine nounou parrain marraine la le les l' famille petite petit grande grand meilleure meilleur belle beau"
    " frere soeur mamie papi papy mere pere papa maman parents grands de d' nounou assmat"
)


def _cut_short(scan: Scan, at: int, words: tuple[str, ...]) -> bool:
    """Read "Jean-Ba" as Jean-Baptiste."""
    if len(words) != 2 or at + 1 >= len(scan.tokens):
        return False
    said = scan.tokens[at + 1].text
    joined = scan.tokens[at + 1].start - scan.tokens[at].end == 1
    return joined and said != words[1] and words[1].startswith(said) and said not in _SHORT_WORDS


def _begun(scan: Scan, at: int, words: tuple[str, ...]) -> bool:
    """Read "J-Baptiste" as Jean-Baptiste."""
    joined = at + 1 < len(scan.tokens) and scan.tokens[at + 1].start - scan.tokens[at].end == 1
    return joined and len(words) == 2 and words[0][0] == scan.tokens[at].text and words[1] == scan.tokens[at + 1].text


_SHORT_WORDS = frozenset({"li", "a", "al", "an", "la", "le", "lou"})
_NAME_LEADS = frozenset({"pour", "que", "qu'", "d'", "inscrire", "inscrivez", "absence", "for", "para", "icin"})


def _signs(scan: Scan, at: int) -> bool:
    """Say whether a word is the name under a message: "Kind regards, Sarah"."""
    if len(scan.tokens) - at > _SIGNATURE:
        return False
    before = at - 1
    while before >= 0 and scan.tokens[before].text in {",", ".", ":", "-"}:
        before -= 1
    return before >= 0 and scan.tokens[before].text in _REGARDS


_REGARDS = frozenset({
    "regards", "sincerely", "saludo", "saludos", "atentamente", "cordialmente", "cumprimentos", "atenciosamente", "saygilar",
    "saygilarimla", "cordialement", "تحياتي", "التحيه", "merci", "soiree", "journee", "bises", "bisous", "cdlt", "cdt", "avance",
    "amicalement", "thanks", "thx", "cheers", "wishes", "gracias", "obrigada", "obrigado",
})  # fmt: skip


def _capital(scan: Scan, source: str, at: int) -> bool:
    return source[scan.tokens[at].start].isupper()
