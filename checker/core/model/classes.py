"""The classes of a fact's values: how many there are, and a value of each."""

from collections.abc import Iterable
from datetime import date

from checker.core.model.kinds import KINDS, Raw
from checker.core.model.policy import Fact, Part


def class_count(fact: Fact) -> int:
    """How many classes the values of the fact fall into."""
    return KINDS[fact.type].count(fact)


def value_of(fact: Fact, group: int, today: date) -> Raw:
    """A value of the class: the first number, or the latest day."""
    return KINDS[fact.type].value(fact, group, today)


def answers_of(groups: Iterable[tuple[Fact, int]], today: date) -> dict[str, Raw | None]:
    """By fact, a value of these classes of variables; None for the class past the last, which is “I don't know”.

    Of several, the options that are among them: one of which nothing is said is not, if anything is known of another.
    """
    found: dict[str, Raw | None] = {}
    for variable, group in groups:
        value = None if group == class_count(variable) else value_of(variable, group, today)
        if isinstance(variable, Part):
            others = found.get(variable.whole)
            listed = others if isinstance(others, list) else []
            found[variable.whole] = others if value is None else [*listed, *([variable.option] if value else [])]
        else:
            found[variable.id] = value
    return found
