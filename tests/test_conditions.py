"""Conditions, worked out by hand: every comparison, asked and not asked, plain and denied, by both evaluators."""

import re
from datetime import date
from itertools import product

import pytest
from naive import Naive
from one_condition import DERIVED, FACTS, FILE, compiled, policy_file, table
from shared import TODAY

from checker.core.clerk import _desk
from checker.core.engine.decide import decide
from checker.core.model.words import Clause, Words
from checker.core.request import Request
from checker.core.words.draft import draft
from checker.policy.grammar import ConditionError, parse
from checker.policy.problems import AuthoringError

TIERS = ("bronze", "silver", "gold")

# The condition, and for each answer whether it is true where the fact is asked.
COMPARED = {
    "kind == door": {"desk": False, "door": True, "wall": False},
    "kind != door": {"desk": True, "door": False, "wall": True},
    "kind in [door]": {"desk": False, "door": True, "wall": False},
    "kind in [desk, wall]": {"desk": True, "door": False, "wall": True},
    "tier == silver": dict(zip(TIERS, (False, True, False), strict=True)),
    "tier != silver": dict(zip(TIERS, (True, False, True), strict=True)),
    "tier < silver": dict(zip(TIERS, (True, False, False), strict=True)),
    "tier <= silver": dict(zip(TIERS, (True, True, False), strict=True)),
    "tier > silver": dict(zip(TIERS, (False, False, True), strict=True)),
    "tier >= silver": dict(zip(TIERS, (False, True, True), strict=True)),
    "tier in [bronze, gold]": dict(zip(TIERS, (True, False, True), strict=True)),
    "senior": dict(zip(TIERS, (False, True, True), strict=True)),
    "updated": {True: True, False: False},
    "updated == yes": {True: True, False: False},
    "updated == no": {True: False, False: True},
    "updated != yes": {True: False, False: True},
    "updated != no": {True: True, False: False},
    "updated in [no]": {True: False, False: True},
    "seats == 5": {0: False, 4: False, 5: True, 6: False, 9: False},
    "seats != 5": {0: True, 4: True, 5: False, 6: True, 9: True},
    "seats < 5": {0: True, 4: True, 5: False, 6: False, 9: False},
    "seats <= 5": {0: True, 4: True, 5: True, 6: False, 9: False},
    "seats > 5": {0: False, 4: False, 5: False, 6: True, 9: True},
    "seats >= 5": {0: False, 4: False, 5: True, 6: True, 9: True},
    "seats == 0": {0: True, 1: False, 9: False},
    "seats >= 9": {0: False, 8: False, 9: True},
    "seats in [0, 5, 9]": {0: True, 1: False, 4: False, 5: True, 6: False, 8: False, 9: True},
    "today <= bought_on + 30 days": {"2026-10-22": False, "2026-10-23": True, "2026-11-22": True, "2027-01-01": True},
    "today > bought_on + 30 days": {"2026-10-22": True, "2026-10-23": False, "2026-11-22": False, "2027-01-01": False},
    "today <= bought_on + 6 months": {"2026-05-21": False, "2026-05-22": True},
    "today > bought_on + 6 months": {"2026-05-21": True, "2026-05-22": False},
    "today <= bought_on + 0 days": {"2026-11-21": False, "2026-11-22": True},
    "today <= bought_on for 6 months": {"2026-05-22": False, "2026-05-23": True, "2027-01-01": True},
    "today > bought_on for 6 months": {"2026-05-22": True, "2026-05-23": False, "2027-01-01": False},
    "today <= bought_on for 30 days": {"2026-10-23": False, "2026-10-24": True},
    "bought_on < 2024-01-01": {"2023-12-31": True, "2024-01-01": False, "2027-01-01": False},
    "bought_on <= 2024-01-01": {"2023-12-31": True, "2024-01-01": True, "2024-01-02": False},
    "bought_on > 2024-01-01": {"2023-12-31": False, "2024-01-01": False, "2024-01-02": True},
    "bought_on >= 2024-01-01": {"2023-12-31": False, "2024-01-01": True, "2027-01-01": True},
    "kind in furniture": {"desk": True, "door": False, "wall": True},
    "tier in below-gold": dict(zip(TIERS, (True, True, False), strict=True)),
    "today <= supported_until(kind)": {"desk": False, "door": True, "wall": False},
    "today > supported_until(kind)": {"desk": True, "door": False, "wall": False},
    "today <= supported_until(tier)": dict(zip(TIERS, (True, False, True), strict=True)),
    "expired": {"2026-05-21": True, "2026-05-22": False},
}


