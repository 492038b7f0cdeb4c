"""Finds the sentences that only tell that another child stays as it is: "Tom est guéri et retourne à l'école"."""

from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.beside.stretches import ORDERED, WITHDRAWN, Stretch
from villars_core.understanding.children.mentions import KIN_RULES
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_TWO, _NEAR = 2, 3
# One of these words stands in each of them; none is looked for where none does.
_AT_ONCE = word_set(
    "maintient maintiennent conserve conservent garde gardent gardera gardes voyage amene amenerai ameneront depose deposera deposerai"
    " deposeront normalement guerie gueri gueris retourne retournent rien accompagne inscrit inscrite inscrits inscrites prevu prevue deja"
    " tous habitude pareil concernee concerne manger tour relais"
    " emmene emmenera emmenerai conduis conduit conduira conduirai accompagnerai"
)
_LEADS = word_set(
    "mais et par contre en revanche quant a pour concernant seul seule alors que cependant sinon , ( le la les l' son sa ses leur leurs mon"
    " ma mes notre nos petit petite grand grande frere soeur jumeau jumelle"
)
_FILLERS = word_set("lui elle eux elles , bien sur donc par contre en revanche quant a")
_DOUBTS = word_set(
    "? si sauf aussi egalement pareil idem pareillement ou finalement exceptionnellement sinon peut-etre merci svp ajoutez ajouter inscrire"
    " inscrivez annuler annulez retirer retirez enlever enlevez desormais dorenavant hors veut voudrait faut faudra faudrait moi nous"
    " maison lit pareillement meme"
)
_NOTS = word_set("ne n' n pas plus ni jamais aucun aucune sans")
_HIS, _THINGS = word_set("son sa leur leurs ses"), word_set("repas place places dejeuner dejeuners inscription assiette couvert plateau")
_KEEPS = word_set("maintient maintiennent conserve conservent garde gardent gardera garderont gardez laissez maintiendra conservera")
_COMES = word_set(
    "vient viennent viendra viendront mange mangent mangera mangeront dejeune dejeunent dejeunera reste restent restera va vont"
)
_COMES |= word_set("ira iront retourne retournent retournera reprend reprennent reprendra sera seront est sont")
_WHERE = word_set("ecole classe cours cantine vous la table normalement present presente presents presentes habitude prevu toujours manger")
_WELL = word_set("gueri guerie gueris gueries forme feu bien sante")
_BRINGS = word_set("depose deposent deposera deposerai deposeront amene amenent amenera amenerai ameneront conduira conduirai accompagnera")
_AFTER_BROUGHT = word_set("a au aux devant ce demain comme dans vers avant le la l' ecole classe grille portail portillon matin")
_HARMLESS = frozenset({"eat", "go", "stay", "school", "canteen", "but", "ne", "neg", "maybe", "same", "excuse", "past", "sick", "notcond"})
_OF_MEALS = frozenset({"eat", "canteen", "stay", "school"})
_HARMLESS |= {"only", "thanks", "like", "noon", "place"}


def told_as_is(heard: Heard) -> set[int]:
    """Return the places of the sentences that order nothing, and only tell that another child comes, eats or is well as ever."""
    if len(heard.mentions) < _TWO or _AT_ONCE.isdisjoint(heard.scan.vocabulary):
        return set()
    kin = _kin_taken(heard)
    stretches = heard.stretches
    groups = _groups(stretches)
    if len(groups) < _TWO:
        return kin
    aside: list[Stretch] = []
    for _ in range(_TWO):
        for group in groups:
            others = [one for one in stretches if one not in group and one not in aside]
            if group[0].keys and group[0] not in aside and _is_apart(group[0].keys, others) and _is_as_is(group, others):
                aside += group
    aside += _who_was_ill(stretches, aside) + _taken_along(stretches, aside)
    return kin.union(at for one in aside for at in range(one.i, one.j))


def _kin_taken(heard: Heard) -> set[int]:
    """Return the places of a brother or sister whom somebody takes along: "comme je conduis sa sœur, elle mange à la cantine"."""
    words, found = heard.scan.words, set[int]()
    if _TAKES.isdisjoint(heard.scan.vocabulary) or any(cue.tag in _GONE or cue.denied for cue in heard.cues):
        return found
    wanted = [cue.i for cue in heard.cues if cue.tag in {"book", "eat", "canteen"}]
    for one in heard.mentions:
        verb = max((at for at in range(max(one.i - 2, 0), one.i) if words[at] in _TAKES), default=0)
        named = any(other.keys and other.j <= verb and not {*other.keys} & {*one.keys} for other in heard.mentions)
        if verb and named and one.rule in KIN_RULES and wanted and one.keys and wanted[-1] > one.j:
            found |= set(range(verb - 1, one.j))
    return found


_GONE = frozenset({"cancel", "absent"})


