"""Complete answers, few and yet so many that together they lead everywhere: to each node and leaf of some diagrams.

What the engine says about the verdict as a whole is tried out on these. A diagram is worked out node by node, and each
node of each diagram is passed by some of the answers; which of them come together is left to chance, since the engine
works out each by itself.
"""

from collections.abc import Callable, Iterable, Iterator

from checker.core.model.diagram import Diagram, Node
from checker.proof.explore import Exploration
from checker.proof.walks import Way, leaf_after, ways


def covering(exploration: Exploration, diagrams: Iterable[Diagram]) -> Iterator[Way]:
    """Complete answers that together lead to every node and leaf of each diagram."""
    roots, passed = list(dict.fromkeys(diagrams)), set[tuple[Diagram | None, Diagram]]()
    for root in roots:
        for each, way in ways(root).items():
            if _mark(root, each) not in passed:
                answers = {**dict.fromkeys(range(len(exploration.sizes)), 0), **way}
                passed.update(mark for other in roots for mark in _passed(other, answers))
                yield complete(exploration, answers)


def complete(exploration: Exploration, way: Way, otherwise: Callable[[int], int] = lambda _: 0) -> Way:
    """These answers and, to what else is asked then, those that `otherwise` gives."""
    answers = {at: way[at] if at in way else otherwise(at) for at in range(len(exploration.sizes))}
    return {at: each for at, each in answers.items() if leaf_after(exploration.asked[at], answers)}


def _passed(root: Diagram, answers: Way) -> Iterator[tuple[Diagram | None, Diagram]]:
    each = root
    while isinstance(each, Node):
        yield _mark(root, each)
        each = each.children[answers[each.fact]]
    yield _mark(root, each)


def _mark(root: Diagram, each: Diagram) -> tuple[Diagram | None, Diagram]:
    """A node is the same wherever it is; a leaf is one of its diagram."""
    return (None if isinstance(each, Node) else root), each
