"""Property: no question is asked that can no longer change the verdict, and none before its turn.

A question is idle where every answer to it leaves the same possible statuses, offers, terms and actions, whatever is
answered later. With all earlier answers known, none may be idle. After an "I don't know" the engine also asks what
makes a difference only together with the answer that is not known; where that never shows, it is counted.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from checker.core.engine.decide import decide
from checker.core.model.diagram import Diagram, Node, Restriction, Space, support
from checker.core.model.truth import both, either, negate
from checker.moment import today
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import ALWAYS, Way, shortest, ways, with_unknown
from checker.proof.witness import raw_answers


def prove_questions(subject: Subject) -> Proof:
    """The engine asks nothing idle and nothing that is not known to be asked."""
    exploration = subject.exploration
    paths = _states(exploration)
    failures = [failure for path in paths for failure in _misasked(exploration, path)]
    idle = [_idle(exploration, position) for position in range(len(exploration.sizes))]
    for position, where in enumerate(idle):
        failures += _idle_failures(exploration, position, where)
    names = [fact.id for fact, where in zip(exploration.policy.facts, idle, strict=True) if where is not False]
    note = f"; idle after some “I don't know”: {', '.join(names)}" if names else ""
    return Proof(f"{len(paths):,} states of the questions{note}", tuple(failures))


def _states(exploration: Exploration) -> list[Way]:
    """Some answers that lead to each different partial status, offer, term or action."""
    partial = [with_unknown(exploration.space, exploration.own(each)) for each in exploration.policy.matters]
    paths = [path for each in partial for path in ways(each).values()]
    return list({tuple(path.items()): path for path in paths}.values())


def _misasked(exploration: Exploration, path: Way) -> Iterator[Failure]:
    """The engine's next question, if it is not known to be asked, or if each answer to it leaves the same functions."""
    policy, day = exploration.policy, today()
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
    """Whether two answers to the fact leave different functions of the rest."""
    after = [Restriction({**known, position: branch}) for branch in range(exploration.sizes[position])]
    matters = exploration.policy.matters
    return any(len({exploration.own(restrict(each)) for restrict in after}) > 1 for each in matters)


def _idle(exploration: Exploration, position: int) -> Diagram:
    """After which earlier answers the engine asks the fact, although it can change nothing that shows."""
    space = exploration.space
    may: Diagram = False
    does: Diagram = False
    for diagram in dict.fromkeys(map(exploration.own, exploration.policy.matters)):
        hangs = with_unknown(space, _hanging(space, diagram, position))
        may = space.combine(either, may, space.combine(_can_be, hangs))
        does = space.combine(either, does, _hanging(space, with_unknown(space, diagram), position))
    idle = space.combine(both, may, space.combine(negate, does))
    return space.combine(both, idle, _in_order(exploration, position))


def _hanging(space: Space, diagram: Diagram, position: int) -> Diagram:
    """After which earlier answers the diagram still hangs on the fact."""
    memo: dict[Diagram, Diagram] = {}

    def visit(each: Diagram) -> Diagram:
        if not isinstance(each, Node) or each.fact >= position:
            return position in support([each])
        if each not in memo:
            memo[each] = space.node(each.fact, tuple(map(visit, each.children)))
        return memo[each]

    return visit(diagram)


def _in_order(exploration: Exploration, position: int) -> Diagram:
    """Where the fact is asked, and each earlier fact is answered only if it was asked."""
    space, sizes = exploration.space, exploration.sizes
    partial = [with_unknown(space, exploration.own(fact.asked)) for fact in exploration.policy.facts]
    asked = [space.combine(_is_certain, each) for each in partial]
    found = asked[position]
    for earlier in range(position):
        unanswered = space.node(earlier, (*[False] * sizes[earlier], True))
        found = space.combine(both, found, space.combine(either, asked[earlier], unanswered))
    return found


def _idle_failures(exploration: Exploration, position: int, where: Diagram) -> Iterator[Failure]:
    """Idle although every earlier question that was asked has its answer."""
    known = exploration.space.combine(both, where, _all_known(exploration, position))
    if known is not False:
        what = f"“{exploration.policy.facts[position].id}” is asked, although no answer to it changes anything."
        yield Failure(what, "no such question", shortest(exploration.space, known))


def _all_known(exploration: Exploration, position: int) -> Diagram:
    space = exploration.space
    found: Diagram = True
    for earlier in range(position):
        asked = space.combine(_can_be, with_unknown(space, exploration.own(exploration.policy.facts[earlier].asked)))
        answered = space.node(earlier, (*[True] * exploration.sizes[earlier], False))
        found = space.combine(both, found, space.combine(either, space.combine(negate, asked), answered))
    return found


def _can_be(possible: frozenset[Any] | None) -> bool | None:
    return None if possible is None else True in possible


def _is_certain(possible: frozenset[Any] | None) -> bool | None:
    return None if possible is None else possible == ALWAYS
