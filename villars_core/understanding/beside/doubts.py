"""Finds what an order leaves in doubt: a denial that bears on nothing, a child taken out, a condition, an unknown verb."""

import itertools
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from villars_core.understanding.abroad.told_persons import is_neither_child
from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.acts.cues import DENIABLE, Cue
from villars_core.understanding.acts.orders import OPPOSITE, Order
from villars_core.understanding.beside.becauses import parts_meals
from villars_core.understanding.beside.beside_childcare import is_apart
from villars_core.understanding.beside.counted import counts_meals
from villars_core.understanding.beside.hedges import hedges_of, was_said
from villars_core.understanding.beside.means import is_means
from villars_core.understanding.beside.recovered import eats_all_the_same, is_over
from villars_core.understanding.beside.sentences import Sentences
from villars_core.understanding.children.corrections import BEFORE, OPENING, put_right
from villars_core.understanding.children.excepted import NOTHING_ELSE, SAVE, is_excepted
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.days.some_days import is_first_day
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, Token, word_set
from villars_core.understanding.values import Intent, Question

_LETTERS = 2
# What is told without a verb of its own; in French, going is not.
_VERBLESS = frozenset({"act.canteen", "act.go"})


def doubts_of(order: Order, heard: Heard, days: int = 0) -> list[Question]:
    """Return the questions that the act and the words beside it call for; `days`: how many it was read as."""
    found: list[Question] = []
    if order.act.doubt:
        found.append(Question(order.act.doubt))
    elif _both_ways(order) or _half_read(order, heard) or parts_meals(order.own, heard):
        found.append(Question("which_act"))
    own = Sentences.of(order, heard)
    tags: AbstractSet[str] = heard.tags & _ASKING
    if tags:
        tags = {cue.tag for clause in own.clauses() for cue in clause.cues} if heard.lexicon.language == "fr" else order.tags
    # "Tom restera à la garderie jeudi. Inscrivez-le": no meal is told.
    cared = "childcare" in tags or ("childcare" in heard.tags and "childcare" in order.tags and order.tags.isdisjoint(_FED))
    minded = cared and (order.act.intent in OPPOSITE or order.act.rule == "act.go_not")
    if minded and not is_apart(order, own, heard) and not _is_meal_at_noon(order):
        found.append(Question("which_activity"))
    if order.act.rule == "act.eat" and order.act.intent is Intent.BOOK_MEAL and _is_liked(order, heard):
        found.append(Question("confirm_days"))
    if order.act.rule == "act.sick" and is_over(heard):
        found.append(Question("condition"))
    ill = order.act.intent is Intent.BOOK_MEAL and any(cue.tag == "sick" and not cue.denied for cue in heard.cues)
    if (ill or order.act.intent is Intent.REPORT_ABSENCE) and eats_all_the_same(heard):
        found.append(Question("condition"))
    if heard.lexicon.language == "fr" and _is_from_now_on(order, own, heard):
        found.append(Question("confirm_days"))
    found += hedges_of(order, heard)
    if ("partial" in tags or counts_meals(order, heard, days)) and not any(
        item.kind in _SINGLE or is_first_day(said, heard) for said in order.said for item in said.group.items
    ):
        found.append(Question("which_days"))
    if _only_then(order, own, heard):
        found.append(Question("which_days"))
    return found


# What calls for a question where it is told beside the act.
_ASKING = frozenset({"childcare", "partial"})
_FED = frozenset({"canteen", "eat", "noon", "home", "homemeal"})


def _is_liked(order: Order, heard: Heard) -> bool:
    """Say whether the only day is told of what is liked: "Noah mange bien à la cantine, il adore les frites du jeudi"."""
    liked = [cue.i for cue in heard.cues if cue.tag == "like"]
    return bool(liked and order.said) and all(said.i > liked[0] for said in order.said)


def _is_from_now_on(order: Order, own: Sentences, heard: Heard) -> bool:
    """Say whether a day is told for all the weeks to come: "désormais", "dorénavant", "à l'avenir"."""
    tokens = heard.scan.tokens
    if order.act.intent in OPPOSITE and order.said and all(tokens[one.j - 1].text == "moment" for one in order.said):
        # "Tom ne mange plus en ce moment"
        return True
    if _FROM_NOW_ON.isdisjoint(heard.scan.vocabulary):
        return False
    for at, token in enumerate(tokens):
        if token.text in _FROM_NOW_ON and (token.text != "avenir" or tokens[at - 1].text == "l'") and own.holds(at):
            return True
    return False


