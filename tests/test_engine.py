"""The engine against brute force, and the properties that every policy keeps."""

import json
import random
from dataclasses import asdict, replace
from itertools import groupby

import pytest
from acme import compiled
from made import made_policy
from naive import Naive
from shared import EACH_POLICY, TODAY, trials

from checker.core.engine.answers import InputError
from checker.core.engine.decide import decide, next_questions
from checker.core.engine.outlook import Outlook
from checker.core.model.classes import class_count
from checker.core.model.diagram import Node, Restriction, support
from checker.core.model.policy import STATUSES
from checker.core.model.serial import read_policy, write_policy
from checker.places import ROOT
from checker.policy.clauses import read_clauses
from checker.policy.compile import compile_policy
from checker.policy.source import Source, read_yaml
from checker.policy.written import read_written

MOST_COMPLETIONS = 1_500


@pytest.fixture(scope="module", params=EACH_POLICY)
def policy(request, library):
    return library.policies[request.param]


@pytest.fixture(scope="module")
def naive(policy):
    return Naive(ROOT / "checker" / "policies" / f"{policy.id}.yaml")


def compared(verdict, policy):
    """What a complete verdict says, in the naive evaluator's form."""
    if verdict.status == "not-covered":
        return ("not-covered",)
    positions = {term.id: -1 for term in policy.terms}
    for statement in verdict.terms:
        positions[statement.term.id] = statement.term.cases.index(statement.case)
    actions = tuple(advice.id for advice in verdict.actions)
    return (verdict.status, tuple(verdict.offers.items()), tuple(positions.items()), actions)


def random_answers(naive, chance, opened):
    """A random answer set with at most `opened` facts left open, some of them by an "I don't know"."""
    answers = {name: chance.choice(naive.values(name, TODAY)) for name in naive.facts}
    for name in chance.sample(list(answers), min(opened, len(answers))):
        if chance.random() < 0.2:
            answers[name] = None
        else:
            del answers[name]
    return answers


@trials(25, 200)
def test_a_verdict_hangs_on_what_its_diagrams_ask(trials):
    for number in range(trials):
        policy, chance = made_policy(number), random.Random(number)
        for _ in range(20):
            known = {at: chance.randrange(class_count(each)) for at, each in enumerate(policy.facts)}
            known = {at: group for at, group in known.items() if chance.random() < 0.4}
            asked = support(map(Restriction(known), policy.matters))
            assert Outlook(policy, known, frozenset()).hanging() == sorted(asked)


def walked_answers(policy, naive, chance):
    """A random state reached in asking order, with few enough completions for brute force if there are such."""
    answers, more = {}, chance.randrange(3)
    while asked := next_questions(decide(policy, answers, TODAY)):
        more -= completion_count(naive, with_unasked_filled(naive, answers)) <= MOST_COMPLETIONS
        if more < 0:
            break
        answers[asked[0]] = None if chance.random() < 0.1 else chance.choice(naive.values(asked[0], TODAY))
    return answers


def with_unasked_filled(naive, answers):
    """The answers, with any value for the facts that these answers keep from being asked: it is ignored."""
    filled = dict(answers)
    for name in naive.facts:
        try:
            if name not in answers and not naive.case(answers, TODAY).asked(name):
                filled[name] = naive.values(name, TODAY)[0]
        except (KeyError, ValueError):
            continue
    return filled


def completion_count(naive, answers):
    count = 1
    for name in naive.facts:
        if answers.get(name) is None:
            count *= len(naive.values(name, TODAY))
    return count


def brute_force(naive, answers):
    """The statuses of all completions, and the open facts that make a difference between two of them."""
    judged = [(each, naive.judge(each, TODAY)) for each in naive.completions(answers, TODAY)]
    statuses = {verdict[0] for _, verdict in judged}
    hanging = set()
    for fact in (name for name in naive.facts if answers.get(name) is None):
        others = {}
        for each, verdict in judged:
            rest = tuple(value for name, value in each.items() if name != fact)
            others.setdefault(rest, set()).add(verdict)
        if any(len(verdicts) > 1 for verdicts in others.values()):
            hanging.add(fact)
    return statuses, hanging


def is_reachable(naive, answers, fact):
    """Whether some completion of the unanswered facts asks `fact` whatever the unknown ones are."""
    unknown = [name for name in naive.facts if name in answers and answers[name] is None]
    known = [name for name in naive.facts if name not in unknown]
    judged = []
    for each in naive.completions(answers, TODAY):
        case = naive.case(each, TODAY)
        judged.append((tuple(each[name] for name in known), case.asked(fact)))
    judged.sort(key=lambda pair: repr(pair[0]))
    return any(all(asked for _, asked in group) for _, group in groupby(judged, key=lambda pair: repr(pair[0])))


def check_against_brute_force(policy, naive, answers):
    verdict = decide(policy, answers, TODAY)
    statuses, hanging = brute_force(naive, answers)
    assert set(verdict.possible) == statuses, answers
    declined = {name for name in answers if answers[name] is None}
    assert set(verdict.unknowns) == hanging & declined, answers
    reachable = {fact for fact in hanging - declined if not declined or is_reachable(naive, answers, fact)}
    assert set(verdict.questions) == reachable, answers
    assert verdict.final == (not hanging), answers


@pytest.mark.uncounted
@trials(20, 2_000)
def test_partial_verdicts_are_exactly_what_brute_force_gives(policy, naive, trials):
    chance, done = random.Random(policy.id), 0
    while done < trials:
        answers = random_answers(naive, chance, chance.randrange(7))
        if completion_count(naive, answers) <= MOST_COMPLETIONS:
            check_against_brute_force(policy, naive, answers)
            done += 1