def _who_was_ill(stretches: Sequence[Stretch], aside: Sequence[Stretch]) -> list[Stretch]:
    """Return what tells that a child was ill before another, who is absent now: "Tom a eu la grippe lundi, c'est au tour de Léa"."""
    left = [one for one in stretches if one not in aside]
    words = {word for one in stretches for word in one.words}
    well = {key for one in aside for key in one.keys if not _WELL.isdisjoint(one.words)}
    away = [one for one in left if one.dated and "past" not in one.tags and any(map(_withdraws, one.cues))]
    if not away or any({"proof", "pastabsent"} & one.tags for one in left) or (_IN_TURN.isdisjoint(words) and not well):
        return []
    others = {key for one in left if not _was_ill(one) for key in one.keys}
    return [one for one in left if _was_ill(one) and one.i < away[-1].i and others and not one.keys & others]


def _was_ill(one: Stretch) -> bool:
    return bool(one.keys) and {"past", "sick"} <= one.tags <= {"past", "sick", "but", "only"}


def _taken_along(stretches: Sequence[Stretch], aside: Sequence[Stretch]) -> list[Stretch]:
    """Return what tells whom somebody takes along or minds, beside a meal that is wanted for another: "car je conduis sa sœur"."""
    left = [one for one in stretches if one not in aside]
    found: list[Stretch] = []
    for at, one in enumerate(left):
        others = [other for other in left if other is not one and other not in found]
        wanted = {key for other in others if _is_wanted(other, left) for key in other.keys}
        gone = {"cancel", "absent", "need"} & {cue.tag for other in others for cue in other.cues if other.sentence != one.sentence}
        after = left[at + 1] if at + 1 < len(left) and left[at + 1].sentence == one.sentence else None
        # "comme j'emmène Léa, elle mange": she may be Léa; "comme j'emmène sa sœur, elle mange" tells of the other.
        alone = after is None or after.tags.isdisjoint(ORDERED) or all(mention.rule.startswith("role") for mention in one.mentions)
        if one.keys and wanted and not gone and not one.keys & wanted and alone and _is_taken(one):
            found.append(one)
    return found


def _is_wanted(one: Stretch, stretches: Sequence[Stretch]) -> bool:
    """Say whether a meal is wanted for the children of a stretch, told in it or behind it: "pour Marie-Lou, je voudrais la cantine"."""
    sentence = [other for other in stretches if other.sentence == one.sentence and other.i >= one.i and not (other.keys - one.keys)]
    cues = [cue for other in sentence for cue in other.cues if cue.tag in {"book", "canteen", "eat"}]
    return bool(one.keys) and bool(cues) and not any(cue.denied for cue in cues)


def _is_taken(one: Stretch) -> bool:
    """Say whether somebody only takes the children along or minds them: "il n'emmène que Léo chez le dentiste", "je conduis sa sœur"."""
    start = one.mentions[0].i - one.i
    near = one.words[max(start - _NEAR, 0) : start]
    plain = one.dated or not one.tags <= _BESIDE_TAKEN or not _DOUBTS.isdisjoint(one.words)
    return not plain and not _TAKES.isdisjoint(near) and _NOTS.isdisjoint(set(one.words) - ({"ne", "n'"} if "que" in near else set()))


_TAKES = word_set("emmene emmenons emmenera emmenerai conduis conduit conduira conduirai conduisons accompagne accompagnons accompagnerai")
_BESIDE_TAKEN = frozenset({"but", "excuse", "go", "ne", "only", "possible", "pickup", "grownup"})
_IN_TURN = word_set("tour relais passe suit suivante")


