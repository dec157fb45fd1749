"""Which answers decided: the fewest that force what a diagram yields, whatever all the others are.

An answer is kept or let go. With some let go, answers lead from the top of a diagram to several of its nodes at once;
they force its leaf if no way from these leads to another. So what is sought is a cheapest way through sets of nodes,
in the order of the diagram, where to keep an answer costs one. (It is the smallest sufficient reason of a decision:
Shih, Choi and Darwiche 2018, "A Symbolic Approach to Explaining Bayesian Network Classifiers".) Many ways lead through
one set: where each of five groups of eight answers would do, there are 32,768 ways to another leaf, and a few sets.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, Literal

from checker.core.engine.outlook import Outlook
from checker.core.engine.reasons import deciding
from checker.core.model.classes import class_count
from checker.core.model.diagram import Diagram, Node, Restriction, support
from checker.core.model.policy import COVERED, Policy, Status

MOST_TOLD = 3
MOST_REACHED = 10_000
"""So many sets of nodes are remembered of a diagram from one case to the next."""


def forcing(diagram: Diagram, known: Mapping[int, int], order: Sequence[int] = ()) -> tuple[int, ...]:
    """The fewest of the `known` answers, by positions, that force the leaf to which all of them lead.

    Among equally few, the first in asking order. The diagram asks the facts in `order`, or as they are numbered.
    """
    return Forcing(order)(diagram, known)


class Forcing:
    """`forcing` for many cases of a policy: what they have in common is worked out once."""

    def __init__(self, order: Sequence[int] = ()) -> None:
        self._order = order
        self._keepings: dict[tuple[Diagram, Diagram], Keeping] = {}

    def __call__(self, diagram: Diagram, known: Mapping[int, int]) -> tuple[int, ...]:
        """As `forcing` gives it."""
        leaf = _leaf(diagram, known)
        if (diagram, leaf) not in self._keepings:
            self._keepings[diagram, leaf] = Keeping(diagram, leaf, self._order)
        found = self._keepings[diagram, leaf].fewest(known)
        assert found is not None, "all of them lead there"
        return tuple(_positions(found))


def telling(policy: Policy, outlook: Outlook, status: Status | None, decided_by: Sequence[int]) -> tuple[int, ...]:
    """Of the answers that decided the status, those that its rules rest on, the subject first.

    Rules that rest on nothing else count first. None if it is covered: then nothing is in the way.
    """
    if status in (None, COVERED):
        return ()
    known, active = outlook.counted(), [rule.active for rule in deciding(policy, outlook, status)]
    resting = [{*forcing(each, known, policy.order)} for each in active if outlook.settled(each) is True]
    alone = [each for each in resting if each <= {*decided_by}]
    told = [at for at in decided_by if any(at in each for each in alone or resting)] or decided_by
    heard = spoken(policy, policy.status, {at: known[at] for at in decided_by}, told)
    subjects = {at for at in told if policy.variables[at].whole == policy.subject}
    return tuple(sorted({*heard, *subjects}, key=lambda at: (at not in subjects, at)))


def once(policy: Policy, answers: Mapping[str, object], names: Sequence[str]) -> tuple[str, ...]:
    """The answers of these names, each once: where several have none, the fact for all of its options."""
    wholes = [policy.fact(name).whole for name in names]
    none = {whole for whole in wholes if answers.get(whole) == [] and sum(each == whole for each in wholes) > 1}
    return tuple(dict.fromkeys(whole if whole in none else name for whole, name in zip(wholes, names, strict=True)))


def spoken(policy: Policy, diagram: Diagram, forcing: Mapping[int, int], told: Collection[int]) -> tuple[int, ...]:
    """Of the answers that are told, by positions, those that do not go without saying beside the others.

    One does if, had it been any other, the diagram would yield the same or one of the others not be asked for; the
    answers that are `forcing` the diagram are all kept but for it.
    """
    leaf, parents = Restriction(forcing)(diagram), support(policy.variables[at].asked for at in told)

    def counts(at: int, group: int) -> bool:
        under = Restriction({**forcing, at: group})
        return under(diagram) != leaf and all(under(policy.variables[each].asked) is not False for each in told)

    def is_spoken(at: int) -> bool:
        return at not in parents or any(counts(at, group) for group in range(class_count(policy.variables[at])))

    return tuple(filter(is_spoken, told))


class Reached:
    """Nodes that are reached together, which all ask `fact` or a later one; and what is reached from there.

    That is `let_go` without the answer, and in `kept` by class of the answer: 0 where only the leaf is, None where
    another leaf is.
    """

    __slots__ = ("fact", "kept", "let_go", "nodes")

    def __init__(self, nodes: frozenset[Any], fact: int, let_go: "Step") -> None:
        self.nodes = nodes
        self.fact = fact
        self.let_go = let_go
        self.kept: dict[int, Step] = {}


Step = Reached | Literal[0] | None


class Keeping:
    """Which of the answers of a case are to be kept, so that all that is reached in the diagram is the leaf.

    Sets of facts are written as numbers, a bit for each position. What is reached from where is the same in all cases.
    """

    def __init__(self, diagram: Diagram, leaf: Diagram, order: Sequence[int]) -> None:
        self._diagram, self._leaf = diagram, leaf
        self._place = {fact: place for place, fact in enumerate(order)}
        self._reached: dict[frozenset[Diagram], Reached] = {}

    def fewest(self, known: Mapping[int, int]) -> int | None:
        """The fewest of the `known` answers to keep, and the first of these; None where another leaf is reached."""
        if len(self._reached) > MOST_REACHED:
            self._reached.clear()
        memo: dict[Reached, int | None] = {}

        def visit(step: Step) -> int | None:
            if not isinstance(step, Reached):
                return step
            if step not in memo:
                memo[step] = chosen(step)
            return memo[step]

        def chosen(reached: Reached) -> int | None:
            let_go = visit(reached.let_go)
            if reached.fact not in known or let_go == 0:
                return let_go
            kept = visit(self._kept(reached, known[reached.fact]))
            return let_go if kept is None else _better(kept | 1 << reached.fact, let_go)

        return visit(self._step([self._diagram]))

    def _kept(self, reached: Reached, group: int) -> Step:
        if group not in reached.kept:
            here = (each.children[group] if each.fact == reached.fact else each for each in reached.nodes)
            reached.kept[group] = self._step(here)
        return reached.kept[group]

    def _step(self, found: Iterable[Diagram]) -> Step:
        nodes = frozenset(each for each in found if each != self._leaf)
        if not nodes:
            return 0
        if nodes not in self._reached:
            if any(not isinstance(each, Node) for each in nodes):
                return None
            self._reached[nodes] = self._reach(nodes)
        return self._reached[nodes]

    def _reach(self, nodes: frozenset[Any]) -> Reached:
        fact = min((each.fact for each in nodes), key=lambda at: self._place.get(at, at))
        return Reached(nodes, fact, self._step(chain(*(_unasked(each, fact) for each in nodes))))


def _unasked(node: Node, fact: int) -> Sequence[Diagram]:
    return node.children if node.fact == fact else (node,)


def _positions(found: int) -> Iterator[int]:
    """The positions whose bits are in the number, in their order."""
    while found:
        least = found & -found
        yield least.bit_length() - 1
        found ^= least


def _leaf(diagram: Diagram, known: Mapping[int, int]) -> Diagram:
    while isinstance(diagram, Node):
        diagram = diagram.children[known.get(diagram.fact, 0)]
    return diagram


def _better(one: int, other: int | None) -> int:
    """That of fewer facts; of equally many, that which has the first fact that is not in both."""
    if other is None or one.bit_count() != other.bit_count():
        return one if other is None or one.bit_count() < other.bit_count() else other
    apart = one ^ other
    return one if one & apart & -apart else other
