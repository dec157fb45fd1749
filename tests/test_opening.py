"""The state of a support desk, to the letter: as a document, and in words at every edge of what is known."""

from dataclasses import replace
from datetime import datetime

import pytest
from acme import compiled

from checker.core.engine.attention import Attention
from checker.core.model.desk import (
    ALWAYS,
    LISTED,
    NATIONAL,
    NEVER,
    NONE,
    UNCLEAR,
    WEEKLY,
    Desk,
    DeskState,
    Hours,
    Offset,
    Place,
    desk,
)
from checker.core.model.words import Words
from checker.core.words.desk_view import state_document, state_text

WEEK = Hours("week", WEEKLY, (0, 1, 2, 3, 4), "09:00", "17:00", "holidays")
PLANS = {"week": WEEK, "always": Hours("open", ALWAYS), "never": Hours("shut", NEVER), "silent": Hours("none", UNCLEAR)}
YEARS = ((Offset("2026-01-01T05:00+00:00", -300),), "2028-01-01T05:00+00:00", 2026, 2027)
PLACE = Place("Ecuador", *YEARS, ("2026-12-25",), NATIONAL)
CLOCK = Desk("tier", (PLACE,), tuple(PLANS.values()), {plan: at for at, plan in enumerate(PLANS)})
OPEN, CLOSED = "The support desk is open now.", "The support desk is closed now."
NATIONAL = "Only national holidays count, not local ones or days off added by decree."
COVERED = "our list of holidays covers only the years from 2026 to 2027."


def at(text):
    return datetime.fromisoformat(text)


@pytest.mark.parametrize(
    ("plan", "moment", "said"),
    [
        ("week", "2026-11-23T10:00-05:00", f"{OPEN} {NATIONAL}"),
        ("week", "2027-12-31T20:00-05:00", f"{CLOSED} We do not know when it opens next: {COVERED} {NATIONAL}"),
        ("week", "2028-01-01T20:00-05:00", f"We do not know whether the support desk is open: {COVERED}"),
        (
            "week",
            "2026-12-24T20:00-05:00",
            f"{CLOSED} It opens next on 28 December 2026 at 09:00 in Ecuador (UTC−5). {NATIONAL}",
        ),
        (
            "week",
            "2026-12-25T12:30+05:30",
            f"{CLOSED} It opens next on 28 December 2026 at 09:00 in Ecuador (UTC−5). In your time zone, that is "
            f"28 December 2026 at 19:30 (UTC+5:30). {NATIONAL}",
        ),
        ("always", "2026-11-22T03:00Z", OPEN),
        ("never", "2026-11-22T03:00Z", "With this plan, no support desk is open to you."),
        ("silent", "2026-11-22T03:00Z", "The policy does not say when the support desk is open for this plan."),
    ],
)
def test_the_state_in_words(plan, moment, said):
    policy = replace(compiled(), desk=CLOCK)
    assert state_text(policy, Attention((PLANS[plan],), ()), at(moment), Words()) == said


@pytest.mark.parametrize(
    ("holidays", "said"),
    [
        (LISTED, "Only the holidays in our list count; the desk may be closed on others."),
        (NONE, "The policy names no holidays; the desk may still be closed on some."),
    ],
)
def test_what_is_known_of_the_holidays_is_said(holidays, said):
    policy = replace(compiled(), desk=replace(CLOCK, places=(replace(PLACE, holidays=holidays),)))
    text = state_text(policy, Attention((WEEK,), ()), at("2026-11-23T10:00-05:00"), Words())
    assert text == f"{OPEN} {said}"


@pytest.mark.parametrize(
    ("possible", "opened", "said"),
    [
        (("week", "always"), True, f"{OPEN} When the support desk is open depends on: Issue."),
        (("week", "never"), None, "When the support desk is open depends on: Issue."),
        (("never", "never"), False, f"{CLOSED} When the support desk is open depends on: Issue."),
        (("week", "silent"), None, "When the support desk is open depends on: Issue."),
    ],
)
def test_of_several_hours_it_says_what_they_agree_on(possible, opened, said):
    policy, hours = replace(compiled(), desk=CLOCK), tuple(PLANS[each] for each in possible)
    moment = at("2026-11-23T10:00-05:00")
    assert desk(CLOCK, hours, moment) == DeskState(opened, None, hours[0].clause)
    assert state_text(policy, Attention(hours, ("issue",)), moment, Words()) == said


def test_several_hours_may_open_at_the_same_time():
    late = replace(WEEK, end="12:00")
    found = desk(CLOCK, [WEEK, late], at("2026-11-23T08:00-05:00"))
    assert found == DeskState(False, at("2026-11-23T09:00-05:00"), "week")
    assert desk(CLOCK, [WEEK, replace(WEEK, start="10:00")], at("2026-11-23T08:00-05:00")).next_open is None


@pytest.mark.parametrize(
    ("moment", "opened", "opening"),
    [
        ("2025-12-31T23:59:59-05:00", None, None),
        ("2026-01-01T04:59:59Z", None, None),
        ("2026-01-01T00:00-05:00", True, None),
        ("2026-01-01T05:00Z", True, None),
        ("2027-12-31T23:59:59-05:00", True, None),
        ("2028-01-01T04:59:59Z", True, None),
        ("2028-01-01T05:00Z", None, None),
        ("2029-06-01T12:00-05:00", None, None),
        ("2024-06-01T12:00-05:00", None, None),
    ],
)
def test_the_years_that_are_known(moment, opened, opening):
    days = Hours("days", WEEKLY, tuple(range(7)), "00:00", "24:00")
    assert desk(replace(CLOCK, places=(replace(PLACE, closed=()),)), [days], at(moment)) == DeskState(
        opened, opening, "days"
    )


def test_the_next_opening_reaches_into_the_last_year():
    found = desk(CLOCK, [WEEK], at("2026-12-31T17:00-05:00"))
    assert found == DeskState(False, at("2027-01-01T09:00-05:00"), "week")


def test_the_document():
    opening = at("2026-11-23T09:00-05:00")
    assert state_document(DeskState(False, opening, "week")) == {
        "open": False,
        "next_open": "2026-11-23T09:00:00-05:00",
        "clause": "week",
    }
    assert state_document(DeskState(None, None, "none")) == {"open": None, "next_open": None, "clause": "none"}
