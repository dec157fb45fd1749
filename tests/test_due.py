"""The latest moment of an answer: against a count of minutes, at changes of the clocks, and where it is withheld."""

import json
from bisect import bisect_left
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

import pytest
from acme import clauses, compiled, edited, shelf_of, source
from naive import Naive
from plain import read
from shared import POLICIES, TODAY
from worked_cases import CASES_FOLDER

from checker.cli.main import main
from checker.core.clerk import _due
from checker.core.engine.attention import attention, promises
from checker.core.engine.decide import decide
from checker.core.model.desk import ALWAYS, NONE, WEEKLY, Desk, Hours, Place, desk, open_for
from checker.core.request import Request
from checker.core.words.desk_view import promise_text, state_text
from checker.diff.changes import _rules
from checker.library.opened import Library
from checker.policy.compile import compile_policy
from checker.policy.problems import AuthoringError
from checker.policy.written import read_written
from checker.policy.zones import changes_of_offset, zone_names
from checker.proof.explore import Exploration
from checker.proof.use import _hours as idle_hours

MINUTE = timedelta(minutes=1)
FIRST, LAST = datetime(2026, 10, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)
CHRISTMAS = ("2026-12-24", "2026-12-25", "2027-01-01", "2027-03-29")
ALL_WEEK, WORKDAYS, SUNDAY = tuple(range(7)), tuple(range(5)), (6,)
WEEKS = [
    ("Europe/Vilnius", WORKDAYS, "08:00", "18:00"),
    ("Europe/Vilnius", ALL_WEEK, "00:00", "23:59"),
    ("Europe/Vilnius", SUNDAY, "02:30", "05:15"),
    ("America/New_York", ALL_WEEK, "01:15", "02:45"),
    ("Australia/Lord_Howe", ALL_WEEK, "01:20", "02:25"),
    ("America/Guayaquil", WORKDAYS, "09:00", "17:00"),
]
"""Hours that clocks going forward cut, that clocks going back repeat, and that no change touches."""


@cache
def clock_of(week):
    zone, days, start, end = week
    offsets, until = changes_of_offset(zone, 2026, 2027)
    place = Place("There", offsets, until, 2026, 2027, CHRISTMAS)
    return Desk("plan", (place,), (Hours("week", WEEKLY, days, start, end, "holidays"),), {"all": 0})


@cache
def open_minutes(week):
    """Every minute of two seasons in which the desk is open, looked at one by one, on the zone's own clock."""
    zone, days, start, end = week
    first, last = (int(each[:2]) * 60 + int(each[3:]) for each in (start, end))
    clock, found, at = ZoneInfo(zone), [], FIRST
    while at < LAST:
        local = at.astimezone(clock)
        if first <= local.hour * 60 + local.minute < last and local.weekday() in days:
            found += [] if local.date().isoformat() in CHRISTMAS else [at]
        at += MINUTE
    return found


def counted(week, moment, minutes):
    """The end of the last of so many open minutes, none of which begins before the moment."""
    found = open_minutes(week)
    return found[bisect_left(found, moment) + minutes - 1] + MINUTE


def random_cases():
    chance = Random(50)
    for at in range(1500):
        week = WEEKS[at % len(WEEKS)]
        moment = FIRST + chance.random() * timedelta(days=188)
        yield week, moment, chance.randrange(1, 1500 if week[1] == WORKDAYS else 300)


@pytest.mark.uncounted
@pytest.mark.unmutated
def test_a_due_moment_is_that_of_a_count_minute_by_minute():
    """1,500 cases over both changes of summer time, weekends and holidays."""
    for week, moment, minutes in random_cases():
        clock = clock_of(week)
        assert open_for(clock, clock.all_hours[0], moment, minutes) == counted(week, moment, minutes), (
            week,
            moment,
            minutes,
        )


