"""Decides what a clause asks for, from its cues: polarity, negation, tense, question or order."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from villars_core.understanding.acts.clause_cues import (
    eats_here_instead,
    has_own_meal,
    is_asked_after,
    is_called_off,
    names_child,
    nearest_polarity,
    others_illness,
    polarity,
)
from villars_core.understanding.acts.clauses import Clause
from villars_core.understanding.values import Intent

_INFO = (
    ("nonudge", Intent.STOP_NUDGES),
    ("nudge", Intent.START_NUDGES),
    ("tax", Intent.TAX_CERTIFICATE),
    ("sepa", Intent.SEPA_MANDATE),
    ("stop", Intent.STOP_NOTIFICATIONS),
    ("askedfor", Intent.LIST_REQUESTS),
    ("deadline", Intent.PRACTICAL_INFO),
    ("staffnumber", Intent.PRACTICAL_INFO),
    ("tariff", Intent.ASK_TARIFF),
    ("qf", Intent.SUBMIT_QF),
    ("pay", Intent.PAY_INVOICE),
    ("invoice", Intent.SHOW_INVOICES),
    ("contact", Intent.UPDATE_CONTACT),
    ("requests", Intent.LIST_REQUESTS),
    ("health", Intent.UPDATE_HEALTH),
    ("change", Intent.DECLARE_CHANGE),
)
# What a change is about, where only "changer", "nouveau", "perdre" and a noun are said.
_CHANGED = (
    ("reachword", Intent.UPDATE_CONTACT),
    ("bank", Intent.SEPA_MANDATE),
    ("job", Intent.DECLARE_CHANGE),
    ("place", Intent.DECLARE_CHANGE),
)
_TELL_INFO = frozenset({tag for tag, _ in _INFO} | {"messages", "howto", "mydays", "planning", "shift"})
_KNOWN_FIRST = frozenset(
    {"info.stop", "info.nonudge", "info.nudge", "info.tax", "info.sepa", "info.contact", "info.staffnumber", "info.qf", "info.requests"}
    | {"info.deadline", "info.askedfor"}
)
_WEAK_INFO = (
    ("when", Intent.PRACTICAL_INFO),
    ("staff", Intent.TALK_TO_STAFF),
    ("news", Intent.ANNOUNCEMENTS),
    ("practical", Intent.PRACTICAL_INFO),
    ("staffnoun", Intent.TALK_TO_STAFF),
)
_MEALS = frozenset(
    {
        "cancel",
        "book",
        "eat",
        "canteen",
        "go",
        "stay",
        "home",
        "homemeal",
        "absent",
        "sick",
        "proof",
        "pickup",
        "pastabsent",
        "swap",
        "take",
        "jot",
        "motive",
        "withme",
    }
)
MEAL_INTENTS = frozenset({Intent.BOOK_MEAL, Intent.CANCEL_MEAL, Intent.REPORT_ABSENCE, Intent.JUSTIFY_ABSENCE})


@dataclass(slots=True, unsafe_hash=True)
class Act:
    """What a clause asks for; `weak` when another clause's act goes before it, `doubt` names a question to ask. Never changed."""

    intent: Intent
    rule: str
    weak: bool = False
    doubt: str = ""
    activity: str = ""


def act_of(clause: Clause) -> Act | None:
    """Return the act of a clause, or `None` when it tells none."""
    tags = clause.tags
    if "cankid" in tags and any(cue.tag == "cankid" and any(one.i == cue.j for one in clause.mentions) for cue in clause.cues):
        # "Can Tom eat…" asks for a meal, "Can you tell me if Tom eats…" does not.
        tags |= {"can"}
    if clause.asks and {"health", "practical"} <= tags and not any(one.keys for one in clause.mentions):
        return Act(Intent.PRACTICAL_INFO, "info.practical")
    if ("generalask" in tags or ("general" in tags and clause.asks)) and not names_child(clause):
        return Act(Intent.PRACTICAL_INFO, "info.general")
    if "health" in tags and clause.asks and _asks_of_dishes(clause, tags):
        return Act(Intent.PRACTICAL_INFO, "info.general")
    info = None if tags.isdisjoint(_TELL_INFO) else _info(clause, tags)
    if info is not None and info.rule == "info.howto" and not clause.said:
        return info
    meal = _meal(clause, tags)
    if info is not None and meal is not None:
        return meal if _meal_wins(clause, info, meal, tags) else info
    return meal or info or _social_or_weak(clause, tags)


