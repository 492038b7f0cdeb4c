"""Says which children an order is about, and what must be asked of them."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from villars_core.understanding.acts.orders import Order
from villars_core.understanding.beside.doubts import is_spared
from villars_core.understanding.beside.stretches import ORDERED, Stretch
from villars_core.understanding.children.corrections import put_right
from villars_core.understanding.children.excepted import is_excepted
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.children.only_them import only_them
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, word_set
from villars_core.understanding.values import Context, Intent, Question

_SEXES = {"il": "m", "elle": "f"}


def children_of(order: Order, heard: Heard, context: Context) -> tuple[tuple[int, ...], list[Question]]:
    """Return the children of an order, those taken out left aside, with the questions that they call for."""
    mentions = [one for one in order.mentions if one.keys or one.problem] or [one for one in heard.mentions if one.keys or one.problem]
    if len(mentions) == 1 and _is_told_alone(mentions[0], order, heard):
        return mentions[0].keys, []
    aside = [one for one in mentions if is_excepted(one, heard) or is_spared(one, order, heard)]
    if aside:
        mentions = _without_aside(mentions, aside)
    mentions = _without_strangers(_without_taken_back(_without_told_adults(mentions, heard), heard), order)
    mentions = only_them(_without_company(mentions, order, heard), heard)
    mentions, apart = _of_the_act(mentions, order, heard)
    mentions, unsure = _taken_up(mentions, order, heard, context)
    questions = [Question(one.problem, tuple(str(key) for key in one.keys)) for one in mentions if one.problem]
    questions += [which_child(context)] if not questions and (unsure or apart or _adds_told(mentions, order, heard)) else []
    keys = tuple(dict.fromkeys(key for one in mentions for key in one.keys if not one.problem))
    if mentions:
        known = tuple(child.key for child in context.children if child.key in keys)
        return known, questions or ([] if known else [which_child(context)])
    if len(context.children) == 1:
        return (context.children[0].key,), []
    if context.child_spoken_of:
        return context.child_spoken_of, []
    return (), [which_child(context)]


def _is_told_alone(mention: Mention, order: Order, heard: Heard) -> bool:
    """Say whether the only mention of children is of one, who is told plainly: nothing beside it then tells of another."""
    if len(mention.keys) != 1 or mention.problem or is_excepted(mention, heard) or is_spared(mention, order, heard):
        return False
    return order.act.intent is not Intent.BOOK_MEAL or not mention.i or heard.scan.words[mention.i - 1] not in _BESIDE


_BESIDE = frozenset({"avec", "comme"})


def _without_aside(mentions: list[Mention], aside: list[Mention]) -> list[Mention]:
    """Leave out the children who are taken out, by their names or among others."""
    meant = {key for one in mentions if one not in aside and one.rule.startswith("name") for key in one.keys}
    out = {key for one in aside for key in one.keys} - meant
    mentions = [one for one in mentions if one not in aside] or mentions
    return [replace(one, keys=tuple(key for key in one.keys if key not in out)) for one in mentions] if out else mentions


def _without_taken_back(mentions: list[Mention], heard: Heard) -> list[Mention]:
    """Leave out a child who is put right by the one named after it: "pour Jade lundi… pardon, pour Emma"."""
    if len(heard.mentions) == 1:
        return mentions
    for mention in mentions:
        gone = put_right(mention, heard)
        if gone:
            return [one for one in mentions if one not in gone]
    return mentions


def which_child(context: Context) -> Question:
    """Return the question which of the family's children is meant."""
    return Question("which_child", tuple(str(child.key) for child in context.children))


def _without_told_adults(mentions: list[Mention], heard: Heard) -> list[Mention]:
    """Leave out a stranger who is only greeted, or the writer's own: "bonjour à Sylvie", "ma sœur Awa est là, pas de cantine pour lui"."""
    words = heard.scan.words
    strangers = [one for one in mentions if one.problem == "name_unknown" and one.i > 1 and not one.keys]
    adults = [
        one for one in strangers if (words[one.i - 1] == "a" and words[one.i - 2] in _GREETED) or _is_writers_kin(one, mentions, heard)
    ]
    adults += [
        one for one in mentions if one.rule == "role.other" and not _PARTNERS.isdisjoint(words) and _are_partners(one, mentions, words)
    ]
    return [one for one in mentions if one not in adults] if adults else mentions


def _are_partners(others: Mention, mentions: Sequence[Mention], words: Sequence[str]) -> bool:
    """Say whether somebody's children are the partner's, and named behind it: "les garçons de mon mari, Hugo et Nathan, …"."""
    stop = next((at for at in range(others.i, len(words)) if words[at] in MARKS), len(words))
    if others.keys or _PARTNERS.isdisjoint(words[others.i : stop]):
        return False
    return any(one.i == stop + 1 and one.keys and one.rule == "name.exact" for one in mentions)