@pytest.mark.uncounted
@pytest.mark.unmutated
@pytest.mark.parametrize("week", WEEKS, ids=lambda week: f"{week[0]} {week[2]}")
def test_a_later_request_is_never_due_earlier(week):
    """Every minute of the days before and after each change of the clocks, and after Christmas."""
    clock = clock_of(week)
    changes = [*(each.since for each in clock.places[0].offsets), "2026-12-26T12:00+00:00"]
    for change in (datetime.fromisoformat(each) for each in changes if "2026-06" < each < "2027-06"):
        moments = [change + timedelta(minutes=minute) for minute in range(-1440, 1440)]
        due = [open_for(clock, clock.all_hours[0], moment, 100) for moment in moments]
        assert all(earlier <= later for earlier, later in pairwise(due))
        assert all(moment + timedelta(minutes=100) <= found for moment, found in zip(moments, due, strict=True))


WORKING = ("Europe/Vilnius", WORKDAYS, "08:00", "18:00")


@pytest.mark.parametrize(
    ("moment", "hours", "due"),
    [
        ("2026-12-23T17:30+02:00", 2, "2026-12-28T09:30:00+02:00"),
        ("2026-11-23T08:00+02:00", 10, "2026-11-23T18:00:00+02:00"),
        ("2026-11-23T08:00:01+02:00", 10, "2026-11-24T08:01:00+02:00"),
        ("2026-11-23T08:00:00.000001+02:00", 1, "2026-11-23T09:01:00+02:00"),
        ("2026-11-20T22:00+02:00", 1, "2026-11-23T09:00:00+02:00"),
        ("2026-10-23T17:00+03:00", 2, "2026-10-26T09:00:00+02:00"),
        ("2027-03-26T17:00+02:00", 2, "2027-03-30T09:00:00+03:00"),
        ("2027-12-31T17:30+02:00", 1, None),
        ("2028-01-03T10:00+02:00", 1, None),
        ("2025-12-31T10:00+02:00", 1, None),
        ("9999-12-31T23:59:59Z", 1, None),
        ("0001-01-01T00:00+14:00", 1, None),
    ],
)
def test_working_hours(moment, hours, due):
    clock = clock_of(WORKING)
    found = open_for(clock, clock.all_hours[0], datetime.fromisoformat(moment), 60 * hours)
    assert (found and found.isoformat()) == due


@pytest.mark.parametrize(
    ("moment", "opened", "opening"),
    [
        ("2026-07-07T08:30+03:00", True, None),
        ("2026-07-07T18:30+03:00", False, "2026-07-08T08:00:00+03:00"),
        ("2026-10-23T18:30+03:00", False, "2026-10-26T08:00:00+02:00"),
        ("2026-11-23T08:30+02:00", True, None),
        ("2027-03-26T18:00+02:00", False, "2027-03-30T08:00:00+03:00"),
    ],
)
def test_the_desk_follows_summer_time(moment, opened, opening):
    clock = clock_of(WORKING)
    found = desk(clock, clock.all_hours, datetime.fromisoformat(moment))
    assert (found.open, found.next_open and found.next_open.isoformat()) == (opened, opening)


@pytest.mark.parametrize(
    ("moment", "due"),
    [
        ("2026-11-21T23:30+01:00", "2026-11-22T03:30:00+01:00"),
        ("2055-01-01T00:00:30Z", "2055-01-01T04:01:00+00:00"),
        ("9999-12-31T23:59:59Z", None),
    ],
)
def test_at_all_hours(moment, due):
    clock = clock_of(WORKING)
    found = open_for(clock, Hours("always", ALWAYS), datetime.fromisoformat(moment), 240)
    assert (found and found.isoformat()) == due


def test_zones_are_those_of_the_locked_package():
    """In Vilnius, clocks change on the last Sundays of March and October at 01:00 UTC; in Ecuador never."""
    offsets, until = changes_of_offset("Europe/Vilnius", 2026, 2026)
    assert [(each.since, each.minutes) for each in offsets] == [
        ("2025-12-31T22:00+00:00", 120),
        ("2026-03-29T01:00+00:00", 180),
        ("2026-10-25T01:00+00:00", 120),
    ]
    assert until == "2026-12-31T22:00+00:00"
    assert [each.minutes for each in changes_of_offset("America/Guayaquil", 2026, 2029)[0]] == [-300]
    assert len(zone_names()) > 500


