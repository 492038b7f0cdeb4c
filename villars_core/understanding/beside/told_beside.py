"""Finds what French writers tell of themselves before an order, and where a child does not eat who eats here.

"C'est mamie, je garde les petits et donc Tom mangerait à l'école lundi", "Anne-Lise mange chez vous demain, pas chez moi".
"""

from collections.abc import Iterator, Mapping, Sequence

from villars_core.understanding.beside.others import OTHERS
from villars_core.understanding.beside.stretches import KEEPS, ORDERED, WITHDRAWN, Stretch
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set

_OPENING = word_set(
    "alors bonjour bonsoir coucou salut slt bjr bsr hello allo oui voila re donc madame monsieur messieurs mesdames , ! . : - et"
)
_I_AM = frozenset({("c'", "est"), ("je", "suis"), ("j'", "suis"), ("moi", "c'")})
_HERE_IS = word_set("ici c jsuis")
_MINDS = word_set("garde gardons gere gerons ai avons occupe occupons recupere recuperons accueille heberge")
_WRITERS = word_set("je j' on nous qui m'")
_BEGIN = word_set("et donc alors du il elle ils elles pouvez pourriez merci veuillez faudrait faut est")
_MARKS = word_set(", . ; : ! ? ( )")
_TELLS = frozenset({"absent", "excuse", "greeting", "but", "go", "family", "grownup", "stay", "notcond", "thanks"})
_AHEAD, _LONGEST = 4, 16
_LONE = frozenset({"pas", "non"})


def told_beside(heard: Heard) -> set[int]:
    """Return the places of what only tells whom the writers mind, and where a child does not eat who eats here."""
    found = _introduction(heard) if not OTHERS.isdisjoint(heard.scan.vocabulary) else set()
    if "excuse" in heard.tags and not _LONE.isdisjoint(heard.scan.vocabulary):
        found |= {at for cue in heard.cues if cue.tag == "excuse" and heard.scan.words[cue.i] in _LONE for at in range(cue.i, cue.j)}
    if len({key for one in heard.mentions for key in one.keys}) < _TWO:
        return found | _not_meant(heard) if len(heard.mentions) > 1 else found
    return found | _not_meant(heard) | _kept(heard) | _not_they(heard) | _bracketed(heard) | _taken_along(heard)


def _taken_along(heard: Heard) -> set[int]:
    """Return the places of whom the writers take somewhere beside the meal of others: "j'emmène Léa chez le pédiatre, Tom mange"."""
    if _TAKES.isdisjoint(heard.scan.vocabulary) or not heard.tags.isdisjoint(_STAYING) or "aussi" in heard.scan.vocabulary:
        return set()
    taken = [one for one in heard.stretches if one.keys and one.tags <= _ALONG and _takes(one)]
    gone = {key for one in taken for key in one.keys}
    fed = [one for one in heard.stretches if one.keys and not one.keys & gone and not one.tags.isdisjoint({"eat", "book"})]
    if not taken or not fed or any(cue.denied for cue in heard.cues if cue.tag in ORDERED) or any(_is_joined(one, heard) for one in fed):
        return set()
    places = {at for one in taken for at in range(one.i, one.j)}
    later = any(one.i not in places for one in heard.said)
    return places if later else places - heard.dated


def _takes(one: Stretch) -> bool:
    """Say whether the writers take somebody: "j'emmène", "on accompagne", "je dois conduire"."""
    at = next((at for at, word in enumerate(one.words) if word in _TAKES), 0)
    return not _SELVES.isdisjoint(one.words[max(at - _TWO, 0) : at])


def _is_joined(one: Stretch, heard: Heard) -> bool:
    """Say whether who was told before may eat as well: "elle mange avec Tom", "Tom et elle mangent"."""
    return any(one.i <= told.i < one.j and told.rule.startswith("pronoun") for told in heard.mentions)


