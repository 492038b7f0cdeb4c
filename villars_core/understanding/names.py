"""Finds which children a message speaks of: by first name, near name, diminutive or role."""

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from rapidfuzz.distance import JaroWinkler

from villars_core.understanding.lexicon import Lexicon, Match, first_names
from villars_core.understanding.masks import Scan
from villars_core.understanding.text import fold_name, word_set
from villars_core.understanding.values import KnownChild

_NEAR, _MARGIN, _SHORT = 0.92, 0.05, 3
_LEVELS = ("tps", "ps", "ms", "gs", "cp", "ce1", "ce2", "cm1", "cm2")


@dataclass(frozen=True, slots=True)
class Mention:
    """Children spoken of at a place; `problem` says why asking is needed: "which_child" or "name_unknown"."""

    i: int
    j: int
    keys: tuple[int, ...]
    rule: str
    problem: str = ""


@dataclass
class NameFinder:
    """Finds the mentions of one family's children."""

    children: Sequence[KnownChild]
    lexicon: Lexicon
    spoken_of: tuple[int, ...] = ()
    names: dict[str, list[tuple[tuple[str, ...], int]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the first names by their first word."""
        for child in self.children:
            words = tuple(fold_name(child.first_name).split())
            if words:
                self.names.setdefault(words[0], []).append((words, child.key))
        for rows in self.names.values():
            rows.sort(key=lambda row: -len(row[0]))

    def find(self, scan: Scan, source: str) -> list[Mention]:
        """Return the mentions in order; names first, then roles where no name stands."""
        tokens = scan.tokens
        found: list[Mention] = []
        at = 0
        while at < len(tokens):
            mention = self._named(scan, source, at) or self._role(scan, at) or self._family_name(scan, at)
            if mention is None:
                at += 1
                continue
            if mention.rule == "name.exact" and found and found[-1].rule == "name.parent" and _joined(scan, found[-1].j, at):
                mention = replace(mention, rule="name.parent")
            if mention.rule != "skip":
                found.append(mention)
            at = mention.j
        return self._settled(found)

    def _named(self, scan: Scan, source: str, at: int) -> Mention | None:
        text = scan.tokens[at].text
        if at in scan.masked or not text[0].isalpha():
            return None
        for words, key in self.names.get(text, ()):
            if _cut_short(scan, at, words):
                return Mention(at, at + 2, (key,), "name.short")
            if all(at + step < len(scan.tokens) and scan.tokens[at + step].text == word for step, word in enumerate(words)):
                return self._exact(scan, source, at, words)
        return self._near(scan, source, at)

    def _exact(self, scan: Scan, source: str, at: int, words: tuple[str, ...]) -> Mention | None:
        if self.lexicon.dates.at(scan.tokens, at) and not _capital(scan, source, at):
            return None
        keys = [key for known, key in self.names[words[0]] if known == words]
        end = at + len(words)
        surname = self._surname(scan, source, end)
        if surname is not None:
            bearing = [child.key for child in self.children if child.key in keys and surname in fold_name(child.last_name).split()]
            if not bearing and any(child.last_name for child in self.children if child.key in keys):
                return Mention(at, end + 1, tuple(keys), "name.surname", "name_unknown")
            keys, end = bearing or keys, end + 1
        rule = "name.parent" if at > 1 and (scan.tokens[at - 2].text, scan.tokens[at - 1].text) in _PARENTS else "name.exact"
        return Mention(at, end, tuple(keys), rule, "" if len(keys) == 1 else "which_child")

    def _surname(self, scan: Scan, source: str, at: int) -> str | None:
        if at >= len(scan.tokens) or at in scan.masked:
            return None
        text = scan.tokens[at].text
        if any(text in fold_name(child.last_name).split() for child in self.children):
            return text
        start, end = scan.tokens[at].start, scan.tokens[at].end
        said = source[start:end]
        if len(text) < 3 or text in self.lexicon.known or text in self.names:
            return None
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
        if text in self.lexicon.known:
            return None
        if self._after_title(scan, at) or any(text in fold_name(child.last_name).split() for child in self.children):
            return None
        if len(text) < _SHORT:
            return self._short_name(at, text) if text not in self.lexicon.known else None
        if text in self.lexicon.known or self.lexicon.dates.at(scan.tokens, at) or self.lexicon.acts.at(scan.tokens, at):
            return self._short_name(at, text) if text in self.lexicon.diminutives and text not in self.lexicon.known else None
        diminutive = self._short_name(at, text)
        if diminutive:
            return diminutive
        sounding = self._sounding(text)
        if sounding:
            return Mention(at, at + 1, sounding, "name.sound")
        if text in self.lexicon.strangers:
            return Mention(at, at + 1, self._nearest(text), "name.unknown", "name_unknown")
        if text in first_names():
            if text[0] != source[scan.tokens[at].start].lower() or (self.lexicon.language != "fr" and not _capital(scan, source, at)):
                return None
            return Mention(at, at + 1, self._nearest(text), "name.unknown", "name_unknown")
        if len(text) > _SHORT:
            nearest = self._nearest(text)
            if nearest:
                return Mention(at, at + 1, nearest, "name.near", "" if len(nearest) == 1 else "which_child")
        return self._stranger(scan, source, at)

    def _family_name(self, scan: Scan, at: int) -> Mention | None:
        """Tell a surname of the family that stands alone: "ici la maman Diallo"."""
        known = any(scan.tokens[at].text in fold_name(child.last_name).split() for child in self.children)
        if known and at and at not in scan.masked and scan.tokens[at - 1].text == "les":
            # "chez les Petit" are all of them.
            bearing = tuple(c.key for c in self.children if scan.tokens[at].text in fold_name(c.last_name).split())
            return Mention(at, at + 1, bearing, "role.all", "" if len(bearing) == len(self.children) else "which_child")
        return (
            Mention(at, at + 1, (), "pronoun.beside")
            if known and at not in scan.masked and not self.lexicon.dates.at(scan.tokens, at)
            else None
        )

    def _short_name(self, at: int, text: str) -> Mention | None:
        full = self.lexicon.diminutives.get(text, ())
        keys = tuple(child.key for child in self.children if fold_name(child.first_name) in full)
        if not keys:
            return None
        return Mention(at, at + 1, keys, "name.diminutive", "" if len(keys) == 1 else "which_child")

    def _sounding(self, text: str) -> tuple[int, ...]:
        """Return the one child whose name sounds like `text` though spelt otherwise: Noa for Noah, Natan for Nathan."""
        sound = _sound(text)
        keys = tuple(child.key for child in self.children if _sound("".join(fold_name(child.first_name).split())) == sound)
        return keys if len(keys) == 1 else ()

    def _nearest(self, text: str) -> tuple[int, ...]:
        scores = sorted(
            ((JaroWinkler.similarity(text, "".join(fold_name(child.first_name).split())), child.key) for child in self.children),
            reverse=True,
        )
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
        led = before in _NAME_LEADS or self.lexicon.language == "ar"
        followed = after in {"ne", "n'", "sera", "est", "ira", "va"} or (acts is not None and acts.tag in {"eat", "go", "absent", "ne"})
        if led or followed:
            return Mention(at, at + 1, (), "name.stranger", "name_unknown")
        return None

    def _after_title(self, scan: Scan, at: int) -> bool:
        if _beside(scan, at) or _signs(scan, at):
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

    def _role(self, scan: Scan, at: int) -> Mention | None:
        masked = scan.masked.get(at)
        if masked is not None:
            return self._level(at) if masked.kind == "class" else None
        match = self.lexicon.names.at(scan.tokens, at)
        if match is None:
            return None
        end = at + match.length
        if match.tag in _COUNTED and (_dated(scan, end) or _counts_things(scan, end)):
            return None
        another = self._of_another(scan, at, match)
        if another is not None:
            return another
        if match.tag in {"all", "boys", "girls"} and _some_of(scan, at):
            return Mention(at, end, self._role_keys(match.tag), "role.oneof", "which_child")
        if match.tag == "adult":
            return Mention(at, end, (), "skip")
        if match.tag in {"impersonal", "title"}:
            return Mention(at, end if match.tag == "impersonal" else at + 1, (), "skip")
        if match.tag in {"he", "she"}:
            return Mention(at, end, self._of_sex("m" if match.tag == "he" else "f"), f"pronoun.{match.tag}")
        if match.tag in {"they", "theyf"}:
            return Mention(at, end, tuple(child.key for child in self.children), "pronoun.they")
        if match.tag == "other":
            return Mention(at, end, (), "role.other", "name_unknown")
        keys = self._role_keys(match.tag)
        return Mention(at, end, keys, f"role.{match.tag}", self._role_problem(match.tag, keys))

    def _of_another(self, scan: Scan, at: int, match: Match) -> Mention | None:
        """Read somebody who is none of the family's children: a friend, a neighbour, a grown-up's sister."""
        end = at + match.length
        if match.tag == "other" and at and scan.tokens[at - 1].text in _BESIDE:
            return Mention(at, end, (), "skip")
        grown = self.lexicon.names.at(scan.tokens, end) if match.tag == "other" and end < len(scan.tokens) else None
        if grown is not None and grown.tag == "adult":
            return Mention(at, end + grown.length, (), "role.kin", "name_unknown")
        if match.tag in {"boy", "girl", "smallboy", "smallgirl", "bigboy", "biggirl"} and self._is_person(scan, end):
            return Mention(at, end + 1, (), "role.other", "name_unknown")
        if self._anothers(scan, end):
            return Mention(at, end, (), "role.other", "name_unknown")
        return None

    def _is_person(self, scan: Scan, at: int) -> bool:
        """Tell "mon petit voisin" from "mon petit"."""
        return at < len(scan.tokens) and scan.tokens[at].text in self.lexicon.persons

    def _anothers(self, scan: Scan, at: int) -> bool:
        """Tell "les enfants de ma soeur" from the writer's own."""
        if at + 1 >= len(scan.tokens) or scan.tokens[at].text not in {"de", "d'", "des", "du"}:
            return False
        match = self.lexicon.names.at(scan.tokens, at + 1)
        return match is not None and match.tag in {"other", "adult"}

    def _level(self, at: int) -> Mention | None:
        return Mention(at, at + 1, (), "role.level")

    def _of_sex(self, sex: str) -> tuple[int, ...]:
        return tuple(child.key for child in self.children if child.sex in {sex, ""})

    def _role_keys(self, tag: str) -> tuple[int, ...]:
        everyone = tuple(child.key for child in self.children)
        if tag in {"all", "two", "three", "four", "oneof"}:
            return everyone
        if tag in {"smallboy", "smallgirl"}:
            return self._smallest(self._of_sex("m" if tag == "smallboy" else "f"))
        if tag in {"boy", "boys", "twoboys", "girl", "girls", "twogirls"}:
            return self._of_sex("m" if "boy" in tag else "f")
        if tag == "child":
            return everyone
        sex = {"eldestgirl": "f", "biggirl": "f", "youngestgirl": "f", "cadette": "f", "bigboy": "m"}.get(tag, "")
        of_sex = [child for child in self.children if not sex or child.sex in {sex, ""}]
        if tag in {"bigboy", "biggirl", "cadette"} and len(of_sex) == 1:
            return (of_sex[0].key,)
        ranked = sorted((child for child in self.children), key=_age_order)
        if len(ranked) < 2 or any(_age_order(child) == _UNKNOWN_AGE for child in ranked):
            return tuple(child.key for child in of_sex)
        if len({_age_order(child) for child in ranked}) < len(ranked):
            return tuple(child.key for child in of_sex)
        pick = {"cadet": 1, "cadette": 1, "youngest": -1, "youngestgirl": -1}.get(tag, 0)
        pool = ranked if len(of_sex) != 1 else of_sex
        chosen = pool[pick if len(pool) > 1 else 0]
        if sex and chosen.sex not in {sex, ""}:
            same = [child for child in ranked if child in of_sex]
            return (same[0 if pick >= 0 else -1].key,) if same else ()
        return (chosen.key,)

    def _smallest(self, keys: tuple[int, ...]) -> tuple[int, ...]:
        """Return the youngest of some children, where their ages tell: "la petite" of two sisters."""
        ages = sorted((_age_order(child), child.key) for child in self.children if child.key in keys)
        clear = len({age for age, _ in ages}) == len(ages) and all(age != _UNKNOWN_AGE for age, _ in ages)
        return (ages[-1][1],) if len(ages) > 1 and clear else keys

    def _role_problem(self, tag: str, keys: tuple[int, ...]) -> str:
        wanted = {"two": 2, "three": 3, "four": 4, "twoboys": 2, "twogirls": 2}.get(tag)
        if wanted is not None:
            return "" if len(keys) == wanted else "which_child"
        if tag == "all":
            return "" if len(keys) > 1 else "which_child"
        if tag in {"boys", "girls"}:
            return "" if len(keys) > 1 else "which_child"
        return "" if len(keys) == 1 else "which_child"

    def _settled(self, found: list[Mention]) -> list[Mention]:
        """Drop pronouns beside names, and place classes; a sex that no child has is asked about."""
        if any(one.rule.startswith("name") and one.rule != "name.parent" for one in found):
            # "je suis la maman de Tom, Léa ne mange pas": the parent's child is not the one spoken of.
            found = [one for one in found if one.rule != "name.parent"]
        if any(one.rule.startswith("name") and one.keys for one in found):
            # "la sœur de mon mari gardera Tom": a grown-up beside a child who is named.
            found = [one for one in found if one.rule != "role.kin"]
        found = _without_appositions(found)
        named = [mention for mention in found if not mention.rule.startswith(("pronoun", "role.level"))]
        settled: list[Mention] = []
        for mention in found:
            if mention.rule.startswith("pronoun"):
                settled.append(_pronoun(mention, named, self.spoken_of))
            elif mention.rule != "role.level":
                settled.append(mention)
        return settled

    def by_level(self, source: str, scan: Scan) -> list[Mention]:
        """Return the mentions by class ("le CE1"), used where no name is given."""
        found: list[Mention] = []
        for at, masked in sorted(scan.masked.items()):
            if masked.kind != "class":
                continue
            said = fold_name(source[scan.tokens[at].start : scan.tokens[at].end]).replace(" ", "")
            keys = tuple(child.key for child in self.children if fold_name(child.level).replace(" ", "") == said)
            found.append(Mention(at, at + 1, keys, "role.level", "" if len(keys) == 1 else "which_child"))
        return found


_COUNTED = frozenset({"two", "three", "four"})
_BESIDE = frozenset({"chez", "avec", "de", "d'", "par", "du", "a"})
_MONTHS = ("janv", "fev", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")


def _dated(scan: Scan, at: int) -> bool:
    """Tell "les 3 et 4 décembre" and "les 2 janvier" from "les 2" and "les 3"."""
    if not scan.tokens[at - 1].text.isdigit():
        return False
    while at < len(scan.tokens) and (scan.tokens[at].text in {",", "et", "au", "a", "-"} or scan.tokens[at].text.isdigit()):
        if scan.tokens[at].text.isdigit():
            return True
        at += 1
    return at < len(scan.tokens) and scan.tokens[at].text.startswith(_MONTHS)


def _counts_things(scan: Scan, at: int) -> bool:
    """Tell "les deux repas" from "les deux"."""
    return at < len(scan.tokens) and scan.tokens[at].text in _THINGS


_THINGS = word_set("repas jours jour fois semaines mois dates lundis mardis jeudis vendredis midis premiers dernier derniers prochains")


def _joined(scan: Scan, start: int, stop: int) -> bool:
    """Say whether two names stand side by side: "la maman de Léa et Tom"."""
    return start < stop <= start + 2 and all(scan.tokens[at].text in {"et", ",", "&"} for at in range(start, stop))


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


_PARENTS = frozenset(
    (word, of)
    for word in ("maman", "papa", "mere", "pere", "parent", "parents", "anniversaire", "nounou", "maitresse", "maitre", "classe")
    for of in ("de", "d'")
)
_BACK = 6
_KIN = word_set(
    "son sa ses leur leurs mon ma mes notre nos copain copine copains copines ami amie amis amies cousin cousine cousins cousines tonton"
    " tata tante oncle voisin voisine nounou parrain marraine la le les l' famille petite petit grande grand meilleure meilleur belle beau"
    " frere soeur mamie papi papy mere pere papa maman"
)


def _some_of(scan: Scan, at: int) -> bool:
    """Read "3 de mes enfants", "certains de mes enfants" as not told which."""
    before = at - 1
    if before >= 0 and scan.tokens[before].text in {"de", "d'", "parmi"}:
        before -= 1
    elif scan.tokens[at].text not in {"de", "des"}:
        return False
    return before >= 0 and (scan.tokens[before].text in _SOME or scan.tokens[before].text.isdigit())


_SOME = word_set("un une deux trois certains certaines plusieurs quelques uns seul seule")


def _cut_short(scan: Scan, at: int, words: tuple[str, ...]) -> bool:
    """Read "Jean-Ba" as Jean-Baptiste."""
    if len(words) != 2 or at + 1 >= len(scan.tokens):
        return False
    said = scan.tokens[at + 1].text
    joined = scan.tokens[at + 1].start - scan.tokens[at].end == 1
    return joined and len(said) > 1 and said != words[1] and words[1].startswith(said) and said not in _SHORT_WORDS


_SHORT_WORDS = frozenset({"li", "a", "al", "an", "la", "le", "lou"})
_NAME_LEADS = frozenset({"pour", "que", "qu'", "d'", "inscrire", "inscrivez", "absence", "for", "para", "icin"})
_UNKNOWN_AGE = 99999
_SOUNDS = (("ph", "f"), ("th", "t"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("y", "i"), ("z", "s"), ("h", ""))


@lru_cache(maxsize=4096)
def _sound(name: str) -> str:
    """Return a name as it sounds: silent h, doubled letters and letters that sound alike made one."""
    for written, heard in _SOUNDS:
        name = name.replace(written, heard)
    return "".join(letter for letter, _ in itertools.groupby(name))


def _without_appositions(found: list[Mention]) -> list[Mention]:
    """Drop or settle the roles that a name makes clear: "ma fille Fatou", "Louis, le cadet", "Mamadou tousse, mon fils restera"."""
    named = [one for one in found if one.rule.startswith("name") and one.keys and not one.problem]
    if not named:
        return found
    keys = {key for one in named for key in one.keys}
    kept: list[Mention] = []
    for one in found:
        if len(keys) == _COUNT.get(one.rule):
            continue
        if not one.rule.startswith("role") or not one.keys or one.rule in _WHOLE:
            kept.append(one)
            continue
        beside = [name for name in named if 0 <= name.i - one.j <= 1 or 0 <= one.i - name.j <= 1]
        if any(key in one.keys for name in beside for key in name.keys):
            continue
        meant = tuple(key for key in one.keys if key in keys)
        if one.problem and len(meant) == 1:
            kept.append(Mention(one.i, one.j, meant, one.rule))
        else:
            kept.append(one)
    return kept


_COUNT = {"role.two": 2, "role.twoboys": 2, "role.twogirls": 2, "role.three": 3, "role.four": 4}
_WHOLE = frozenset(
    {"role.all", "role.two", "role.three", "role.four", "role.oneof", "role.boys", "role.girls", "role.twoboys", "role.twogirls"}
)


def _pronoun(mention: Mention, named: list[Mention], spoken_of: tuple[int, ...]) -> Mention:
    if named:
        return Mention(mention.i, mention.j, (), "pronoun.beside")
    if spoken_of and mention.rule != "pronoun.they":
        agreeing = tuple(key for key in spoken_of if key in mention.keys)
        if len(agreeing) == 1:
            return Mention(mention.i, mention.j, agreeing, mention.rule)
    if mention.rule == "pronoun.they":
        return Mention(mention.i, mention.j, mention.keys, mention.rule, "")
    return Mention(mention.i, mention.j, mention.keys, mention.rule, "" if len(mention.keys) == 1 else "which_child")


def _age_order(child: KnownChild) -> int:
    if child.born is not None:
        return child.born.toordinal()
    level = fold_name(child.level).replace(" ", "")
    return -_LEVELS.index(level) if level in _LEVELS else _UNKNOWN_AGE


def _signs(scan: Scan, at: int) -> bool:
    """Say whether a word is the name under a message: "Kind regards, Sarah"."""
    if len(scan.tokens) - at > _SIGNATURE:
        return False
    before = at - 1
    while before >= 0 and scan.tokens[before].text in {",", ".", ":", "-"}:
        before -= 1
    return before >= 0 and scan.tokens[before].text in _REGARDS


_SIGNATURE = 3
_REGARDS = frozenset({
    "regards", "sincerely", "saludo", "saludos", "atentamente", "cordialmente", "cumprimentos", "atenciosamente", "saygilar",
    "saygilarimla", "cordialement", "تحياتي", "التحيه",
})  # fmt: skip


def _capital(scan: Scan, source: str, at: int) -> bool:
    return source[scan.tokens[at].start].isupper()
