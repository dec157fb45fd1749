"""Answers in the raw: for classes of answers, values that a visitor could give, also as a command line."""

import json
from datetime import date

from checker.core.model.classes import answers_of
from checker.core.model.kinds import KINDS
from checker.core.model.policy import Policy
from checker.proof.walks import Way

Answers = dict[str, object]


def raw_answers(policy: Policy, path: Way, today: date) -> Answers:
    """A value for each class in `path`, in asking order; None for the class past the last, which is "I don't know".

    Of several, nobody knows some options and not the others: those that are not in `path` are not among the answer.
    """
    return {**answers_of(((policy.variables[at], branch) for at, branch in sorted(path.items())), today)}


def command(policy: Policy, answers: Answers, today: date) -> str:
    """The command that gives a verdict on these answers; with the day, if it counts."""
    dated = policy.days or any(KINDS[fact.type].days and answers.get(fact.id) for fact in policy.facts)
    day = f" --today {today}" if dated else ""
    return f"checker check {policy.id} --answers -{day} <<< '{json.dumps(answers)}'"