def _meal_wins(clause: Clause, info: Act, meal: Act, tags: set[str]) -> bool:
    if info.rule == "info.stop" and tags & {"canteen", "eat"}:
        return True
    if info.rule == "info.deadline" and "eat" in tags and clause.said and names_child(clause) and not clause.asks:
        # "Pour clôturer l'année Jade aimerait manger avec sa copine vendredi"
        return True
    if info.rule in _KNOWN_FIRST:
        asked = clause.asks and "requests" in tags
        return info.rule in {"info.requests", "info.askedfor"} and bool(tags & {"cancel", "book"}) and bool(clause.said) and not asked
    if info.rule == "info.planning" and "ask" in tags and not tags & {"possible", "can", "take"}:
        return False
    looks = {clause.i} | {cue.j for cue in clause.cues if cue.tag in {"look", "file"}}
    if info.rule == "info.planning" and meal.rule == "act.eat" and any(cue.tag == "planning" and cue.i in looks for cue in clause.cues):
        return False
    if info.rule == "info.planning" and meal.rule == "act.eat" and is_asked_after(clause):
        return False
    bare = not clause.said and not any(one.keys and not one.rule.startswith("pronoun") for one in clause.mentions)
    if bare and meal.rule in {"act.cancel", "act.book", "act.book_not", "act.keep"} and not tags & {"canteen", "eat"}:
        return False
    if meal.rule in {"act.canteen", "act.go", "act.sick"}:
        reason = info.rule == "info.change" or info.rule.endswith("_changed")
        return bool(clause.said) and (meal.rule == "act.go" or (meal.rule == "act.canteen" and reason))
    if meal.weak and meal.doubt and info.rule == "info.change":
        return False
    if meal.rule == "act.book" and info.rule == "info.health" and not tags & {"canteen", "eat", "noon"}:
        return False
    if meal.rule == "act.eat_not" and info.rule == "info.health" and not clause.said:
        return False
    if meal.rule == "act.proof" and "health" in tags and not tags & {"absent", "sick", "pastabsent"} and not clause.said:
        return False
    strong = meal.rule in {"act.cancel", "act.eat_not", "act.go_not", "act.absent", "act.home", "act.no_canteen", "act.proof"}
    return strong or (
        bool(clause.said) and meal.rule in {"act.book", "act.eat"} and info.rule not in {"info.tariff", "info.pay", "info.invoice"}
    )


