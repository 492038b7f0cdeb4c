"""Sets aside what only says that the rest stays as it is: "son frère oui", "les garçons ne sont pas concernés", "celui de Jade reste"."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise

from villars_core.understanding.abroad.denied_children import denied_children
from villars_core.understanding.abroad.left_alone import left_alone
from villars_core.understanding.abroad.told_why import told_why
from villars_core.understanding.abroad.unmoved import unmoved
from villars_core.understanding.acts.clauses import Parts, cut, trimmed
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.beside.becauses import told_reasons
from villars_core.understanding.beside.habits import broken_habits
from villars_core.understanding.beside.stretches import (
    KEEPS,
    LONGEST_LEAD,
    ORDERED,
    SELVES,
    THINGS,
    UNLIKE,
    WITHDRAWN,
    YES,
    Stretch,
)
from villars_core.understanding.beside.told_beside import is_booked_behind, told_beside
from villars_core.understanding.children.already_there import already_there
from villars_core.understanding.children.excepted import told_of_excepted_child
from villars_core.understanding.children.kept_children import (
    are_of_other_size,
    greets,
    is_also,
    is_as_ever,
    is_commanded,
    is_hardly_ill,
    is_kept,
    is_needless,
    is_not_ill,
    is_served,
    is_there,
    is_wished,
    only_keeps,
    only_there,
    without_kin,
)
from villars_core.understanding.children.told_as_is import told_as_is
from villars_core.understanding.days.days_there import days_there
from villars_core.understanding.days.kept_days import kept_days, told_of_excepted
from villars_core.understanding.days.later import is_put_off, put_off_days
from villars_core.understanding.days.pointed_back import points_back
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_LEADS = word_set(
    "mais et donc par contre en revanche quant a pour concernant puis seul seule seuls seules alors que tandis car cependant"
    " toutefois sinon bien sur seulement uniquement juste , ("
)
_OF_KIN = word_set(
    "mon ma notre le la son sa leur belle beau petit petite grand grande fille fils frere soeur jumeau jumelle aine ainee cadet"
    " cadette cher chere demi"
)
_MOVES = frozenset({"cancel", "book"})
_HOME = frozenset({"home", "family", "homemeal", "grownup", "excuse"})
_TELLING = WITHDRAWN | {"book", "cond", "maybe", "ask", "health", "childcare", "correct"}
_NOTS = word_set("ne n' n pas pa plus ni non jamais aucun aucune sans")
_ALIKE = word_set(
    "aussi idem pareil pareillement egalement meme memes plus compris comme ainsi autant tous toutes ensemble non ou sauf compagnie"
)
_TOGETHER = word_set("accompagne accompagnent accompagnera suit suivent suivra rejoint rejoignent imite remplace")
_FILLERS = word_set("autre autres , par contre bien donc en revanche que qu'")
_COMES = word_set(
    "mange mangent mangera mangeront dejeune dejeunent dejeunera dejeuneront vient viennent viendra viendront arrive arrivent arrivera"
    " arriveront continue continuent continuera continueront mangerai manger garde gardent"
)
_HAVE = word_set("a ont avait avaient aura auront")
_IS = word_set("est sont sera seront etait etaient reste restent restera resteront va vont ira iront y aurez")
_THERE = word_set(
    "table present presente presents presentes ecole classe cours cantine bien vous normalement inscrit inscrite inscrits inscrites"
)
_GOES_THERE = word_set("va vont ira iront sera seront")
_THIS_TIME = word_set("exceptionnellement finalement exceptionnelle")
_STAYS = word_set("reste restent restera resteront")
_AWAY = word_set("maison moi nous lit mamie papi papa maman")
_DENYING = word_set("et mais surtout bien non pas ni pour a merci svp hein attention")
_HANDS_OFF = word_set("touchez touche toucher changez changer modifiez modifier")
_SCHOOLS = word_set("ecole classe cantine")
_UNMOVED = word_set(
    "change changent changera changeront bouge bougent bougera bougeront modifie modifier changer toucher signaler declarer"
    " changement changements touchez touche changez modifiez bougez"
)
_UNTOUCHED = word_set(
    "concerne concernee concernes concernees inchange inchangee inchanges inchangees maintenu maintenue maintenus maintenues"
)
_AS_EVER = frozenset({"habitude", "hab", "prevu", "toujours", "ordinaire", "avant"})
_REST = word_set("autre autres reste grands grandes aines ainees petits petites cadets cadettes concerne concernee concernes concernees")
_OF_REST = _UNMOVED | _REST
_SHORT = 3
# Nobody sets others aside in so long a message; time stays bounded.
_MOST = 60


def without_asides(heard: Heard) -> Heard:
    """Return the message without the stretches that keep others out of an order and order nothing themselves."""
    if ORDERED.isdisjoint(heard.tags):
        return heard
    if heard.lexicon.language != "fr":
        return _left_out(heard, unmoved(heard) | left_alone(heard) | told_why(heard) | denied_children(heard))
    out: set[int] = set()
    for places_of in _TOLD_APART if len(heard.mentions) > 1 else _TOLD_OF_ONE:
        out |= places_of(heard)
    heard = _left_out(heard, out) if out else heard
    if _OF_REST.isdisjoint(heard.scan.vocabulary):
        named = {key for one in heard.mentions if not one.rule.startswith("pronoun") for key in one.keys}
        if len(named) < 2:
            return heard
    stretches = heard.stretches
    if not 1 < len(stretches) <= _MOST:
        return heard
    aside = _asides(stretches)
    cues = _without_likewise(heard.cues, stretches)
    if cues is not heard.cues:
        heard = replace(heard, cues=cues)
    if not aside:
        return heard
    return _left_out(heard, heard.aside | {at for one in aside for at in range(one.i, one.j)})


# What finds the places of what tells no part of an order: of one child, or beside another.
_TOLD_OF_ONE = (
    told_of_excepted, told_of_excepted_child, kept_days, put_off_days, only_there, told_beside, without_kin, broken_habits, days_there,
)  # fmt: skip
_TOLD_APART = (*_TOLD_OF_ONE, told_as_is, already_there, told_reasons)


def _left_out(heard: Heard, out: Collection[int]) -> Heard:
    """Return the message without what stands at some places."""
    if not out:
        return heard
    cues = [cue for cue in heard.cues if cue.i not in out]
    mentions = [one for one in heard.mentions if one.i not in out]
    said = [one for one in heard.said if one.i not in out]
    if heard.said and not said:
        # What alone tells the day is no aside.
        return heard
    if len(said) < len(heard.said) and all(points_back(one, heard) for one in said):
        # "Hugo est inscrit le 5, retirez Chloé ce jour-là"
        out, said = {at for at in out if at not in heard.dated}, heard.said
    clauses = [trimmed(clause, out) for clause in cut(Parts(heard.scan, heard.folded.plain, cues, mentions, said))]
    return replace(heard, cues=cues, mentions=mentions, said=said, clauses=clauses, aside=frozenset(out))


def _without_likewise(cues: list[Cue], stretches: Sequence[Stretch]) -> list[Cue]:
    """Drop a "likewise" that only adds a child to an order told before: "Tom pareil", "idem pour sa sœur"."""
    for at, one in enumerate(stretches):
        if "same" not in one.tags or not one.tags <= {"same", "thanks", "but"} or one.dated:
            continue
        before = {key for other in stretches[:at] for key in other.keys}
        dated = any(other.dated and other.tags & ORDERED for other in stretches[:at])
        if before and dated and one.keys - before:
            words = set(one.words)
            if words & {"pareil", "idem", "pareillement", "chose"} and not words & {"que", "qu'", "comme"}:
                cues = [cue for cue in cues if cue.tag != "same" or not one.i <= cue.i < one.j]
    return cues


def _asides(stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches that say of others, or of nobody, that nothing changes; what follows of them in their sentence goes too."""
    aside: list[Stretch] = []
    for at, one in enumerate(stretches):
        others = [other for other in stretches if other is not one and other not in aside]
        ordered = [other for other in others if other.tags & ORDERED and not _follows_on(other, one)]
        if not ordered and one.keys and "pas" in one.words and not _HANDS_OFF.isdisjoint(one.words):
            # "ne touchez pas au repas de son frère" orders nothing, even where no order was read.
            aside.append(one)
        if not ordered or "?" in one.words or is_booked_behind(one, stretches[at + 1 :]):
            continue
        before = stretches[at - 1] if at else None
        goes_on = before is not None and before in aside and before.sentence == one.sentence and before.words[-1] != ")"
        named = next((other for other in reversed(stretches[:at]) if other.keys or other.tags & ORDERED), before)
        denied = named is not None and named.sentence == one.sentence and (_is_denied(one, named) or _leaves_rest(one, named))
        if denied or greets(one) or _is_aside(one, others, ordered) or (goes_on and (_goes_with(one) or only_keeps(one) or is_also(one))):
            aside.append(one)
            if before is not None and before.sentence == one.sentence and not one.keys and _is_lead(before):
                aside.append(before)
    return aside + _told(aside, stretches)