_PARTNERS = word_set("mari femme conjoint conjointe compagnon compagne epoux epouse")


def _is_writers_kin(stranger: Mention, mentions: Sequence[Mention], heard: Heard) -> bool:
    """Say whether somebody is a brother or sister of who writes, beside a child who is named, and no act is told of them."""
    words = heard.scan.words
    if words[stranger.i - 1] not in _SIBLINGS or words[stranger.i - 2] not in {"mon", "ma"}:
        return False
    stop = next((at for at in range(stranger.j, len(words)) if words[at] in MARKS), len(words))
    acts = any(stranger.j <= cue.i < stop and cue.tag in ORDERED - {"go", "stay"} for cue in heard.cues)
    return not acts and any(one.keys and one.rule.startswith("name") and not one.problem for one in mentions)


_GREETED = word_set("bonjour bisous bises bisou bise salutations amities merci")
_SIBLINGS = word_set("frere soeur")


def _without_strangers(mentions: list[Mention], order: Order) -> list[Mention]:
    """Leave out a stranger who is told apart from the act, where the act names its child itself."""
    if all(one.keys for one in mentions):
        return mentions
    own = [one for clause in order.own for one in clause.mentions]
    if not any(one.keys and not one.problem and one.rule.startswith("name") for one in own):
        return mentions
    return [one for one in mentions if one.keys or one in own]


def _without_company(mentions: list[Mention], order: Order, heard: Heard) -> list[Mention]:
    """Leave out whom the one who is booked joins: "Fatou revient jeudi, mettez-la avec Aminata", "comme sa sœur, merci de l'ajouter"."""
    if order.act.intent is not Intent.BOOK_MEAL or heard.lexicon.language != "fr":
        return mentions
    tokens = heard.scan.tokens
    beside = [one for one in mentions if one.i and tokens[one.i - 1].text in _BESIDE and not one.rule.startswith("pronoun")]
    told = [at for clause in order.clauses for at in range(clause.i, clause.j)] if beside else []
    if not any(_is_of_one(at, heard) for at in told):
        return mentions
    left = [one for one in mentions if one not in beside]
    alone = {key for one in left if not one.rule.startswith("pronoun") for key in one.keys}
    # "mettez-la avec Tom" where more than one child was told before
    return left if len(alone) == 1 else [replace(one, problem="which_child") for one in mentions]


def _is_of_one(at: int, heard: Heard) -> bool:
    """Say whether a word is the object of a command, one child told before: "mettez-la", "merci de l'ajouter"."""
    tokens = heard.scan.tokens
    if not at or tokens[at].text not in {"le", "la", "l'"}:
        return False
    after = tokens[at + 1].text if at + 1 < len(tokens) else ""
    commanded = tokens[at - 1].text.endswith("ez") and heard.folded.source[tokens[at].start - 1] == "-"
    return (commanded and tokens[at].text != "l'") or after in _TO_PUT


_TO_PUT = word_set(
    "ajouter rajouter inscrire reinscrire mettre remettre noter compter prendre reserver accueillir garder installer placer reprendre"
)


def _of_the_act(mentions: list[Mention], order: Order, heard: Heard) -> tuple[list[Mention], bool]:
    """Keep the act's own children where they are among those told before it; say whether others were.

    "Mardi il y aura Aminata, sa sœur ne mange pas" tells one of each: it is asked whom the order is about.
    """
    own = [one for clause in order.told for one in clause.mentions if one.keys and not one.rule.startswith("pronoun")]
    if not own:
        return mentions, False
    start = min(one.i for one in own)
    if any(one.rule.startswith("pronoun") and one.i < start for clause in order.told for one in clause.mentions):
        # "Louis est malade, il sera absent mardi, et sa sœur aussi": the pronoun takes him up.
        return mentions, False
    before = [one for one in mentions if one.keys and one.i < start and not one.rule.startswith("pronoun")]
    if not before:
        return mentions, False
    french = heard.lexicon.language == "fr"
    while before and (
        _is_list([token.text for token in heard.scan.tokens[before[-1].j : start]]) if french else _begins_list(before, own, heard)
    ):
        # "jeudi, Tom et sa sœur ne mangent pas": a list of names may begin before the clause of the act.
        own.append(before.pop())
        start = own[-1].i
    meant, others = {key for one in own for key in one.keys}, {key for one in before for key in one.keys}
    if meant < others:
        return [one for one in mentions if one.i >= start], False
    return mentions, bool(others) and not meant & others


def _is_list(between: Sequence[str]) -> bool:
    """Say whether nothing but what joins them stands between two names, whose kin the second is at most: "Tom et sa sœur Léa"."""
    if len(between) > 1 and between[0] in _LISTS and between[1] in _OWN and between[-1] in _KIN:
        between = between[:1]
    return all(word in _LISTS for word in between)


