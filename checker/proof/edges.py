"""Property: the classes of numbers and dates are uniform, and none is one too many.

Every comparison in the policy file is made again on raw values, by ordinary arithmetic that shares nothing with the
engine or the compiler, one below, at and one above each edge. Two neighbours must be in the same class exactly if no
comparison tells them apart.
"""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from operator import eq, ge, gt, le, lt, ne

from dateutil.relativedelta import relativedelta

from checker.core.engine.answers import class_of
from checker.core.model.diagram import Space
from checker.core.model.kinds import KINDS
from checker.core.model.policy import Fact
from checker.policy.grammar import Comparison, Condition, DateComparison, parts
from checker.policy.resolve import Resolver
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject

OPERATORS: dict[str, Callable[[int, int], bool]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
TODAYS = [date(2026, 11, 22), date(2026, 12, 31), date(2027, 2, 28), date(2027, 8, 31), date(2028, 2, 29)]

Edge = tuple[object, object]
"""Two neighbouring values, as an answer gives them."""


def prove_edges(subject: Subject) -> Proof:
    """Around each edge, the classes change exactly where a comparison does."""
    exploration = subject.exploration
    conditions = [part for each in Resolver(subject.file, Space()).conditions() for part in parts(each)]
    tried, failures = 0, list[Failure]()
    for position, fact in enumerate(exploration.policy.variables):
        for today, edge, told_apart in _edges(fact, conditions, TODAYS if not fact.days else [exploration.day]):
            tried += 1
            classes = [class_of(exploration.policy, fact, value, today) for value in edge]
            if (classes[0] != classes[1]) != told_apart:
                failures.append(_failure(fact, today, edge, told_apart, {position: classes[1]}))
    return Proof(f"{tried} pairs of neighbouring numbers and dates", tuple(failures))


def _edges(fact: Fact, conditions: list[Condition], todays: list[date]) -> Iterator[tuple[date, Edge, bool]]:
    """Neighbours around each edge, and whether a condition tells them apart."""
    kind = KINDS[fact.type]
    if kind.numbers:
        comparisons = [each for each in conditions if isinstance(each, Comparison) and each.fact == fact.id]
        for number in _numbers(fact, comparisons):
            told_apart = any(_holds(each, number) != _holds(each, number + 1) for each in comparisons)
            yield TODAYS[0], (number, number + 1), told_apart
    if kind.days:
        compared = [
            each for each in conditions if isinstance(each, DateComparison | Comparison) and each.fact == fact.id
        ]
        for today in todays:
            for day in _days(fact, compared, today):
                after = day + timedelta(days=1)
                told_apart = any(_is_true(each, day, today) != _is_true(each, after, today) for each in compared)
                yield today, (day.isoformat(), after.isoformat()), told_apart


def _numbers(fact: Fact, comparisons: list[Comparison]) -> list[int]:
    """The numbers around each that is compared or begins a class; each with its successor is a pair of neighbours."""
    assert fact.minimum is not None and fact.maximum is not None
    marks = {*fact.cuts, *(int(value) for each in comparisons for value in each.values)}
    around = {mark + step for mark in marks for step in (-2, -1, 0, 1)}
    return sorted(number for number in around if fact.minimum <= number < fact.maximum)


def _days(fact: Fact, compared: list[DateComparison | Comparison], today: date) -> list[date]:
    """The days around each that is compared, begins a class, or from which a window ends today.

    As far as the day before today, if the fact cannot be later.
    """
    windows = [each for each in compared if isinstance(each, DateComparison)]
    lengths = {(each.amount, each.unit) for each in windows} | {(each.amount, each.unit) for each in fact.windows}
    marks = {today, *(today - relativedelta(**{unit: amount}) for amount, unit in lengths)}
    named = [day for each in compared if isinstance(each, Comparison) for day in each.values]
    marks |= {date.fromisoformat(day) for day in (*named, *fact.days)}
    days = {mark + timedelta(days=step) for mark in marks for step in range(-4, 4)}
    return sorted(day for day in days if day < today or not fact.max_today)


def _holds(comparison: Comparison, number: int) -> bool:
    values = [int(value) for value in comparison.values]
    return number in values if comparison.operator == "in" else OPERATORS[comparison.operator](number, values[0])


def _is_true(comparison: DateComparison | Comparison, day: date, today: date) -> bool:
    if isinstance(comparison, Comparison):
        return OPERATORS[comparison.operator](day.toordinal(), date.fromisoformat(comparison.values[0]).toordinal())
    last: date = day + relativedelta(**{comparison.unit: comparison.amount})
    if comparison.first_counts and (comparison.unit == "days" or last.day == day.day):
        last -= timedelta(days=1)
    return today <= last


def _failure(fact: Fact, today: date, edge: Edge, told_apart: bool, answers: dict[int, int]) -> Failure:
    values = f"{fact.id} = {edge[0]} and {edge[1]}" + (f" (on {today})" if KINDS[fact.type].days else "")
    if told_apart:
        return Failure(f"A condition tells {values} apart, but they are in one class.", "an edge between them", answers)
    return Failure(f"No condition tells {values} apart, but they are in two classes.", "one class", answers)
