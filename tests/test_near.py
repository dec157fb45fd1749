"""Near misses against brute force over all changes of answers that are in the visitor's hands."""

import random
from dataclasses import replace
from itertools import combinations, product

import pytest
from naive import Naive
from shared import POLICIES, TODAY, trials

from checker.build.library import ROOT
from checker.core.answers import class_of
from checker.core.document import document
from checker.core.engine import decide, next_questions
from checker.core.near import MOST, near_misses
from checker.core.near_view import near_items
from checker.core.render import view

BETTER = {
    "not-covered": {"covered", "conditional", "limited"},
    "conditional": {"covered"},
    "limited": {"covered"},
}
MOST_COMPLETIONS = 60
LARGEST = 3


@pytest.fixture(scope="module", params=POLICIES)
def policy(request, library):
    return library.policies[request.param]


@pytest.fixture(scope="module")
def naive(policy):
    return Naive(ROOT / "checker" / "policies" / f"{policy.id}.yaml")


def some_answers(policy, naive, chance):
    """Complete answers, or those of somebody who answered what was asked."""
    if chance.random() < 0.4:
        return {name: chance.choice(naive.values(name, TODAY)) for name in naive.facts}
    answers = {}
    while asked := next_questions(decide(policy, answers, TODAY)):
        answers[asked[0]] = None if chance.random() < 0.05 else chance.choice(naive.values(asked[0], TODAY))
    return answers


def alternatives(policy, naive, answers):
    """By fact in the visitor's hands: one value of each class but that of the present answer; of a date only today."""
    found = {}
    for fact in policy.facts:
        if naive.facts[fact.id].get("changeable", True):
            values = [TODAY.isoformat()] if fact.type == "date" else naive.values(fact.id, TODAY)
            by_class = {class_of(policy, fact, value, TODAY): value for value in values}
            if answers.get(fact.id) is not None:
                by_class.pop(class_of(policy, fact, answers[fact.id], TODAY), None)
            found[fact.id] = by_class
    return found


def statuses(naive, answers, wanted, certain):
    """The statuses of all completions, or None if one (certain) or all (not certain) of them are not wanted."""
    found = set()
    for each in naive.completions(answers, TODAY):
        status = naive.judge(each, TODAY)[0]
        if certain and status not in wanted:
            return None
        found.add(status)
    return found if found & wanted else None


def brute_force(policy, naive, answers, status, size, certain):
    """All sets of `size` changes after which the status is better (certain) or may be, with the statuses."""
    offered, found = alternatives(policy, naive, answers), {}
    for names in combinations(offered, size):
        for groups in product(*(offered[name] for name in names)):
            values = {name: offered[name][group] for name, group in zip(names, groups, strict=True)}
            if reached := statuses(naive, {**answers, **values}, BETTER[status], certain):
                found[frozenset(zip(names, groups, strict=True))] = reached
    return found


def few_completions(naive, answers):
    count = 1
    for name in naive.facts:
        count *= len(naive.values(name, TODAY)) if answers.get(name) is None else 1
    return count <= MOST_COMPLETIONS


def check(policy, naive, answers, verdict):
    found = {
        frozenset((change.fact.id, change.group) for change in near.changes): set(near.possible)
        for near in near_misses(verdict)
    }
    certain = all(possible <= BETTER[verdict.status] for possible in found.values())
    size = min((len(changes) for changes in found), default=LARGEST + 1)
    for smaller in range(1, min(size, LARGEST + 1)):
        assert brute_force(policy, naive, answers, verdict.status, smaller, certain) == {}, answers
    if size <= LARGEST:
        expected = brute_force(policy, naive, answers, verdict.status, size, certain)
        assert found.items() <= expected.items(), answers
        assert len(found) == min(len(expected), MOST), answers
    if not certain or not found:
        sure = [brute_force(policy, naive, answers, verdict.status, each, True) for each in range(1, LARGEST)]
        assert not any(sure), answers


@trials(6, 1_000)
def test_near_misses_are_exactly_what_brute_force_gives(policy, naive, trials):
    chance, done = random.Random(policy.id), 0
    while done < trials:
        answers = some_answers(policy, naive, chance)
        verdict = decide(policy, answers, TODAY)
        if verdict.status in BETTER and few_completions(naive, answers):
            check(policy, naive, answers, verdict)
            done += 1


def test_they_are_said_where_nothing_is_asked_though_something_is_not_known(library):
    answers = {"entitlement": "hardware-purchase", "purchased_on": "2026-10-23", "issue": "asterisk-configuration"}
    answers |= {"serial_number_ready": None, "intervention": True, "platform": "other", "access": "vnc"}
    verdict = decide(library.policies["avanzada7"], {**answers, "notice_hours": 0}, TODAY)
    assert (verdict.status, verdict.final, verdict.questions) == ("conditional", False, ())
    assert {change.answer for near in near_misses(verdict) for change in near.changes} >= {"hours", "maintenance"}
    assert len(near_items(verdict, library.words["en"])) == len(near_misses(verdict))


