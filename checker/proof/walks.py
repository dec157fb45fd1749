"""Walks over decision diagrams, each node once: one way to each leaf, what is possible, the shortest way."""

from collections.abc import Callable, Collection
from functools import reduce
from typing import Any

from checker.core.model.diagram import Diagram, Leaf, Node, Space, nodes_of

ALWAYS = frozenset([True])
"""What is possible where something is true for certain."""

Way = dict[int, int]
"""Some answers: positions of facts to classes; the facts that are left out make no difference."""


def ways(diagram: Diagram) -> dict[Diagram, Way]:
    """Some answers that lead to each node and leaf of the diagram."""
    found: dict[Diagram, Way] = {diagram: {}}
    for node in reversed(nodes_of([diagram])):
        for branch, child in enumerate(node.children):
            found.setdefault(child, {**found[node], node.fact: branch})
    return found


def leaf_after(diagram: Diagram, way: Way, otherwise: Callable[[int], int] = lambda _: 0) -> Leaf:
    """What the diagram yields after these answers; a fact that is not among them has the class `otherwise` gives."""
    while isinstance(diagram, Node):
        branch = way.get(diagram.fact)
        diagram = diagram.children[otherwise(diagram.fact) if branch is None else branch]
    return diagram


def where(space: Space, diagram: Diagram, wanted: Collection[Leaf]) -> Diagram:
    """Where the diagram yields one of these."""
    return space.combine(lambda leaf: None if leaf is None else leaf in wanted, diagram)


def meeting(space: Space, *diagrams: Diagram) -> Way | None:
    """Some answers that make all these True; None if there are none.

    It goes no further than the first such answers, and makes no diagram: most that are asked for meet soon.
    """
    apart, split = set[tuple[Diagram, ...]](), space.splitter()

    def visit(all_of: tuple[Diagram, ...]) -> Way | None:
        rest = tuple(each for each in dict.fromkeys(all_of) if each is not True)
        if not rest:
            return {}
        if rest in apart or not all(isinstance(each, Node) for each in rest):
            return None
        fact, columns = split(rest)
        for branch, after in enumerate(zip(*columns, strict=False)):
            way = visit(after)
            if way is not None:
                return {fact: branch, **way}
        apart.add(rest)
        return None

    return visit(diagrams)


def with_unknown(space: Space, diagram: Diagram) -> Diagram:
    """What is possible, as sets of leaves, where the last branch of each node means that the answer is not known.

    It is the partial verdict on any subset of the answers, given in any order: exact, since each branch for "not
    known" is the union over all answers.
    """
    return unknowing(space)(diagram)


def unknowing(space: Space) -> Callable[[Diagram], Diagram]:
    """`with_unknown` for many diagrams that have parts in common: each part is walked once."""
    memo: dict[Node, Diagram] = {}
    union = space.operation(_union)

    def visit(each: Any) -> Diagram:
        if not isinstance(each, Node):
            return frozenset([each])
        if each not in memo:
            children = tuple(map(visit, each.children))
            either = reduce(union, dict.fromkeys(children))
            memo[each] = space.node(each.fact, (*children, either))
        return memo[each]

    return visit


def shortest(space: Space, diagram: Diagram, goal: Leaf = True) -> Way | None:
    """The fewest answers after which the diagram yields `goal` whatever the rest; None if it never does."""
    partial, memo = with_unknown(space, diagram), dict[Diagram, Way | None]()

    def visit(each: Diagram) -> Way | None:
        if not isinstance(each, Node):
            return {} if each == frozenset([goal]) else None
        if each not in memo:
            memo[each] = min((way for way in branches(each) if way is not None), key=len, default=None)
        return memo[each]

    def branches(node: Node) -> list[Way | None]:
        *known, unknown = map(visit, node.children)
        answered = (None if path is None else {node.fact: branch, **path} for branch, path in enumerate(known))
        return [*answered, unknown]

    return visit(partial)


def put_above(space: Space, fact: int, children: tuple[Diagram, ...]) -> Diagram:
    """What asks the fact and continues with these, where they may ask facts that come before it in this space's order.

    Only what is above the fact is taken apart, so it costs no more than the diagram that it makes.
    """
    memo, split, last = dict[tuple[Diagram, ...], Diagram](), space.splitter(), Node(fact, tuple(range(len(children))))

    def visit(*below: Diagram) -> Diagram:
        if below not in memo:
            first, (_, *columns) = split((last, *below))
            rest = below if first == fact else tuple(map(visit, *columns))
            memo[below] = space.node(first, rest)
        return memo[below]

    return visit(*children)


def _union(one: Any, two: Any) -> Any:
    return None if one is None or two is None else one | two
