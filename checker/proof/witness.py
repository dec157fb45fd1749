"""Answers in the raw: for classes of answers, values that a visitor could give, also as a command line."""

import json
from datetime import date

from checker.core.model.classes import class_count, value_of
from checker.core.model.policy import Fact, Policy
from checker.proof.walks import Way

Answers = dict[str, object]


def raw_answers(policy: Policy, path: Way, today: date) -> Answers:
    """A value for each class in `path`, in asking order; None for the class past the last, which is "I don't know"."""
    return {policy.facts[at].id: raw_value(policy.facts[at], branch, today) for at, branch in sorted(path.items())}


def raw_value(fact: Fact, branch: int, today: date) -> object:
    """A value of the fact's class `branch`."""
    return None if branch == class_count(fact) else value_of(fact, branch, today)


def command(policy: Policy, answers: Answers, today: date) -> str:
    """The command that gives a verdict on these answers; with the day, if it counts."""
    dated = policy.days or any(fact.type == "date" and answers.get(fact.id) for fact in policy.facts)
    day = f" --today {today}" if dated else ""
    return f"checker check {policy.id} --answers -{day} <<< '{json.dumps(answers)}'"