def _info(clause: Clause, tags: set[str]) -> Act | None:
    if "messages" in tags and not clause.said and "received" not in tags and tags & {"cease", "negplus", "cancel"}:
        return Act(Intent.STOP_NOTIFICATIONS, "info.stop")
    if (
        "howto" in tags
        and tags & {"cancel", "book", "absent", "proof"}
        and not tags & {"messages", "stop", "pay", "sepa", "invoice", "tax", "qf", "contact", "change", "health"}
    ):
        return Act(Intent.HELP if not tags & {"practical"} else Intent.PRACTICAL_INFO, "info.howto")
    if "tax" in tags and tags & {"pay", "invoice"} and "nonudge" not in tags:
        return Act(Intent.TAX_CERTIFICATE, "info.tax")
    if {"invoice", "tariff"} <= tags and "pay" not in tags:
        return Act(Intent.SHOW_INVOICES, "info.invoice")
    if "qf" in tags and tags & {"tariff"}:
        return Act(Intent.SUBMIT_QF, "info.qf") if "attach" in tags else Act(Intent.ASK_TARIFF, "info.tariff")
    if "pay" in tags and "invoice" in tags:
        said = _pays(clause, tags)
        return Act(Intent.PAY_INVOICE if said else Intent.SHOW_INVOICES, "info.pay" if said else "info.invoice")
    if "mydays" in tags and not tags & {"cancel", "book", "eat", "absent"}:
        return Act(Intent.MY_DAYS, "info.mydays")
    if "deadline" in tags and (not clause.mentions or ("ischecked" in tags and not tags & {"book", "cancel", "possible", "can", "must"})):
        return Act(Intent.SHOW_PLANNING, "ask.planning") if names_child(clause) else Act(Intent.PRACTICAL_INFO, "info.deadline")
    if {"planning", "news"} <= tags and clause.asks and not clause.mentions and not clause.said and "canteen" not in tags:
        return Act(Intent.ANNOUNCEMENTS, "info.news")
    if "planning" in tags and not tags & {"cancel", "tax", "invoice", "pay"}:
        return Act(Intent.SHOW_PLANNING, "info.planning")
    for tag, intent in _INFO:
        if tag in tags:
            return Act(intent, f"info.{tag}")
    return next((Act(intent, f"info.{tag}_changed") for tag, intent in _CHANGED if tag in tags), None) if "shift" in tags else None


def _asks_of_dishes(clause: Clause, tags: set[str]) -> bool:
    """Say whether what is served is asked: "la viande est-elle halal ?", "y a-t-il du porc au menu ?"."""
    if "practical" in tags and not any(one.keys for one in clause.mentions):
        return True
    return "ask" in tags and not names_child(clause) and not tags & {"possible", "jot", "book", "can", "notice"}


def _pays(clause: Clause, tags: set[str]) -> bool:
    """Tell "payer ma facture" from "ma facture est-elle payée ?"."""
    return not (clause.asks and tags & {"ischecked", "ask"} and "howto" not in tags and "possible" not in tags)


def _meal(clause: Clause, tags: set[str]) -> Act | None:
    if tags.isdisjoint(_MEALS) and not {"attach", "past", "excuse"} <= tags:
        away = "school" in tags and polarity(clause, "school") < 0 and bool(clause.mentions)
        if not away and tags.isdisjoint(_CHECKED):
            return None
    for needed, reader in _READERS:
        if needed.isdisjoint(tags):
            continue
        act = reader(clause, tags)
        if act is not None:
            activity = "childcare" if "childcare" in tags and tags.isdisjoint(_FED) else "" if tags.isdisjoint(_FED) else "canteen"
            return Act(act.intent, act.rule, act.weak, act.doubt, activity) if activity else act
    return None


_CHECKED, _FED = frozenset({"ischecked", "checked"}), frozenset({"canteen", "eat"})


def _asked(clause: Clause, tags: set[str]) -> Act | None:
    if clause.asks and "checked" in tags and (clause.mentions or clause.said):
        return Act(Intent.SHOW_PLANNING, "ask.planning")
    if "look" in tags and "canteen" in tags and (clause.said or names_child(clause)) and not tags & _DOES:
        # "show me the meals of Louis this week"
        return Act(Intent.SHOW_PLANNING, "ask.planning")
    if "when" in tags and not (clause.said and tags & {"cancel", "absent"}):
        return Act(Intent.PRACTICAL_INFO, "ask.when")
    ordered = ("cond" in tags and tags & {"cancel", "book"}) or ("excuse" in tags and not clause.mentions and "canteen" not in tags)
    if (
        "ischecked" in tags
        and not ordered
        and not tags & {"absent", "sick"}
        and (clause.mentions or clause.said or clause.asks or "canteen" in tags)
    ):
        return Act(Intent.SHOW_PLANNING, "ask.planning")
    if (
        clause.asks
        and tags & {"eat", "go", "stay"}
        and not tags & {"notice", "jot", "cancel", "book", "possible", "can", "take", "sick", "absent", "nothanks"}
    ):
        if tags & {"see", "look"} and "ask" not in tags:
            return None
        if "practical" in tags:
            return Act(Intent.PRACTICAL_INFO, "ask.practical")
        return Act(Intent.SHOW_PLANNING, "ask.planning") if "eat" in tags or "canteen" in tags else None
    return None


