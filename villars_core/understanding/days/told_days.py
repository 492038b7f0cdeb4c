"""Tells the days of what is only told beside an order from its own: "il s'est cassé le poignet jeudi, annulez demain"."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from villars_core.understanding.acts.clauses import Said
from villars_core.understanding.dates.items import Item
from villars_core.understanding.days.pointed_back import pointed_to, points_back
from villars_core.understanding.language.text import MARKS, word_set
from villars_core.understanding.values import Intent

if TYPE_CHECKING:
    from villars_core.understanding.acts.orders import Order
    from villars_core.understanding.heard import Heard

_MARKS = word_set(", ; : . ! ? ( ) … car puisque parce donc alors mais qui quand lorsque dont coup parceque pcq")
_SUBJECTS = word_set("il elle ils elles on je j' nous c' ca")
_LEADS = word_set("que qu' quand si s' comme dont ou lorsque puisque t pour")
_ACTS = frozenset({"cancel", "book", "eat", "canteen", "absent", "home", "homemeal", "pickup", "pastabsent", "proof", "need", "noneed"})
_DOABLE = frozenset({"eat", "cancel", "book", "canteen"})
_SICK = frozenset({"sick", "school"})
_AWAY = frozenset({"absent", "pastabsent", "proof", "cancel", "canteen", "eat"})
_GOES = frozenset({"go", "stay"})
_VERBS = word_set(
    "est sont ira etait etaient suis sommes ont avait avaient avons avais eu fait font va vont vais allons vient viennent arrive"
    " arrivent arrivons part partent partons pars rentre rentrent rentrons rentres revient reviennent revenons reviens reprend"
    " reprennent reprends reprenons retourne retournent recoit recoivent recois voit voient vois voyons revoit revoient revois"
    " finit finissent finis commence commencent commencons dure durent ferme ferment ouvre ouvrent attend attendent attends"
    " attendons passe passent passons prend prennent prends prenons tombe tombent travaille travaillent travaillons demenage"
    " demenageons fete fetent fetons accouche opere operent tousse vomit emmene emmenent emmenons amene amenent amenons recupere"
    " recuperent recuperons garde gardent gardons joue jouent court danse dansent chante defile visite visitent quitte quittent"
    " rejoint rejoignons debarque debarquent atterrit atterrissent atterrissons embauche termine terminent termines signe signons"
    " rend rendent rends remplace remplacent organise organisent propose proposent donne donnent invite invitent appelle appellent"
    " rappelle rappellent confirme confirmons dis dit disent dirai dira sais saura redevient devient change changent bouge bougent"
    " reste restent laissez touchez gardez laisse continue continuent dort dorment monte montent sort sortent tient tiennent doit"
    " doivent peut peuvent marie enterre enterrons baptise baptisons enleve enlevent arrache pose posent consulte ferai ferez"
    " inquiete parlait dorme vaut souhaite fera feront debute debutent debutons demarre demarrent repart repartent repars repartons expire"
    " assiste assistons anime embarque embarquent embarquons deballe reparent repare livrent atteste hospitalise"
)
_STOPS = word_set(
    "arrete arretent acheve achevent interrompt prolonge prolongent deroule deroulent tient tiennent fait font etale poursuit"
)
_NOT_VERBS = word_set("opera camera lait parfait extrait portrait retrait trait souhait fait attrait numera mara clara sara nora dora")
_ENDINGS = ("era", "eront", "erai", "erons", "ira", "iront", "irai", "irons", "dra", "dront", "drai", "drons", "ait", "aient")
_HAVE = word_set("a as ai ont avons avez avait avaient avais j'ai jai s'est est etait ayant ete")
_DONE = ("e", "ee", "es", "ees", "i", "ie", "is", "it", "u", "ue", "us", "ert", "ts")
_BETWEEN = word_set("pas deja bien mal ete encore toujours aussi")
_BEFORE_HAVE = _SUBJECTS | word_set("y n' l' m' t' s' nous vous")
_ALSO = word_set("aussi egalement encore")
_LEAVES = word_set("part partent pars partons partira partiront arrive arrivent")
_LONG, _NEAR = 5, 3
_NO_DOINGS = word_set("midi demi la le les de une que ce cette ici aussi lui elle elles absente absent puni leurs ses mes des entre")
# "ne touchez pas au lundi", "le lundi tout redevient normal": what stays as it is.
_KEPT = word_set("habitude habituellement hab habituel normalement normal ordinaire toujours maintenu maintenus maintenue maintenez prevu")
_KNOWN = word_set("courant prevenu prevenue prevenus prevenues informe informee informes averti avertie avertis sait savent connait suit")
_UNTOUCHED = word_set("changez change changement changements touchez touche laissez laisse bouge bougent bougez gardez garde")
_OF = word_set("de du d' des")
_EVENTS = word_set(
    "rdv rendez-vous vous spectacle reunion mail message courrier courriel appel bilan match fete sortie stage facture visite consultation"
    " operation examen resultats resultat depart retour anniversaire mariage enterrement obseques audience jugement concert tournoi"
    " competition gala controle entretien greve demenagement brocante kermesse carnaval bapteme vaccin seance note sms avis veille nuit"
)


def order_days(said: Sequence[Said], order: "Order", heard: "Heard") -> list[Said]:
    """Return the days of a French order without those of clauses that only tell something, where a clause of its own tells its days."""
    if not 1 < len(said) <= _MOST:
        return list(said)
    places = _Places(order, heard)
    level = {one.i: places.level(one) for one in said}
    pointed = pointed_to(said, order, heard)
    if pointed is not None:
        level[pointed.i] = _OWN
    own = [one for one in said if level[one.i] == _OWN]
    if not own or all(one.group.kind not in _TOLD for one in own):
        return [one for one in said if not places.is_kept(one)] or list(said)
    if all(points_back(one, heard) for one in own):
        return _pointed_at(own, said, places, heard) or list(said)
    if order.act.intent is Intent.REPORT_ABSENCE and any(places.joins(one) for one in own):
        # "opérée jeudi, elle manquera aussi vendredi"
        return [one for one in said if level[one.i] != _ASIDE or places.may_be_away(one)]
    inner = all(_lies_within(item) for one in own for item in one.group.items)
    return [
        one
        for one in said
        if level[one.i] != _ASIDE or (one.group.excepted and not places.denies_verb(one)) or (inner and not _is_single(one))
    ]


def _pointed_at(own: Sequence[Said], said: Sequence[Said], places: "_Places", heard: "Heard") -> list[Said]:
    """Return the day that "ce jour-là" beside an act points back to, where one day alone stands before it."""
    several = heard.scan.tokens[own[0].i].text == "ces"
    before = [one for one in said if one.j <= own[0].i and one not in own and not one.denied and (several or _is_single(one))]
    plain = [one for one in before if not places.qualifies(one)]
    return (plain or before)[-1:]


def _is_single(one: Said) -> bool:
    return one.group.kind == "list" and len(one.group.items) == 1 and one.group.items[0].kind in {"day", "weekday", "rel"}


def _lies_within(item: Item) -> bool:
    """Say whether days are told that lie in a stretch told elsewhere: a bare weekday, "tous les jours"."""
    return (item.kind == "weekday" and not item.mod) or (item.kind == "period" and item.unit == "day")


def told_words(order: "Order", said: Sequence[Said], heard: "Heard") -> list[list[str]]:
    """Return the words of an order without the return told after it: "il n'est pas venu lundi. Il revient demain."."""
    tokens = heard.scan.tokens
    days = {one.i for one in said}
    found: list[list[str]] = []
    for clause in order.clauses:
        start = clause.i
        for at in range(clause.i, clause.j + 1):
            if at == clause.j or (tokens[at].text in MARKS and at not in heard.dated):
                words = [token.text for token in tokens[start:at]]
                if _BACK.isdisjoint(words) or any(start <= one < at for one in days):
                    found.append(words)
                start = at + 1
    return found


_BACK = word_set(
    "revient reviennent reviendra reviendront reprend reprennent reprendra reprendront retourne retournent retournera retourneront retour"
    " reprise rentre rentrera guerie gueri mieux"
)
_TOLD = frozenset({"list", "range"})
# Nobody tells more days in longer clauses: time stays bounded.
_MOST, _FAR = 12, 25
_ASIDE, _LOOSE, _OWN = 0, 1, 2


@dataclass(frozen=True)
class _Clause:
    """A stretch of tokens between marks and subjects."""

    i: int
    j: int


class _Places:
    """Where an order is told, and the small clauses around its days."""

    def __init__(self, order: "Order", heard: "Heard") -> None:
        self.order, self.heard, self.tokens = order, heard, heard.scan.tokens
        self.words = heard.scan.words
        self.dated = heard.dated
        self._clauses: dict[int, _Clause] = {}
        self._names = heard.named
        self.cues = [cue for clause in order.clauses for cue in clause.cues]
        self.acts = {cue.i for cue in self.cues if cue.tag in _ACTS or (cue.tag in _GOES and cue.denied)}
        self.away = {cue.i for cue in self.cues if cue.tag in _AWAY or (cue.tag in _GOES and cue.denied)}
        self.past = any(cue.tag in {"pastabsent", "proof"} for cue in self.cues)
        if not self.acts:
            self.acts = {cue.i for cue in self.cues if cue.tag in _SICK | _GOES}

    def level(self, one: Said) -> int:
        """Return whether a day is told with the order, alone, or with what is only told."""
        clause = self.clause(one)
        if self.is_kept(one) or (one.group.kind == "since" and not any(clause.i <= at < clause.j for at in self.away)):
            return _ASIDE
        acts = [at for at in self.acts if clause.i <= at < clause.j and not self._is_away(at, clause)]
        if (acts and not self._is_done(clause, acts)) or self._opens_act(clause):
            return _OWN
        if self._verbs(clause) or self.qualifies(one):
            return _ASIDE
        return _LOOSE

    def _opens_act(self, clause: _Clause) -> bool:
        """Say whether a day alone before a comma opens the clause of an act: "jeudi 26, Tom mange à la maison, je suis en congé …"."""
        opens = self.heard.sentence_starts[clause.i] == clause.i
        if not opens or self.words[clause.j - 1] != "," or any(at not in self.dated for at in range(clause.i, clause.j - 1)):
            return False
        stop = clause.j
        while stop < min(clause.j + _FAR, len(self.words)) and self.words[stop] not in _MARKS:
            stop += 1
        return any(clause.j <= at < stop for at in self.acts)

    def denies_verb(self, one: Said) -> bool:
        """Say whether the "pas" before a day is of another verb, and takes no day out: "je ne travaille pas cette semaine"."""
        before = self.words[self.clause(one).i : one.i + 1]
        return "pas" in before[-2:] and not {"ne", "n'"}.isdisjoint(before)

    def joins(self, one: Said) -> bool:
        """Say whether an absence is told to be one more: "elle manquera aussi le vendredi"."""
        clause = self.clause(one)
        return not _ALSO.isdisjoint(self.words[clause.i : clause.j])

    def may_be_away(self, one: Said) -> bool:
        """Say whether a day told aside is one of an illness or an errand to come."""
        clause = self.clause(one)
        excused = any(clause.i <= cue.i < clause.j and cue.tag in {"sick", "excuse", "health"} for cue in self.heard.cues)
        return excused and one.group.kind == "list" and not self.is_kept(one) and not self.qualifies(one)

    def _is_away(self, at: int, clause: _Clause) -> bool:
        """Say whether a "chez son père" only tells where a journey goes, beside an absence: "elle part lundi chez son père"."""
        leaves = not _LEAVES.isdisjoint(self.words[clause.i : clause.j])
        return leaves and bool(self.away) and at not in self.away

    def clause(self, one: Said) -> _Clause:
        """Return the small clause in which a day is told."""
        found = self._clauses.get(one.i)
        if found is None:
            start, stop = one.i, one.j
            while start > max(one.i - _FAR, 0) and not self._opens(start):
                start -= 1
            while stop < min(one.j + _FAR, len(self.words)) and not self._opens(stop):
                stop += 1
            found = self._clauses[one.i] = _Clause(start, stop)
        return found

    def _opens(self, at: int) -> bool:
        """Say whether a small clause begins at a token."""
        if at in self.dated and at - 1 in self.dated:
            return False
        before = self.words[at - 1]
        if before in {"donc", "alors"} and at > 1 and any(cue.j == at - 1 and cue.i in self.acts for cue in self.cues):
            # "elle manque donc lundi"
            return False
        if before == "quand" and self.words[at] == "meme":
            # "elle ira quand même ce matin"
            return False
        if before == "et" and self.words[at] in {"sera", "seront"} and at not in self.dated:
            # "elle ira ce matin et sera absente demain"
            return True
        if before in _MARKS or self.words[at] in {"qui", "car", "depuis"} or "\n" in self._gap(at):
            return at not in self.dated or before in _MARKS or "\n" in self._gap(at)
        if self.words[at] not in _SUBJECTS or before in _LEADS or self._gap(at) == "-":
            return False
        if self.words[at] == "nous" and before in _SUBJECTS:
            # "il nous faudrait la cantine mardi"
            return False
        # "Tom lundi il mange": what stands before is the subject's own day.
        start, first = at - 1, max(at - _FAR, 0)
        while start > first and self.words[start] not in _MARKS:
            start -= 1
        return self._verbs(_Clause(start, at)) or any(start <= one < at for one in self.acts)

    def _gap(self, at: int) -> str:
        return self.heard.folded.source[self.tokens[at - 1].end : self.tokens[at].start]

    def _verbs(self, clause: _Clause) -> bool:
        """Say whether a clause has a verb of its own."""
        return any(self._is_verb(at) for at in range(clause.i, clause.j) if at not in self.dated and at not in self.acts)

    def _is_verb(self, at: int) -> bool:
        word = self.words[at]
        if word in _VERBS:
            return True
        if word in _STOPS and at > 0 and self.words[at - 1] in {"s'", "se"}:
            # "mon congé s'arrête dimanche"
            return True
        if word in {"a", "ai"}:
            return self._is_had(at)
        return len(word) >= _LONG and word.endswith(_ENDINGS) and word not in _NOT_VERBS

    def _is_had(self, at: int) -> bool:
        """Say whether "a" is the verb: "a vomi", "a la grippe" with a subject, not "à midi"."""
        if self.heard.folded.source[self.tokens[at].start].lower() == "à":
            return False
        if self.words[at] == "ai":
            return True
        after = next((word for word in self.words[at + 1 : at + 1 + _NEAR] if word not in _BETWEEN), "")
        subject = at > 0 and (self.words[at - 1] in _BEFORE_HAVE or (at - 1) in self._names)
        return subject or (len(after) > 3 and after.endswith(_DONE) and after not in _NO_DOINGS)

    def _is_done(self, clause: _Clause, acts: Sequence[int]) -> bool:
        """Say whether the acts of a clause were done before: "a mal mangé vendredi", "j'avais annulé mardi"."""
        doable = {cue.i for cue in self.cues if cue.tag in _DOABLE}
        return not self.past and all(at in doable and self.words[at].endswith(_DONE) and self._is_told_done(at, clause) for at in acts)

    def _is_told_done(self, at: int, clause: _Clause) -> bool:
        before = self.words[max(at - _NEAR, clause.i) : at]
        return any(word in _HAVE and self.heard.folded.source[self.tokens[at - back].start].lower() != "à" for back, word in _back(before))

    def is_kept(self, one: Said) -> bool:
        """Say whether the clause of a day tells what stays as it is."""
        clause = self.clause(one)
        words = set(self.words[clause.i : clause.j])
        if one.group.kind == "since" and words & _KNOWN:
            # "la directrice est au courant depuis juin"
            return True
        if words & _KEPT and not any(cue.tag in {"cancel", "book"} for cue in self.cues if clause.i <= cue.i < clause.j):
            return True
        return bool(words & _UNTOUCHED) and bool(words & {"rien", "pas", "sans", "bon", "bien"})

    def qualifies(self, one: Said) -> bool:
        """Say whether a day only tells which event is meant: "son spectacle de jeudi", "les résultats le 30"."""
        before = self.words[max(one.i - _NEAR, 0) : one.i]
        first = self.words[one.i]
        if first in _OF and before and before[-1] in _EVENTS:
            return True
        if before and before[-1] in _EVENTS - {"vous", "nuit", "veille"} and one.group.kind == "list":
            return True
        return bool(before) and before[-1] in _OF and before[-2:-1] != [] and before[-2] in _EVENTS


def _back(words: Sequence[str]) -> list[tuple[int, str]]:
    return [(len(words) - at, word) for at, word in enumerate(words)]
