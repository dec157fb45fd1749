"""How many pages of questions are left at most: what is said at the start of a walk is never exceeded."""

import random

import pytest
from naive import Naive
from shared import EACH_POLICY, TODAY

from checker.core.engine.decide import decide, next_questions, pages_left
from checker.core.words.verdict_view import view
from checker.places import ROOT

WALKS = 20


@pytest.mark.parametrize("policy", EACH_POLICY)
def test_never_more_pages_come_than_were_said(library, policy):
    naive, chance = Naive(ROOT / "checker" / "policies" / f"{policy}.yaml"), random.Random(policy)
    for _ in range(WALKS):
        said, answers = [], {}
        while asked := next_questions(verdict := decide(library.policies[policy], answers, TODAY)):
            said.append(pages_left(verdict))
            for name in asked:
                answers[name] = None if chance.random() < 0.2 else chance.choice(naive.values(name, TODAY))
        assert all(most >= len(said) - at for at, most in enumerate(said)), answers


def remaining(acme, answers):
    verdict = decide(acme.policies["acme"], answers, TODAY)
    return verdict, view(verdict, acme.words["en"])["remaining"]


def test_a_page_of_questions_counts_once(acme):
    verdict, said = remaining(acme, {"role": "partner", "tier": "gold"})
    facts = [verdict.policy.fact(name) for name in verdict.questions]
    together = [fact for fact in facts if fact.group]
    assert len(together) > 1
    assert pages_left(verdict) == len(facts) - len(together) + 1
    assert said.startswith(f"At most {pages_left(verdict)} more pages of questions")


def test_many_pages_are_not_counted(acme):
    verdict, said = remaining(acme, {})
    assert pages_left(verdict) > 5 and said.startswith("Still to be asked: ")
