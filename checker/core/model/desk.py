"""The attention clock: from a plan and a moment to whether the support desk is open, and when it next opens.

Pure functions over the hours and holidays that the build wrote into the policy. What those do not settle is unknown
(None), never "no".
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

WEEKLY, ALWAYS, NEVER, UNCLEAR = "weekly", "always", "never", "unclear"


@dataclass(frozen=True, slots=True)
class Hours:
    """When the desk is open for a plan, and the clause that says so; `holiday_clause` closes it on holidays.

    `kind` is weekly, always, never, or unclear where the policy does not say. Weekly hours are those from `start` up to
    but not including `end` (HH:MM) on `days` (0: Monday).
    """

    clause: str
    kind: str
    days: tuple[int, ...] = ()
    start: str = ""
    end: str = ""
    holiday_clause: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A vendor's support desk: the hours by plan (the options of the fact `plan`), in local time at `place`.

    `holidays` (YYYY-MM-DD, none that was moved to another day) is complete from `first_year` through `last_year`.
    """

    plan: str
    place: str
    utc_offset: str
    first_year: int
    last_year: int
    holidays: tuple[str, ...]
    hours: Mapping[str, Hours]


@dataclass(frozen=True, slots=True)
class DeskState:
    """Whether the desk is open (None: unknown), the next opening (None: unknown, none, or open now), and the clause."""

    open: bool | None
    next_open: datetime | None
    clause: str


def desk(clock: Desk, plan: str, moment: datetime) -> DeskState:
    """The state of the desk for the plan at the moment, which has an offset. `next_open` has that of the desk."""
    hours = clock.hours[plan]
    if hours.kind != WEEKLY:
        return DeskState({ALWAYS: True, NEVER: False, UNCLEAR: None}[hours.kind], None, hours.clause)
    local = _local(clock, moment)
    if local is None:
        return DeskState(None, None, hours.clause)
    if _works(clock, hours, local.date()) and hours.start <= clock_time(local) < hours.end:
        return DeskState(True, None, hours.clause)
    clause = hours.holiday_clause if _is_holiday(clock, hours, local.date()) else hours.clause
    return DeskState(False, _next_opening(clock, hours, local), clause)


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


def _local(clock: Desk, moment: datetime) -> datetime | None:
    """The moment in the desk's own time; None outside the years whose holidays are known."""
    try:
        local = moment.astimezone(time.fromisoformat(f"00:00{clock.utc_offset}").tzinfo)
    except OverflowError:
        return None
    return local if clock.first_year <= local.year <= clock.last_year else None


def _works(clock: Desk, hours: Hours, day: date) -> bool:
    return day.weekday() in hours.days and not _is_holiday(clock, hours, day)


def _is_holiday(clock: Desk, hours: Hours, day: date) -> bool:
    """Whether the day is a holiday that would else be worked on."""
    return day.weekday() in hours.days and day.isoformat() in clock.holidays


def _next_opening(clock: Desk, hours: Hours, local: datetime) -> datetime | None:
    day = local.date() + timedelta(days=clock_time(local) >= hours.start)
    while day.year <= clock.last_year:
        if _works(clock, hours, day):
            return datetime.fromisoformat(f"{day}T{hours.start}{clock.utc_offset}")
        day += timedelta(days=1)
    return None
