"""Decision diagrams: functions of the answers, as graphs that ask one fact at each node.

A diagram is a leaf (what the function yields: a truth, a status, …) or a `Node` with one child for each class of
the fact's values. Facts have one order on every path, a node whose children are all the same is left out,
and equal nodes are the same object (`Space` sees to that). So two diagrams mean the same function exactly when
they are the same object; a function is settled exactly when its diagram is a leaf; and it still depends on a fact
exactly when a node asks that fact. (Bryant 1986, "Graph-Based Algorithms for Boolean Function Manipulation";
multi-valued: Kam et al. 1998.)
"""

from collections.abc import Callable, Iterable, Mapping
from itertools import repeat
from typing import Any

Leaf = bool | str | int | frozenset["bool | str | int"]


class Node:
    """Asks the fact at position `fact` of the policy; `children[i]` is the diagram for its i-th class."""

    __slots__ = ("children", "fact")

    def __init__(self, fact: int, children: "tuple[Diagram, ...]") -> None:
        self.fact = fact
        self.children = children


Diagram = Leaf | Node
Splitter = Callable[[tuple[Diagram, ...]], tuple[int, list[Iterable[Diagram]]]]


class Space:
    """Where diagrams are made, each different node once. Paths ask the facts in `order`, else as they are numbered."""

    def __init__(self, order: Iterable[int] = ()) -> None:
        self._nodes: dict[tuple[object, ...], Node] = {}
        places = {fact: place for place, fact in enumerate(order)}
        self._place = places.__getitem__ if places else None

    def node(self, fact: int, children: "tuple[Diagram, ...]") -> Diagram:
        """The diagram that asks `fact`, or the child itself when the answer makes no difference."""
        types = tuple(map(type, children))  # True is not 1
        if children.count(children[0]) == len(children) == types.count(types[0]):
            return children[0]
        return self._nodes.setdefault((fact, children, types), Node(fact, children))

    def combine(self, function: Callable[..., Any], *operands: Diagram) -> Diagram:
        """The diagram of `function(operands…)`.

        `function` gets the operands' leaves, None for each that is open, and returns None while that leaves its
        result open.
        """
        return self.operation(function)(*operands)

    def operation(self, function: Callable[..., Any]) -> Callable[..., Diagram]:
        """`function`, as in `combine`, for many diagrams that have parts in common: each part is combined once."""
        memo: dict[tuple[Diagram, ...], Diagram] = {}
        split = self.splitter()

        def visit(*diagrams: Diagram) -> Diagram:
            if diagrams not in memo:
                settled = function(*[None if isinstance(each, Node) else each for each in diagrams])
                memo[diagrams] = divide(diagrams) if settled is None else settled
            return memo[diagrams]

        def divide(diagrams: tuple[Diagram, ...]) -> Diagram:
            fact, columns = split(diagrams)
            return self.node(fact, tuple(map(visit, *columns)))

        return visit

    def splitter(self) -> "Splitter":
        """What takes the steps of one walk over several diagrams, of which some are open.

        It gives the fact that comes first in them, and what becomes of each of them by class of that fact.
        """
        return self._split

    def _split(self, diagrams: "tuple[Diagram, ...]") -> "tuple[int, list[Iterable[Diagram]]]":
        first = min([each.fact for each in diagrams if isinstance(each, Node)], key=self._place)
        return first, [
            each.children if isinstance(each, Node) and each.fact == first else repeat(each) for each in diagrams
        ]


class Restriction:
    """Diagrams under what is known: `known` maps fact positions to the class of the answer."""

    def __init__(self, known: Mapping[int, int]) -> None:
        self._known = known
        self._space = Space()
        self._memo: dict[Node, Diagram] = {}

    def __call__(self, diagram: Diagram) -> Diagram:
        """The same function with the known answers filled in, in its smallest form."""
        if not isinstance(diagram, Node):
            return diagram
        if diagram not in self._memo:
            self._memo[diagram] = self._restrict(diagram)
        return self._memo[diagram]

    def _restrict(self, node: Node) -> Diagram:
        if node.fact in self._known:
            return self(node.children[self._known[node.fact]])
        return self._space.node(node.fact, tuple(map(self, node.children)))


def nodes_of(diagrams: Iterable[Diagram]) -> list[Node]:
    """Every node of the diagrams once, children before parents."""
    found: dict[Node, None] = {}

    def visit(diagram: Diagram) -> None:
        if isinstance(diagram, Node) and diagram not in found:
            for child in diagram.children:
                visit(child)
            found[diagram] = None

    for diagram in diagrams:
        visit(diagram)
    return list(found)


def leaves(diagram: Diagram) -> set[Leaf]:
    """Everything that the function can still yield."""
    if not isinstance(diagram, Node):
        return {diagram}
    return {child for node in nodes_of([diagram]) for child in node.children if not isinstance(child, Node)}


def support(diagrams: Iterable[Diagram]) -> set[int]:
    """The positions of the facts that the functions still depend on."""
    return {node.fact for node in nodes_of(diagrams)}
