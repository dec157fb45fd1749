"""The state of a support desk and the latest moments of answers, as documents that scripts read and in words."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from checker.core.engine.attention import OPEN, SHUT, YEARS, Attention, Promise, Withheld
from checker.core.model.desk import (
    ALWAYS,
    LISTED,
    NATIONAL,
    NEVER,
    NONE,
    UNCLEAR,
    WEEKLY,
    DeskState,
    Place,
    clock_time,
    desk,
)
from checker.core.model.policy import MAXIMUM, NO_HOURS, Policy
from checker.core.model.words import Words


def state_document(state: DeskState) -> dict[str, Any]:
    """The state, JSON-ready."""
    return {"open": state.open, "next_open": _iso(state.next_open), "clause": state.clause}


def promise_document(promise: Promise) -> dict[str, Any]:
    """The promise, JSON-ready."""
    clause = promise.clause or None
    return {
        "term": promise.term.id,
        "due": _iso(promise.due),
        "clause": clause,
        "withheld": promise.withheld,
        "depends": list(promise.depends),
    }


Localised = Callable[[datetime], datetime]
"""A moment in the visitor's own time, with the offset that counts there then."""


def state_text(
    policy: Policy, attended: Attention, moment: datetime, words: Words, own: Localised | None = None
) -> str:
    """The state at the moment in words; the next opening in the desk's time and in the visitor's own.

    Without `own`, that has the offset of the moment.
    """
    clock = policy.desk
    assert clock is not None
    first, *others = attended.hours
    state = desk(clock, attended.hours, moment)
    if others:
        return " ".join(_shared(policy, state, attended, words))
    if first.kind == WEEKLY:
        return " ".join(_sentences(clock.places[first.place], state, own or _like(moment), words))
    return {
        ALWAYS: words.gettext("The support desk is open now."),
        NEVER: words.gettext("With this plan, no support desk is open to you."),
        UNCLEAR: words.gettext("The policy does not say when the support desk is open for this plan."),
    }[first.kind]


def promise_text(policy: Policy, promise: Promise, moment: datetime, words: Words, own: Localised | None = None) -> str:
    """The latest moment of a request that is made at `moment`, or why there is none, in words."""
    said = _withheld(policy, promise, words) if promise.withheld else _due(policy, promise, own or _like(moment), words)
    return f"{words.gettext(promise.term.label)}: {' '.join(said)}"


def due_text(time: Withheld | None, words: Words) -> str:
    """What a time of this kind means for the latest moment of an answer."""
    return {
        MAXIMUM: words.gettext("a deadline: the time counts from here, while the support desk is open."),
        "average": words.gettext("no deadline: the time is an average."),
        "goal": words.gettext("no deadline: the time is a goal, not a promise."),
        NO_HOURS: words.gettext("no deadline: the policy does not say when the support desk is open."),
        "no-start": words.gettext("no deadline: the policy does not say when the time begins."),
        SHUT: words.gettext("no deadline: with this plan, no support desk is open to you."),
    }[str(time)]


def _like(moment: datetime) -> Localised:
    return lambda other: other.astimezone(moment.tzinfo)


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _shared(policy: Policy, state: DeskState, attended: Attention, words: Words) -> Iterator[str]:
    """What all hours that are possible agree on, and the questions that decide between them."""
    if state.open:
        yield words.gettext("The support desk is open now.")
    elif state.open is False:
        yield words.gettext("The support desk is closed now.")
    template = words.gettext("When the support desk is open depends on: {questions}.")
    yield words.format(template, questions=_labels(policy, attended.depends, words))


def _labels(policy: Policy, facts: tuple[str, ...], words: Words) -> str:
    return ", ".join(words.gettext(policy.fact(each).label) for each in facts)


def _sentences(place: Place, state: DeskState, own: Localised, words: Words) -> Iterator[str]:
    if state.open:
        yield words.gettext("The support desk is open now.")
    elif state.open is None:
        template = words.gettext(
            "We do not know whether the support desk is open: our list of holidays covers only the years from "
            "{first} to {last}."
        )
        yield _years(place, template, words)
    elif state.next_open is None:
        yield words.gettext("The support desk is closed now.")
        template = words.gettext(
            "We do not know when it opens next: our list of holidays covers only the years from {first} to {last}."
        )
        yield _years(place, template, words)
    else:
        yield words.gettext("The support desk is closed now.")
        yield _in_place(
            words.gettext("It opens next on {date} at {time} in {place} ({zone})."), state.next_open, place, words
        )
        yield from _in_own(state.next_open, own(state.next_open), words)
    if state.open is not None:
        yield _counting(place, words)


def _counting(place: Place, words: Words) -> str:
    """Which holidays count."""
    return {
        NATIONAL: words.gettext("Only national holidays count, not local ones or days off added by decree."),
        LISTED: words.gettext("Only the holidays in our list count; the desk may be closed on others."),
        NONE: words.gettext("The policy names no holidays; the desk may still be closed on some."),
    }[place.holidays]


def _due(policy: Policy, promise: Promise, own: Localised, words: Words) -> Iterator[str]:
    due, hours, clock = promise.due, promise.hours, policy.desk
    assert due is not None and hours is not None and clock is not None
    if hours.kind == ALWAYS:
        yield _filled(words.gettext("if you ask now, on {date} at {time} ({zone}) at the latest."), own(due), words)
        return
    place = clock.places[hours.place]
    template = words.gettext(
        "if you ask now, on {date} at {time} in {place} ({zone}) at the latest, going by the hours in the policy."
    )
    yield _in_place(template, due, place, words)
    yield from _in_own(due, own(due), words)
    yield words.gettext(
        "If the desk is also closed at a time that we do not know of, the deadline is later, never sooner."
    )
    yield _counting(place, words)


def _withheld(policy: Policy, promise: Promise, words: Words) -> Iterator[str]:
    if promise.withheld == OPEN:
        template = words.gettext("whether there is a deadline depends on: {questions}.")
        yield words.format(template, questions=_labels(policy, promise.depends, words))
        return
    clock, hours = policy.desk, promise.hours
    if clock is None or hours is None or promise.withheld != YEARS:
        yield due_text(promise.withheld, words)
        return
    template = words.gettext("no deadline: our list of holidays covers only the years from {first} to {last}.")
    yield _years(clock.places[hours.place], template, words)


def _in_place(template: str, moment: datetime, place: Place, words: Words) -> str:
    return _filled(template, moment, words, place=words.gettext(place.name))


def _in_own(there: datetime, own: datetime, words: Words) -> Iterator[str]:
    """The same moment in the visitor's own time, if that is another."""
    if own.utcoffset() != there.utcoffset():
        yield _filled(words.gettext("In your time zone, that is {date} at {time} ({zone})."), own, words)


def _filled(template: str, moment: datetime, words: Words, **values: str) -> str:
    day = words.date(moment.date())
    return words.format(template, date=day, time=clock_time(moment), zone=_zone(moment), **values)


def _years(place: Place, template: str, words: Words) -> str:
    return words.format(template, first=str(place.first_year), last=str(place.last_year))


def _zone(moment: datetime) -> str:
    """The moment's offset as people write it: UTC, UTC−5, UTC+5:30."""
    offset = moment.utcoffset()
    assert offset is not None
    hours, minutes = divmod(abs(round(offset.total_seconds() / 60)), 60)
    sign = "−" if offset.days < 0 else "+"
    return "UTC" + (f"{sign}{hours}" if hours or minutes else "") + (f":{minutes:02}" if minutes else "")
