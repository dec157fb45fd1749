"""Property: no question is asked that can no longer change the verdict, and none before its turn.

A question is idle where every answer to it leaves the same possible statuses, offers, terms and actions, whatever is
answered later. With all earlier answers known, none may be idle. After an "I don't know" the engine also asks what
makes a difference only together with the answer that is not known; where that never shows, it is counted.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from operator import itemgetter

from checker.core.engine.decide import decide
from checker.core.model.diagram import Diagram, Restriction, Space, support
from checker.core.model.truth import both, either, negate
from checker.policy.fold import fold
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.reach import Reach, where_possible
from checker.proof.subject import Subject
from checker.proof.walks import Way, shortest, ways
from checker.proof.witness import raw_answers


def prove_questions(subject: Subject) -> Proof:
    """The engine asks nothing idle and nothing that is not known to be asked."""
    exploration = subject.exploration
    paths = _states(exploration)
    failures = [failure for path in paths for failure in _misasked(exploration, path)]
    idle = idle_questions(exploration)
    failures += _idle_failures(exploration, idle)
    names = [fact.id for fact, where in zip(exploration.policy.facts, idle, strict=True) if where is not False]
    note = f"; idle after some “I don't know”: {', '.join(names)}" if names else ""
    return Proof(f"{len(paths):,} states of the questions{note}", tuple(failures))


def _states(exploration: Exploration) -> list[Way]:
    """Some answers to each node of the status, the offers, terms and actions, and the same with one of them not known.

    Each is looked at by itself, as it is beside a status that has help; which answer is not known goes by turns.
    """
    alone = dict.fromkeys(map(exploration.own, exploration.policy.alone))
    known = [sorted(way.items()) for each in alone for way in ways(each).values()]
    declined = [way[turn % len(way)][0] for turn, way in enumerate(known) if way]
    turns = zip(filter(None, known), declined, strict=True)
    unknown = [{**dict(way), **_declined(exploration, at)} for way, at in turns]
    return list({tuple(sorted(way.items())): way for way in [*map(dict, known), *unknown]}.values())


def _declined(exploration: Exploration, at: int) -> Way:
    """That the fact of this variable is not known, with all its options."""
    policy = exploration.policy
    return {each: exploration.sizes[each] for each in policy.positions(policy.variables[at].whole)}


def _misasked(exploration: Exploration, path: Way) -> Iterator[Failure]:
    """The engine's next question, if it is not known to be asked, or if each answer to it leaves the same functions."""
    policy, day = exploration.policy, exploration.day
    answers = raw_answers(policy, path, day)
    verdict = decide(policy, answers, day)
    questions = verdict.questions
    if questions and questions[0] not in verdict.outlook.asked():
        what = f"“{questions[0]}” comes next, although it is not known to be asked."
        yield Failure(what, "an earlier question, or none", path)
    elif questions and not _tells(exploration, verdict.outlook.known, policy.positions(questions[0])):
        what = f"“{questions[0]}” comes next, although no answer to it changes anything."
        yield Failure(what, "another question, or none", path)


def _tells(exploration: Exploration, known: Mapping[int, int], positions: Collection[int]) -> bool:
    """Whether two answers to the fact leave different functions of the rest: then, and only then, a node asks it."""
    restrict = Restriction(known)
    return any(support([restrict(each)]).intersection(positions) for each in exploration.policy.matters)


def idle_questions(exploration: Exploration) -> list[Diagram]:
    """By fact, after which earlier answers it is asked although it can change nothing that shows."""
    policy = exploration.policy
    pairs = [
        (support([alone]), support([beside]), exploration.own(beside))
        for alone, beside in zip(policy.alone, policy.matters, strict=True)
    ]
    asked = [policy.positions(fact.id) for fact in policy.facts]
    found = (_idle(exploration, positions, _hanging(pairs, positions)) for positions in asked)
    before = _in_order(exploration)
    return list(map(partial(exploration.space.combine, both), found, (before[first] for first, *_ in asked)))


def _hanging(pairs: Iterable[tuple[set[int], set[int], Diagram]], positions: Sequence[int]) -> list[Diagram]:
    """The functions that depend on the fact: first the status, and those that do so by themselves."""
    found = [
        (alone.isdisjoint(positions), diagram) for alone, beside, diagram in pairs if not beside.isdisjoint(positions)
    ]
    return list(dict.fromkeys(diagram for _, diagram in sorted(found, key=itemgetter(0))))


def _idle(exploration: Exploration, positions: Sequence[int], hanging: Sequence[Diagram]) -> Diagram:
    """After which earlier answers the engine asks the fact, although it can change nothing that shows.

    The engine asks for the sake of one function; that must be idle, and every other too. Those that depend on the fact
    only as the status does are mostly idle where that is. So it is worked out for one function after the other, those
    last, and only as long as there is anything left.
    """
    space, reach = exploration.space, _reach(exploration, positions)
    may = (where_possible(space, exploration.partial(each)) for each in dict.fromkeys(map(reach, hanging)))
    idle = fold(space, either, may, False)
    for each in hanging:
        if idle is not False:
            idle = space.combine(both, idle, space.combine(negate, reach(exploration.partial(each))))
    return idle


def _reach(exploration: Exploration, positions: Sequence[int]) -> Callable[[Diagram], Diagram]:
    """After which earlier answers a diagram depends on the fact with these variables."""
    space, first = exploration.space, positions[0]
    reaches = [Reach(space, exploration.sizes, position, first).of for position in positions]
    return lambda diagram: fold(space, either, (reach(diagram) for reach in reaches), False)


def _in_order(exploration: Exploration) -> list[Diagram]:
    """By variable, where it is asked, and each earlier fact is answered only if it was asked."""
    space, asked = exploration.space, exploration.asked_for_certain
    unanswered = [space.node(at, (*[False] * size, True)) for at, size in enumerate(exploration.sizes)]
    before = _all_before(space, map(partial(space.combine, either), asked, unanswered))
    return list(map(partial(space.combine, both), asked, before))


def _all_known(exploration: Exploration) -> list[Diagram]:
    """By variable, where each earlier one has its answer, or cannot be asked."""
    space = exploration.space
    asked = (where_possible(space, exploration.partial(each)) for each in exploration.asked)
    answered = [space.node(at, (*[True] * size, False)) for at, size in enumerate(exploration.sizes)]
    return list(_all_before(space, map(partial(space.combine, _unless), asked, answered)))


def _unless(asked: bool | None, answered: bool | None) -> bool | None:
    return either(negate(asked), answered)


def _all_before(space: Space, diagrams: Iterable[Diagram]) -> Iterator[Diagram]:
    """By variable, where the diagrams of all earlier ones are True."""
    return accumulate(diagrams, partial(space.combine, both), initial=True)


def _idle_failures(exploration: Exploration, idle: Sequence[Diagram]) -> Iterator[Failure]:
    """What is idle although every earlier question that was asked has its answer."""
    policy, before = exploration.policy, _all_known(exploration)
    for fact, where in zip(policy.facts, idle, strict=True):
        known = exploration.space.combine(both, where, before[policy.positions(fact.id)[0]])
        if known is not False:
            what = f"“{fact.id}” is asked, although no answer to it changes anything."
            yield Failure(what, "no such question", shortest(exploration.space, known))
