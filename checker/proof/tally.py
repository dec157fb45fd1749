"""Counting answer sets exactly, by taking the facts away one after another.

An answer set has an answer, by class, to each fact that is asked, and to no other. Give each fact that is not asked its
last class, and answer sets are assignments of a class to every fact: those in which each fact is asked or has its
last class. For each fact, that is a diagram, 1 or 0, of the fact and those that it is asked by; it is its weight. The
weights of an assignment, multiplied, are 1 if it is an answer set, and their sum over all assignments is sought.

It is not summed up one by one. To take a fact away, only the weights that it is in are multiplied, and the product
becomes its mean over the fact's classes (a mean, since diagrams leave out facts that they do not depend on): all other
weights are the same for each class, and are outside the sum. (Variable elimination: Zhang and Poole 1994; Dechter
1996, "Bucket elimination".)
"""

from collections.abc import Collection
from fractions import Fraction
from functools import partial, reduce
from math import prod
from typing import Any

from checker.core.model.diagram import Diagram, Node, Space, support
from checker.core.model.truth import either


class Tally:
    """The answer sets of facts with `sizes` classes each, that are asked where the diagrams of `asked` say so."""

    def __init__(self, space: Space, sizes: list[int], asked: list[Diagram]) -> None:
        self._space, self._all = space, prod(sizes)
        self._weights = [
            _weight(space, at, size, each) for at, (size, each) in enumerate(zip(sizes, asked, strict=True))
        ]
        self._asking = support(self._weights)
        self._beside: dict[frozenset[int], list[Diagram]] = {}

    def of(self, diagram: Diagram) -> int:
        """How many answer sets make the diagram True."""
        share = self._without(self._space.combine(_share, diagram), support([diagram]) - self._asking)
        within = support([share])
        left = reduce(self._take_away, sorted(within, reverse=True), [share, *self._others(within)])
        count = self._all * prod(map(_settled, left), start=Fraction(1))
        assert count.denominator == 1
        return int(count)

    def _others(self, within: Collection[int]) -> list[Diagram]:
        """The weights, once the facts are taken away that only they depend on."""
        outside = frozenset(self._asking.difference(within))
        if outside not in self._beside:
            self._beside[outside] = reduce(self._take_away, sorted(outside, reverse=True), self._weights)
        return self._beside[outside]

    def _take_away(self, weights: list[Diagram], fact: int) -> list[Diagram]:
        hanging, kept = list[Diagram](), list[Diagram]()
        for each in weights:
            (hanging if fact in support([each]) else kept).append(each)
        if not hanging:
            return kept
        together = reduce(partial(self._space.combine, _times), hanging)
        return [*kept, self._without(together, {fact})]

    def _without(self, diagram: Diagram, facts: Collection[int]) -> Diagram:
        """The mean over all answers to these facts, as a function of the others."""
        memo: dict[Diagram, Diagram] = {}
        mean = self._space.operation(_mean)

        def visit(each: Diagram) -> Diagram:
            if not isinstance(each, Node):
                return each
            if each not in memo:
                children = tuple(map(visit, each.children))
                memo[each] = mean(*children) if each.fact in facts else self._space.node(each.fact, children)
            return memo[each]

        return visit(diagram)


def _weight(space: Space, fact: int, size: int, asked: Diagram) -> Diagram:
    last = space.node(fact, (*[False] * (size - 1), True))
    return space.combine(_share, space.combine(either, asked, last))


def _settled(weight: Diagram) -> Fraction:
    assert isinstance(weight, Fraction), "every fact has been taken away"
    return weight


def _share(holds: bool | None) -> Fraction | None:
    return None if holds is None else Fraction(holds)


def _times(one: Any, two: Any) -> Any:
    if one == 0 or two == 0:
        return Fraction(0)
    return None if one is None or two is None else one * two


def _mean(*values: Any) -> Any:
    return None if None in values else sum(values) / len(values)
