"""The attention clock: against hand-checked holidays and a second implementation, on the terminal and for the page."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

import drawn
import pytest
from acme import clauses, compiled, source
from dateutil.easter import easter
from plain import read
from shared import POLICIES
from worked_cases import CASES_FOLDER

from checker.cli import inputs
from checker.cli.main import main
from checker.core.engine.attention import Attention
from checker.core.model.desk import desk, parse_moment
from checker.core.words.desk_view import state_text
from checker.policy.compile import compile_policy
from checker.policy.desk import observed_holidays
from checker.policy.problems import AuthoringError
from checker.policy.written import read_written

# Checked by hand against the reading: an observed day counts, the day that it stands for does not.
HOLIDAYS = """
2026-01-01 2026-02-16 2026-02-17 2026-04-03 2026-05-01 2026-05-25 2026-08-10 2026-10-09 2026-11-02 2026-11-03 2026-12-25
2027-01-01 2027-02-08 2027-02-09 2027-03-26 2027-04-30 2027-05-24 2027-08-09 2027-10-08 2027-11-01 2027-11-02 2027-12-24
2027-12-31
2028-02-28 2028-02-29 2028-04-14 2028-05-01 2028-05-26 2028-08-11 2028-10-09 2028-11-02 2028-11-03 2028-12-25
""".split()  # noqa: SIM905


@pytest.fixture(scope="module")
def clock():
    return compiled().desk


def desk_of(clock, plan, moment):
    """The state for a plan whose hours depend on nothing else."""
    return desk(clock, [clock.all_hours[clock.by_plan[plan]]], moment)


def state(clock, moment, plan="silver"):
    found = desk_of(clock, plan, datetime.fromisoformat(moment))
    return found.open, found.next_open and found.next_open.isoformat()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2026-11-23T08:59:59-05:00", (False, "2026-11-23T09:00:00-05:00")),
        ("2026-11-23T09:00:00-05:00", (True, None)),
        ("2026-11-23T16:59:59.999999-05:00", (True, None)),
        ("2026-11-23T17:00:00-05:00", (False, "2026-11-24T09:00:00-05:00")),
        ("2026-11-20T17:00:00-05:00", (False, "2026-11-23T09:00:00-05:00")),
        ("2026-11-21T12:00:00-05:00", (False, "2026-11-23T09:00:00-05:00")),
        ("2026-11-22T23:59:59-05:00", (False, "2026-11-23T09:00:00-05:00")),
        ("2027-08-06T17:00:00-05:00", (False, "2027-08-10T09:00:00-05:00")),
        ("2027-08-09T12:00:00-05:00", (False, "2027-08-10T09:00:00-05:00")),
        ("2027-08-10T12:00:00-05:00", (True, None)),
        ("2028-05-24T12:00:00-05:00", (True, None)),
        ("2028-05-25T17:00:00-05:00", (False, "2028-05-29T09:00:00-05:00")),
        ("2028-05-26T12:00:00-05:00", (False, "2028-05-29T09:00:00-05:00")),
        ("2027-12-30T17:00:00-05:00", (False, "2028-01-03T09:00:00-05:00")),
        ("2027-12-31T12:00:00-05:00", (False, "2028-01-03T09:00:00-05:00")),
    ],
)
def test_weekly_hours(clock, moment, expected):
    assert state(clock, moment) == expected


@pytest.mark.parametrize("hours", [-12, -5, 0, 5.5, 14])
def test_the_offset_of_the_visitor_changes_nothing(clock, hours):
    visitor = timezone(timedelta(hours=hours))
    for text in ("2026-11-23T08:59:59-05:00", "2026-11-23T09:00-05:00", "2026-12-31T23:00-05:00"):
        moment = datetime.fromisoformat(text)
        assert desk_of(clock, "silver", moment.astimezone(visitor)) == desk_of(clock, "silver", moment)


@pytest.mark.unmutated
@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        ("2029-12-31T16:59:59-05:00", (True, None)),
        ("2029-12-31T17:00:00-05:00", (False, None)),
        ("2030-01-01T04:59:59+00:00", (False, None)),
        ("2030-01-01T05:00:00+00:00", (None, None)),
        ("2030-01-02T12:00:00-05:00", (None, None)),
        ("2025-12-31T23:59:59-05:00", (None, None)),
        ("2026-01-01T00:00:00-05:00", (False, "2026-01-02T09:00:00-05:00")),
        ("0001-01-01T00:00:00+14:00", (None, None)),
        ("9999-12-31T23:59:59-14:00", (None, None)),
    ],
)
def test_beyond_the_listed_years_it_is_unknown(clock, moment, expected):
    assert state(clock, moment) == expected


@pytest.mark.parametrize("moment", ["2026-11-22T03:00:00-05:00", "2027-08-09T12:00:00-05:00", "2055-01-01T00:00:00Z"])
@pytest.mark.parametrize(("plan", "opened"), [("platinum", True), ("gold", None), ("bronze", False)])
def test_plans_without_weekly_hours(clock, moment, plan, opened):
    assert state(clock, moment, plan) == (opened, None)


def test_every_plan_names_its_clause(clock):
    now = datetime.fromisoformat("2026-11-23T10:00-05:00")
    assert {plan: desk_of(clock, plan, now).clause for plan in clock.by_plan} == {
        "bronze": "by-phone",
        "silver": "office-hours",
        "gold": "office-hours",
        "platinum": "always-open",
    }


@pytest.mark.parametrize(
    ("moment", "clause"),
    [
        ("2026-12-25T10:00-05:00", "closed-on-holidays"),
        ("2027-08-09T20:00-05:00", "closed-on-holidays"),
        ("2027-08-10T20:00-05:00", "office-hours"),
        ("2028-02-28T04:59Z", "office-hours"),
        ("2028-02-28T05:00Z", "closed-on-holidays"),
        ("2026-11-22T10:00-05:00", "office-hours"),
    ],
)
def test_on_a_holiday_the_clause_on_holidays_closes_the_desk(clock, moment, clause):
    assert desk_of(clock, "silver", datetime.fromisoformat(moment)).clause == clause


def test_the_holidays_are_those_checked_by_hand(clock):
    assert [day for day in clock.places[0].closed if day < "2029"] == HOLIDAYS


@pytest.mark.parametrize("language", ["es", "en_US", "uk"])
def test_the_holidays_do_not_depend_on_the_environment(monkeypatch, language):
    monkeypatch.setenv("LANGUAGE", language)
    assert list(observed_holidays("EC", 2026, 2028)) == HOLIDAYS


def single(day, stays):
    """“Saturday: the Friday before; Sunday: the Monday after. Tuesday: Monday; Wednesday and Thursday: Friday.”

    The latter with three exceptions, which stay.
    """
    steps = {"Sat": -1, "Sun": 1, **({} if stays else {"Tue": -1, "Wed": 2, "Thu": 1})}
    return day + timedelta(days=steps.get(f"{day:%a}", 0))


def in_a_row(first):
    """“Tuesday and Wednesday: that of Wednesday goes to Monday. Wednesday and Thursday: that of Wednesday to Friday.

    Friday and Saturday: that of Saturday to Thursday. Sunday and Monday: that of Sunday to Tuesday.” Else each by
    itself, and Monday and Tuesday, Thursday and Friday as they are.
    """
    second = first + timedelta(days=1)
    at = {
        "Tue": (first - timedelta(days=1), first),
        "Wed": (second + timedelta(days=1), second),
        "Fri": (first, first - timedelta(days=1)),
        "Sat": (first - timedelta(days=1), second + timedelta(days=1)),
        "Sun": (second + timedelta(days=1), second),
    }
    return at.get(f"{first:%a}", (first, second))


def by_law(year):
    """The days off of a year's holidays, from the text of Ecuador's law of 2016."""
    sunday = easter(year)
    fixed = [date(year, *each) for each in ((1, 1), (12, 25))]
    moving = [date(year, *each) for each in ((5, 1), (5, 24), (8, 10), (10, 9))]
    found = {single(day, True) for day in fixed} | {single(day, False) for day in moving}
    found |= {sunday - timedelta(days=before) for before in (48, 47, 2)}
    return found | set(in_a_row(date(year, 11, 2)))


def days_off():
    return {day for year in range(2025, 2031) for day in by_law(year)}


def test_every_day_of_four_years_is_off_or_not_as_the_law_says(clock):
    wanted = sorted(day.isoformat() for day in days_off() if 2026 <= day.year <= 2029)
    assert list(clock.places[0].closed) == wanted
    assert {"2027-11-01", "2027-11-02", "2029-11-01", "2029-11-02"} <= set(wanted)


def test_the_correction_is_still_needed(monkeypatch):
    """If this fails, the library knows the rule for two holidays in a row: drop holidays_in_a_row.py."""
    monkeypatch.setattr("checker.policy.desk.corrected", lambda country, days: days)
    assert "2027-11-02" not in observed_holidays("EC", 2027, 2027)


@pytest.mark.uncounted
@pytest.mark.unmutated
def test_every_hour_agrees_with_a_second_implementation(clock):
    """Epoch arithmetic, from the last hour to the first, so that the next opening is the one seen last."""
    day_off, opening = {day.toordinal() for day in days_off()}, None
    first, last = (int(datetime(year, 1, 1, 5, tzinfo=UTC).timestamp()) for year in (2026, 2029))
    for second in range(last + 3 * 86400, first - 1, -3600):
        days, rest = divmod(second - 5 * 3600, 86400)
        works = (days + 3) % 7 < 5 and days + 719163 not in day_off
        is_open = works and rest // 3600 in range(9, 17)
        if works and rest == 9 * 3600:
            opening = second
        if second < last:
            found = desk_of(clock, "silver", datetime.fromtimestamp(second, UTC))
            assert found.open is is_open
            assert (found.next_open and found.next_open.timestamp()) == (None if is_open else opening)


@pytest.mark.parametrize(
    ("version", "checked_on", "years"),
    [
        ("2026.11", "2026-11-21", (2026, 2029)),
        ("2024.02", "2026-11-21", (2024, 2029)),
        ("2031.05", "2031-06-01", (2026, 2034)),
    ],
)
def test_the_years_follow_the_file_and_not_the_day_of_the_build(version, checked_on, years):
    def edit(data):
        data.update(version=version, checked_on=checked_on, check_again_by="2035-01-01")

    place = compiled(edit).desk.places[0]
    assert (place.first_year, place.last_year) == years
    assert {int(day[:4]) for day in place.closed} == set(range(years[0], years[1] + 1))


@pytest.mark.unmutated
@pytest.mark.parametrize(
    ("keys", "value", "what"),
    [
        (("plan",), "teer", "There is no fact “teer” with options. Did you mean “tier”?"),
        (("plan",), "contract", "There is no fact “contract” with options."),
        (("hours", "diamond"), {"open": "always", "clause": "always-open"}, "There is no plan “diamond”."),
        (("hours", "silver"), None, "The plan “silver” has no hours."),
        (("hours", "silver", "clause"), "office-hour", "There is no clause “office-hour”."),
        (("hours", "silver", "on holidays"), "holidays", "There is no clause “holidays”."),
        (("hours", "silver", "to"), "08:00", "“09:00” is not before “08:00”."),
        (("holidays",), "XX", "The library “holidays” knows no country “XX”."),
        (("hours", "silver", "on holidays"), None, "The hours by “office-hours” lack “on holidays”."),
        (("hours", "silver", "at"), "north", "There is no desk “north”. Allowed: none."),
        (("holidays",), "listed", "No holidays are listed."),
        (("holidays",), "none", "The desk in Ecuador has no holidays."),
        (("days off",), {"2026-02-30": "Carnival"}, "“2026-02-30” is not a date."),
        (
            ("days off",),
            {"2031-01-02": "Carnival"},
            "“2031-01-02” is outside the years that are compiled: 2026 to 2029.",
        ),
        (
            ("zone",),
            "America/Guayaquill",
            "There is no time zone “America/Guayaquill”. Did you mean “America/Guayaquil”?",
        ),
        (("holidays",), "JP", "The library “holidays” does not tell what"),
    ],
)
def test_a_wrong_desk_is_an_authoring_error(keys, value, what):
    changed = source()
    *path, last = keys
    target = changed.data["desk"]
    for key in path:
        target = target[key]
    target.update({last: value})
    if value is None:
        del target[last]
    with pytest.raises(AuthoringError) as caught:
        compile_policy(read_written(changed), clauses())
    assert what in str(caught.value)
    assert "acme.yaml:" in str(caught.value)


@pytest.mark.parametrize(
    "text", ["2026-11-23", "2026-11-23T09:00", "2026-11-23T09:00-25:00", "2026-02-30T09:00Z", "now", "", None, 5]
)
def test_a_moment_has_an_offset(text):
    assert parse_moment(text) is None


@pytest.mark.parametrize(
    ("plan", "moment", "text"),
    [
        ("silver", "2026-11-23T10:00-05:00", "The support desk is open now. Only national holidays count"),
        (
            "silver",
            "2027-08-08T20:00+05:30",
            "The support desk is closed now. It opens next on 10 August 2027 at 09:00 in Ecuador (UTC−5). "
            "In your time zone, that is 10 August 2027 at 19:30 (UTC+5:30).",
        ),
        ("silver", "2026-11-21T10:00-05:00", "23 November 2026 at 09:00 in Ecuador (UTC−5). Only national holidays"),
        ("silver", "2026-11-21T10:00Z", "In your time zone, that is 23 November 2026 at 14:00 (UTC)."),
        (
            "silver",
            "2019-11-21T10:00Z",
            "We do not know whether the support desk is open: our list of holidays covers only the years from",
        ),
        ("platinum", "2026-11-21T10:00Z", "The support desk is open now."),
        ("gold", "2026-11-21T10:00Z", "The policy does not say when the support desk is open for this plan."),
        ("bronze", "2026-11-21T10:00Z", "With this plan, no support desk is open to you."),
    ],
)
def test_words(acme, clock, plan, moment, text):
    hours = (clock.all_hours[clock.by_plan[plan]],)
    assert text in state_text(compiled(), Attention(hours, ()), datetime.fromisoformat(moment), acme.words["en"])


def test_the_last_closing_is_said_to_be_the_end_of_the_list(acme, clock):
    moment = datetime.fromisoformat("2029-12-31T20:00-05:00")
    text = state_text(compiled(), Attention((clock.all_hours[1],), ()), moment, acme.words["en"])
    assert "We do not know when it opens next: our list of holidays covers only the years from 2026 to 2029." in text


@pytest.mark.usefixtures("made_up")
def test_command_json(capsys):
    assert main(["desk", "acme", "silver", "--at", "2026-11-22T12:00:00+01:00", "--json"]) == 0
    expected = {"open": False, "next_open": "2026-11-23T09:00:00-05:00", "clause": "office-hours"}
    assert json.loads(capsys.readouterr().out) == expected


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_command_text(capsys, monkeypatch, acme, language):
    monkeypatch.setattr(inputs, "now", lambda: datetime.fromisoformat("2026-11-23T09:30-05:00"))
    assert main(["desk", "acme", "platinum", "--lang", language]) == 0
    clause = acme.words[language].clauses["acme"]["always-open"]
    assert f"\n{clause.text} ({clause.href})" in capsys.readouterr().out


@pytest.mark.usefixtures("made_up")
@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["brisa", "silver"], "Policy brisa has no support desk hours; the policies that have them are: acme."),
        (["acmee", "silver"], "Did you mean “acme”?"),
        (["acme", "silvr"], "“silvr” is not an answer to tier; it takes one of: bronze, silver, gold,"),
        (
            ["acme", "silver", "--at", "2026-11-23T09:30"],
            "“2026-11-23T09:30” is not a date and time; write it in ISO 8601",
        ),
        (["acme", "silver", "--at", "tomorrow"], "“tomorrow” is not a date and time"),
        (["acme", "silver", "--lang", "fr"], "There is no language “fr”"),
    ],
)
def test_command_refuses_bad_input(capsys, arguments, message):
    assert main(["desk", *arguments, "--json"]) == 2
    said = capsys.readouterr()
    assert message in said.err
    assert said.err.count("\n") == 1
    assert said.out == ""


@pytest.fixture(scope="module")
def clerk(acme):
    return drawn.clerk(acme, "en")


def asked(clerk, answers, **more):
    request = {"policy": "acme", "answers": answers, "today": "2026-11-22", **more}
    return json.loads(clerk.reply(json.dumps(request)))["desk"]


SILVER = {"role": "partner", "tier": "silver"}
SUNDAY = "2026-11-22T12:00:00+01:00"


def test_the_page_hears_of_the_desk(clerk):
    found = asked(clerk, SILVER, now=SUNDAY)
    assert found.pop("text").startswith("The support desk is closed now.")
    assert found == {"open": False, "next_open": "2026-11-23T09:00:00-05:00", "clause": "office-hours"}


@pytest.mark.parametrize(
    ("answers", "now"),
    [({}, SUNDAY), ({**SILVER, "tier": None}, SUNDAY), (SILVER, None), (SILVER, "2026-11-22T12:00:00")],
)
def test_the_page_hears_nothing_where_there_is_nothing_to_tell(clerk, answers, now):
    assert asked(clerk, answers, now=now) is None


def test_the_visitor_s_own_time_has_the_offset_of_that_moment(clerk):
    """Clocks in Madrid go forward on 28 March 2027: on the Monday after, 09:00 in Ecuador is 16:00 there."""
    friday, change = "2027-03-27T12:00:00+01:00", "2027-03-28T03:00:00+02:00"
    assert "29 March 2027 at 16:00 (UTC+2)" in asked(clerk, SILVER, now=friday, later=change)["text"]
    assert "29 March 2027 at 15:00 (UTC+1)" in asked(clerk, SILVER, now=friday, later=None)["text"]
    assert (
        "29 March 2027 at 15:00 (UTC+1)" in asked(clerk, SILVER, now=friday, later="2027-04-04T03:00:00+02:00")["text"]
    )


def test_the_page_hears_nothing_of_a_policy_without_a_desk(library):
    shipped = drawn.clerk(library, "en")
    for name in (name for name, policy in library.policies.items() if not policy.desk):
        request = {"policy": name, "answers": {}, "today": "2026-11-22", "now": SUNDAY}
        assert json.loads(shipped.reply(json.dumps(request)))["desk"] is None


@pytest.mark.unmutated
@pytest.mark.parametrize("policy", POLICIES)
def test_the_worked_moments(library, policy):
    """Those under `desk` in the policy's cases: each plan has one."""
    clock, moments = library.policies[policy].desk, read(CASES_FOLDER / f"{policy}.yaml").get("desk", [])
    assert {each["plan"] for each in moments} == set(clock.by_plan if clock else ())
    for each in moments:
        found = desk_of(clock, each["plan"], datetime.fromisoformat(each["at"]))
        opening = found.next_open and found.next_open.isoformat()
        assert (found.open, opening, found.clause) == (each["open"], each.get("next"), each["clause"]), each
