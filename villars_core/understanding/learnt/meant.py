"""Which of the children and days that are told in a message its order is about, told by the words around them.

"Tom mange jeudi, sa sœur est déjà inscrite, elle avait mangé mardi": two children and two days are told, one of each is meant. Two
linear models learnt from the corpus (`tools/learn_meant.py`) stand beside the grammar; what they may do to a reading is written here.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from villars_core.understanding.acts.acts import MEAL_INTENTS
from villars_core.understanding.acts.clauses import Parts, Said, cut
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.days.weeks_before import is_week_of_day
from villars_core.understanding.heard import Heard
from villars_core.understanding.kept import kept
from villars_core.understanding.language.text import word_set
from villars_core.understanding.learnt.around import Around, Place, weights
from villars_core.understanding.values import Evidence, Intent, Question, Reading

# Nobody tells more children or days in more words: time stays bounded.
_MOST_WORDS, _TWO, _MOST_TOLD = 250, 2, 10
_IN, _OUT = 0.8, 0.2
_KEPT, _DROPPED = 0.7, 0.3
# A child of several who is told so in an order is asked about.
_DOUBTED, _ASKED = 0.35, 0.5
_ACTING = frozenset({"cancel", "book", "eat", "absent", "sick", "home", "homemeal", "pickup", "pastabsent", "proof"})
_ALIKE = word_set("aussi egalement pareil pareillement idem meme enfin pardon veux plutot oups")
_AS_WELL_AS = (["ainsi", "que"],)
# "vendredi mamie le garde, pas besoin" takes a meal off as well.
_AS_WELL = word_set("aussi egalement encore pareil idem besoin")
_AS_THEY = frozenset({("comme", "lui"), ("comme", "elle"), ("comme", "eux"), ("comme", "elles"), ("non", "plus"), ("en", "plus")})
_EXCUSES = frozenset({"excuse", "sick", "go", "health"})
_PLAIN, _SINGLE = frozenset({"list", "range"}), frozenset({"day", "weekday", "rel", "offset"})
_OF_CHILDREN, _OF_DAYS = frozenset({"which_child"}), frozenset({"which_days", "confirm_day", "confirm_days"})


# What is told


def told_children(heard: Heard) -> list[Mention]:
    """Return the mentions of children by a name or a role, where more than one child is told, so that one may not be meant."""
    if len(heard.mentions) < _TWO:
        return []
    some = [one for one in heard.mentions if one.keys and one.rule != "name.parent" and not one.rule.startswith("pronoun")]
    return some if _is_bounded(heard, some) and len({key for one in some for key in one.keys}) >= _TWO else []


def told_days(heard: Heard) -> list[Said]:
    """Return what is said of days, where it is said more than once."""
    return list(heard.said) if _is_bounded(heard, heard.said) else []


def _is_bounded(heard: Heard, some: Sequence[object]) -> bool:
    return heard.lexicon.language == "fr" and len(heard.scan.tokens) <= _MOST_WORDS and _TWO <= len(some) <= _MOST_TOLD


def groups_of_child(around: Around, mention: Mention, intent: Intent) -> set[int]:
    """Return what stands around a child, and how it is told."""
    said = "name" if mention.rule.startswith("name") else _text(around.heard, (mention.i, mention.j))
    return around.groups((mention.i, mention.j), [f"M{said}"], intent)


def groups_of_day(around: Around, said: Said, intent: Intent) -> set[int]:
    """Return what stands around a day, how it is told and beside which other days."""
    return around.groups((said.i, said.j), _own(around.heard, said), intent)


def _own(heard: Heard, said: Said) -> list[str]:
    words = heard.scan.words[said.i : said.j]
    kinds = [f"{item.kind}/{item.mod}" for item in said.group.items]
    others = {f"{item.kind}/{item.mod}" for one in heard.said if one.i != said.i for item in one.group.items}
    first = kinds[0] if kinds else ""
    return [
        f"W{' '.join(words)}",
        *["w" + word for word in words],
        *["K" + kind for kind in kinds],
        f"G{said.group.kind}{len(kinds)}{said.denied}",
        f"O{[one.i for one in heard.said].index(said.i)}/{len(heard.said)}",
        *["V" + other for other in others],
        *[f"v{first}~{other}" for other in others],
    ]


def _text(heard: Heard, place: Place) -> str:
    return " ".join(heard.scan.words[place[0] : place[1]])


# Who and when are meant


@dataclass(frozen=True)
class _Meant:
    """How likely each mention and each day is one of an order's, worked out where it is asked for."""

    heard: Heard
    intent: Intent

    @kept
    def _around(self) -> Around:
        return Around(self.heard)

    @kept
    def children(self) -> list[tuple[Mention, float]]:
        """Return the mentions of children, each with how likely it is one of the order's."""
        known = self.heard.shares
        if self.intent not in known:
            some = told_children(self.heard)
            known[self.intent] = [(one, weights("children").share(groups_of_child(self._around, one, self.intent))) for one in some]
        return known[self.intent]

    @kept
    def days(self) -> list[tuple[Said, float]]:
        """Return what is said of days, each with how likely it is one of the order's."""
        some = told_days(self.heard)
        return [(one, weights("days").share(groups_of_day(self._around, one, self.intent))) for one in some]

    def child(self) -> dict[int, float]:
        """Return for each child told how likely the order is about it."""
        found: dict[int, float] = {}
        for mention, share in self.children:
            for key in mention.keys:
                found[key] = max(found.get(key, 0.0), share)
        return found

    def shown(self) -> str:
        """Return the shares as an evidence shows them."""
        days = ",".join(f"@{said.i}:{share:.2f}" for said, share in self.days)
        return ",".join([*(f"{key}:{share:.2f}" for key, share in sorted(self.child().items())), *([days] if days else [])])


