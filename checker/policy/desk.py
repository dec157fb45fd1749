"""The attention clock of a policy file: checked, and compiled with the holidays of the years to come."""

from collections.abc import Iterable, Iterator
from datetime import date

from holidays import HolidayBase, country_holidays, list_supported_countries

from checker.core.model.desk import WEEKLY, Desk, Hours
from checker.policy import written
from checker.policy.holidays_in_a_row import corrected
from checker.policy.placed import Text, said
from checker.policy.problems import AuthoringError, Problem, allowed
from checker.policy.written import Written

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
AT_LEAST = (2026, 2029)
YEARS_AHEAD = 3
NamedDay = tuple[date, str]


def check_desk(file: Written) -> Iterator[Problem]:
    """Plans, hours and a country that do not exist."""
    desk = file.desk
    if desk is None:
        return
    facts = ((name, fact) for name, fact in file.facts.items() if fact.type != "several")
    choices = {name: list(fact.options) for name, fact in facts if fact.options}
    if desk.plan not in choices:
        yield Problem(desk.plan.place(), f"There is no fact “{desk.plan}” with options.", allowed(desk.plan, choices))
    else:
        yield from _plan_problems(desk, choices[desk.plan])
    yield from _time_problems(desk.hours.values())
    if desk.holidays not in list_supported_countries():
        what = f"The library “holidays” knows no country “{desk.holidays}”."
        yield Problem(desk.holidays.place(), what, "Write its two-letter code (ISO 3166-1).")


def make_desk(file: Written, today: date) -> Desk | None:
    """The desk as written, with its holidays for this year and the next three at least. Raises AuthoringError."""
    desk = file.desk
    if desk is None:
        return None
    first, last = min(today.year, AT_LEAST[0]), max(today.year + YEARS_AHEAD, AT_LEAST[1])
    try:
        holidays = observed_holidays(desk.holidays, first, last)
    except LookupError as error:
        raise AuthoringError([Problem(desk.holidays.place(), str(error.args[0]))]) from None
    return Desk(
        plan=str(desk.plan),
        place=str(desk.place),
        utc_offset=str(desk.utc_offset),
        first_year=first,
        last_year=last,
        holidays=holidays,
        hours={str(plan): _hours(hours) for plan, hours in desk.hours.items()},
    )


def observed_holidays(country: str, first: int, last: int) -> tuple[str, ...]:
    """The country's public holidays (YYYY-MM-DD); of one that is moved, only the day when it is observed.

    Raises LookupError if the library does not tell which holiday an observed day replaces.
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


def _plan_problems(desk: written.Desk, plans: list[Text]) -> Iterator[Problem]:
    for plan in desk.hours:
        if plan not in plans:
            yield Problem(plan.place(), f"There is no plan “{plan}”.", allowed(plan, plans))
    for plan in plans:
        if plan not in desk.hours:
            hint = "Where the policy does not say, write “open: unclear”."
            yield Problem(desk.plan.place(), f"The plan “{plan}” has no hours.", hint)


def _time_problems(listed: Iterable[written.Hours]) -> Iterator[Problem]:
    for hours in listed:
        if hours.start is not None and hours.end is not None and hours.start >= hours.end:
            what = f"“{hours.start}” is not before “{hours.end}”."
            yield Problem(hours.start.place(), what, "Hours end on the day they begin.")


def _hours(hours: written.Hours) -> Hours:
    clause = str(hours.clause)
    if hours.open is not None:
        return Hours(clause, hours.open)
    days = tuple(map(DAYS.index, hours.days))
    return Hours(clause, WEEKLY, days, said(hours.start), said(hours.end), said(hours.on_holidays))
