"""Finds whether an act is about another place or thing than a meal: « inscrivez Léa à la piscine », « annulez la sortie »."""

from collections.abc import Iterator, Sequence

from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import Token, word_set

_SHORTEST_NOUN = 3
# How many words after the act its complement begins at most.
_FAR = 7
_A_THING = word_set("un une le la les des l' son sa ses mon ma mes ce cette de d' du")
_ONE_THING = word_set("la l' le les un une ses son sa leurs")
_MATTERS = frozenset({"excuse", "sick", "home", "place", "reachword", "contact", "invoice", "job", "bank", "grownup"})
_THEM_ALL = word_set("le la les l' lui leur")
_SMALL = _THEM_ALL | {"bien", "donc", "aussi", "plus", "pas"}
_ARTICLES = word_set("la l' le les")
_SUBJECTS = word_set("il elle on ils elles y")
_SORTS = word_set("froid froids chaud chauds special speciaux adapte leger legers different differents vegetarien vege halal casher")
_VERBS = {
    "act.eat": "eat",
    "act.book": "book",
    "act.cancel": "cancel",
    "act.go": "go",
    "act.go_not": "go",
    "act.absent": "absent",
    "act.stay": "stay",
}
_SCHOOLED = frozenset({"canteen", "eat", "school"})
_FED = frozenset({"canteen", "eat"})
_SETTLED = {"cancel": _FED, "book": _FED, "stay": _FED, "eat": frozenset({"canteen", "school"})}
_TO = word_set("a au aux du de dans apres avant")
_OTHERS = word_set("il elle on je j' nous ils elles")
_LESSONS = word_set("classe cours")
_REASONS = word_set(
    "cause raison suite fait lors fin debut jour journee motif jusqu' jusqu'a partir compter grace fois place lieu part loin pres"
)
_OUR_PLACES = word_set(
    "liste listes table cantine repas midi planning effectif effectifs service registre compte cause partir midis"
    " dejeuner dejeuners tableau"
    " listing plus maison nouveau place total fait tout tous toute toutes reservations inscriptions programme moins temps travail ecole"
    " nombre decompte pointage jour jours semaine mois part tot matin chaud lit repos calme"
)
# "Emma déjeune au travail de son papa"
_WORKS = word_set("travail boulot bureau chantier")
_ORDERED = word_set(
    "commande commandes presence presences venue participation demande reste enfant enfants petit petite grand grande autre autres fratrie"
    " dates date couvert couverts creneau option prestation supplement quatre trois deux cinq eleve totalite ensemble premier premiere"
)
_LISTS = word_set("liste listes listing effectif effectifs tableau registre groupe")
_MARKS = word_set(', . ; : ! ? ( ) " « » mais car parce puisque donc comme et pourtant cependant')
_PARTING = _MARKS | _OTHERS


