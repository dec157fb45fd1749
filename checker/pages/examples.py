"""Examples: few answers, none to spare, that make a condition true and let it decide what depends on it."""

from collections.abc import Mapping
from datetime import date
from functools import partial

from checker.core.model.calendar import parse_date
from checker.core.model.classes import answers_of
from checker.core.model.diagram import Diagram, Node, Restriction, Space
from checker.core.model.kinds import KINDS
from checker.core.model.policy import (
    CONDITIONAL,
    COVERED,
    LIMITED,
    NOT_COVERED,
    NOT_OFFERED,
    OFFERED,
    UNCLEAR,
    Policy,
    Rule,
)
from checker.core.model.truth import Truth

Answers = dict[str, object]
OF_EFFECT = {
    "cover": COVERED,
    "exclude": NOT_COVERED,
    "doubt": UNCLEAR,
    "require": CONDITIONAL,
    "limit": LIMITED,
}
VALUE_OF = {"grant": OFFERED, "deny": NOT_OFFERED, "doubt": UNCLEAR}
HELPING = (COVERED, CONDITIONAL, LIMITED, UNCLEAR)
"""Statuses of verdicts that carry offers, terms and a checklist."""


def find_example(policy: Policy, holds: Diagram, effect: str, today: date) -> Answers | None:
    """Answers that make `holds` true, and let it decide the status if its effect can; None if there are none.

    Where it cannot, the status may be open, but is one of HELPING.
    """
    meant = partial(_decided, OF_EFFECT[effect]) if effect in OF_EFFECT else _helps
    settled = Space(policy.order).combine(meant, holds, policy.status)
    path = _shortest(settled, {})
    if path is None:
        return None
    needed = _needed(settled, path)
    return {**answers_of(((policy.variables[at], needed[at]) for at in sorted(needed)), today)}


def find_rule_example(policy: Policy, rule: Rule, today: date) -> Answers | None:
    """Answers that let the rule decide the status, or the value of its offer."""
    if not rule.offer:
        return find_example(policy, rule.active, rule.effect, today)
    value = next(offer.value for offer in policy.offers if offer.id == rule.offer)
    holds = Space(policy.order).combine(partial(_decided, VALUE_OF[rule.effect]), rule.active, value)
    return find_example(policy, holds, "", today)


def is_lasting(policy: Policy, answers: Answers, today: date) -> bool:
    """Whether the example will be true on every later day: no window from one of its dates still runs.

    And no condition changes with a later day.
    """
    named = [(policy.fact(name), parse_date(answer)) for name, answer in answers.items()]
    dates = [(fact, day) for fact, day in named if KINDS[fact.type].days and day]
    over = all(today > window.last_day(day) for fact, day in dates for window in fact.windows)
    return over and not any(day > today.isoformat() for day in policy.days)


def _decided(wanted: str, holds: Truth, value: str | None) -> Truth:
    if holds is False:
        return False
    return None if holds is None or value is None else value == wanted


def _helps(holds: Truth, status: str | None) -> Truth:
    if holds is False or (status is not None and status not in HELPING):
        return False
    return None if holds is None or status is None else True


def _shortest(diagram: Diagram, memo: dict[Node, Mapping[int, int] | None]) -> Mapping[int, int] | None:
    """The fewest answers, as classes by position, that lead to true."""
    if not isinstance(diagram, Node):
        return {} if diagram is True else None
    if diagram not in memo:
        ways = [(branch, _shortest(child, memo)) for branch, child in enumerate(diagram.children)]
        open_ways = [{diagram.fact: branch, **way} for branch, way in ways if way is not None]
        memo[diagram] = min(open_ways, key=len, default=None)
    return memo[diagram]


def _needed(diagram: Diagram, path: Mapping[int, int]) -> Mapping[int, int]:
    """The path without the answers that the leaf at its end does not need: on the way they only seemed to matter."""
    leaf = Restriction(path)(diagram)
    for fact in sorted(path):
        fewer = {each: branch for each, branch in path.items() if each != fact}
        if Restriction(fewer)(diagram) == leaf:
            path = fewer
    return path
