"""Gathers the clauses of a message into orders: one act each, with the children and days it speaks of."""

from dataclasses import dataclass, field, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from villars_core.understanding.abroad.eaten_elsewhere import is_eaten_elsewhere
from villars_core.understanding.acts.acts import MEAL_INTENTS, Act, act_of
from villars_core.understanding.acts.away_again import is_away_again, parted_again
from villars_core.understanding.acts.away_then import away_then
from villars_core.understanding.acts.clauses import Clause, Said
from villars_core.understanding.acts.commands import commanded
from villars_core.understanding.acts.deducted import without_deductions
from villars_core.understanding.acts.excused import is_excused
from villars_core.understanding.acts.who_is_elsewhere import has_errand_aside, without_who_is_elsewhere
from villars_core.understanding.children.corrections import put_right
from villars_core.understanding.children.mentions import Mention
from villars_core.understanding.days.pointed_back import canteen_then, only_points_back
from villars_core.understanding.days.shared_days import shares_days
from villars_core.understanding.heard import Heard
from villars_core.understanding.language.text import word_set
from villars_core.understanding.values import Intent

if TYPE_CHECKING:
    from villars_core.understanding.beside.sentences import Sentences

OPPOSITE = frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL})
_ALSO = frozenset({"aussi", "non", "egalement", "pareillement"})
ABSENCES = frozenset({Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE})
_TWO_PAIRS = 4


@dataclass
class Order:
    """One act with the clauses that speak of it; `sentences`: those that tell it, kept once worked out."""

    act: Act
    clauses: list[Clause] = field(default_factory=list)
    told: list[Clause] = field(default_factory=list)

    sentences: "Sentences | None" = field(default=None, compare=False, repr=False)

    @property
    def own(self) -> list[Clause]:
        """The clauses that tell the act themselves, all of them where none is marked."""
        return self.told or self.clauses

    @property
    def said(self) -> list[Said]:
        """All dates said of it."""
        found: list[Said] = []
        for clause in self.clauses:
            found += clause.said
        return found

    @property
    def mentions(self) -> list[Mention]:
        """All children spoken of."""
        found: list[Mention] = []
        for clause in self.clauses:
            found += clause.mentions
        return found

    @property
    def tags(self) -> set[str]:
        """The tags of all its cues."""
        return {cue.tag for clause in self.clauses for cue in clause.cues}


def orders_of(heard: Heard) -> list[Order]:
    """Return the acts of a message in order; a clause without one belongs to the act before it, else to the first."""
    orders: list[Order] = []
    waiting: list[Clause] = []
    acts = [(clause, act_of(clause) or canteen_then(clause, heard)) for clause in away_then(heard)]
    strong = _is_any_strong(acts)
    for clause, act in acts:
        if act is None or (act.weak and strong):
            if act is not None and act.rule == "act.present" and (orders or any(one.keys for one in clause.mentions)):
                # "il sera absent jusqu'à vendredi et reprendra lundi": the return is no day of the act.
                clause.said = []
            if orders and _other_child(orders[-1], waiting if len(orders) == 1 else [], clause, heard):
                _part_child(orders[-1], clause)
            (orders[-1].clauses if orders else waiting).append(clause)
        elif orders and act.rule == "act.home" and act.weak and orders[-1].act.rule == "act.sick" and _goes_on(orders[-1], clause):
            # "Tom est malade, il reste chez sa nounou jeudi"
            orders[-1].clauses.append(clause)
            orders[-1].told.append(clause)
        elif orders and orders[-1].act.intent is act.intent and not _apart(orders[-1], clause):
            orders[-1].clauses.append(clause)
            orders[-1].told.append(clause)
            if (
                orders[-1].act.doubt
                and not act.doubt
                and not act.weak
                and (clause.said or act.rule == "act.cancel" or (act.rule == "act.book" and orders[-1].act.rule == "act.home"))
            ):
                # What is said plainly settles what was said doubtfully.
                orders[-1].act = act
        else:
            orders.append(Order(act, [clause], [clause]))
    if orders:
        orders[0].clauses[:0] = waiting
    _set_off(orders, heard)
    orders = _beside_each_other(orders, heard) if len(orders) > 1 else _proven(orders, heard)
    return [part for order in orders for whole in _by_contrast(order) for part in _by_child(whole)]


