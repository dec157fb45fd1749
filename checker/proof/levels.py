"""Property: a higher partner level or plan never loses an offer, never worsens the status and never waits longer.

Exceptions are in the policy file, under `losses`, each with the clause that makes it.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from checker.core.model.diagram import Diagram, Restriction, support
from checker.core.model.policy import CONDITIONAL, COVERED, LIMITED, MOOT, NOT_COVERED, NOT_OFFERED, OFFERED, UNCLEAR
from checker.policy.waits import may_wait_longer
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, shortest

RANKS = {NOT_COVERED: 0, NOT_OFFERED: 0, UNCLEAR: 1, CONDITIONAL: 2, LIMITED: 3, COVERED: 4, OFFERED: 4}

Step = tuple[str, str, str]
"""A level fact, the option that is reached, and what may be lost there: an offer, "status", or a term to wait for."""
Worse = Callable[[Any, Any], bool]
"""Whether a value is worse, on a higher level, than that on the lower one, which comes first."""


def prove_levels(subject: Subject) -> Proof:
    """From each level to the next, with everything else the same, nothing gets worse."""
    exploration = subject.exploration
    allowed = [(str(each.fact), str(each.option), str(each.loses)) for each in subject.file.losses]
    waits = [str(name) for name, term in subject.file.terms.items() if term.wait]
    lost = dict(_losses(exploration, waits))
    new = [failure for step, failure in lost.items() if step not in allowed]
    gone = [_gone(step) for step in allowed if step not in lost]
    steps = sum(len(fact.options) - 1 for fact in exploration.policy.facts if fact.level)
    values = 1 + len(exploration.policy.offers) + len(waits)
    return Proof(f"{steps} steps up, {values} values each", (*new, *gone))


def _losses(exploration: Exploration, waits: list[str]) -> Iterator[tuple[Step, Failure]]:
    policy = exploration.policy
    values: dict[str, tuple[Diagram, Worse]] = {"status": (exploration.own(policy.status), _ranks_lower)}
    values |= {offer.id: (exploration.beside_status(offer.value), _ranks_lower) for offer in policy.offers}
    for term in (each for each in policy.terms if each.id in waits):
        times = [case.value for case in term.cases]
        values[term.id] = exploration.beside_status(term.case), partial(_waits_longer, times)
    for position, fact in enumerate(policy.variables):
        options = list(fact.options) if fact.level else []
        for upper in range(1, len(options)):
            for name, (diagram, worse) in values.items():
                where = _worse(exploration, diagram, worse, position, upper)
                if where is not None:
                    what = f"Going up from {fact.id} = {options[upper - 1]} to {options[upper]} makes “{name}” worse."
                    answers = ({**where, position: upper - 1}, {**where, position: upper})
                    yield (fact.id, options[upper], name), Failure(what, "the same or better", *answers)


def _worse(exploration: Exploration, diagram: Diagram, worse: Worse, position: int, upper: int) -> Way | None:
    """The fewest other answers that make the upper level worse off than the one below it."""
    if position not in support([diagram]):
        return None
    below, above = (exploration.own(Restriction({position: at})(diagram)) for at in (upper - 1, upper))
    known = partial(_if_known, worse)
    return shortest(exploration.space, exploration.space.combine(known, below, above))


def _if_known(worse: Worse, below: Any, above: Any) -> bool | None:
    return None if below is None or above is None else worse(below, above)


def _ranks_lower(below: str, above: str) -> bool:
    return below in RANKS and above in RANKS and RANKS[above] < RANKS[below]


def _waits_longer(times: list[Any], below: int | str, above: int | str) -> bool:
    """By the positions of cases, or -1 where nothing is stated, which promises nothing."""
    if MOOT in (below, above):
        return False
    promised, now = (times[int(at)] if int(at) >= 0 else None for at in (below, above))
    return may_wait_longer(promised, now)


def _gone(step: Step) -> Failure:
    fact, option, name = step
    return Failure(f"Listed under “losses”, but {fact} = {option} does not lose “{name}”.", "no such entry", idle=True)
