"""Times to wait for something, as terms give them to scripts, and which of two is the longer one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.policy.placed import plain
from checker.policy.problems import Problem
from checker.policy.written import Written

NONE = "none"
"""The value where no time is promised."""
MINUTES = {"minutes": 1, "hours": 60, "days": 24 * 60}
WORKING = {"working-minutes": (1, 0), "working-hours": (60, 0), "working-days": (0, 1)}
"""Minutes and days of work in each; how many minutes a day of work has, no unit says."""
FORM = f"Write one of {', '.join((*MINUTES, *WORKING))} with a whole number, or none where no time is promised."


@dataclass(frozen=True)
class Wait:
    """A time: minutes by the clock, or of minutes and days those in which the desk works."""

    minutes: int
    days: int = 0
    working: bool = False


def check_waits(file: Written) -> Iterator[Problem]:
    """Values of terms that are times to wait, and are none."""
    for term in file.terms.values():
        for case in term.cases if term.wait else ():
            value = plain(case.value)
            if value not in (None, NONE) and read_wait(value) is None:
                yield Problem(case.text.place(), "The value is no time to wait.", FORM)


def read_wait(value: object) -> Wait | None:
    """The time that a value gives; None where it gives none."""
    if not isinstance(value, Mapping) or len(value) != 1:
        return None
    ((unit, amount),) = value.items()
    if not isinstance(amount, int) or isinstance(amount, bool) or amount < 0:
        return None
    if unit in MINUTES:
        return Wait(amount * MINUTES[unit])
    if unit not in WORKING:
        return None
    minutes, days = WORKING[unit]
    return Wait(amount * minutes, amount * days, working=True)


def may_wait_longer(below: Any, above: Any) -> bool:
    """Whether somebody with the value `above` may wait longer than with `below`: a promise is better than none."""
    promised, now = read_wait(below), read_wait(above)
    if promised is None or now is None:
        return promised is not None
    if now.working and not promised.working:
        return True
    return _longer(promised, now)


def _longer(promised: Wait, now: Wait) -> bool:
    """Work takes at least as long by the clock; how long a day of it is, nobody knows."""
    if now.working:
        return now.minutes > promised.minutes or now.days > promised.days
    return now.minutes > promised.minutes