def _is_any_strong(acts: list[tuple[Clause, Act | None]]) -> bool:
    """Say whether any clause tells an act that goes before the weak ones."""
    strong = [act for _, act in acts if act is not None and not act.weak]
    for act in strong:
        if act.intent is not Intent.DECLARE_CHANGE:
            return True
    # "cantine lundi pour Chloé, je commence un nouveau travail": the change is the reason of an order.
    return bool(strong) and not any(act is not None and act.rule == "act.canteen" and clause.mentions for clause, act in acts)


def _beside_each_other(orders: list[Order], heard: Heard) -> list[Order]:
    """Return several acts as they are meant beside each other, without those that are the reason or the echo of another."""
    _take_back(orders, heard)
    orders = without_deductions(orders, heard)
    orders = _put_right(orders, heard)
    return _without_excuses(_with_loose_days(_without_bare_verbs(_without_usual(orders, heard))), heard)


def _set_off(orders: list[Order], heard: Heard) -> None:
    """Take no day from what is told beside a plain command that has its own: "elle s'est ennuyée toute la semaine, remettez-la lundi"."""
    for order in orders:
        if len(order.clauses) == len(order.told):
            continue
        beside = [clause for clause in order.clauses if clause.said and clause not in order.told]
        if not beside:
            continue
        commands = commanded(order.told, heard.scan.tokens, heard.dated) if heard.lexicon.language == "fr" else []
        dates = [one.i for one in commands if one.said and not only_points_back(one.said, heard)]
        dated = any(one.said for one in order.told)
        for clause in beside:
            if dated and clause.tags & {"eaten", "like"}:
                # What was eaten or is liked tells no day of an act.
                clause.said = []
            elif dates and clause.j <= dates[0] and any(token.text in _HAS_VERB for token in heard.scan.tokens[clause.i : clause.j]):
                clause.said = []


def _take_back(orders: list[Order], heard: Heard) -> None:
    """Give the day of what was booked to the command that takes it back: "j'avais réservé mardi pour Tom, merci de décommander"."""
    if len(orders) != len(OPPOSITE):
        return
    before, then = orders
    if heard.lexicon.language != "fr":
        if is_eaten_elsewhere(before, then, heard):
            then.clauses[:0] = before.clauses
            orders[:] = [then]
        return
    own = then.said or any(one.keys and not one.rule.startswith("pronoun") for one in then.mentions)
    if _gives_its_day(before, then, heard):
        then.clauses[:0] = before.clauses
        orders[:] = [then]
        return
    if _is_told_booked(before) and then.act.rule == "act.cancel" and not own and not then.act.doubt and _asks_nothing(then):
        # "Léa est inscrite jeudi, annulez-la svp"
        for clause in before.clauses:
            clause.cues = [cue for cue in clause.cues if cue.tag not in _BOOKED]
        heard.cues[:] = [cue for cue in heard.cues if cue.tag not in _BOOKED]
        then.clauses[:0] = before.clauses
        orders[:] = [then]
        return
    if before.act.rule != "act.book" or then.act.rule != "act.cancel" or own or then.act.doubt or not before.said:
        return
    tokens = heard.scan.tokens
    booked = [cue for clause in before.told for cue in clause.cues if cue.tag == "book"]
    if not all({token.text for token in tokens[max(cue.i - _HELPING, 0) : cue.i]} & _HAD for cue in booked) or "ask" in then.tags:
        return
    for clause in before.clauses:
        clause.cues = [cue for cue in clause.cues if cue.tag not in {"book", "canteen", "told", "done", "past"}]
    gone = {cue.i for cue in heard.cues if cue.tag in {"told", "done"} and cue.i < then.told[0].i}
    heard.cues[:] = [cue for cue in heard.cues if cue.i not in gone]
    then.clauses[:0] = before.clauses
    orders[:] = [then]


def _is_told_booked(order: Order) -> bool:
    """Say whether a child is told, and not asked, to have a meal on a day."""
    return order.act.rule == "ask.planning" and bool(order.said) and _asks_nothing(order)


def _asks_nothing(order: Order) -> bool:
    return not any(clause.asks or clause.tags & {"cond", "maybe", "ask"} for clause in order.clauses)


