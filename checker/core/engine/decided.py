"""Which answers decided: the fewest that force what a diagram yields, whatever all the others are.

A way through the diagram to another leaf departs from the given answers at some facts. Answers force the leaf exactly
if they have one of the departures of every such way: so the fewest are a smallest hitting set of the departures (Reiter
1987, "A Theory of Diagnosis from First Principles"). Sets of facts are written as numbers, a bit for each position.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from checker.core.engine.outlook import Outlook
from checker.core.engine.reasons import deciding
from checker.core.model.classes import class_count
from checker.core.model.diagram import Diagram, Node, Restriction, support
from checker.core.model.policy import COVERED, Policy, Status

MOST_TOLD = 3


def forcing(diagram: Diagram, known: Mapping[int, int]) -> tuple[int, ...]:
    """The fewest of the `known` answers, by positions, that force the leaf to which all of them lead.

    Among equally few, the first in asking order.
    """
    departures = Departures(diagram, known).minimal()
    size = 0
    while (found := _hitting(departures, 0, size)) is None:
        size += 1
    return found


def telling(policy: Policy, outlook: Outlook, status: Status | None, decided_by: Sequence[int]) -> tuple[int, ...]:
    """Of the answers that decided the status, those that its rules rest on, the subject first.

    Rules that rest on nothing else count first. None if it is covered: then nothing is in the way.
    """
    if status in (None, COVERED):
        return ()
    known, active = outlook.counted(), [rule.active for rule in deciding(policy, outlook, status)]
    resting = [{*forcing(each, known)} for each in active if outlook.settled(each) is True]
    alone = [each for each in resting if each <= {*decided_by}]
    told = [at for at in decided_by if any(at in each for each in alone or resting)] or decided_by
    heard = spoken(policy, policy.status, {at: known[at] for at in decided_by}, told)
    subjects = {at for at in told if policy.facts[at].id == policy.subject}
    return tuple(
        sorted((at for at in told if at in {*heard, *subjects}), key=lambda at: (at not in subjects, at))[:MOST_TOLD]
    )


def spoken(policy: Policy, diagram: Diagram, forcing: Mapping[int, int], told: Collection[int]) -> tuple[int, ...]:
    """Of the answers that are told, by positions, those that do not go without saying beside the others.

    One does if, had it been any other, the diagram would yield the same or one of the others not be asked for; the
    answers that are `forcing` the diagram are all kept but for it.
    """
    leaf, parents = Restriction(forcing)(diagram), support(policy.facts[at].asked for at in told)

    def counts(at: int, group: int) -> bool:
        under = Restriction({**forcing, at: group})
        return under(diagram) != leaf and all(under(policy.facts[each].asked) is not False for each in told)

    def is_spoken(at: int) -> bool:
        return at not in parents or any(counts(at, group) for group in range(class_count(policy.facts[at])))

    return tuple(filter(is_spoken, told))


class Departures:
    """The ways through a diagram to another leaf than the one to which the `known` answers lead."""

    def __init__(self, diagram: Diagram, known: Mapping[int, int]) -> None:
        self._diagram, self._known = diagram, known
        self._leaf = self._follow(diagram)
        self._memo: dict[Node, list[int]] = {}

    def minimal(self) -> list[int]:
        """By way, the facts where it departs from the answers; without those that contain all of another."""
        return self._departures(self._diagram)

    def _follow(self, diagram: Diagram) -> Diagram:
        while isinstance(diagram, Node):
            diagram = diagram.children[self._known.get(diagram.fact, 0)]
        return diagram

    def _departures(self, diagram: Diagram) -> list[int]:
        if not isinstance(diagram, Node):
            return [] if diagram == self._leaf else [0]
        if diagram not in self._memo:
            self._memo[diagram] = _smallest(self._through(diagram))
        return self._memo[diagram]

    def _through(self, node: Node) -> Iterator[int]:
        known = self._known.get(node.fact)
        for group, child in enumerate(node.children):
            step = 0 if known in (None, group) else 1 << node.fact
            yield from (step | each for each in self._departures(child))


def _smallest(sets: Iterable[int]) -> list[int]:
    """Without the sets that contain all of another."""
    found: list[int] = []
    for each in sorted({*sets}, key=int.bit_count):
        if not any(less & each == less for less in found):
            found.append(each)
    return found


def _hitting(sets: list[int], first: int, size: int) -> tuple[int, ...] | None:
    """The first `size` positions, from `first` on, of which every set has one; None where there are none such."""
    if not sets:
        return ()
    if _disjoint(sets) > size:
        return None
    for at in range(first, min(each.bit_length() for each in sets)):
        rest = _hitting([each for each in sets if not each >> at & 1], at + 1, size - 1)
        if rest is not None:
            return (at, *rest)
    return None


def _disjoint(sets: list[int]) -> int:
    """How many of the sets have nothing in common with those before: so many positions are needed at least."""
    seen, count = 0, 0
    for each in sets:
        if not each & seen:
            seen, count = seen | each, count + 1
    return count