# What is done beside something to be seen: "let me see, please book lunch for Tom".
_DOES = frozenset(
    {"cancel", "book", "eat", "absent", "sick", "go", "stay", "home", "homemeal", "pickup", "need", "take", "practical", "swap", "excuse"}
)


def _proof(_clause: Clause, tags: set[str]) -> Act | None:
    told = polarity(_clause, "absent") > 0 or "pastabsent" in tags
    named = any(one.keys for one in _clause.mentions)
    # "il avait rendez-vous chez l'orthodontiste hier, voici l'attestation"
    shown = {"attach", "past", "excuse"} <= tags and named and bool(_clause.said) and not tags & {"qf", "tax", "tariff", "invoice"}
    if "proof" not in tags and not ("attach" in tags and told) and not shown and not ("motive" in tags and named and _clause.said):
        return None
    return Act(Intent.JUSTIFY_ABSENCE, "act.proof")


def _cancel(clause: Clause, tags: set[str]) -> Act | None:
    sign = polarity(clause, "cancel")
    if sign > 0 and "absent" in tags and not tags & {"canteen", "eat"}:
        return Act(Intent.CANCEL_MEAL, "act.cancel", doubt="which_act")
    if sign > 0:
        return Act(Intent.CANCEL_MEAL, "act.cancel", doubt="confirm_act" if _wonders(clause, tags) else "")
    return Act(Intent.BOOK_MEAL, "act.keep", doubt="which_act") if sign < 0 else None


def _wonders(clause: Clause, tags: set[str]) -> bool:
    """Tell "faut-il annuler ?" from an order put politely."""
    return clause.asks and ({"possible", "ask"} <= tags or "must" in tags)


def _home(clause: Clause, tags: set[str]) -> Act | None:
    if "withme" in tags and clause.said and not tags & {"canteen", "cancel", "book"}:
        return Act(Intent.CANCEL_MEAL, "act.home", weak=True, doubt="confirm_act")
    if eats_here_instead(clause):
        return Act(Intent.BOOK_MEAL, "act.eat")
    family = ("family" in tags or {"withthem", "excuse"} <= tags) and "eat" in tags and polarity(clause, "eat") > 0
    fed = "homemeal" in tags
    if not (family or fed or "home" in tags) or ("sick" in tags and not tags & {"eat", "homemeal"}):
        return None
    if (polarity(clause, "absent") > 0 or "pastabsent" in tags) and not fed and not tags & {"eat", "canteen"}:
        return None
    if any(
        cue.tag == "eat" and cue.denied and any(one.tag == "home" and 0 <= one.i - cue.j <= 1 for one in clause.cues) for cue in clause.cues
    ):
        # "il ne mange plus chez tata lundi" tells of no canteen by itself
        return Act(Intent.BOOK_MEAL, "act.home", weak=True, doubt="which_act")
    if polarity(clause, "canteen") < 0 and polarity(clause, "home") < 0:
        # "personne à la cantine chez nous jeudi"
        return None
    if polarity(clause, "home") < 0 or polarity(clause, "homemeal") < 0:
        kept = polarity(clause, "canteen") > 0
        return Act(Intent.BOOK_MEAL, "act.home", weak=not tags & {"eat", "homemeal", "canteen"}, doubt="" if kept else "which_act")
    if polarity(clause, "go") < 0 and "school" in tags and not fed and not tags & {"eat", "canteen"}:
        return None
    if not fed and not tags & {"eat", "cancel", "nothanks"} and has_own_meal(clause):
        # "Chloé sera chez nous en fin de semaine, un repas pour elle jeudi"
        return Act(Intent.BOOK_MEAL, "act.canteen", doubt="which_act")
    served = (polarity(clause, "book") > 0 or polarity(clause, "canteen") > 0) and "nothanks" not in tags
    unfed = not fed and not tags & {"eat", "canteen", "noon"}
    # "Tom pourrait manger avec moi jeudi, qu'en pensez-vous ?"
    asked = clause.asks and "can" in tags and not tags & {"possible", "cancel", "take", "notice", "jot"}
    unsure = unfed or asked or (served and polarity(clause, "need") >= 0)
    return Act(Intent.CANCEL_MEAL, "act.home", weak=unfed, doubt="which_act" if unsure else "")


