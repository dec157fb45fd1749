"""Property: every reachable combination of answers has a verdict, with a clause that decides it.

The exceptions are taken status by status: where it is given, and none of the rules that could decide it is in force.
A combination of answers has one status, so all of them are looked at, each beside the rules of one effect.
"""

from collections.abc import Iterator

from checker.core.engine.reasons import DECIDING
from checker.core.model.diagram import Diagram
from checker.core.model.policy import STATUSES, UNCLEAR, Status
from checker.core.model.truth import both, either, negate
from checker.policy.fold import fold
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import shortest, where


def prove_decided(subject: Subject) -> Proof:
    """Each verdict cites a clause for its status; if no rule applies, a note says that the policy is silent."""
    exploration = subject.exploration
    counts = exploration.answer_sets
    by_status = ", ".join(f"{count:,} {status}" for status, count in counts.items())
    return Proof(f"{sum(counts.values()):,} answer sets ({by_status})", tuple(_failures(exploration)))


def _failures(exploration: Exploration) -> Iterator[Failure]:
    space = exploration.space
    undecided = fold(space, either, (_undecided(exploration, status) for status in STATUSES), False)
    if undecided is not False:
        yield Failure(
            "No clause decides this verdict.",
            "a rule that covers, limits, requires or excludes, or a note that names the clause which leaves it open",
            shortest(space, undecided),
        )


def _undecided(exploration: Exploration, status: Status) -> Diagram:
    space, effects = exploration.space, {DECIDING[status], *(["note"] if status == UNCLEAR else [])}
    given = where(space, exploration.own(exploration.policy.status), {status})
    rules = [rule for rule in exploration.policy.rules if rule.effect in effects and not rule.offer]
    speaking = fold(space, either, (exploration.own(rule.active) for rule in rules), False)
    return space.combine(both, given, space.combine(negate, speaking))
