"""Property: near misses change an answer only to one that the visitor can bring about, and lead where they say.

They are tried out, not proven for all answers: a verdict lists up to six ways of several changes, each by its price
under all the other answers, and a diagram of such lists has nearly as many leaves as there are answer sets. That no way
uses more than `can become` allows is how the engine makes them: any other change has no price (`near.Choices`). So it
is asked on whole answers that lead everywhere in the status and in the conditions of what can become of a fact, and on
partial ones that lead to each node of the status. `tests/test_near.py` compares with all changes there are, on samples.
"""

from collections.abc import Iterator
from itertools import islice

from checker.core.engine.decide import decide
from checker.core.engine.near import BETTER, Change, NearMiss, changed, near_misses
from checker.core.engine.outlook import Outlook
from checker.core.engine.verdict import Verdict
from checker.proof.cover import covering
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, ways
from checker.proof.witness import raw_answers


def prove_ways_out(subject: Subject) -> Proof:
    """Each change is one that `can become` allows there, and what is possible after the changes is what is said."""
    exploration = subject.exploration
    status = exploration.own(exploration.policy.status)
    allowing = [exploration.own(each.when) for fact in exploration.policy.facts for each in fact.can_become]
    chosen = [*covering(exploration, [status, *allowing]), *ways(status).values()]
    failures = (failure for way in chosen for failure in _failures(exploration, way))
    counted = f"{len(chosen):,} verdicts, {len(allowing)} answers to change to"
    return Proof(counted, tuple(islice(failures, 1)), tried=True)


def _failures(exploration: Exploration, way: Way) -> Iterator[Failure]:
    policy, day = exploration.policy, exploration.day
    verdict = decide(policy, raw_answers(policy, way, day), day)
    for near in near_misses(verdict):
        for change in near.changes:
            if not _is_allowed(verdict, change):
                what = f"“{change.fact.id}” is to become “{change.answer}”, which the visitor cannot bring about."
                yield Failure(what, "an answer under “can become”", way)
        if not _leads(verdict, near):
            changes = ", ".join(f"{name} = {answer}" for name, answer in changed(verdict, near).items())
            yield Failure(f"This is said to lead to {', '.join(near.possible)}: {changes}.", "where it does lead", way)


def _is_allowed(verdict: Verdict, change: Change) -> bool:
    day = verdict.today.isoformat()
    outlook = Outlook(verdict.policy, verdict.outlook.known, frozenset())
    allowed = [each.answer for each in change.fact.can_become if outlook.settled(each.when) is True]
    return change.answer in [day if each == "today" else each for each in allowed]


def _leads(verdict: Verdict, near: NearMiss) -> bool:
    """Whether just that is possible then, and something better with it."""
    then = decide(verdict.policy, {**verdict.answers, **changed(verdict, near)}, verdict.today)
    better = BETTER.get(verdict.status, ()) if verdict.status else ()
    return then.possible == near.possible and any(each in better for each in then.possible)