_BOOKED = frozenset({"ischecked", "checked"})


def _put_right(orders: list[Order], heard: Heard) -> list[Order]:
    """Drop the order of a child who is put right by another: "Léo sera absent demain… erreur, c'est Léa qui sera absente"."""
    gone = {one.i for order in orders for told in order.mentions for one in put_right(told, heard)}
    if not gone:
        return orders
    named = [{one.i for one in order.mentions if one.keys and not one.rule.startswith("pronoun")} for order in orders]
    kept = [order for order, places in zip(orders, named, strict=True) if not places or not places <= gone]
    return kept if any(order.said for order in kept) else orders


def _gives_its_day(before: Order, then: Order, heard: Heard) -> bool:
    """Say whether a meal with others is why it is cancelled: "Vendredi Jade déjeune avec ses correspondants, annulez son plateau"."""
    if before.act.rule != "act.eat" or before.act.doubt or "canteen" in before.tags or then.act.rule != "act.cancel" or then.said:
        return False
    tokens = heard.scan.tokens
    ends = [cue.j for clause in before.told for cue in clause.cues if cue.tag == "eat"]
    company = any([token.text for token in tokens[end : end + 2]] in _COMPANIES for end in ends)
    named = {key for one in before.mentions for key in one.keys}
    return company and bool(before.said) and all(key in named for one in then.mentions for key in one.keys)


_WHOM = word_set("ses son sa des un une leurs leur nous moi mon ma mes lui elle eux elles les le la l'")
_COMPANIES = [["avec", word] for word in _WHOM]
_HELPING = 3
_HAD = frozenset({"ai", "avais", "avait", "avions", "avons", "a"})
_HAS_VERB = frozenset({"a", "ont", "est", "sont", "ai", "suis", "avons", "sommes", "etait", "avait"})


def _other_child(order: Order, waiting: list[Clause], clause: Clause, heard: Heard) -> bool:
    """Say whether a clause without an act names another child than the order: "… mais Emma vient"."""
    told = [*order.mentions, *(one for before in waiting for one in before.mentions)]
    sorry = any(heard.scan.tokens[cue.j - 1].text in _SORRY for cue in clause.cues if cue.tag == "correct")
    if any(put_right(one, heard) for one in clause.mentions) or (sorry and len(clause.mentions) == 1 and not clause.said):
        # "… pour Jade lundi. Pardon, pour Emma": whether that is put right is told elsewhere.
        return False
    before = {key for one in told for key in one.keys if not one.rule.startswith("pronoun")}
    # "c'est bien Louise et non Louis"
    meant = [one for one in clause.mentions if not (one.i and heard.scan.tokens[one.i - 1].text == "non")]
    now = {key for one in meant for key in one.keys if not one.rule.startswith("pronoun")}
    said = [token.text for token in heard.scan.tokens[clause.i : clause.j]]
    inside = {at for one in clause.mentions for at in range(one.i, one.j)}
    rest = [heard.scan.tokens[at].text for at in range(clause.i, clause.j) if at not in inside]
    alone = all(word in _JOINS or not word[0].isalpha() for word in rest)
    listed = said[:1] != [] and said[0] in _ANDS and (alone or not order.said or shares_days(clause, rest, heard.scan.tokens))
    return bool(before and now - before and not listed and not _ALIKE & set(said))


def _part_child(order: Order, clause: Clause) -> None:
    """Leave out the child who comes beside one who does not; else ask whom the act is about."""
    comes = {"go", "eat"} & clause.tags and not clause.tags & _AWAY and not any(cue.denied for cue in clause.cues)
    if comes and order.act.intent in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE}:
        clause.mentions = []
    else:
        order.act = replace(order.act, doubt="which_child")


_SORRY, _AWAY = word_set("pardon oups erratum rectification"), word_set("excuse home homemeal sick absent family")
_JOINS = frozenset({"et", "pour", "avec", "merci", "svp", "donc", "bien", "sur"})
_ANDS = frozenset({",", "et", "and", "y", "e", "ve", "ile", "و", "&", "+"})
_ALIKE = frozenset({"aussi", "idem", "pareil", "pareillement", "egalement", "plus", "meme", "memes", "ainsi", "compris"})


