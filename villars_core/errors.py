"""How the house says no: a Refusal to a person for one act, Problems for a batch, OperatorErrors to whoever runs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import ClassVar

from villars_core.i18n import N_


@dataclass(frozen=True)
class WayOut:
    """What is still possible after a refusal: an intention, what is already known of it, and its label.

    `facts` holds plain JSON values (ids, ISO days); `label` is a translatable template filled with `label_facts`.
    """

    intent: str
    label: str
    facts: Mapping[str, object] = field(default_factory=dict)
    label_facts: Mapping[str, object] = field(default_factory=dict)


@dataclass(eq=False)
class Refusal(Exception):
    """A rule that says no: typed facts (the dataclass fields) and one translatable sentence, with its ways out.

    Subclasses are `@dataclass(eq=False)`, set `template`, and may override `ways_out`.
    """

    template: ClassVar[str] = N_("Ce n’est pas possible.")

    def facts(self) -> dict[str, object]:
        """Return the values that the template names."""
        return {one.name: getattr(self, one.name) for one in fields(self)}

    def ways_out(self) -> tuple[WayOut, ...]:
        """Return what the person can still do, the most likely first."""
        return ()

    def __str__(self) -> str:
        """Tell developers which refusal with which facts; people read the translated sentence."""
        return f"{type(self).__name__}({self.facts()})"


@dataclass(eq=False)
class Together(Refusal):
    """Several rules that say no to parts of one request: each is told, and the ways out of all stand."""

    refusals: tuple[Refusal, ...]

    def ways_out(self) -> tuple[WayOut, ...]:
        """Return every way out once; what is offered alike for several children or days is offered for all of them."""
        ways = [way for refusal in self.refusals for way in refusal.ways_out()]
        joined = _joined(_joined(ways, "days", "children"), "children", "days")
        # One that tells nothing gives way to the same one that does.
        telling = {(one.intent, one.label) for one in joined if one.facts}
        return tuple(one for one in joined if one.facts or (one.intent, one.label) not in telling)


def together(refused: Sequence[Refusal]) -> Refusal:
    """Return what is raised of one or several refusals."""
    return refused[0] if len(refused) == 1 else Together(tuple(refused))


def _joined(ways: Sequence[WayOut], alike: str, joined: str) -> list[WayOut]:
    """Make one of the ways out that say the same and whose facts are alike in one list: it holds the other list of all."""
    found: dict[str, WayOut] = {}
    for one in ways:
        said = str((one.intent, one.label, sorted(one.label_facts.items()), _of_act(one.facts).get(alike)))
        known = found.get(said)
        found[said] = one if known is None else replace(known, facts=_for_all(known.facts, one.facts, joined))
    return list(found.values())


def _for_all(facts: Mapping[str, object], more: Mapping[str, object], name: str) -> Mapping[str, object]:
    """Return facts with what others hold in the list of this name, where both have one."""
    if "facts" in facts and "facts" in more:
        return {**facts, "facts": _for_all(_of_act(facts), _of_act(more), name)}
    some, others = facts.get(name), more.get(name)
    if not isinstance(some, list) or not isinstance(others, list):
        return facts
    return {**facts, name: list(dict.fromkeys([*some, *others]))}


def _of_act(facts: Mapping[str, object]) -> Mapping[str, object]:
    """Return the facts of the act itself: a question to the office carries those of the act that it asks for."""
    inner = facts.get("facts")
    return inner if isinstance(inner, Mapping) else facts


@dataclass(eq=False)
class NotFound(Refusal):
    """It does not exist, or it is not yours: the two answer alike."""

    template: ClassVar[str] = N_("Je ne trouve pas cette information dans votre dossier.")


@dataclass(eq=False)
class NotAllowed(Refusal):
    """The actor's role or level of assurance does not permit the act."""

    template: ClassVar[str] = N_("Vous n’avez pas le droit de faire cela. Le service Éducation peut vous aider.")


@dataclass(eq=False)
class NotSureEnough(Refusal):
    """The act asks for a second factor; the desk catches this, asks for it, and goes on with the act."""

    template: ClassVar[str] = N_("Il faut d’abord confirmer que c’est bien vous.")


@dataclass(frozen=True)
class Problem:
    """One fault found in a batch: where, which sentence, with which facts. The batch goes on and reports them all."""

    where: str
    template: str
    facts: Mapping[str, object] = field(default_factory=dict)


class OperatorError(Exception):
    """What went wrong for whoever runs the town: what, why, how to mend it, and a number that the docs explain."""

    def __init__(self, number: int, what: str, why: str, mend: str) -> None:
        """Keep the four parts; all are French sentences except the stable number."""
        super().__init__(what)
        self.number = number
        self.what = what
        self.why = why
        self.mend = mend

    def __str__(self) -> str:
        """Return the whole message as it is printed."""
        return f"V{self.number:04d} {self.what}\n  Pourquoi : {self.why}\n  Que faire : {self.mend}"
