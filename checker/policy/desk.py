"""The attention clock of a policy file: checked, and compiled with the holidays of the years to come."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from holidays import HolidayBase, country_holidays, list_supported_countries

from checker.core.model.desk import WEEKLY, Desk, Hours
from checker.policy.holidays_in_a_row import corrected
from checker.policy.problems import AuthoringError, Problem, allowed
from checker.policy.source import Source

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AT_LEAST = (2026, 2029)
YEARS_AHEAD = 3
NamedDay = tuple[date, str]


def check_desk(source: Source) -> Iterator[Problem]:
    """Plans, hours and a country that do not exist."""
    desk = source.data.get("desk")
    if desk is None:
        return
    choices = {name: fact["options"] for name, fact in source.data["facts"].items() if "options" in fact}
    if desk["plan"] not in choices:
        what = f"There is no fact “{desk['plan']}” with options."
        yield Problem(source.place("desk", "plan"), what, allowed(desk["plan"], choices))
    else:
        yield from _plan_problems(source, desk["hours"], choices[desk["plan"]])
    yield from _time_problems(source, desk["hours"])
    if desk["holidays"] not in list_supported_countries():
        what = f"The library “holidays” knows no country “{desk['holidays']}”."
        yield Problem(source.place("desk", "holidays"), what, "Write its two-letter code (ISO 3166-1).")


def make_desk(source: Source, today: date) -> Desk | None:
    """The desk as written, with its holidays for this year and the next three at least. Raises AuthoringError."""
    data = source.data.get("desk")
    if data is None:
        return None
    first, last = min(today.year, AT_LEAST[0]), max(today.year + YEARS_AHEAD, AT_LEAST[1])
    try:
        holidays = observed_holidays(data["holidays"], first, last)
    except LookupError as error:
        raise AuthoringError([Problem(source.place("desk", "holidays"), str(error.args[0]))]) from None
    return Desk(
        **{name: data[name] for name in ("plan", "place", "utc_offset")},
        first_year=first,
        last_year=last,
        holidays=holidays,
        hours={plan: _hours(hours) for plan, hours in data["hours"].items()},
    )


def observed_holidays(country: str, first: int, last: int) -> tuple[str, ...]:
    """The country's public holidays (YYYY-MM-DD); of one that is moved, only the day on which it is observed.

    Raises LookupError where the library does not tell which holiday an observed day stands for.
    """
    years, language = range(first - 1, last + 2), country_holidays(country).default_language
    calendar = country_holidays(country, years=years, language=language)
    listed = _named_days(calendar)
    original = _named_days(country_holidays(country, years=years, language=language, observed=False))
    moved = {_original(day, label, original, calendar.observed_label) for day, label in listed - original}
    observed = corrected(country, {day for day, _ in listed - moved})
    return tuple(sorted(day.isoformat() for day in observed if first <= day.year <= last))


def _named_days(calendar: HolidayBase) -> set[NamedDay]:
    return {(day, name) for day in calendar for name in calendar.get_list(day)}


def _original(observed: date, label: str, original: set[NamedDay], pattern: str) -> NamedDay:
    """The holiday that is observed on another day under this label: of those so called, the nearest."""
    named = [(day, name) for day, name in original if pattern % name == label]
    if not named:
        raise LookupError(f"The library “holidays” does not tell what “{label}” on {observed} stands for.")
    return min(named, key=lambda holiday: abs(holiday[0] - observed))


def _plan_problems(source: Source, hours: dict[str, Any], options: dict[str, str]) -> Iterator[Problem]:
    for plan in hours:
        if plan not in options:
            yield Problem(source.place("desk", "hours", plan), f"There is no plan “{plan}”.", allowed(plan, options))
    for plan in options:
        if plan not in hours:
            hint = "Where the policy does not say, write “open: unclear”."
            yield Problem(source.place("desk", "hours"), f"The plan “{plan}” has no hours.", hint)


def _time_problems(source: Source, hours: dict[str, Any]) -> Iterator[Problem]:
    for plan, each in hours.items():
        if "from" in each and each["from"] >= each["to"]:
            what = f"“{each['from']}” is not before “{each['to']}”."
            yield Problem(source.place("desk", "hours", plan, "from"), what, "Hours end on the day they begin.")


def _hours(data: dict[str, Any]) -> Hours:
    if "open" in data:
        return Hours(data["clause"], data["open"])
    days = tuple(map(DAYS.index, data["days"]))
    return Hours(data["clause"], WEEKLY, days, data["from"], data["to"], data["on holidays"])