def fact_of(condition):
    """The fact that a comparison is about."""
    named = {"senior": "tier", "expired": "bought_on"}
    comparison = re.sub(r"^today [<=>]+ |\w+\(", "", condition)
    word = re.split("[ )]", comparison)[0]
    return named.get(word, word)


@pytest.fixture
def holds():
    """Whether a condition is true of the answers, by both evaluators; None where it is open."""
    policies = {}

    def judge(condition, answers, today=TODAY):
        if condition not in policies:
            data = policy_file(condition)
            policies[condition] = compiled(data), Naive(FILE, data)
        policy, naive = policies[condition]
        possible = decide(policy, answers, today).possible
        judged = {naive.judge(each, today)[0] for each in naive.completions(answers, today)}
        assert set(possible) == judged, (condition, answers)
        return None if len(possible) > 1 else possible == ("not-covered",)

    return judge


@pytest.mark.parametrize("condition", COMPARED)
def test_a_comparison_with_a_fact_that_is_asked_is_as_worked_out_by_hand(holds, condition):
    fact, expected = fact_of(condition), COMPARED[condition]
    for answer, true in expected.items():
        answers = {"gate": True, fact: answer}
        assert holds(condition, answers) is true, answer
        assert holds(f"not {condition}", answers) is not true, answer
        assert holds(f"not ({condition})", answers) is not true, answer
        assert holds(f"not not {condition}", answers) is true, answer
    assert holds(condition, {"gate": True}) is None
    assert holds(condition, {"gate": True, fact: None}) is None


@pytest.mark.parametrize("condition", COMPARED)
def test_a_comparison_with_a_fact_that_is_not_asked_is_false_and_its_denial_true(holds, condition):
    fact = fact_of(condition)
    for answer in (*COMPARED[condition], None):
        answers = {"gate": False, fact: answer}
        assert holds(condition, answers) is False, answer
        assert holds(f"not {condition}", answers) is True, answer
        assert holds(f"not ({condition})", answers) is True, answer
        assert holds(f"not not {condition}", answers) is False, answer
    assert holds(condition, {"gate": False}) is False
    assert holds(f"not {condition}", {"gate": False}) is True


@pytest.mark.parametrize("condition", COMPARED)
@pytest.mark.parametrize("answered", [True, False])
def test_whether_a_fact_is_asked_can_be_open_too(holds, condition, answered):
    """A true answer leaves it open, a false one settles it: then it is false whether it is asked or not."""
    for answer, true in COMPARED[condition].items():
        answers = {fact_of(condition): answer, **({"gate": None} if answered else {})}
        assert holds(condition, answers) is (None if true else False), answer
        assert holds(f"not {condition}", answers) is (None if true else True), answer


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("kind == door", "kind != door"),
        ("updated == yes", "updated == no"),
        ("seats < 5", "seats >= 5"),
        ("tier > silver", "tier <= silver"),
        ("today <= bought_on + 6 months", "today > bought_on + 6 months"),
        ("updated", "not_new and gate"),
    ],
)
def test_a_comparison_and_its_reverse_are_both_false_where_the_fact_is_not_asked(holds, one, other):
    assert holds(f"{one} or {other}", {"gate": False}) is False
    assert holds(f"not ({one}) and not ({other})", {"gate": False}) is True
    assert holds(f"{one} or {other}", {"gate": True}) is True


def test_a_name_for_a_denial_is_true_where_the_fact_is_not_asked(holds):
    assert holds("not_new", {"gate": False}) is True
    assert holds("not not_new", {"gate": False}) is False
    assert [holds("not_new", {"gate": True, "updated": each}) for each in (True, False)] == [False, True]


@pytest.mark.parametrize(
    ("start", "time", "last"),
    [
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2027-08-31", "6 months", "2028-02-29"),
        ("2026-01-31", "1 months", "2026-02-28"),
        ("2026-02-28", "1 months", "2026-03-28"),
        ("2024-02-29", "12 months", "2025-02-28"),
        ("2024-02-29", "48 months", "2028-02-29"),
        ("2026-12-31", "2 months", "2027-02-28"),
        ("2026-12-15", "1 months", "2027-01-15"),
        ("2026-02-27", "30 days", "2026-03-29"),
        ("2026-12-31", "1 days", "2027-01-01"),
    ],
)
def test_a_time_holds_through_its_last_day(holds, start, time, last):
    check_time(holds, f"+ {time}", start, date.fromisoformat(last))