def _eat(clause: Clause, tags: set[str]) -> Act | None:
    sign = polarity(clause, "eat")
    if not sign or (tags & {"book"} and sign > 0):
        return None
    if sign < 0 or "nothanks" in tags:
        return Act(Intent.CANCEL_MEAL, "act.eat_not")
    if polarity(clause, "canteen") < 0:
        return Act(Intent.CANCEL_MEAL, "act.no_canteen")
    # "faut pas compter sur elle pour manger", "absente, elle mange ailleurs"
    unsure = tags & {"eaten", "health"} or ("absent" in tags and polarity(clause, "absent") > 0)
    return Act(Intent.BOOK_MEAL, "act.eat", doubt="which_act" if unsure else "")


def _book(clause: Clause, tags: set[str]) -> Act | None:
    sign = (
        polarity(clause, "book")
        or int({"take", "noon"} <= tags and bool(clause.said) and not tags & _NO_MEAL)
        or int(_is_noted(clause, tags))
    )
    if not sign or ("absent" in tags and not tags & {"canteen", "eat"}):
        return None
    if sign < 0 and "school" in tags and not tags & {"canteen", "eat", "noon"}:
        # "je préfère ne pas la mettre à l'école"
        return Act(Intent.REPORT_ABSENCE, "act.go_not")
    if sign > 0 and "absent" in tags and (away := _away_from_table(clause)) is not None:
        # "mettez Tom absent de la cantine jeudi"
        return away
    if sign > 0:
        unsure = (clause.asks and "must" in tags) or polarity(clause, "canteen") < 0
        return Act(Intent.BOOK_MEAL, "act.book", doubt="confirm_act" if unsure else "")
    return Act(Intent.CANCEL_MEAL, "act.book_not")


# "il me faudrait le menu de jeudi midi"
_NO_MEAL = frozenset({"pickup", "practical", "see", "look", "invoice", "news", "health", "attach", "proof", "absent"})


def _is_noted(clause: Clause, tags: set[str]) -> bool:
    """Say whether a child is to be noted for a day and nothing else is said of both: "notez Tom pour mardi"."""
    named = any(one.keys and not one.rule.startswith("pronoun") for one in clause.mentions)
    return "jot" in tags and named and bool(clause.said) and not tags & (_MEALS - {"jot", "canteen"})


def _comes(clause: Clause) -> int:
    """Return +1 where somebody goes or stays, -1 where not."""
    return polarity(clause, "go") or polarity(clause, "stay")