def _begins_list(before: list[Mention], own: list[Mention], heard: Heard) -> bool:
    """Say whether names behind nothing but a day are joined to an act's own: "on Thursday Tom and Léa eat"; not "Tom comes and Léa…"."""
    tokens = heard.scan.tokens
    first = next((at for at in range(len(before)) if _are_joined(before[at:], heard)), len(before) - 1)
    at = before[first].i - 1
    while at >= 0 and tokens[at].text in _ARTICLES:
        at -= 1
    opening = at < 0 or at in heard.dated or not tokens[at].text[:1].isalnum() or tokens[at].text in _OPENERS
    start = min(one.i for one in own)
    between = {token.text for token in tokens[before[-1].j : start]}
    listed = len(own) > 1 and "," in between
    return opening and between <= _JOINS and (listed or not between <= _ARTICLES | {","})


def _are_joined(names: list[Mention], heard: Heard) -> bool:
    between = [heard.scan.tokens[one.j : other.i] for one, other in pairwise(names)]
    return all(words and all(word.text in _JOINS for word in words) for words in between)


def _adds_told(mentions: list[Mention], order: Order, heard: Heard) -> bool:
    """Say whether a child would be added by what is only told of it after the act: "annulez Léa jeudi, Tom garde son lit" (French)."""
    if heard.lexicon.language != "fr":
        return False
    named = {key for one in mentions if not one.rule.startswith("pronoun") for key in one.keys}
    if len(named) < _BOTH:
        return False
    stretches = heard.stretches
    acting = [one for one in stretches if one.tags & ORDERED and any(clause.i <= one.i < clause.j for clause in order.own)]
    meant = {key for one in acting for key in one.keys}
    if not meant:
        return False
    later = [one for one in stretches if one not in acting and one.i > acting[0].i and (one.keys & named) - meant]
    return any(_tells(one, heard) for one in later)


def _tells(one: Stretch, heard: Heard) -> bool:
    """Say whether a stretch holds more than a name, a day and what adds them."""
    inside = {at for mention in one.mentions for at in range(mention.i, mention.j)} | {at for cue in one.cues for at in range(cue.i, cue.j)}
    words = [word for at, word in enumerate(one.words, one.i) if at not in inside and at not in heard.dated and word.isalpha()]
    return any(word not in _ADDS for word in words)


_BOTH = 2
_ADDS = word_set(
    "et aussi egalement pareil pareillement idem non plus ainsi que pour avec de le la les l' a au aux son sa ses leur leurs lui elle eux"
    " elles merci svp stp ni bien sur donc puis alors enfin plutot pas oubliez oublier oublie n' sans mais y compris meme chose comme tous"
    " un une autre toutes deux trois quatre ensemble c' est valable vaut mon ma mes fils fille petit petite grand grande frere soeur"
)
_LISTS = frozenset({"et", ",", "&", "ni", "+", "pour"})
_OWN = word_set("son sa ses leur")
_KIN = word_set("frere soeur freres soeurs frangin frangine frerot soeurette jumeau jumelle cadet cadette aine ainee")
# The same in the other languages, with the articles that Portuguese puts before a name.
_ARTICLES = word_set("o a os as")
# "así que Tom y Léa faltan": what joins two sentences opens a list as a mark does.
_OPENERS = word_set("so that entao portanto logo que entonces")
_JOINS = word_set("and nor y e ni nem ve ile ne و ولا , & +") | _ARTICLES


def _taken_up(mentions: list[Mention], order: Order, heard: Heard, context: Context) -> tuple[list[Mention], bool]:
    """Tell whom "il" or "elle" takes up, where the act names nobody itself; say whether that leaves more than one child.

    "Léa a passé la nuit à l'hôpital pendant que Léo dormait. Elle sera absente demain." is about Léa.
    """
    if heard.lexicon.language != "fr":
        return mentions, False
    own = [one for clause in order.own for one in clause.mentions]
    sex = _sex_of(own, heard)
    if not sex or any(one.keys and not one.rule.startswith("pronoun") for one in own):
        return mentions, False
    start = max(one.i for one in own)
    before, after = [one for one in mentions if one.i < start], [one for one in mentions if one.i >= start]
    if len({key for one in before for key in one.keys}) < 2:
        return mentions, False
    sexes = {child.key: child.sex for child in context.children}
    agreeing = [one for one in before if one.keys and all(sexes[key] in {sex, ""} for key in one.keys)]
    kept = agreeing or before
    return [*kept, *after], len({key for one in kept for key in one.keys}) > 1


def _sex_of(own: Sequence[Mention], heard: Heard) -> str:
    """Return the sex that the pronouns of an act tell, where they tell one child."""
    said = {heard.scan.tokens[one.i].text for one in own if one.rule.startswith("pronoun")}
    return _SEXES[next(iter(said))] if len(said) == 1 and said <= _SEXES.keys() else ""