_TAKES = word_set("emmene emmenons amene amenons accompagne accompagnons conduis conduisons emmener amener accompagner conduire")
_SELVES = word_set("j' je on nous")
_ALONG = frozenset({"excuse", "go", "noon", "sick", "but", "greeting", "must", "notcond", "grownup"})
_STAYING = frozenset({"cancel", "absent", "home", "homemeal", "pickup", "pastabsent", "proof"})


def _kept(heard: Heard) -> set[int]:
    """Return the places of whose meal is kept, but for the day, beside another's that is not: "demain Léa garde sa place, annulez Tom"."""
    if _KEPT_OR_NOT.isdisjoint(heard.scan.vocabulary):
        return set()
    stretches = heard.stretches
    kept = [one for one in stretches if one.keys and one.dated and (_keeps(one) or _is_untouched(one))]
    off = [one for one in stretches if one not in kept and _moves(one, kept)]
    named = {key for one in stretches if one not in kept for key in one.keys}
    if len(kept) != 1 or not off or not named or named & kept[0].keys or any(one.dated for one in stretches if one not in kept):
        return set()
    return {at for at in range(kept[0].i, kept[0].j) if at not in heard.dated}


def _keeps(one: Stretch) -> bool:
    """Say whether a stretch only says that a meal stays: "garde son repas", "mange comme prévu"."""
    words = one.words
    if not one.tags <= _STAYS or any(cue.denied for cue in one.cues) or not _NOTS.isdisjoint(words):
        return False
    own = any(verb in _KEPT and whose in _HIS and what in _THINGS for verb, whose, what in zip(words, words[1:], words[2:], strict=False))
    return own or (not _EATS.isdisjoint(words) and not _AS_EVER.isdisjoint(words))


def _is_untouched(one: Stretch) -> bool:
    """Say whether a stretch only says that nothing changes for a child: "rien ne bouge pour Louis", "on ne touche à rien pour Léa"."""
    words = one.words
    if "deja" in words and not _SETTLED.isdisjoint(words):
        # "Louis et Léa ont déjà leur place lundi, il ne manque que Tom"
        return _NOTS.isdisjoint(words) and one.tags <= _UNTOUCHED | _STAYS | {"checked", "ischecked", "done", "book"}
    return not (_NOTHING.isdisjoint(words) or _MOVES.isdisjoint(words) or "pour" not in words) and one.tags <= _UNTOUCHED


def _moves(one: Stretch, kept: Sequence[Stretch]) -> bool:
    """Say whether a stretch takes a meal off, or books one beside a child for whom nothing changes."""
    withdrawn = any(cue.tag in WITHDRAWN or (cue.denied and cue.tag in ORDERED) for cue in one.cues)
    return withdrawn or ("book" in one.tags and any(_is_untouched(other) for other in kept))


_SETTLED = word_set("place places repas inscrit inscrite inscrits inscrites note notee notes notees reserve reserves prevu prevus")
_NOTHING = word_set("rien pas aucun aucune ni")
_MOVES = word_set(
    "bouge bougent bougera change changent changera changement changements touche touchez touchons modifie modifiez modification"
    " changez modifications"
)
_UNTOUCHED = frozenset({"neg", "ne", "shift", "but", "negplus", "same", "greeting", "thanks", "notcond"})
_STAYS = frozenset({"canteen", "eat", "but", "same", "maybe", "told", "stay", "noon", "go", "greeting"})
_NOTS = word_set("ne n' pas plus si ou ? sauf")
_HOLDS, _HIS = word_set("gardent conservent maintient maintiennent garderont gardera"), word_set("son sa leur leurs ses")
_THINGS = word_set("repas place places dejeuner inscription reservation cantine assiette couvert")
_AS_EVER = word_set("prevu normalement habitude hab toujours")
_KEPT = KEEPS | _HOLDS | _AS_EVER
_KEPT_OR_NOT = _KEPT | _MOVES | {"deja"}
_EATS = word_set("mange mangent mangera mangeront dejeune dejeunera vient viennent reste restent restera va vont")