@pytest.mark.parametrize(
    ("start", "time", "last"),
    [
        ("2026-03-01", "12 months", "2027-02-28"),
        ("2027-03-01", "12 months", "2028-02-29"),
        ("2026-11-22", "12 months", "2027-11-21"),
        ("2026-01-01", "12 months", "2026-12-31"),
        ("2026-03-31", "1 months", "2026-04-30"),
        ("2026-08-28", "6 months", "2027-02-27"),
        ("2026-08-29", "6 months", "2027-02-28"),
        ("2026-08-31", "6 months", "2027-02-28"),
        ("2024-02-29", "12 months", "2025-02-28"),
        ("2024-02-29", "48 months", "2028-02-28"),
        ("2026-12-31", "1 days", "2026-12-31"),
        ("2026-12-31", "30 days", "2027-01-29"),
    ],
)
def test_a_time_whose_first_day_counts_ends_on_the_day_before(holds, start, time, last):
    check_time(holds, f"for {time}", start, date.fromisoformat(last))


def check_time(holds, time, start, day):
    answers = {"gate": True, "bought_on": start}
    for today, runs in ((day, True), (date.fromordinal(day.toordinal() + 1), False)):
        assert holds(f"today <= bought_on {time}", answers, today) is runs
        assert holds(f"today > bought_on {time}", answers, today) is not runs


@pytest.mark.parametrize(
    ("condition", "last"), [("today <= 2026-12-31", "2026-12-31"), ("today < 2026-12-31", "2026-12-30")]
)
def test_today_is_compared_with_a_day_whatever_is_asked(holds, condition, last):
    day = date.fromisoformat(last)
    opposite = condition.replace("<=", ">") if "<=" in condition else condition.replace("<", ">=")
    for today, true in ((day, True), (date.fromordinal(day.toordinal() + 1), False)):
        for answers in ({}, {"gate": False}, {"gate": None}):
            assert holds(condition, answers, today) is true
            assert holds(opposite, answers, today) is not true


@pytest.mark.parametrize(
    ("condition", "true"),
    [
        ("updated or senior and seats > 5", lambda updated, senior, many: updated or (senior and many)),
        ("updated and senior or seats > 5", lambda updated, senior, many: (updated and senior) or many),
        ("(updated or senior) and seats > 5", lambda updated, senior, many: (updated or senior) and many),
        ("not updated and senior or seats > 5", lambda updated, senior, many: (not updated and senior) or many),
        ("not (updated and senior) or seats > 5", lambda updated, senior, many: not (updated and senior) or many),
        ("not(updated or not senior)and seats>5", lambda updated, senior, many: not (updated or not senior) and many),
    ],
)
def test_not_binds_tighter_than_and_and_that_tighter_than_or(holds, condition, true):
    for updated, tier, seats in product((True, False), ("bronze", "gold"), (5, 6)):
        answers = {"gate": True, "updated": updated, "tier": tier, "seats": seats}
        assert holds(condition, answers) is bool(true(updated, tier == "gold", seats == 6)), answers


@pytest.mark.parametrize("wrong", ["updated orsenior", "updated andsenior", "updated senior"])
def test_words_that_run_together_are_refused(wrong):
    with pytest.raises(ConditionError):
        parse(wrong)


GRANT = {"effect": "grant phone", "when": "updated", "clauses": ["scope"]}
DENY = {"effect": "deny phone", "when": "kind == door", "clauses": ["scope"]}
DOUBT = {"effect": "doubt phone", "when": "seats > 5", "clauses": ["scope"]}