_FROM_NOW_ON = word_set("desormais dorenavant avenir")


def _is_meal_at_noon(order: Order) -> bool:
    """Say whether a meal at noon is told apart from the childcare: "à la garderie vendredi soir mais ne mange pas le midi"."""
    told = {tag for clause in order.told for tag in clause.tags if not any(cue.tag == "childcare" for cue in clause.cues)}
    return "noon" in told and bool(told & {"canteen", "eat"})


def _only_then(order: Order, own: Sentences, heard: Heard) -> bool:
    """Say whether "ne … que" bears on the act: "Tom ne mange que mardi"; what else it bears on is the writers' affair."""
    only = [cue for cue in heard.cues if cue.tag == "ne" and own.holds(cue.i)] if "ne" in heard.tags else []
    if not only:
        return False
    tokens = heard.scan.tokens
    commands = commanded(order.own, tokens, heard.dated) if heard.lexicon.language == "fr" else []
    for cue in only:
        if commands and not any(one.i <= cue.i < one.j for one in commands):
            continue
        words = [_WHOLE_QUE.get(token.text, token.text) for token in tokens[cue.j : cue.j + 4]]
        if "que" not in words[:3] or words[0] == "est" or _RETURNS & set(words[: words.index("que")]):
            continue
        que = cue.j + words.index("que")
        if order.act.rule == "act.home" and any(one.tag == "home" and one.i == que + 1 for one in heard.cues):
            # "il ne mange qu'à la maison"
            continue
        if heard.lexicon.language != "fr" or any(cue.j <= one.i < que and one.tag in _EATS for one in heard.cues):
            return True
    return False


_WHOLE_QUE = {"qu'": "que"}
# "ne revient que le soir" tells when somebody is back, "ne … pas que" more than one thing.
_RETURNS = word_set("pas revient reviennent reviendra reviendront rentre rentrent rentrera rentreront reprend reprendra reprendront")
_EATS = frozenset({"eat", "go", "stay", "canteen", "cancel", "book", "need", "absent", "can"})


def _half_read(order: Order, heard: Heard) -> bool:
    """Say whether an order without a verb stands beside words that the lexicon does not know: one of them may be the verb."""
    if order.act.rule not in _VERBLESS:
        return False
    plain = heard.lexicon.plain
    french = heard.lexicon.language == "fr"
    if not plain or (french and (order.act.rule == "act.go" or "need" in order.tags)):
        return False
    for clause in Sentences.of(order, heard).clauses() if french else order.clauses:
        read = {at for cue in clause.cues for at in range(cue.i, cue.j)}
        read |= {at for mention in clause.mentions for at in range(mention.i, mention.j)}
        read |= {at for said in clause.said for at in range(said.i, said.j)}
        said = min((one.j for one in clause.said), default=clause.j)
        for at in range(clause.i, clause.j) if french else _beside_order(clause, heard):
            word = heard.scan.words[at]
            if french and at >= said and word in _PLEASE:
                # What follows a please after the day is no part of the order.
                break
            if french and (not word.endswith(_VERBAL) or (at and heard.scan.words[at - 1] in heard.lexicon.nominal)):
                continue
            if at not in read and len(word) > _LETTERS and word.isalpha() and word not in plain and not heard.lexicon.dates.holds(word):
                return True
    return False


def _beside_order(clause: Clause, heard: Heard) -> list[int]:
    """Return the places of the stretches of a clause that tell a meal, a child or a day: what parted words say is a reason."""
    tokens, words, dated = heard.scan.tokens, heard.lexicon, heard.dated
    told = {cue.i for cue in clause.cues if cue.tag in _EATS} | {one.i for one in clause.said}
    told |= {one.i for one in clause.mentions if not one.rule.startswith("pronoun")}
    marks = [
        at for at in range(clause.i, clause.j) if at not in dated and (tokens[at].text in MARKS or words.tells("parting", tokens[at].text))
    ]
    stretches = [range(start + 1, stop) for start, stop in itertools.pairwise((clause.i - 1, *marks, clause.j))]
    return [at for stretch in stretches if not told.isdisjoint(stretch) for at in stretch]


_PLEASE = word_set("svp stp merci mrc mci")
_VERBAL = ("tion", "sion", "er", "ez", "ir", "ait", "age", "era", "eront", "ira", "iront", "erais", "erait")