def _follows_on(other: Stretch, one: Stretch) -> bool:
    """Say whether a stretch only goes on of those told right before it: "Léa mange à la maison, ne l'inscrivez pas"."""
    behind = other.sentence == one.sentence and other.i >= one.j and not other.keys and not other.dated
    return behind and ((bool(other.tags & _MOVES) and _goes_with(other)) or only_keeps(other))


def _goes_with(one: Stretch) -> bool:
    """Say whether what follows of those set aside in their sentence orders nothing: "lui adore les frites", "ne la retirez pas"."""
    if one.keys:
        return False
    if is_needless(one):
        # "…, donc rien à prévoir pour lui"
        return True
    # "ne la retirez pas", "ne l'inscrivez surtout pas"
    kept = all(cue.denied for cue in one.cues if cue.tag in _MOVES) and not {"la", "le", "l'", "les"}.isdisjoint(one.words)
    ordered = one.tags & (_TELLING - _MOVES if kept else _TELLING)
    return not ordered and not any(_withdraws(cue) for cue in one.cues if cue.tag not in _MOVES)


def _told(aside: Sequence[Stretch], stretches: Sequence[Stretch]) -> list[Stretch]:
    """Return the sentences that only tell something of another child than those of the sentences with an act."""
    left = [one for one in stretches if one not in aside]
    ordered = [one for one in left if one.tags & ORDERED]
    meant = _meant(left, ordered) if ordered else set()
    told: list[Stretch] = []
    for one in left:
        sentence = [other for other in left if other.sentence == one.sentence and (other.i >= one.i or other.keys)]
        if meant and one is sentence[0] and not one.keys & meant and _only_tells(one, sentence):
            told += sentence
    return told


