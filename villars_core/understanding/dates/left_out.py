"""Tells what a phrase of dates says beside the groups that were read: a part left out makes the whole unsure."""

import re
from collections.abc import Sequence

from villars_core.understanding.dates.items import Group, Word

_SCHOOL = frozenset({"holiday", "public"})
_PLACES = frozenset({
    "rue", "place", "avenue", "boulevard", "square", "metro", "tram", "residence", "promenade",
    "ecole", "college", "lycee", "station", "impasse", "allee", "quai", "stade",
})  # fmt: skip
_STREETS = frozenset({"rue", "avenue", "boulevard", "impasse", "allee", "quai", "square", "chemin", "bd", "av"})
# What stands beside the planet, the god or the sweet, and never beside the month.
_OF_MARS = frozenset({"planete", "planetes", "dieu", "barre", "barres", "champ", "champs", "bruno", "rover", "groupe", "confiserie"})
_TO_MARS = frozenset({
    "planete", "planetes", "sonde", "sondes", "rover", "robot", "fusee", "fusees", "astronaute", "astronautes", "cosmonaute", "vie",
    "atterri", "atterrir", "nasa", "orbite", "colonie", "coloniser", "terre", "lune", "jupiter", "saturne", "venus", "curiosity",
    "perseverance", "explore", "explorer", "martien", "martiens", "martienne", "vaisseau", "spatiale", "spatial",
})  # fmt: skip
_IN_MONTH = frozenset({"en", "de", "du", "mois", "debut", "fin", "mi", "courant"})
# "chausse du 29", "porte du 12", "fait du 6 ans": a size.
_SIZED = frozenset({
    "chausse", "chausses", "chaussent", "chaussez", "chausser", "chaussait", "pointure", "pointures", "taille", "tailles", "habille",
    "porte", "portent", "mets", "met", "fait", "font", "chaussures", "baskets", "bottes", "chaussons", "patins", "skis", "rollers",
})  # fmt: skip
_LEFT_BEFORE = frozenset({"unit", "mon", "next", "last", "foll", "begin", "mid", "end", "inweek", "before", "after", "eve", "alt", "some"})
_LEFT_AFTER = frozenset({"next", "last", "foll", "inweek", "alt"})
_COUNTED_FROM = frozenset({"start", "since", "after", "before"})
_COUNTS = frozenset({"offset", "within_n", "minutes", "span"})
_NAMED = frozenset({"feast", "season", "half"})
_GOING_ON = frozenset({"after", "before", "unit", "next", "foll", "last", "eve", "morrow", "begin", "mid", "end"})
_NOW = frozenset({"maintenant", "en ce moment", "tout de suite", "a present", "a l'heure actuelle"})
_NO_THING = frozenset({
    "on", "je", "j", "tu", "il", "elle", "nous", "vous", "ils", "elles", "chez", "avec", "merci", "svp", "si", "car", "est", "sera", "c",
    "ce", "en", "ne", "n", "y", "mais", "donc", "que", "qui", "sans", "toute", "tous", "tout", "apres", "avant", "inclus",
})  # fmt: skip
_PORTIONS = frozenset({"moitie", "tiers", "quart", "partie", "reste", "restant", "essentiel", "plupart"})
_LONG = frozenset({"nth", "month", "season", "period", "year"})
_MOVED = re.compile(r"(?:report|decal|deplac|avanc|repouss|chang|recul)(?:e|ee|es|ees|er|ons|ez)$")
_SMALL = frozenset({"the", "of", "opt"})
_LINKS = frozenset({"to", "dash", "until", "and", "or"})
_ENDS = frozenset({"n", "date", "mon", "wd", "wdx", "rel"})
# What sets one day against another, and takes none out of a stretch.
_REPLACED = frozenset({
    "pas", "mais pas", "et pas", "et non", "non pas", "au lieu de", "au lieu du", "plutot que", "a la place de", "a la place du",
})  # fmt: skip
# "l'autre samedi" is some time ago, and nights are no days.
_OTHERS = frozenset({"weekday", "period", "month", "season"})
_NIGHTS = frozenset({"nuit", "nuits", "nuitee", "nuitees"})
_SIGNS = frozenset({"comma", "dash", "dot"})
_NUMBERS = frozenset({"n", "num"})
_DATED = frozenset({"n", "num", "ord", "date", "mon", "wd", "half", "unit", "clock", "of", "feast"})
_BETWEEN = frozenset({*_SMALL, *_LINKS, *_SIGNS, "half", "clock", "this"})
# The feasts that a thing may be named after and still be that day: "la messe de Noël".
_OF_THE_DAY = frozenset({
    "artifice", "concert", "spectacle", "veillee", "banquet", "parade", "cortege", "discours", "commemoration", "feu", "feux", "fete",
    "jour", "messe", "repas", "dejeuner", "diner", "soiree", "nuit", "ceremonie", "soir", "matin", "midi", "bal", "defile",
})  # fmt: skip


