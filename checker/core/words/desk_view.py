"""The state of a support desk, as the document that scripts read and in words."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from checker.core.model.desk import ALWAYS, NEVER, UNCLEAR, WEEKLY, Desk, DeskState, clock_time, desk
from checker.core.model.words import Words


def state_document(state: DeskState) -> dict[str, Any]:
    """The state, JSON-ready."""
    opening = state.next_open.isoformat() if state.next_open else None
    return {"open": state.open, "next_open": opening, "clause": state.clause}


Localised = Callable[[datetime], datetime]
"""A moment in the visitor's own time, with the offset that counts there then."""


def state_text(clock: Desk, plan: str, moment: datetime, words: Words, own: Localised | None = None) -> str:
    """The state at the moment in words; the next opening in the desk's time and in the visitor's own.

    Without `own`, that has the offset of the moment.
    """
    kind = clock.hours[plan].kind
    if kind == WEEKLY:
        return " ".join(_sentences(clock, desk(clock, plan, moment), own or _like(moment), words))
    return {
        ALWAYS: words.gettext("The support desk is open now."),
        NEVER: words.gettext("With this plan, no support desk is open to you."),
        UNCLEAR: words.gettext("The policy does not say when the support desk is open for this plan."),
    }[kind]


def _like(moment: datetime) -> Localised:
    return lambda other: other.astimezone(moment.tzinfo)


def _sentences(clock: Desk, state: DeskState, own: Localised, words: Words) -> Iterator[str]:
    if state.open:
        yield words.gettext("The support desk is open now.")
    elif state.open is None:
        template = words.gettext(
            "We do not know whether the support desk is open: our list of holidays covers only the years from "
            "{first} to {last}."
        )
        yield _years(clock, template, words)
    elif state.next_open is None:
        yield words.gettext("The support desk is closed now.")
        template = words.gettext(
            "We do not know when it opens next: our list of holidays covers only the years from {first} to {last}."
        )
        yield _years(clock, template, words)
    else:
        yield words.gettext("The support desk is closed now.")
        yield from _opening(clock, state.next_open, own(state.next_open), words)
    if state.open is not None:
        yield words.gettext("Only national holidays count, not local ones or days off added by decree.")


def _opening(clock: Desk, opening: datetime, own: datetime, words: Words) -> Iterator[str]:
    there = words.gettext("It opens next on {date} at {time} in {place} ({zone}).")
    yield _filled(there, opening, words, place=words.gettext(clock.place))
    if own.utcoffset() != opening.utcoffset():
        yield _filled(words.gettext("In your time zone, that is {date} at {time} ({zone})."), own, words)


def _filled(template: str, moment: datetime, words: Words, **values: str) -> str:
    day = words.date(moment.date())
    return words.format(template, date=day, time=clock_time(moment), zone=_zone(moment), **values)


def _years(clock: Desk, template: str, words: Words) -> str:
    return words.format(template, first=str(clock.first_year), last=str(clock.last_year))


def _zone(moment: datetime) -> str:
    """The moment's offset as people write it: UTC, UTC−5, UTC+5:30."""
    offset = moment.utcoffset()
    assert offset is not None
    hours, minutes = divmod(abs(round(offset.total_seconds() / 60)), 60)
    sign = "−" if offset.days < 0 else "+"
    return "UTC" + (f"{sign}{hours}" if hours or minutes else "") + (f":{minutes:02}" if minutes else "")
