"""Counting answer sets exactly: one walk over the facts in asking order, equal remainders counted once."""

from checker.build.diff.pair import Pair
from checker.core.diagram import Diagram, Node

State = tuple[Diagram, ...]
"""What is left of the counted diagram, and of the conditions under which the facts to come are asked."""


class Count:
    """Answer sets of a pair: an answer, by class, to each fact that either version asks, and to no other."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._memo: dict[tuple[int, State], int] = {}

    def of(self, diagram: Diagram) -> int:
        """How many answer sets make the diagram True."""
        return self._below(0, (diagram, *self._pair.asked))

    def first(self, diagram: Diagram) -> dict[int, int] | None:
        """The first answer set that makes the diagram True, as positions of facts to classes; None if there is none."""
        state: State = (diagram, *self._pair.asked)
        if not self.of(diagram):
            return None
        found: dict[int, int] = {}
        for at in range(len(self._pair.facts)):
            group = next(group for group in self._groups(at, state) if self._below(at + 1, _next(state, at, group)))
            if state[1]:
                found[at] = group
            state = _next(state, at, group)
        return found

    def _below(self, at: int, state: State) -> int:
        if state[0] is False or at == len(self._pair.facts):
            return int(state[0] is True)
        key = (at, state)
        if key not in self._memo:
            below = (self._below(at + 1, _next(state, at, group)) for group in self._groups(at, state))
            self._memo[key] = sum(below)
        return self._memo[key]

    def _groups(self, at: int, state: State) -> range:
        return range(self._pair.facts[at].size if state[1] else 1)


def _next(state: State, at: int, group: int) -> State:
    """The state once the fact is answered so; the condition under which it was asked is done with."""
    left = (state[0], *state[2:])
    return tuple(each.children[group] if isinstance(each, Node) and each.fact == at else each for each in left)