def _both_ways(order: Order) -> bool:
    """Say whether one act is told and denied, each with days of its own: "pas de cantine mardi mais cantine jeudi"."""
    if len(order.said) <= 1:
        return False
    dated = [cue for clause in order.clauses if clause.said for cue in clause.cues if cue.tag in {"eat", "canteen", "cancel", "book", "go"}]
    dated = [cue for cue in dated if cue.denied or cue.tag != "canteen" or _has_day(cue, dated, order)]
    return any({cue.denied for cue in dated if cue.tag == tag} == {True, False} for tag in {cue.tag for cue in dated})


def _has_day(cue: Cue, dated: Sequence[Cue], order: Order) -> bool:
    """Say whether a day stands beside a meal and not behind its denial: not in "le bruit du réfectoire, pas de repas le 2 ni le 3"."""
    others = [one.i for one in dated if one.denied and one.tag == cue.tag]
    low = max((at for at in others if at < cue.i), default=-1)
    high = min((at for at in others if at > cue.i), default=cue.j + _FAR_DAYS)
    return any(low < said.i < high for said in order.said)


_FAR_DAYS = 10_000


# What may bear on nothing.
_LOOSE = frozenset({"neg", "negplus", "shift", "correct"})


def loose_words(order: Order, heard: Heard) -> list[Question]:
    """Ask where a denial beside the act bears on nothing that was read: "Léa mange mardi mais pas Tom"."""
    tokens, french = heard.scan.tokens, heard.lexicon.language == "fr"
    own = Sentences.of(order, heard)
    loose = not _LOOSE.isdisjoint(heard.tags)
    taken = {said.i - back for said in heard.said if said.denied or said.group.excepted for back in range(1, 5)} if loose else set()
    for clause in order.clauses if loose else ():
        for cue in [one for one in clause.cues if one.tag in _LOOSE]:
            if (
                french
                and not cue.denied
                and (cue.tag == "neg" or _is_opened(cue, order, tokens))
                and _bears(cue, clause, own, heard)
                and (tokens[cue.i].text == "rien" or not taken & set(range(cue.i, cue.j)))
                and not _own_verb(cue, clause, tokens)
                and not (tokens[cue.i].text == "eviter" and tokens[cue.i - 1].text == "pour")
            ):
                after = min((one for one in heard.mentions if one.i >= cue.j), key=lambda one: one.i, default=None)
                if (tokens[cue.i].text == "non" and cue.j - cue.i > 1) or _is_not_there(cue, order, heard):
                    continue
                if (after is not None and _is_without(cue, after, order, heard)) or _is_not_here(cue, order, heard):
                    continue
                if _is_of_rest(cue, order, heard):
                    continue
                if after is not None and (is_excepted(after, heard) or is_spared(after, order, heard)):
                    continue
                return [Question("which_act")]
            if (
                cue.tag == "correct"
                and tokens[cue.j - 1].text in {"non", "nan"}
                and not _is_change_of_mind(cue, order, tokens)
                and not was_said(cue, order, tokens)
                and not taken & {cue.i, cue.i + 1}
                and not _corrects(cue, heard)
            ):
                return [Question("which_act")]
    if french and order.act.intent is Intent.BOOK_MEAL and "ni" in heard.scan.vocabulary and _is_neither(heard):
        return [Question("which_act")]
    if not _SAVE_ONLY.isdisjoint(heard.scan.vocabulary) and any(_saves_nothing(clause, heard) for clause in order.clauses):
        return [Question("which_days")]
    mentions = order.mentions
    if (_either_name(mentions, heard) and not is_neither_child(order, heard)) or _corrected_role(order, heard):
        return [Question("which_child")]
    pronouns = {one.rule for one in mentions if one.keys} if len(mentions) > 1 else set()
    if {"pronoun.he", "pronoun.she"} <= pronouns and (len(order.said) > 1 or heard.lexicon.language != "fr"):
        return [Question("which_child")]
    return []


def _is_change_of_mind(cue: Cue, order: Order, tokens: Sequence[Token]) -> bool:
    """Say whether a "finalement non" goes before what it says again: "finalement non, Tom ne mange pas jeudi"."""
    led = cue.i > 0 and tokens[cue.i - 1].text in {"finalement", "enfin", "final"}
    return led and order.act.intent is Intent.CANCEL_MEAL and order.own[0].i <= cue.i < min((one.i for one in order.said), default=0)