def _without_bare_verbs(orders: list[Order]) -> list[Order]:
    """Drop "ajouter", "supprimer" that concern neither meal, child nor day, beside something told of another kind."""
    bare = [order for order in orders if order.act.rule in _VERBS and not order.said and not order.tags & {"canteen", "eat"}]
    bare = [order for order in bare if not any(one.keys and not one.rule.startswith("pronoun") for one in order.mentions)]
    if not any(order.tags & {"absent", "sick", "pastabsent"} for order in orders):
        bare += [order for order in orders if order.act.rule == "act.proof"]
    kept = [order for order in orders if order not in bare]
    return kept if any(order.act.intent not in MEAL_INTENTS for order in kept) else orders


def _without_usual(orders: list[Order], heard: Heard) -> list[Order]:
    """Drop what only says that another child's meal stays as it is: "pas de repas pour Louis, Louise mange normalement"."""
    ordered = [order for order in orders if order.act.intent in {Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE} and order.said]
    named = {key for order in ordered for one in order.mentions for key in one.keys}
    usual = [
        order
        for order in orders
        if order.act.rule in {"act.eat", "act.go", "act.present"}
        and not order.said
        and order.tags & {"maybe", "same"}
        and named
        and any(one.keys for one in order.mentions)
        and not any(key in named for one in order.mentions for key in one.keys)
        and _ALIKE_ALWAYS & {heard.scan.tokens[cue.j - 1].text for clause in order.clauses for cue in clause.cues}
    ]
    usual += [order for order in orders if _is_usually_at_home(order, orders, heard)]
    for order in usual:
        gone = [cue for clause in order.clauses for cue in clause.cues if cue.tag in {"maybe", "same", "told"}]
        heard.cues[:] = [cue for cue in heard.cues if cue not in gone]
    return [order for order in orders if order not in usual]


def _is_usually_at_home(order: Order, orders: list[Order], heard: Heard) -> bool:
    """Say whether only a habit is told beside a meal that is booked: "d'habitude il déjeune à la maison, mais il lui faudrait le 12"."""
    words = {heard.scan.tokens[cue.j - 1].text for clause in order.clauses for cue in clause.cues if cue.tag in {"told", "same", "maybe"}}
    booked = any(one.act.intent is Intent.BOOK_MEAL and one.said and not one.act.doubt for one in orders)
    return order.act.rule == "act.home" and not order.said and bool(words & _ALIKE_ALWAYS) and booked


_ALIKE_ALWAYS = frozenset({"normalement", "habitude", "hab", "toujours"})


def _with_loose_days(orders: list[Order]) -> list[Order]:
    """Give a meal that has no day the days told beside what has no use for them."""
    waiting = [order for order in orders if order.act.intent in MEAL_INTENTS and not order.said]
    if waiting:
        for order in orders:
            if order.act.intent not in MEAL_INTENTS and order.said and not _asks_planning(order):
                waiting[0].clauses.extend(clause for clause in order.clauses if clause.said)
    return orders


def _asks_planning(order: Order) -> bool:
    """Say whether a planning is asked for, and not only told of: "Louis était inscrit le 3, retirez-le"."""
    return order.act.intent is Intent.SHOW_PLANNING and any(clause.asks for clause in order.clauses)


_VERBS = frozenset({"act.cancel", "act.book", "act.book_not", "act.keep"})


_OPPOSITES = {Intent.CANCEL_MEAL: Intent.BOOK_MEAL, Intent.BOOK_MEAL: Intent.CANCEL_MEAL}


def _by_contrast(order: Order) -> list[Order]:
    """Part "il ne mange pas mardi mais jeudi": what follows the contrast is the opposite act, and is asked about."""
    opposite = _OPPOSITES.get(order.act.intent)
    contrasts = [] if opposite is None else [said.contrast for said in order.said]
    if opposite is None or True not in contrasts[:-1]:
        return [order]
    at = contrasts.index(True)
    first, then = (
        Clause(order.clauses[0].i, order.clauses[-1].j, [cue for one in order.clauses for cue in one.cues], order.mentions, part)
        for part in (order.said[: at + 1], order.said[at + 1 :])
    )
    return [Order(order.act, [first]), Order(replace(order.act, intent=opposite, rule="act.contrast", doubt="which_act"), [then])]