def _canteen(clause: Clause, tags: set[str]) -> Act | None:
    sign = nearest_polarity(clause, "canteen")
    if (("like" in tags and not (sign < 0 and clause.said)) or ("invoice" in tags and not clause.said)) and not tags & {"go", "stay"}:
        # "il n'aime pas la cantine", "vous avez facturé un repas jamais pris"
        return None
    if not sign or (tags & {"go", "stay", "absent"} and sign > 0 and _comes(clause) < 0):
        return Act(Intent.CANCEL_MEAL, "act.go_not") if sign and tags & {"go", "stay"} else None
    if sign > 0 and tags & {"cease", "stop"} and "messages" not in tags:
        return Act(Intent.CANCEL_MEAL, "act.cease")
    if sign < 0 or ("nothanks" in tags and clause.said):
        wondered = clause.asks and not tags & {"possible", "can", "cancel", "ask"}
        return Act(Intent.CANCEL_MEAL, "act.no_canteen", doubt="confirm_act" if wondered else "")
    if tags & {"absent"}:
        return _away_from_table(clause)
    if _comes(clause) > 0:
        return Act(Intent.BOOK_MEAL, "act.go")
    if tags & {"sick"}:
        return Act(Intent.BOOK_MEAL, "act.canteen", weak=True, doubt="which_act") if clause.said and "absent" not in tags else None
    if polarity(clause, "need") < 0:
        return Act(Intent.CANCEL_MEAL, "act.no_canteen")
    if clause.asks and "practical" in tags:
        return Act(Intent.PRACTICAL_INFO, "ask.practical")
    if clause.asks and not tags & {"possible", "can", "take", "need", "book", "staff"} and not _is_noted(clause, tags):
        return Act(Intent.SHOW_PLANNING, "ask.planning")
    if not clause.said and "take" in tags and names_child(clause) and not tags & {"pickup", "excuse"}:
        return Act(Intent.BOOK_MEAL, "act.canteen", weak=True)
    if not clause.said or "thanksfor" in tags:
        return None
    changed = any(one.tag == "shift" and other.tag == "canteen" and other.i - one.j <= 1 for one, other in pairwise(clause.cues))
    # "modifier le repas de jeudi" says not how
    return Act(Intent.BOOK_MEAL, "act.canteen", weak=True, doubt="which_act" if changed else "")


def _away_from_table(clause: Clause) -> Act | None:
    """Read "absents de la cantine" as no meal, where "absents" alone means from school."""
    ends = [cue.j for cue in clause.cues if cue.tag == "absent" and not cue.denied]
    # "faut pas compter sur Léa pour le repas"
    named = [(one.i, one.j - one.i) for one in clause.mentions]
    near = any(
        cue.tag == "canteen" and 0 <= cue.i - end - sum(count for at, count in named if end <= at < cue.i) <= 2
        for cue in clause.cues
        for end in ends
    )
    return Act(Intent.CANCEL_MEAL, "act.absent_from_canteen") if near else None


def _absent(clause: Clause, tags: set[str]) -> Act | None:
    sign = polarity(clause, "absent")
    if sign < 0:
        return Act(Intent.BOOK_MEAL, "act.present", doubt="which_act")
    if sign > 0 and "noon" in tags and not tags & {"school", "sick", "pastabsent"}:
        return Act(Intent.CANCEL_MEAL, "act.absent_at_noon")
    if sign > 0 and is_called_off(clause):
        # "l'absence de Hugo jeudi est annulée"
        return Act(Intent.BOOK_MEAL, "act.present", doubt="which_act")
    if sign > 0 or "pastabsent" in tags:
        return Act(Intent.REPORT_ABSENCE, "act.absent", doubt="confirm_act" if "ask" in tags else "")
    if "sick" in tags and polarity(clause, "sick") > 0 and not others_illness(clause):
        return Act(Intent.REPORT_ABSENCE, "act.sick", weak=True)
    return None


