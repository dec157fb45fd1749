"""A policy explored: all that depends on the answers, as diagrams in one space, and where each thing can show.

Equal functions are the same object (see `checker.core.model.diagram`), and a shared subtree is walked once, however
many combinations of answers run through it. So on a diagram

- a property is true for every combination if the diagram of its exceptions is the leaf False;
- some combination has a property if there is a way to True (`walks.meeting`);
- combinations are counted by taking facts away (`tally`);
- the smallest counterexample is a shortest way (`walks.shortest`).

Each property is proven on the diagrams that it is about: a status and some rules, an offer and a level. They are never
all made into one. Its leaves would be the combinations of everything that a verdict says, twice as many for each thing
that can be so or not beside the others. And nothing is lost without it: some answers lead to one leaf of each diagram,
so what is true for all answers on the diagrams that a property is about is true whatever the others say.

A comparison with a fact that is not asked is false. So the answer to such a fact never matters (`partial.prove_order`
proves it), and one combination of the asked facts covers all assignments that differ in facts that are not asked.
"""

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from checker.core.engine.reasons import DECIDING, REMAINING
from checker.core.model.classes import class_count
from checker.core.model.dated import on_day
from checker.core.model.diagram import Diagram, Node, Space
from checker.core.model.kinds import KINDS
from checker.core.model.policy import (
    NOT_COVERED,
    NOT_OFFERED,
    OFFERED,
    STATUSES,
    UNCLEAR,
    Effect,
    Policy,
    Rule,
)
from checker.core.model.truth import both, either, negate
from checker.moment import today
from checker.policy.bounded import BoundedSpace
from checker.policy.compile import unless_moot
from checker.policy.fold import fold
from checker.proof.tally import Tally
from checker.proof.walks import ALWAYS, put_above, unknowing, where

SHOWN = {
    effect: {status, *(each for each, rest in REMAINING.items() if effect in rest)}
    for status, effect in DECIDING.items()
}
"""By effect, the statuses beside which a rule is cited."""
VALUES = {"grant": {OFFERED, UNCLEAR}, "deny": {NOT_OFFERED, UNCLEAR}, "doubt": {UNCLEAR}}
"""By effect, the values of its offer beside which a rule is cited."""


class Exploration:
    """A policy explored, as it is on a day. With the `space` of another exploration, equal functions are one object."""

    def __init__(self, policy: Policy, space: Space | None = None, day: date | None = None) -> None:
        self.day = day or today()
        self.always = policy
        """The policy as it was compiled."""
        self.policy = policy = on_day(policy, self.day)
        self.space = space or BoundedSpace([each.id for each in policy.variables], policy.order)
        self.sizes = [class_count(each) for each in policy.variables]
        self._own: dict[Node, Diagram] = {}
        self._unknowing = unknowing(self.space)
        self._shown: dict[tuple[str, str], Diagram] = {}
        self._excluded = where(self.space, self.own(policy.status), {NOT_COVERED})

    def own(self, diagram: Diagram) -> Diagram:
        """The same function, made in this exploration's space."""
        if not isinstance(diagram, Node):
            return diagram
        if diagram not in self._own:
            self._own[diagram] = put_above(self.space, diagram.fact, tuple(map(self.own, diagram.children)))
        return self._own[diagram]

    def partial(self, diagram: Diagram) -> Diagram:
        """What is possible after some of the answers: see `walks.with_unknown`."""
        return self._unknowing(diagram)

    def beside_status(self, diagram: Diagram) -> Diagram:
        """What the diagram is worth in the verdict: "moot" where the status is not covered."""
        return self.space.combine(unless_moot, self._excluded, self.own(diagram))

    def rule(self, rule: Rule) -> Diagram:
        """Where the rule is in force and can show in a verdict."""
        return self.own(rule.active) if rule.effect == "exclude" else self.beside_status(rule.active)

    def shown(self, rule: Rule) -> Diagram:
        """Where a rule of this effect, about this offer, is cited if it is in force."""
        key = (rule.effect, rule.offer)
        if key not in self._shown:
            self._shown[key] = self._where_shown(rule.effect, rule.offer)
        return self._shown[key]

    def _where_shown(self, effect: Effect, offer: str) -> Diagram:
        if offer:
            value = next(each.value for each in self.policy.offers if each.id == offer)
            return where(self.space, self.beside_status(value), VALUES[effect])
        if effect == "note":
            return self.space.combine(negate, self._excluded)
        return where(self.space, self.own(self.policy.status), SHOWN[effect])

    @cached_property
    def values(self) -> dict[str, Diagram]:
        """What a verdict says, by name: its status, and beside it each offer, term and action."""
        policy, acting = self.policy, [rule for rule in self.policy.rules if rule.action]
        return {
            "status": self.own(policy.status),
            **{f"offer {each.id}": self.beside_status(each.value) for each in policy.offers},
            **{f"term {each.id}": self.beside_status(each.case) for each in policy.terms},
            **{f"action {each.id}": self.beside_status(each.active) for each in acting},
        }

    @cached_property
    def asked(self) -> list[Diagram]:
        """By variable, where it is asked."""
        return [self.own(each.asked) for each in self.policy.variables]

    @cached_property
    def asked_for_certain(self) -> list[Diagram]:
        """By variable, where it is known to be asked, with "I don't know" as the last answer to each fact."""
        return [where(self.space, self.partial(each), {ALWAYS}) for each in self.asked]

    @cached_property
    def answer_sets(self) -> dict[str, int]:
        """By status, how many reachable combinations of answers lead to it."""
        tally, status = Tally(self.space, self.sizes, self.asked), self.own(self.policy.status)
        counts = {each: tally.of(where(self.space, status, {each})) for each in STATUSES}
        return {each: count for each, count in counts.items() if count}

    @cached_property
    def answer_sets_with_unknown(self) -> int:
        """How many combinations there are where "I don't know" is an answer too."""
        return Tally(self.space, [size + 1 for size in self.sizes], self.asked_for_certain).of(self._wholly)

    @cached_property
    def _wholly(self) -> Diagram:
        """Where each answer that is several is known as a whole, or not at all."""
        known, unknown = (True, True, False), (False, False, True)
        found = [
            fold(self.space, either, (self._every(at, classes) for classes in (known, unknown)), False)
            for at in (self.policy.positions(fact.id) for fact in self.policy.facts if KINDS[fact.type].many)
        ]
        return fold(self.space, both, found, True)

    def _every(self, positions: Iterable[int], classes: tuple[bool, ...]) -> Diagram:
        return fold(self.space, both, (self.space.node(at, classes) for at in positions), True)
