"""Finds in the clause of an order what nothing read: a word that may be its verb, a fact told, somebody else's child."""

from collections.abc import Iterator

from villars_core.understanding.abroad.away_reasons import of_reasons, tells_way
from villars_core.understanding.abroad.plain_commands import bid_deeds, is_dash, is_elsewhere
from villars_core.understanding.abroad.verb_last import order_ends
from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.beside.sentences import Sentences
from villars_core.understanding.children.taken_up import takes_up
from villars_core.understanding.heard import Heard
from villars_core.understanding.kept import kept
from villars_core.understanding.language.text import Token, word_set
from villars_core.understanding.values import Intent, Question

_SHORTEST, _NEAR, _FAR = 2, 4, 30
_ACTED_ON = frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE})
_ACTS = frozenset({"cancel", "book", "eat", "canteen", "go", "stay", "absent", "home", "homemeal", "pickup"})
_ACTS_AWAY = _ACTS | {"school"}
_COMMANDS, _COMMANDED = frozenset({"cancel", "book"}), frozenset({"act.cancel", "act.book"})
_STRONG = frozenset({"cancel", "book", "eat", "canteen", "absent", "homemeal"})
_BUTS = word_set("mais pero mas but ama fakat pourtant cependant toutefois")
_STOPS = _BUTS | word_set(', . ; : ! ? ( ) " « » car parce puisque donc alors comme because porque pois puesto so since cunku')
_BECAUSE = word_set("because since as porque pues pois cunku")
_ANDS_ALONE = word_set("and y e ve و ولا")
_ANDS = word_set("et and y e ve ou plutot")
_OF = word_set("de d' d du do da")
_GOVERNED, _LITTLE = word_set("de d' par que qu'"), word_set("rien presque guere peu mal")
_NOTS = word_set("pas plus jamais")
_SOME = word_set("de d' du des le la les l' un une")
_ARTICLES = word_set("la l' les le")
_DOABLE = frozenset({"eat", "cancel", "book"})
_PARTICIPLES = ("é", "ée", "és", "ées")
_HAVE = word_set("a as ai avons avez ont avait avais avaient avions aurait auraient")
_JOINED = word_set("pourquoi comment combien parce puisque lorsque que qu' si s' quand t et ou qui comme")
_JAI = word_set("jai jais")
_HAD = _HAVE | _JAI
_SINGLE = word_set("il elle ils elles")
_SUBJECTS = word_set("je on nous vous tu il elle ils elles")
_THEM = word_set("ella el ellos ellas ela ele eles elas he she they")
_YES = word_set("no si nao sim yes not does doesnt evet hayir نعم لا")
_WE = word_set("je j' nous on")
_I = word_set("je j' nous")
_ONE = word_set("un une")
_MINE = word_set("ai jai avons ons")
_HAS = word_set("a ont est sont")
_THEY = word_set("il elle ils elles y")
_CLITICS = word_set("ne n' y en le la les l' lui leur")
_OBJECTS = word_set("le la les l' lui leur vous y en ne n' me m' te t' ai avons suis sommes vais allons vas va a viens venons dois peux")
_REASONS = word_set("moi ma mon mes notre nos c' je j' on nous vu")
# With these an act or a reason may begin.
_OPENING = _SINGLE | _REASONS | _SUBJECTS | {"y"}
_PLEASE = word_set("svp stp merci mrc mci")
# After the act and its day these begin another thing: "… absent demain désolé d'avoir pas appelé avant".
_CLOSING = _PLEASE | word_set("desole desolee desoles dsl pardon navre navree excusez")
# What may part the stretches of a French clause.
_PARTING = _OPENING | _CLOSING | _STOPS
_PREFERS = word_set("prefere preferent")
_KEEPS = word_set("gardez garder gardiez prenez")
_IS_OR_HAS = word_set("a ont est sont va vont ai avons suis sommes aura auront sera seront fait part partent")
_SAID = word_set("dit demande cru decide ecrit voulu refuse promis jure annonce confirme pense envie peur raison tort oublie pas")
_IS = word_set("est sont ont etait etaient is was has es esta fue tiene foi tem")
_WHO = word_set("qui pourquoi quand who why when quien cuando quem quando kim neden niye")
_FOR_ONE = frozenset((before, who) for before in ("pour", "pr") for who in ("elle", "lui"))
_WANTS = word_set(
    "veut veulent voudrait voudraient aimerait aimeraient souhaite souhaitent souhaiterait desire prefere preferent"
    " quiere quieren querria quer querem wants"
)
_OWN = word_set("aurais aurions avais avions ai avons je j' on il elle ils elles nous ne n' n y nao no not")


