"""The classes of a fact's values: how many there are, and a value of each."""

from bisect import bisect_left
from datetime import date

from checker.core.model.calendar import is_over
from checker.core.model.kinds import KINDS
from checker.core.model.policy import Fact, Window


def class_count(fact: Fact) -> int:
    """How many classes the values of the fact fall into."""
    return KINDS[fact.type].count(fact)


def bounds(fact: Fact, group: int) -> tuple[int, int]:
    """The first and the last whole number of a class."""
    assert fact.minimum is not None and fact.maximum is not None
    edges = (fact.minimum, *fact.cuts, fact.maximum + 1)
    return edges[group], edges[group + 1] - 1


def value_of(fact: Fact, group: int, today: date, given: object = None) -> str | int | bool:
    """A value of the class: the number nearest to the `given` one, or the latest day."""
    if fact.type == "yes/no":
        return group == 0
    if fact.type == "integer":
        first, last = bounds(fact, group)
        return last if isinstance(given, int) and given > last else first
    if fact.type == "date":
        return (_last_over(fact.windows[group - 1], today) if group else today).isoformat()
    return list(fact.options)[group]


def _last_over(window: Window, today: date) -> date:
    """The latest day from which the window is over."""
    days = range(1, today.toordinal() + 1)
    runs = bisect_left(
        days, True, key=lambda day: not is_over(date.fromordinal(day), window.amount, window.unit, today)
    )
    return date.fromordinal(runs)
