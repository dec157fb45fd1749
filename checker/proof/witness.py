"""Answers in the raw: for classes of answers, values that a visitor could give, as a command line and as a link."""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import urlencode

from checker.core.model.calendar import is_over, last_day
from checker.core.model.policy import Fact, Policy
from checker.proof.walks import Way

Answers = dict[str, object]


def raw_answers(policy: Policy, path: Way, today: date) -> Answers:
    """A value for each class in `path`, in asking order; None for the class past the last, which is "I don't know"."""
    return {policy.facts[at].id: raw_value(policy.facts[at], branch, today) for at, branch in sorted(path.items())}


def raw_value(fact: Fact, branch: int, today: date) -> object:
    """A value of the fact's class `branch`."""
    match fact.type:
        case "yes/no":
            return (True, False, None)[branch]
        case "integer":
            return (fact.minimum, *fact.cuts, None)[branch]
        case "date":
            return (*_days(fact, today), None)[branch]
        case _:
            return (*fact.options, None)[branch]


def command(policy: Policy, answers: Answers, today: date) -> str:
    """The command that gives a verdict on these answers; with the day, if it counts."""
    day = f" --today {today}" if any(fact.type == "date" and answers.get(fact.id) for fact in policy.facts) else ""
    return f"checker check {policy.id} --answers -{day} <<< '{json.dumps(answers)}'"


def link(policy: Policy, answers: Mapping[str, object]) -> str:
    """The same answers as a link to the checker page, from the site's root."""
    query = urlencode({name: _linked(value) for name, value in answers.items()})
    return f"checker/#{policy.id}" + (f"?{query}" if query else "")


def _linked(value: object) -> str:
    words = {None: "unknown", True: "yes", False: "no"}
    return words[value] if value is None or isinstance(value, bool) else str(value)


def _days(fact: Fact, today: date) -> list[str]:
    """For each class, its latest day: today, and for each window the first day past which it is over."""
    days = [today]
    for window in fact.windows:
        day = today - (last_day(today, window.amount, window.unit) - today)
        while is_over(day, window.amount, window.unit, today):
            day += timedelta(days=1)
        while not is_over(day, window.amount, window.unit, today):
            day -= timedelta(days=1)
        days.append(day)
    return [day.isoformat() for day in days]
