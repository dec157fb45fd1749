"""Counting the answer sets of two versions, and giving an example of them."""

from checker.core.model.diagram import Diagram
from checker.diff.pair import Pair
from checker.proof.tally import Tally
from checker.proof.walks import leaf_after, meeting


class Count:
    """Answer sets of a pair: an answer, by class, to each fact that either version asks, and to no other."""

    def __init__(self, pair: Pair) -> None:
        self._pair = pair
        self.of = Tally(pair.space, [joined.size for joined in pair.facts], pair.asked).of
        """How many answer sets make a diagram True."""

    def example(self, diagram: Diagram) -> dict[int, int] | None:
        """An answer set that makes the diagram True, as positions of facts to classes; None if there is none."""
        way = meeting(self._pair.space, diagram)
        if way is None:
            return None
        known = {at: way.get(at, 0) for at in range(len(self._pair.facts))}
        return {at: group for at, group in known.items() if leaf_after(self._pair.asked[at], known)}