def _is_neither(heard: Heard) -> bool:
    """Say whether a "ni" that no other denial opens takes something out: "Noah mange lundi et mardi, ni jeudi ni vendredi"."""
    denials = [cue for cue in heard.cues if cue.tag in {"ne", "neg", "negplus"}]
    return bool(denials) and all(heard.scan.words[cue.i] == "ni" for cue in denials)


def _is_of_rest(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether a lone "pas" leaves out the rest of the days: "lundi et jeudi, pas les autres jours"."""
    after = heard.scan.words[cue.j : cue.j + 3]
    return after[:2] == ["les", "autres"] and after[2:] in (["jours"], ["midis"], ["repas"]) and any(one.j <= cue.i for one in order.said)


def _is_opened(cue: Cue, order: Order, tokens: Sequence[Token]) -> bool:
    """Say whether a "ne … plus" bears on a verb that nothing read beside a meal: "le repas de mardi n'est plus d'actualité"."""
    if cue.tag not in {"negplus", "shift"} or order.act.rule != "act.canteen":
        return False
    words = {token.text for token in tokens[max(cue.i - _OPEN_NE, 0) : cue.j]}
    return "plus" in words and not words.isdisjoint({"ne", "n'"})


_OPEN_NE = 3


def _is_not_here(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether a meal at home is only told again: "il mangera à la maison vendredi, pas avec vous"."""
    words = heard.scan.words[cue.j : cue.j + 2]
    return order.act.rule == "act.home" and order.act.intent is Intent.CANCEL_MEAL and words in (["avec", "vous"], ["chez", "vous"])


def _is_without(cue: Cue, after: Mention, order: Order, heard: Heard) -> bool:
    """Say whether a child is told not to be there: "pas de Léa demain, otite"."""
    tokens = heard.scan.tokens
    linked = (after.i == cue.j + 1 and tokens[cue.j].text in {"de", "d'"}) or (after.i == cue.j and tokens[cue.i].text == "sans")
    return (
        linked
        and order.act.intent in {Intent.REPORT_ABSENCE, Intent.CANCEL_MEAL}
        and len({one.keys for one in order.mentions if one.keys}) == 1
    )


def _bears(cue: Cue, clause: Clause, own: Sentences, heard: Heard) -> bool:
    """Say whether a loose denial can bear on the act: in its sentence, or beside a child, a day or a verb of its own in another one."""
    if heard.scan.words[cue.i] == "point" and cue.i and heard.scan.words[cue.i - 1] not in {"ne", "n'"}:
        # "…, point final", and the mark as it is dictated.
        return False
    start = own.starts[cue.i]
    if own.holds(cue.i) or heard.scan.words[start] in _TURNS:
        return True
    places = [one.i for one in clause.cues if one.tag in DENIABLE]
    places += [one.i for one in clause.said] + [one.i for one in clause.mentions if not one.rule.startswith("pronoun")]
    return any(own.starts[at] == start for at in places)


# "Tom jeudi annulé ? ou pas ?": a sentence that begins so goes on with the one before it.
_TURNS = word_set("ou mais et ah enfin non sinon euh oups sauf")


def _corrected_role(order: Order, heard: Heard) -> bool:
    """Say whether a child is put right by another: "le grand… je veux dire la grande", "Tom ne mange pas, pardon c'est Léa"."""
    if "correct" not in heard.tags:
        return False
    corrections = [cue for cue in heard.cues if cue.tag == "correct"]
    told = [one for one in order.mentions if one.keys and not one.rule.startswith("pronoun")]
    for cue in corrections:
        before = [one for one in told if one.j <= cue.i]
        after = [one for one in told if cue.j <= one.i <= cue.j + 2 and not _comes_too(one, heard)] or _led_to(cue, told, heard)
        if not after and before and before[-1].j >= cue.i - 1 and before[-1].rule.startswith("name") and before[-1].rule != "name.parent":
            # "Louis ne mange pas... Louise, je veux dire !"
            before, after = before[:-1], before[-1:]
        if before and after and before[-1].keys != after[0].keys and not put_right(after[0], heard):
            return True
    return False


def _led_to(cue: Cue, told: Sequence[Mention], heard: Heard) -> list[Mention]:
    """Return the child that a pardon leads to over its small words: "pardon, c'est Léa"."""
    tokens, at = heard.scan.tokens, cue.j
    while at < len(tokens) and tokens[at].text in BEFORE:
        at += 1
    return [one for one in told if one.i == at and not _comes_too(one, heard)]


def _comes_too(mention: Mention, heard: Heard) -> bool:
    """Say whether a child is added, and puts nobody right: "pardon, Tom aussi"."""
    return bool(set(heard.scan.words[mention.j : mention.j + 2]) & {"aussi", "egalement", "idem"})


def is_spared(mention: Mention, order: Order, heard: Heard) -> bool:
    """Say whether a child is left as it was beside one who does not come: "… mais Louise oui", "…, pas Léo"."""
    if len(heard.mentions) < 2 or order.act.intent not in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE} or len(order.mentions) < 2:
        return False
    tokens = heard.scan.tokens
    said = tokens[mention.j].text if mention.j < len(tokens) else ""
    last = (
        mention.j + 1 >= len(tokens) or not tokens[mention.j + 1].text[0].isalpha() or tokens[mention.j + 1].text in {"elle", "lui", "et"}
    )
    if said in {"oui", "si"} and last:
        return True
    return (
        mention.i > 1
        and tokens[mention.i - 1].text == "pas"
        and tokens[mention.i - 2].text in {",", "("}
        and said in {"", ".", "!", ")", ",", "merci"}
    )