def _is_denied(one: Stretch, before: Stretch) -> bool:
    """Say whether a child is only told not to be the one named right before: "c'est bien Jade, pas Emma"."""
    lead = [word for word in one.words[: LONGEST_LEAD + 2] if word not in {"et", "mais", "surtout", "bien", "non"}]
    # "pas sa sœur, qui rentre avec sa mamie", "pas pour son frère qui mange chez nous"
    end = one.j if "qui" not in one.words else one.i + one.words.index("qui")
    told = any(cue.tag in (_TELLING if cue.i < end else _TELLING - _HOME - {"ask"}) for cue in one.cues)
    same = one.keys & before.keys and not are_of_other_size(one, before)
    if "pas" not in one.words[:LONGEST_LEAD] or not one.mentions or one.dated or same or told:
        return False
    if lead[1:2] and lead[1] in {"celui", "celle", "ceux", "celles"}:
        return True
    inside = {at for mention in one.mentions for at in range(mention.i, mention.j)}
    alone = all(at in inside or word in _DENYING | _OF_KIN or not word[0].isalpha() for at, word in enumerate(one.words, one.i) if at < end)
    ends = _ends_in_name(before) or before.words[-1] == "("
    told = not before.tags & ORDERED and ends and lead[:1] == ["pas"] and one.mentions[0].i <= one.i + 2
    # "Léa mange mardi mais pas Tom" may cancel his meal; "…, pas Tom", "ajoutez Léa mais pas Tom" only say whom the order is about.
    withdrawn = any(_withdraws(cue) for cue in before.cues) or is_wished(before)
    named = bool(before.keys) or not SELVES.isdisjoint(before.words)
    return told or (alone and bool(before.tags & ORDERED) and named and (withdrawn or one.words[0] not in {"mais", "et"}))


