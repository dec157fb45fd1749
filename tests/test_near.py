"""Near misses against brute force over all changes of answers that are in the visitor's hands."""

import random
from dataclasses import replace
from itertools import combinations, product

import pytest
from acme import compiled
from naive import Naive
from plain import read
from shared import EACH_POLICY, TODAY, trials

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


def alternatives(naive, answers):
    """By fact that is asked: what the visitor can make of it, whatever is open, without the present answer."""
    cases = [naive.case(each, TODAY) for each in naive.completions(answers, TODAY)]
    found, dormant = {}, {}
    for fact in naive.facts:
        values = [value for value in cases[0].attainable(fact) if all(value in each.attainable(fact) for each in cases)]
        if any(case.asked(fact) for case in cases):
            found[fact] = [value for value in values if value != answers.get(fact)]
        elif values:
            dormant[fact] = values
    return found, dormant


def statuses(naive, answers, wanted, certain):
    """The statuses of all completions, or None if one (certain) or all (not certain) of them are not wanted."""
    found = set()
    for each in naive.completions(answers, TODAY):
        status = naive.judge(each, TODAY)[0]
        if certain and status not in wanted:
            return None
        found.add(status)
    return found if found & wanted else None


def brute_force(naive, answers, status, size, certain):
    """All sets of `size` changes after which the status is better (certain) or may be, with the statuses then.

    What is not asked before is what the visitor can make of it: each way is tried.
    """
    (offered, dormant), found = alternatives(naive, answers), {}
    for names in combinations(offered, size):
        for values in product(*(offered[name] for name in names), *dormant.values()):
            changed = {**answers, **dict(zip((*names, *dormant), values, strict=True))}
            if reached := statuses(naive, changed, BETTER[status], certain):
                changes = frozenset(zip(names, values[:size], strict=True))
                found.setdefault(changes, []).append(reached)
    return found


def few_completions(naive, answers):
    count = 1
    for name in naive.facts:
        count *= len(naive.values(name, TODAY)) if answers.get(name) is None else 1
    return count <= MOST_COMPLETIONS


def check(naive, answers, verdict):
    found = {
        frozenset((change.fact.id, change.answer) for change in near.changes if change.words): set(near.possible)
        for near in near_misses(verdict)
    }
    certain = all(possible <= BETTER[verdict.status] for possible in found.values())
    size = min((len(changes) for changes in found), default=LARGEST + 1)
    for smaller in range(1, min(size, LARGEST + 1)):
        assert brute_force(naive, answers, verdict.status, smaller, certain) == {}, answers
    if size <= LARGEST:
        expected = brute_force(naive, answers, verdict.status, size, certain)
        assert all(possible in expected.get(changes, []) for changes, possible in found.items()), answers
        assert len(found) == min(len(expected), MOST), answers
    if not certain or not found:
        sure = [brute_force(naive, answers, verdict.status, each, True) for each in range(1, LARGEST)]
        assert not any(sure), answers


@pytest.mark.uncounted
@trials(6, 1_000)
def test_near_misses_are_exactly_what_brute_force_gives(policy, naive, trials):
    chance, done = random.Random(policy.id), 0
    while done < trials:
        answers = some_answers(policy, naive, chance)
        verdict = decide(policy, answers, TODAY)
        if verdict.status in BETTER and few_completions(naive, answers):
            check(naive, answers, verdict)
            done += 1


def test_they_are_said_where_nothing_is_asked_though_something_is_not_known():
    answers = {"role": "partner", "tier": "gold", "issue": "upgrade", "hosting": "own", "seats": 10}
    verdict = decide(compiled(), {**answers, "notice_hours": 0, "updated": None, "restarted": True}, TODAY)
    assert (verdict.status, verdict.final, verdict.questions) == ("conditional", False, ())
    (near,) = near_misses(verdict)
    assert {change.fact.id: change.answer for change in near.changes} == {"updated": True, "notice_hours": 8}
    assert len(near_items(verdict, Words())) == 1


@pytest.mark.uncounted
@pytest.mark.unmutated
@trials(15, 1_000)
def test_every_near_miss_leads_where_it_says(policy, naive, trials):
    chance = random.Random(policy.id)
    for _ in range(trials):
        answers = some_answers(policy, naive, chance)
        verdict = decide(policy, answers, TODAY)
        for near in near_misses(verdict):
            changed = decide(policy, {**answers, **{each.fact.id: each.answer for each in near.changes}}, TODAY)
            assert changed.possible == near.possible, answers
            assert all(each.answer in of_file(policy, each.fact) for each in near.changes), answers
            lost = {reason.clause for reason in verdict.because if not reason.beaten}
            assert set(near.clauses) <= lost, answers


def of_file(policy, fact):
    """What the policy file lets a fact become."""
    written = {"yes": True, "no": False, "today": TODAY.isoformat()}
    answers = read(ROOT / "checker" / "policies" / f"{policy.id}.yaml")["facts"][fact.id]["can become"]
    return [int(each) if fact.type == "integer" else written.get(each, each) for each in answers]


def decided(**answers):
    return decide(compiled(), answers, TODAY)


def test_only_final_verdicts_that_could_be_better_have_them():
    assert not near_misses(decided(role="partner"))
    ready = {"seats": 10, "updated": True, "restarted": True}
    covered = decided(role="partner", tier="gold", issue="audio", **ready)
    assert covered.status == "covered" and not near_misses(covered)