MONDAY_TO_FRIDAY = ["monday", "tuesday", "wednesday", "thursday", "friday"]


def two_desks(data):
    """Desks in two zones; an outage (here: the network) is seen to at all hours; large systems call the other desk."""
    week = {"days": MONDAY_TO_FRIDAY, "from": "08:00", "to": "18:00"}
    silver = {
        **week,
        "clause": "office-hours",
        "on holidays": "closed-on-holidays",
        "except": [
            {"when": "issue == network", "open": "always", "clause": "always-open"},
            {"when": "seats > 100", **week, "at": "america", "clause": "large"},
        ],
    }
    data["desk"] = {
        "plan": "tier",
        "place": "Vilnius",
        "zone": "Europe/Vilnius",
        "holidays": "LT",
        "days off": {"2026-11-30": "By decree"},
        "other desks": {"america": {"place": "New York", "zone": "America/New_York", "holidays": "none"}},
        "hours": {
            "bronze": {"open": "never", "clause": "by-phone"},
            "silver": silver,
            "gold": {"open": "unclear", "clause": "office-hours"},
            "platinum": {"open": "always", "clause": "always-open"},
        },
    }
    data["terms"]["response-time"]["cases"] = [
        {"when": "tier == gold", "clause": "hours-gold", "due": {"time": "goal", "clause": "history"}, "text": "Soon"},
        {"clause": "hours", "value": {"hours": 2}, "due": {"time": "maximum", "clause": "notice"}, "text": "2 hours"},
    ]


ORDER = {"role": "partner", "issue": "audio", "hosting": "cloud", "seats": 10, "updated": True, "restarted": True}
SILVER = {**ORDER, "tier": "silver"}
EVENING = datetime.fromisoformat("2026-12-23T17:30+02:00")


def found(answers, moment=EVENING):
    (promise,) = promises(decide(compiled(two_desks), answers, moment.date()), moment)
    return (promise.due and promise.due.isoformat(), promise.withheld, promise.clause, promise.depends)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (SILVER, ("2026-12-28T09:30:00+02:00", None, "notice", ())),
        ({**SILVER, "seats": 101}, ("2026-12-23T12:30:00-05:00", None, "notice", ())),
        ({**SILVER, "issue": "network"}, ("2026-12-23T19:30:00+02:00", None, "notice", ())),
        ({**SILVER, "seats": None}, (None, "open", "", ("seats",))),
        ({**SILVER, "tier": "platinum"}, ("2026-12-23T19:30:00+02:00", None, "notice", ())),
        ({**SILVER, "tier": "gold"}, (None, "goal", "history", ())),
        ({**SILVER, "tier": "bronze"}, (None, "never", "by-phone", ())),
        ({**SILVER, "tier": None}, (None, "open", "", ("tier",))),
        (
            {**ORDER, "role": "end-user", "contract": True, "bought_on": "2026-12-01"},
            (None, "no-hours", "", ()),
        ),
    ],
)
def test_a_moment_is_promised_only_where_the_policy_does(answers, expected):
    assert found(answers) == expected


def test_nothing_is_promised_before_it_is_known_to_be_covered():
    assert found({"role": "partner", "tier": "silver"})[:2] == (None, "open")
    assert promises(decide(compiled(two_desks), {**SILVER, "issue": "fax"}, TODAY), EVENING) == ()
    assert promises(decide(compiled(), SILVER, TODAY), EVENING) == ()


def test_a_day_off_by_decree_counts_beside_the_library():
    friday = datetime.fromisoformat("2026-11-27T17:00+02:00")
    assert found(SILVER, friday)[0] == "2026-12-01T09:00:00+02:00"


def test_beyond_the_years_that_are_known_there_is_no_moment():
    assert found(SILVER, datetime.fromisoformat("2029-12-31T17:30+02:00"))[1] == "years"


