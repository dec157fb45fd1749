"""Policies that depend on the day: what is possible, by both evaluators, around each day on which something changes."""

from datetime import date, timedelta
from random import Random

import pytest
from broken import subject, write_pages
from naive import Naive
from one_condition import FACTS, FILE, compiled, policy_file
from shared import TODAY, trials

from checker.core.engine.decide import decide
from checker.core.engine.near import near_misses
from checker.core.model.classes import class_count, value_of
from checker.core.model.dated import is_dated, on_day, turning_days
from checker.core.model.kinds import KINDS
from checker.diff.report import report
from checker.diff.sides import Edition
from checker.proof.prove import prove

PARTS = (
    "bought_on < 2024-01-01",
    "bought_on >= 2025-06-15",
    "today <= bought_on + 12 months",
    "today <= bought_on for 12 months",
    "today > bought_on + 1 months",
    "today > bought_on for 1 months",
    "today <= 2026-12-31",
    "today > 2025-06-14",
    "not (bought_on > 2026-08-31)",
    "today <= supported_until(tier)",
    "today > supported_until(kind)",
    "kind in furniture",
    "asked(tier)",
    "gate",
    "updated",
)
STARTS = ("2023-12-31", "2024-02-29", "2025-01-01", "2025-06-15", "2026-12-31", "2028-03-31")


def drawn(chance):
    """A policy file with a condition that is drawn, of dates that can be later than today or not."""
    joined = f" {chance.choice(['and', 'or'])} ".join(chance.sample(PARTS, 3))
    data = policy_file(f"({joined}) {chance.choice(['and', 'or'])} {chance.choice(PARTS)}")
    latest = {"max": "today"} if chance.random() < 0.5 else {}
    return {**data, "facts": {**FACTS, "bought_on": {**FACTS["bought_on"], **latest}}}


def some_days(policy, chance):
    """Days around those on which the policy changes, and any others."""
    turns = turning_days(policy, date.fromisoformat(chance.choice(STARTS)))
    around = [turn + timedelta(days=step) for turn in chance.sample(turns, min(3, len(turns))) for step in (-1, 0, 1)]
    return [*around, date(2024, 1, 1) + timedelta(days=chance.randrange(2000))]


@trials(12, 400)
def test_what_is_possible_after_some_answers_is_what_their_completions_lead_to(trials):
    """On no day is anything called possible that no date can bring about, and nothing is forgotten."""
    chance = Random("dates")
    for _ in range(trials):
        data = drawn(chance)
        policy, naive = compiled(data), Naive(FILE, data)
        for today in some_days(policy, chance):
            for answers in some_answers(naive, today, chance):
                expected = {naive.judge(each, today)[0] for each in naive.completions(answers, today)}
                assert set(decide(policy, answers, today).possible) == expected, (data["rules"], answers, today)


def some_answers(naive, today, chance):
    """No answers; then some of those that matter, known or not."""
    yield {}
    values = {name: naive.values(name, today) for name in ("gate", "updated", "bought_on", "kind", "tier")}
    yield {"gate": True, "updated": chance.choice([True, False, None])}
    yield {name: chance.choice(found) for name, found in values.items() if chance.random() < 0.7}


@trials(12, 300)
def test_each_class_has_a_date_in_it_on_each_day(trials):
    chance = Random("classes")
    for _ in range(trials):
        policy = compiled(drawn(chance))
        for today in some_days(policy, chance):
            dated = on_day(policy, today)
            fact = dated.fact("bought_on")
            for group in range(class_count(fact)):
                assert KINDS["date"].class_of(fact, value_of(fact, group, today), today) == group
            assert on_day(dated, today) is dated


@trials(4, 60)
def test_a_policy_changes_on_its_turning_days_alone(trials):
    """But for days on which two times end at once: they have a class less."""
    chance = Random("turns")
    for _ in range(trials):
        policy = compiled(drawn(chance))
        start = date(2025, 5, 1)
        turns = turning_days(policy, start)
        before = None
        for today in (start + timedelta(days=step) for step in range(500)):
            now = on_day(policy, today)
            shape = [class_count(fact) for fact in now.facts], shown(now.status)
            ties = today.day > 28 and any(window.first_counts for window in policy.fact("bought_on").windows)
            assert ties or before in (None, shape) or today in turns, today
            before = None if ties else shape


def shown(diagram):
    """A diagram in brackets."""
    children = getattr(diagram, "children", None)
    return diagram if children is None else (diagram.fact, *map(shown, children))