def test_a_number_is_changed_to_the_nearest(library):
    answers = {"role": "partner", "partner_tier": "bronze", "issue": "operating-system", "hosting": None}
    found = near_misses(
        decide(library.policies["3cx"], {**answers, "simultaneous_calls": 4, "only_system": True}, TODAY)
    )
    assert [each.changes[1].answer for each in found] == [3, 5, 65]


@trials(50, 1_000)
def test_every_near_miss_leads_where_it_says(policy, naive, trials):
    chance = random.Random(policy.id)
    for _ in range(trials):
        answers = some_answers(policy, naive, chance)
        verdict = decide(policy, answers, TODAY)
        for near in near_misses(verdict):
            changed = decide(policy, {**answers, **{each.fact.id: each.answer for each in near.changes}}, TODAY)
            assert changed.possible == near.possible, answers
            assert all(each.fact.changeable for each in near.changes), answers
            lost = {reason.clause for reason in verdict.because if not reason.beaten}
            assert set(near.clauses) <= lost, answers


def decided(library, name, **answers):
    return decide(library.policies[name], answers, TODAY)


def test_only_final_verdicts_that_could_be_better_have_them(library):
    assert not near_misses(decided(library, "3cx", role="partner"))
    covered = decided(library, "avanzada7", entitlement="hours", issue="dialplan", intervention=False)
    assert covered.status == "covered" and not near_misses(covered)


def test_the_subject_of_the_case_is_not_to_be_changed(library, policy):
    fixed = {fact.id for fact in policy.facts if not fact.changeable}
    assert fixed & {"issue", "task"}
    assert not near_misses(decided(library, "3cx", role="partner", issue="firewall"))


def test_a_newly_asked_fact_counts_where_its_answer_is_needed(library):
    verdict = decided(library, "3cx", role="partner", partner_tier="gold", issue="ip-phone", phone_status="unsupported")
    (near,) = near_misses(verdict)
    assert [(each.fact.id, each.answer) for each in near.changes] == [
        ("phone_status", "supported"),
        ("phone_uses_stun", False),
    ]
    assert near.possible == ("covered", "conditional")
    assert near.clauses == ("no-unsupported-phones",)


def test_a_number_changes_to_the_nearest_that_helps(library):
    answers = {"entitlement": "reseller", "issue": "installation", "purchase_volume": 100, "reseller_contract": True}
    verdict = decided(library, "avanzada7", **answers, intervention=False)
    texts = [each["changes"][0]["text"] for each in document(verdict, library.words["en"])["near_misses"]]
    assert "6,001 or more" in texts


def test_a_date_can_only_begin_anew(library):
    expired = {"plan": "basic", "code_issued_on": "2025-01-01", "hours_left": True, "installation": "official-iso"}
    verdict = decided(library, "elastix", **expired, version="stable", task="caller-id", reachable=True)
    (near,) = near_misses(verdict)
    assert [(each.fact.id, each.answer) for each in near.changes] == [("code_issued_on", TODAY.isoformat())]


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_view_says_it_in_words(library, language):
    words = library.words[language]
    (item,) = near_section(decided(library, "3cx", role="end-user", ticket_package=False), words)["items"]
    assert item["answers"] == {"ticket_package": "yes"}
    assert words.gettext("Ticket package bought") in item["text"]
    (item,) = near_section(decided(library, "3cx", issue="firewall"), words)["items"]
    assert item == {"text": words.gettext("Nothing that is in your hands would make this supported.")}


def test_the_view_says_when_nothing_helps_fully(library):
    policy = library.policies["avanzada7"]
    fixed = replace(policy, facts=tuple(replace(fact, changeable=False) for fact in policy.facts))
    answers = {"entitlement": "hours", "issue": "dialplan", "intervention": True, "platform": "3cx", "access": "none"}
    (item,) = near_section(decide(fixed, answers, TODAY), library.words["en"])["items"]
    assert item == {"text": "Nothing that is in your hands would make this fully covered."}


def test_a_class_of_one_number_is_that_number(library):
    policy = library.policies["avanzada7"]
    facts = tuple(replace(fact, maximum=6001) if fact.id == "purchase_volume" else fact for fact in policy.facts)
    answers = {"entitlement": "reseller", "issue": "installation", "purchase_volume": 6000, "reseller_contract": True}
    verdict = decide(replace(policy, facts=facts), {**answers, "intervention": False}, TODAY)
    items = near_section(verdict, library.words["en"])["items"]
    said = {item["text"]: item["answers"] for item in items}
    assert said["Purchase volume (€): 6,001"] == {"purchase_volume": "6001"}


def near_section(verdict, words):
    return next(each for each in view(verdict, words)["sections"] if each["id"] == "near")


def test_what_is_open_and_in_nobody_s_hands_may_still_decide(library):
    (near,) = near_misses(decided(library, "3cx", role="end-user", ticket_package=False))
    assert near.possible == ("covered", "conditional", "limited", "not-covered")
