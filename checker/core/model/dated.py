"""A policy on one day: what its diagrams ask of today is known, and no class of dates is empty.

A date may be compared with today (windows) and with days that a condition names. Which classes these make together
depends on the day: in 2026, nothing that was bought before 2024 is less than a year old. A diagram that had a way for
it would call possible what is not. So the engine takes the policy as it is on the day, where every class has a date in
it. That changes from one day to the next only on the days that `turning_days` gives.
"""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date, timedelta
from typing import Any

from checker.core.model.diagram import Diagram, Node, Space
from checker.core.model.kinds import KINDS, last_over
from checker.core.model.policy import Fact, Policy

ONE = timedelta(days=1)


def is_dated(policy: Policy) -> bool:
    """Whether the policy is not the same on every day."""
    return bool(policy.days) or any(map(_hangs_on_the_day, policy.facts))


def on_day(policy: Policy, today: date, every: bool = False) -> Policy:
    """The policy as it is on that day, the same object if that is so on every day.

    The dates of a fact then fall into classes by `days` alone. `every`: also those of facts that need it on no day.
    """
    asked = policy.variables
    chosen = [at for at, fact in enumerate(asked) if KINDS[fact.type].days and (every or _hangs_on_the_day(fact))]
    starts = {at: _starts(asked[at], today) for at in chosen}
    classes = {at: _classes(asked[at], found, today) for at, found in starts.items()}
    if not policy.days and all(_is_same(asked[at], classes[at]) for at in chosen):
        return policy
    translate = _translation(policy, classes, today)
    dated: Policy = _everywhere(policy, translate)
    began = {asked[at].id: found for at, found in starts.items()}
    facts = tuple(_dated(fact, began[fact.id], today) if fact.id in began else fact for fact in dated.facts)
    return replace(dated, facts=facts, days=())


def turning_days(policy: Policy, start: date) -> list[date]:
    """The days from `start` on, that one first, when the policy is not as on the day before.

    Not each when two windows of a fact end on one day: it then has a class less, and nothing else is different.
    """
    turns = {start, *map(date.fromisoformat, policy.days)}
    for fact in policy.facts:
        for day in map(date.fromisoformat, fact.days):
            ends = [window.last_day(each) for window in fact.windows for each in (day - ONE, day)]
            turns |= {day, *(end + ONE for end in ends if end < date.max)}
        if any(window.first_counts for window in fact.windows):
            turns.add((start.replace(day=1) + timedelta(days=31)).replace(day=1))  # when no two of them end on one day
    return sorted(day for day in turns if day >= start)


def _hangs_on_the_day(fact: Fact) -> bool:
    """Whether some of its classes may be empty on some days."""
    return bool(fact.days) or (len(fact.windows) > 1 and any(window.first_counts for window in fact.windows))


def _starts(fact: Fact, today: date) -> list[date]:
    """The first days of its classes on that day, but for the class of the earliest dates."""
    running = {last_over(window, today) + ONE for window in fact.windows}
    found = running | set(map(date.fromisoformat, fact.days))
    return sorted(day for day in found if not (fact.max_today and day > today))


def _classes(fact: Fact, starts: list[date], today: date) -> tuple[int, ...]:
    """By class on that day, the class that it has always."""
    ways = [starts[0] - ONE, *starts] if starts else [today]
    found = (KINDS[fact.type].class_of(fact, day.isoformat(), today) for day in ways)
    return tuple(each for each in found if each is not None)


def _is_same(fact: Fact, classes: tuple[int, ...]) -> bool:
    return not fact.windows and classes == tuple(range(KINDS[fact.type].count(fact)))


def _dated(fact: Fact, starts: list[date], today: date) -> Fact:
    became = tuple(replace(each, group=bisect_right(starts, today)) for each in fact.can_become)
    return replace(fact, windows=(), days=tuple(day.isoformat() for day in starts), can_become=became)


def _translation(policy: Policy, classes: Mapping[int, tuple[int, ...]], today: date) -> Callable[[Node], Diagram]:
    """What makes a diagram of the policy one of the policy on that day."""
    space, memo = Space(policy.order), dict[Node, Diagram]()
    reached = bisect_right(policy.days, today.isoformat())

    def translate(diagram: Diagram) -> Diagram:
        if not isinstance(diagram, Node):
            return diagram
        if diagram not in memo:
            memo[diagram] = made(diagram)
        return memo[diagram]

    def made(node: Node) -> Diagram:
        if node.fact == len(policy.variables):
            return translate(node.children[reached])
        groups = classes.get(node.fact, range(len(node.children)))
        return space.node(node.fact, tuple(translate(node.children[group]) for group in groups))

    return translate


def _everywhere(value: Any, translate: Callable[[Node], Diagram]) -> Any:
    """The value with each of its diagrams translated."""
    if isinstance(value, Node):
        return translate(value)
    if isinstance(value, tuple):
        return tuple(_everywhere(each, translate) for each in value)
    if isinstance(value, Mapping):
        return {name: _everywhere(each, translate) for name, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(
            value,
            **{each.name: _everywhere(getattr(value, each.name), translate) for each in fields(value) if each.init},
        )
    return value
