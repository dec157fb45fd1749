"""Proofs on few diagrams at a time say what the product of all says: on our policies, on broken and on made-up ones."""

from pathlib import Path

import pytest
from acme import compiled
from broken import BROKEN, subject, write_pages
from made import made_policy, made_source
from oracle import Oracle
from shared import quick_first

from checker.core.model.policy import Policy
from checker.library.library import policy_files
from checker.policy.written import read_written
from checker.proof.decided import prove_decided
from checker.proof.explore import Exploration
from checker.proof.finding import Proof
from checker.proof.instead import prove_instead
from checker.proof.partial import prove_order
from checker.proof.questions import idle_questions
from checker.proof.subject import Subject
from checker.proof.tally import Tally
from checker.proof.unclear import causes
from checker.proof.use import prove_use
from checker.proof.walks import shortest

MADE, BATCH = 200, 25

SMALLEST_FIRST = [path.stem for path in sorted(policy_files(), key=lambda path: path.stat().st_size)]


def check(policy: Policy) -> None:
    """Each property that was about verdicts as a whole, every count, and how many answers show a failure."""
    oracle, made = Oracle(policy), Exploration(policy)
    assert made.answer_sets == oracle.answer_sets()
    assert made.answer_sets_with_unknown == oracle.answer_sets_with_unknown()
    assert {cause: len(shortest(made.space, shown) or {}) for cause, shown in causes(made).items()} == oracle.unclear()
    subject = Subject(made, read_written(made_source(0)), Path("nowhere"), {})
    assert [len(each.answers or {}) for each in prove_decided(subject).failures] == some(oracle.undecided())
    assert [len(each.answers or {}) for each in prove_instead(subject).failures] == some(oracle.helpless())
    assert about("changes no verdict", prove_use(subject)) == {each.id for each in policy.rules} - oracle.telling()
    assert about("is never made", prove_use(subject)) == {each.id for each in policy.offers} - oracle.offered()
    assert hidden(prove_use(subject)) == sum(len(term.cases) for term in policy.terms) - len(oracle.stated())
    assert about("is not asked", prove_order(subject)) == oracle.misplaced()
    assert idle(made) == oracle.idle()


def some(length: int | None) -> list[int]:
    return [] if length is None else [length]


def about(what: str, proof: Proof) -> set[str]:
    """The names in the failures that say this."""
    return {failure.what.split("“")[1].split("”")[0] for failure in proof.failures if what in failure.what}


def hidden(proof: Proof) -> int:
    return sum("is never stated" in failure.what for failure in proof.failures)


def idle(made: Exploration) -> dict[str, int]:
    """By fact that is asked idly, after how many answers, "not known" among them."""
    every = Tally(made.space, [size + 1 for size in made.sizes], [True] * len(made.sizes))
    counts = zip(made.policy.facts, map(every.of, idle_questions(made)), strict=True)
    return {fact.id: count for fact, count in counts if count}


@pytest.mark.parametrize("name", quick_first(*SMALLEST_FIRST))
def test_our_policies(library, name):
    check(library.policies[name])


def test_the_made_up_policy():
    check(compiled())


@pytest.mark.parametrize("name", BROKEN)
def test_broken_policies(tmp_path, name):
    check(subject(write_pages(tmp_path), *BROKEN[name][0]).exploration.policy)


@pytest.mark.parametrize("first", quick_first(*range(0, MADE, BATCH)))
def test_policies_made_by_chance(first):
    for number in range(first, first + BATCH):
        check(made_policy(number))
