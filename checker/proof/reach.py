"""How far an answer reaches: after which earlier answers it can still make a difference, whatever is answered later.

"Earlier" is in the order of asking, which is not that of the diagrams. What is below the answers to the fact is
compared until it is the same, or depends on later facts alone: then some of the later answers tell it apart, as equal
functions are the same object. Later facts are taken away from the result, each with the union over its answers. That
one is not known need not be looked at: what is possible then is the union of what is possible after its answers, so it
tells nothing apart that they do not.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from checker.core.model.diagram import Diagram, Node, Space
from checker.core.model.truth import either


class Reach:
    """After which answers to facts before `first` diagrams depend on the variable at `position`.

    They are the same but where a fact of several begins at `first`: all its options are asked at once. Facts have
    `sizes` classes each, and may have one answer more, that it is not known. It is for many diagrams that have parts in
    common: each part is walked once.
    """

    def __init__(self, space: Space, sizes: Sequence[int], position: int, first: int) -> None:
        self._space, self._sizes, self._position, self._first = space, sizes, position, first
        self._union, self._split = space.operation(either), space.splitter()
        self._hanging: dict[Node, Diagram] = {}
        self._different: dict[tuple[Diagram, ...], Diagram] = {}
        self._asking: dict[Node, bool] = {}

    def of(self, diagram: Diagram) -> Diagram:
        """After which earlier answers this diagram does."""
        if not isinstance(diagram, Node):
            return False
        if diagram not in self._hanging:
            children = self._given(diagram.fact, diagram.children)
            here = diagram.fact == self._position
            self._hanging[diagram] = (
                self._apart(*children) if here else self._over(diagram.fact, map(self.of, children))
            )
        return self._hanging[diagram]

    def _apart(self, *diagrams: Diagram) -> Diagram:
        """After which earlier answers these differ."""
        different = tuple(dict.fromkeys(diagrams))
        if len(different) == 1:
            return False
        if not any(map(self._asks_earlier, different)):
            return True
        if different not in self._different:
            fact, columns = self._split(different)
            rows = self._given(fact, tuple(zip(*columns, strict=False)))
            self._different[different] = self._over(fact, (self._apart(*row) for row in rows))
        return self._different[different]

    def _given(self, fact: int, children: Sequence[Any]) -> Sequence[Any]:
        return children if fact < self._first else children[: self._sizes[fact]]

    def _over(self, fact: int, children: Iterable[Diagram]) -> Diagram:
        """What is so after the answers to the fact; of a later one, after any of them."""
        if fact < self._first:
            return self._space.node(fact, tuple(children))
        return reduce(self._union, dict.fromkeys(children))

    def _asks_earlier(self, diagram: Diagram) -> bool:
        if not isinstance(diagram, Node):
            return False
        if diagram not in self._asking:
            earlier = diagram.fact < self._first
            self._asking[diagram] = earlier or any(map(self._asks_earlier, diagram.children))
        return self._asking[diagram]


def where_possible(space: Space, partial: Diagram) -> Diagram:
    """Where True is one of the leaves that are possible."""
    return space.combine(lambda possible: None if possible is None else True in possible, partial)
