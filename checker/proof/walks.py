"""Walks over a decision diagram, each node once: counting, one way to each leaf, what is possible, the shortest way."""

from collections import Counter
from collections.abc import Callable
from functools import reduce
from math import prod
from typing import Any

from checker.core.model.diagram import Diagram, Leaf, Node, Space, nodes_of

ALWAYS = frozenset([True])
"""What is possible where something holds for certain."""

Way = dict[int, int]
"""Some answers: positions of facts to classes; the facts that are left out make no difference."""

Leaves = tuple[Any, ...]
"""A leaf of each of several diagrams."""


def totals(diagram: Diagram, sizes: list[int]) -> Counter[Leaf]:
    """How many assignments of a class to every fact lead to each leaf; `sizes` counts each fact's classes."""
    if not isinstance(diagram, Node):
        return Counter({diagram: prod(sizes)})
    reached: Counter[Diagram] = Counter({diagram: prod(sizes[: diagram.fact])})
    for node in reversed(nodes_of([diagram])):
        for child in node.children:
            below = child.fact if isinstance(child, Node) else len(sizes)
            reached[child] += reached[node] * prod(sizes[node.fact + 1 : below])
    return Counter({leaf: count for leaf, count in reached.items() if not isinstance(leaf, Node)})


def product(space: Space, roots: list[Diagram], found: Callable[[Leaves], None]) -> Diagram:
    """All roots in one diagram, its leaves numbered; `found` gets the roots' leaves for each number, in order."""
    places = {root: place for place, root in enumerate(dict.fromkeys(each for each in roots if isinstance(each, Node)))}
    numbers: dict[tuple[Leaf | None, ...], int] = {}

    def number(*leaves: Leaf | None) -> int | None:
        if None in leaves:
            return None
        if leaves not in numbers:
            numbers[leaves] = len(numbers)
            found(tuple(leaves[places[root]] if isinstance(root, Node) else root for root in roots))
        return numbers[leaves]

    return space.combine(number, *places) if places else number() or 0


def ways(diagram: Diagram) -> dict[Diagram, Way]:
    """Some answers that lead to each node and leaf of the diagram."""
    found: dict[Diagram, Way] = {diagram: {}}
    for node in reversed(nodes_of([diagram])):
        for branch, child in enumerate(node.children):
            found.setdefault(child, {**found[node], node.fact: branch})
    return found


def with_unknown(space: Space, diagram: Diagram) -> Diagram:
    """What is possible, as sets of leaves, where the last branch of each node means that the answer is not known.

    It is the partial verdict on any subset of the answers, given in any order: exact, since each branch for "not
    known" is the union over all answers.
    """
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

    return visit(diagram)


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


def _union(one: Any, two: Any) -> Any:
    return None if one is None or two is None else one | two