def test_hours_by_condition_agree_with_the_second_evaluator():
    """What is possible of the hours after some answers is what comes of all their completions."""
    policy, naive = compiled(two_desks), Naive(source().path, edited(two_desks))
    rest = {name: answer for name, answer in SILVER.items() if name not in ("issue", "seats")}
    partial = ({"issue": "network"}, {"seats": 101}, {"seats": 100, "issue": None}, {"role": "partner"})
    for answers in ({}, *partial, SILVER):
        verdict = decide(policy, answers, TODAY)
        cases = [naive.case(each, TODAY) for each in naive.completions({**rest, **answers}, TODAY)]
        for plan in policy.desk.by_plan:
            possible = {each.clause for each in attention(verdict, policy.desk, plan).hours}
            assert possible == {case.hours(plan)["clause"] for case in cases}


def test_hours_that_never_count_are_idle():
    def idle(data):
        two_desks(data)
        data["desk"]["hours"]["silver"]["except"].append({"when": "seats > 200", "open": "always", "clause": "hours"})

    assert not list(idle_hours(Exploration(compiled(two_desks))))
    (failure,) = idle_hours(Exploration(compiled(idle)))
    assert "Hours of the desk (hours) never count." in failure.what


@pytest.mark.parametrize(
    ("answers", "moment", "said"),
    [
        (
            SILVER,
            "2026-12-23T16:30+01:00",
            "Response time: if you ask now, on 28 December 2026 at 09:30 in Vilnius (UTC+2) at the latest, going "
            "by the hours in the policy. In your time zone, that is 28 December 2026 at 08:30 (UTC+1). If the desk is "
            "also closed at a time that we do not know of, the deadline is later, never sooner. Only the holidays in "
            "our list count; the desk may be closed on others.",
        ),
        (
            {**SILVER, "issue": "network"},
            "2026-12-23T16:30+01:00",
            "Response time: if you ask now, on 23 December 2026 at 18:30 (UTC+1) at the latest.",
        ),
        (
            {**SILVER, "tier": "gold"},
            "2026-12-23T16:30+01:00",
            "Response time: no deadline: the time is a goal, not a promise.",
        ),
        (
            {**SILVER, "seats": None},
            "2026-12-23T16:30+01:00",
            "Response time: whether there is a deadline depends on: Seats.",
        ),
        (
            SILVER,
            "2035-12-23T16:30+01:00",
            "Response time: no deadline: our list of holidays covers only the years from 2026 to 2029.",
        ),
    ],
)
def test_words(acme, answers, moment, said):
    policy, at = compiled(two_desks), datetime.fromisoformat(moment)
    (promise,) = promises(decide(policy, answers, at.date()), at)
    assert promise_text(policy, promise, at, acme.words["en"]) == said


def test_the_desk_says_what_its_hours_depend_on(acme):
    policy, at = compiled(two_desks), datetime.fromisoformat("2026-11-23T10:00+02:00")
    open_hours = attention(decide(policy, {"role": "partner", "tier": "silver"}, TODAY), policy.desk, "silver")
    text = state_text(policy, open_hours, at, acme.words["en"])
    assert text == "When the support desk is open depends on: Issue, Seats."


@pytest.fixture
def run(acme, monkeypatch, capsys, tmp_path):
    """The command line on the policy with two desks."""
    shelf = shelf_of(Library({"acme": compiled(two_desks)}, acme.words, acme.folder))
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: shelf)

    def run(command, answers, *more):
        path = tmp_path / "answers.json"
        path.write_text(json.dumps(answers))
        status = main([*command, "--answers", str(path), "--at", EVENING.isoformat(), *more])
        return status, capsys.readouterr().out

    return run


