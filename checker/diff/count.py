"""Counting answer sets exactly: by all assignments of a class to every fact, each divided by what it leaves open."""

from checker.core.model.diagram import Diagram, Restriction
from checker.diff.pair import Pair
from checker.proof.walks import totals, ways


class Count:
    """Answer sets of a pair: an answer, by class, to each fact that either version asks, and to no other.

    What is asked and said never depends on a fact that is not asked. So as many assignments are the same answer set as
    there are ways to fill in the facts that are not asked: `_same` says how many, and in any order of the facts.
    """

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self._sizes = [joined.size for joined in pair.facts]
        self._same: Diagram = 1
        for size, asked in zip(self._sizes, pair.asked, strict=True):
            spare = pair.space.combine(lambda leaf, size=size: None if leaf is None else 1 if leaf else size, asked)
            self._same = pair.space.combine(_times, self._same, spare)

    def of(self, diagram: Diagram) -> int:
        """How many answer sets make the diagram True."""
        same = self._pair.space.combine(_only_where, diagram, self._same)
        return sum(count // each for each, count in totals(same, self._sizes).items() if isinstance(each, int) and each)

    def example(self, diagram: Diagram) -> dict[int, int] | None:
        """An answer set that makes the diagram True, as positions of facts to classes; None if there is none."""
        way = ways(diagram).get(True)
        if way is None:
            return None
        known = {at: way.get(at, 0) for at in range(len(self._sizes))}
        restrict = Restriction(known)
        return {at: group for at, group in known.items() if restrict(self._pair.asked[at])}


def _times(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one * other


def _only_where(holds: bool | None, same: int | None) -> int | None:
    return 0 if holds is False else same if holds else None
