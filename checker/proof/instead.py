"""Property: every verdict that nothing is covered says what to do instead, whatever else is answered."""

from collections.abc import Iterator

from checker.core.model.diagram import Diagram
from checker.core.model.policy import NOT_COVERED
from checker.core.model.truth import both, either
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import shortest


def prove_instead(subject: Subject) -> Proof:
    """Some rule that excludes has something to do instead that applies."""
    exploration = subject.exploration
    ways = [way for rule in exploration.policy.rules for way in rule.instead]
    own = sum(way.clause is None for way in ways)
    counted = f"{len(ways)} things to do instead, {own} of them suggestions of this site"
    return Proof(counted, tuple(_failures(exploration)))


def _failures(exploration: Exploration) -> Iterator[Failure]:
    space, helped = exploration.space, _helped(exploration)
    silent = space.combine(_is_silent, exploration.own(exploration.policy.status), helped)
    if silent is not False:
        what = "The verdict is “not covered”, and nothing is said of what to do instead."
        yield Failure(what, "an “instead” of a rule that excludes", shortest(space, silent))


def _helped(exploration: Exploration) -> Diagram:
    """Where a rule that excludes is in force, and something to do instead of it applies."""
    space = exploration.space
    helped: Diagram = False
    for rule in exploration.policy.rules:
        for way in rule.instead:
            said = space.combine(both, exploration.own(rule.active), exploration.own(way.when))
            helped = space.combine(either, helped, said)
    return helped


def _is_silent(status: str | None, helped: bool | None) -> bool | None:
    if helped or (status is not None and status != NOT_COVERED):
        return False
    return None if status is None or helped is None else True