_place = attrgetter("i")


def _by_child(order: Order) -> list[Order]:
    """Part "Léa lundi et Tom mardi": names and days that alternate belong together two by two."""
    if order.act.intent not in MEAL_INTENTS:
        return [order]
    order = without_who_is_elsewhere(order)
    said = [] if has_errand_aside(order) else [one for one in order.said if not one.denied]
    named = [one for one in order.mentions if one.keys and not one.rule.startswith("pronoun")] if len(said) > 1 else []
    if len(named) < _TWO_PAIRS // 2:
        return [order]
    placed: list[Mention | Said] = [*named, *said]
    placed.sort(key=_place)
    runs: list[list[Mention | Said]] = []
    for one in placed:
        if runs and type(runs[-1][-1]) is type(one):
            runs[-1].append(one)
        else:
            runs.append([one])
    if len(runs) < _TWO_PAIRS or len(runs) % 2 or len({one.keys for one in named}) < len(runs) // 2:
        return [order]
    parted: list[Order] = []
    for at in range(0, len(runs), 2):
        both = runs[at] + runs[at + 1]
        clause = Clause(order.clauses[0].i, order.clauses[-1].j, [cue for one in order.clauses for cue in one.cues])
        clause.mentions = [one for one in both if isinstance(one, Mention)]
        clause.said = [one for one in both if isinstance(one, Said)]
        parted.append(Order(order.act, [clause]))
    return parted


def _apart(order: Order, clause: Clause) -> bool:
    """Tell "Léa mange lundi et Tom mange mardi" from one order said in two clauses."""
    before = {mention.keys for mention in order.mentions if mention.keys}
    now = {mention.keys for mention in clause.mentions if mention.keys}
    return bool(before and now and before != now and clause.said and order.said)


def _goes_on(order: Order, clause: Clause) -> bool:
    """Say whether a clause tells no other child than an order."""
    told = {key for mention in order.mentions for key in mention.keys}
    return all(key in told for mention in clause.mentions if not mention.rule.startswith("pronoun") for key in mention.keys)


def _without_excuses(orders: list[Order], heard: Heard) -> list[Order]:
    """Keep what is ordered: beside an act on meals, an absence on the same days is its reason, and so is what concerns no day."""
    if any(order.act.intent is Intent.JUSTIFY_ABSENCE for order in orders):
        # "je transmets la facture du garagiste comme preuve"
        orders = [one for one in orders if not (one.act.rule == "info.invoice" and "attach" in one.tags)]
    if any(order.act.intent is Intent.SHOW_INVOICES for order in orders):
        # "vous avez compté un repas alors que Hugo était absent" is a complaint about the bill.
        orders = [one for one in orders if not (one.act.intent is Intent.REPORT_ABSENCE and one.tags & {"past", "pastabsent"})]
    orders = _without_likewise(_proven(orders, heard), heard)
    proofs = [order for order in orders if order.act.intent is Intent.JUSTIFY_ABSENCE]
    dated = [order for order in orders if order.act.intent in OPPOSITE] or proofs
    if not dated:
        return orders
    orders = [order for order in orders if order.act.intent is not Intent.DECLARE_CHANGE and not _is_told_beside(order)]
    for order in [one for one in orders if one.act.intent in ABSENCES]:
        if order in dated or _is_of_another(order, dated[0]) or is_away_again(order, dated[0], heard):
            continue
        if any(one.act.intent is not Intent.BOOK_MEAL for one in dated):
            _hand_over(order, dated[0])
            orders = [one for one in orders if one is not order]
    return orders


def _is_of_another(order: Order, other: Order) -> bool:
    """Say whether an absence is another child's than the meal: "annulez Léa jeudi, Tom garde le lit"."""
    named, others = ({key for one in told.mentions if not one.rule.startswith("pronoun") for key in one.keys} for told in (order, other))
    return order.act.rule == "act.absent" and bool(named and others) and not named & others