def _go(clause: Clause, tags: set[str]) -> Act | None:
    stays = polarity(clause, "stay")
    if stays > 0 and clause.said and "noon" in tags and tags & {"family", "home"}:
        # "elles resteront avec nous le midi"
        return Act(Intent.CANCEL_MEAL, "act.home")
    if stays and clause.said:
        intent = Intent.BOOK_MEAL if stays > 0 else Intent.CANCEL_MEAL
        return Act(intent, "act.stay", weak=stays > 0 and "noon" not in tags, doubt="" if "noon" in tags else "which_act")
    sign = polarity(clause, "go")
    if sign < 0:
        return Act(Intent.REPORT_ABSENCE, "act.go_not")
    school = polarity(clause, "school")
    if school < 0 and (
        "go" not in tags or any(one.tag == "go" and other.tag == "school" and one.j == other.i for one, other in pairwise(clause.cues))
    ):
        return Act(Intent.REPORT_ABSENCE, "act.go_not")
    present = any(cue.tag == "go" and cue.j - cue.i > 1 for cue in clause.cues)
    if sign > 0 and present and clause.said:
        return Act(Intent.BOOK_MEAL, "act.present", weak=True, doubt="which_act")
    return None


def _pickup(clause: Clause, tags: set[str]) -> Act | None:
    if {"pickup", "beforemeal"} <= tags and clause.said:
        # "je la récupère avant le repas"
        return Act(Intent.CANCEL_MEAL, "act.pickup")
    if "pickup" in tags and clause.said:
        return Act(Intent.CANCEL_MEAL, "act.pickup", weak=True, doubt="which_act")
    if ("swap" in tags or {"moved", "canteen"} <= tags) and clause.said:
        return Act(Intent.CANCEL_MEAL, "act.swap", doubt="which_act")
    return None


# What reads a clause about meals, each with the tags of which one must be there.
_READERS = (
    (_CHECKED | {"look", "when", "eat", "go", "stay"}, _asked),
    (frozenset({"proof", "attach", "motive"}), _proof),
    (frozenset({"cancel"}), _cancel),
    (frozenset({"home", "homemeal", "family", "withme", "withthem"}), _home),
    (frozenset({"eat"}), _eat),
    (frozenset({"book", "take", "jot"}), _book),
    (frozenset({"canteen"}), _canteen),
    (frozenset({"absent", "pastabsent", "sick"}), _absent),
    (frozenset({"go", "stay", "school"}), _go),
    (frozenset({"pickup", "swap", "moved"}), _pickup),
)


def _childcare(clause: Clause, tags: set[str]) -> Act:
    """Take days or a child beside the childcare for an order, which is asked about: this reading is about the canteen."""
    named = any(one.keys and not one.rule.startswith("pronoun") for one in clause.mentions)
    if clause.asks or not (clause.said or named) or tags & {"practical", "howto"}:
        return Act(Intent.PRACTICAL_INFO, "info.childcare", weak=True, activity="childcare")
    denied = polarity(clause, "childcare") < 0 or polarity(clause, "need") < 0
    intent = Intent.CANCEL_MEAL if denied else Intent.BOOK_MEAL
    return Act(intent, "act.childcare", weak=True, doubt="which_activity", activity="childcare")


def _social_or_weak(clause: Clause, tags: set[str]) -> Act | None:
    for tag, intent in _WEAK_INFO:
        if tag in tags and not (tag == "staffnoun" and "greeting" in tags and tags <= {"staffnoun", "greeting"}):
            return Act(intent, f"info.{tag}", weak=True)
    if "file" in tags and not tags & {"told", "done"}:
        return Act(Intent.LIST_REQUESTS, "info.file", weak=True)
    if "reach" in tags:
        return Act(Intent.UPDATE_CONTACT, "info.reach", weak=True)
    if "childcare" in tags:
        return _childcare(clause, tags)
    if "howto" in tags or ("possible" in tags and tags & {"see", "look"}):
        return Act(Intent.HELP, "social.help", weak=True)
    return None


def social(tags: Sequence[str]) -> Act | None:
    """Return help, thanks or a greeting when a message holds nothing else."""
    for tag, intent in (
        ("help", Intent.HELP),
        ("thanks", Intent.THANKS),
        ("thanksfor", Intent.THANKS),
        ("greeting", Intent.GREETING),
        ("wish", Intent.THANKS),
    ):
        if tag in tags:
            return Act(intent, f"social.{tag}")
    return None
