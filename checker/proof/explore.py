"""Every reachable combination of answers of a policy, explored.

`Exploration.joint` is the product of all the policy's diagrams: it asks the facts in asking order, and each of its
leaves is an `Outcome`, all that a verdict says. Equal functions are the same object (see
`checker.core.model.diagram`), so a shared subtree is walked once, however many combinations run through
it. On such a diagram

- a property holds for every combination if the diagram of its exceptions is the leaf False (`Exploration.where`);
- combinations are counted by dynamic programming over its nodes (`Exploration.answer_sets`);
- the smallest counterexample is a shortest path (`walks.shortest`).

A comparison with a fact that is not asked is false. So the answer to such a fact never matters (`partial.prove_order`
proves it), and one combination of the asked facts stands for all assignments that differ in facts that are not asked.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from math import prod

from checker.core.model.classes import class_count
from checker.core.model.diagram import Diagram, Leaf, Node, Space
from checker.core.model.policy import Policy, Rule, Status
from checker.policy.compile import unless_moot
from checker.proof.walks import ALWAYS, Leaves, product, totals, with_unknown


@dataclass(frozen=True, slots=True)
class Outcome:
    """All that a complete verdict rests on, in ids.

    `rules` are those in force; beside "not covered" only those that exclude. Offers and terms are then "moot".
    """

    status: Status
    asked: tuple[bool, ...]
    offers: Mapping[str, str]
    terms: Mapping[str, int | str]
    rules: frozenset[str]
    checklist: tuple[str, ...]
    channel: int | str


class Exploration:
    """A policy explored. With the `space` of another exploration, equal functions of both are the same object."""

    def __init__(self, policy: Policy, space: Space | None = None) -> None:
        self.policy = policy
        self.space = space or Space()
        self.sizes = [class_count(fact) for fact in policy.facts]
        self._own: dict[Node, Diagram] = {}

    def own(self, diagram: Diagram) -> Diagram:
        """The same function, made in this exploration's space."""
        if not isinstance(diagram, Node):
            return diagram
        if diagram not in self._own:
            self._own[diagram] = self.space.node(diagram.fact, tuple(map(self.own, diagram.children)))
        return self._own[diagram]

    def beside_status(self, diagram: Diagram) -> Diagram:
        """What the diagram is worth in the verdict: "moot" where the status is not covered."""
        return self.space.combine(unless_moot, self.own(self.policy.status), self.own(diagram))

    def rule(self, rule: Rule) -> Diagram:
        """Where the rule is in force and can show in a verdict."""
        return self.own(rule.active) if rule.effect == "exclude" else self.beside_status(rule.active)

    @property
    def joint(self) -> Diagram:
        """The product of all diagrams of the policy; its leaves are positions in `outcomes`."""
        return self._explored[0]

    @property
    def outcomes(self) -> list[Outcome]:
        """Every outcome that some combination of answers has, once."""
        return self._explored[1]

    def where(self, holds: Callable[[Outcome], Leaf]) -> Diagram:
        """What `holds` says of the outcome, as a function of the answers."""
        joint = self.joint
        values = list(map(holds, self.outcomes))
        return self.space.combine(lambda leaf: None if leaf is None else values[leaf], joint)

    @cached_property
    def answer_sets(self) -> list[int]:
        """By outcome, how many reachable combinations of answers lead to it."""
        found = totals(self.joint, self.sizes)
        return [
            found[position] // prod(size for size, asked in zip(self.sizes, outcome.asked, strict=True) if not asked)
            for position, outcome in enumerate(self.outcomes)
        ]

    @cached_property
    def answer_sets_with_unknown(self) -> int:
        """How many combinations there are where "I don't know" is an answer too."""
        asked: list[Leaves] = []
        roots = [with_unknown(self.space, self.own(fact.asked)) for fact in self.policy.facts]
        sizes = [size + 1 for size in self.sizes]
        found = totals(product(self.space, roots, asked.append), sizes)
        return sum(
            found[position] // prod(size for size, each in zip(sizes, leaves, strict=True) if each != ALWAYS)
            for position, leaves in enumerate(asked)
        )

    @cached_property
    def _explored(self) -> tuple[Diagram, list[Outcome]]:
        policy, outcomes = self.policy, list[Outcome]()
        roots = [
            self.own(policy.status),
            *(self.own(fact.asked) for fact in policy.facts),
            *(self.beside_status(offer.value) for offer in policy.offers),
            *(self.beside_status(term.case) for term in policy.terms),
            *map(self.rule, policy.rules),
            *(self.beside_status(reminder.shown) for reminder in policy.checklist),
            self.beside_status(policy.draft.channel if policy.draft else -1),
        ]
        joint = product(self.space, roots, lambda leaves: outcomes.append(self._outcome(leaves)))
        return joint, outcomes

    def _outcome(self, leaves: Leaves) -> Outcome:
        policy, rest = self.policy, iter(leaves)
        return Outcome(
            status=next(rest),
            asked=tuple(islice(rest, len(policy.facts))),
            offers={offer.id: next(rest) for offer in policy.offers},
            terms={term.id: next(rest) for term in policy.terms},
            rules=frozenset(rule.id for rule in policy.rules if next(rest) is True),
            checklist=tuple(reminder.clause for reminder in policy.checklist if next(rest) is True),
            channel=next(rest),
        )