def _saves_nothing(clause: Clause, heard: Heard) -> bool:
    """Say whether a "sauf" takes out something that was not read: "mes enfants mangent sauf un"."""
    tokens = heard.scan.tokens
    for at in range(clause.i, clause.j):
        if tokens[at].text in _SAVE_ONLY and not (at and tokens[at - 1].text in NOTHING_ELSE):
            near = range(at + 1, at + _NEAR)
            day = any(said.group.excepted and (said.i in near or said.i <= at <= said.j) for said in heard.said)
            if not day and not any(one.i in near and is_excepted(one, heard) for one in heard.mentions):
                return True
    return False


_NEAR = 5


def _either_name(mentions: Sequence[Mention], heard: Heard) -> bool:
    """Say whether two children are told as one or the other: "Louis ou Louise"."""
    if len(mentions) <= 1 or _ORS.isdisjoint(heard.scan.vocabulary):
        return False
    ordered = sorted((one for one in mentions if one.keys), key=lambda one: one.i)
    between = (heard.scan.words[one.j : other.i] for one, other in itertools.pairwise(ordered))
    return any(words[:1] and words[0] in _ORS and len(words) <= _FEW for words in between)


_FEW = 3
_ORS = frozenset({"ou", "or", "o", "u", "veya", "ya", "yahut", "او"})


