"""Finds what stands round an order and makes it none: somebody's words, a habit, a deed of the past, somebody else's child."""

import re
from collections.abc import Sequence
from itertools import pairwise

from villars_core.understanding.acts.commands import is_anothers
from villars_core.understanding.acts.cues import Cue
from villars_core.understanding.acts.elsewhere import Places
from villars_core.understanding.acts.orders import Order
from villars_core.understanding.beside.clefts import is_cleft
from villars_core.understanding.beside.minded import is_taken_up
from villars_core.understanding.beside.sentences import Sentences
from villars_core.understanding.beside.wills import is_refused
from villars_core.understanding.heard import Heard
from villars_core.understanding.kept import kept
from villars_core.understanding.language.text import Token, word_set
from villars_core.understanding.values import Intent, Question

_DEEDS = frozenset({"cancel", "book", "eat", "canteen", "go", "stay", "absent", "home", "homemeal", "pickup", "cease"})
# What an order of a meal is told with; whatever else is said in its own words turns it into something else.
_SUPPORT = _DEEDS | word_set(
    "neg ne negplus but noon thanks notcond school only excuse need family greeting possible planning can grownup final file see notice"
    " shift take withthem news correct notneg job help nothanks counted sick place attach ask afternoon maybe cond told"
    " childcare checked moved please wish jot thanks thanksfor like insult sent motive beforemeal"
)
_SUPPORT_UNASKED = _SUPPORT | {"must"}
_ENDS, _DIGIT = word_set(". ! ? ; donc"), re.compile(r"\d")
_QUES = word_set("que qu'")
_QUOTES = frozenset(':«"')
# "parce que", "est-ce que", "pour que": no one's words follow.
_JOINED = word_set(
    "ce parce puisque vu ainsi alors bien pour sans avant apres tandis depuis des lors pendant plus moins meme afin sachant tant pourvu"
    " autant temps suppose quoi etant fois"
)
_ASKS = word_set(
    "souhaite souhaites souhaitons souhaiterais souhaiterait souhaiterions souhaiter veux veut voulons voulais voudrais voudrait voudrions"
    " aimerais aimerait aimerions demande demandons demander demandais prie informe informons informer informez previens prevenons prevenir"
    " previendre signale signalons signaler note notez noter sachez savoir indique indiquer indiquons precise preciser precisons confirme"
    " confirmons confirmer rappelle rappeler avise aviser dire dis dit faut faudrait faudra possible faire besoin prefere prefererais"
    " prefererait preferons desire desirons desirerais envisageable tiens permets accord"
    " ve veus vx souaite souhaiterai voulai jveux jvoudrais jaimerais veu"
    " voudrai aimerai souhaiterai parait connaissance connaitre part honneur regret"
)
_TOLD_TO_US = frozenset({("on", "m'"), ("on", "me"), ("on", "nous"), ("il", "m'"), ("elle", "m'"), ("vous", "m'"), ("vous", "nous")})
_HAVE = word_set("ai as a avons avez ont avais avait avions aviez avaient aurais aurait aurions auraient aie")
_DONE = ("é", "ée", "és", "ées")
_COUNTS = word_set("un une deux trois son sa ses le la les des pas")
_DONE_WORDS = word_set(
    "eu dit ecrit vu lu fait pris mis recu su cru voulu pu du entendu appris compris promis permis demande prevu prevue pense failli oublie"
    " essaye tente propose conseille autorise refuse accepte interdit regrette hesite aime souhaite"
)
_DECIDED = word_set("change changes decide decides choisi oublie omis besoin prefere")
_GOVERNS = word_set("de d' que qu' a")
_MESSAGES = word_set("message messages mail mails sms courrier courriel site application appli affiche email texto notification")
_WHOSE = word_set("mon ton votre vos ce le un dernier l' cet")
# One of these stands beside what is told in somebody's words.
_WORDS = _QUES | _QUOTES | _MESSAGES
_READS = word_set(": recu recue dit disait indique affiche annonce")
_AFTER = word_set("desole desolee excusez excuse pardon suite reponse apres merci recu comme selon objet")
_GROWN = word_set(
    "maitresse maitre instit instituteur institutrice prof professeur enseignant enseignante directrice directeur nounou atsem animatrice"
    " animateur baby assmat cantiniere cuisinier classe ecole equipe groupe meilleure meilleur"
)
_OURS = word_set("je j' nous")
_NOT_OPEN = word_set("ne n'")
_TO_THE = word_set("a la au le les l' il elle ils elles on ne n' y")
_THEM = word_set("lui elle eux elles autre")
_OF, _YES = word_set("de d'"), word_set("oui non si")
_CLOSING = word_set("pas pa plus jamais rien aucun aucune que qu' ni personne guere point nul")
_A_THING = word_set("un une le la les des l' son sa ses mon ma mes ce cette de d' du")
_THEM_ALL = word_set("le la les l' lui leur")
_BESIDE_VERB = _THEM_ALL | _NOT_OPEN | {"pas", "bien", "donc"}
_WRITES = word_set(
    "ecris ecrivons contacte contactons appelle appelons message mail mot sollicite viens c' permets permettons merci demande besoin svp"
    " formulaire objet reviens sms tard possible temps"
)
_GREETING = 3
_KNOW, _WORDS_KNOWN = word_set("sais savons sait imagine imagines comprends comprenons"), 4
_MANAGE = word_set("arrive arrivons arrives parviens parvenons reussis reussi reussissons impossible")
_WAS_TO = word_set("devait devaient voulait voulaient pouvait pouvaient allait allaient fallait comptait pensait")
_ONE_OR_NONE = frozenset({("ou", "pas"), ("ou", "non")})
_COUNTABLE = word_set(
    "repas dejeuner dejeuners assiette plateau couvert part bouche bouches"
    " enfants enfant ans an h heures heure fois rue avenue place plateaux assiettes places couverts jours semaines mois kg"
    " filles garcons"
    " euros minutes mn min personnes km eme e er"
)
_DAYS = frozenset({"weekday", "day", "rel", "offset"})
_REQUESTS = word_set("pouvez pourriez pourrez peux veuillez possible merci voulez voudriez svp noter prevenir")
_MANNERS = frozenset({("la", "bas"), ("de", "tout")})
_HOW_MUCH = word_set("bien beaucoup trop assez mal vraiment grand tout")
_EVENINGS = word_set("soir soiree nuit")
_WORDS_AFTER_EATING = word_set(
    "a au aux la le les en chez avec dans sur pour de du et ou mais bien aussi donc finalement exceptionnellement egalement uniquement"
    " seulement normalement toujours ce cette ces cet l' ensemble sinon svp stp merci car puisque comme ici pas plus pa encore toute tous"
    " toutes tout que ni pendant durant jusqu' jusqu'a jusqu'au des entre avec lui elle il ils elles hors sauf apres parmi mardis jeudis"
    " lundis vendredis desormais souvent plutot quand si meme malgre vers jamais surplace dehors exterieur"
    " exceptionellement regulierement"
)  # fmt: skip


