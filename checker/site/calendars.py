"""iCalendar files (RFC 5545) to subscribe to: the dates of a policy, and the holidays of the vendor's desk.

A file bears the day of the newest release, never that of the build: the same history gives the same bytes.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid5

from icalendar import Calendar, Event

from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.diff.history import History
from checker.pages.releases_in_words import summary

FOLDER = "calendar"
NAMESPACE = UUID("0d3f1c1e-6a3b-4a3c-8b0e-5c8f0a6f9b77")
Entry = tuple[str, date, str, str]
"""What makes it another one than all others, its day, its title, and more about it."""


def calendar_path(policy: str, language: str) -> str:
    """Where the calendar of a policy is, from the site's root."""
    return f"{FOLDER}/{policy}.{language}.ics"


def write_calendars(
    site: Path, policies: Iterable[Policy], histories: Mapping[str, History], words: Iterable[Words]
) -> None:
    """Write one for each policy and language into the folder `site`."""
    (site / FOLDER).mkdir(parents=True, exist_ok=True)
    spoken = list(words)
    for policy in policies:
        for each in spoken:
            path = site / calendar_path(policy.id, each.language)
            path.write_bytes(calendar(policy, histories[policy.id], each))


def calendar(policy: Policy, history: History, words: Words) -> bytes:
    """The calendar of a policy as a file."""
    made, title = Calendar(), words.gettext(policy.title)
    made.add("version", "2.0")
    made.add("prodid", f"-//Support Coverage//{policy.id}//{words.language.upper()}")
    made.add("calscale", "GREGORIAN")
    made.add("x-wr-calname", title)
    made.add("name", title)
    stamp = history.releases[-1].day if history.releases else date.fromisoformat(policy.checked_on)
    entries = [*_dates(policy, history, words), *_holidays(policy, words)]
    for entry in sorted(entries, key=lambda each: (each[1], each[0])):
        made.add_component(_event(policy, entry, stamp, words))
    return bytes(made.to_ical())


def _dates(policy: Policy, history: History, words: Words) -> Iterator[Entry]:
    _, title = words.gettext, words.gettext(policy.title)
    for release in history.releases:
        version = release.policy.version
        said = words.format(_("{title}: version {version} of the rules"), title=title, version=version)
        yield f"version/{version}", release.day, said, summary(history, release, words)
    said = words.format(_("{title}: compared with {vendor}'s text"), title=title, vendor=policy.vendor)
    yield f"checked/{policy.checked_on}", date.fromisoformat(policy.checked_on), said, ""
    said = words.format(
        _("{title}: due today to be compared with {vendor}'s text again"), title=title, vendor=policy.vendor
    )
    yield f"again/{policy.check_again_by}", date.fromisoformat(policy.check_again_by), said, ""


def _holidays(policy: Policy, words: Words) -> Iterator[Entry]:
    """Of each desk that keeps no usual hours on holidays."""
    desk = policy.desk
    template = words.gettext("Public holiday in {place}: {vendor}'s support desk does not keep its usual hours")
    for at, place in enumerate(desk.places if desk else ()):
        found = (hours.holiday_clause for hours in (desk.all_hours if desk else ()) if hours.place == at)
        clauses = [words.clauses[policy.id][clause].text for clause in dict.fromkeys(filter(None, found))]
        said = words.format(template, place=words.gettext(place.name), vendor=policy.vendor)
        for day in place.closed if clauses else ():
            yield f"holiday/{day}" + (f"/{at}" if at else ""), date.fromisoformat(day), said, " ".join(clauses)


def _event(policy: Policy, entry: Entry, stamp: date, words: Words) -> Event:
    name, day, title, more = entry
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE, f"{policy.id}/{words.language}/{name}")))
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", title)
    event.add("transp", "TRANSPARENT")
    if more:
        event.add("description", more)
    return event
