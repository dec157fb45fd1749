"""From a condition's tree to its decision diagram, with every name and type checked."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt, ne
from typing import Any

from checker.core.model.calendar import parse_date
from checker.core.model.diagram import Diagram, Space
from checker.core.model.kinds import KINDS
from checker.core.model.policy import OFFERED, Fact, parts_of
from checker.core.model.truth import both, either, negate
from checker.policy.fold import fold
from checker.policy.grammar import (
    Always,
    Asked,
    Both,
    Comparison,
    Condition,
    DateComparison,
    Either,
    InSet,
    ListedDay,
    Name,
    Not,
    Offered,
    TodayComparison,
)
from checker.policy.problems import allowed

OPERATORS: dict[str, Callable[[Any, Any], bool]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


class Mistake(ValueError):
    """Something in a condition that cannot be; `column` counts from 0 within the condition."""

    def __init__(self, what: str, hint: str = "", column: int = 0) -> None:
        super().__init__(what)
        self.hint = hint
        self.column = column


class Conditions:
    """Makes diagrams for one policy's conditions.

    `facts` are those that may be compared, in asking order; `derived` and `offer` give the diagrams of named
    conditions and of an offer's value, by name. `days` are those that today is compared with; diagrams ask for today
    at the position `today`.
    """

    def __init__(
        self,
        space: Space,
        facts: list[Fact],
        derived: Callable[[str, int], Diagram | None],
        offer: Callable[[str, int], Diagram],
        days: tuple[str, ...],
        today: int,
    ) -> None:
        self._space = space
        self._facts = facts
        self._derived = derived
        self._offer = offer
        self._days = days
        self._today = today

    def diagram(self, condition: Condition) -> Diagram:
        """Where the condition is true. Raises Mistake."""
        match condition:
            case Always():
                return True
            case Not(operand):
                return self._space.combine(negate, self.diagram(operand))
            case Both(operands):
                return fold(self._space, both, map(self.diagram, operands), True)
            case Either(operands):
                return fold(self._space, either, map(self.diagram, operands), False)
            case Offered(offer, column):
                return self._space.combine(_is_offered, self._offer(offer, column))
            case Name(name, column):
                return self._name(name, column)
            case DateComparison():
                return self._date_comparison(condition)
            case TodayComparison():
                return self._today_comparison(condition)
            case Comparison():
                return self._comparison(condition)
            case Asked(fact, column):
                return self._fact(fact, column)[1].asked
            case InSet() | ListedDay():
                raise AssertionError(condition)  # spelt out before: see `checker.policy.spelt_out`

    def _name(self, name: str, column: int) -> Diagram:
        derived = self._derived(name, column)
        if derived is not None:
            return derived
        position, fact = self._fact(name, column)
        if not KINDS[fact.type].alone:
            what = f"“{name}” alone is not a condition: the fact is of type {fact.type}."
            raise Mistake(what, f"Compare it with a value, as in “{KINDS[fact.type].example(fact)}”.", column)
        return self._ask(position, [True, False])

    def _comparison(self, comparison: Comparison) -> Diagram:
        position, fact = self._fact(comparison.fact, comparison.column)
        if comparison.operator not in KINDS[fact.type].operators:
            what = f"“{fact.id}” is of type {fact.type} and cannot be compared by “{comparison.operator}”."
            raise Mistake(what, f"Write it as in “{KINDS[fact.type].example(fact)}”.", comparison.column)
        values = [self._value(fact, text, comparison.column) for text in comparison.values]
        if KINDS[fact.type].many:
            return self._having(position, fact, values)
        truths = [_compare(comparison.operator, each, values) for each in _representatives(fact)]
        if len(set(truths)) == 1:
            what = (
                f"“{fact.id} {comparison.operator} {', '.join(comparison.values)}” is always {str(truths[0]).lower()}."
            )
            raise Mistake(what, "Compare with a value that tells answers apart.", comparison.column)
        return self._ask(position, truths)

    def _having(self, position: int, fact: Fact, options: list[int]) -> Diagram:
        """True where the fact is asked and one of the options is among its answer; without options, where none is."""
        among = [self._space.node(position + at, (True, False)) for at in options or range(len(fact.options))]
        some = fold(self._space, either, among, False)
        return self._space.combine(both, fact.asked, some if options else self._space.combine(negate, some))

    def _value(self, fact: Fact, text: str, column: int) -> int:
        options = list(fact.options) if fact.options else KINDS[fact.type].written(fact.options)
        if text in (each.id for each in self._facts) and text not in options:
            what = f"“{fact.id}” and “{text}” are two answers, and conditions do not compare answers with each other."
            raise Mistake(what, f"Compare it with a value, as in “{KINDS[fact.type].example(fact)}”.", column)
        if KINDS[fact.type].numbers:
            return _integer(fact, text, column)
        if KINDS[fact.type].days:
            return _day(text, column).toordinal()
        if text not in options:
            raise Mistake(f"“{text}” is not an option of “{fact.id}”.", allowed(text, options), column)
        return options.index(text)

    def _date_comparison(self, comparison: DateComparison) -> Diagram:
        position, fact = self._fact(comparison.fact, comparison.column)
        if not KINDS[fact.type].days:
            what = f"“{fact.id}” is of type {fact.type}, not a date."
            raise Mistake(what, f"Write it as in “{KINDS[fact.type].example(fact)}”.", comparison.column)
        holds, place, size = OPERATORS[comparison.operator], fact.windows.index(comparison.window), len(fact.days) + 1
        return self._ask(position, [holds(group // size, place) for group in range(KINDS[fact.type].count(fact))])

    def _today_comparison(self, comparison: TodayComparison) -> Diagram:
        """True in the classes of today whose first day compares so; the first class has the day before the second."""
        day = _day(comparison.day, comparison.column).toordinal()
        truths = [OPERATORS[comparison.operator](each, day) for each in _firsts(self._days)]
        if len(set(truths)) == 1:
            what = f"“today {comparison.operator} {comparison.day}” is always {str(truths[0]).lower()}."
            raise Mistake(what, "Compare with a day in this era.", comparison.column)
        return self._space.node(self._today, tuple(truths))

    def _ask(self, position: int, truths: list[bool]) -> Diagram:
        """True where the fact is asked and its class is one of the true ones."""
        variables = [variable for fact in self._facts for variable in parts_of(fact)]
        return self._space.combine(both, variables[position].asked, self._space.node(position, tuple(truths)))

    def _fact(self, name: str, column: int) -> tuple[int, Fact]:
        """The position of its variable, or of the first of several, and the fact."""
        names = [fact.id for fact in self._facts]
        if name not in names:
            raise Mistake(f"There is no fact “{name}” here.", allowed(name, names), column)
        at = names.index(name)
        return sum(len(parts_of(fact)) for fact in self._facts[:at]), self._facts[at]


def _is_offered(value: str | None) -> bool | None:
    return None if value is None else value == OFFERED


def _representatives(fact: Fact) -> list[int]:
    """One value of each class: positions of options (yes first), the first integer of each, a day as its number."""
    if KINDS[fact.type].days:
        return _firsts(fact.days) * (len(fact.windows) + 1)
    if KINDS[fact.type].numbers:
        assert fact.minimum is not None
        return [fact.minimum, *fact.cuts]
    return list(range(KINDS[fact.type].count(fact)))


def _firsts(days: Iterable[str]) -> list[int]:
    """By class between these days, the number of one in it."""
    return [date.min.toordinal(), *(date.fromisoformat(day).toordinal() for day in days)]


def _compare(operator: str, value: int, others: list[int]) -> bool:
    return value in others if operator == "in" else OPERATORS[operator](value, others[0])


def _integer(fact: Fact, text: str, column: int) -> int:
    assert fact.minimum is not None and fact.maximum is not None
    if not _is_integer(text) or not fact.minimum <= int(text) <= fact.maximum:
        hint = f"It takes a whole number from {fact.minimum} to {fact.maximum}."
        raise Mistake(f"“{text[:20]}” is not a value of “{fact.id}”.", hint, column)
    return int(text)


def _day(text: str, column: int) -> date:
    day = parse_date(text)
    if day is None:
        raise Mistake(f"“{text[:20]}” is not a date.", "Write it as YYYY-MM-DD.", column)
    return day


def _is_integer(text: str) -> bool:
    return re.fullmatch(r"-?[0-9]{1,15}", text) is not None


def cut_days(operator: str, text: str) -> set[str]:
    """The day when a comparison with the day that is written so changes; none if that is not a date."""
    day = parse_date(text)
    if day is None or (day == date.max and operator in ("<=", ">")):
        return set()
    first = day + timedelta(days=1) if operator in ("<=", ">") else day
    return {first.isoformat()} if first > date.min else set()


def cut_points(comparison: Comparison) -> set[int]:
    """The integers where the comparison may change, each the first of a class; none if a value is not an integer."""
    values = [int(text) for text in comparison.values if _is_integer(text)]
    starts = values if comparison.operator in ("<", ">=", "==", "!=", "in") else []
    ends = values if comparison.operator in ("<=", ">", "==", "!=", "in") else []
    return {*starts, *(value + 1 for value in ends)}
