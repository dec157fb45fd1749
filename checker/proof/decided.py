"""Property: every reachable combination of answers has a verdict, with a clause that decides it."""

from collections.abc import Iterator

from checker.core.engine.reasons import DECIDING
from checker.core.model.policy import UNCLEAR, Rule
from checker.proof.explore import Exploration, Outcome
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import shortest


def prove_decided(subject: Subject) -> Proof:
    """Each verdict cites a clause for its status; where no rule speaks, a note says that the policy is silent."""
    exploration = subject.exploration
    counted = f"{sum(exploration.answer_sets):,} answer sets, {len(exploration.outcomes):,} verdicts"
    return Proof(counted, tuple(_failures(exploration)))


def _failures(exploration: Exploration) -> Iterator[Failure]:
    rules = {rule.id: rule for rule in exploration.policy.rules}
    undecided = exploration.where(lambda outcome: not _is_decided(outcome, rules))
    if undecided is not False:
        yield Failure(
            "No clause decides this verdict.",
            "a rule that covers, limits, requires or excludes, or a note that names the clause which leaves it open",
            shortest(exploration.space, undecided),
        )


def _is_decided(outcome: Outcome, rules: dict[str, Rule]) -> bool:
    effects = {DECIDING[outcome.status], *(["note"] if outcome.status == UNCLEAR else [])}
    return any(rules[name].effect in effects and not rules[name].offer for name in outcome.rules)