def unread_words(order: Order, heard: Heard) -> list[Question]:
    """Return a question where the stretch that tells the act holds a word that may turn it into something else."""
    if order.act.intent not in _ACTED_ON or not (heard.lexicon.nominal or heard.lexicon.verbal or heard.lexicon.persons):
        return []
    account = _Account(order, heard)
    if account.tells_another() or (heard.lexicon.language != "fr" and account.is_set_apart()):
        return [Question("which_child")]
    if not (heard.lexicon.nominal or heard.lexicon.verbal):
        return []
    return [Question("confirm_act")] if account.is_open() else []


class _Account:
    """Accounts for the words of one order: what a cue, a name or a date covers, and what is known to change nothing."""

    def __init__(self, order: Order, heard: Heard) -> None:
        self.order, self.tokens, self.words, self.heard = order, heard.scan.tokens, heard.lexicon, heard
        self.texts, self.vocabulary = heard.scan.words, heard.scan.vocabulary
        self.clauses = order.clauses
        if heard.lexicon.language == "fr":
            whole = Sentences.of(order, heard)
            self.clauses = whole.commands or whole.clauses()
        self.tags = {cue.tag for clause in self.clauses for cue in clause.cues}
        self.read = heard.accounted | heard.scan.masked.keys() if heard.scan.masked else heard.accounted
        self.source = heard.folded.source
        self.named = {one.j for one in heard.mentions}
        # "Tom cantine jeudi" has no verb: any word left over may be it. A meal too many is paid for: no noun is passed over.
        self.bare = order.act.rule == "act.canteen"
        self.strict = order.act.intent is Intent.BOOK_MEAL
        self.deeds = [cue for clause in self.clauses for cue in clause.cues if cue.tag in _ACTS]
        strong = [cue.i for cue in self.deeds if cue.tag in _STRONG] if heard.lexicon.language == "fr" else []
        # After a meal or an absence, going, staying and being at home are its reason: "sa tante prépare le mafé à la maison".
        self.settled = min(strong, default=len(self.tokens))
        self.command = self.turn = len(self.tokens)
        if order.act.rule in _COMMANDED and heard.lexicon.language != "fr":
            self.command = min([cue.i for cue in self.deeds if cue.tag in _COMMANDS and not cue.denied], default=self.turn)
            self.turn = next((at for at in range(self.command, len(self.texts)) if self.texts[at] in _BUTS), self.turn)
        self.acts = _ACTS_AWAY if order.act.intent is Intent.REPORT_ABSENCE else _ACTS

    @kept
    def children(self) -> set[int]:
        """Return the places of the words that tell a child of the family."""
        return {at for one in self.heard.mentions if one.keys for at in range(one.i, one.j)}

    @kept
    def counted(self) -> set[int]:
        """Return the places right behind a number of children."""
        return {one.j for one in self.heard.mentions if one.rule in {"role.two", "role.three", "role.four", "role.all"}}

    @kept
    def order_starts(self) -> set[int]:
        """Return the places where the acts of the order begin, "ne" and "can" among them."""
        return self.deed_starts | {cue.i for clause in self.clauses for cue in clause.cues if cue.tag in {"ne", "can"}}

    @kept
    def reasons(self) -> set[int]:
        """Return the places right behind a reason."""
        return {cue.j for cue in self.heard.cues if cue.tag == "excuse"}

    @kept
    def dishes(self) -> set[int]:
        """Return the places where what is eaten begins."""
        return {cue.i for cue in self.heard.cues if cue.tag == "health"}

    @kept
    def deed_starts(self) -> set[int]:
        """Return the places where the acts begin."""
        return {cue.i for cue in self.deeds}

    @kept
    def deed_places(self) -> set[int]:
        """Return the places of the words of the acts."""
        return {at for cue in self.deeds for at in range(cue.i, cue.j)}

    def is_open(self) -> bool:
        """Say whether the order is asked, wanted by somebody else, or holds a word that is not accounted for."""
        if "howto" in self.tags or self.is_set_apart() or self._is_past() or self._is_asked() or self._is_wanted():
            return True
        commands, french = bid_deeds(self.deeds, self.heard), self.words.language == "fr"
        for clause in self.clauses:
            for start, stop in self._stretches(clause):
                if not french and tells_way(self.order, self.heard, range(start, stop)):
                    continue
                if (self._is_unread(start, stop) and not is_elsewhere(commands, start, stop)) or self._names_dish(clause, stop):
                    return True
        return False

    def tells_another(self) -> bool:
        """Say whether a child is named only to tell somebody else: "le cousin de Tom", "Tom's cousin", "Tom et ses copains"."""
        tokens, words = self.tokens, self.words
        own = [one for clause in self.clauses for one in clause.mentions]
        for one in own:
            if one.j < len(tokens) and tokens[one.j].text in _ANDS and self._is_somebody(one.j + 1):
                return True
            company = self.texts[max(one.i - 1, 0)] == "avec" and one.rule.startswith("role")
            if company and any(two is not one and not takes_up(two, one, self.texts) for two in own):
                return True
            if self._is_owned(one.i, one.j):
                return True
            at = one.i - 2
            if at < 0 or tokens[at + 1].text not in _OF:
                continue
            # "une voisine s'occupe du repas de Louise": who feeds her is no one told by her.
            fed = max((cue.j for cue in self.deeds if cue.tag == "homemeal" and cue.j <= at + 1), default=0)
            if any(one.text in words.persons for one in tokens[max(at - _NEAR, fed, self.heard.sentence_starts[at]) : at + 1]):
                return True
            # "le cours de guitare de Tom" is no person's.
            if at and tokens[at - 1].text in words.nominal - _OF and self._is_loose(at) and not self._has_pronoun():
                return True
        return False

    def _has_pronoun(self) -> bool:
        """Say whether a pronoun takes up the child at the act: "le vol de Léa est retardé, elle sera absente", "rien pour elle"."""
        if any(tuple(self.texts[cue.j : cue.j + 2]) in _FOR_ONE for cue in self.deeds):
            return True
        before = (set(self.texts[max(cue.i - 2, 0) : cue.i]) for cue in self.deeds)
        return any(not words.isdisjoint(_SINGLE) for words in before)

    def _is_owned(self, start: int, stop: int) -> bool:
        """Say whether somebody stands right beside a name where no word for "of" is written: Turkish after it, Arabic before."""
        at = {"tr": stop, "ar": start - 1}.get(self.words.language, -1)
        return 0 <= at < len(self.tokens) and self.texts[at] in self.words.persons and at not in self.heard.dated

    def _is_somebody(self, at: int) -> bool:
        """Say whether one of two words tells a person who is none of the children."""
        if any(place in self.children for place in (at + 1, at + 2)):
            # "Jean et sa sœur Anne"
            return False
        places = [place for place in (at, at + 1) if place < len(self.tokens) and place not in self.children | self.heard.dated]
        return any(self.texts[place] in self.words.persons for place in places)

    def _stretches(self, clause: Clause) -> Iterator[tuple[int, int]]:
        """Yield the stretches of a clause, between marks and conjunctions, that hold a word of the act or say "but"."""
        acts = {cue.i for cue in clause.cues if self._tells(cue)}
        if not acts and _BUTS.isdisjoint(self.texts[max(clause.i - 1, 0) : clause.j]):
            return
        dated = {at for said in clause.said for at in range(said.i, said.j)}
        texts, start, places = self.texts, clause.i, range(clause.i, clause.j)
        parting = [at for at in places if texts[at] in _PARTING] if self.words.language == "fr" else places
        for at in (*parting, clause.j):
            if at < clause.j:
                word = texts[at]
                if word in _OPENING and self._opens_act(at, start, acts):
                    # "la petite dort mal | elle restera à la maison demain"
                    start = at
                if word in _OPENING and self._opens_reason(at, start, acts, dated):
                    yield start, at
                    start = at
                pleased = word in _CLOSING and any(start <= day < at for day in dated)
                if not pleased and not self._ends_reason(start, at, acts, dated) and (not self._stops(at) or at in dated):
                    continue
            but = start > 0 and texts[start - 1] in _BUTS
            opening = texts[start : start + 2]
            reason = start > clause.i and (opening == ["c'", "est"] or (opening[:1] == ["c"] and opening[1:] != ["non"]))
            if reason and not but:
                start = at + 1
                continue
            if but or (any(start <= act < at for act in acts) and not self._is_given_reason(start, at, clause, dated)):
                yield start, order_ends(self.heard, start, at, self.order.act.intent)
            start = at + 1

    def _stops(self, at: int) -> bool:
        return self.texts[at] in _STOPS or (self.words.language != "fr" and is_dash(self.tokens, at))

    def _ends_reason(self, start: int, at: int, acts: set[int], dated: set[int]) -> bool:
        """Say whether an "and" parts what happened to a child from an act that is no booking: "se ha roto la pierna | y falta hoy"."""
        if self.words.language == "fr" or self.strict or self.texts[at] not in _ANDS_ALONE or at in dated or not 0 < at - start <= _FAR:
            return False
        return not any(place in acts or place in dated for place in range(start, at))

    def _is_given_reason(self, start: int, stop: int, clause: Clause, dated: set[int]) -> bool:
        """Say whether a stretch after "because" only tells where a child goes who does not come: "porque vai ser operado"."""
        if self.words.language == "fr" or self.strict or start == 0 or self.texts[start - 1] not in _BECAUSE:
            return False
        inside = [cue for cue in clause.cues if start <= cue.i < stop and cue.tag in self.acts]
        return not any(start <= at < stop for at in dated) and all(cue.tag in {"go", "stay"} and not cue.denied for cue in inside)

    def _opens_act(self, at: int, start: int, acts: set[int]) -> bool:
        """Say whether a pronoun opens an act that is not wanted, after what only tells its reason."""
        if self.strict or at == start or self.texts[at] not in _SINGLE or self.texts[at - 1] in _JOINED:
            return False
        return not any(start <= cue.i < at for cue in self.deeds) and not acts.isdisjoint({at + 1, at + 2})

    def _tells(self, cue: Cue) -> bool:
        if self.command < cue.i < self.turn and cue.tag not in _COMMANDS:
            # "apunten a Tom el martes, tiene ganas de comer con su amiga": behind a command stands its reason.
            return False
        if cue.tag == "home" and self.strict and self.settled < len(self.tokens):
            # "fuite de gaz chez nous, les filles doivent manger à la cantine"
            return False
        return cue.tag in self.acts and (cue.tag in _STRONG or cue.i < self.settled) and not self._is_writers(cue)

    def _is_writers(self, cue: Cue) -> bool:
        """Say whether going or staying is the writers' own: "je n'irai pas travailler", "on finit à la maison"."""
        at = cue.i - 1
        if cue.tag in {"go", "stay"} and cue.j - cue.i == 1:
            while at >= 0 and self.texts[at] in _CLITICS:
                at -= 1
            return at >= 0 and self.texts[at] in _I
        if cue.tag != "home":
            return False
        while at >= 0 and self.texts[at] not in _STOPS:
            at -= 1
        return self.texts[at + 1] in _WE and not any(at < one.i < cue.i for one in self.deeds)

    def _opens_reason(self, at: int, start: int, acts: set[int], dated: set[int]) -> bool:
        """Say whether a reason begins where the act and its day are told: "… ne mange pas lundi | elle a escalade"."""
        word = self.texts[at]
        if at - 1 in dated and word in _REASONS and any(start <= act < at for act in acts):
            # "… ne mange pas demain | ma belle-mère veut la voir"
            return not any(at < act for act in acts)
        if not self.strict and at - 1 in dated and word in _SINGLE and any(start <= act < at for act in acts):
            # "… reste avec moi demain | elle crache ses poumons"
            return not any(at < act for act in acts)
        if at + 2 >= len(self.tokens) or (word not in _SUBJECTS and word != "y"):
            return False
        if self.texts[at + 1] not in _IS_OR_HAS or self.texts[at + 2] in _SAID:
            return False
        told = any(start <= act < at for act in acts) and any(start <= day < at for day in dated)
        return told and not any(at < act < at + _NEAR for act in acts)

    def _is_loose(self, at: int) -> bool:
        """Say whether nothing accounts for the word at a place."""
        word, words = self.texts[at], self.words
        if word == "vu" and self.texts[at - 1] in _HAVE:
            # "j'ai vu Tom jeudi à la cantine"
            return True
        if at in self.read or at in self.heard.aside or len(word) <= _SHORTEST or not word.isalpha():
            return False
        if word == "oublie" and "please" in self.tags:
            # "vous avez oublié d'enlever Marie, merci de le faire"
            return False
        if word in _KEEPS and at + 1 in self.children:
            # "gardez Léa pour manger"
            return False
        if word in _PREFERS and at in self.named:
            # "Emma préfère rentrer manger"
            return False
        known = word in words.plain or word in words.harmless or words.dates.holds(word)
        return not known and not word.endswith(words.adverbial)

    def _is_ours(self, at: int) -> bool:
        """Say whether a word is the verb of what the writers do themselves, and governs no act: "je viens le prendre", "jsuis en repos"."""
        tokens, word = self.tokens, self.texts[at]
        if at + 1 in self.deed_starts or at + 2 in self.deed_starts:
            return False
        if word[0] == "j" and len(word) > _SHORTEST and self._is_word(word[1:]):
            return True
        if at > 1 and tokens[at - 1].text in {"a", "ont"} and tokens[at - 2].text in {"m'", "nous"}:
            # "mon patron m'a appelé" is a reason, unless it governs the act.
            return at + 1 >= len(tokens) or tokens[at + 1].text not in _GOVERNED
        before = at - 1
        while before >= 0 and tokens[before].text in _OBJECTS:
            before -= 1
        done_to_us = before >= 0 and tokens[before].text == "on" and tokens[before + 1].text in {"m'", "me", "nous"}
        return before >= 0 and tokens[before].text in _WE and not done_to_us

    def _is_word(self, word: str) -> bool:
        words = self.words
        return word in words.known or word in words.plain or word in words.harmless

    def _is_unread(self, start: int, stop: int) -> bool:
        if self.words.verbal:
            return any(self._is_loose(at) and self.texts[at].endswith(self.words.verbal) for at in range(start, stop))
        minded = not self.words.minding.isdisjoint(self.vocabulary)
        if minded and any(self._minds(at) for at in range(start, stop) if at in self.named):
            return True
        if self.bare and any(self._may_be_verb(at) for at in range(start, stop) if at not in self.read):
            return True
        texts, read = self.texts, self.read
        loose = [at for at in range(start, stop) if (at not in read or texts[at] == "vu") and self._is_loose(at)]
        ours = self._our_words(start, stop) if loose else set()
        return any(not (at in ours or self._is_company(at) or self._is_done(at) or self._is_passed(at, start)) for at in loose)

    def _minds(self, at: int) -> bool:
        """Say whether a word tells what a child thinks of it; "préfère rentrer" is only why a meal is not wanted."""
        word = self.texts[at]
        wanted = self.strict or (at + 1 < len(self.tokens) and self.texts[at + 1] in _GOVERNED)
        return word in self.words.minding and (wanted or word not in _PREFERS)

    def _is_passed(self, at: int, start: int) -> bool:
        """Say whether a word is a noun that may be passed over; of a meal wanted, only "une formation" the writers have."""
        if not self.strict:
            return self._is_noun(at, start)
        if self.words.language != "fr" and at in of_reasons(self.heard):
            return True
        before = self.texts[max(start, at - 4) : at]
        if not before or before[-1] not in _ONE | self.words.adjectives:
            return False
        # "j'ai une formation", "pour un premier essai"
        return bool((_MINE | {"pour"}) & set(before[:-1])) and bool(_ONE & set(before))

    def _is_done(self, at: int) -> bool:
        """Say whether a word is what a child who does not come did or has: "il a pleuré", "Noah a attrapé la varicelle"."""
        if self.strict or at < 2 or self.texts[at - 1] not in _HAS:
            return False
        who = at - 2
        while who > 0 and self.texts[who] in {"l'", "s'", "y", "n'"}:
            who -= 1
        told = who in self.children or self.texts[who] in _THEY
        return told and not (at + 1 < len(self.tokens) and (self.texts[at + 1] in _GOVERNED or at + 1 in self.deed_starts))

    def _our_words(self, start: int, stop: int) -> set[int]:
        """Return the words of what the writers do themselves, no "but" before: "je dépose ma voiture au garage"."""
        found: set[int] = set()
        open_ = False
        but = self.bare or (start > 0 and self.texts[start - 1] in _BUTS)
        for at in range(start, stop):
            ours = not but and self._is_ours(at)
            if at in self.children or (not ours and at in self.deed_places):
                open_ = False
            elif ours:
                open_ = True
                found.add(at)
            elif open_ and self._is_noun(at, start):
                found.add(at)
        return found

    def _may_be_verb(self, at: int) -> bool:
        """Say whether a word says what a child does beside "cantine": "Tom est le dernier servi", "Léa dort après la cantine"."""
        word, words = self.texts[at], self.words
        if word in _IS:
            # "jeudi c'est cantine pour lui"
            return word != "est" or not at or self.texts[at - 1] != "c'"
        return at in self.named and len(word) > _SHORTEST and word in words.doing

    def _is_company(self, at: int) -> bool:
        """Say whether a word tells whom the child is with: "avec sa meilleure copine", "chez son amie Lina"."""
        tokens, persons = self.tokens, self.words.persons
        kin = at and (tokens[at - 1].text in persons or at in self.reasons)
        if kin and self.source[tokens[at].start].isupper():
            return True
        if tokens[at].text in self.words.adjectives and at + 1 < len(tokens) and tokens[at + 1].text in persons:
            return self._is_company(at + 1)
        if tokens[at].text in persons and "chez" in {token.text for token in tokens[max(at - 3, 0) : at]}:
            return True
        return self.texts[at] in self.words.persons and "avec" in set(self.texts[max(at - 3, 0) : at])

    def _is_noun(self, at: int, start: int) -> bool:
        """Say whether a word stands where only a noun can, or describes such a noun or the child."""
        if at in self.counted and at + 1 < len(self.tokens) and at + 1 in self.order_starts:
            # "mes deux zouaves mangent": what follows the number is a name for the children.
            return True
        if at == start or at in self.named:
            return False
        tokens, words = self.tokens, self.words
        before: Token = tokens[at - 1]
        if before.text in _ARTICLES and at > start + 1 and tokens[at - 2].text in _SUBJECTS:
            return False
        if before.text in words.nominal or at in self.reasons:
            return True
        if before.text == "a" and self.source[tokens[at].start].isupper() and not self.source.isupper():
            return True
        if before.text in words.linking:
            return not (at + 1 < len(tokens) and tokens[at + 1].text in _GOVERNED)
        if at - 1 <= start or tokens[at - 2].text not in words.nominal:
            return False
        return before.text in words.adjectives or tokens[at].text.endswith(words.describing)

    def _names_dish(self, clause: Clause, stop: int) -> bool:
        """Say whether what is eaten is named: "il ne mange pas de viande jeudi" leaves out a dish, no meal."""
        if self.order.act.rule == "act.home" or "eat" not in self.tags:
            # What is eaten at home is no matter: "il mangera de la purée à la maison".
            return False
        return any(cue.tag == "eat" and cue.j < stop and self._is_dish(cue, stop) for cue in clause.cues)

    def _is_dish(self, eaten: Cue, stop: int) -> bool:
        at = eaten.j
        if not _LITTLE.isdisjoint(self.texts[at : min(at + _NEAR, stop)]):
            return True
        while at < stop and self.texts[at] in _NOTS:
            at += 1
        if at + 1 >= stop or self.texts[at] not in _SOME:
            return False
        at += 1 + (self.texts[at + 1] in _ARTICLES)
        part = self.texts[at - 1] in _OF and at < stop
        named = part and at not in self.read and self.words.dates.holds(self.texts[at])
        return at in self.dishes or named or (at < stop and self._is_loose(at))

    def _is_past(self) -> bool:
        """Say whether the act is told as done, by its accent: "Tom n'a rien mangé", "ils l'ont annulé"."""
        return not _HAD.isdisjoint(self.vocabulary) and any(
            cue.tag in _DOABLE and self._is_had(cue, clause) for clause in self.clauses for cue in clause.cues
        )

    def _is_had(self, cue: Cue, clause: Clause) -> bool:
        """Say whether "have" stands right before what is done; "jai deja annule" needs no accent to tell it."""
        done = self.source[self.tokens[cue.i].start : self.tokens[cue.i].end].lower().endswith(_PARTICIPLES)
        have = _HAD if done else _JAI
        return not have.isdisjoint(self.texts[max(cue.i - _SHORTEST, clause.i) : cue.i])

    def _is_asked(self) -> bool:
        """Say whether a clause opens with who, why or when: "qui a annulé le repas de Tom ?"."""
        if self.order.act.rule not in {"act.cancel", "act.book"}:
            return False
        for clause in self.clauses:
            if clause.asks and (self.texts[clause.i] in _WHO or any(token.text == "quoi" for token in self.tokens[clause.i : clause.j])):
                return True
        return False

    def is_set_apart(self) -> bool:
        """Say whether one child is set against another by a bare yes or no: "él come el jueves, ella no"."""
        if _YES.isdisjoint(self.vocabulary) or (self.words.language == "fr" and _THEM.isdisjoint(self.vocabulary)):
            return False
        for clause in self.clauses:
            for at in range(clause.i + 1, clause.j):
                if (
                    self.texts[at] in _YES
                    and (self.texts[at - 1] in _THEM or (at - 1 in self.children and self.words.language != "fr"))
                    and (at + 1 >= len(self.tokens) or not self.texts[at + 1].isalpha())
                ):
                    return True
        return False

    def _is_wanted(self) -> bool:
        """Say whether somebody else than the writer or the child wants it: "ma mère veut inscrire Léa"."""
        if _WANTS.isdisjoint(self.vocabulary):
            return False
        wanting = [at for clause in self.clauses for at in range(clause.i + 1, clause.j) if self.texts[at] in _WANTS]
        children = {one.j for one in self.order.mentions} if wanting else set()
        return any(
            not (at in self.read or at in children)
            and any(at < cue.i for cue in self.deeds)
            and self.texts[at - 1].isalpha()
            and self.texts[at - 1] not in _OWN
            for at in wanting
        )
