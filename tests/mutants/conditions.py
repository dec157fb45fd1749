"""Mutants of a condition: negated, widened, narrowed by one, or with an option taken for its neighbour."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

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

SHIFTED = {">=": ">", ">": ">=", "<=": "<", "<": "<="}


def mutants(condition: Condition, data: Mapping[str, Any]) -> Iterator[Condition]:
    """Every mutant that differs in one place; `data` is the policy file."""
    yield condition.operand if isinstance(condition, Not) else Not(condition)
    match condition:
        case Not(operand):
            yield from map(Not, list(mutants(operand, data))[1:])
        case Both(operands) | Either(operands):
            yield Either(operands) if isinstance(condition, Both) else Both(operands)
            yield from _in_operands(type(condition), operands, data)
        case DateComparison():
            yield from (replace(condition, amount=condition.amount + step) for step in (-1, 1))
            if condition.unit == "months":  # of days, it is one of these
                yield replace(condition, first_counts=not condition.first_counts)
        case TodayComparison(_, day):
            yield from (replace(condition, day=each) for each in days_beside(day))
        case Offered(offer):
            yield from (replace(condition, offer=each) for each in _neighbours(offer, list(data["offers"])))
        case Comparison():
            yield from _compared(condition, data["facts"][condition.fact])


def _in_operands(kind: Any, operands: tuple[Condition, ...], data: Mapping[str, Any]) -> Iterator[Condition]:
    """One operand left out, or mutated."""
    for at, operand in enumerate(operands):
        before, after = operands[:at], operands[at + 1 :]
        yield kind((*before, *after)) if len(operands) > 2 else (*before, *after)[0]
        yield from (kind((*before, each, *after)) for each in mutants(operand, data))


def _compared(comparison: Comparison, fact: Mapping[str, Any]) -> Iterator[Condition]:
    """The operator shifted by one; a value added, left out, or taken for its neighbour."""
    operator, values = comparison.operator, comparison.values
    if operator in SHIFTED:
        yield replace(comparison, operator=SHIFTED[operator])
    if operator == "==" and fact["type"] in ("ordered", "integer"):
        yield from (replace(comparison, operator=wider) for wider in ("<=", ">="))
    for at, value in enumerate(values):
        before, after = values[:at], values[at + 1 :]
        if before or after:
            yield replace(comparison, values=(*before, *after))
        for other in _others(value, fact):
            if other not in values:
                yield replace(comparison, values=(*before, other, *after))
                if operator in ("==", "in") and "options" in fact:
                    yield replace(comparison, operator="in", values=(*values, other))
                if operator == "has":
                    yield replace(comparison, values=(*values, other))


def days_beside(day: str) -> list[str]:
    """The day before, and the day after."""
    return [(date.fromisoformat(day) + timedelta(days=step)).isoformat() for step in (-1, 1)]


def _others(value: str, fact: Mapping[str, Any]) -> list[str]:
    if fact["type"] == "date":
        return days_beside(value)
    if fact["type"] == "integer":
        return [str(int(value) - 1), str(int(value) + 1)]
    return _neighbours(value, ["yes", "no"] if fact["type"] == "yes/no" else list(fact["options"]))


def _neighbours(value: str, options: list[str]) -> list[str]:
    at = options.index(value)
    return [*options[max(0, at - 1) : at], *options[at + 1 : at + 2]]


def text(condition: Condition) -> str:
    """The condition as it is written."""
    match condition:
        case Always():
            return "always"
        case Name(fact):
            return fact
        case Offered(offer):
            return f"offered({offer})"
        case DateComparison(fact, operator, amount, unit, _, first_counts):
            return f"today {operator} {fact} {'for' if first_counts else '+'} {amount} {unit}"
        case ListedDay(fact, operator, table):
            return f"today {operator} {table}({fact})"
        case InSet(fact, name):
            return f"{fact} in {name}"
        case Asked(fact):
            return f"asked({fact})"
        case TodayComparison(operator, day):
            return f"today {operator} {day}"
        case Comparison(fact, "in", values):
            return f"{fact} in [{', '.join(values)}]"
        case Comparison(fact, "has none", ()):
            return f"{fact} has none"
        case Comparison(fact, "has", values) if len(values) > 1:
            return f"{fact} has any of [{', '.join(values)}]"
        case Comparison(fact, operator, (value,)):
            return f"{fact} {operator} {value}"
        case Not(operand):
            return f"not {_enclosed(operand)}"
        case Both(operands):
            return " and ".join(map(_enclosed, operands))
        case Either(operands):
            return " or ".join(map(_enclosed, operands))
    raise TypeError(condition)


def _enclosed(condition: Condition) -> str:
    return f"({text(condition)})" if isinstance(condition, (Both, Either)) else text(condition)
