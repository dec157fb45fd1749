"""Properties of what a verdict tells besides: no promise too early, no way out that is none, and what decided it.

The engine is asked on some answers that lead to each node and leaf of the status. What decided is checked in another
way than the engine finds it: by trying out sets of answers that depart from those in its way.
"""

from collections.abc import Iterator, Mapping

from checker.core.engine.answers import classify
from checker.core.engine.decide import decide
from checker.core.engine.near import near_misses
from checker.core.engine.verdict import Verdict
from checker.core.model.diagram import Diagram, Node, Restriction
from checker.core.model.policy import NOT_COVERED, OFFERED, UNCLEAR
from checker.moment import today
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, ways
from checker.proof.witness import raw_answers


def prove_told(subject: Subject) -> Proof:
    """On each way through the status: offers, near misses, how to find out, and what decided."""
    exploration = subject.exploration
    paths = list(ways(exploration.own(exploration.policy.status)).values())
    failures = [failure for path in paths for failure in _failures(exploration, path)]
    return Proof(f"{len(paths):,} verdicts on the ways through the status", tuple(failures[:1]))


def _failures(exploration: Exploration, path: Way) -> Iterator[Failure]:
    policy, day = exploration.policy, today()
    verdict = decide(policy, raw_answers(policy, path, day), day)
    early = [name for name, value in verdict.offers.items() if value in (OFFERED, UNCLEAR)]
    if early and NOT_COVERED in verdict.possible:
        yield Failure(f"“{early[0]}” is promised, although nothing may be covered.", "an open offer", path)
    for near in near_misses(verdict):
        for change in near.changes:
            if change.answer not in _attainable(verdict, change.fact.id):
                what = f"“{change.fact.id}” is to become “{change.answer}”, which the visitor cannot bring about."
                yield Failure(what, "an answer under “can become”", path)
    if verdict.status is not None:
        yield from _misdecided(verdict, path)


def _attainable(verdict: Verdict, name: str) -> list[object]:
    day = verdict.today.isoformat()
    return [day if each.answer == "today" else each.answer for each in verdict.policy.fact(name).can_become]


def _misdecided(verdict: Verdict, path: Way) -> Iterator[Failure]:
    """The answers that decided do not force the status, or fewer would."""
    policy, known = verdict.policy, classify(verdict.policy, verdict.answers, verdict.today)
    chosen = [policy.position(name) for name in verdict.decided_by]
    if Restriction({at: known[at] for at in chosen})(policy.status) != verdict.status:
        yield Failure("The answers that are said to decide do not force the status.", "answers that do", path)
    fewer = _forcing(policy.status, known, len(chosen) - 1)
    if fewer is not None:
        names = ", ".join(policy.facts[at].id for at in fewer)
        yield Failure(f"Fewer answers force the status: {names}.", "the fewest answers", path)


def _forcing(status: Diagram, known: Mapping[int, int], size: int) -> tuple[int, ...] | None:
    """So many of the answers, or fewer, that force the status; None if there are none such.

    Each set that fails leaves a way to another status; a better one holds one of the facts at which that departs. So
    what is tried next is a set that holds one of each way found so far, until it forces, or there is none.
    """
    departures = list[set[int]]()
    while (chosen := _hitting(departures, size)) is not None:
        departing = _departing(Restriction({at: known[at] for at in chosen})(status), known)
        if departing is None:
            return chosen
        departures.append(departing)
    return None


def _hitting(sets: list[set[int]], size: int) -> tuple[int, ...] | None:
    """So many facts, or fewer, of which each set has one; None if there are none such.

    One of the smallest set's must be among them. Sets that have nothing in common want one each.
    """
    apart, left = set[int](), size
    for each in (ordered := sorted(sets, key=len)):
        if not each & apart:
            apart, left = apart | each, left - 1
    if left < 0 or not sets:
        return None if left < 0 else ()
    for at in sorted(ordered[0]):
        rest = _hitting([each for each in sets if at not in each], size - 1)
        if rest is not None:
            return (at, *rest)
    return None


def _departing(rest: Diagram, known: Mapping[int, int]) -> set[int] | None:
    """The facts at which a way to another leaf departs from the answers; None where there is no other leaf."""
    if not isinstance(rest, Node):
        return None
    leaf = Restriction(known)(rest)
    found = _way_to_other(rest, known, leaf)
    return {at for at, group in found.items() if known.get(at, group) != group}


def _way_to_other(rest: Diagram, known: Mapping[int, int], leaf: Diagram) -> Way:
    """A way to another leaf, by the known answers as long as they may lead there.

    Every node has one below, as it would else not be there.
    """
    found: Way = {}
    while isinstance(rest, Node):
        groups = {at: child for at, child in enumerate(rest.children) if child != leaf}
        group = known[rest.fact] if known.get(rest.fact) in groups else next(iter(groups))
        found[rest.fact], rest = group, groups[group]
    return found
