"""Which of the days said in a message are the act's: not those of a journey told beside it, nor the day somebody comes back."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from villars_core.understanding.acts.clauses import Clause, Said
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import ABSENCES, OPPOSITE, Order
from villars_core.understanding.dates.items import Item
from villars_core.understanding.days.past_days import without_past_days
from villars_core.understanding.days.pointed_back import pointed_to, points_back
from villars_core.understanding.days.superseded import without_superseded
from villars_core.understanding.days.taken_back import without_taken_back_again
from villars_core.understanding.days.told_days import order_days
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import Token, word_set
from villars_core.understanding.values import Intent

_MARKS = frozenset({",", ";", ":", ".", "!", "?", "(", ")", "…", "car", "puisque", "parce"})
_ACTS = frozenset({"cancel", "book", "eat", "canteen", "absent", "sick", "school", "home", "homemeal", "pickup", "pastabsent", "proof"})
# An illness is the reason of an absence told beside it.
_REASONS = frozenset({"sick", "school"})
_STRICT_ACTS = _ACTS - _REASONS
_MEALS = frozenset({"book", "cancel", "eat", "canteen"})
_GOES = frozenset({"go", "stay"})
_TELLERS = word_set(
    "je j' nous on notre nos mon ma mes leur leurs sa son c' ca il elle ils elles est sont sera seront a ont aura auront"
    " fait font vient arrive rentre rentrons atterrit part partons"
)
_AS_WELL = frozenset({"aussi", "egalement"})
_ALSO = word_set("aussi egalement pareil pareillement idem compris non plus meme memes encore ainsi")
_BACK = word_set(
    "reviendra reviendront revient reviennent reprendra reprendront reprend reprennent retournera retourneront retourne retournent"
    " revien reviens revienne reviendron reprendron verrez reverrez retrouverez"
    " retrouvera retour reprise reviendrai revenir reprendre rentrera rentreront"
)
_THERE = word_set("vient viennent viendra viendront present presente presents presentes normalement maintenu maintenue maintenus")
_IS = word_set("sera seront est sont")
_NOTS = word_set("pas plus jamais ni sans")
_ALMOST = word_set("vers environ autour alentours")
_NEAR, _FAR = 6, 40
_BRINGS = word_set(
    "depose deposerai deposerons deposer apporte apporterai apporterons apporter envoie enverrai enverrons envoyer transmets transmettrai"
    " transmettre amene amenerai amener donne donnerai donner remets remettrai remettre passe passerai fournirai fournir ramene ramenerai"
)
_GONE = word_set("absence absences absent absente absents absentes manque manques etait etaient malade")
_OF = word_set("de d' du des pour")
_EVERY = word_set("tous toutes tout toute ts ttes tt")
_OFTEN = _EVERY | {"par"}
_COUNTS = word_set("deux trois quatre quinze huit")
_UNITS = word_set("semaines semaine jours mois quinzaines")
_ALWAYS = word_set("desormais dorenavant avenir systematiquement definitivement chaque toujours habituellement")
_THINGS = word_set("jours repas midis fois")
_REST = frozenset({"autres", "reste"})
# "s'il reste de la place" tells no rest of any days.
_REMAINS = frozenset({"il", "vous"})
_ENDS = frozenset({".", "!", "?", ";"})
_SUBJECTS = word_set("il elle ils elles on je j' nous vous c' ca ne n' rien tout oui")


@dataclass(frozen=True)
class Piece:
    """A stretch of tokens between two marks."""

    start: int
    stop: int
    words: tuple[str, ...]

    def has(self, some: Iterable[str]) -> bool:
        """Say whether one of the words stands in it."""
        return not frozenset(some).isdisjoint(self.words)

    def holds(self, at: int) -> bool:
        """Say whether a token stands in it."""
        return self.start <= at < self.stop


def days_said(order: Order, heard: Heard) -> list[Said]:
    """Return what was said of the days of a French act, in order; nothing is lost where the act has no other day."""
    # "réservé ou pas le 5 ?" asks about that day.
    # "la semaine prochaine, mais pas le mardi" takes that day out.
    said = [one for one in order.said if not one.denied or one.group.excepted or order.act.intent is Intent.SHOW_PLANNING]
    if order.act.intent in ABSENCES and heard.lexicon.language == "fr" and len(said) > 1:
        said = _without_own_return(said, heard)
    if order.act.intent is Intent.REPORT_ABSENCE and heard.lexicon.language == "fr":
        said = without_past_days(said, heard)
    if order.act.intent in OPPOSITE and heard.lexicon.language == "fr" and len(said) > 1:
        # "Léa mangera chez nous mardi, on a un petit nouveau à la maison depuis Noël"
        said = [one for one in said if one.group.kind != "since"] or said
        # "la nounou part jeudi soir, inscrivez-le vendredi"
        said = [one for one in said if heard.scan.words[one.j - 1] not in _EVENINGS] or said
    alone = len(said) == 1 and len(said[0].group.items) == 1 and order.act.intent not in ABSENCES
    if heard.lexicon.language != "fr" or not said or alone:
        return said
    said = without_taken_back_again(order, said, heard)
    said = order_days([_without_there(one, heard) for one in without_superseded(said, order, heard)], order, heard)
    pieces = _pieces(said, heard)
    said = _of_the_act(said, pieces, order, heard) if len(said) > 1 else said
    if order.act.intent is Intent.JUSTIFY_ABSENCE:
        # "je dépose demain le certificat": the day of the visit is none of the absence.
        said = [one for one in said if not _is_brought(one, _piece(pieces, one))]
    return _without_return(said, pieces, order, heard.scan.tokens)


def _of_the_act(said: list[Said], pieces: Sequence[Piece], order: Order, heard: Heard) -> list[Said]:
    """Leave out of several days those that only echo others, tell the reason of the act, or what is told aside."""
    echoes = [one for one in said if points_back(one, heard)]
    pointed = pointed_to(said, order, heard)
    if pointed is not None:
        meals = _own(said, pieces, _places(order, _MEALS), echoes)
        return [one for one in said if one is pointed or one in meals]
    own = _own(said, pieces, _places(order, _ACTS), echoes)
    strict = _own(own, pieces, _places(order, _STRICT_ACTS), [])
    well = not _AS_WELL.isdisjoint(heard.scan.vocabulary) and any(_piece(pieces, one).has(_AS_WELL) for one in strict)
    if well or ("ni" in heard.scan.vocabulary and any(_piece(pieces, one).words[0] == "ni" for one in own)):
        # "opérée jeudi, elle manquera aussi vendredi", "ni à l'école vendredi"
        strict = own
    reasons = {one.i for one in own} - {one.i for one in strict} if strict and order.act.intent is Intent.REPORT_ABSENCE else set()
    own, said = strict or own, [one for one in said if one.i not in reasons]
    if own:
        inner = all(_lies_within(item) for one in own for item in one.group.items)
        owned = {one.i for one in own}
        starts = heard.sentence_starts
        sentences = {starts[one.i] for one in own}
        said = [
            one
            for one in said
            if one.i in owned
            or (inner and _is_stretch(one))
            # "toute la semaine, sauf le vendredi où il est chez son père"
            or (one.group.excepted and starts[one.i] in sentences)
            or not _is_told_aside(_piece(pieces, one), order, heard)
        ]
    echoed = {one.i for one in echoes}
    return [one for one in said if one.i not in echoed] or said


def _without_own_return(said: list[Said], heard: Heard) -> list[Said]:
    """Leave out the "reprise" that is a child's and not the school's: "absent, reprise prévue jeudi", not "absent à la reprise"."""
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    kept: list[Said] = []
    for one, then in zip(said, [*said[1:], None], strict=True):
        at = next((at for at in range(one.i, one.j) if tokens[at].text == "reprise"), None)
        if then is None or at is None or one.group.items[-1].kind != "back" or starts[at] != starts[then.i]:
            kept.append(one)
            continue
        between = [tokens[place].text for place in range(one.j, then.i)]
        until = one.group.kind == "until"
        near = len(between) <= (0 if until else _FEW) and _MARKS.isdisjoint(between)
        if not near or not (until or _AT.isdisjoint(token.text for token in tokens[max(at - 2, starts[at]) : at])):
            kept.append(one)
        elif len(one.group.items) > 1:
            # "absence demain, reprise mercredi"
            kept.append(replace(one, group=replace(one.group, items=one.group.items[:-1]), j=at - 1))
    return kept


_FEW = 3
_AT = word_set("a pour des au vers apres faire fera feront manquer manquera rater ratera")


def _without_there(one: Said, heard: Heard) -> Said:
    """Leave the days somebody is there out of a list: "absents lundi 4 janvier, là mardi"."""
    tokens, group = heard.scan.tokens, one.group
    for at in range(one.i + 1, one.j - 1):
        if tokens[at].text == "la" and tokens[at - 1].text == "," and heard.folded.source[tokens[at].end - 1].lower() == "à":
            count = 1 + sum(tokens[place].text in {"et", "&"} for place in range(at, one.j))
            return replace(one, group=replace(group, items=group.items[:-count]), j=at - 1) if count < len(group.items) else one
    return one


def tells_others(order: Order, heard: Heard) -> bool:
    """Say whether an order tells the rest of some days: "annulez les autres jours", not "lundi et jeudi, pas les autres jours"."""
    if _REST.isdisjoint(heard.scan.vocabulary):
        return False
    for clause in order.clauses:
        words = [token.text for token in heard.scan.tokens[clause.i : clause.j]]
        for at, (one, other) in enumerate(pairwise(words)):
            rest = (one == "autres" and other in _THINGS) or (one == "reste" and other in _OF and words[at - 1] not in _REMAINS)
            if rest and not (_names_days(order) and (_is_left(words[max(at - 4, 0) : at]) or _is_told_of(clause, at, order, heard))):
                return True
    return False


def _is_told_of(clause: Clause, at: int, order: Order, heard: Heard) -> bool:
    """Say whether it is only told where a child eats on the other days, who eats here on those told: ", les autres jours il rentre"."""
    tokens, start = heard.scan.tokens, clause.i + at
    opens = start > 1 and tokens[start - 1].text in {"les", "le"} and tokens[start - 2].text in _MARKS | {"et"}
    if not opens or order.act.intent is not Intent.BOOK_MEAL:
        return False
    stop = next((place for place in range(start, len(tokens)) if tokens[place].text in _ENDS), len(tokens))
    return not any(start <= cue.i < stop and cue.tag in _ACTS - {"home", "homemeal", "pickup"} for cue in heard.cues)


def _is_left(before: Sequence[str]) -> bool:
    """Say whether a lone "pas" stands before the rest of the days: ", pas les autres jours"."""
    words = [word for word in before if word not in {"les", "le", "pour", "mais"}]
    return words[-1:] in (["pas"], ["rien"], ["non"]) and (len(words) < 2 or words[-2] in _MARKS | {"et"})


def _names_days(order: Order) -> bool:
    return any(item.kind in {"weekday", "day", "rel"} for one in order.said if not one.denied for item in one.group.items)


def is_habit(one: Said, heard: Heard, days: Sequence[date]) -> bool:
    """Say whether a weekday is told as a habit that ends: "n'ira plus à la cantine le mardi"; not where an end gives it several days."""
    tokens, item = heard.scan.tokens, one.group.items[0]
    if _recurs(one, heard):
        return True
    if item.kind != "weekday" or item.mod or item.within or tokens[one.i].text != "le" or one.group.excepted:
        # "chaque jour à part le vendredi" ends no habit.
        return False
    several = sum(day.isoweekday() == item.weekday for day in days) > 1
    if several and _is_ended(one, heard):
        return False
    if any(other.group.items[0].every and other.group.items[0].weekday == item.weekday for other in heard.said if other is not one):
        # No habit ends in "je suis désormais libre le vendredi. Tous les vendredis jusqu'aux vacances, …".
        return not several
    before = [token.text for token in tokens[max(one.i - _NEAR, 0) : one.i]]
    if "plus" in before and "non" not in before:
        return True
    if _ALWAYS.isdisjoint(heard.scan.vocabulary):
        return False
    start = heard.sentence_starts[one.i]
    # "le mardi, elle rentrera désormais à midi"
    near = range(max(start, one.i - _FAR), min(one.j + _FAR, len(tokens)))
    return any(tokens[at].text in _ALWAYS and heard.sentence_starts[at] == start for at in near)


def _is_ended(one: Said, heard: Heard) -> bool:
    """Say whether the sentence of a weekday tells until when: "plus le mardi jusqu'aux vacances"."""
    starts, words = heard.sentence_starts, heard.scan.words
    ends = [other for other in heard.said if other.group.kind in _ENDED and starts[other.i] == starts[one.i]]
    return any(";" not in words[min(one.i, other.i) : max(one.j, other.j)] for other in ends)


_ENDED = frozenset({"range", "until", "by"})


def _recurs(one: Said, heard: Heard) -> bool:
    """Say whether the sentence of a day says how often: "le jeudi, toutes les deux semaines", "une fois par mois"."""
    if _OFTEN.isdisjoint(heard.scan.vocabulary):
        return False
    tokens, starts = heard.scan.tokens, heard.sentence_starts
    stop = min(one.j + _FAR, len(tokens))
    words = [tokens[at].text for at in range(max(starts[one.i], one.i - _FAR), stop) if starts[at] == starts[one.i]]
    if not _OFTEN.isdisjoint(words):
        counted = any(
            first in _EVERY and second == "les" and (third in _COUNTS or third.isdigit()) and fourth in _UNITS
            for first, second, third, fourth in zip(words, words[1:], words[2:], words[3:], strict=False)
        )
        # "un resto par mois, le premier c'est le 7"
        first = "premier" in words[: one.i - max(starts[one.i], one.i - _FAR)]
        return counted or any(pair[0] == "par" and pair[1] in {"semaine", "mois", "quinzaine"} and not first for pair in pairwise(words))
    return False


def is_about(one: Said, heard: Heard) -> bool:
    """Say whether a day is only told roughly: "vers le 10 décembre", "aux alentours du 4"."""
    if _ALMOST.isdisjoint(heard.scan.vocabulary):
        return False
    near = [token.text for token in heard.scan.tokens[max(one.i - 2, 0) : one.i + 1]]
    return not _ALMOST.isdisjoint(near)


def _pieces(said: Sequence[Said], heard: Heard) -> list[Piece]:
    inside = {at for one in said for at in range(one.i, one.j)}
    words = heard.scan.words
    bounds = [0, *[at for at, word in enumerate(words, 1) if word in _MARKS and at - 1 not in inside], len(words)]
    return [Piece(start, stop, tuple(words[start:stop])) for start, stop in pairwise(bounds) if start < stop]


def _piece(pieces: Sequence[Piece], said: Said) -> Piece:
    return pieces[bisect_right(pieces, said.i, key=_start) - 1]


def _start(piece: Piece) -> int:
    return piece.start


def _lies_within(item: Item) -> bool:
    """Say whether days are told that lie in a stretch told elsewhere: a bare weekday, "tous les jours"."""
    return (item.kind == "weekday" and not item.mod) or (item.kind == "period" and item.unit == "day" and item.every)


def _is_stretch(one: Said) -> bool:
    """Say whether a week or a stretch is told, in which other days may lie: "semaine du 7 je suis du matin : cantine lundi"."""
    item = one.group.items[0]
    return one.group.kind == "range" or item.kind in {"week_of", "week_number"} or (item.unit == "week" and bool(item.mod))


def _places(order: Order, acts: frozenset[str]) -> list[int]:
    """Return where an order is told."""
    cues = [cue for clause in order.clauses for cue in clause.cues]
    return sorted([cue.i for cue in cues if cue.tag in acts or (cue.tag in _GOES and cue.denied)])


def _own(said: Sequence[Said], pieces: Sequence[Piece], places: Sequence[int], but: Sequence[Said]) -> list[Said]:
    """Return the days told in a piece that tells the act itself."""
    apart = {one.i for one in but}
    return [one for one in said if one.i not in apart and _tells(_piece(pieces, one), places)]


def _tells(piece: Piece, places: Sequence[int]) -> bool:
    at = bisect_left(places, piece.start)
    return at < len(places) and places[at] < piece.stop


def _is_told_aside(piece: Piece, order: Order, heard: Heard) -> bool:
    """Say whether a piece tells something else, of somebody else: "nous atterrissons le 3 au soir"."""
    named = any(piece.holds(one.i) for one in order.mentions if one.keys and not one.rule.startswith("pronoun"))
    words = {word for at, word in enumerate(piece.words, piece.start) if at not in heard.dated}
    return not named and not piece.has(_ALSO) and not words.isdisjoint(_TELLERS)


def _without_return(said: list[Said], pieces: Sequence[Piece], order: Order, tokens: Sequence[Token]) -> list[Said]:
    """Take out the day somebody is back; alone in an absence it tells the end: "ne reviendra que le lundi 18"."""
    if order.act.intent not in ABSENCES and order.act.intent is not Intent.CANCEL_MEAL:
        return said
    said = [_until(one, tokens) for one in said]
    # "rentrera à midi jeudi" is a meal at home, no return.
    fed = {at for clause in order.clauses for cue in clause.cues if cue.tag == "homemeal" for at in range(cue.i, cue.j)}
    starts = {one.i for one in said}
    # "à la reprise Tom sera absent lundi" tells when it is, no return of his.
    fed |= {at for one in said if one.group.items[0].kind == "back" and one.j not in starts for at in range(one.i, one.j)}
    back = [one for one in said if one.group.kind == "list" and _is_return(one, _piece(pieces, one), tokens, fed)]
    if not back:
        return said
    others = [one for one in said if one not in back]
    if not others and len(back) > 1:
        # "un retour d'Italie le 4, absents ce jour-là, et reprendront le 5"
        back = [one for one in back if _comes_back(one, heard_tokens=tokens)]
        others = [one for one in said if one not in back] if back else []
    if others and len(back) == 1 and order.act.intent in ABSENCES and all(one.group.kind == "since" for one in others):
        # "malade depuis jeudi et ne reviendra que mardi"
        return [*others, replace(back[0], group=replace(back[0].group, kind="before", items=back[0].group.items[:1]))]
    if others:
        return others
    if order.act.intent not in ABSENCES or len(back) != 1 or _is_taken_up(back[0], tokens):
        return said
    if order.act.rule != "act.sick" and _piece(pieces, back[0]).has(_JOURNEYS):
        # "notre vol retour est jeudi": nobody is at school that day.
        return said
    # Who is back in the evening is away all day.
    late = any(tokens[at].text in _LATE for at in range(back[0].i, back[0].j))
    kind = "until" if late else "before"
    return [replace(back[0], group=replace(back[0].group, kind=kind, items=back[0].group.items[:1]))]


def _is_taken_up(one: Said, tokens: Sequence[Token]) -> bool:
    """Say whether a day is taken up after it: "le retour est jeudi soir, pas d'école ce jour-là"."""
    return any((a.text, b.text) in _THAT_DAY for a, b in pairwise(tokens[one.j :]))


_EVENINGS = word_set("soir soirs soiree")
_LATE = word_set("soir soiree nuit tard")
_JOURNEYS = word_set("vol vols avion train tgv ferry bateau billet billets")
_THAT_DAY = frozenset({("ce", "jour"), ("ces", "jours"), ("cette", "journee")})


def _comes_back(one: Said, heard_tokens: Sequence[Token]) -> bool:
    """Say whether the word right before a day is a verb of return: "reprendront le 5"."""
    before = heard_tokens[one.i - 1].text if one.i else ""
    return before in _BACK - {"retour", "reprise"}


def _is_brought(one: Said, piece: Piece) -> bool:
    """Say whether a paper is only brought or sent on a day: "je dépose demain le certificat", not "je dépose le certificat de lundi"."""
    before = piece.words[max(one.i - piece.start - 4, 0) : one.i - piece.start]
    after = piece.words[one.j - piece.start : one.j - piece.start + 4]
    owned = bool(before) and (before[-1] in _OF or not _GONE.isdisjoint(before))
    return (not _BRINGS.isdisjoint(before) and not owned) or (not before and not _BRINGS.isdisjoint(after))


def _until(one: Said, tokens: Sequence[Token]) -> Said:
    """Read "pas avant lundi" and "pas à l'école avant lundi" as the end of an absence."""
    late = one.group.kind == "from" and tokens[one.i].text == "pas"
    return replace(one, group=replace(one.group, kind="before")) if late else one


def _is_return(one: Said, piece: Piece, tokens: Sequence[Token], fed: AbstractSet[int]) -> bool:
    """Say whether the verb of a day is a return, and is not denied: "reviendra lundi", "lundi elle sera là", not "ne revient pas lundi"."""
    words = [tokens[at].text for at in range(max(one.i - _NEAR, piece.start), one.i) if at not in fed]
    if not _BACK.isdisjoint(words):
        place = next(at for at, word in enumerate(words) if word in _BACK)
        only = not _QUE.isdisjoint(words[place:])
        if words[place] in _TO_COME_BACK and not only and not _DENIED.isdisjoint(words[:place]):
            # "il ne pourra pas revenir le 2", not "il ne pourra revenir que le 2"
            return False
        return only or _NOTS.isdisjoint(words[place:])
    if not _COMES_HOME.isdisjoint(words) and not {"que", "qu'"}.isdisjoint(words[-3:]):
        # "elle ne rentre que mardi 5"
        return True
    if one.i > piece.start and not _OPENING.issuperset(words):
        return False
    rest = _rest(one, tokens, fed)
    present = any(one in _IS and other == "la" and not rest[at + 2 : at + 3] for at, (one, other) in enumerate(pairwise(rest)))
    there = present or not _THERE.isdisjoint(rest) or not _BACK.isdisjoint(rest)
    return there and _NOTS.isdisjoint(rest) and {"n'", "ne", "n"}.isdisjoint(rest)


_QUE = frozenset({"que", "qu'"})
_TO_COME_BACK, _DENIED = word_set("revenir reprendre retourner rentrer"), frozenset({"pas", "plus"})
_OPENING = word_set("mais et le puis des pour")
_COMES_HOME = word_set("rentre rentrent rentrons revenons reprenons atterrissons arrivons")


def _rest(one: Said, tokens: Sequence[Token], fed: AbstractSet[int]) -> list[str]:
    """Return the words that follow a day in its piece, or in the next where the day closes its own: "vendredi, c'est maintenu"."""
    found: list[str] = []
    for at, token in enumerate(tokens[one.j :], one.j):
        if token.text in _MARKS and (found or token.text in _ENDS):
            break
        if token.text not in _MARKS and at not in fed:
            found.append(token.text)
    return found


def parted_lists(said: Sequence[Said], cues: Sequence[Cue], tokens: Sequence[Token]) -> list[Said]:
    """Part the lists whose last day opens what follows: "il ne vient pas demain, lundi | elle vient"."""
    return [part for one in said for part in _parted(one, cues, tokens)]


def _parted(said: Said, cues: Sequence[Cue], tokens: Sequence[Token]) -> list[Said]:
    group = said.group
    if group.kind != "list" or len(group.items) < 2:
        return [said]
    after = tokens[said.j].text if said.j < len(tokens) else ""
    commas = [at for at in range(said.i, said.j) if tokens[at].text in {",", ";"}]
    if not commas:
        return [said]
    if group.excepted and len(group.items) == 2 and tokens[commas[-1] + 1].text == "et" and tokens[said.i - 1].text == "pas":
        # "mange demain, pas jeudi, et vendredi"
        out, more = (replace(group, items=[item], excepted=not at) for at, item in enumerate(group.items))
        return [replace(said, group=out, j=commas[-1]), replace(said, group=more, denied=False, i=commas[-1] + 1)]
    if after not in _SUBJECTS:
        return [said]
    if not any(cue.tag in _ACTS | {"go"} and cue.j <= said.i for cue in cues):
        return [said]
    # "jeudi 7 et vendredi 8, lundi et mardi oui"
    joined = any(tokens[at].text == "et" for at in range(commas[-1], said.j))
    if after in _WRITERS and joined:
        return [said]
    count = min(1 + sum(tokens[at].text in {"et", "&"} for at in range(commas[-1], said.j)), len(group.items) - 1)
    first, last = (replace(group, items=items) for items in (group.items[:-count], group.items[-count:]))
    return [replace(said, group=first, j=commas[-1]), replace(said, group=last, i=commas[-1] + 1)]


_WRITERS = word_set("je j' on nous")