def likely_meant(heard: Heard, intent: Intent) -> _Meant:
    """Return how likely each child and each day told is one that an order of this intent is about."""
    return _Meant(heard, intent)


def as_meant(reading: Reading, heard: Heard, read_again: Callable[[Heard], Reading]) -> Reading:
    """Return an order read again without the children and days that are not meant, where the words around tell who and when is."""
    if reading.intent not in MEAL_INTENTS or reading.others or max(len(heard.mentions), len(heard.said)) < _TWO:
        return reading
    kinds = {question.kind for question in reading.questions}
    if kinds and not kinds & (_OF_CHILDREN | _OF_DAYS):
        return reading
    meant = likely_meant(heard, reading.intent)
    sure = (_IN, _OUT) if kinds else (_KEPT, _DROPPED)
    fewer = _without_children(heard, meant, sure) if not kinds or kinds & _OF_CHILDREN else None
    fewer = _without_days(fewer or heard, meant, sure) or fewer if not kinds or kinds & _OF_DAYS else fewer
    if fewer is None:
        return reading
    again = read_again(fewer)
    if again.intent is not reading.intent or (again.children, again.days, again.questions) == (
        reading.children,
        reading.days,
        reading.questions,
    ):
        return reading
    if (again.questions and not kinds) or not set(again.days) <= set(reading.days or again.days):
        # What the grammar left out already is no doubt; a week that holds the days told beside it is not left out.
        return reading
    return replace(again, evidence=(*again.evidence, Evidence(0, 0, "", "likely.whom", meant.shown())))


def or_asked(reading: Reading, heard: Heard) -> Reading:
    """Return a reading with the question which child is meant, where one of several is in the order and the words around tell not."""
    if len(reading.children) < _TWO or len(heard.mentions) < _TWO:
        return reading
    if reading.intent not in MEAL_INTENTS or reading.others or reading.questions:
        return reading
    if any(one.rule in _COUNTED for one in reading.evidence):
        # "Jade et Emma devaient être chez mamie ; cantine pour les deux jeudi"
        return reading
    meant = likely_meant(heard, reading.intent)
    shares = meant.child()
    if all(shares.get(key, 1.0) > _DOUBTED for key in reading.children):
        return reading
    question = Question("which_child", tuple(str(key) for key in shares))
    shown = Evidence(0, 0, "", "likely.whom", meant.shown())
    return replace(reading, questions=(question,), confidence=_ASKED, evidence=(*reading.evidence, shown))


_COUNTED = frozenset({"role.two", "role.twogirls", "role.twoboys", "role.three", "role.four"})


def _without_children(heard: Heard, meant: _Meant, sure: tuple[float, float]) -> Heard | None:
    shares = meant.child()
    kept = {key for key, share in shares.items() if share >= sure[0]}
    out = {key for key, share in shares.items() if share <= sure[1]}
    if not kept or not out or kept | out != shares.keys() or _may_join(heard, meant, out) or _order_themselves(heard, kept, out):
        return None
    if any(one.problem and kept & {*one.keys} for one in heard.mentions) or any(token.text == "ou" for token in heard.scan.tokens):
        return None
    return _cut_again(heard, [one for one in heard.mentions if not one.keys or not out >= {*one.keys}], heard.said)