def _groups(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    """Return the stretches together that go on of the same children in a sentence; a part about nobody stands with those before it."""
    groups: list[list[Stretch]] = []
    for one in stretches:
        before = groups[-1][-1] if groups else None
        if before is not None and before.sentence == one.sentence and not (one.keys - groups[-1][0].keys):
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _is_apart(keys: frozenset[int], others: Sequence[Stretch]) -> bool:
    """Say whether an act is told beside a sentence, and of other children than the sentence's."""
    acting = {key for one in others if one.tags & ORDERED and not _was_ill(one) for key in one.keys}
    return any(one.tags & ORDERED for one in others) and bool({key for one in others for key in one.keys} - keys) and not acting & keys


def _is_as_is(group: Sequence[Stretch], others: Sequence[Stretch]) -> bool:
    """Say whether a sentence only tells that its children stay as they are."""
    words = [word for one in group for word in one.words]
    dated = any(one.dated and not _is_over(one) and "minutes" not in one.words for one in group)
    if dated or not _DOUBTS.isdisjoint(words) or _goes_with(words):
        return False
    cues = [cue for one in group for cue in one.cues]
    if any(cue.tag not in _HARMLESS or (cue.denied and cue.tag in _OF_MEALS) for cue in cues):
        return False
    if any(cue.tag == "sick" and not cue.denied for cue in cues):
        return False
    withdrawn = any(_withdraws(cue) for one in others for cue in one.cues)
    rest = _rest(group[0])
    if rest is None:
        return withdrawn and _is_brought(group[0])
    if rest[:1] == ("je",) or rest[:_TWO] == ("on", "vous"):
        return withdrawn and _is_led(rest)
    told = [rest, *(one.words for one in group[1:])]
    if _keeps(rest) or (len(told) > 1 and any(_keeps(one) for one in told)):
        return _NOTS.isdisjoint(rest) or _is_not_of_it(rest)
    if len(told) == 1 and _is_not_of_it(rest):
        # "n'y va pas" alone may be away too.
        return withdrawn and "y" not in rest
    return withdrawn and any(map(_says_so, told)) and all(_says_so(one) or _is_not_of_it(one) or _is_talk(one) for one in told)


def _is_over(one: Stretch) -> bool:
    """Say whether a part tells what was: "ont eu la leur en janvier"."""
    had = any(have in {"a", "ont"} and (then in _HAD or then.endswith(("e", "i", "is"))) for have, then in pairwise(one.words))
    return had and one.tags.isdisjoint(ORDERED)


def _goes_with(words: Sequence[str]) -> bool:
    """Say whether a child is told to be with somebody else than the school: "reste avec lui", not "reste manger avec vous"."""
    return any(one == "avec" and after != "vous" for one, after in pairwise(words))


_HAD = word_set("eu deja fait passe bien")


def _withdraws(cue: Cue) -> bool:
    return cue.tag in WITHDRAWN or (cue.denied and cue.tag in ORDERED)


def _rest(one: Stretch) -> tuple[str, ...] | None:
    """Return the words behind the children a stretch begins with; `None` where something else stands before them."""
    start = one.mentions[0].i - one.i
    if any(word not in _LEADS for word in one.words[:start]):
        return None
    at = one.mentions[-1].j - one.i
    while at < len(one.words) and one.words[at] in _FILLERS:
        at += 1
    return one.words[at:]


def _keeps(words: Sequence[str]) -> bool:
    """Say whether a meal is told to be kept: "il garde sa place"."""
    return any(verb in _KEEPS and his in _HIS and what in _THINGS for verb, his, what in zip(words, words[1:], words[2:], strict=False))


def _says_so(words: Sequence[str]) -> bool:
    """Say whether a child is told to come, to eat or to be well: "retourne en classe", "elle mange normalement", "est guérie"."""
    if not _NOTS.isdisjoint(words):
        return _has_nothing(words)
    if _keeps(words):
        return True
    if not _WELL.isdisjoint(words):
        return True
    return any(word in _COMES for word in words) and not _WHERE.isdisjoint(words)


def _has_nothing(words: Sequence[str]) -> bool:
    """Say whether a child is told to have nothing: "n'a rien eu", "n'a rien"."""
    for one, after in pairwise(words):
        if one in {"a", "ont", "avait"} and after == "rien":
            then = [word for word in words[words.index("rien") + 1 :] if word.isalpha()]
            return not then or then[0] in {"eu", "du", "lui", "elle", "de", "heureusement", "pour", "hein"}
    return False


def _is_not_of_it(words: Sequence[str]) -> bool:
    """Say whether a child is told to take no part in what another does: "n'est pas du voyage", "n'y va pas", "ne l'accompagne pas"."""
    told = " ".join(word for word in words if word[0].isalnum() or word.endswith("'"))
    return told in _NOT_OF_IT


_NOT_OF_IT = frozenset(
    f"{verb}{more}"
    for verb in ("n' est pas", "n' y va pas", "n' y sera pas", "ne vient pas", "ne l' accompagne pas", "ne part pas", "n' en fait pas")
    for more in ("", " du voyage", " de la partie", " concerne", " concernee", " invite", " invitee", " partie", " partie prenante")
) - {"n' est pas"}


def _is_talk(words: Sequence[str]) -> bool:
    """Say whether a part only talks on: "elle adore la purée", "allez comprendre"."""
    return _NOTS.isdisjoint(words) and _COMES.isdisjoint(words)


def _is_led(rest: Sequence[str]) -> bool:
    """Say whether the writers only bring the child: "Léo, je vous l'amène dans dix minutes"."""
    at = next((at for at, word in enumerate(rest) if word in _BRINGS), 0)
    return 0 < at <= _NEAR and _NOTS.isdisjoint(rest)


def _is_brought(one: Stretch) -> bool:
    """Say whether somebody only brings the children to school: "c'est la nounou qui déposera Léa"."""
    before, after = one.words[: one.mentions[0].i - one.i], one.words[one.mentions[-1].j - one.i :]
    return (
        before[-1:] != ()
        and before[-1] in _BRINGS
        and _NOTS.isdisjoint(before)
        and all(word in _AFTER_BROUGHT or not word.isalpha() for word in after)
    )
