"""The attention clock of a policy file: checked, and compiled with the clocks and holidays of the years to come."""

from collections.abc import Iterable, Iterator
from datetime import date

from holidays import HolidayBase, country_holidays, list_supported_countries

from checker.core.model.calendar import parse_date
from checker.core.model.desk import LISTED, NATIONAL, NONE, WEEKLY, Hours, Place
from checker.core.model.kinds import KINDS
from checker.core.model.policy import MAXIMUM
from checker.policy import written
from checker.policy.holidays_in_a_row import corrected
from checker.policy.placed import Text, said
from checker.policy.problems import AuthoringError, Problem, allowed, nearest
from checker.policy.written import Written
from checker.policy.zones import changes_of_offset, zone_names

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FIRST_YEAR = 2026
YEARS_AHEAD = 3
NamedDay = tuple[date, str]


def check_desk(file: Written) -> Iterator[Problem]:
    """Plans, hours, zones and holidays that do not exist, and maxima of hours without a desk."""
    yield from _due_problems(file)
    desk = file.desk
    if desk is None:
        return
    facts = ((name, fact) for name, fact in file.facts.items() if not KINDS[fact.type].many)
    choices = {name: list(fact.options) for name, fact in facts if fact.options}
    if desk.plan not in choices:
        yield Problem(desk.plan.place(), f"There is no fact “{desk.plan}” with options.", allowed(desk.plan, choices))
    else:
        yield from _plan_problems(desk, choices[desk.plan])
    yield from _time_problems(desk.openings)
    for place in desk.places:
        yield from _zone_problems(place)
        yield from _holiday_problems(place, known_years(file))
    for opening in desk.openings:
        yield from _place_problems(desk, opening)


def known_years(file: Written) -> tuple[int, int]:
    """The first and the last year whose clocks and holidays are compiled: by what the file says, not by the present.

    From 2026, or from the year of an older version, through the third year after the last comparison with the vendor.
    """
    return min(FIRST_YEAR, int(file.version[:4])), int(file.checked_on[:4]) + YEARS_AHEAD


def make_places(file: Written) -> tuple[Place, ...]:
    """The places of the desks, with their clocks and holidays. Raises AuthoringError."""
    return tuple(_place(each, *known_years(file)) for each in (file.desk.places if file.desk else ()))


def make_hours(desk: written.Desk) -> tuple[Hours, ...]:
    """The hours, in the order of the file's."""
    names = ["", *desk.others]
    return tuple(_hours(each, names.index(said(each.at))) for each in desk.openings)


def _place(place: written.DeskPlace, first: int, last: int) -> Place:
    listed = tuple(map(str, place.days_off))
    if place.holidays == LISTED:
        first, last = max(first, int(min(listed)[:4])), min(last, int(max(listed)[:4]))
    offsets, until = changes_of_offset(place.zone, first, last)
    national = () if place.holidays in (LISTED, NONE) else _national(place.holidays, first, last)
    return Place(
        name=str(place.place),
        offsets=offsets,
        until=until,
        first_year=first,
        last_year=last,
        closed=tuple(sorted({*national, *listed})),
        holidays=NONE if place.holidays == NONE else LISTED if listed else NATIONAL,
    )


def _national(country: Text, first: int, last: int) -> tuple[str, ...]:
    try:
        return observed_holidays(country, first, last)
    except LookupError as error:
        raise AuthoringError([Problem(country.place(), str(error.args[0]))]) from None


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


def _time_problems(listed: Iterable[written.Opening]) -> Iterator[Problem]:
    for hours in listed:
        if hours.start is not None and hours.end is not None and hours.start >= hours.end:
            what = f"“{hours.start}” is not before “{hours.end}”."
            yield Problem(hours.start.place(), what, "Hours end on the day they begin.")


def _zone_problems(place: written.DeskPlace) -> Iterator[Problem]:
    if place.zone not in zone_names():
        hint = nearest(place.zone, zone_names()) + "Write its IANA name, such as America/Guayaquil."
        yield Problem(place.zone.place(), f"There is no time zone “{place.zone}”.", hint)


def _holiday_problems(place: written.DeskPlace, years: tuple[int, int]) -> Iterator[Problem]:
    """A country that is not known, and days off that are missing, misplaced, or known already."""
    country = place.holidays if place.holidays not in (LISTED, NONE) else None
    if country is not None and country not in list_supported_countries():
        what = f"The library “holidays” knows no country “{country}”."
        yield Problem(country.place(), what, "Write its two-letter code (ISO 3166-1), or “listed” or “none”.")
    elif place.holidays == LISTED and not place.days_off:
        yield Problem(place.holidays.place(), "No holidays are listed.", "List them under “days off”, or write “none”.")
    for day in place.days_off:
        yield from _day_problems(day, place.holidays, years)


def _day_problems(day: Text, holidays: Text, years: tuple[int, int]) -> Iterator[Problem]:
    first, last = years
    if parse_date(day) is None:
        yield Problem(day.place(), f"“{day}” is not a date.", "Write it as YYYY-MM-DD.")
    elif holidays == NONE:
        yield Problem(
            day.place(), "The policy names no holidays, and yet days off.", "Write “listed” under “holidays”."
        )
    elif not first <= int(day[:4]) <= last:
        yield Problem(day.place(), f"“{day}” is outside the years that are compiled: {first} to {last}.")


def _place_problems(desk: written.Desk, opening: written.Opening) -> Iterator[Problem]:
    """Hours at a desk that is not there, or with the clause on holidays where there are none, or without."""
    if opening.at is not None and opening.at not in desk.others:
        yield Problem(opening.at.place(), f"There is no desk “{opening.at}”.", allowed(opening.at, desk.others))
        return
    place = desk if opening.at is None else desk.others[opening.at]
    if opening.on_holidays is not None and place.holidays == NONE:
        yield Problem(opening.on_holidays.place(), f"The desk in {place.place} has no holidays.", "Remove the line.")
    elif opening.open is None and opening.on_holidays is None and place.holidays != NONE:
        what = f"The hours by “{opening.clause}” lack “on holidays”."
        yield Problem(opening.clause.place(), what, "Name the clause that closes the desk on holidays.")


def _due_problems(file: Written) -> Iterator[Problem]:
    """Maxima that no hours can be counted for."""
    for term in file.terms.values():
        for case in term.cases:
            if case.due is None or case.due.time != MAXIMUM:
                continue
            value = case.value
            if not (isinstance(value, dict) and list(value) == ["hours"] and isinstance(value["hours"], int)):
                what = "A maximum needs its hours."
                yield Problem(case.clause.place(), what, "Write “value: {hours: 4}”, with a whole number.")
            if file.desk is None:
                what = "A maximum counts hours when the desk is open, and there is no “desk”."
                yield Problem(case.due.clause.place(), what, "Add the desk, or write “time: no-hours” with its clause.")


def _hours(hours: written.Opening, place: int) -> Hours:
    clause = str(hours.clause)
    if hours.open is not None:
        return Hours(clause, hours.open)
    days = tuple(map(DAYS.index, hours.days))
    return Hours(clause, WEEKLY, days, said(hours.start), said(hours.end), said(hours.on_holidays), place)