def _without_days(heard: Heard, meant: _Meant, sure: tuple[float, float]) -> Heard | None:
    kept = [said for said, share in meant.days if share >= sure[0]]
    out = {said.i for said, share in meant.days if share <= sure[1]}
    if not kept or not out or len(kept) + len(out) != len(meant.days) or any(is_week_of_day(one) for one, _ in meant.days):
        return None
    if not all(one.group.kind in _PLAIN for one in kept) or not any(item.kind in _SINGLE for said in kept for item in said.group.items):
        return None
    if any(one.i in out and item.kind == _BACK for one in heard.said for item in one.group.items):
        # "à la reprise elle mangera jeudi et vendredi": the weekdays lie behind it.
        return None
    if any(one.i in out and _is_alike(one, heard) for one in heard.said):
        return None
    if any(_are_joined(one, other, heard) for one, other in pairwise(heard.said) if (one.i in out) != (other.i in out)):
        return None
    return _cut_again(heard, heard.mentions, [one for one in heard.said if one.i not in out])


def _is_alike(said: Said, heard: Heard) -> bool:
    """Say whether a day is told to be as another is: "jeudi Tom ne mange pas, vendredi non plus", "jeudi elle sera encore absente"."""
    after = heard.scan.words[said.j : said.j + 2]
    if not _ALIKE.isdisjoint(after) or tuple(after) in _AS_THEY or heard.scan.words[max(said.i - 2, 0) : said.i] in _AS_WELL_AS:
        return True
    starts = heard.sentence_starts
    if not starts[said.i] or starts[said.i] == starts[heard.said[0].i]:
        return False
    rest = [word for at, word in enumerate(heard.scan.words[said.j :], said.j) if starts[at] == starts[said.i]]
    return not _AS_WELL.isdisjoint(rest) or ("non", "plus") in pairwise(rest)


def _are_joined(one: Said, other: Said, heard: Heard) -> bool:
    """Say whether two days are told in one breath, so that both are meant: "mardi ni le jeudi suivant"."""
    between = heard.scan.words[one.j : other.i]
    return not _JOINS.isdisjoint(between) and _JOINING.issuperset(between)


_BACK = "back"
_JOINS, _JOINING = word_set("et ni"), word_set("et ni le la les")


def _cut_again(heard: Heard, mentions: list[Mention], said: list[Said]) -> Heard:
    clauses = cut(Parts(heard.scan, heard.folded.plain, heard.cues, mentions, said))
    return replace(heard, mentions=mentions, said=said, clauses=clauses)


def _order_themselves(heard: Heard, kept: set[int], out: set[int]) -> bool:
    """Say whether acts are told with those left out and none with those meant: "Aminata vient en plus, sa sœur n'y mange pas"."""
    acting = [{key for one in clause.mentions for key in one.keys} for clause in heard.clauses if clause.tags & _ACTING]
    return any(keys and keys <= out for keys in acting) and not any(keys & kept for keys in acting)


def _eats_with(mention: Mention, heard: Heard) -> bool:
    """Say whether another eats with a sibling told by name, who may eat there too: "Mamadou mange avec sa sœur Fatou"."""
    before = heard.scan.words[max(mention.i - _COMPANY, 0) : mention.i]
    if "avec" not in before or before[-1] not in _SIBLINGS:
        return False
    start = heard.sentence_starts[mention.i]
    return not any(cue.denied for cue in heard.cues if start <= cue.i < mention.i)


_COMPANY, _SIBLINGS = 4, word_set("frere soeur")


def _may_join(heard: Heard, meant: _Meant, keys: set[int]) -> bool:
    """Say whether what is told of some children may make them part of the order: "Tom pareil", "sa sœur fera comme lui"."""
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    for mention, _ in meant.children:
        if not keys & {*mention.keys}:
            continue
        stop = next((at for at in range(mention.j, len(starts)) if starts[at] != starts[mention.i]), len(starts))
        near = [token.text for token in tokens[max(mention.i - 1, starts[mention.i]) : stop]]
        if not _ALIKE.isdisjoint(near) or any(pair in _AS_THEY for pair in pairwise(near)):
            return True
        if _eats_with(mention, heard):
            return True
        tags = {cue.tag for cue in heard.cues if starts[mention.i] <= cue.i < stop}
        if starts[mention.i] and any(cue.j == mention.i and cue.tag == "absent" and not cue.denied for cue in heard.cues):
            # "Léa est absente jeudi. On garde Tom.": so may he be.
            return True
        if "withthem" in tags and not tags & {"eat", "canteen"}:
            # "Tom n'a pas de boutons, il reste avec elle."
            return True
        if starts[mention.i] and tags and tags <= _EXCUSES:
            # "Tom va chez le dentiste.": he may be away too.
            return True
    return False
