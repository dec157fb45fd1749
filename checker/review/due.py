"""When a policy is to be compared with the vendor's text again: what is said once that day is near."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from checker.core.model.calendar import parse_date
from checker.policy.written import Written

SOON = timedelta(days=30)
"""From here on, what keeps the policies says how many days are left."""


def due_soon(files: Iterable[Written], today: date) -> Iterator[str]:
    """A line for each policy whose day is near or has passed, and for each such table of dates, with what to do."""
    for file in files:
        days = {str(file.policy): file.check_again_by}
        days |= {f"{file.policy}, dates in {name}": table.check_again_by for name, table in file.dates.items()}
        for name, written in days.items():
            day = parse_date(written)
            if day and day - today <= SOON:
                yield f"{name}: to be compared with its source by {day} ({_left(day, today)}). {_how(file)}"


def _left(day: date, today: date) -> str:
    left = (day - today).days
    if left < 0:
        return "that day has passed"
    return "today" if not left else f"in {left} day{'s' if left > 1 else ''}"


def _how(file: Written) -> str:
    return f"Save the page, then run: checker source {file.policy} --file page.html"