def is_booked_behind(one: Stretch, after: Sequence[Stretch]) -> bool:
    """Say whether an act is told behind of whom a stretch tells: "…, mais Emma mange à la cantine, merci de l'inscrire"."""
    then = after[0] if after and after[0].sentence == one.sentence else None
    if not one.keys or then is None or then.keys:
        return False
    if then.dated:
        return _is_away_then(one, then)
    return any(cue.tag == "book" and not cue.denied for cue in then.cues) and not _THEM.isdisjoint(then.words)


_THEM = word_set("le la l' les lui leur")


def _is_away_then(one: Stretch, then: Stretch) -> bool:
    """Say whether who is there on one day is told to be away on another behind it: "Tom sera là jeudi, absent vendredi"."""
    words = [word for word in then.words if word not in _THEN]
    away = words[:1] and (words[0] in _AWAY or (words[0] == "pas" and one.dated))
    return bool(away) and not any(cue.denied for cue in then.cues if cue.tag in {"absent", "sick"})


_THEN = word_set("mais et puis , par contre ensuite il elle ils elles sera seront est sont")
_AWAY = word_set("absent absente absents absentes malade malades excuse excusee")


def _not_meant(heard: Heard) -> set[int]:
    """Return the places of who is told not to be meant, another one behind it: "erreur, pas Léo : c'est Léa qui mange"."""
    tokens = heard.scan.tokens
    named = {one.i: one for one in heard.mentions if one.keys and one.rule.startswith("name")}
    if len(named) != _TWO:
        return set()
    for cue in heard.cues:
        out = named.get(cue.j)
        if cue.tag != "neg" or out is None or tokens[cue.i].text not in _LONE or out.j >= len(tokens) or tokens[out.j].text not in _TURNS:
            continue
        start = cue.i - len(_IT_IS_NOT) if tuple(token.text for token in tokens[max(cue.i - 3, 0) : cue.i]) == _IT_IS_NOT else cue.i
        stop = next((at for at in range(out.j + 1, min(out.j + _AHEAD, len(tokens))) if at in named), 0)
        told = [token.text for token in tokens[out.j + 1 : stop]]
        again = told == ["c'", "est"] or (not told and start < cue.i)
        if stop and again and not set(named[stop].keys) & set(out.keys):
            wrong = [one for one in heard.cues if one.j <= start and one.tag in {"told", "correct"}]
            return {*range(start, out.j + 1), *(at for one in wrong for at in range(one.i, one.j))}
    for start, out in _first_put(heard, named):
        # "j'avais mis Léa mais c'est pour Tom qu'il faut annuler"
        if out.j + 3 < len(tokens) and [token.text for token in tokens[out.j : out.j + 3]] == ["mais", "c'", "est"]:
            return set(range(start, out.j + 1))
        stop = _put_right_at(out, named, heard)
        if stop:
            wrong = [one for one in heard.cues if one.j <= start and one.tag in {"told", "correct"}]
            later = any(one.i >= stop for one in heard.said)
            first = {at for at in range(start, stop) if later or at not in heard.dated}
            return first | {at for one in wrong for at in range(one.i, one.j)}
    for cue in heard.cues:
        out = named.get(cue.j)
        ends = out is not None and (out.j == len(tokens) or tokens[out.j].text in _MARKS)
        if out is not None and ends and cue.j - cue.i == _TWO and tokens[cue.i + 1].text == "non":
            # "c'est Emma qui mange jeudi et non Jade"
            return set(range(cue.i, out.j))
    return set()


def _first_put(heard: Heard, named: Mapping[int, Mention]) -> Iterator[tuple[int, Mention]]:
    """Yield whom the writers say that they had put before, and where they begin to: "j'avais mis Léa"."""
    tokens = heard.scan.tokens
    for at, out in named.items():
        place = at - 1 - (at > 1 and tokens[at - 1].text == "pour")
        if place > 1 and tokens[place].text in _PUT and tokens[place - 1].text in _HAD:
            yield place - 2, out