def test_the_command_due(run, acme):
    status, out = run(["due", "acme"], SILVER, "--json")
    expected = {"term": "response-time", "due": "2026-12-28T09:30:00+02:00", "clause": "notice"}
    assert (status, json.loads(out)) == (0, [{**expected, "withheld": None, "depends": []}])
    clause = acme.words["en"].clauses["acme"]["notice"]
    assert run(["due", "acme"], SILVER)[1].endswith(f"\n{clause.text} ({clause.href})\n")
    assert run(["due", "acme"], {"issue": "fax"}) == (0, "In this case, the policy does not promise a response time.\n")
    assert run(["due", "acme"], {"issue": "fax"}, "--json") == (0, "[]\n")


def test_the_command_desk_takes_answers(run):
    for answers, state in (
        (SILVER, {"open": True, "next_open": None, "clause": "office-hours"}),
        ({**SILVER, "issue": "network"}, {"open": True, "next_open": None, "clause": "always-open"}),
        ({"issue": "audio", "seats": 400}, {"open": True, "next_open": None, "clause": "large"}),
    ):
        status, out = run(["desk", "acme", "silver"], answers, "--json")
        assert (status, json.loads(out)) == (0, state)


def test_the_page_hears_of_a_moment_only_where_one_is_promised(acme):
    policy, now = compiled(two_desks), EVENING.isoformat()
    for answers, count in ((SILVER, 1), ({**SILVER, "tier": "gold"}, 0), ({"issue": "fax"}, 0)):
        verdict = decide(policy, answers, TODAY)
        for moment, said in ((now, count), (None, 0)):
            request = Request(policy, answers, TODAY, moment, None, "", None, "")
            assert len(_due(verdict, request, acme.words["en"])) == said


@pytest.mark.parametrize(
    ("case", "what"),
    [
        ({"value": 2}, "A maximum needs its hours. Write “value: {hours: 4}”, with a whole number."),
        ({"value": {"hours": "2"}}, "A maximum needs its hours."),
        ({"due": {"time": "maximum", "clause": "notices"}}, "There is no clause “notices”."),
        (None, "A maximum counts hours when the desk is open, and there is no “desk”."),
    ],
)
def test_a_wrong_maximum_is_an_authoring_error(case, what):
    def edit(data):
        two_desks(data)
        if case is None:
            del data["desk"]
            data["readings"]["3"].remove("desk")
        else:
            data["terms"]["response-time"]["cases"][1].update(case)

    with pytest.raises(AuthoringError) as caught:
        compile_policy(read_written(source(edit)), clauses())
    assert what in str(caught.value)


def test_a_list_of_holidays_is_known_for_its_own_years():
    def edit(data):
        two_desks(data)
        data["desk"].update({"holidays": "listed", "days off": {"2027-01-01": "New Year", "2028-01-03": "New Year"}})

    first, other = compiled(edit).desk.places
    assert (first.first_year, first.last_year, first.closed) == (2027, 2028, ("2027-01-01", "2028-01-03"))
    assert (other.first_year, other.last_year, other.closed, other.holidays) == (2026, 2029, (), NONE)


def test_neither_desk_nor_latest_moment_changes_a_verdict():
    def edit(data):
        data["desk"]["hours"]["platinum"]["open"] = "never"
        data["terms"]["response-time"]["cases"][1]["due"] = {"time": "average", "clause": "hours"}

    assert compiled(edit) != compiled()
    assert _rules(compiled(edit)) == _rules(compiled())


@pytest.mark.unmutated
@pytest.mark.parametrize("policy", POLICIES)
def test_the_worked_moments(library, policy):
    """Those under `due` in the policy's cases; every policy with such a term has one."""
    listed = read(CASES_FOLDER / f"{policy}.yaml").get("due", [])
    speaks = any(case.due for term in library.policies[policy].terms for case in term.cases)
    assert bool(listed) == speaks
    for each in listed:
        at = datetime.fromisoformat(each["at"])
        (found,) = promises(decide(library.policies[policy], each["answers"], at.date()), at)
        due = found.due and found.due.isoformat()
        assert (due, found.withheld, found.clause) == (each.get("due"), each.get("withheld"), each["clause"]), each
