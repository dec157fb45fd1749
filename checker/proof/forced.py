"""Property: the answers that are said to decide force the status, whatever all the others are, and no fewer do.

With "I don't know" as one more answer to each question (`walks.with_unknown`), an answer is kept at the price of one,
or forgotten for nothing. The fewest that force a status are then a cheapest way to where it alone is possible; and
which these are is a function of the answers, a diagram again: exact, for all answers, whole or partial. The engine
finds them in another way, for the answers at hand. It is asked at each node and leaf of that diagram.

That diagram grows large where many answers count only together: it has a leaf for each set of answers that decides.
There the same is worked out for the answers on one way to each node and leaf of the status: tried, not proven.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from itertools import islice

from checker.core.engine.decide import decide
from checker.core.model.diagram import Diagram, Node, Space
from checker.policy.bounded import BoundedSpace, TooLarge
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, leaf_after, ways
from checker.proof.witness import raw_answers

OPEN = False
"""Where the answers force no status."""

Forcing = frozenset[int] | bool
"""The positions of the answers that force a status, or `OPEN`."""
Fewest = Callable[[Mapping[int, int]], object]
"""By the classes of answers, the fewest of them that force a status."""
MOST = 20_000
"""Steps to the diagram of all answers: a second. The vendors' policies need fewer."""


def prove_forced(subject: Subject) -> Proof:
    """The engine names the fewest answers that force the status, and of equally few those that are asked first."""
    exploration, policy = subject.exploration, subject.exploration.policy
    partial = exploration.partial(exploration.own(policy.status))
    space = BoundedSpace([each.id for each in policy.variables], policy.order, MOST)
    try:
        fewest = forcing_sets(space, partial)
    except TooLarge:
        found = ways(partial)
        failures = _failures(exploration, found.values(), lambda known: forcing_set(partial, known))
        return Proof(f"{len(found):,} verdicts", failures, tried=True)
    found = ways(fewest)
    sets = sum(isinstance(each, frozenset) for each in found)
    failures = _failures(
        exploration, found.values(), lambda known: leaf_after(fewest, {**known}, exploration.sizes.__getitem__)
    )
    return Proof(f"{sets:,} sets of answers that decide, {len(found):,} verdicts", failures)


def forcing_sets(space: Space, partial: Diagram) -> Diagram:
    """By answer set, the fewest answers that leave one leaf possible; `OPEN` where not even all of them do.

    `partial` is what is possible, with "I don't know" as the last answer to each fact; so is the result.
    """
    preferred = space.operation(_preferred)
    keeping = cache(lambda fact: space.operation(lambda chosen: _with(chosen, fact)))

    @cache
    def visit(each: Diagram) -> Diagram:
        if not isinstance(each, Node):
            return frozenset() if isinstance(each, frozenset) and len(each) == 1 else OPEN
        *answered, forgotten = map(visit, each.children)
        kept = (preferred(keeping(each.fact)(child), forgotten) for child in answered)
        return space.node(each.fact, (*kept, forgotten))

    return visit(partial)


def forcing_set(partial: Diagram, known: Mapping[int, int]) -> Forcing | None:
    """The fewest of the `known` answers, by position, that leave one leaf possible, in a walk of its own."""

    @cache
    def visit(each: Diagram) -> Forcing | None:
        if not isinstance(each, Node):
            return frozenset() if isinstance(each, frozenset) and len(each) == 1 else OPEN
        *answered, forgotten = each.children
        let_go = visit(forgotten)
        if each.fact not in known:
            return let_go
        return _preferred(_with(visit(answered[known[each.fact]]), each.fact), let_go)

    return visit(partial)


def _with(chosen: Forcing | None, fact: int) -> Forcing | None:
    return chosen | {fact} if isinstance(chosen, frozenset) else chosen


def _preferred(one: Forcing | None, other: Forcing | None) -> Forcing | None:
    """The set with fewer answers; of equally few, the one whose answers are asked first."""
    if one is None or other is None:
        return None
    sets = [each for each in (one, other) if isinstance(each, frozenset)]
    return min(sets, key=lambda each: (len(each), sorted(each)), default=OPEN)


def _failures(exploration: Exploration, paths: Iterable[Way], fewest: Fewest) -> tuple[Failure, ...]:
    return tuple(islice((failure for path in paths for failure in _differs(exploration, fewest, path)), 1))


def _differs(exploration: Exploration, fewest: Fewest, path: Way) -> Iterator[Failure]:
    policy, day = exploration.policy, exploration.day
    verdict = decide(policy, raw_answers(policy, path, day), day)
    forcing = fewest(verdict.outlook.counted())
    chosen = forcing if isinstance(forcing, frozenset) else frozenset[int]()
    wanted = [each.id for at, each in enumerate(policy.variables) if at in chosen]
    if list(verdict.decided_by) != wanted:
        said = ", ".join(verdict.decided_by) or "none"
        yield Failure(f"These answers are said to decide: {said}.", ", ".join(wanted) or "none", path)