def test_the_subject_of_the_case_is_not_to_be_changed(policy):
    assert policy.comparison is None or not policy.fact(policy.comparison.subject).can_become
    assert not near_misses(decided(role="partner", issue="fax"))


def logs_are_asked_for_in_the_cloud(data):
    data["facts"]["logs"] = {**data["facts"]["updated"], "asked when": "hosting == cloud", "question": "Logs?"}
    data["rules"]["no-logs"] = {"effect": "exclude", "when": "issue == network and logs == no", "clauses": ["logs"]}


def test_what_is_asked_only_then_comes_with_the_change():
    policy = compiled(logs_are_asked_for_in_the_cloud)
    answers = {"role": "partner", "tier": "gold", "issue": "network", "hosting": "own"}
    (near,) = near_misses(decide(policy, answers, TODAY))
    changes = [(each.fact.id, each.answer, each.words) for each in near.changes]
    assert changes == [("hosting", "cloud", "you move the system into the cloud of Acme"), ("logs", True, "")]
    assert near.possible == ("covered", "conditional", "limited")
    assert near.clauses == ("no-own-network",)


def only_the_cloud_serves(data):
    data["rules"]["own"] = {"effect": "exclude", "when": "hosting == own", "clauses": ["no-own-network"]}


def test_a_change_has_a_condition():
    policy = compiled(only_the_cloud_serves)
    for issue, helped in (("upgrade", True), ("audio", False), (None, False)):
        verdict = decide(policy, {"role": "partner", "issue": issue, "hosting": "own"}, TODAY)
        assert verdict.status == "not-covered" and bool(near_misses(verdict)) == helped


def test_a_number_is_changed_to_what_the_file_says(acme):
    ready = {"role": "partner", "tier": "gold", "issue": "upgrade", "seats": 10, "updated": True, "restarted": True}
    (near,) = document(decided(**ready, notice_hours=2), acme.words["en"])["near_misses"]
    assert near["text"] == "If you ask at least 8 hours ahead, this is covered."
    assert [(each["answer"], each["text"]) for each in near["changes"]] == [(8, "8")]


def test_several_changes_are_one_sentence(acme):
    ready = {"role": "partner", "tier": "gold", "issue": "upgrade", "seats": 10, "updated": False, "restarted": False}
    (near,) = document(decided(**ready, notice_hours=2), acme.words["en"])["near_misses"]
    what = "you ask at least 8 hours ahead, you update the system, and you restart the system"
    assert near["text"] == f"If {what}, this is covered."


def test_a_date_can_only_begin_anew():
    expired = {"role": "end-user", "contract": True, "bought_on": "2025-01-01", "issue": "audio"}
    (near,) = near_misses(decided(**expired, seats=10, updated=True, restarted=True))
    assert [(each.fact.id, each.answer) for each in near.changes] == [("bought_on", TODAY.isoformat())]


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_view_says_it_in_words(acme, language):
    words = acme.words[language]
    (item,) = near_section(decided(role="end-user", contract=False), words)["items"]
    assert item["answers"]["contract"] == "yes"
    assert words.gettext("you buy a support contract") in item["text"]
    (item,) = near_section(decided(issue="fax"), words)["items"]
    assert item == {"text": words.gettext("Nothing you can change would get this covered.")}


def test_the_view_says_when_nothing_helps_fully(acme):
    fixed = replace(compiled(), facts=tuple(replace(fact, can_become=()) for fact in compiled().facts))
    answers = {"role": "partner", "tier": "gold", "issue": "audio", "seats": 10, "updated": False, "restarted": True}
    (item,) = near_section(decide(fixed, answers, TODAY), acme.words["en"])["items"]
    assert item == {"text": "Nothing you can change would get this fully covered."}


def test_an_unclear_verdict_has_none(acme):
    answers = {"role": "partner", "tier": "gold", "issue": "intercom", "hosting": "cloud", "seats": 10}
    verdict = decided(**answers, updated=False, restarted=True)
    assert (verdict.status, verdict.final, near_misses(verdict)) == ("unclear", True, ())
    assert "near" not in [each["id"] for each in view(verdict, acme.words["en"])["sections"] if each["items"]]


def near_section(verdict, words):
    return next(each for each in view(verdict, words)["sections"] if each["id"] == "near")


def test_what_is_open_and_in_nobody_s_hands_may_still_decide():
    (near,) = near_misses(decided(role="end-user", contract=False))
    assert [(each.fact.id, each.answer) for each in near.changes] == [("contract", True), ("bought_on", str(TODAY))]
    assert near.possible == ("covered", "conditional", "limited", "not-covered", "unclear")


def test_what_was_answered_before_it_was_asked_no_longer_counts():
    """The contract of long ago is answered, but not asked: whoever buys one has a new one."""
    (near,) = near_misses(decided(role="end-user", contract=False, bought_on="2020-01-01", issue="audio"))
    assert "not-covered" not in near.possible


def any_of_three_helps(data):
    """Twelve facts, each of which must be changed, to any of three answers: half a million smallest sets of changes."""
    options = {name: name for name in ("bad", "good", "better", "best")}
    for number in range(12):
        data["facts"][f"part_{number}"] = {
            **data["facts"]["hosting"],
            "options": options,
            "question": f"Part {number}?",
            "said": {name: f"part {number} is {name}" for name in options},
            "can become": {name: {"as": f"you take a {name} part"} for name in ("good", "better", "best")},
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