def _leaves_rest(one: Stretch, before: Stretch) -> bool:
    """Say whether the others are only told to be no part of what is commanded: "ajoutez Aminata vendredi, pas les autres"."""
    if one.dated or one.keys:
        return False
    words = tuple([word for word in one.words if word.isalpha() and word not in _KEEPERS_OF_REST])
    return words in _NOT_OTHERS and is_wished(before)


_KEEPERS_OF_REST = word_set("et mais pour les l' merci svp surtout bien a ses mes")
_NOT_OTHERS = frozenset({("pas", "autres"), ("autres", "non"), ("autres", "pas"), ("pas", "autre"), ("autre", "non"), ("non", "autres")})
_NOT_OTHERS |= {("pas", size) for size in ("petits", "petites", "grands", "grandes", "aines", "ainees", "cadets", "cadettes")}


def _ends_in_name(one: Stretch) -> bool:
    return bool(one.mentions) and one.mentions[-1].j >= one.j - 1


def _is_lead(one: Stretch) -> bool:
    """Say whether a stretch only names whom the next speaks of: "pour Tom, …"."""
    return one.words[0] in {"pour", "quant", "concernant"} and not one.tags and not one.dated and len(one.words) < LONGEST_LEAD + 2


def _is_aside(one: Stretch, others: Sequence[Stretch], ordered: Sequence[Stretch]) -> bool:
    meant = _meant(others, ordered)
    if meant and not UNLIKE.isdisjoint(one.words[:LONGEST_LEAD]):
        return not one.tags & (_TELLING - WITHDRAWN)
    rest = _subject(one)
    withdrawn = any(_withdraws(cue) for other in ordered for cue in other.cues) or any({"eat", "family"} <= other.tags for other in ordered)
    apart = bool(meant) and bool(one.keys) and not one.keys & meant
    if apart and withdrawn and is_kept(one, ordered):
        return True
    if apart and rest is not None and (withdrawn or rest[:1] == ("y",)) and is_as_ever(one, rest, ordered):
        return True
    if apart and ((is_needless(one) and not (withdrawn and "cancel" in one.tags)) or _is_refused(one, rest, ordered)):
        return True
    goes_on = any(other.sentence == one.sentence and other.i >= one.j for other in others)
    well = (is_not_ill(one) and not goes_on) or ((is_not_ill(one) or is_hardly_ill(one)) and _comes(one, _following(one, others)))
    if apart and (_is_there(one) or (withdrawn and well)) and not _goes_on_but(one, others):
        return True
    if (
        rest is not None
        and rest[:1] == ("non",)
        and len(rest) > _SHORT
        and meant
        and not withdrawn
        and not one.keys & meant
        and not one.dated
    ):
        # "Mettez Nathan à la cantine mardi, Hugo non il rentre"
        return not one.tags & (_TELLING - {"correct"} - WITHDRAWN)
    later = rest is not None and one.i > max(other.i for other in ordered) and all(other.sentence != one.sentence for other in ordered)
    if rest is not None and not meant and later and withdrawn and _comes(one, rest):
        # whom the order means was not read: at least it is not the one who comes
        return True
    if rest is None or not meant or (one.keys & meant and not _is_other(one.words)):
        return not one.keys & meant and not one.dated and _moves_nothing(one)
    if _is_unmoved(one) or _is_settled(one, rest) or is_put_off(one):
        return True
    if not withdrawn and _goes_elsewhere(one, rest, ordered):
        return True
    after = _following(one, others)
    stays_out = _SCHOOLS.isdisjoint(one.words) and _COMES.isdisjoint(after) and not _comes(one, after)
    idle = {"cond", "maybe"} if stays_out else {"cond", "maybe", "home"}
    if _TELLING & one.tags - idle or ("si" in one.words and rest[:1] != ("si",)):
        return False
    if rest[:1] and rest[0] in YES and not (_NOTS | _THIS_TIME) & set(rest):
        return withdrawn
    next_to = [other for other in others if other.i == one.j and other.sentence == one.sentence]
    kept = not any(word.isalpha() for word in rest) and any(only_keeps(other) for other in next_to)
    return withdrawn and (kept or _comes(one, rest) or (bool(rest) and _comes(one, rest + after)))


