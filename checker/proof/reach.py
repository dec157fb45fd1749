"""How far an answer reaches: after which earlier answers it can still make a difference, whatever is answered later.

"Earlier" is in the order of asking, which is not that of the diagrams. Where paths of a diagram ask only later facts
below the one in question, some of the later answers tell its answers apart, because the node is there at all: equal
children would have left it out. Elsewhere, the children are compared, and the later facts taken away from the result.
"""

from functools import reduce
from typing import Any

from checker.core.model.diagram import Diagram, Node, Space, support
from checker.core.model.truth import either


def reach(space: Space, diagram: Diagram, position: int) -> Diagram:
    """After which answers to facts before `position` the diagram depends on the fact there."""
    memo: dict[Diagram, Diagram] = {}
    least: dict[Diagram, Diagram] = {}
    union = space.operation(either)

    def differs(each: Diagram) -> Diagram:
        if not isinstance(each, Node):
            return False
        if each not in memo:
            memo[each] = compared(each) if each.fact == position else below(each)
        return memo[each]

    def below(node: Node) -> Diagram:
        children = tuple(map(differs, node.children))
        return space.node(node.fact, children) if node.fact < position else reduce(union, dict.fromkeys(children))

    def compared(node: Node) -> Diagram:
        if not any(fact < position for fact in support(node.children)):
            return True
        return some(space.combine(_unlike, *dict.fromkeys(node.children)))

    def some(each: Diagram) -> Diagram:
        if not isinstance(each, Node):
            return each
        if each not in least:
            children = tuple(map(some, each.children))
            earlier = each.fact < position
            least[each] = space.node(each.fact, children) if earlier else reduce(union, dict.fromkeys(children))
        return least[each]

    return differs(diagram)


def where_possible(space: Space, partial: Diagram) -> Diagram:
    """Where True is one of the leaves that are possible."""
    return space.combine(lambda possible: None if possible is None else True in possible, partial)


def _unlike(*leaves: Any) -> bool | None:
    known = {each for each in leaves if each is not None}
    return True if len(known) > 1 else None if None in leaves else False
