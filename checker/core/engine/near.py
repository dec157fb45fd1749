"""Near misses: the smallest changes of answers, among those in the visitor's hands, that lead to a better status.

The status diagram becomes a diagram of choices. An answer that cannot be changed is filled in. One that can is kept
for nothing, or changed at the price of one. An open answer is left open for nothing, or given at the price of one, if
it is in the visitor's hands. The near misses are the cheapest ways to where all that is then possible is better. Where
there is none, because what is not in the visitor's hands is open, they are the changes that may lead there. There may
be any number of equally cheap ways; only the best are ever made.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import Any

from checker.core.engine.outlook import Outlook
from checker.core.engine.reasons import DECIDING
from checker.core.engine.verdict import Verdict
from checker.core.model.classes import class_count
from checker.core.model.diagram import Diagram, Node, Restriction, Space
from checker.core.model.kinds import KINDS, Raw
from checker.core.model.policy import (
    CONDITIONAL,
    COVERED,
    LIMITED,
    NOT_COVERED,
    STATUSES,
    Fact,
    Part,
    Policy,
    Remedy,
    Rule,
    Status,
)

BETTER = {NOT_COVERED: (COVERED, CONDITIONAL, LIMITED), CONDITIONAL: (COVERED,), LIMITED: (COVERED,)}
"""What counts as better. Of help under a condition and help in part, neither is (see decision 0018), and what is
unclear may be covered as it is (0048)."""
MOST = 6
LOWERED = 100
"""So many other changes count as much as a lower level: it is offered only where nothing else helps."""
NOWHERE = 1_000

Way = tuple[int, tuple[int, ...], tuple[Status, ...]]
"""How bad the worst status is that is then possible; by fact the class it has then; and the statuses."""
Changes = list[tuple[int, int]]
"""Positions of facts, in asking order, each with the class that its answer is changed to."""


@dataclass(frozen=True, slots=True)
class Change:
    """An answer to give in place of the present one, or besides; `words` say as a clause what to do for it.

    They are empty where it comes with another change. Of several, each option that is changed is a change of its own.
    """

    fact: Fact
    answer: Raw
    words: str


@dataclass(frozen=True, slots=True)
class NearMiss:
    """Changes that lead to one of the statuses in `possible`; which of them depends on what is still open.

    All are better than the present status, except where no changes ensure that. `clauses` decided the present
    status, and do not once the changes are made.
    """

    changes: tuple[Change, ...]
    possible: tuple[Status, ...]
    clauses: tuple[str, ...]


def near_misses(verdict: Verdict) -> tuple[NearMiss, ...]:
    """Of all smallest sets of changes that lead to a better status the best, and first asked first; at most `MOST`.

    None while there are questions left, or where the status is covered or unclear.
    """
    if verdict.questions or verdict.status not in BETTER:
        return ()
    reach = Reach(verdict.policy, verdict.outlook.known)
    for certain in (True, False):
        choices = Choices(reach, verdict.status, certain)
        if ways := choices.best():
            deciding = _deciding(verdict, reach.known)
            return tuple(
                _near_miss(verdict, reach, deciding, reach.completed(choices.changes(way)), way[-1]) for way in ways
            )
    return ()


def changed(verdict: Verdict, near: NearMiss) -> dict[str, Raw]:
    """By fact, the answers after the changes."""
    found: dict[str, Raw] = {}
    for change in near.changes:
        fact = change.fact
        found[fact.whole] = change.answer
        if isinstance(fact, Part):
            among = {each.fact.id: each.answer for each in near.changes}
            before = verdict.answers.get(fact.whole)
            had = before if isinstance(before, list) else []
            found[fact.whole] = [
                option
                for option in verdict.policy.fact(fact.whole).options
                if among.get(f"{fact.whole}.{option}", option in had)
            ]
    return found


class Reach:
    """What the visitor can make of which facts, by the class of the new answer, and the `known` answers that stay.

    A `dormant` fact is asked only once something else has changed: what can be made of it then comes with that change.
    """

    def __init__(self, policy: Policy, answers: Mapping[int, int]) -> None:
        outlook = Outlook(policy, answers, frozenset())
        self.policy = policy
        self.attainable = _expressible(policy, outlook, [_attainable(fact, outlook) for fact in policy.variables])
        unasked = [at for at, fact in enumerate(policy.variables) if outlook.settled(fact.asked) is False]
        self.dormant = [at for at in unasked if self.attainable[at]]
        self.known = {at: group for at, group in answers.items() if at not in self.dormant}

    def completed(self, changes: Changes) -> Changes:
        """The changes, with all that comes with them."""
        found = dict(changes)
        for at in self.dormant:
            if Outlook(self.policy, {**self.known, **found}, frozenset()).is_asked(at):
                found.setdefault(at, min(self.attainable[at]))
        return sorted(found.items())


class Choices:
    """The diagram of choices for a better status than `status`.

    Its leaves are the statuses that are possible then. `certain`: all of them must be better, whatever is still open;
    else it is enough that one is. What comes with another change has no price.
    """

    def __init__(self, reach: Reach, status: str, certain: bool) -> None:
        self._known = known = reach.known
        self._attainable, self._dormant = reach.attainable, reach.dormant
        self.kept = tuple(known.get(at, class_count(fact)) for at, fact in enumerate(reach.policy.variables))
        """By fact the class of its answer; where it is open, one past the last."""
        self._levels = [fact.level for fact in reach.policy.variables]
        self._better = sum(map(_bit, BETTER[status]))
        self._certain = certain
        self._space = Space(reach.policy.order)
        self._union = self._space.operation(_either)
        self._open: dict[Node, Diagram] = {}
        self._prices: dict[Node, int] = {}
        self._ways: dict[Node, list[Way]] = {}
        fixed = {at: group for at, group in known.items() if not self._attainable[at]}
        self._choices = self._offer(Restriction(fixed)(reach.policy.status))

    def best(self) -> list[Way]:
        """Of all ways of the least price the best; none where no way leads there."""
        return [] if self._price(self._choices) >= NOWHERE else self._best(self._choices)

    def changes(self, way: Way) -> Changes:
        """The facts that it changes, in asking order, each with its class then."""
        return [(at, group) for at, group in enumerate(way[1]) if group != self.kept[at]]

    def _offer(self, diagram: Any) -> Diagram:
        """The diagram with each open fact asked for a choice: one of its classes, or last, to leave it open."""
        if not isinstance(diagram, Node):
            return _bit(diagram)
        if diagram not in self._open:
            self._open[diagram] = self._offered(diagram.fact, tuple(map(self._offer, diagram.children)))
        return self._open[diagram]

    def _offered(self, at: int, children: tuple[Diagram, ...]) -> Diagram:
        if at in self._known or at in self._dormant:
            return self._space.node(at, children)
        left_open = reduce(self._union, dict.fromkeys(children))
        offered = self._certain and self._attainable[at]
        return self._space.node(at, (*children, left_open)) if offered else left_open

    def _leads(self, possible: Any) -> bool:
        better = possible & self._better
        return bool(better == possible if self._certain else better)

    def _price(self, diagram: Diagram) -> int:
        if not isinstance(diagram, Node):
            return 0 if self._leads(diagram) else NOWHERE
        if diagram not in self._prices:
            steps = (self._step(diagram.fact, group) for group in range(len(diagram.children)))
            self._prices[diagram] = min(map(add, steps, map(self._price, diagram.children)))
        return self._prices[diagram]

    def _step(self, at: int, group: int) -> int:
        """The price of a choice: nothing to keep an answer, to leave it open, or for what comes with another change.

        A lower level is dear: there is less to be got from it.
        """
        if group == self.kept[at]:
            return 0
        if group not in self._attainable[at]:
            return NOWHERE
        lowered = self._levels[at] and at in self._known and group < self.kept[at]
        return int(at not in self._dormant) + LOWERED * lowered

    def _best(self, diagram: Diagram) -> list[Way]:
        """The best of the cheapest ways from here: a best way continues, from each node on it, by a best one there.

        For what comes first of two ways still does so with one more change in both. So no more than `MOST` need be
        known of each node, however many there are.
        """
        if not isinstance(diagram, Node):
            possible = tuple(each for each in STATUSES if _bit(each) & diagram)  # type: ignore[operator]
            return [(STATUSES.index(possible[-1]), self.kept, possible)]
        if diagram not in self._ways:
            self._ways[diagram] = sorted(self._onward(diagram))[:MOST]
        return self._ways[diagram]

    def _onward(self, node: Node) -> Iterator[Way]:
        for group, child in enumerate(node.children):
            step = self._step(node.fact, group)
            if step + self._price(child) == self._price(node):
                for worst, groups, possible in self._best(child):
                    yield worst, (*groups[: node.fact], group, *groups[node.fact + 1 :]), possible


def _attainable(fact: Fact, outlook: Outlook) -> dict[int, Remedy]:
    """What the visitor can make of a fact, under the answers so far, by the class of the new answer."""
    return {each.group: each for each in fact.can_become if outlook.settled(each.when) is True}


def _expressible(policy: Policy, outlook: Outlook, found: list[dict[int, Remedy]]) -> list[dict[int, Remedy]]:
    """Those of several only where the answer is then known as a whole: it is already, or every option of it comes."""
    for fact in policy.facts:
        places = policy.positions(fact.id)
        comes = outlook.settled(fact.asked) is False and all(found[at] for at in places)
        known = all(at in outlook.known for at in places)
        if KINDS[fact.type].many and not known and not comes:
            for at in places:
                found[at] = {}
    return found


def _bit(status: str) -> int:
    """A status as a set of statuses, of which each is a bit."""
    return 1 << STATUSES.index(status)


def _either(one: Any, two: Any) -> Any:
    return None if one is None or two is None else one | two


def _deciding(verdict: Verdict, known: Mapping[int, int]) -> list[Rule]:
    """The rules that decided the status."""
    deciding = DECIDING.get(verdict.status) if verdict.status else None
    rules = [rule for rule in verdict.policy.rules if rule.effect == deciding]
    return [rule for rule in rules if Restriction(known)(rule.active) is True]


def _near_miss(
    verdict: Verdict, reach: Reach, deciding: list[Rule], changes: Changes, possible: tuple[Status, ...]
) -> NearMiss:
    after = Restriction({**reach.known, **dict(changes)})
    lifted = [rule for rule in deciding if after(rule.active) is not True]
    return NearMiss(
        tuple(_change(verdict, reach, at, group) for at, group in changes),
        possible,
        tuple(dict.fromkeys(clause for rule in lifted for clause in rule.clauses)),
    )


def _change(verdict: Verdict, reach: Reach, at: int, group: int) -> Change:
    fact, remedy = verdict.policy.variables[at], reach.attainable[at][group]
    answer = verdict.today.isoformat() if KINDS[fact.type].days else remedy.answer
    return Change(fact, answer, "" if at in reach.dormant else remedy.words)