def of_school(group: Group, *, alone: bool) -> bool:
    """Say whether a group names what only a school's calendar tells; "la rentrée" alone is the first of September."""
    kinds = {item.kind for item in group.items}
    return group.kind == "list" and (kinds <= _SCHOOL or (kinds == {"back"} and not alone))


def aside(words: Sequence[Word], group: Group, *, alone: bool) -> bool:
    """Say whether no day is meant: "le premier" of anything, "8 ans", "les congés de Noël"."""
    item = group.items[0]
    bare_day = item.kind == "day" and not (item.month or item.weekday or item.within)
    ranked = bare_day and (_ranks(words[group.j - 1]) or _ranks_thing(words, group) or _of_thing(words, group.j))
    before = words[group.i - 1] if group.i else None
    thing = item.kind == "feast" and words[group.i].tag == "of" and before is not None and not before.tag
    named = thing and before is not None and not (alone and before.text in _OF_THE_DAY)
    named = named or (item.kind == "feast" and before is not None and before.tag == "hol")
    named = named or (item.kind == "feast" and words[group.j - 1].text.endswith("ascension") and _of_thing(words, group.j))
    named = named or (item.kind == "season" and [word.tag for word in words[max(group.i - 1, 0) : group.i + 2]] == ["", "of", "season"])
    bare = words[group.i].text.startswith("we") or words[group.i].tag == "unit"
    unsaid = item.unit != "weekend" or (bare and not alone)
    amount = item.kind == "period" and (unsaid or _of_thing(words, group.j)) and not (item.mod or item.part or item.whole or item.every)
    marked = not alone and (words[group.j - 1].text in _NOW or _names(words, group))
    marked = marked or (item.kind == "month" and _planet(words, group))
    sized = bare_day and before is not None and before.text in _SIZED and words[group.i].text in {"du", "en"}
    return len(group.items) == 1 and (ranked or amount or named or marked or sized or _flat(words, group))


def _planet(words: Sequence[Word], group: Group) -> bool:
    """Say whether the planet, the god or a name is meant: "la planète Mars", "la vie sur Mars"; "décolle en mars" tells the month."""
    item = group.items[0]
    if words[group.j - 1].text != "mars" or item.part or item.mod or item.year:
        return False
    before = [word.text for word in words[max(group.i - 1, 0) : group.j - 1] if word.tag not in _SIGNS] or [""]
    near = [word.text for word in words[max(group.i - 3, 0) : group.i] if word.tag not in {*_SIGNS, "the", "of"}] or [""]
    return near[-1] in _OF_MARS or (before[-1] not in _IN_MONTH and any(word.text in _TO_MARS for word in words))


def _flat(words: Sequence[Word], group: Group) -> bool:
    """Say whether "T3" is a flat of three rooms, not a quarter: "un T3", "T3 de 65 m²", "le T3 du centre"."""
    if all(word.tag != "quartermark" for word in words[group.i : group.j]):
        return False
    counted = group.i > 0 and (words[group.i - 1].tag in _NUMBERS or words[group.i - 1].text in {"des", "petit", "grand"})
    return counted or (group.j < len(words) and words[group.j].tag == "of")


def _names(words: Sequence[Word], group: Group) -> bool:
    """Say whether a year or a quarter names a thing it stands right behind: "les Grammy Awards 2017", "bulletins T2"."""
    before = words[group.i - 1] if group.i else None
    head = words[group.i].tag == "quartermark" or (words[group.i].tag == "n" and group.items[0].kind == "year")
    return head and before is not None and not before.tag and before.text not in {"en", "depuis", "annee"}


def _ranks(word: Word) -> bool:
    """Say whether a word is a rank, not a day: all but "1er"."""
    return word.tag == "ord" and not (word.value == "1" and word.text[:1] == "1")


def _of_thing(words: Sequence[Word], at: int) -> bool:
    """Say whether a number is of a thing that has numbers: "le 12 de la rue du Port"; "le 12 de préférence" is a day."""
    of = at < len(words) and words[at].tag == "of"
    after = at + 1 + (of and at + 1 < len(words) and words[at + 1].tag == "the")
    return of and (words[at].text in {"du", "des"} or after > at + 1) and after < len(words) and not words[after].tag


def _ranks_thing(words: Sequence[Word], group: Group) -> bool:
    """Say whether "le 1er" stands before a thing: "le 1er étage"; "le 1er on mange" is a day."""
    after = words[group.j] if group.j < len(words) else None
    return words[group.j - 1].tag == "ord" and after is not None and not after.tag and after.text.isalpha() and after.text not in _NO_THING