@pytest.mark.uncounted
@pytest.mark.unmutated
@trials(5, 300)
def test_states_reached_in_asking_order_are_exact_too(policy, naive, trials):
    chance, done = random.Random(policy.id), 0
    for _ in range(trials):
        answers = with_unasked_filled(naive, walked_answers(policy, naive, chance))
        if completion_count(naive, answers) <= MOST_COMPLETIONS:
            check_against_brute_force(policy, naive, answers)
            done += 1
    assert done >= trials // 15


@pytest.mark.uncounted
@pytest.mark.unmutated
@trials(200, 20_000)
def test_complete_answers_agree_with_the_second_evaluator(policy, naive, trials):
    chance = random.Random(policy.id)
    for _ in range(trials):
        answers = random_answers(naive, chance, 0)
        assert compared(decide(policy, answers, TODAY), policy) == naive.judge(answers, TODAY), answers


@pytest.mark.uncounted
@pytest.mark.unmutated
@trials(15, 300)
def test_a_settled_verdict_never_flips(policy, naive, trials):
    chance = random.Random(policy.id)
    for _ in range(trials):
        answers, before = {}, decide(policy, {}, TODAY)
        for name in chance.sample(list(naive.facts), len(naive.facts)):
            answers[name] = chance.choice([None, *naive.values(name, TODAY)])
            verdict = decide(policy, answers, TODAY)
            assert set(verdict.possible) <= set(before.possible)
            if before.final and before.status != "not-covered":
                assert (verdict.status, verdict.offers, verdict.actions) == (
                    before.status,
                    before.offers,
                    before.actions,
                )
            for offer, value in before.offers.items():
                assert verdict.status == "not-covered" or value in ("open", verdict.offers[offer])
            before = verdict


@pytest.mark.uncounted
@pytest.mark.unmutated
@trials(60, 1_000)
def test_the_order_of_answers_does_not_matter(policy, naive, trials):
    chance = random.Random(policy.id)
    for _ in range(trials):
        answers = random_answers(naive, chance, 3)
        shuffled = dict(chance.sample(list(answers.items()), len(answers)))
        assert decide(policy, answers, TODAY) == decide(policy, shuffled, TODAY)


@pytest.mark.uncounted
@pytest.mark.unmutated
@trials(100, 5_000)
def test_every_verdict_cites_a_clause(policy, naive, trials):
    chance = random.Random(policy.id)
    for _ in range(trials):
        verdict = decide(policy, random_answers(naive, chance, chance.randrange(9)), TODAY)
        deciding = {"covered": "cover", "limited": "limit", "conditional": "require", "not-covered": "exclude"}
        deciding["unclear"] = "doubt"
        about = [reason for reason in verdict.because if not reason.offers]
        assert verdict.status is None or any(reason.effect == deciding[verdict.status] for reason in about)
        assert set(verdict.possible) <= set(STATUSES)


@pytest.mark.uncounted
@pytest.mark.unmutated
@trials(60, 1_000)
def test_the_order_of_rules_does_not_matter(policy, naive, trials):
    source = read_yaml(ROOT / "checker" / "policies" / f"{policy.id}.yaml")
    rules = list(source.data["rules"].items())
    random.Random(policy.id).shuffle(rules)
    shuffled = compile_policy(
        read_written(Source(source.path, {**source.data, "rules": dict(rules)}, source.places)),
        read_clauses(ROOT / "docs", policy.id)[0],
    )
    chance = random.Random(policy.id)
    for _ in range(trials):
        answers = random_answers(naive, chance, 3)
        one, two = decide(policy, answers, TODAY), decide(shuffled, answers, TODAY)
        assert (one.status, one.possible, one.questions, one.offers) == (
            two.status,
            two.possible,
            two.questions,
            two.offers,
        )
        assert {(reason.clause, reason.effect) for reason in one.because} == {
            (reason.clause, reason.effect) for reason in two.because
        }


def test_no_question_whose_turn_hangs_on_one_that_never_comes():
    """`first` is not known, so `second` is never asked; whether `third` is asked hangs on it: it is not either."""
    policy = compiled()
    asked = (True, Node(0, (True, False)), Node(0, (Node(1, (False, True)), True)))
    facts = tuple(
        replace(policy.fact("updated"), id=name, asked=each)
        for name, each in zip(("first", "second", "third"), asked, strict=True)
    )
    outlook = Outlook(replace(policy, facts=facts), {}, frozenset([0]))
    assert [outlook.may_be_asked(position) for position in range(3)] == [True, False, False]


def test_a_model_survives_json(policy, library):
    written = json.loads((library.folder / f"{policy.id}.json").read_text(encoding="utf-8"))
    assert json.loads(json.dumps(write_policy(read_policy(written)))) == written
    assert policy.comparison is None or all(
        isinstance(each, (str, tuple)) for each in asdict(policy.comparison).values()
    )


def test_a_date_that_may_lie_ahead_is_described_without_today():
    policy = compiled()
    ahead = replace(policy, facts=tuple(replace(fact, max_today=False) for fact in policy.facts))
    answers = {"role": "end-user", "contract": True, "bought_on": "2027-01-01", "issue": "audio"}
    assert decide(ahead, answers, TODAY).possible == ("covered", "conditional", "limited")
    with pytest.raises(InputError, match=r"it takes a date written YYYY-MM-DD\.$"):
        decide(ahead, {"bought_on": "soon"}, TODAY)
    with pytest.raises(InputError, match="not after 2026-11-22"):
        decide(policy, {"bought_on": "soon"}, TODAY)


def test_a_fact_that_is_not_there_has_no_place(policy):
    assert [policy.position(fact.id) for fact in policy.facts] == list(range(len(policy.facts)))
    with pytest.raises(KeyError, match="nothing"):
        policy.fact("nothing")