def _is_refused(one: Stretch, rest: tuple[str, ...] | None, ordered: Sequence[Stretch]) -> bool:
    """Say whether a bare "non" leaves others out of what is told or commanded before: "ajoutez Louis, Louise non"."""
    if rest is None or one.dated or [word for word in rest if word.isalpha()] != ["non"]:
        return False
    before = [other for other in ordered if other.i < one.i]
    return any(
        is_commanded(other) or (other.sentence == one.sentence and is_served(other)) or any(_withdraws(cue) for cue in other.cues)
        for other in before
    )


def _goes_on_but(one: Stretch, others: Sequence[Stretch]) -> bool:
    """Say whether a "mais" follows: "Tom n'est pas malade mais reste avec elle"."""
    return any(other.i == one.j and other.sentence == one.sentence and other.words[0] == "mais" for other in others)


def _is_there(one: Stretch) -> bool:
    """Say whether others are only told not to be away: "Hugo n'était pas absent", "Marie n'a raté aucun jour", "Tom était en classe"."""
    words = set(one.words)
    if one.dated or not one.tags <= _OF_AWAY or not words.isdisjoint(_ALIKE - {"comme"}) or not words.isdisjoint({"si", "?", "mais"}):
        return False
    if not words.isdisjoint(_MISSED):
        return not words.isdisjoint(_NOTS | {"rien"})
    was = not words.isdisjoint(_WAS)
    return was and words.isdisjoint(_NOTS) and (bool(words & _PRESENT) or {"en", "classe"} <= words or one.words[-2:-1] == ("la",))


_OF_AWAY = frozenset({"absent", "pastabsent", "past", "ne", "neg", "negplus", "sick", "but", "school", "go", "stay", "thanks"})
_MISSED = word_set(
    "absent absente absents absentes manque manquait manquaient manquent manquera manqueront rate ratent ratera rateront loupe loupent"
    " malade malades"
)
_WAS = word_set("etait etaient etant est sont sera seront reste restee restes restees ete")
_PRESENT = word_set("present presente presents presentes")


def _following(one: Stretch, others: Sequence[Stretch]) -> tuple[str, ...]:
    """Return what goes on of the same children in their sentence: "Chloé tient debout, elle viendra"."""
    after = [other for other in others if other.sentence == one.sentence and other.i >= one.j]
    if any(other.keys or other.dated or other.tags & _TELLING for other in after):
        return ()
    return tuple(word for other in after for word in other.words)


def _meant(others: Sequence[Stretch], ordered: Sequence[Stretch]) -> set[int]:
    """Return the children the order is about: those told in its own sentences, else those told before them."""
    acting = {one.sentence for one in ordered}
    told = {key for one in others if one.sentence in acting for key in one.keys}
    return told or {key for one in others if one.i < min(other.i for other in ordered) for key in one.keys}


