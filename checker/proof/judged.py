"""Property: on complete answers in the raw, the engine says what the diagrams together say, and gives a reason."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from checker.core.engine.decide import decide
from checker.core.engine.verdict import Verdict
from checker.core.model.policy import NOT_COVERED, Policy
from checker.proof.cover import covering
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, leaf_after
from checker.proof.witness import raw_answers


def prove_judged(subject: Subject) -> Proof:
    """Complete answers that lead to each node of the status, the offers, the terms and the actions."""
    exploration = subject.exploration
    chosen = list(covering(exploration, exploration.values.values()))
    failures = (failure for way in chosen for failure in _differs(exploration, way))
    return Proof(f"{len(chosen):,} verdicts taken on answers in the raw", tuple(islice(failures, 1)))


def _said(exploration: Exploration, way: Way) -> tuple[Any, ...]:
    policy = exploration.policy
    said = {name: leaf_after(each, way) for name, each in exploration.values.items()}
    if said["status"] == NOT_COVERED:
        return (NOT_COVERED,)
    offers = tuple((offer.id, said[f"offer {offer.id}"]) for offer in policy.offers)
    terms = tuple((term.id, said[f"term {term.id}"]) for term in policy.terms)
    actions = tuple(rule.id for rule in policy.rules if rule.action and said[f"action {rule.id}"] is True)
    return (said["status"], offers, terms, actions)


def _engine_said(policy: Policy, verdict: Verdict) -> tuple[Any, ...]:
    if verdict.status == NOT_COVERED:
        return (NOT_COVERED,)
    stated = {statement.term.id: statement.term.cases.index(statement.case) for statement in verdict.terms}
    terms = tuple((term.id, stated.get(term.id, -1)) for term in policy.terms)
    return (verdict.status, tuple(verdict.offers.items()), terms, tuple(action.id for action in verdict.actions))


def _differs(exploration: Exploration, path: Way) -> Iterator[Failure]:
    policy, day, said = exploration.policy, exploration.day, _said(exploration, path)
    verdict = decide(policy, raw_answers(policy, path, day), day)
    if _engine_said(policy, verdict) != said:
        yield Failure(f"The engine says {_engine_said(policy, verdict)}.", str(said), path)
    if not verdict.final:
        yield Failure("All is answered, but the verdict is not final.", "a final verdict", path)
    if not verdict.because:
        yield Failure("The verdict gives no reason.", "at least one clause", path)
