"""A policy under the answers known so far: what is settled, what is still possible, and what it depends on."""

from collections.abc import Mapping
from functools import cached_property

from checker.core.model.diagram import Diagram, Leaf, Node, Restriction, leaves, support
from checker.core.model.policy import NOT_COVERED, Policy


class Outlook:
    """`known` maps fact positions to classes; `declined` are the positions answered with "I don't know"."""

    def __init__(self, policy: Policy, known: Mapping[int, int], declined: frozenset[int]) -> None:
        self.known = known
        self._policy = policy
        self._declined = declined
        self._restrict = Restriction(known)

    @cached_property
    def statuses(self) -> set[Leaf]:
        """The statuses that are still possible."""
        return self.possible(self._policy.status)

    def settled(self, diagram: Diagram) -> Leaf | None:
        """What the diagram yields whatever is answered later; None while that is open."""
        rest = self._restrict(diagram)
        return None if isinstance(rest, Node) else rest

    def possible(self, diagram: Diagram) -> set[Leaf]:
        """Everything that the diagram can still yield."""
        return leaves(self._restrict(diagram))

    def hanging(self) -> list[int]:
        """The facts that can still change the verdict, in asking order.

        Nothing shows beside a status that is not covered. So where that cannot come, a verdict depends on what its
        parts depend on by themselves; where it may, on what the status depends on, and on what parts add to that.
        """
        if self.statuses == {NOT_COVERED}:
            return []
        policy, found = self._policy, support(map(self._restrict, self._policy.alone))
        status = self._support(policy.status) if NOT_COVERED in self.statuses else found
        if found != status:
            pairs = zip(policy.alone, policy.matters, strict=True)
            found = status.union(*(self._support(beside) for alone, beside in pairs if self._support(alone) - status))
        return sorted(found)

    def hanging_status(self) -> list[int]:
        """The facts that can still change the status, in asking order."""
        return self.depends(self._policy.status)

    def depends(self, *diagrams: Diagram) -> list[int]:
        """The facts that can still change what any of the diagrams yields, in asking order."""
        return sorted(support(map(self._restrict, diagrams)))

    def counted(self) -> dict[int, int]:
        """The answers that count: none to a fact that is known not to be asked."""
        variables = self._policy.variables
        return {at: group for at, group in self.known.items() if self.settled(variables[at].asked) is not False}

    def is_asked(self, position: int) -> bool:
        """Whether the fact is known to be asked."""
        return self.settled(self._policy.variables[position].asked) is True

    def may_be_asked(self, position: int) -> bool:
        """Whether the fact's turn can come: not if it depends on an "I don't know", which is never asked again."""
        return self._reachable(self._restrict(self._policy.variables[position].asked))

    def asked(self) -> frozenset[str]:
        """The facts known to be asked."""
        return frozenset(fact.id for fact in self._policy.facts if self.settled(fact.asked) is True)

    def _support(self, diagram: Diagram) -> set[int]:
        return support([self._restrict(diagram)])

    def _reachable(self, asked: Diagram) -> bool:
        if not isinstance(asked, Node):
            return asked is True
        ways = map(self._reachable, asked.children)
        never = asked.fact in self._declined or not self.may_be_asked(asked.fact)
        return all(ways) if never else any(ways)
