"""Cases of one policy, sorted into kinds: between those of a kind, no diagram of the policy tells apart.

Verdicts of a kind differ in nothing but what the answers themselves say: an amount, a date, and which of them were
ignored. So anyone who decides many cases need look at each kind once. A walk leads to a kind: it fills the answers
into all diagrams at once, and remembers where each of them led.
"""

from collections.abc import Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from checker.core.engine.answers import Answers, classify
from checker.core.engine.decided import Forcing
from checker.core.engine.reasons import DECIDING
from checker.core.model.diagram import Diagram, Node, Space
from checker.core.model.kinds import KINDS
from checker.core.model.policy import CONDITIONAL, COVERED, NOT_COVERED, UNCLEAR, Policy, Rule

MOST_STATES = 10_000
"""So many states of a walk are remembered; then all are forgotten, so that memory stays flat."""


@dataclass(frozen=True, slots=True)
class Case:
    """Answers on a day, the `kind` of the case, and the facts whose answers are `ignored`."""

    answers: Answers
    today: date
    kind: Hashable
    ignored: tuple[str, ...]


class Sorter:
    """Sorts cases of a policy as it is on their day (see `checker.core.model.dated`)."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._forcing = Forcing(policy.order)
        self._several = [fact.id for fact in policy.facts if KINDS[fact.type].many]
        self._excluded = Walk(policy, _of_exclusion(policy))
        self._asked = Walk(policy, [variable.asked for variable in policy.variables])
        self._whole = Walk(policy, _of_all(policy))

    def sort(self, answers: Answers, today: date) -> Case:
        """The case. Raises InputError as `decide` does."""
        policy = self.policy
        known = classify(policy, answers, today)
        asked, state = self._asked.under(known), self._excluded.under(known)
        if state.diagrams[0] != NOT_COVERED:
            state = self._whole.under(known)
        unasked = [at for at in known if asked.diagrams[at] is False]
        counted = {at: group for at, group in known.items() if at not in unasked} if unasked else known
        kind = (state, *self._decisive(state, counted), *self._open(state, asked, answers))
        ignored = tuple(dict.fromkeys(policy.variables[at].whole for at in sorted(unasked)))
        return Case(answers, today, kind, ignored)

    def _decisive(self, state: "State", counted: Mapping[int, int]) -> tuple[Hashable, ...]:
        """Everything of the answers that tells which of them decided, and in which words."""
        if isinstance(state.diagrams[0], Node):
            return ()
        if state.decisive is None:
            state.decisive = (self.policy.status, *self._telling(state))
        forcing = tuple(self._forcing(diagram, counted) for diagram in state.decisive)
        return forcing, tuple(counted[at] for each in forcing for at in each)

    def _telling(self, state: "State") -> list[Diagram]:
        """When the rules apply that say what decided a verdict, and what asks for an action."""
        status: Any = state.diagrams[0]
        due = [rule for rule in self.policy.rules if rule.action] if status in (CONDITIONAL, UNCLEAR) else []
        deciding = _deciding(self.policy, DECIDING[status]) if status != COVERED else []
        found = dict.fromkeys(rule.active for rule in (*deciding, *due))
        return [each for each in found if isinstance(each, Node) and state.of(each) is True]

    def _open(self, state: "State", asked: "State", answers: Answers) -> tuple[Hashable, ...]:
        """What else matters: which of several are none at all; and while something is open, what can be asked."""
        none = tuple(answers.get(name) == [] for name in self._several)
        if state.is_settled:
            return (none,)
        return none, asked, frozenset(answers), frozenset(name for name, value in answers.items() if value is None)


class State:
    """The diagrams under some answers, and where further ones led, by position and class."""

    __slots__ = ("_places", "decisive", "diagrams", "is_settled", "ways")

    def __init__(self, diagrams: tuple[Diagram, ...], places: Mapping[Diagram, int]) -> None:
        self.diagrams = diagrams
        self.is_settled = not any(isinstance(each, Node) for each in diagrams)
        self.ways: dict[tuple[int, int], State] = {}
        self.decisive: tuple[Diagram, ...] | None = None
        self._places = places

    def of(self, diagram: Diagram) -> Diagram:
        """What became of one of the diagrams that the walk began with."""
        return self.diagrams[self._places[diagram]]


class Walk:
    """Fills answers into diagrams, in the order in which these ask."""

    def __init__(self, policy: Policy, diagrams: Iterable[Diagram]) -> None:
        self._order = policy.order or tuple(range(len(policy.variables)))
        self._place = {fact: place for place, fact in enumerate(self._order)}
        self._diagrams = tuple(diagrams)
        self._places = {each: at for at, each in reversed([*enumerate(self._diagrams)])}
        self._forget()

    def under(self, known: Mapping[int, int]) -> State:
        """The diagrams under these answers."""
        if len(self._states) > MOST_STATES:
            self._forget()
        state = self._start
        if state.is_settled:
            return state
        for at in self._order:
            if at in known:
                way = (at, known[at])
                state = state.ways.get(way) or self._go(state, *way)
        return state

    def _forget(self) -> None:
        self._states: dict[tuple[Diagram, ...], State] = {}
        self._space = Space(self._order)
        self._start = self._state(self._diagrams)

    def _state(self, diagrams: tuple[Diagram, ...]) -> State:
        if diagrams not in self._states:
            self._states[diagrams] = State(diagrams, self._places)
        return self._states[diagrams]

    def _go(self, state: State, at: int, group: int) -> State:
        memo: dict[Node, Diagram] = {}
        filled = tuple([self._filled(each, at, group, memo) for each in state.diagrams])
        state.ways[at, group] = found = self._state(filled)
        return found

    def _filled(self, diagram: Diagram, at: int, group: int, memo: dict[Node, Diagram]) -> Diagram:
        """The diagram with the answer filled in: the same object where that makes no difference."""
        if not isinstance(diagram, Node) or self._place[diagram.fact] > self._place[at]:
            return diagram
        if diagram.fact == at:
            return diagram.children[group]
        if diagram not in memo:
            children = tuple(self._filled(each, at, group, memo) for each in diagram.children)
            same = all(new is old for new, old in zip(children, diagram.children, strict=True))
            memo[diagram] = diagram if same else self._space.node(diagram.fact, children)
        return memo[diagram]


def _deciding(policy: Policy, effect: str) -> list[Rule]:
    return [rule for rule in policy.rules if rule.effect == effect and not rule.offer]


def _of_exclusion(policy: Policy) -> Collection[Diagram]:
    """The status, and everything else that a verdict rests on that nothing is covered."""
    rules = _deciding(policy, DECIDING[NOT_COVERED])
    beaten = {name for rule in rules for name in rule.beats}
    found = [policy.status, *(rule.active for rule in rules), *(way.when for rule in rules for way in rule.instead)]
    return dict.fromkeys([*found, *(rule.holds for rule in policy.rules if rule.id in beaten)])


def _of_all(policy: Policy) -> Collection[Diagram]:
    """The status, and everything else that any other verdict rests on."""
    beaten = {name for rule in policy.rules for name in rule.beats}
    found = [policy.status, *policy.alone, *policy.matters, *(rule.active for rule in policy.rules)]
    found += [rule.holds for rule in policy.rules if rule.id in beaten]
    return dict.fromkeys([*found, *(item.shown for item in policy.checklist)])