def of_a_place(words: Sequence[Word], group: Group) -> bool:
    """Say whether a date is part of the name of a street, or of the mark of a paper: "rue du 8 mai 1945", "RC-2026-00012"."""
    coded = group.i > 1 and group.items[0].kind == "year" and words[group.i - 1].tag == "dash" and not words[group.i - 2].tag
    before = words[group.i - 1] if group.i else None
    street = before is not None and before.tag == "street" and words[group.i].tag == "of" and group.kind == "list"
    return coded or street or _at_number(words, group) or (before is not None and before.text in _PLACES)


def _at_number(words: Sequence[Word], group: Group) -> bool:
    """Say whether a number is of a house: "le 12 rue des Lilas", "au 3, rue du Port"."""
    at = group.j + (group.j < len(words) and words[group.j].tag == "comma")
    item = group.items[-1]
    numbered = len(group.items) == 1 and item.kind == "day" and not (item.month or item.weekday or item.within)
    return numbered and at < len(words) and words[at].text in _STREETS


def half_read(words: Sequence[Word], group: Group, read: int, *, followed: bool) -> bool:
    """Say whether a word of dates stands right beside what was read, and was left out of it.

    `read` is where the last group stopped; `followed` says that another group begins right behind this one.
    """
    item = group.items[0]
    some = item.kind == "weekday" and not item.every and words[group.i].text == "un"
    before = _left_before(words, group, read) or _end_before(words, group, read)
    behind = _left_behind(words, group) or _number_behind(words, group) or _more_behind(words, group)
    opened = not followed and (_end_behind(words, group.j) or _daily_of(words, group))
    some = some or (group.i > 0 and item.kind in _OTHERS and words[group.i - 1].text == "autre")
    nights = group.kind == "from" and group.i > 0 and words[group.i - 1].text in _NIGHTS
    return some or nights or _unlike(words, group) or before or behind or opened or _every_unread(words, group)


def _unlike(words: Sequence[Word], group: Group) -> bool:
    """Say whether a list holds days and ranks, or a part of day is of a whole month: "le premier et le troisième lundi", "soir d'avril"."""
    ranked = any(one.kind == "day" and not one.month and _ranks(words[one.j - 1]) for one in group.items[:-1])
    mixed = len({bool(one.number) for one in group.items if one.kind in {"weekday", "day"}}) > 1
    head = [word.tag for word in words[group.i : group.i + 2]]
    return ranked or mixed or (head == ["half", "of"] and group.items[0].kind in _LONG)


def _left_before(words: Sequence[Word], group: Group, read: int) -> bool:
    """Say whether a word that changes a date stands before the group, unread: "fin", "troisième", "deux" before "semaine"."""
    before = group.i - 1
    while before >= 0 and words[before].tag in _SMALL:
        before -= 1
    if before < read or words[before].value == "hour" or words[before].text == "passe":
        return False
    lead, head, beside = words[before].tag, words[group.i].tag, before == group.i - 1
    if lead == "unit" and group.kind == "list" and before > 0 and words[before - 1].tag in _NUMBERS and head != "of":
        return False
    counted = lead in {"n", "num", "ord"} and head in {"unit", "wds", "ord"}
    ranked = beside and ((lead == "ord" and head != "the") or (lead == "num" and head in _NAMED))
    misplaced = beside and head == "mon" and lead == "n"
    parted = lead in {"half", "hol"} and group.items[0].kind in _LONG
    some_of = beside and head == "of" and (words[before].text in _PORTIONS or parted)
    cut = beside and head == "mon" and lead == "skip" and words[before].text in {"a la fin", "au debut"}
    moved = group.kind == "range" and beside and _MOVED.match(words[before].text) is not None
    return counted or ranked or misplaced or some_of or cut or moved or lead in _LEFT_BEFORE


def _left_behind(words: Sequence[Word], group: Group) -> bool:
    after = group.j
    while after < len(words) - 1 and words[after].tag == "of":
        after += 1
    tail = words[after].tag if after < len(words) else ""
    if after > group.j and tail == "unit" and group.items[-1].kind == "day":
        return True
    return tail == "every" if after > group.j else tail in _LEFT_AFTER


def _daily_of(words: Sequence[Word], group: Group) -> bool:
    """Say whether "tous les jours" is of something that was not read: "tous les jours de la semaine"."""
    item = group.items[0]
    return item.every and item.kind == "period" and group.j < len(words) and words[group.j].tag == "of"