def _put_right_at(out: Mention, named: Mapping[int, Mention], heard: Heard) -> int:
    """Return where who is meant is told behind whom the writers only wrote: "j'ai noté Léa par erreur hier, | c'est pour Tom"; else 0."""
    tokens, at = heard.scan.tokens, out.j
    written = tokens[out.i - 1].text if tokens[out.i - 1].text != "pour" else tokens[out.i - 2].text
    if written not in _WRITTEN:
        return 0
    while at < len(tokens) and (tokens[at].text in _WHEN_PUT or at in heard.dated):
        at += 1
    at += [token.text for token in tokens[at : at + 2]] in (["alors", "que"], [",", "mais"])
    told = [token.text for token in tokens[at : at + 4]]
    if len(told) <= _TWO + 1 or told[0] not in _PARTING or told[1:3] != ["c'", "est"]:
        return 0
    meant = named.get(at + 3 + (told[3] == "pour"))
    return at + 1 if meant is not None and not set(meant.keys) & set(out.keys) else 0


_WRITTEN = word_set("mis dit dis note ecrit marque tape indique")
_WHEN_PUT = word_set("par erreur tout a l' heure ce matin soir hier dans mon dernier precedent premier message mail sms trop vite")
_PARTING = word_set(", . : ; ! mais que")
_PUT, _HAD = word_set("mis dit dis note ecrit tape indique inscrit annule marque coche demande"), word_set("avais avait avions ai avons a")
_TURNS, _TWO, _IT_IS_NOT = word_set(", : . ! ; mais"), 2, ("ce", "n'", "est")


def _introduction(heard: Heard) -> set[int]:
    """Return the places of who the writers say they are, where they tell several children in it and name one behind it."""
    stop = _introduced(heard.scan.words[: 3 * _LONGEST])
    if not stop or any(cue.tag not in _TELLS for cue in heard.cues if cue.i < stop):
        return set()
    several = [one for one in heard.mentions if one.i < stop and not one.problem and (one.rule.startswith("role") or len(one.keys) > 1)]
    told = {key for one in several for key in one.keys}
    named = {key for one in heard.mentions if one.i >= stop and one.rule.startswith(("name", "role")) for key in one.keys}
    if not named or not named < told or not any(cue.i >= stop and cue.tag in ORDERED for cue in heard.cues):
        return set()
    later = any(one.i >= stop for one in heard.said)
    return {at for at in range(stop) if later or at not in heard.dated}


def _introduced(words: Sequence[str]) -> int:
    """Return where what the writers say of themselves ends: "bonjour c'est mamie je garde les petits | et donc…"; 0: they say nothing."""
    start = 0
    while start < len(words) and words[start] in _OPENING:
        start += 1
    opened = tuple(words[start : start + 2]) in _I_AM
    at = start + 1 + opened
    if at >= len(words) or not (opened or words[start] in _HERE_IS) or OTHERS.isdisjoint(words[at : at + _AHEAD]):
        return 0
    if "qui" in words[at : at + _AHEAD] and words[start] in {"c'", "c"}:
        # "c'est la voisine qui garde Léa demain" tells what will be.
        return 0
    stop = _end(words, at)
    after = stop
    while after < len(words) and words[after] in _MARKS:
        after += 1
    minding = after < len(words) and words[after] in _WRITERS and not _MINDS.isdisjoint(words[after + 1 : after + _AHEAD])
    return _end(words, after + 2) if minding else stop


def _end(words: Sequence[str], at: int) -> int:
    """Return where a stretch about the writers ends: at a mark, or where another subject or a request begins."""
    stop = at
    while stop < min(len(words), at + _LONGEST) and words[stop] not in _MARKS | _BEGIN and (stop == at or words[stop] not in _WRITERS):
        stop += 1
    return stop


