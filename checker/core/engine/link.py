"""Answers as links write them: yes/no as `yes` and `no`, several with commas between them, or `none`.

“I don't know” is `unknown`; everything else is as it is.
"""

from collections.abc import Mapping
from datetime import date

from checker.core.engine.answers import Answers, InputError, classes_of
from checker.core.model.kinds import KINDS, NONE, Raw
from checker.core.model.policy import Fact, Policy

UNKNOWN = "unknown"


def read_answers(policy: Policy, written: Mapping[str, str], today: date) -> Answers:
    """The answers that a link writes, without those that the policy does not know."""
    found = {fact.id: _value(fact, written[fact.id]) for fact in policy.facts if fact.id in written}
    return {name: value for name, value in found.items() if _is_possible(policy, name, value, today)}


def written(answers: Answers) -> dict[str, str]:
    """The answers as a link writes them."""
    return {name: word(value) for name, value in answers.items()}


def word(value: object) -> str:
    """One answer as a link writes it."""
    if value is None:
        return UNKNOWN
    if isinstance(value, list):
        return ",".join(map(str, value)) or NONE
    return ("no", "yes")[value] if isinstance(value, bool) else str(value)


def _value(fact: Fact, text: str) -> Raw | None:
    if text == UNKNOWN:
        return None
    return KINDS[fact.type].read(text)


def _is_possible(policy: Policy, name: str, value: object, today: date) -> bool:
    try:
        return value is None or bool(classes_of(policy, policy.fact(name), value, today))
    except InputError:
        return False
