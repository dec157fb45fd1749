"""Two holidays in a row, where a country's law moves them by a rule of their own that the library “holidays” lacks.

Ecuador: the law of December 2016 that reforms the Ley Orgánica del Servicio Público and the Código del Trabajo, as
reported in https://notimundo.com.ec/?p=66777. Seen so in 2018, 2019 and 2021. `tests/test_desk.py` fails once the
library knows the rule: then drop this module.
"""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)
AROUND = 2
"""So many days before and after, nothing but the two is observed."""


@dataclass(frozen=True)
class Row:
    """The first of two holidays, and by its day of the week, by how many days each of the two is moved."""

    month: int
    day: int
    moves: dict[int, tuple[int, int]]


ROWS = {
    "EC": Row(
        month=11,
        day=2,
        moves={
            MONDAY: (0, 0),
            TUESDAY: (-1, -1),
            WEDNESDAY: (1, 1),
            THURSDAY: (0, 0),
            FRIDAY: (-1, -1),
            SATURDAY: (-1, 1),
            SUNDAY: (1, 1),
        },
    )
}


def corrected(country: str, days: Set[date]) -> set[date]:
    """The days when holidays are observed, those in a row as the law has them."""
    found = set(days)
    for row in (each for name, each in ROWS.items() if name == country):
        for year in {day.year for day in days}:
            found = _moved(row, year, found)
    return found


def _moved(row: Row, year: int, days: set[date]) -> set[date]:
    first = date(year, row.month, row.day)
    pair = (first, first + timedelta(days=1))
    around = {first + timedelta(days=step) for step in range(-AROUND, AROUND + 2)}
    moved = (day + timedelta(days=step) for day, step in zip(pair, row.moves[first.weekday()], strict=True))
    return (days - around) | set(moved)
