"""Property: a higher partner level or plan never loses an offer and never worsens the status.

Exceptions are in the policy file, under `losses`, each with the clause that makes it.
"""

from collections.abc import Iterator

from checker.core.model.diagram import Diagram, Restriction, support
from checker.core.model.policy import CONDITIONAL, COVERED, LIMITED, NOT_COVERED, NOT_OFFERED, OFFERED, UNCLEAR
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, shortest

RANKS = {NOT_COVERED: 0, NOT_OFFERED: 0, UNCLEAR: 1, CONDITIONAL: 2, LIMITED: 3, COVERED: 4, OFFERED: 4}

Step = tuple[str, str, str]
"""A level fact, the option that is reached, and what may be lost there: an offer, or "status"."""


def prove_levels(subject: Subject) -> Proof:
    """From each level to the next, with everything else the same, nothing gets worse."""
    exploration = subject.exploration
    allowed = [(str(each.fact), str(each.option), str(each.loses)) for each in subject.file.losses]
    lost = dict(_losses(exploration))
    new = [failure for step, failure in lost.items() if step not in allowed]
    gone = [_gone(step) for step in allowed if step not in lost]
    steps = sum(len(fact.options) - 1 for fact in exploration.policy.facts if fact.level)
    return Proof(f"{steps} steps up, {1 + len(exploration.policy.offers)} values each", (*new, *gone))


def _losses(exploration: Exploration) -> Iterator[tuple[Step, Failure]]:
    policy = exploration.policy
    values = {"status": exploration.own(policy.status)}
    values |= {offer.id: exploration.beside_status(offer.value) for offer in policy.offers}
    for position, fact in enumerate(policy.variables):
        options = list(fact.options) if fact.level else []
        for upper in range(1, len(options)):
            for name, diagram in values.items():
                where = _worse(exploration, diagram, position, upper)
                if where is not None:
                    what = f"Going up from {fact.id} = {options[upper - 1]} to {options[upper]} makes “{name}” worse."
                    answers = ({**where, position: upper - 1}, {**where, position: upper})
                    yield (fact.id, options[upper], name), Failure(what, "the same or better", *answers)


def _worse(exploration: Exploration, diagram: Diagram, position: int, upper: int) -> Way | None:
    """The fewest other answers that make the upper level worse off than the one below it."""
    if position not in support([diagram]):
        return None
    below, above = (exploration.own(Restriction({position: at})(diagram)) for at in (upper - 1, upper))
    return shortest(exploration.space, exploration.space.combine(_is_worse, below, above))


def _is_worse(below: str | None, above: str | None) -> bool | None:
    if below is None or above is None:
        return None
    return below in RANKS and above in RANKS and RANKS[above] < RANKS[below]


def _gone(step: Step) -> Failure:
    fact, option, name = step
    return Failure(f"Listed under “losses”, but {fact} = {option} does not lose “{name}”.", "no such entry")
