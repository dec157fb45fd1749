"""Property: on complete answers in the raw, the engine says what the diagrams together say, and gives a reason."""

from collections.abc import Iterator
from typing import Any

from checker.core.engine.decide import decide
from checker.core.engine.verdict import Verdict
from checker.core.model.policy import NOT_COVERED, Policy
from checker.moment import today
from checker.proof.explore import Exploration, Outcome
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, ways
from checker.proof.witness import raw_answers


def prove_judged(subject: Subject) -> Proof:
    """One complete answer set for each different status, offers, terms and actions."""
    exploration = subject.exploration
    chosen = {_said(exploration.policy, outcome): path for outcome, path in complete_paths(exploration)}
    failures = [failure for said, path in chosen.items() for failure in _differs(exploration.policy, said, path)]
    return Proof(f"{len(chosen):,} different verdicts taken on answers in the raw", tuple(failures[:1]))


def complete_paths(exploration: Exploration) -> Iterator[tuple[Outcome, Way]]:
    """Each outcome with answers to all that is asked on one of the ways to it."""
    paths = ways(exploration.joint)
    for position, outcome in enumerate(exploration.outcomes):
        path = paths[position]
        yield outcome, {fact: path.get(fact, 0) for fact, asked in enumerate(outcome.asked) if asked}


def _said(policy: Policy, outcome: Outcome) -> tuple[Any, ...]:
    if outcome.status == NOT_COVERED:
        return (NOT_COVERED,)
    actions = tuple(rule.id for rule in policy.rules if rule.action and rule.id in outcome.rules)
    return (outcome.status, tuple(outcome.offers.items()), tuple(outcome.terms.items()), actions)


def _engine_said(policy: Policy, verdict: Verdict) -> tuple[Any, ...]:
    if verdict.status == NOT_COVERED:
        return (NOT_COVERED,)
    stated = {statement.term.id: statement.term.cases.index(statement.case) for statement in verdict.terms}
    terms = tuple((term.id, stated.get(term.id, -1)) for term in policy.terms)
    return (verdict.status, tuple(verdict.offers.items()), terms, tuple(action.id for action in verdict.actions))


def _differs(policy: Policy, said: tuple[Any, ...], path: Way) -> Iterator[Failure]:
    day = today()
    verdict = decide(policy, raw_answers(policy, path, day), day)
    if _engine_said(policy, verdict) != said:
        yield Failure(f"The engine says {_engine_said(policy, verdict)}.", str(said), path)
    if not verdict.final:
        yield Failure("All is answered, but the verdict is not final.", "a final verdict", path)
    if not verdict.because:
        yield Failure("The verdict gives no reason.", "at least one clause", path)
