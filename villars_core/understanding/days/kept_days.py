"""Finds what only says that a day stays as it is: "lundi ça ne change pas", "le 7 elle est là normalement", "(le 25 elle mange bien)"."""

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.beside.stretches import ORDERED, WITHDRAWN
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import MARKS, reach, word_set

_MARKS = word_set(", ; : . ! ? ( ) mais car puisque")
_UNMOVED = word_set(
    "change changent changez changera changement changements bouge bougent bougez bougera touche touchez toucher modifie modifiez signaler"
)
_NOTHING = word_set("rien pas sans aucun")
_SETTLED = word_set("deja habitude hab ordinaire prevu inchange inchangee maintenu maintenue")
_AGAIN = word_set("normal normalement mieux")
_NOTS = word_set("ne n' n pas plus ni non jamais aucun sans si sauf ou")
_ALIKE = word_set("aussi egalement pareil pareillement idem meme encore finalement exceptionnellement desormais dorenavant plutot")
_YES = word_set("oui ok si bien sur c' est bon pour par contre et ,")
_ORDERS = frozenset({"cancel", "book", "absent", "home", "homemeal", "pickup", "sick", "pastabsent", "cease", "swap", "cond", "ask"})
_KEEP, _HIS, _PLACE = word_set("gardez conservez laissez maintenez gardons"), word_set("sa son leur leurs ses"), word_set("place repas")
_SINGLE = frozenset({"weekday", "day", "rel"})
_LONGEST, _TWO, _MOST = 16, 2, 12


def kept_days(heard: Heard) -> set[int]:
    """Return the places of what only says of days that nothing changes, beside an order that tells its own days elsewhere."""
    if not _TWO <= len(heard.said) <= _MOST:
        return set()
    found: set[int] = set()
    ordered = [cue for cue in heard.cues if cue.tag in ORDERED]
    for said in heard.said:
        start, stop = _clause(said, heard)
        elsewhere = [cue for cue in ordered if not start <= cue.i < stop]
        told = any(not start <= one.i < stop and one.group.items[0].kind in _SINGLE for one in heard.said)
        if elsewhere and told and stop - start <= _LONGEST and _is_kept(start, stop, heard, elsewhere):
            # "Léa mange le jeudi d'habitude mais ce jeudi elle rentre": who is told only there is still meant.
            alone = all(start <= one.i < stop for one in heard.mentions if one.keys and not one.rule.startswith("pronoun"))
            named = {at for one in heard.mentions if alone for at in range(one.i, one.j)}
            found |= set(range(start, stop)) - named
    return found


def _clause(said: Said, heard: Heard) -> tuple[int, int]:
    """Return the clause of a day; of one alone before a comma also what is left as it is: "lundi, on ne touche à rien, Tom mange"."""
    start, stop = reach(heard.scan.tokens, (said.i, said.j), _MARKS, _LONGEST, heard.dated)
    words = heard.scan.words
    if words[stop : stop + 1] != [","] or any(at not in heard.dated and words[at] not in _OPENING for at in range(start, stop)):
        return start, stop
    end = _end(stop + 1, heard)
    left = words[stop + 1 : end]
    if _UNMOVED.isdisjoint(left) or _NOTHING.isdisjoint(left) or any(stop < at < end for at in heard.dated):
        return start, stop
    then = _end(end + 1, heard) if words[end : end + 1] == [","] else end
    # "…, Inès mange avec ses copines"
    eats = [cue for cue in heard.cues if end <= cue.i < then and cue.tag in ORDERED]
    alone = all(cue.tag in {"eat", "canteen"} and not cue.denied for cue in eats) and not any(end <= at < then for at in heard.dated)
    return start, then if eats and alone else end


def _end(at: int, heard: Heard) -> int:
    """Return where the clause that begins at a place ends."""
    words = heard.scan.words
    return next((place for place in range(at, len(words)) if words[place] in _MARKS), len(words))


_OPENING = word_set("le la et mais pour bon alors ce")


def _is_kept(start: int, stop: int, heard: Heard, elsewhere: list[Cue]) -> bool:
    """Say whether a clause tells that its day stays as it is."""
    words = [token.text for at, token in enumerate(heard.scan.tokens[start:stop], start) if at not in heard.dated]
    some = set(words)
    withdrawn = any(cue.denied or cue.tag in WITHDRAWN for cue in elsewhere)
    if withdrawn and some & _KEEP and some & _HIS and some & _PLACE and not some & (_NOTS | _ALIKE):
        # "Tom ne mange pas vendredi, gardez-lui bien sa place jeudi"
        return True
    moves = [cue for cue in heard.cues if start <= cue.i < stop and cue.tag in _ORDERS and not (cue.tag == "book" and "deja" in some)]
    if moves or some & _ALIKE or heard.scan.tokens[min(stop, len(heard.scan.tokens) - 1)].text == "?":
        return False
    if some & _UNMOVED and some & _NOTHING:
        return True
    if some & _NOTS:
        return False
    comes = "bien" in some and any(start <= cue.i < stop and cue.tag in {"eat", "go", "stay"} for cue in heard.cues)
    comes = comes and not _is_at_home(start, stop, heard)
    there = comes or bool(some & _AGAIN) or "devrait aller" in " ".join(words)
    # "mais oui jeudi" may book it, "…, lundi et mardi oui" keeps them.
    granted = "oui" in some and some <= _YES and start in heard.dated
    return bool(some & _SETTLED) or (withdrawn and (there or granted))


def _is_at_home(start: int, stop: int, heard: Heard) -> bool:
    """Say whether what goes on of a meal tells it elsewhere: "vendredi il mange bien mais à la maison", "… avec nous"."""
    starts, words = heard.sentence_starts, heard.scan.words
    rest = range(start, next((at for at in range(stop, len(words)) if starts[at] != starts[start]), len(words)))
    return any(words[at] in _OURS for at in rest) or any(cue.tag in _HOME and cue.i in rest for cue in heard.cues)


_OURS, _HOME = word_set("maison moi nous"), frozenset({"home", "homemeal", "pickup"})


def told_of_excepted(heard: Heard) -> set[int]:
    """Return the places of what is only told of a day taken out: "toute la semaine, sauf le jeudi où son père est en repos"."""
    out: set[int] = set()
    if _WHERE.isdisjoint(heard.scan.vocabulary):
        return out
    tokens = heard.scan.tokens
    for one in heard.said:
        if one.group.excepted and one.j + 1 < len(tokens) and tokens[one.j].text in _WHERE and one.j + 1 not in heard.dated:
            stop = one.j
            while stop < len(tokens) and tokens[stop].text not in MARKS:
                stop += 1
            out |= set(range(one.j, stop))
    return out


_WHERE = word_set("ou quand puisque car")