@pytest.mark.parametrize(
    ("granted", "denied", "doubted", "value"),
    [
        (True, False, False, "offered"),
        (False, False, False, "not-offered"),
        (False, True, False, "not-offered"),
        (True, True, False, "unclear"),
        (True, False, True, "unclear"),
        (False, False, True, "unclear"),
        (False, True, True, "unclear"),
        (True, True, True, "unclear"),
    ],
)
def test_an_offer_counts_as_offered_only_where_it_is_so_for_certain(granted, denied, doubted, value):
    data = policy_file("tier == gold", terms={"hours": {"label": "Hours", "cases": [case("offered(phone)"), case()]}})
    data["rules"] = {**data["rules"], "grant": GRANT, "deny": DENY, "doubt": DOUBT}
    answers = {"gate": True, "kind": "door" if denied else "desk", "updated": granted, "seats": 6 if doubted else 5}
    answers |= {"tier": "bronze", "bought_on": "2026-11-22"}
    expected = ("covered", (("phone", value),), (("hours", 0 if value == "offered" else 1),), ())
    assert Naive(FILE, data).judge(answers, TODAY) == expected
    verdict = decide(compiled(data), answers, TODAY)
    assert verdict.offers == {"phone": value}
    assert [each.case.text for each in verdict.terms] == ["offered(phone)" if value == "offered" else "else"]
    unasked = decide(compiled(data), {**answers, "gate": False}, TODAY)
    assert unasked.offers == {"phone": "not-offered"} and unasked.terms[0].case.text == "else"


def case(when="", **more):
    return {**({"when": when} if when else {}), "clause": "scope", "text": when or "else", **more}


def test_a_rule_that_is_beaten_itself_beats_nobody():
    data = policy_file("updated")
    data["rules"]["special"] = {"effect": "note", "when": "seats > 5", "clauses": ["scope"], "beats": ["probe"]}
    data["rules"]["more-special"] = {
        "effect": "note",
        "when": "kind == door",
        "clauses": ["scope"],
        "beats": ["special"],
    }
    policy, naive = compiled(data), Naive(FILE, data)
    for many, door, status in ((False, False, "not-covered"), (True, False, "covered"), (True, True, "not-covered")):
        answers = {"gate": True, "updated": True, "seats": 6 if many else 5, "kind": "door" if door else "desk"}
        assert decide(policy, answers, TODAY).status == status
        assert naive.judge({**answers, "tier": "gold", "bought_on": "2026-01-01"}, TODAY)[0] == status


def test_a_last_day_is_stated_only_where_its_date_is_asked():
    check_last_day({"amount": 1}, date(2026, 11, 30))


def test_a_last_day_may_be_the_one_before():
    check_last_day({"for": 2}, date(2026, 12, 30))


def check_last_day(length, last):
    through = case(through={"fact": "bought_on", **length, "unit": "months"})
    data = policy_file("tier == gold", terms={"until": {"label": "Until", "cases": [through, case("not gate")]}})
    policy, naive = compiled(data), Naive(FILE, data)
    rest = {"kind": "desk", "tier": "bronze", "updated": True, "seats": 1, "bought_on": "2026-10-31"}
    for gate, position, through in ((True, 0, last), (False, 1, None)):
        (stated,) = decide(policy, {**rest, "gate": gate}, TODAY).terms
        assert (stated.term.cases.index(stated.case), stated.through) == (position, through)
        assert naive.judge({**rest, "gate": gate}, TODAY)[2] == (("until", position),)


def test_an_answer_to_a_question_that_is_not_asked_names_neither_subject_nor_plan():
    hours = {each: {"open": "always", "clause": "scope"} for each in TIERS}
    desk = {"plan": "tier", "place": "Acme", "zone": "UTC", "holidays": "EC", "hours": hours}
    drafted = {"languages": ["en"], "subject": "kind", "channels": [{"clause": "scope", "text": "Write."}]}
    policy = compiled(policy_file("tier == gold", desk=desk, draft=drafted))
    words = Words(clauses={"acme": {"scope": Clause("All.", "acme/x/#scope")}})
    for gate, subject in ((True, "Support request: Door"), (False, "Support request")):
        answers = {"gate": gate, "kind": "door", "tier": "silver"}
        request = Request(policy, answers, TODAY, "2026-11-22T12:00:00+00:00", None, "", None, "")
        verdict = decide(policy, answers, TODAY)
        assert draft(verdict, words)["subject"] == subject
        assert bool(_desk(verdict, request, words)) is gate


@pytest.mark.parametrize(
    ("gate", "updated", "asked"),
    [(True, True, False), (True, False, True), (False, True, True), (False, False, True), (False, None, True)],
)
def test_a_question_may_hang_on_one_that_is_not_asked(gate, updated, asked):
    facts = {**FACTS, "second": {**FACTS["updated"], "asked when": "not updated"}}
    data = policy_file("second", facts=facts)
    policy, naive = compiled(data), Naive(FILE, data)
    answers = {"gate": gate, "updated": updated, "second": True}
    assert decide(policy, answers, TODAY).status == ("not-covered" if asked else "covered")
    assert {naive.case(each, TODAY).asked("second") for each in naive.completions(answers, TODAY)} == {asked}