def _own_verb(cue: Cue, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Say whether a denial closes round a verb that is not the child's: "je ne travaille pas", or stands apart from the act."""
    if tokens[cue.i].text == "ni" or _is_of_other_verb(cue, tokens) or _is_of_reason(cue, clause, tokens):
        return True
    if _is_own_way(cue, clause, tokens):
        return True
    opening = next((at for at in range(cue.i - 1, max(cue.i - 6, -1), -1) if tokens[at].text in {"ne", "n'", "n"}), None)
    if opening is None:
        return any(token.text in {"j'", "je"} for token in tokens[max(cue.i - 3, 0) : cue.i]) or _is_apart(cue, clause, tokens)
    if any(token.text in {"je", "j'", "nous", "on", "vous"} for token in tokens[max(opening - 2, 0) : opening]):
        return True
    if tokens[cue.i - 1].text.endswith(("rai", "rons", "ons")):
        return True
    acts = [one for one in clause.cues if one.tag in DENIABLE]
    nearest = min(acts, key=lambda one: abs(one.i - cue.i), default=None)
    if nearest is None:
        return True
    low, high = sorted((nearest.i, cue.i))
    return any(token.text in {",", ";", ":", "(", "car", "donc", "mais"} for token in tokens[low:high])


def _is_own_way(cue: Cue, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Say whether the writers have no way to do what is their own: "pas moyen de rentrer le midi", not "pas moyen de le faire manger"."""
    at = cue.j if cue.j < len(tokens) and tokens[cue.j].text in {"de", "d'"} else cue.j + 1
    if at >= len(tokens) or tokens[at].text not in {"de", "d'"} or tokens[at - 1].text not in _WAYS:
        return False
    at += 1
    while at < len(tokens) and tokens[at].text in _WHOM:
        at += 1
    return at < len(tokens) and tokens[at].text in _OWN_DEEDS and not any(one.i == at and one.tag in {"eat", "book"} for one in clause.cues)


_WAYS, _WHOM = word_set("moyen possible possibilite"), word_set("me m' nous le la l' les y en")
_OWN_DEEDS = word_set(
    "rentrer revenir finir quitter partir poser liberer decaler deplacer recuperer chercher venir passer etre prendre garder trouver"
    " joindre echanger changer cuisiner preparer repousser"
)


def _is_not_there(cue: Cue, order: Order, heard: Heard) -> bool:
    """Say whether "pas là" before a day, or "pas du poisson", denies what goes with a child who does not come."""
    if order.act.intent not in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE} or cue.j + 1 >= len(heard.scan.tokens):
        return False
    after = heard.scan.words[cue.j]
    if after == "la":
        return cue.j + 1 in heard.dated or cue.j in heard.dated
    return after in {"du", "des"} and heard.scan.words[cue.i - 1] in _LIKES and cue.j not in heard.dated


_LIKES = word_set("veut veux veulent aime aiment mange raffole supporte digere")


def _is_of_reason(cue: Cue, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Say whether "pas de" denies what is only the reason: "pas de nounou demain, Tom mangera à la cantine"."""
    if tokens[cue.i].text not in _LONE or cue.j >= len(tokens) or tokens[cue.j].text not in {"de", "d'", "d"}:
        return False
    # "pas de bus ce matin, Léo ne sera pas à l'école"
    return is_means(cue.j + 1, tokens) or any(one.i == cue.j + 1 and one.tag in _REASONS for one in clause.cues)


_REASONS = frozenset({"excuse", "grownup", "job"})


def _is_of_other_verb(cue: Cue, tokens: Sequence[Token]) -> bool:
    """Say whether a lone "pas" closes a verb that tells no act: "désolé d'avoir pas prévenu", "jai pas de nounou", "ça attend pas"."""
    if tokens[cue.i].text not in _LONE or cue.i < _LETTERS or cue.j >= len(tokens):
        return False
    at = cue.i - 1 - (tokens[cue.i - 1].text in _STILL)
    verb, before = tokens[at].text, tokens[at - 1].text
    if verb in _AILS:
        return True
    if verb in {"avoir", "etre"} or verb in _FUSED or before in {"ca", "cela", "c'"}:
        return True
    # "elle peut pas la prendre", "elle arrive pas à se lever": what it bears on follows.
    follows = tokens[cue.j].text
    return verb in _MANAGES and (follows in _OBJECTS or (follows == "a" and tokens[cue.i - 1].text in _ARRIVES))


_LONE = word_set("pas pa")
_STILL = word_set("toujours encore vraiment trop quasi presque")
_AILS = word_set("dort dors dorment respire tient tiens parle avale supporte digere marche bouge guerit passe")
_FUSED = word_set("jai jsuis jsui jpeux jpe jveux jve jvais jme jsais jpense jarrive jtravaille jbosse")
_ARRIVES = word_set("arrive arrivent arrivait")
_MANAGES = _ARRIVES | word_set("peux peut peu peuvent pouvait pourra pourront")
_OBJECTS = word_set("le la les l' se s' me m' rentrer revenir")


def _is_apart(cue: Cue, clause: Clause, tokens: Sequence[Token]) -> bool:
    """Say whether a "pas" without its "ne" closes round a verb of its own, apart from the act: "elle peut pas mâcher, pas de cantine"."""
    if not cue.i or not tokens[cue.i - 1].text.isalpha() or tokens[cue.i - 1].text in _JOINING:
        return False
    places = [(one.i, one.j) for one in clause.mentions] + [(one.i, one.j) for one in clause.said]
    if any(start < cue.i <= stop for start, stop in places) or cue.j >= len(tokens):
        return False
    acts = [one for one in clause.cues if one.tag in DENIABLE - {"need"}]
    nearest = min(acts, key=lambda one: abs(one.i - cue.i), default=None)
    if nearest is None or not tokens[cue.j].text.endswith(("er", "ir", "re")):
        return False
    low, high = sorted((nearest.i, cue.i))
    return any(token.text in {",", ";", ":", "("} for token in tokens[low:high])


_JOINING = word_set("et mais surtout donc non ou bien alors car")


def _corrects(cue: Cue, heard: Heard) -> bool:
    """Say whether a "non" has a day said before it that it takes back, "jeudi non compris" too, or opens the message."""
    opens = all(token.text in OPENING for token in heard.scan.tokens[: cue.i])
    return opens or any((said.denied and said.j <= cue.i) or (said.group.excepted and said.j == cue.i) for said in heard.said)


_SAVE_ONLY = SAVE - {"part", "exception"}
_SINGLE = frozenset({"weekday", "day", "rel", "offset"})