def only_told(order: Order, heard: Heard) -> list[Question]:
    """Return a question where what looks like a look at the planning is told in somebody's words, and nothing is asked."""
    if heard.lexicon.language != "fr" or any(clause.asks for clause in order.clauses):
        return []
    return [Question("which_act")] if _Frame(order, heard).is_in_words() else []


def framed(order: Order, heard: Heard) -> list[Question]:
    """Return a question where a French order is somebody's words, a habit, a deed of the past or told of somebody else's child."""
    if heard.lexicon.language != "fr" or order.act.intent not in {Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE}:
        return []
    frame = _Frame(order, heard)
    if frame.of_another():
        return [Question("which_child")]
    if frame.leaves_number():
        return [Question("which_days")]
    return [Question("confirm_act")] if frame.is_told() else []


class _Frame:
    """The sentences of one order, and what its act stands in."""

    def __init__(self, order: Order, heard: Heard) -> None:
        self.order, self.heard = order, heard
        self.tokens: Sequence[Token] = heard.scan.tokens
        self.texts, self.vocabulary = heard.scan.words, heard.scan.vocabulary
        whole = Sentences.of(order, heard)
        self.sentences = whole.clauses()
        commands = whole.commands
        self.clauses, self.is_plain = commands or self.sentences, bool(commands)
        if commands:
            # What stands in another sentence than the command is no part of it.
            kept = {whole.starts[one.i] for one in commands}
            self.sentences = [one for one in self.sentences if not kept.isdisjoint(whole.starts[one.i : one.j])]
        # The stretches of commands without a mark between them overlap.
        deeds = [cue for clause in self.clauses for cue in clause.cues if cue.tag in _DEEDS]
        self.deeds = list(dict.fromkeys(deeds)) if len(self.clauses) > 1 else deeds
        self.places = Places(order, heard, self.clauses, self.deeds)
        self.meal = order.act.intent is not Intent.REPORT_ABSENCE

    @kept
    def named_ends(self) -> set[int]:
        """Return the places right behind the children of the order."""
        return {one.j for one in self.order.mentions}

    @kept
    def joined(self) -> set[int]:
        """Return the places of the words that are read together with others."""
        return {at for cue in self.heard.cues if cue.j - cue.i > 1 for at in range(cue.i, cue.j)}

    def is_told(self) -> bool:
        """Say whether the order is told, quoted, usual or past."""
        return (
            any(self._is_in_words(cue) or self._is_past(cue) or self._was_meant(cue) or self._is_aim(cue) for cue in self.deeds)
            or self._is_usual()
            or self._is_wondered()
            or (not self.meal and self._is_doubted())
            or self._is_either()
            or self._is_half_denied()
            or self._is_parted()
            or self._is_ours()
            or self._is_of_others()
            or self.places.is_elsewhere()
            or self._is_tried()
            or is_refused(self.sentences, self.heard)
            or (self.meal and any(said.group.kind == "since" for clause in self.clauses for said in clause.said))
            or (self.meal and (self._is_otherwise() or any(self._is_no_meal(cue) for cue in self.deeds)))
        )

    def is_in_words(self) -> bool:
        """Say whether somebody's words hold the act."""
        told = [cue for clause in self.clauses for cue in clause.cues if cue.tag in _DEEDS or cue.tag == "ischecked"]
        return any(self._is_in_words(cue) for cue in told)

    def leaves_number(self) -> bool:
        """Say whether a number beside the act was read by nothing: it may be a day."""
        tokens, heard = self.tokens, self.heard
        if not _DIGIT.search(heard.folded.plain):
            return False
        for clause in self.clauses:
            read = heard.accounted
            for at in [at for at in range(clause.i, clause.j) if self.texts[at].isdigit()]:
                if at in read or at in heard.scan.masked or not 1 <= int(self.texts[at][:4]) <= 31:
                    continue
                after = tokens[at + 1].text if at + 1 < len(tokens) else ""
                if at in heard.aside or (at > clause.i and (self._is_hour(at) or self._is_all(at))):
                    continue
                if not self.order.act.rule.startswith("act.proof") and after not in _COUNTABLE and not self._is_evening(at + 1):
                    return True
        return False

    def _is_all(self, at: int) -> bool:
        """Say whether a number counts those who are meant: "tous les 2, ils viennent pas"."""
        return self.texts[at - 2 : at] in (["tous", "les"], ["toutes", "les"])

    def _is_hour(self, at: int) -> bool:
        """Say whether a number is an hour of "entre 12 et 14"."""
        before = self.texts[max(at - 3, 0) : at]
        return before[-1] == "entre" or (before[0] == "entre" and before[-1] == "et")

    def _is_evening(self, at: int) -> bool:
        """Say whether what follows a number makes it an evening: "nous rentrons le 3 au soir"."""
        return bool(_EVENINGS & set(self.texts[at : at + 3])) and self.texts[at].isalpha()

    def of_another(self) -> bool:
        """Say whether a child is named only to tell a grown-up: "la maîtresse de Tom sera absente"."""
        tokens = self.tokens
        # "mon mari mange à la cantine de son travail"
        eaters = {deed.i for deed in self.deeds if deed.tag == "eat"} if "grownup" in self.heard.tags else set()
        eats = bool(eaters) and any(cue.tag == "grownup" and cue.j in eaters for cue in self.heard.cues)
        if not eats and _GROWN.isdisjoint(self.vocabulary):
            return False
        if not eats and not any(
            one.rule.startswith("name") and one.i > 1 and tokens[one.i - 1].text in _OF and tokens[one.i - 2].text in _GROWN
            for one in self.order.mentions
        ):
            return False
        # "la nounou de Tom est en vacances, il mange à la cantine", "…, inscrivez-le"
        if any(tokens[deed.i].text.endswith("ez") and self.texts[deed.j : deed.j + 1] in (["le"], ["la"]) for deed in self.deeds):
            return False
        return not is_taken_up(self.deeds, self.heard)

    def _opening(self, at: int) -> int:
        """Return where the sentence of a place begins."""
        plain, texts, start = self.heard.folded.plain, self.texts, at
        lines = "\n" in plain
        if not lines and _ENDS.isdisjoint(self.vocabulary):
            return 0
        while start > 0 and texts[start - 1] not in _ENDS:
            if lines and "\n" in plain[self.tokens[start - 1].end : self.tokens[start].start]:
                break
            start -= 1
        return start

    def _governing(self, deed: Cue) -> int:
        """Return from where something may govern an act: nothing before the comma governs a command after it."""
        opening = self._opening(deed.i)
        if not self.is_plain:
            return opening
        clause = next((one for one in self.clauses if one.i <= deed.i < one.j), None)
        return max(opening, clause.i) if clause is not None and clause.i and self.texts[clause.i - 1] == "," else opening

    def _is_in_words(self, deed: Cue) -> bool:
        if deed.tag != "absent" and _WORDS.isdisjoint(self.vocabulary):
            return False
        start = self._governing(deed)
        for at in range(start + 1, deed.i):
            if self.texts[at] in _QUES and at not in self.joined and self.texts[at - 1] not in _JOINED:
                head = self.texts[start:at]
                if at in self.named_ends or self._wished_by_another(start, at, deed.i):
                    return True
                if self.texts[at + 1] in _OURS or _NOT_OPEN & set(head[-3:]) or is_cleft(self.texts, at, self.heard.dated):
                    continue
                if _NOT_OPEN & set(head[-6:]) and not _CLOSING & set(head[-6:]):
                    # "Louise ne rentrera d'Italie que vendredi soir"
                    continue
                decided = "decide" in head and bool((_OURS | {"on"}) & set(head))
                known = not _KNOW.isdisjoint(head) and not _OURS.isdisjoint(head) and self._is_behind_colon(at, deed.i)
                if not (decided or known or _ASKS & set(head)) or any(pair in _TOLD_TO_US for pair in pairwise(head)):
                    return True
        if deed.tag == "absent" and self.texts[deed.i].startswith("absence"):
            # "on m'a appelée pour l'absence d'Emma"
            head = self.texts[start : deed.i]
            if any(pair in _TOLD_TO_US for pair in pairwise(head)):
                return True
        return self._is_read(start, deed.i) or self._is_quoted(deed.i)

    def _is_behind_colon(self, at: int, stop: int) -> bool:
        """Say whether an act is no part of what the writers know: "je sais que c'est tard mais le billet est pris : Tom sera absent"."""
        return any(self.texts[place] in {":", "mais"} for place in range(at + _WORDS_KNOWN, stop))

    def _wished_by_another(self, start: int, at: int, stop: int) -> bool:
        """Say whether one child wants it of another: "Léa aimerait que Tom mange"."""
        named = [one for one in self.order.mentions if one.keys and one.rule.startswith("name")]
        before = {key for one in named if start <= one.i < at for key in one.keys}
        after = {key for one in named if at < one.i < stop for key in one.keys}
        return bool(before and after - before)

    def _is_read(self, start: int, stop: int) -> bool:
        """Say whether a message is spoken of before the act: "je lis dans votre message : …", "sur votre site il est écrit …"."""
        return not _MESSAGES.isdisjoint(self.vocabulary) and any(
            self.texts[at] in _MESSAGES
            and (self.texts[at - 1] in _WHOSE or self.texts[at + 1] in _READS)
            and not _AFTER & set(self.texts[max(start, at - 4) : at])
            for at in range(start + (start > 0), stop)
        )

    def _is_quoted(self, at: int) -> bool:
        if _QUOTES.isdisjoint(self.vocabulary):
            return False
        colon = next((place for place in range(at, 0, -1) if self.texts[place - 1] in {":", ".", "!", "?"}), 0)
        if is_anothers(colon, self.tokens):
            return True
        before = self.texts[:at]
        return before.count("«") > before.count("»") or before.count('"') % 2 == 1

    def _is_past(self, deed: Cue) -> bool:
        """Say whether something done governs the act: "je ne vous ai pas demandé d'inscrire", "il a voulu manger"."""
        if _HAVE.isdisjoint(self.vocabulary):
            return False
        for at in range(max(self._governing(deed), deed.i - 8), deed.i - 1):
            if self.texts[at] not in _HAVE or self._source(at) == "à":
                continue
            for after in range(at + 1, min(at + 4, deed.i)):
                word = self.texts[after]
                if word in _DECIDED or (after in self.joined and word != "eu") or self.texts[after - 1] in _A_THING:
                    continue
                done = self._source(after).endswith(_DONE) or (word in _DONE_WORDS and self._source(after) != "du")
                if done and self._governs(after, deed.i):
                    return True
                if word == "besoin":
                    break
        return False

    def _source(self, at: int) -> str:
        """Return a word as it was written, in small letters."""
        return self.heard.folded.source[self.tokens[at].start : self.tokens[at].end].lower()

    def _was_meant(self, deed: Cue) -> bool:
        """Say whether somebody was to do it: "c'est ma sœur qui devait annuler"."""
        if _WAS_TO.isdisjoint(self.vocabulary):
            return False
        at = deed.i - 1
        while at > 0 and self.texts[at] in _BESIDE_VERB:
            at -= 1
        return at >= 0 and self.texts[at] in _WAS_TO

    def _is_aim(self, deed: Cue) -> bool:
        """Say whether the act is only what something else is for: "j'attends la réponse de mon patron pour inscrire Tom"."""
        if self.is_plain or "pour" not in self.vocabulary:
            return False
        at = deed.i - 1 - (self.texts[deed.i - 1] in _THEM_ALL if deed.i else 0)
        if at < 1 or self.order.act.rule == "act.home" or self.texts[at] != "pour" or not self.texts[deed.i].endswith(("er", "ir", "re")):
            return False
        head = [token.text for token in self.tokens[self._opening(at) : at] if token.text.isalpha()]
        return len(head) > _GREETING and not (_ASKS | _WRITES) & set(head)

    def _governs(self, at: int, stop: int) -> bool:
        after = at + 1
        named = {place for one in self.order.mentions if not one.rule.startswith("pronoun") for place in range(one.i, one.j)}
        while after < stop and (self.texts[after] in _COUNTS or after in named):
            after += 1
        return after == stop or (after < stop and self.texts[after] in _GOVERNS)

    def _is_usual(self) -> bool:
        """Say whether a "quand" opens a clause beside the act: "quand Tom est malade, il ne mange pas"."""
        if "quand" not in self.vocabulary:
            return False
        for clause in self.sentences:
            for at in range(clause.i, clause.j):
                even = at + 1 < len(self.tokens) and self.texts[at + 1] == "meme"
                if self.texts[at] == "quand" and not even and at not in self.joined and not clause.asks:
                    return True
        return False

    def _is_half_denied(self) -> bool:
        """Say whether a "ne" is closed by no denial that was read, beside a meal that is wanted."""
        if self.order.act.intent is not Intent.BOOK_MEAL or "ne" not in self.heard.tags:
            return False
        return any(
            cue.tag == "ne" and not _CLOSING & set(self.texts[max(cue.i - 8, 0) : cue.j + 8])
            for clause in self.clauses
            for cue in clause.cues
        )

    def _is_parted(self) -> bool:
        """Say whether two children are set apart without a name: "l'un mange jeudi, l'autre vendredi"."""
        if "autre" not in self.vocabulary:
            return False
        words = [token.text for clause in self.clauses for token in self.tokens[clause.i : clause.j]]
        if ("comme", "l'", "autre") in zip(words, words[1:], words[2:], strict=False):
            # "39 de fièvre l'une comme l'autre"
            return False
        return "autre" in words and "ni" not in words and any(one == "l'" and other in {"un", "une"} for one, other in pairwise(words))

    def _is_ours(self) -> bool:
        """Say whether what somebody does or did is told: "je mange avec Tom", "annulez mon annulation", "en annulant"."""
        cancelled = {one.i for one in self.deeds if one.tag == "cancel"}
        for deed in self.deeds:
            if deed.i and self.texts[deed.i - 1] == "en" and self.texts[deed.i].endswith("ant"):
                return True
            if self.order.act.rule == "act.eat" and deed.tag == "eat" and deed.i and self.texts[deed.i - 1] in {"je", "j'", "nous"}:
                return True
            if deed.tag in {"cancel", "book"} and deed.i and self._is_of_itself(deed):
                return True
            if deed.tag == "cancel" and deed.j + 1 in cancelled and self.texts[deed.j] in _A_THING:
                return True
        return False

    def _is_of_others(self) -> bool:
        """Say whether others are told to book or cancel: "les autres parents annulent jeudi"."""
        return any(deed.tag in {"cancel", "book"} and self.texts[deed.i].endswith("ent") for deed in self.deeds)

    def _is_of_itself(self, deed: Cue) -> bool:
        """Say whether a "se" makes the act none: "le repas s'annule comment", not "Louise s'inscrit pour mardi"."""
        after = self.texts[deed.j] if deed.j < len(self.tokens) else ""
        named = deed.i - 1 in self.named_ends and (after == "pour" or deed.j in self.places.dated)
        return self.texts[deed.i - 1] in {"s'", "se"} and not named

    def _is_tried(self) -> bool:
        """Say whether the writers tell what they do not manage: "je n'arrive pas à inscrire Léa"."""
        return not _MANAGE.isdisjoint(self.vocabulary) and any(
            deed.i > _GREETING and self.texts[deed.i - 1] in {"a", "d'", "de"} and _MANAGE & set(self.texts[deed.i - 4 : deed.i - 1])
            for deed in self.deeds
        )

    def _is_wondered(self) -> bool:
        """Say whether the writers ask what they themselves do: "j'annule Tom jeudi ?"."""
        return any(
            "possible" not in clause.tags and cue.tag in {"cancel", "book"} and cue.i and self._subject(cue.i) in {"j'", "je", "on"}
            for clause in [one for one in self.clauses if one.asks]
            for cue in clause.cues
        )

    def _is_doubted(self) -> bool:
        """Say whether an absence is asked about, and nothing of the town: "Noah absent jeudi ?", "on garde Noah ou vous le prenez ?"."""
        if "?" not in self.vocabulary:
            return False
        for clause in self.clauses:
            for start, stop in self.places.stretches(clause.i, clause.j):
                words = set(self.texts[start:stop])
                if stop < len(self.tokens) and self.texts[stop] == "?" and not words & _REQUESTS:
                    return True
        return False

    def _subject(self, at: int) -> str:
        """Return the word before a verb and its small pronouns."""
        at -= 1
        while at > 0 and self.texts[at] in _THEM_ALL:
            at -= 1
        return self.texts[at]

    def _is_either(self) -> bool:
        """Say whether the act is left open, or one child is set against another: "ou pas", "lui oui"."""
        if "ou" not in self.vocabulary and _YES.isdisjoint(self.vocabulary):
            return False
        return self._has_other_deed() or any(
            (one.text, other.text) in _ONE_OR_NONE or (one.text in _THEM and other.text in _YES)
            for clause in self.sentences
            for one, other in pairwise(self.tokens[clause.i : clause.j])
        )

    def _has_other_deed(self) -> bool:
        """Say whether an "or" opens another deed: "mange ou mange pas", "chez mamie ou à la cantine"."""
        for deed in self.deeds:
            at = deed.i - 1
            while at > 0 and self.texts[at] in _TO_THE:
                at -= 1
            if at > 0 and self.texts[at] == "ou" and any(other.j <= at for other in self.deeds):
                return True
        return False

    def _is_otherwise(self) -> bool:
        """Say whether the words of the act hold a cue that no meal is ordered with."""
        support = _SUPPORT if any(clause.asks for clause in self.clauses) else _SUPPORT_UNASKED
        others = [cue.i for cue in self.heard.cues if cue.tag not in support and cue.i not in self.heard.dated]
        return bool(others) and any(
            start <= at < stop for clause in self.clauses for start, stop in self.places.stretches(clause.i, clause.j) for at in others
        )

    def _is_dated(self) -> bool:
        """Say whether one day is told of the order."""
        return any(item.kind in _DAYS for said in self.order.said for item in said.group.items)

    def _leaves_friends(self, at: int) -> bool:
        """Say whether only whom a child eats with is denied: "elle ne mange plus avec ses amies"."""
        while at < len(self.tokens) and self.texts[at] in _CLOSING:
            at += 1
        if at + 2 >= len(self.tokens) or self.texts[at] != "avec":
            return False
        return any(token.text in self.heard.lexicon.persons for token in self.tokens[at + 1 : at + 4])

    def _is_no_meal(self, deed: Cue) -> bool:
        """Say whether an act is about another thing than a meal, or only about how it is eaten."""
        return self.places.is_other_thing(deed) or self._is_manner(deed)

    def _is_manner(self, deed: Cue) -> bool:
        """Say whether how somebody eats is told: "Tom mange froid", "Léa mange à quelle table"."""
        if deed.tag != "eat" or deed.j >= len(self.tokens):
            return False
        at, after = deed.j, self.texts[deed.j]
        then = self.texts[at + 1] if at + 1 < len(self.tokens) else ""
        if (after, then) in _MANNERS or (after == "pas" and then in _HOW_MUCH):
            return True
        if deed.denied and after == "avec" and then:
            # "je ne veux pas que Louis mange avec Enzo" leaves out the company, maybe not the meal.
            return then not in {"vous", "nous", "moi", "les", "ses"}
        if deed.denied:
            return (after == "plus" or not self._is_dated()) and self._leaves_friends(at)
        if after == "tout" and then:
            return then in {"seul", "seule", "seuls"}
        if self.order.act.rule == "act.eat" and after == "avec" and then in {"eux", "elles", "elle", "lui"}:
            return True
        if after in {"a", "dans", "avec"} and then in {"quel", "quelle", "qui"}:
            return True
        if not after.isalpha() or len(after) <= 1 or after in _WORDS_AFTER_EATING:
            return False
        return at not in self.heard.accounted and at not in self.heard.scan.masked