def _goes_elsewhere(one: Stretch, rest: tuple[str, ...], ordered: Sequence[Stretch]) -> bool:
    """Say whether a stretch beside a meal that is wanted says of others where they are then: "sa sœur ira chez une copine"."""
    apart = all(other.sentence != one.sentence for other in ordered)
    words = {word for at, word in enumerate(rest) if word != "meme" or rest[at - 1] not in SELVES | {"moi", "nous"}}
    ever = bool(words & _AS_EVER) or ("comme" in words and bool(words & {"chaque", "tous"}))
    # "comme" itself is a cue of two clauses; "mais Jade rentre avec moi" may take a meal back.
    led = one.words[0] == "et"
    cues = [cue for cue in one.cues if cue.i not in one.joins and (cue.tag != "but" or cue.i > one.i or not led)]
    tags = one.tags - {"but", "same"} if ever else frozenset(cue.tag for cue in cues)
    away = (apart and tags <= {"home", "go", "stay"}) or (tags <= _HOME | {"go", "stay", "eat", "notcond", "noon"} and tags & _HOME)
    minded = tags <= _HOME | {"pickup", "noon"} and bool(words & _MINDED)
    liked = tags <= _HOME | {"place"} and bool(words & _LIKED) and bool(words & _AT_HOME)
    away = away or (tags <= _HOME | {"go", "pickup", "noon"} and bool(words & _RETURNS))
    outside = tags <= {"stay", "canteen", "go", "cancel"} and bool(words & {"hors", "dehors"})
    # "Léa rentre désormais à midi" changes what was booked for her.
    told = any(word.isalpha() for word in rest) and words.isdisjoint(_CHANGES)
    alike = _ALIKE - {"comme", "tous", "toutes"} if ever else _ALIKE
    pointed = (
        one.dated and not words.isdisjoint({"jour", "jours", "midi", "midis"}) and not words.isdisjoint({"ce", "ces"}) and "la" in words
    )
    free = (not one.dated or pointed or ever) and any(other.dated or other.tags - {"stay", "but"} for other in ordered)
    return bool(away or minded or liked or outside) and told and free and not (_NOTS | alike | _TOGETHER) & words


_CHANGES = word_set("desormais dorenavant finalement exceptionnellement")
_RETURNS = word_set("rentre rentrent rentrera rentreront")
_MINDED = word_set("occupe occupons recupere recuperons garde gardons reprends reprenons charge chargeons")
_LIKED = word_set("prefere preferent veut veulent rentre rentrent aime")
_AT_HOME = word_set("maison rentrer nounou mamie papi papy chez")


def _withdraws(cue: Cue) -> bool:
    return cue.denied if cue.tag in {"eat", "go", "canteen", "stay", "book", "need", "school"} else cue.tag in WITHDRAWN


def _is_other(words: Sequence[str]) -> bool:
    at = 0
    while at < len(words) and words[at] in _LEADS:
        at += 1
    if {"autre", "autres"} & set(words[at : at + 4]) and not THINGS & set(words[at : at + 5]):
        return True
    return tuple(words[at : at + 2]) in _OTHERS or words[at : at + 1] in (("celui",), ("celle",), ("ceux",), ("celles",))


_OTHERS = frozenset({
    ("l'", "autre"), ("les", "autres"), ("le", "reste"), ("les", "grands"), ("les", "grandes"), ("les", "petits"), ("les", "petites"),
    ("les", "aines"), ("les", "ainees"), ("les", "cadets"), ("les", "cadettes"), ("aux", "grands"), ("aux", "aines"), ("aux", "autres"),
    ("mes", "grands"), ("mes", "grandes"), ("mes", "aines"), ("mes", "ainees"),
})  # fmt: skip


def _subject(one: Stretch) -> tuple[str, ...] | None:
    """Return the words after the children a stretch begins with; `None` where it does not speak of others first."""
    words = one.words
    at = 0
    named = {mention.i for mention in one.mentions}
    leads = _LEADS | _OF_KIN if named else _LEADS
    while at < len(words) and words[at] in leads and at + one.i not in named:
        at += 1
    begun = [mention for mention in one.mentions if mention.i == one.i + at]
    if tuple(words[at : at + 2]) in _OTHERS and not (len(words) > at + 2 and words[at + 2] in THINGS):
        at += 2
    elif words[at : at + 1] in (("celui",), ("celle",), ("ceux",), ("celles",)) and one.mentions:
        at = one.mentions[-1].j - one.i
    elif begun:
        at = begun[0].j - one.i
        while at < len(words) and (words[at] in {"et", ",", "&"} or any(m.i <= one.i + at < m.j for m in one.mentions)):
            at += 1
    else:
        return None
    while at < len(words) and words[at] in SELVES | _FILLERS:
        at += 1
    return tuple(words[at:])


