"""Near misses against brute force over all changes of answers that are in the visitor's hands."""

import random
from dataclasses import replace
from itertools import combinations, product

import pytest
from acme import compiled
from naive import Naive
from shared import EACH_POLICY, TODAY, trials

from checker.core.engine.answers import class_of
from checker.core.engine.decide import decide, next_questions
from checker.core.engine.near import MOST, near_misses
from checker.core.model.words import Words
from checker.core.words.near_view import near_items
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import view
from checker.places import ROOT

BETTER = {
    "not-covered": {"covered", "conditional", "limited"},
    "conditional": {"covered"},
    "limited": {"covered"},
}
MOST_COMPLETIONS = 60
LARGEST = 3


@pytest.fixture(scope="module", params=EACH_POLICY)
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


@pytest.mark.uncounted
@trials(6, 1_000)
def test_near_misses_are_exactly_what_brute_force_gives(policy, naive, trials):
    chance, done = random.Random(policy.id), 0
    while done < trials:
        answers = some_answers(policy, naive, chance)
        verdict = decide(policy, answers, TODAY)
        if verdict.status in BETTER and few_completions(naive, answers):
            check(policy, naive, answers, verdict)
            done += 1


def test_they_are_said_where_nothing_is_asked_though_something_is_not_known():
    answers = {"role": "partner", "tier": "gold", "issue": "upgrade", "hosting": "own", "seats": 10}
    verdict = decide(compiled(), {**answers, "notice_hours": 0, "updated": None, "restarted": True}, TODAY)
    assert (verdict.status, verdict.final, verdict.questions) == ("conditional", False, ())
    (near,) = near_misses(verdict)
    assert {change.fact.id: change.answer for change in near.changes} == {"updated": True, "notice_hours": 8}
    assert len(near_items(verdict, Words())) == 1


def limited_in_the_middle(data):
    data["rules"]["large"]["when"] = "seats > 100 and seats < 200"


def test_a_number_is_changed_to_the_nearest():
    answers = {"role": "partner", "tier": "gold", "issue": "audio", "updated": True, "restarted": True}
    for seats, nearest in ((101, 100), (199, 200)):
        found = near_misses(decide(compiled(limited_in_the_middle), {**answers, "seats": seats}, TODAY))
        assert nearest in [each.changes[0].answer for each in found]


@pytest.mark.uncounted
@pytest.mark.unmutated
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


def decided(**answers):
    return decide(compiled(), answers, TODAY)


def test_only_final_verdicts_that_could_be_better_have_them():
    assert not near_misses(decided(role="partner"))
    ready = {"seats": 10, "updated": True, "restarted": True}
    covered = decided(role="partner", tier="gold", issue="audio", **ready)
    assert covered.status == "covered" and not near_misses(covered)


def test_the_subject_of_the_case_is_not_to_be_changed(policy):
    assert policy.comparison is None or not policy.fact(policy.comparison.subject).changeable
    assert not near_misses(decided(role="partner", issue="fax"))


def logs_are_asked_for_where_it_is_not_a_fax(data):
    data["facts"]["logs"] = {**data["facts"]["updated"], "asked when": "hosting == cloud", "question": "Logs?"}
    data["rules"]["no-logs"] = {"effect": "exclude", "when": "issue == network and logs == no", "clauses": ["logs"]}


def test_a_newly_asked_fact_counts_where_its_answer_is_needed():
    policy = compiled(logs_are_asked_for_where_it_is_not_a_fax)
    answers = {"role": "partner", "tier": "gold", "issue": "network", "hosting": "own"}
    (near,) = near_misses(decide(policy, answers, TODAY))
    assert [(each.fact.id, each.answer) for each in near.changes] == [("hosting", "cloud"), ("logs", True)]
    assert near.possible == ("covered", "conditional", "limited")
    assert near.clauses == ("no-own-network",)


def test_a_number_is_said_with_all_that_help_too(acme):
    ready = {"role": "partner", "tier": "gold", "issue": "upgrade", "seats": 10, "updated": True, "restarted": True}
    verdict = decided(**ready, notice_hours=2)
    texts = [each["changes"][0]["text"] for each in document(verdict, acme.words["en"])["near_misses"]]
    assert texts == ["8 or more"]


def test_a_date_can_only_begin_anew():
    expired = {"role": "end-user", "contract": True, "bought_on": "2025-01-01", "issue": "audio"}
    (near,) = near_misses(decided(**expired, seats=10, updated=True, restarted=True))
    assert [(each.fact.id, each.answer) for each in near.changes] == [("bought_on", TODAY.isoformat())]


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_view_says_it_in_words(acme, language):
    words = acme.words[language]
    (item,) = near_section(decided(role="end-user", contract=False), words)["items"]
    assert item["answers"]["contract"] == "yes"
    assert words.gettext("Support contract") in item["text"]
    (item,) = near_section(decided(issue="fax"), words)["items"]
    assert item == {"text": words.gettext("Nothing that is in your hands would make this supported.")}


def test_the_view_says_when_nothing_helps_fully(acme):
    fixed = replace(compiled(), facts=tuple(replace(fact, changeable=False) for fact in compiled().facts))
    answers = {"role": "partner", "tier": "gold", "issue": "audio", "seats": 10, "updated": False, "restarted": True}
    (item,) = near_section(decide(fixed, answers, TODAY), acme.words["en"])["items"]
    assert item == {"text": "Nothing that is in your hands would make this fully covered."}


def test_a_class_of_one_number_is_that_number(acme):
    facts = [replace(fact, maximum=8) if fact.id == "notice_hours" else fact for fact in compiled().facts]
    ready = {"role": "partner", "tier": "gold", "issue": "upgrade", "seats": 10, "updated": True, "restarted": True}
    verdict = decide(replace(compiled(), facts=tuple(facts)), {**ready, "notice_hours": 7}, TODAY)
    said = {item["text"]: item["answers"] for item in near_section(verdict, acme.words["en"])["items"]}
    assert said == {"Notice in hours: 8": {"notice_hours": "8"}}


def near_section(verdict, words):
    return next(each for each in view(verdict, words)["sections"] if each["id"] == "near")


def test_what_is_open_and_in_nobody_s_hands_may_still_decide():
    (near,) = near_misses(decided(role="end-user", contract=False))
    assert near.possible == ("covered", "conditional", "limited", "not-covered")


def any_of_three_helps(data):
    """Twelve facts, each of which must be changed, to any of three answers: half a million smallest sets of changes."""
    options = {name: name for name in ("bad", "good", "better", "best")}
    for number in range(12):
        data["facts"][f"part_{number}"] = {
            **data["facts"]["hosting"],
            "options": options,
            "question": f"Part {number}?",
        }
        data["rules"][f"bad-{number}"] = {"effect": "exclude", "when": f"part_{number} == bad", "clauses": ["logs"]}


def test_of_any_number_of_equal_ways_the_best_six_are_given():
    parts = {f"part_{number}": "bad" for number in range(12)}
    ready = {"role": "partner", "tier": "gold", "issue": "audio", "hosting": "own", "updated": True, "restarted": True}
    found = near_misses(decide(compiled(any_of_three_helps), {**ready, "seats": 10, **parts}, TODAY))
    chosen = [[change.answer for change in each.changes] for each in found]
    good = ["good"] * 10
    assert chosen == [[*good, one, two] for one in ("good", "better") for two in ("good", "better", "best")]
    assert {each.possible for each in found} == {("covered",)}
