"""Reads the words that tell children without a name: "mon fils", "les deux", "mon CM2", "sa sœur", "mes zouaves"."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from villars_core.understanding.children.company import (
    counts_things,
    counts_us,
    is_for_all,
    is_greeted,
    is_of_the_world,
    is_presenting,
    last_born,
    ranked_among,
    some_of,
    twins_of,
)
from villars_core.understanding.children.fondness import KID, KIDS, PET, PETS
from villars_core.understanding.children.grades import LEVELS, UNKNOWN_AGE, age_order, graded, is_ranked, led_to
from villars_core.understanding.children.kin import ARTICLES, BEGINNINGS, KIN_OPENERS, KinFinder
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.language.lexicon import Lexicon, lexicon
from villars_core.understanding.language.masks import Scan
from villars_core.understanding.language.phrases import Match
from villars_core.understanding.language.text import fold_name, word_set
from villars_core.understanding.values import KnownChild

_COUNTED = frozenset({"two", "three", "four"})
_SINGLE = frozenset({"boy", "girl", "smallboy", "smallgirl", "bigboy", "biggirl"})
_SEVERAL = frozenset({"all", "mixed", "twomixed", "boys", "girls", "twoboys", "twogirls"}) | _COUNTED
_KIN = frozenset({"brother", "sister", "brothers", "sisters", "siblings"})
_OF_A_CLASS = _SINGLE | {"child", "brother", "sister"}
# What tells the same whatever stands beside it, but a word of whose it is.
_PLAIN, _OFS = frozenset({"he", "she", "they", "theyf", "impersonal", "title", "adult"}), frozenset({"de", "d'", "des", "du"})
_BESIDE = frozenset({"chez", "avec", "de", "d'", "par", "du", "a"})
_OWN = frozenset({"mon", "ma", "notre"})
_OURS = frozenset({"mes", "nos"})
# What a name of fondness follows.
_LEADS = _OWN | _OURS | {"les", "aux", "le", "la"}
_ORDERED_WORDS, _NEAR = word_set("cantine ecole classe manger repas midi dejeuner self"), 7
# A deed after "mes neveux", or a word that orders for them before it.
_DEEDS = frozenset({"eat", "go", "absent", "ne", "neg", "stay", "sick", "school", "canteen", "home", "homemeal"})
_ORDERS_FOR = word_set("pour et ou inscrire inscrivez annuler annulez")


def may_tell(language: str, word: str) -> bool:
    """Say whether what tells a child can begin with a word: most words of a message cannot."""
    return word in KIN_OPENERS or word in _LEADS or word in _THOSE or lexicon(language).names.knows(word)


@lru_cache(maxsize=8192)
def may_begin(language: str, word: str, after: str) -> bool:
    """Say whether what tells a child can begin with a word before another one: "le", "pour" or "de" before most words cannot."""
    words = lexicon(language)
    if word not in ARTICLES and (word in KIN_OPENERS or word in _LEADS or word in _THOSE):
        return True
    if word in ARTICLES and (after in BEGINNINGS or after in _SECTIONS or after in words.adjectives or after in KIDS or after in KID):
        return True
    # "un garçon" is one more behind "et".
    return words.names.begins_with(word, after) or (after in _ONE_CHILD and word in {"un", "une"})


@dataclass(frozen=True)
class RoleFinder:
    """Reads the roles of one family's children by their sex, age and class."""

    children: Sequence[KnownChild]
    lexicon: Lexicon
    _kin: KinFinder = field(init=False)
    _by_sex: dict[str, tuple[int, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Read kinship among the same children, and tell them by their sex."""
        object.__setattr__(self, "_kin", KinFinder(self.children))
        of_sex = {sex: tuple(child.key for child in self.children if not sex or child.sex in {sex, ""}) for sex in ("", "m", "f")}
        object.__setattr__(self, "_by_sex", of_sex)

    def at(self, scan: Scan, source: str, at: int) -> Mention | None:
        """Return the mention by a role or a pronoun that begins at a place where one may; rule "skip" passes words that mean no child."""
        masked = scan.masked.get(at)
        if masked is not None:
            return self._level(scan, source, at) if masked.kind == "class" else None
        language, word = self.lexicon.language, scan.tokens[at].text
        placed = self._placed(scan, source, at) if language == "fr" and word in _PLACING else None
        if placed is not None:
            return placed
        pet = self._pet(scan, at) if word in _LEADS else None
        match = self.lexicon.names.at(scan.tokens, at)
        if match is None or (pet is not None and pet.j > at + match.length):
            return pet
        end = at + match.length
        if match.tag in _PLAIN and (end == len(scan.tokens) or scan.tokens[end].text not in _OFS):
            return self._told(scan, at, end, match.tag)
        if match.tag in {"twosmall", "twobig"} and counts_things(scan, end):
            return None
        if match.tag in _COUNTED and (_dated(scan, end) or counts_things(scan, end)):
            return None
        none = self._told_by_none(scan, source, at, match) or self._of_another(scan, at, match)
        if none is not None:
            return none
        if match.tag in _SEVERAL and some_of(scan, at):
            return Mention(at, end, self._keys(match.tag), "role.oneof", "which_child")
        if match.tag in _COUNTED and end < len(scan.tokens) and scan.tokens[end].text in {"autres", "restants", "restantes"}:
            return Mention(at, end + 1, self._keys("all"), "role.rest", "which_child")
        if match.tag in _COUNTED or match.tag == "oneof":
            end += self._is_pet_of(scan, at, end)
        told = self._told(scan, at, end, match.tag)
        if match.tag in _OF_A_CLASS:
            return self._in_its_class(scan, source, told)
        return self._of_those(scan, source, told) if match.tag in _SEVERAL or match.tag in _RANKED else told

    def _told_by_none(self, scan: Scan, source: str, at: int, match: Match) -> Mention | None:
        """Read words that could tell children and tell none here."""
        end = at + match.length
        if match.tag == "two" and counts_us(scan, at):
            # It stays read: "on déjeune toutes les deux vendredi" tells no second Friday.
            return Mention(at, end, (), "role.counted")
        none = self._means_none(scan, at, match) or (match.tag in _SEVERAL and is_greeted(scan, source, at, end))
        return Mention(at, end, (), "skip") if none else None

    def _means_none(self, scan: Scan, at: int, match: Match) -> bool:
        """Say whether words that could tell children tell none here: "chez les petits", "le virus de tout le monde"."""
        end = at + match.length
        if match.tag == "all" and at and scan.tokens[at - 1].text in {"chez", "parmi", "dans"} and scan.tokens[at].text == "les":
            return True
        if match.tag == "all" and at > 1 and scan.tokens[at - 1].text == "de" and scan.tokens[at - 2].text in _ONE_OF_ALL:
            return True
        if is_for_all(scan, at) and match.tag in {"all", "boys", "girls"}:
            return True
        if match.tag in _OF_RANK and _ranks_other(scan, end):
            return True
        if (match.tag == "all" or match.tag in _COUNTED) and is_of_the_world(scan, at):
            return True
        return (match.tag == "other" or match.tag in _KIN or self._anothers_child(scan, end)) and is_presenting(scan, at)

    def _placed(self, scan: Scan, source: str, at: int) -> Mention | None:
        """Tell children by their kinship or by where they are at school, in French."""
        kin = self._kin.at(scan, source, at) if len(self.children) > 1 else None
        if (
            kin is not None
            and not is_presenting(scan, at)
            and not (kin.rule == "role.kinof" and at and scan.tokens[at - 1].text in {"chez", "avec", "par"})
        ):
            return kin
        more = self._one_more(scan, at) if at and scan.tokens[at - 1].text in _ADDING else None
        if more is not None:
            return more
        last = self._last_born(scan, at) if scan.words[at + 1 : at + 2] in _LAST else None
        return last or (self._in_grade(scan, source, at) if scan.words[at] in _OF_A_GRADE else None)

    def _last_born(self, scan: Scan, at: int) -> Mention | None:
        """Read "le dernier ne mange pas", "la dernière, elle mange" as the youngest, where the family's is of that sex."""
        sex, after = last_born(scan, at)
        if not sex or len(self.children) < _PAIR or not self._does(scan, after):
            return None
        keys = self._keys("youngest")
        return Mention(at, at + 2, keys, "role.youngest", "" if len(keys) == 1 and set(keys) <= {*self._of_sex(sex)} else "which_child")

    def _one_more(self, scan: Scan, at: int) -> Mention | None:
        """Read "mes deux garçons et une fille", "Léa et l'autre": one child more, who is not named."""
        words = [token.text for token in scan.tokens[at - 1 : at + 3]]
        if len(words) < _PAIR + 1:
            return None
        if len(self.children) == 1:
            # "Noah et sa sœur": the family has no such child.
            beside = at > 1 and scan.tokens[at - 2].text == fold_name(self.children[0].first_name).split()[-1]
            told = words[0] == "et" and words[1] in {"son", "sa"} and words[2] in _SIBLINGS
            return Mention(at, at + 2, (), "name.unknown", "name_unknown") if beside and told else None
        if words[1] == "l'" and words[2] == "autre" and (len(words) == _PAIR + 1 or words[3] in _AFTER_OTHER):
            return Mention(at, at + 2, self._keys("oneof"), "role.sibling", "which_child")
        if words[0] == "et" and words[1] in {"un", "une"} and words[2] in _ONE_CHILD:
            return Mention(at, at + 2, self._of_sex(_ONE_CHILD[words[2]]), "role.oneof", "which_child")
        return None

    def _in_its_class(self, scan: Scan, source: str, told: Mention) -> Mention:
        """Tell a child by a class too: "mon fils de CM2", "ma petite qui est en GS", "mon fils de maternelle"."""
        among = [child for child in self.children if child.key in told.keys]
        keys, end = ranked_among(scan, told.j, among) if told.rule in {"role.boy", "role.girl"} else ((), told.j)
        if keys:
            return Mention(told.i, end, keys, told.rule)
        keys, end = led_to(scan, source, told.j, self.children)
        if end == told.j:
            at = told.j
            while (
                at < told.j + _CLASS_LEADS - 1 and at < len(scan.tokens) and scan.tokens[at].text in {"de", "en", "qui", "est", "du", "("}
            ):
                at += 1
            return self._aged(scan, told, at)
        sex = "m" if told.rule.endswith(("boy", "brother")) else "f" if told.rule.endswith(("girl", "sister")) else ""
        agreeing = tuple(child.key for child in self.children if child.key in keys and (not sex or child.sex in {sex, ""}))
        return Mention(told.i, end, agreeing, told.rule, self._problem("child", agreeing)) if agreeing else told

    def _of_those(self, scan: Scan, source: str, told: Mention) -> Mention:
        """Tell several children by where they are at school: "mes deux de maternelle", "les petits du primaire"."""
        keys, end = led_to(scan, source, told.j, self.children)
        if end == told.j or scan.tokens[told.j].text == "(":
            # What stands in brackets only tells them again: "mes deux enfants (CE1 et CP)".
            return told
        sex = "m" if told.rule.endswith("boys") else "f" if told.rule.endswith("girls") else ""
        agreeing = tuple(child.key for child in self.children if child.key in keys and (not sex or child.sex in {sex, ""}))
        tag = told.rule.removeprefix("role.")
        return Mention(told.i, end, agreeing, told.rule, self._problem(tag, agreeing)) if agreeing else told

    def _in_grade(self, scan: Scan, source: str, at: int) -> Mention | None:
        """Read "celle de grande section", "celui qui est en maternelle", "ma moyenne section"."""
        word = scan.tokens[at].text
        if word in _THOSE:
            keys, end = led_to(scan, source, at + 1, self.children)
        elif (word in _OWN or word in _OURS) and at + 1 not in scan.masked:
            keys, end = graded(scan, source, at + 1, self.children)
        elif word == "la" and at + 2 < len(scan.tokens) and scan.tokens[at + 1].text in _SECTIONS and scan.tokens[at + 2].text == "section":
            keys, end = graded(scan, source, at + 1, self.children)
            if not (self._does(scan, end) or (at and scan.tokens[at - 1].text in {"pour", "inscrivez", "mettez"})):
                # "une sortie de la grande section" tells no child, and no "grande" of the family.
                return Mention(at, end, (), "skip")
        else:
            return None
        sex = {"celui": "m", "celle": "f", "celles": "f"}.get(word, "")
        keys = tuple(child.key for child in self.children if child.key in keys and (not sex or child.sex in {sex, ""}))
        return Mention(at, end, keys, "role.level", self._problem("boys" if word.endswith("s") else "child", keys)) if keys else None

    def _aged(self, scan: Scan, told: Mention, at: int) -> Mention:
        """Tell a child by its age or its section in words too: "ma fille de 5 ans", "mon fils de petite section"."""
        words = [token.text for token in scan.tokens[at : at + 2]]
        if len(words) < _PAIR or scan.tokens[at - 1].text not in {"de", "en", "a", "("}:
            return told
        among = [child for child in self.children if child.key in told.keys]
        levels = {child.key: fold_name(child.level).replace(" ", "") for child in among}
        if words[1] == "section":
            keys = tuple(key for key, level in levels.items() if level == _SECTIONS.get(words[0]))
        elif words[1] == "ans" and words[0].isdigit():
            ages = {key: LEVELS.index(level) + _FIRST_AGE for key, level in levels.items() if level in LEVELS}
            keys = tuple(key for key, age in ages.items() if age == int(words[0]))
            near = [key for key, age in ages.items() if abs(age - int(words[0])) == 1]
            keys = () if near else keys
        else:
            return told
        return Mention(told.i, at + 2, keys, told.rule) if len(keys) == 1 else told

    def _told(self, scan: Scan, at: int, end: int, tag: str) -> Mention:
        if tag == "adult":
            own = scan.tokens[end - 1].text in {"fille", "fils"}
            return Mention(at, end, (), "skip" if own else "skip.adult")
        if tag in {"impersonal", "title"}:
            return Mention(at, end if tag == "impersonal" else at + 1, (), "skip")
        if tag in {"he", "she"}:
            return Mention(at, end, self._of_sex("m" if tag == "he" else "f"), f"pronoun.{tag}")
        if tag in {"they", "theyf"}:
            return Mention(at, end, self._by_sex[""], "pronoun.they")
        if tag == "other" and len(self.children) == 1 and [token.text for token in scan.tokens[at + 1 : end]] == ["petit", "fils"]:
            # A grandfather writes of the family's only child.
            keys = self._of_sex("m")
            return Mention(at, end, keys, "role.boy", "" if keys else "name_unknown")
        if tag == "other":
            return Mention(at, end, (), "role.other" if self._is_ordered_for(scan, at, end) else "role.aside", "name_unknown")
        if tag in _KIN and scan.tokens[end - 1].text in {"jumeau", "jumelle"} and not self._holds_twins():
            return Mention(at, end, (), "role.other", "name_unknown")
        if tag == "mixed":
            # "os meninos" are boys, or boys and girls together.
            boys, everyone = self._of_sex("m"), self._keys("all")
            plain = len(everyone) > 1 and (len(boys) <= 1 or boys == everyone)
            return Mention(at, end, everyone, "role.all", "" if plain else "which_child")
        if tag == "twomixed":
            # "os dois meninos" of a family of two are both, of a larger one its two boys.
            tag = "two" if len(self.children) == _PAIR else "twoboys"
        keys = self._keys(tag)
        if tag == "two" and scan.tokens[end - 1].text in {"jumeaux", "jumelles"}:
            keys = twins_of(self.children) or keys
            return Mention(at, end, keys, "role.two", "" if self._holds_twins() and len(keys) == _PAIR else "which_child")
        return Mention(at, end, keys, f"role.{tag}", self._problem(tag, keys))

    def _holds_twins(self) -> bool:
        ages = [age_order(child) for child in self.children]
        return len(set(ages)) < len(ages)

    def _is_ordered_for(self, scan: Scan, at: int, end: int) -> bool:
        """Tell "ma nièce mange lundi" from "nous recevons mes neveux"."""
        if at and scan.tokens[at - 1].text in _ORDERS_FOR:
            return True
        if end < len(scan.tokens) and scan.tokens[end].text in {"et", "ou", "aussi"}:
            return True
        match = self.lexicon.acts.at(scan.tokens, end) if end < len(scan.tokens) else None
        if match is not None and match.tag == "homemeal" and not _FEEDS.isdisjoint(token.text for token in scan.tokens[end : end + 2]):
            # "une amie s'occupe du déjeuner de Louise"
            return False
        if match is not None and match.tag in {"go", "stay", "home"}:
            # "son cousin vient à la maison" orders nothing.
            return not _ORDERED_WORDS.isdisjoint(token.text for token in scan.tokens[end : end + _NEAR])
        return self._does(scan, end)

    def _of_another(self, scan: Scan, at: int, match: Match) -> Mention | None:
        """Read somebody who is none of the family's children: a friend, a neighbour, a grown-up's sister."""
        end = at + match.length
        stranger = match.tag == "other" or (match.tag in _KIN and len(self.children) == 1)
        if stranger and at and scan.tokens[at - 1].text in _BESIDE:
            return Mention(at, end, (), "skip")
        grown = self.lexicon.names.at(scan.tokens, end) if match.tag == "other" and end < len(scan.tokens) else None
        if grown is not None and grown.tag == "adult":
            return Mention(at, end + grown.length, (), "role.kin", "name_unknown")
        if match.tag in _SINGLE and self._is_person(scan, end):
            return Mention(at, end + 1, (), "role.other", "name_unknown")
        if self._anothers(scan, end):
            return Mention(at, end, (), "role.other", "name_unknown")
        return None

    def _anothers_child(self, scan: Scan, at: int) -> bool:
        return at < len(scan.tokens) and scan.tokens[at].text in {"de", "d'"}

    def _is_person(self, scan: Scan, at: int) -> bool:
        """Tell "mon petit voisin" from "mon petit"."""
        return at < len(scan.tokens) and scan.tokens[at].text in self.lexicon.persons

    def _anothers(self, scan: Scan, at: int) -> bool:
        """Tell "les enfants de ma soeur" from the writer's own."""
        if at + 1 >= len(scan.tokens) or scan.tokens[at].text not in {"de", "d'", "des", "du"}:
            return False
        match = self.lexicon.names.at(scan.tokens, at + 1)
        return match is not None and match.tag in {"other", "adult"}

    # Names of fondness

    def _pet(self, scan: Scan, at: int) -> Mention | None:
        """Read a name of fondness: "mes zouaves" are all the children, "ma crevette" is one."""
        if at + 1 >= len(scan.tokens) or self.lexicon.language != "fr":
            return None
        lead, noun = scan.tokens[at].text, at + 1 + (scan.tokens[at + 1].text in self.lexicon.adjectives)
        if noun >= len(scan.tokens):
            return None
        word = scan.tokens[noun].text
        everyone = self._by_sex[""]
        if (lead in _OURS and word in PETS) or (lead in {"les", "aux"} and word in KIDS):
            return Mention(at, noun + 1, everyone, "role.all", self._problem("all", everyone))
        if (lead in _OWN and word in PET) or (lead in {"le", "la"} and word in KID):
            keys = self._of_sex({"la": "f", "ma": "f"}.get(lead, "")) if noun > at + 1 else everyone
            return Mention(at, noun + 1, keys or everyone, "role.child", self._problem("child", keys or everyone))
        return None

    def _is_pet_of(self, scan: Scan, at: int, end: int) -> bool:
        """Say whether the word after a number names the children: "mes deux zouaves", "les 2 loulous"."""
        if self.lexicon.language != "fr" or end >= len(scan.tokens) or end in scan.masked:
            return False
        word = scan.tokens[end].text
        if word in PETS or word in _SMALL_ONES:
            return True
        ours = any(token.text in _OURS for token in scan.tokens[at:end])
        read = word in self.lexicon.known or self.lexicon.acts.at(scan.tokens, end) or self.lexicon.dates.at(scan.tokens, end)
        return ours and word.endswith(("s", "x")) and word.isalpha() and not read

    # Classes

    def _level(self, scan: Scan, source: str, at: int) -> Mention | None:
        """Read "mon CM2", "celle de CP"; a class that nobody is said to be in is passed."""
        keys = self._in_class(scan, source, at)
        start = at - 1
        if start >= 0 and scan.tokens[start].text in _OWN:
            sex = {"mon": "m", "ma": "f"}.get(scan.tokens[start].text, "")
            agreeing = tuple(child.key for child in self.children if child.key in keys and child.sex in {sex, ""})
            return Mention(start, at + 1, agreeing or keys, "role.level", self._problem("child", agreeing or keys))
        if start >= 0 and len(keys) == 1 and scan.tokens[start].text in {"le", "la"}:
            told_apart = start > 0 and scan.tokens[start - 1].text in {"pas", "(", "non"}
            if told_apart or self._does(scan, at + 1):
                return Mention(start, at + 1, keys, "role.level")
        while start > at - _CLASS_LEADS and start >= 0 and scan.tokens[start].text in {"de", "du", "en", "est", "qui", "au"}:
            start -= 1
        if keys and 0 <= start < at - 1 and scan.tokens[start].text in {"celui", "celle"}:
            return Mention(start, at + 1, keys, "role.level", self._problem("child", keys))
        return Mention(at, at + 1, (), "skip")

    def _does(self, scan: Scan, at: int) -> bool:
        match = self.lexicon.acts.at(scan.tokens, at) if at < len(scan.tokens) else None
        return match is not None and match.tag in _DEEDS

    def _in_class(self, scan: Scan, source: str, at: int) -> tuple[int, ...]:
        said = fold_name(source[scan.tokens[at].start : scan.tokens[at].end]).replace(" ", "")
        return tuple(child.key for child in self.children if fold_name(child.level).replace(" ", "") == said)

    def by_level(self, source: str, scan: Scan) -> list[Mention]:
        """Return the mentions by class ("le CE1"), used where no name is given."""
        found: list[Mention] = []
        for at, masked in sorted(scan.masked.items()):
            if masked.kind == "class":
                keys = self._in_class(scan, source, at)
                found.append(Mention(at, at + 1, keys, "role.level", "" if len(keys) == 1 else "which_child"))
        return found

    # Whom a role means

    def _of_sex(self, sex: str) -> tuple[int, ...]:
        return self._by_sex[sex]

    def _keys(self, tag: str) -> tuple[int, ...]:
        if tag in {"all", "two", "three", "four", "oneof", "child"} or tag in _KIN:
            return self._by_sex[""]
        if tag in _RANKED:
            ranked = sorted(self.children, key=age_order)
            count = _RANKED[tag]
            return tuple(child.key for child in (ranked[:count] if tag.endswith("big") else ranked[-count:]))
        if tag in {"smallboy", "smallgirl"}:
            return self._smallest(self._of_sex("m" if tag == "smallboy" else "f"))
        if tag in {"boy", "boys", "twoboys", "girl", "girls", "twogirls"}:
            return self._of_sex("m" if "boy" in tag else "f")
        return self._ranked(tag)

    def _ranked(self, tag: str) -> tuple[int, ...]:
        """Return whom "l'aînée", "le cadet", "la grande" mean by their ages."""
        sex = {"eldestgirl": "f", "biggirl": "f", "youngestgirl": "f", "cadette": "f", "bigboy": "m"}.get(tag, "")
        of_sex = [child for child in self.children if not sex or child.sex in {sex, ""}]
        if tag in {"bigboy", "biggirl", "cadette"} and len(of_sex) == 1:
            return (of_sex[0].key,)
        ranked = sorted((child for child in self.children), key=age_order)
        if len(ranked) < 2 or any(age_order(child) == UNKNOWN_AGE for child in ranked):
            return tuple(child.key for child in of_sex)
        if len({age_order(child) for child in ranked}) < len(ranked):
            return tuple(child.key for child in of_sex)
        pick = {"cadet": 1, "cadette": 1, "third": 2, "youngest": -1, "youngestgirl": -1}.get(tag, 0)
        pool = ranked if len(of_sex) != 1 else of_sex
        if pick >= len(ranked):
            return ()
        chosen = pool[pick if len(pool) > 1 else 0]
        if sex and chosen.sex not in {sex, ""}:
            same = [child for child in ranked if child in of_sex]
            return (same[0 if pick >= 0 else -1].key,) if same else ()
        return (chosen.key,)

    def _smallest(self, keys: tuple[int, ...]) -> tuple[int, ...]:
        """Return the youngest of some children, where their ages tell: "la petite" of two sisters."""
        ages = sorted((age_order(child), child.key) for child in self.children if child.key in keys)
        clear = len({age for age, _ in ages}) == len(ages) and all(age != UNKNOWN_AGE for age, _ in ages)
        return (ages[-1][1],) if len(ages) > 1 and clear else keys

    def _problem(self, tag: str, keys: tuple[int, ...]) -> str:
        wanted = _WANTED.get(tag)
        if wanted is not None:
            return "" if len(keys) == wanted else "which_child"
        if tag in {"all", "boys", "girls"}:
            return "" if len(keys) > 1 else "which_child"
        if tag in _SIZES and len(keys) == 1:
            # "le petit" of a family whose only boy is the eldest may be the little girl.
            told = next(child for child in self.children if child.key == keys[0])
            fits = len(self.children) == 1 or any(is_ranked(told, other, _SIZES[tag]) for other in self.children if other is not told)
            return "" if fits else "which_child"
        return "" if len(keys) == 1 else "which_child"


_CLASS_LEADS = 5
_LAST = (["dernier"], ["derniere"])
_FEEDS = word_set(
    "occupe occupera occupent fait fera font donne donnera prepare preparera garde gardera prend prendra nourrit nourrira offre invite"
    " invitera emmene emmenera"
)
_THOSE = word_set("celui celle ceux celles")
_OF_A_GRADE = _THOSE | _OWN | _OURS | {"la"}
# What kinship, a class or one child more begins with.
_PLACING = KIN_OPENERS | _OF_A_GRADE | {"un", "une"}
_PAIR, _FIRST_AGE = 2, 2
# "le bébé de la fratrie" is one of them, not all.
_ONE_OF_ALL = word_set("bebe aine ainee cadet cadette benjamin benjamine dernier derniere petit petite grand grande")
_ADDING = word_set("et mais pour aussi , ;")
_AFTER_OTHER = word_set("aussi egalement pareil idem non oui ne n' pas mange mangera sera va ira reste restera , . ; ! ?")
_SIBLINGS = word_set("frere soeur frerot soeurette frangin frangine jumeau jumelle")
_ONE_CHILD = {"fille": "f", "gamine": "f", "garcon": "m", "fils": "m", "gamin": "m", "enfant": ""}
_SECTIONS = {"petite": "ps", "moyenne": "ms", "grande": "gs"}
_SIZES = {"bigboy": "big", "biggirl": "big", "smallboy": "small", "smallgirl": "small"}
_RANKED = {"twobig": 2, "twosmall": 2, "threebig": 3, "threesmall": 3}
_WANTED = {"two": 2, "three": 3, "four": 4, "twoboys": 2, "twogirls": 2, **_RANKED}
# "mes quatre petits" of a family of four
_SMALL_ONES = word_set("petits petites grands grandes")
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


def _ranks_other(scan: Scan, at: int) -> bool:
    """Tell "mon dernier mail", "le grand-père" and "le second jeudi de mai" from "mon dernier", "le grand" and "le second"."""
    if at >= len(scan.tokens):
        return False
    dated = scan.tokens[at].text in _WEEKDAYS and scan.tokens[at - 1].text in _ORDINALS
    return scan.tokens[at].text in _MESSAGES or (dated and at + 1 < len(scan.tokens) and scan.tokens[at + 1].text in {"de", "du", "d'"})


_OF_RANK = frozenset({"youngest", "youngestgirl", "eldest", "eldestgirl", "bigboy", "biggirl", "smallboy", "smallgirl", "cadet", "cadette"})
_WEEKDAYS, _ORDINALS = word_set("lundi mardi jeudi vendredi mercredi"), word_set("second seconde deuxieme troisieme")
_MESSAGES = word_set(
    "mail mails message messages courriel sms texto appel mot courrier formulaire versement paiement releve bulletin pere mere parents"
    " oncle tante semaine semaines quinzaine partie moitie fois periode journee option solution date seance"
)
