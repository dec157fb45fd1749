"""Two versions of a policy in one space of diagrams, so that they can be compared and combined."""

from typing import Any

from checker.core.model.diagram import Diagram, Node
from checker.core.model.kinds import KINDS
from checker.core.model.policy import Part, Policy
from checker.core.model.truth import both, either, negate
from checker.diff.facts import join_facts, join_orders
from checker.policy.bounded import BoundedSpace
from checker.policy.fold import fold
from checker.proof.walks import put_above

ABSENT = "absent"
"""What a version says about an offer or a term that it does not have."""


class Pair:
    """The versions `old` and `new`, over their joined facts; an answer set has an answer to each fact either asks."""

    def __init__(self, old: Policy, new: Policy) -> None:
        self.facts = join_facts(old, new)
        names = [joined.fact.id for joined in self.facts]
        self.space = BoundedSpace(names, join_orders(old, new, self.facts))
        self.sides = tuple(Side(self, index, policy) for index, policy in enumerate((old, new)))
        asked = zip(*(side.asked for side in self.sides), strict=True)
        self.asked = [self.space.combine(either, *each) for each in asked]
        self.known = self.space.combine(both, *(side.known for side in self.sides))
        """Where both versions know all the answers."""

    def any(self, diagrams: list[Diagram]) -> Diagram:
        """Where one of the diagrams is True."""
        return fold(self.space, either, diagrams, False)

    def alone(self, index: int) -> Diagram:
        """Where only that version knows all the answers: 0 the old one, 1 the new one."""
        other = self.space.combine(negate, self.sides[1 - index].known)
        return self.space.combine(both, self.sides[index].known, other)

    def differ(self, old: Diagram, new: Diagram) -> Diagram:
        """Where the two yield different leaves, and both versions know the answers."""
        if old is new:
            return False
        return self.space.combine(both, self.known, self.space.combine(_differ, old, new))


class Side:
    """One version: `carry` brings its diagrams into the pair's space."""

    def __init__(self, pair: Pair, index: int, policy: Policy) -> None:
        self._pair, self._index = pair, index
        self.policy = policy
        self._positions = {
            policy.position(joined.fact.id): at for at, joined in enumerate(pair.facts) if joined.sides[index]
        }
        self._carried: dict[Node, Diagram] = {}
        self.asked: list[Diagram] = [False] * len(pair.facts)
        self.known: Diagram = True
        for _, at in sorted(self._positions.items()):
            self._ask(at)
        for at, joined in enumerate(pair.facts):
            if not joined.sides[index] and isinstance(joined.fact, Part):
                self._refuse(at, joined.fact)

    def carry(self, diagram: Diagram) -> Diagram:
        """The same function of the joined facts' classes."""
        if not isinstance(diagram, Node):
            return diagram
        if diagram not in self._carried:
            self._carried[diagram] = self._made(self._positions[diagram.fact], tuple(map(self.carry, diagram.children)))
        return self._carried[diagram]

    def _made(self, at: int, children: tuple[Diagram, ...]) -> Diagram:
        groups = self._pair.facts[at].sides[self._index]
        assert groups is not None
        return put_above(self._pair.space, at, tuple(children[0 if group is None else group] for group in groups))

    def _ask(self, at: int) -> None:
        """Note where the fact is asked, and take away from `known` where its answer is none that this version has.

        A version that does not know an answer asks nothing more, in its own order of the facts.
        """
        joined, space = self._pair.facts[at], self._pair.space
        groups = joined.sides[self._index] or ()
        self.asked[at] = space.combine(both, self.known, self.carry(self.policy.fact(joined.fact.id).asked))
        if None in groups:
            missing = space.node(at, tuple(group is None for group in groups))
            self._lose(space.combine(both, self.asked[at], missing))

    def _refuse(self, at: int, option: Part) -> None:
        """Take away from `known` where an option that this version lacks is among the answers to a fact that it has."""
        whole = next((fact for fact in self.policy.facts if fact.id == option.whole and KINDS[fact.type].many), None)
        if whole is not None:
            self.asked[at] = self._pair.space.combine(both, self.known, self.carry(whole.asked))
            among = self._pair.space.node(at, (True, False))
            self._lose(self._pair.space.combine(both, self.asked[at], among))

    def _lose(self, where: Diagram) -> None:
        space = self._pair.space
        self.known = space.combine(both, self.known, space.combine(negate, where))


def _differ(old: Any, new: Any) -> bool | None:
    return None if old is None or new is None else old != new
