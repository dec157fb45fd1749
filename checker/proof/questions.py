"""Property: no question is asked that can no longer change the verdict, and none before its turn.

A question is idle where every answer to it leaves the same possible statuses, offers, terms and actions, whatever is
answered later. With all earlier answers known, none may be idle. After an "I don't know" the engine also asks what
makes a difference only together with the answer that is not known; where that never shows, it is counted.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

from checker.core.engine.decide import decide
from checker.core.model.diagram import Diagram, Restriction, Space, support
from checker.core.model.truth import both, either, negate
from checker.moment import today
from checker.policy.fold import fold
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.reach import reach, where_possible
from checker.proof.subject import Subject
from checker.proof.walks import Way, shortest, ways
from checker.proof.witness import raw_answers


def prove_questions(subject: Subject) -> Proof:
    """The engine asks nothing idle and nothing that is not known to be asked."""
    exploration = subject.exploration
    paths = _states(exploration)
    failures = [failure for path in paths for failure in _misasked(exploration, path)]
    idle = idle_questions(exploration)
    for position, where in enumerate(idle):
        failures += _idle_failures(exploration, position, where)
    names = [fact.id for fact, where in zip(exploration.policy.facts, idle, strict=True) if where is not False]
    note = f"; idle after some “I don't know”: {', '.join(names)}" if names else ""
    return Proof(f"{len(paths):,} states of the questions{note}", tuple(failures))


def _states(exploration: Exploration) -> list[Way]:
    """Some answers to each node of the status, the offers, terms and actions, and the same with one of them not known.

    Each is looked at by itself, as it is beside a status that has help; which answer is not known goes by turns.
    """
    policy = exploration.policy
    values = (offer.value for offer in policy.offers), (term.case for term in policy.terms)
    actions = (rule.active for rule in policy.rules if rule.action)
    alone = dict.fromkeys(map(exploration.own, chain([policy.status], *values, actions)))
    known = [sorted(way.items()) for each in alone for way in ways(each).values()]
    declined = [way[turn % len(way)][0] for turn, way in enumerate(known) if way]
    unknown = [{**dict(way), at: exploration.sizes[at]} for way, at in zip(filter(None, known), declined, strict=True)]
    return list({tuple(sorted(way.items())): way for way in [*map(dict, known), *unknown]}.values())


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
    """Whether two answers to the fact leave different functions of the rest: then, and only then, a node asks it."""
    return position in support(map(Restriction(known), exploration.policy.matters))


def idle_questions(exploration: Exploration) -> list[Diagram]:
    """By fact, after which earlier answers it is asked although it can change nothing that shows."""
    return [_idle(exploration, position) for position in range(len(exploration.sizes))]


def _idle(exploration: Exploration, position: int) -> Diagram:
    """After which earlier answers the engine asks the fact, although it can change nothing that shows.

    The engine asks for the sake of one function; that must be idle, and every other too. So it is worked out for one
    after the other, and the others are brought in only where the one leaves anything.
    """
    space = exploration.space
    matters = dict.fromkeys(map(exploration.own, exploration.policy.matters))
    hanging = [each for each in matters if position in support([each])]
    does = [reach(space, exploration.partial(each), position) for each in hanging]
    may = (where_possible(space, exploration.partial(reach(space, each, position))) for each in hanging)
    found = [_except(space, maybe, own, *does) for maybe, own in zip(may, does, strict=True)]
    idle = fold(space, either, found, False)
    return idle if idle is False else space.combine(both, idle, _in_order(exploration, position))


def _except(space: Space, diagram: Diagram, *others: Diagram) -> Diagram:
    """Where the diagram is True, and none of the others is."""
    for other in others:
        if diagram is not False:
            diagram = space.combine(both, diagram, space.combine(negate, other))
    return diagram


def _in_order(exploration: Exploration, position: int) -> Diagram:
    """Where the fact is asked, and each earlier fact is answered only if it was asked."""
    space, found = exploration.space, exploration.asked_for_certain[position]
    for earlier in range(position):
        unanswered = space.node(earlier, (*[False] * exploration.sizes[earlier], True))
        found = space.combine(both, found, space.combine(either, exploration.asked_for_certain[earlier], unanswered))
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
        asked = where_possible(space, exploration.partial(exploration.asked[earlier]))
        answered = space.node(earlier, (*[True] * exploration.sizes[earlier], False))
        found = space.combine(both, found, space.combine(either, space.combine(negate, asked), answered))
    return found