@pytest.mark.parametrize(
    ("condition", "column"),
    [
        ("seats + seats > 5", 6),
        ("seats * 2 > 5", 6),
        ("seats > 5 - 1", 10),
        ("today - bought_on > 5", 6),
        ("today <= bought_on + 3 days + 4 days", 28),
        ("today + 3 days > bought_on", 6),
    ],
)
def test_conditions_do_not_calculate(condition, column):
    with pytest.raises(ConditionError, match=r"^Conditions do not calculate: there are no sums") as raised:
        parse(condition)
    assert raised.value.column == column


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ("bought_on < installed_on", "“bought_on” and “installed_on” are two answers, and conditions do not compare"),
        ("seats > tier", "“seats” and “tier” are two answers, and conditions do not compare answers with each other."),
        ("bought_on == 2024-01-01", "“bought_on” is of type date and cannot be compared by “==”."),
        ("bought_on < 2024-02-30", "“2024-02-30” is not a date. Write it as YYYY-MM-DD."),
        ("today > 2024-1-1", "“2024-1-1” is not a date. Write it as YYYY-MM-DD."),
        ("today <= 9999-12-31", "“today <= 9999-12-31” is always true."),
        ("bought_on < 0001-01-01", "“bought_on < 0001-01-01” is always false."),
    ],
)
def test_what_a_date_is_not_compared_with(condition, fault):
    facts = {**FACTS, "installed_on": FACTS["bought_on"]}
    with pytest.raises(AuthoringError) as raised:
        compiled(policy_file("updated", facts=facts, derived={**DERIVED, "probe": condition}))
    assert fault in str(raised.value)


@pytest.mark.parametrize(
    ("condition", "fault"),
    [
        ("kind in furnitur", "There is no set “furnitur”. Did you mean “furniture”? Allowed: furniture, below-gold"),
        ("tier in furniture", "“desk” is not an option of “tier”."),
        (
            "today <= suported_until(kind)",
            "There is no table of dates “suported_until”. Did you mean “supported_until”?",
        ),
        ("today <= supported_until(knd)", "There is no fact “knd” with options. Did you mean “kind”?"),
        ("today <= supported_until(seats)", "There is no fact “seats” with options."),
        (
            "today <= partly(kind)",
            "“partly” says nothing of “wall”, an option of “kind”. Write a day for it under dates",
        ),
        ("today <= never(kind)", "“never” knows no day for any option of “kind”. Leave the condition out."),
        ("asked(knd)", "There is no fact “knd” here. Did you mean “kind”?"),
    ],
)
def test_names_of_sets_and_tables_that_lead_nowhere(condition, fault):
    with pytest.raises(AuthoringError) as raised:
        compiled(policy_file("updated", derived={**DERIVED, "probe": condition}))
    assert fault in str(raised.value)


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"sets": {"rooms": ["desk", "dor"]}}, "“dor” is not an option of any fact. Did you mean “door”?"),
        (
            {"dates": {"ends": table({"desc": "2026-12-31"})}},
            "“desc” is not an option of any fact. Did you mean “desk”?",
        ),
        ({"dates": {"ends": table({"desk": "2026-02-30"})}}, "“2026-02-30” is not a date."),
        ({"dates": {"ends": table({"desk": "unknown"}, again="2026-11-20")}}, "“ends” is to be compared again before"),
    ],
)
def test_sets_and_tables_that_are_wrong(changes, fault):
    with pytest.raises(AuthoringError) as raised:
        compiled(policy_file("updated", **changes))
    assert fault in str(raised.value)


def test_whether_a_fact_is_asked_is_a_condition_of_its_own(holds):
    for answers in ({}, {"kind": "desk"}, {"kind": None}):
        assert holds("asked(kind)", {**answers, "gate": True}) is True
        assert holds("asked(kind)", {**answers, "gate": False}) is False
        assert holds("not asked(kind)", {**answers, "gate": False}) is True
        assert holds("asked(kind)", answers) is None
        assert holds("asked(gate) and gate", {**answers, "gate": True}) is True


def test_a_fact_cannot_be_asked_because_a_later_one_is():
    facts = {**FACTS, "kind": {**FACTS["kind"], "asked when": "asked(tier)"}}
    with pytest.raises(AuthoringError, match="“kind” is asked before “tier” is"):
        compiled(policy_file("updated", facts=facts))