class Places:
    """The words of one order that tell where or what it is about."""

    def __init__(self, order: Order, heard: Heard, clauses: Sequence[Clause], deeds: Sequence[Cue]) -> None:
        self.order, self.heard, self.clauses, self.deeds = order, heard, clauses, deeds
        self.tokens: Sequence[Token] = heard.scan.tokens
        final = [at for cue in heard.cues if cue.tag == "final" for at in range(cue.i, cue.j)] if "final" in heard.tags else []
        self.covered = heard.named.union(final) if final else heard.named
        self.dated = heard.dated

    def _is_told(self, at: int) -> bool:
        """Say whether a place holds a child or a day, or what is told of a change of mind."""
        return at in self.covered or at in self.dated

    def is_other_thing(self, deed: Cue) -> bool:
        """Say whether what is booked or cancelled is no meal: "annulez la sortie de Tom", "un repas froid", "un pique-nique"."""
        if deed.j < len(self.tokens) and self.tokens[deed.j].text in _SORTS and self.tokens[deed.j - 1].text in {"repas", "dejeuner"}:
            return True
        if deed.tag not in {"cancel", "book"} or deed.j + 1 >= len(self.tokens) or self.tokens[deed.j].text not in _A_THING:
            return False
        if any(cue.tag in _MATTERS and cue.i in {deed.j, deed.j + 1} for cue in self.heard.cues):
            return True
        if any(one.i == deed.j and not one.keys and not one.problem and one.rule != "pronoun" for one in self.heard.mentions):
            # "ajoutez mon mari comme contact"
            return True
        return self.tokens[deed.j].text in _ONE_THING and self._is_a_thing(deed.j + 1)

    def _is_a_thing(self, at: int) -> bool:
        """Say whether a noun that nothing read and that is no word for an order stands as what is cancelled: "enlevez les arêtes"."""
        heard, word = self.heard, self.tokens[at].text
        read = at in heard.scan.masked or self._is_told(at) or any(one.i <= at < one.j for one in heard.cues)
        read = read or heard.lexicon.dates.holds(word) or len(word) < _SHORTEST_NOUN
        return word.isalpha() and not read and word not in _OUR_PLACES | _ORDERED and word not in heard.lexicon.plain

    def is_elsewhere(self) -> bool:
        """Say whether the act is about a place or a thing that is no canteen: "inscrivez Léa à la piscine", "retirez-le de la photo"."""
        verb = _VERBS.get(self.order.act.rule)
        if verb is None:
            return False
        denied, settled = self.order.act.rule.endswith("_not"), _SETTLED.get(verb, _SCHOOLED)
        deeds = [cue for cue in self.deeds if cue.tag == verb and cue.denied >= denied]
        words = self.heard.scan.words
        if not any(not _TO.isdisjoint(words[cue.j : cue.j + _FAR]) for cue in deeds):
            return False
        schooled = [cue.i for clause in self.clauses for cue in clause.cues if cue.tag in settled]
        for clause in self.clauses:
            for start, stop in self.stretches(clause.i, clause.j):
                if any(start <= at < stop for at in schooled):
                    continue
                deed = next((cue for cue in deeds if start <= cue.i < stop), None)
                if deed is not None and self._has_other_place(deed, stop):
                    return True
        return False

    def _has_other_place(self, deed: Cue, stop: int) -> bool:
        """Say whether a complement after the act tells another place, before any reason is given."""
        for at in range(deed.j, min(deed.j + _FAR, stop - 1)):
            if self.tokens[at].text in _REASONS or self.tokens[at].text == "pour":
                return False
            of = self.tokens[at].text in {"du", "de"} and at > deed.j
            # "le temps du traitement" tells of the time, no place.
            if not (of and self.tokens[at - 1].text not in _LISTS and not self._is_told_of(at - 1)) and self._is_other_place(at):
                return not (deed.tag != "stay" and self.tokens[at + 1].text in _LESSONS)
        return False

    def _is_told_of(self, at: int) -> bool:
        """Say whether a place holds the child or the day of the order, a pronoun for them or a small word."""
        return self._is_told(at) or self.tokens[at].text in _SMALL

    def _is_other_place(self, at: int) -> bool:
        """Say whether a place opens a complement that tells where or what, and holds neither day, child nor canteen."""
        if self.tokens[at].text not in _TO:
            return False
        has = self.heard.folded.source[self.tokens[at].start : self.tokens[at].end].lower() == "a"
        if has and self.tokens[at - 1].text in _SUBJECTS:
            return False
        noun = at + 1
        while noun < len(self.tokens) - 1 and self.tokens[noun].text in _ARTICLES:
            noun += 1
        if self.tokens[at].text == "de" and noun == at + 1:
            return False
        word = self.tokens[noun].text
        covered = self._is_told(noun) or self._is_told(at) or noun in self.heard.scan.masked
        working = word in _WORKS and self.order.act.rule == "act.eat"
        ours = word in _OUR_PLACES and not working
        return word.isalpha() and not covered and not ours and not word.endswith(("er", "oir"))

    def stretches(self, start: int, stop: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches between marks that hold a deed; a subject after the act and its day begins another one."""
        deeds = [cue.i for cue in self.deeds if start <= cue.i < stop]
        if not deeds:
            return
        first, dated = start, self.dated
        for at, word in enumerate(self.heard.scan.words[start:stop], start):
            if word not in _PARTING:
                continue
            marked = word in _MARKS and at not in dated
            if not marked and not (word in _OTHERS and self._is_settled(first, at)):
                continue
            if any(first <= deed < at for deed in deeds):
                yield first, at
            first = at + marked
        if any(first <= deed < stop for deed in deeds):
            yield first, stop

    def _is_settled(self, start: int, stop: int) -> bool:
        """Say whether an act and a day after it are told between two places."""
        told = next((cue.i for cue in self.deeds if start <= cue.i < stop), None)
        return told is not None and any(told < at < stop for at in self.dated)
