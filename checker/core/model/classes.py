"""The classes of a fact's values: how many there are, and a value of each."""

from datetime import date

from checker.core.model.kinds import KINDS, Raw
from checker.core.model.policy import Fact


def class_count(fact: Fact) -> int:
    """How many classes the values of the fact fall into."""
    return KINDS[fact.type].count(fact)


def value_of(fact: Fact, group: int, today: date) -> Raw:
    """A value of the class: the first number, or the latest day."""
    return KINDS[fact.type].value(fact, group, today)
