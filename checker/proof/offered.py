"""Property: nothing is called offered that may come out as not covered.

What may be said about an offer follows from what is possible of the status and of the offer, and from nothing else. All
that can come together of these is a diagram, exact for all answers, whole or partial. The engine is asked at each node
and leaf of it.
"""

from collections.abc import Iterator
from itertools import islice

from checker.core.engine.decide import decide
from checker.core.model.diagram import Diagram, Leaf
from checker.core.model.policy import NOT_COVERED, NOT_OFFERED, OPEN
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, leaf_after, ways
from checker.proof.witness import raw_answers

UNSAID = "unsaid"
"""What is said about an offer if nothing is covered."""


def prove_offered(subject: Subject) -> Proof:
    """An offer has its value once that is settled and nothing can come out as not covered; until then it is open."""
    exploration = subject.exploration
    sayable = {offer.id: _sayable(exploration, offer.value) for offer in exploration.policy.offers}
    asked = [(name, each, way) for name, each in sayable.items() for way in ways(each).values()]
    failures = (failure for each in asked for failure in _differs(exploration, *each))
    return Proof(f"{len(asked):,} verdicts, {len(sayable)} offers", tuple(islice(failures, 1)))


def _sayable(exploration: Exploration, offer: Diagram) -> Diagram:
    """What may be said about the offer, by answer set, with "I don't know" as the last answer to each fact."""
    status, value = (exploration.partial(exploration.own(each)) for each in (exploration.policy.status, offer))
    return exploration.space.combine(_said, status, value)


def _said(possible: frozenset[Leaf] | None, values: frozenset[Leaf] | None) -> Leaf | None:
    if possible == frozenset([NOT_COVERED]):
        return UNSAID
    if possible is None or values is None:
        return None
    (value, *others) = values
    return OPEN if others or (NOT_COVERED in possible and value != NOT_OFFERED) else value


def _differs(exploration: Exploration, name: str, sayable: Diagram, way: Way) -> Iterator[Failure]:
    policy, day = exploration.policy, exploration.day
    verdict = decide(policy, raw_answers(policy, way, day), day)
    said = verdict.offers.get(name, UNSAID)
    wanted = leaf_after(sayable, {**verdict.outlook.known}, exploration.sizes.__getitem__)
    if said != wanted:
        yield Failure(f"Of “{name}” is said: {said}.", str(wanted), way)