def _is_told_beside(order: Order) -> bool:
    """Say whether a weak matter that nobody asks about is only told beside an act on meals: "TP de bio décalé, Noah cantine demain"."""
    if order.act.rule == "act.sick" and not order.said and order.tags & {"excuse", "grownup"}:
        # "sa mamie qui le garde est hospitalisée"
        return not any(one.keys and not one.rule.startswith("pronoun") for one in order.mentions)
    matter = order.act.intent in {Intent.PRACTICAL_INFO, Intent.ANNOUNCEMENTS, Intent.TALK_TO_STAFF}
    return order.act.weak and matter and not any(clause.asks for clause in order.clauses)


def _proven(orders: list[Order], heard: Heard) -> list[Order]:
    """Take a past absence with a paper beside it for justified, and one to come whose paper will follow for reported."""
    reported = [order for order in orders if order.act.intent is Intent.REPORT_ABSENCE]
    if not reported:
        return orders
    for order in reported:
        if (order.tags & {"pastabsent", "past"} and "attach" in order.tags) or is_excused(order, heard) or _is_put_in_order(order, heard):
            order.act = replace(order.act, intent=Intent.JUSTIFY_ABSENCE, rule="act.proof")
        elif _is_kept_to_eat(order, heard):
            order.act = replace(order.act, intent=Intent.CANCEL_MEAL, rule="act.home")
    orders = [part for order in orders for part in parted_again(order, heard)]
    if any(_is_put_in_order(order, heard) for order in reported):
        orders = [order for order in orders if order.act.rule != "info.pay"]
    if any(order.said and not order.tags & {"pastabsent", "past"} and not _is_only_named(order, heard) for order in reported):
        return [one for one in orders if not (one.act.rule == "act.proof" and any("sending" in told.tags for told in one.told))]
    return orders


def _is_only_named(order: Order, heard: Heard) -> bool:
    """Say whether an absence is only named, which has no tense: "le certificat pour son absence de vendredi"."""
    places = [cue.i for clause in order.told for cue in clause.cues if cue.tag == "absent"]
    return bool(places) and all(heard.scan.tokens[at].text.startswith("absence") for at in places)


def _is_put_in_order(order: Order, heard: Heard) -> bool:
    """Say whether a past absence is put in order with its reason, and no bill: "je régularise : absente pour raison familiale"."""
    words = heard.scan.vocabulary
    if words.isdisjoint(_CAUSES) or "pastabsent" not in order.tags:
        return False
    told = any(word.startswith("regularis") for word in words)
    return told and not any(cue.tag in {"invoice", "qf", "sepa"} for cue in heard.cues)


_CAUSES = frozenset({"raison", "raisons", "motif", "cause"})


def _is_kept_to_eat(order: Order, heard: Heard) -> bool:
    """Say whether a child is kept for the meal alone, and not from school: "je garde les petits lundi pour le repas"."""
    tokens = heard.scan.tokens
    cues = [cue for clause in order.told for cue in clause.cues]
    if not any(cue.tag == "absent" and tokens[cue.j - 1].text in _KEEPS for cue in cues):
        return False
    meal = any(
        cue.tag == "canteen" and not cue.denied and [one.text for one in tokens[cue.i - 2 : cue.i]] == ["pour", "le"] for cue in cues
    )
    return meal and not order.tags & {"school", "sick", "pastabsent"}


_KEEPS = frozenset({"garde", "gardons", "garderai", "garderons"})


def _without_likewise(orders: list[Order], heard: Heard) -> list[Order]:
    """Drop the meal that goes with an absence told with its day: "absent aujourd'hui, pensez à enlever sa cantine aussi"."""
    absent = next((one for one in orders if one.act.rule in {"act.absent", "act.go_not"} and one.said), None)
    if absent is None or heard.lexicon.language != "fr":
        return orders
    named = {key for one in absent.mentions for key in one.keys}
    return [
        one
        for one in orders
        if one.act.intent is not Intent.CANCEL_MEAL
        or one.said
        or any(key not in named for other in one.mentions for key in other.keys)
        or absent.clauses[0].i > one.clauses[0].i
        or not any(heard.scan.tokens[at].text in _ALSO for clause in one.told for at in range(clause.i, clause.j))
    ]


def _hand_over(order: Order, to: Order) -> None:
    if not to.said:
        to.clauses.extend(clause for clause in order.clauses if clause.said)
    if not to.mentions:
        to.clauses.extend(clause for clause in order.clauses if clause.mentions and clause not in to.clauses)