def _end_before(words: Sequence[Word], group: Group, read: int) -> bool:
    """Say whether an end of a stretch stands before the group, unread: "4 au 23 mois prochain"."""
    at, linked = group.i, words[group.i].tag in {"to", "dash"}
    while at > read and words[at - 1].tag in {*_SMALL, *_LINKS}:
        at -= 1
        linked = linked or words[at].tag in _LINKS
    hours = at > 1 and words[at - 2].text == "de" and all(item.kind == "weekday" for item in group.items)
    return linked and not hours and at > read and words[at - 1].tag in {"n", "date", "mon", "wd"}


def _end_behind(words: Sequence[Word], at: int) -> bool:
    """Say whether the end of a stretch stands behind the group, unread: "1er jan jusqu'à mer, 22"."""
    if at + 1 >= len(words) or words[at].tag not in {"until", "dash"} or words[at + 1].tag not in _ENDS:
        return False
    return words[at].tag == "until" or at + 2 >= len(words) or bool(words[at + 2].tag)


def _number_behind(words: Sequence[Word], group: Group) -> bool:
    """Say whether a number that counts nothing stands behind the group: "le 12/08,15", "mai vingt et un"."""
    at = group.j
    while at < len(words) and words[at].tag in _SIGNS:
        at += 1
    if at >= len(words) or words[at].tag not in _NUMBERS or (words[at].tag == "num" and group.items[-1].kind != "month"):
        return False
    behind = words[at + 1] if at + 1 < len(words) else None
    return behind is None or behind.tag in {"comma", "dot", "dash", "mon", "n", "date"}


def _more_behind(words: Sequence[Word], group: Group) -> bool:
    """Say whether what was read goes on: "dans 2 semaines et 3 jours", "lundi et les jours suivants", "sous huitaine à compter de…"."""
    at = group.j
    if at < len(words) and words[at].tag in _COUNTED_FROM and all(item.kind in _COUNTS for item in group.items):
        return True
    if at >= len(words) or words[at].tag not in {"and", "or"}:
        return False
    if words[at].tag == "or":
        return True
    while at < len(words) and words[at].tag in {"and", "or", "the", "of"}:
        at += 1
    tags = [word.tag for word in words[at : at + 2]]
    return tags[:1] in ([tag] for tag in _GOING_ON) or (tags[:1] in ([tag] for tag in _NUMBERS) and tags[1:] in ([], ["unit"]))


def _every_unread(words: Sequence[Word], group: Group) -> bool:
    """Say whether "chaque premier lundi" or "le mardi de chaque semaine" was read as one day."""
    recurs = any(item.every and not item.number for item in group.items)
    return not recurs and any(word.tag == "every" for word in words[group.i : group.j])


def left_unread(words: Sequence[Word], read: Sequence[Group]) -> bool:
    """Say whether a phrase tells of what recurs, or of the eve of something, and no group did: "chaque nuit", "la veille du bal"."""
    taken = {at for group in read for at in range(group.i, group.j)}
    tags = [word.tag for word in words] + [""]
    if any(word.text == "j" and tags[at + 1] == "dash" and tags[at + 2] in _NUMBERS for at, word in enumerate(words[:-1])):
        return True  # "J-7 de Noël"
    return any(
        at not in taken and (tag in {"eve", "morrow"} or (tag == "every" and tags[at + 1] in _DATED)) for at, tag in enumerate(tags[:-1])
    )


def not_excepted(words: Sequence[Word], groups: Sequence[Group]) -> list[Group]:
    """Return the groups that are told of; "je ne viens pas lundi" tells of Monday though a "pas" stands before it."""
    told = [group for group in groups if not group.excepted]
    if told or not groups:
        return told
    denied = [group for group in groups if (at := _exception(words, group)) > 0 and words[at].text == "pas" and not words[at - 1].tag]
    return denied if len(denied) == len(groups) and all(len(group.items) == 1 for group in denied) else []


def cut_out(words: Sequence[Word], groups: Sequence[Group], *, whole: bool) -> bool:
    """Say whether days are taken out of what was read; "pas lundi" beside one other day takes nothing out of it."""
    return any(not (whole and words[_exception(words, group)].text in _REPLACED) for group in groups)


def _exception(words: Sequence[Word], group: Group) -> int:
    at = group.i - 1
    while at > 0 and words[at].tag != "except":
        at -= 1
    return at


def set_against(between: Sequence[Word]) -> bool:
    """Say whether what stands between two days sets one against the other: "le cours de vendredi est reporté au lundi"."""
    return any(word.text == "mais" or _MOVED.match(word.text) for word in between)


def side_by_side(words: Sequence[Word], before: Group, group: Group) -> bool:
    """Say whether nothing but small words stands between two groups."""
    between = words[before.j : group.i]
    told_again = any(word.text == "(" for word in between)
    return not told_again and all(word.tag in _BETWEEN or not (word.tag or word.text[:1].isalnum()) for word in between)