def test_nothing_that_was_bought_before_is_less_than_a_year_old():
    """What was bought before 2024 is never so in 2026, whatever the date."""
    policy = compiled(policy_file("bought_on < 2024-01-01 and today <= bought_on + 12 months"))
    verdicts = {day: decide(policy, {"gate": True}, date.fromisoformat(day)) for day in ("2024-12-31", "2025-01-01")}
    assert [each.possible for each in verdicts.values()] == [("covered", "not-covered"), ("covered",)]
    assert verdicts["2024-12-31"].questions == ("bought_on",)
    assert verdicts["2025-01-01"].questions == ()


def test_a_policy_that_names_no_day_is_the_same_object_on_every_day():
    policy = compiled(policy_file("today <= bought_on + 12 months"))
    assert not is_dated(policy)
    assert on_day(policy, date(2026, 11, 22)) is policy


@pytest.mark.uncounted
@pytest.mark.parametrize(
    ("when", "why"),
    [
        ("today > bought_on for 12 months or bought_on < 2026-06-01", ""),
        ("today > 2027-01-01 and today > bought_on + 12 months", ""),
        ("bought_on < 2024-01-01 and today <= bought_on + 12 months", "its condition never holds"),
        ("today <= 2026-11-20 and today > bought_on + 12 months", "its condition never holds"),
    ],
)
def test_the_proof_is_for_every_day_from_the_last_comparison_on(tmp_path, when, why):
    """A rule may be idle today, if it counts later; and none counts by what no day brings."""
    proven = subject(write_pages(tmp_path), ("today > bought_on + 12 months", when))
    found = [failure.what for _, proof in prove(proven) for failure in proof.failures]
    idle = [f"The rule “too-late” changes no verdict: {why}.", "No answer to “bought_on” can change a verdict."]
    assert found == (idle if why else [])


def test_what_is_wrong_on_a_later_day_is_shown_as_on_that_day(tmp_path):
    changes = ("when: issue == audio", "when: issue == audio and today <= 2027-03-31")
    proven = subject(write_pages(tmp_path), changes)
    found = {failure.day for _, proof in prove(proven) for failure in proof.failures if "nclear" in failure.what}
    assert found == {date(2027, 4, 1)}


def test_a_change_that_comes_later_is_reported_with_its_day():
    old, new = (compiled(policy_file(f"today > {day}")) for day in ("2027-01-01", "2027-06-30"))
    (found,) = report(Edition({"acme": old}), Edition({"acme": new}), TODAY)["policies"]
    assert found["day"] == "2027-01-02" and found["changed"] == found["answer_sets"] > 0
    (first,) = report(Edition({"acme": old}), Edition({"acme": new}), date(2027, 2, 1))["policies"]
    assert "day" not in first and first["changed"] == found["changed"]
    same = report(Edition({"acme": old}), Edition({"acme": new}), date(2027, 7, 1))["policies"]
    assert [each["changed"] for each in same] == [0]


def test_versions_with_and_without_days_are_compared():
    """The one that names days excludes all that the other does, and what was bought before 2026."""
    texts = ("today > bought_on + 12 months", "today > bought_on + 12 months or bought_on < 2026-01-01")
    old, new = (compiled(policy_file(text)) for text in texts)
    (found,) = report(Edition({"acme": old}), Edition({"acme": new}), TODAY)["policies"]
    example = found["clauses"][0]["example"]
    assert "2025-11-22" <= str(example["answers"]["bought_on"]) < "2026-01-01"
    assert (example["old"], example["new"]) == ("covered", "not-covered")


@pytest.mark.parametrize(("today", "found"), [(TODAY, ["2026-11-22"]), (date(2026, 5, 1), [])])
def test_a_near_miss_makes_a_date_today_if_that_helps_on_the_day(today, found):
    again = {"max": "today", "can become": {"today": {"as": "you buy it again"}}}
    facts = {**FACTS, "bought_on": {**FACTS["bought_on"], **again}}
    policy = compiled(policy_file("bought_on < 2026-06-01 or today > bought_on for 6 months", facts=facts))
    verdict = decide(policy, {"gate": True, "bought_on": "2025-12-24"}, today)
    assert verdict.status == "not-covered"
    misses = near_misses(verdict)
    assert [change.answer for near in misses for change in near.changes] == found
    assert all(near.possible == ("covered",) for near in misses)
