"""Property: no question is asked that can no longer change the verdict, and none before its turn.

A question is idle where every answer to it leaves the same possible statuses, offers, terms and actions, whatever is
answered later. With all earlier answers known, none may be idle. After an "I don't know" the engine also asks what
makes a difference only together with the answer that is not known; where that never shows, it is counted.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    unknown = [{**dict(way), at: exploration.sizes[at]} for way, at in zip(filter(None, known), declined, strict=True)]
    return list({tuple(sorted(way.items())): way for way in [*map(dict, known), *unknown]}.values())


def _misasked(exploration: Exploration, path: Way) -> Iterator[Failure]:
    """The engine's next question, if it is not known to be asked, or if each answer to it leaves the same functions."""
    policy, day = exploration.policy, exploration.day
    answers = raw_answers(policy, path, day)
    verdict = decide(policy, answers, day)
    questions = verdict.questions
    if questions and questions[0] not in verdict.outlook.asked():
        what = f"“{questions[0]}” comes next, although it is not known to be asked."
        yield Failure(what, "an earlier question, or none", path)
    elif questions and not _tells(exploration, verdict.outlook.known, policy.position(questions[0])):
        what = f"“{questions[0]}” comes next, although no answer to it changes anything."
        yield Failure(what, "another question, or none", path)


def _tells(exploration: Exploration, known: Mapping[int, int], position: int) -> bool:
    """Whether two answers to the fact leave different functions of the rest: then, and only then, a node asks it."""
    restrict = Restriction(known)
    return any(position in support([restrict(each)]) for each in exploration.policy.matters)


def idle_questions(exploration: Exploration) -> list[Diagram]:
    """By fact, after which earlier answers it is asked although it can change nothing that shows."""
    policy = exploration.policy
    pairs = [
        (support([alone]), support([beside]), exploration.own(beside))
        for alone, beside in zip(policy.alone, policy.matters, strict=True)
    ]
    found = (_idle(exploration, position, _hanging(pairs, position)) for position in range(len(exploration.sizes)))
    return list(map(partial(exploration.space.combine, both), found, _in_order(exploration)))


def _hanging(pairs: Iterable[tuple[set[int], set[int], Diagram]], position: int) -> list[Diagram]:
    """The functions that depend on the fact: first the status, and those that do so by themselves."""
    found = [(position not in alone, diagram) for alone, beside, diagram in pairs if position in beside]
    return list(dict.fromkeys(diagram for _, diagram in sorted(found, key=itemgetter(0))))


def _idle(exploration: Exploration, position: int, hanging: Sequence[Diagram]) -> Diagram:
    """After which earlier answers the engine asks the fact, although it can change nothing that shows.

    The engine asks for the sake of one function; that must be idle, and every other too. Those that depend on the fact
    only as the status does are mostly idle where that is. So it is worked out for one function after the other, those
    last, and only as long as there is anything left.
    """
    space, reach = exploration.space, Reach(exploration.space, exploration.sizes, position).of
    may = (where_possible(space, exploration.partial(each)) for each in dict.fromkeys(map(reach, hanging)))
    idle = fold(space, either, may, False)
    for each in hanging:
        if idle is not False:
            idle = space.combine(both, idle, space.combine(negate, reach(exploration.partial(each))))
    return idle


def _in_order(exploration: Exploration) -> list[Diagram]:
    """By fact, where it is asked, and each earlier fact is answered only if it was asked."""
    space, asked = exploration.space, exploration.asked_for_certain
    unanswered = [space.node(at, (*[False] * size, True)) for at, size in enumerate(exploration.sizes)]
    before = _all_before(space, map(partial(space.combine, either), asked, unanswered))
    return list(map(partial(space.combine, both), asked, before))


def _all_known(exploration: Exploration) -> list[Diagram]:
    """By fact, where each earlier fact has its answer, or cannot be asked."""
    space = exploration.space
    asked = (where_possible(space, exploration.partial(each)) for each in exploration.asked)
    answered = [space.node(at, (*[True] * size, False)) for at, size in enumerate(exploration.sizes)]
    return list(_all_before(space, map(partial(space.combine, _unless), asked, answered)))


def _unless(asked: bool | None, answered: bool | None) -> bool | None:
    return either(negate(asked), answered)


def _all_before(space: Space, diagrams: Iterable[Diagram]) -> Iterator[Diagram]:
    """By fact, where the diagrams of all earlier facts are True."""
    return accumulate(diagrams, partial(space.combine, both), initial=True)


def _idle_failures(exploration: Exploration, idle: Sequence[Diagram]) -> Iterator[Failure]:
    """What is idle although every earlier question that was asked has its answer."""
    for fact, where, before in zip(exploration.policy.facts, idle, _all_known(exploration), strict=False):
        known = exploration.space.combine(both, where, before)
        if known is not False:
            what = f"“{fact.id}” is asked, although no answer to it changes anything."
            yield Failure(what, "no such question", shortest(exploration.space, known))
