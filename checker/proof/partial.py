"""Properties of verdicts on some of the answers, with "I don't know" as one more answer to every question.

`walks.with_unknown` gives, for a diagram, what is possible after any subset of the answers; it is a function of the
set, so their order cannot matter. What is proven is that the engine gives the same, and that this is well-behaved.
"""

from collections.abc import Callable, Iterator, Mapping
from itertools import chain

from checker.core.engine.answers import classify
from checker.core.engine.outlook import Outlook
from checker.core.model.diagram import Diagram, Leaf, Node, support
from checker.core.model.policy import Policy
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import Way, ways
from checker.proof.witness import raw_answers


def prove_settled(subject: Subject) -> Proof:
    """What is possible only shrinks with every answer, so that what is settled never flips; so says the engine."""
    exploration = subject.exploration
    checked, failures = 0, list[Failure]()
    is_subset = exploration.space.operation(_is_subset)
    for diagram in _alone(exploration.policy):
        partial = exploration.partial(exploration.own(diagram))
        paths = ways(partial)
        checked += len(paths)
        for each, path in paths.items():
            failures += _flips(is_subset, each, path)
            failures += _differs(exploration, diagram, partial, path)
    total = exploration.answer_sets_with_unknown
    return Proof(f"{total:,} answer sets with “I don't know”, {checked:,} partial verdicts", tuple(failures[:1]))


def _alone(policy: Policy) -> Iterator[Diagram]:
    """All that a partial verdict is read off, each function by itself, as the engine does it."""
    values = (offer.value for offer in policy.offers), (term.case for term in policy.terms)
    yield from dict.fromkeys(chain([policy.status], *values, (rule.active for rule in policy.rules)))


def prove_order(subject: Subject) -> Proof:
    """The answer to a fact that is not asked changes nothing; so neither do answers given before it was asked."""
    exploration = subject.exploration
    policy, failures = exploration.policy, list[Failure]()
    roots = [*policy.matters, *(each.asked for each in policy.variables), *(rule.active for rule in policy.rules)]
    diagrams = list(dict.fromkeys(map(exploration.own, roots)))
    hanging = [(position, diagram) for diagram in diagrams for position in sorted(support([diagram]))]
    for position, diagram in hanging:
        not_asked = exploration.space.combine(_where_not_asked, exploration.asked[position], diagram)
        if position in support([not_asked]):
            what = f"The answer to “{policy.variables[position].id}” counts although the question is not asked."
            failures.append(Failure(what, "no effect"))
    return Proof(f"{len(hanging):,} pairs of a function and a fact that it hangs on", tuple(failures))


def _flips(is_subset: Callable[..., Diagram], partial: Diagram, path: Way) -> Iterator[Failure]:
    if not isinstance(partial, Node):
        return
    *known, unknown = partial.children
    for branch, child in enumerate(known):
        if is_subset(child, unknown) is not True:
            later = {**path, partial.fact: branch}
            yield Failure("An answer brings back what was no longer possible.", "less that is possible", path, later)


def _differs(exploration: Exploration, diagram: Diagram, partial: Diagram, path: Way) -> Iterator[Failure]:
    policy, day = exploration.policy, exploration.day
    known = classify(policy, raw_answers(policy, path, day), day)
    possible = Outlook(policy, known, frozenset()).possible(diagram)
    expected = after(partial, known, exploration.sizes)
    if possible != expected:
        shown = ", ".join(sorted(map(str, possible)))
        wanted = ", ".join(sorted(map(str, expected)))
        yield Failure(f"The engine takes as possible: {shown}.", wanted, path)


def after(partial: Diagram, path: Mapping[int, int], sizes: list[int]) -> frozenset[Leaf]:
    """What is possible after the answers in `path`, if the rest is not known."""
    while isinstance(partial, Node):
        partial = partial.children[path.get(partial.fact, sizes[partial.fact])]
    assert isinstance(partial, frozenset)
    return partial


def _is_subset(one: frozenset[Leaf] | None, two: frozenset[Leaf] | None) -> bool | None:
    return None if one is None or two is None else one <= two


def _where_not_asked(asked: bool | None, value: Leaf | None) -> Leaf | None:
    """The value where the fact is not asked; nothing else."""
    if asked is None:
        return None
    return "asked" if asked else value