def _not_they(heard: Heard) -> set[int]:
    """Return the places of a sentence that only says why another child does not eat who was to: "Louise non, elle n'est pas inscrite"."""
    starts, tokens = heard.sentence_starts, heard.scan.tokens
    if not starts[-1]:
        return set()
    begun = list(dict.fromkeys(starts))
    ends = [*begun[1:], len(starts)]
    found: set[int] = set()
    for start, stop in zip(begun[1:], ends[1:], strict=True):
        keys = {key for one in heard.mentions if start <= one.i < stop for key in one.keys}
        before = {key for one in heard.mentions if one.i < start for key in one.keys}
        told = any(cue.tag in {"eat", "book", "canteen"} and not cue.denied for cue in heard.cues if cue.i < start)
        dated = any(start <= one.i < stop for one in heard.said)
        if told and keys and before and not keys & before and not dated and _refuses(start, stop, heard):
            found |= set(range(start, stop))
    return {at for at in found if tokens[at].text != "?"}


def _refuses(start: int, stop: int, heard: Heard) -> bool:
    """Say whether a sentence begins with a child who does not, or who is in no list, and commands nothing."""
    named = next((one for one in heard.mentions if one.i == start + (heard.scan.words[start] in _LED) and one.keys), None)
    if named is None or named.j >= stop or any(heard.scan.words[at] in _ASKS for at in range(start, stop)):
        return False
    cues = [cue for cue in heard.cues if start <= cue.i < stop]
    if any(cue.tag not in _REFUSED and not (cue.denied and cue.tag in _STATED) for cue in cues):
        return False
    states = [cue for cue in cues if cue.tag == "book" and cue.denied and _is_state(cue.i, heard)]
    return bool(states) and all(cue in states for cue in cues if cue.tag == "book")


def _is_state(at: int, heard: Heard) -> bool:
    """Say whether a participle tells what is: "n'est pas inscrite", "n'était pas prévue"."""
    tokens = heard.scan.tokens
    return tokens[at].text.endswith(_ENDINGS) and any(token.text in _WAS for token in tokens[max(at - _AHEAD, 0) : at])


_LED, _ASKS = word_set("et mais pour"), word_set("? si annulez enlevez retirez merci svp supprimez desinscrivez inscrivez ajoutez")
_REFUSED = word_set("correct neg ne negplus but past family excuse home homemeal go stay told same")
_STATED = frozenset({"book", "eat", "canteen", "go"})
_ENDINGS, _WAS = ("it", "ite", "its", "ites", "e", "ee", "es", "ees", "us", "ue"), word_set("est sont etait etaient etais")


def _bracketed(heard: Heard) -> set[int]:
    """Return the places of brackets that tell why another child is none of a meal: "Emma mange (Jade est à l'hôpital)"."""
    tokens = heard.scan.tokens
    if "(" not in heard.folded.plain:
        return set()
    opened = next((at for at, token in enumerate(tokens) if token.text == "("), len(tokens))
    stop = next((at for at in range(opened, len(tokens)) if tokens[at].text == ")"), 0)
    if not stop:
        return set()
    inside = [cue for cue in heard.cues if opened < cue.i < stop]
    outside = [cue for cue in heard.cues if not opened < cue.i < stop]
    keys = {key for one in heard.mentions if opened < one.i < stop for key in one.keys}
    others = {key for one in heard.mentions if not opened < one.i < stop for key in one.keys}
    dated = any(opened < one.i < stop for one in heard.said)
    booked = any(cue.tag in {"eat", "book", "canteen"} and not cue.denied for cue in outside)
    withdrawn = any(cue.tag in WITHDRAWN or cue.denied for cue in outside)
    away = any(cue.tag in _AWAY for cue in inside) and all(cue.tag in _AWAY | _REFUSED for cue in inside)
    if dated or not keys or not others or keys & others or not booked or withdrawn or not away:
        return set()
    return set(range(opened, stop + 1))


_AWAY = frozenset({"sick", "absent", "home", "excuse", "family", "school", "homemeal"})
