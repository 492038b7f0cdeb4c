"""Says what the cues of one clause tell together: how often one is denied, what stands beside another."""

from villars_core.understanding.acts.clauses import Clause

_BOTH = (True, False)
_BESIDE = 4
_OTHERS = frozenset({"excuse", "grownup"})


def polarity(clause: Clause, tag: str) -> int:
    """Return +1 or -1 for the last cue of a tag in the clause, 0 without one."""
    for cue in reversed(clause.cues):
        if cue.tag == tag:
            return -1 if cue.denied else 1
    return 0


def nearest_polarity(clause: Clause, tag: str) -> int:
    """Return the polarity of the cue nearest to the one day told: "ne fera pas la cantine mardi, il pleure à table"."""
    if len(clause.said) != 1:
        return polarity(clause, tag)
    cues = [cue for cue in clause.cues if cue.tag == tag]
    if len({cue.denied for cue in cues}) < len(_BOTH):
        return polarity(clause, tag)
    if cues[-1].denied and clause.tags & {"excuse", "family", "home", "pickup", "homemeal"}:
        # "seront gardés par leur tante pour le déjeuner, pas de cantine"
        return -1
    day = clause.said[0]
    near = min(cues, key=lambda cue: day.i - cue.j if cue.j <= day.i else cue.i - day.j)
    return -1 if near.denied else 1


def names_child(clause: Clause) -> bool:
    """Say whether a child is told by name or by a word for that one child."""
    return any(one.keys and not one.rule.startswith("pronoun") and one.rule not in {"role.child", "role.all"} for one in clause.mentions)


def has_own_meal(clause: Clause) -> bool:
    """Say whether a meal with a day of its own follows where a child is: "chez nous dimanche, un repas pour elle lundi"."""
    homes = [cue.j for cue in clause.cues if cue.tag == "home" and not cue.denied]
    meals = [cue for cue in clause.cues if cue.tag == "canteen" and not cue.denied and any(home <= cue.i for home in homes)]
    return bool(meals) and polarity(clause, "canteen") > 0 and any(said.i >= meals[0].j for said in clause.said)


def eats_here_instead(clause: Clause) -> bool:
    """Say whether a denied meal at home is set against the canteen: "elle ne déjeune pas avec nous mais avec vous, à la cantine"."""
    denied = [cue.j for cue in clause.cues if cue.tag == "eat" and cue.denied]
    if not denied:
        return False
    homes = [cue.j for cue in clause.cues if cue.tag in {"family", "home"} and any(0 <= cue.i - end <= 1 for end in denied)]
    buts = [cue.j for cue in clause.cues if cue.tag == "but" and any(home <= cue.i for home in homes)]
    return any(cue.tag == "canteen" and not cue.denied and any(but <= cue.i for but in buts) for cue in clause.cues)


def is_asked_after(clause: Clause) -> bool:
    """Say whether the days are asked after the verb: "Fatou mange quel jour cette semaine"."""
    eats = [cue.j for cue in clause.cues if cue.tag == "eat"]
    return any(cue.tag == "planning" and any(0 <= cue.i - end <= _BESIDE for end in eats) for cue in clause.cues)


def is_called_off(clause: Clause) -> bool:
    """Say whether something is told to be done to an absence that is named before it."""
    absences = [cue.j for cue in clause.cues if cue.tag == "absent"]
    return any(cue.tag == "ischecked" and absences and cue.i >= absences[0] for cue in clause.cues)


def others_illness(clause: Clause) -> bool:
    """Tell "la maîtresse de Tom est malade" from a child's illness."""
    others = [cue.j for cue in clause.cues if cue.tag in _OTHERS]
    return any(cue.tag == "sick" and 0 <= cue.i - end <= _BESIDE for cue in clause.cues for end in others)
