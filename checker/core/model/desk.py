"""The attention clock: whether a support desk is open at a moment, when it opens next, and when it has been open for
some time.

Pure functions over the hours, holidays and changes of clocks that the compiler wrote into the policy. What those do
not settle is unknown (None), never "no".
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Final, Literal

from checker.core.model.diagram import Diagram

WEEKLY, ALWAYS, NEVER, UNCLEAR = "weekly", "always", "never", "unclear"
LAST_YEAR = 9000
"""After it, sums with moments may end beyond what Python can tell."""

Holidays = Literal["national", "listed", "none"]
NATIONAL: Final = "national"
LISTED: Final = "listed"
NONE: Final = "none"


@dataclass(frozen=True, slots=True)
class Hours:
    """When a desk is open, and the clause that says so; `holiday_clause` closes it on holidays.

    `kind` is weekly, always, never, or unclear where the policy does not say. Weekly hours are those from `start` up to
    but not including `end` (HH:MM) on `days` (0: Monday), at the desk with this position in `places`.
    """

    clause: str
    kind: str
    days: tuple[int, ...] = ()
    start: str = ""
    end: str = ""
    holiday_clause: str = ""
    place: int = 0


@dataclass(frozen=True, slots=True)
class Offset:
    """From the moment `since` (ISO 8601, in UTC), clocks are so many `minutes` ahead of UTC."""

    since: str
    minutes: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a desk is: its name in words, and its clocks and holidays from `first_year` through `last_year`.

    `offsets` begin with those years, and `until` is the moment when they are over. `closed` lists the holidays
    (YYYY-MM-DD, none that was moved to another day); `holidays` says where they are from.
    """

    name: str
    offsets: tuple[Offset, ...]
    until: str
    first_year: int
    last_year: int
    closed: tuple[str, ...] = ()
    holidays: Holidays = NONE


@dataclass(frozen=True, slots=True)
class Desk:
    """When a vendor answers, by plan (the options of the fact `plan`).

    `by_plan` leads to the position in `all_hours`, which may depend on other answers. Models of earlier versions have
    neither; nobody asks them when the desk is open.
    """

    plan: str
    places: tuple[Place, ...] = ()
    all_hours: tuple[Hours, ...] = ()
    by_plan: Mapping[str, Diagram] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DeskState:
    """Whether the desk is open (None: unknown), the next opening (None: unknown, none, or open now), and the clause."""

    open: bool | None
    next_open: datetime | None
    clause: str


def desk(clock: Desk, possible: Sequence[Hours], moment: datetime) -> DeskState:
    """The state of the desk at the moment, which has an offset; `next_open` has that of the desk.

    Where several hours are possible, it says what they agree on, with the clause of the first.
    """
    states = [_state(clock.places[each.place], each, moment) for each in possible]
    first, *others = states
    return DeskState(
        first.open if all(each.open == first.open for each in others) else None,
        first.next_open if all(each.next_open == first.next_open for each in others) else None,
        first.clause,
    )


def open_for(clock: Desk, hours: Hours, moment: datetime, minutes: int) -> datetime | None:
    """The first moment when the desk has been open for so many minutes since `moment`, in the desk's own time.

    The count begins with the next full minute. None where the clocks or holidays until then are not known, and for
    hours that are neither weekly nor always.
    """
    if moment.year > LAST_YEAR:
        return None
    left = timedelta(minutes=minutes)
    begin = moment.replace(second=0, microsecond=0)
    begin += timedelta(minutes=begin < moment)
    if hours.kind == ALWAYS:
        return begin + left
    place = clock.places[hours.place]
    for opened, closed in openings(place, hours, begin) if is_known(place, begin) else ():
        if closed - opened >= left:
            return opened + left
        left -= closed - opened
    return None


def openings(place: Place, hours: Hours, since: datetime) -> Iterator[tuple[datetime, datetime]]:
    """When the desk is open on weekly hours: each time from its first moment up to, and without, its end.

    They begin with `since` and end with the years that are known. A time that clocks going back repeat counts twice,
    one that they skip not at all; a time during which clocks change comes in two parts.
    """
    for start, end, zone in _spans(place):
        first, last = max(start, since).astimezone(zone), end.astimezone(zone)
        midnight = first.replace(hour=0, minute=0, second=0, microsecond=0)
        while since < end and midnight < last:
            opened, closed = (midnight + _since_midnight(each) for each in (hours.start, hours.end))
            if _works(place, hours, midnight.date()) and max(opened, first) < min(closed, last):
                yield max(opened, first), min(closed, last)
            midnight += timedelta(days=1)


def is_known(place: Place, moment: datetime) -> bool:
    """Whether the clocks and holidays of the place are known at the moment."""
    return datetime.fromisoformat(place.offsets[0].since) <= moment < datetime.fromisoformat(place.until)


def parse_moment(text: object) -> datetime | None:
    """The moment that `text` writes in ISO 8601 with its offset, or None when it is no such moment."""
    try:
        moment = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def clock_time(moment: datetime) -> str:
    """The time of day as HH:MM."""
    return moment.isoformat(timespec="minutes")[11:16]


def _state(place: Place, hours: Hours, moment: datetime) -> DeskState:
    if hours.kind != WEEKLY:
        return DeskState({ALWAYS: True, NEVER: False, UNCLEAR: None}[hours.kind], None, hours.clause)
    if not is_known(place, moment):
        return DeskState(None, None, hours.clause)
    opening = next((opened for opened, _ in openings(place, hours, moment)), None)
    if opening == moment:
        return DeskState(True, None, hours.clause)
    day = next(moment.astimezone(zone).date() for _, end, zone in _spans(place) if moment < end)
    return DeskState(False, opening, hours.holiday_clause if _is_holiday(place, hours, day) else hours.clause)


def _spans(place: Place) -> Iterator[tuple[datetime, datetime, timezone]]:
    """The times between two changes of the clocks, each from its first moment up to, and without, its end."""
    changes = [*(each.since for each in place.offsets), place.until]
    for offset, end in zip(place.offsets, changes[1:], strict=True):
        zone = timezone(timedelta(minutes=offset.minutes))
        yield datetime.fromisoformat(offset.since), datetime.fromisoformat(end), zone


def _works(place: Place, hours: Hours, day: date) -> bool:
    return day.weekday() in hours.days and not _is_holiday(place, hours, day)


def _is_holiday(place: Place, hours: Hours, day: date) -> bool:
    """Whether the day is a holiday that would else be worked on."""
    return day.weekday() in hours.days and day.isoformat() in place.closed


def _since_midnight(clock: str) -> timedelta:
    hours, minutes = clock.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