def _is_unmoved(one: Stretch) -> bool:
    """Say whether a stretch tells that nothing changes: "rien ne bouge", "pas concernés", "comme d'habitude", "déjà à part"."""
    words = set(one.words)
    if one.tags & (_TELLING - {"cond", "maybe", "cancel"}) or words & {"sauf", "si"}:
        return False
    if _moves_nothing(one):
        return True
    if words & _UNTOUCHED:
        return bool(words & {"pas", "non", "plus"}) or not words & {"concerne", "concernee", "concernes", "concernees"}
    if {"tout"} <= words and words & {"normal", "bien", "habituel"} and not words & _NOTS:
        return True
    return ("comme" in words and bool(words & _AS_EVER)) or "normalement" in words or {"a", "part"} <= words


def _moves_nothing(one: Stretch) -> bool:
    nothing = not {"rien", "pas", "sans", "aucun"}.isdisjoint(one.words)
    return bool(_UNMOVED.intersection(one.words)) and nothing and not {"si", "sauf"} & set(one.words)


def _is_settled(one: Stretch, rest: tuple[str, ...]) -> bool:
    """Say whether it is told of others that nothing is to be done: "pour Louise c'est déjà fait", "pas besoin pour Marie-Lou"."""
    if one.tags & _TELLING or one.dated or any(_withdraws(cue) for cue in one.cues if cue.tag != "need"):
        return False
    return "deja" in rest and not _NOTS & set(rest) and bool({"c'", "est", "sont", "fait", "a"} & set(rest))


def _comes(one: Stretch, rest: tuple[str, ...]) -> bool:
    """Say whether a stretch tells that others come or eat, and no day to be ordered."""
    words = {word for at, word in enumerate(rest) if word != "meme" or rest[at - 1] not in {"quand", "de"}}
    nots = _NOTS if words & {"manger", "repas"} else _NOTS - {"sans"}
    if words & nots or words & (_ALIKE - {"comme", "tous", "toutes"}) or words & _TOGETHER or words & _AWAY & set(rest[-2:]):
        return False
    if one.dated and "eat" in one.tags:
        return False
    if words & _THIS_TIME:
        # "… absente demain, par contre Tom mangera exceptionnellement à la cantine" orders a meal.
        return False
    if words & {"prefere", "preferent"} and words & {"cantine", "manger"}:
        return True
    if rest[:1] and rest[0] in KEEPS and words & {"repas", "place", "dejeuner"}:
        return True
    if any(word in _COMES and rest[max(at - 1, 0)] not in _HAVE for at, word in enumerate(rest)):
        return True
    if any(word == "y" and then in _GOES_THERE for word, then in pairwise(rest)):
        # "Léa y va", "Léo rentre avant, donc lui il y sera"
        return True
    return bool(words & _IS) and (bool(words & _THERE) or is_there(rest) or (len(rest) <= _SHORT and bool(words & _STAYS)))


def _only_tells(one: Stretch, sentence: Sequence[Stretch]) -> bool:
    """Say whether a whole sentence only tells something of another child: "Chloé est déjà partie", "Tom adore les frites"."""
    rest = _subject(one)
    if rest is None or any(other.tags & (ORDERED | _TELLING | {"excuse"}) - {"go"} for other in sentence):
        return False
    words = {word for other in sentence for word in other.words}
    if "comme" in words and words & {"un", "une"}:
        # "Léa se porte comme un charme"
        words.discard("comme")
    if any(other.keys - one.keys for other in sentence) or "?" in words or not words.isdisjoint(_NOTS | _ALIKE | _TOGETHER | _CHANGES):
        return False
    joined = "avec" in words and bool(words & SELVES)
    return not joined and one.words[0] not in {"et", "pour", "ou"} and sum(word.isalpha() for word in rest) >= _SHORT - 1
