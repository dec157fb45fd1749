"""Near misses: the smallest changes of answers, among those in the visitor's hands, that lead to a better status.

The status diagram becomes a diagram of choices. An answer that cannot be changed is filled in. One that can is kept
for nothing, or changed at the price of one. An open answer is left open for nothing, if all that it may be is well,
or given at the price of one, if it is in the visitor's hands. The near misses are the cheapest ways to the leaf True.
Where there is none, because what is not in the visitor's hands is open, they are the changes that may lead there.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add

from checker.core.engine.outlook import Outlook
from checker.core.engine.reasons import DECIDING
from checker.core.engine.verdict import Verdict
from checker.core.model.classes import class_count
from checker.core.model.diagram import Diagram, Node, Restriction, Space, leaves
from checker.core.model.policy import (
    CONDITIONAL,
    COVERED,
    LIMITED,
    NOT_COVERED,
    STATUSES,
    Fact,
    Policy,
    Remedy,
    Rule,
    Status,
)
from checker.core.model.truth import both, either

BETTER = {NOT_COVERED: (COVERED, CONDITIONAL, LIMITED), CONDITIONAL: (COVERED,), LIMITED: (COVERED,)}
"""What counts as better. Of help under a condition and help in part, neither is (see decision 0018)."""
MOST = 6
NOWHERE = 1_000

Way = tuple[tuple[int, int], ...]
"""Positions of facts, each with the class that its answer is changed to."""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer to give in place of the present one, or besides; `words` say as a clause what to do for it.

    They are empty where it comes with another change.
    """

    fact: Fact
    answer: str | int | bool
    words: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Changes that lead to one of the statuses in `possible`; which of them hangs on what is still open.

    All are better than the present status, except where no changes ensure that. `clauses` decided the present
    status, and do not once the changes are made.
    """

    changes: tuple[Change, ...]
    possible: tuple[Status, ...]
    clauses: tuple[str, ...]


def near_misses(verdict: Verdict) -> tuple[NearMiss, ...]:
    """All smallest sets of changes that lead to a better status, the best and first asked first; at most `MOST`.

    None while there are questions left, or where the status is covered or unclear.
    """
    if verdict.questions or verdict.status not in BETTER:
        return ()
    reach = Reach(verdict.policy, verdict.outlook.known)
    known = reach.known
    choices = (Choices(reach, verdict.status, certain) for certain in (True, False))
    ways = next(filter(None, (list(each.cheapest()) for each in choices)), [])
    whole = map(reach.completed, ways)
    found = sorted(((_possible(verdict.policy, {**known, **dict(way)}), way) for way in whole), key=_worst)
    deciding = _deciding(verdict, known)
    return tuple(_near_miss(verdict, reach, deciding, possible, way) for possible, way in found[:MOST])


class Reach:
    """What the visitor can make of which facts, by the class of the new answer, and the `known` answers that stay.

    A `dormant` fact is asked only once something else has changed: what can be made of it then comes with that change.
    """

    def __init__(self, policy: Policy, answers: Mapping[int, int]) -> None:
        outlook = Outlook(policy, answers, frozenset())
        self.policy = policy
        self.attainable = [_attainable(fact, outlook) for fact in policy.facts]
        unasked = [at for at, fact in enumerate(policy.facts) if outlook.settled(fact.asked) is False]
        self.dormant = [at for at in unasked if self.attainable[at]]
        self.known = {at: group for at, group in answers.items() if at not in self.dormant}

    def completed(self, way: Way) -> Way:
        """The way, with all that comes with its changes."""
        found = dict(way)
        for at in self.dormant:
            if Outlook(self.policy, {**self.known, **found}, frozenset()).is_asked(at):
                found.setdefault(at, min(self.attainable[at]))
        return tuple(sorted(found.items()))


class Choices:
    """The diagram of choices for a better status than `status`.

    What comes with another change has no price. `certain`: the status must be better whatever is still open; else it is
    enough that it may be.
    """

    def __init__(self, reach: Reach, status: str, certain: bool) -> None:
        self._facts = reach.policy.facts
        self._known = reach.known
        self._attainable, self._dormant = reach.attainable, reach.dormant
        self._certain = certain
        self._space = Space()
        self._open: dict[Node, Diagram] = {}
        self._prices: dict[Node, int] = {}
        fixed = {at: group for at, group in reach.known.items() if not self._attainable[at]}
        rest = Restriction(fixed)(reach.policy.status)
        goal = self._space.combine(lambda leaf: None if leaf is None else leaf in BETTER[status], rest)
        self._choices = self._offer(goal)

    def cheapest(self) -> Iterator[Way]:
        """All ways of the least price, in asking order; none where no way leads there."""
        return iter(()) if self._price(self._choices) >= NOWHERE else self._ways(self._choices)

    def _offer(self, diagram: Diagram) -> Diagram:
        """The diagram with each open fact asked for a choice: one of its classes, or last, to leave it open."""
        if not isinstance(diagram, Node):
            return diagram
        if diagram not in self._open:
            self._open[diagram] = self._offered(diagram.fact, tuple(map(self._offer, diagram.children)))
        return self._open[diagram]

    def _offered(self, at: int, children: tuple[Diagram, ...]) -> Diagram:
        if at in self._known:
            return self._space.node(at, children)
        if at in self._dormant:
            return self._space.node(at, (*children, False))
        connective = both if self._certain else either
        left_open = reduce(lambda one, two: self._space.combine(connective, one, two), dict.fromkeys(children))
        offered = self._certain and self._attainable[at]
        return self._space.node(at, (*children, left_open)) if offered else left_open

    def _price(self, diagram: Diagram) -> int:
        if not isinstance(diagram, Node):
            return 0 if diagram else NOWHERE
        if diagram not in self._prices:
            steps = (self._step(diagram.fact, group) for group in range(len(diagram.children)))
            self._prices[diagram] = min(map(add, steps, map(self._price, diagram.children)))
        return self._prices[diagram]

    def _step(self, at: int, group: int) -> int:
        """The price of a choice: nothing to keep an answer, to leave it open, or for what comes with another change."""
        if self._is_kept(at, group):
            return 0
        return int(at not in self._dormant) if group in self._attainable[at] else NOWHERE

    def _is_kept(self, at: int, group: int) -> bool:
        return group == self._known.get(at, class_count(self._facts[at]))

    def _ways(self, diagram: Diagram) -> Iterator[Way]:
        if not isinstance(diagram, Node):
            yield ()
            return
        for group, child in enumerate(diagram.children):
            step = self._step(diagram.fact, group)
            if step + self._price(child) == self._price(diagram):
                change = () if self._is_kept(diagram.fact, group) else ((diagram.fact, group),)
                yield from (change + way for way in self._ways(child))


def _attainable(fact: Fact, outlook: Outlook) -> dict[int, Remedy]:
    """What the visitor can make of a fact, under the answers so far, by the class of the new answer."""
    return {each.group: each for each in fact.can_become if outlook.settled(each.when) is True}


def _possible(policy: Policy, known: Mapping[int, int]) -> tuple[Status, ...]:
    possible = leaves(Restriction(known)(policy.status))
    return tuple(each for each in STATUSES if each in possible)


def _worst(found: tuple[tuple[Status, ...], Way]) -> int:
    return STATUSES.index(found[0][-1])


def _deciding(verdict: Verdict, known: Mapping[int, int]) -> list[Rule]:
    """The rules that decided the status."""
    deciding = DECIDING.get(verdict.status) if verdict.status else None
    rules = [rule for rule in verdict.policy.rules if rule.effect == deciding]
    return [rule for rule in rules if Restriction(known)(rule.active) is True]


def _near_miss(
    verdict: Verdict, reach: Reach, deciding: list[Rule], possible: tuple[Status, ...], way: Way
) -> NearMiss:
    after = Restriction({**reach.known, **dict(way)})
    lifted = [rule for rule in deciding if after(rule.active) is not True]
    return NearMiss(
        tuple(_change(verdict, reach, at, group) for at, group in way),
        possible,
        tuple(dict.fromkeys(clause for rule in lifted for clause in rule.clauses)),
    )


def _change(verdict: Verdict, reach: Reach, at: int, group: int) -> Change:
    fact, remedy = verdict.policy.facts[at], reach.attainable[at][group]
    answer = verdict.today.isoformat() if fact.type == "date" else remedy.answer
    return Change(fact, answer, "" if at in reach.dormant else remedy.words)
