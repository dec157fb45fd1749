"""Which hours of the desk count for a case, and when the policy promises an answer at the latest.

The moment that this starts from comes from outside; no verdict depends on it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from checker.core.engine.verdict import Statement, Verdict
from checker.core.model.desk import NEVER, UNCLEAR, Desk, Hours, open_for
from checker.core.model.diagram import Diagram
from checker.core.model.policy import MAXIMUM, NO_HOURS, NOT_COVERED, DueTime, Term

Withheld = Literal[DueTime, "never", "years", "open"]
"""Why there is no latest moment: what the policy says, or that this plan has no desk, years that are not known, or
answers that are missing."""
SHUT: Final = "never"
YEARS: Final = "years"
OPEN: Final = "open"


@dataclass(frozen=True, slots=True)
class Attention:
    """The hours that are still possible, and the facts that decide between them, in asking order."""

    hours: tuple[Hours, ...]
    depends: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Promise:
    """When the policy promises what a term says at the latest, by the `hours` of the desk; `clause` starts the clock.

    Without a moment, `withheld` says why, `clause` is the one that withholds it (if one does), and `depends` are the
    facts whose answers are missing.
    """

    term: Term
    clause: str
    due: datetime | None = None
    hours: Hours | None = None
    withheld: Withheld | None = None
    depends: tuple[str, ...] = ()


def attention(verdict: Verdict, clock: Desk, plan: str) -> Attention:
    """The hours for the plan, under the answers of the verdict."""
    found = verdict.outlook.possible(clock.by_plan[plan])
    hours = tuple(each for at, each in enumerate(clock.all_hours) if at in found)
    return Attention(hours, _depends(verdict, clock.by_plan[plan]))


def answered_plan(verdict: Verdict, clock: Desk) -> str | None:
    """The plan, if it is asked and answered, and its hours are known: models of earlier versions have none."""
    plan = verdict.answers.get(clock.plan)
    return str(plan) if plan in clock.by_plan and clock.plan in verdict.outlook.asked() else None


def promises(verdict: Verdict, moment: datetime) -> tuple[Promise, ...]:
    """For each term that says whether there is a latest moment: that for a request made at `moment`, or why not.

    None where the case is not covered, and for a term that is not stated.
    """
    return tuple(_promises(verdict, moment))


def _promises(verdict: Verdict, moment: datetime) -> Iterator[Promise]:
    stated = {each.term.id: each for each in verdict.terms}
    for term in verdict.policy.terms:
        if term.id in stated:
            yield from _promise(verdict, stated[term.id], moment)
        elif verdict.status != NOT_COVERED and (depends := _open(verdict, term)):
            yield Promise(term, "", withheld=OPEN, depends=depends)


def _open(verdict: Verdict, term: Term) -> tuple[str, ...]:
    """The facts that decide whether the term says a latest moment; none where it never does."""
    may_be = verdict.outlook.possible(term.case)
    if not any(term.cases[at].due for at in may_be if isinstance(at, int) and at >= 0):
        return ()
    helped = NOT_COVERED not in verdict.possible
    return _depends(verdict, term.case, *([] if helped else [verdict.policy.status]))


def _promise(verdict: Verdict, stated: Statement, moment: datetime) -> Iterator[Promise]:
    term, due, clock = stated.term, stated.case.due, verdict.policy.desk
    if due is None:
        return
    if due.time != MAXIMUM or clock is None:
        yield Promise(term, due.clause, withheld=due.time)
        return
    asked = verdict.outlook.settled(verdict.policy.fact(clock.plan).asked)
    plan = answered_plan(verdict, clock)
    attended = attention(verdict, clock, plan) if plan else Attention((), (clock.plan,))
    if asked is False:
        yield Promise(term, "", withheld=NO_HOURS)
    elif len(attended.hours) == 1:
        yield _counted(stated, due.clause, clock, attended.hours[0], moment)
    else:
        yield Promise(term, "", withheld=OPEN, depends=attended.depends)


def _counted(stated: Statement, clause: str, clock: Desk, hours: Hours, moment: datetime) -> Promise:
    """The promise of a maximum in hours of the desk."""
    if hours.kind in (UNCLEAR, NEVER):
        return Promise(stated.term, hours.clause, withheld=NO_HOURS if hours.kind == UNCLEAR else SHUT)
    due = open_for(clock, hours, moment, 60 * stated.case.value["hours"])
    if due is None:
        return Promise(stated.term, hours.clause, hours=hours, withheld=YEARS)
    return Promise(stated.term, clause, due, hours)


def _depends(verdict: Verdict, *diagrams: Diagram) -> tuple[str, ...]:
    variables, found = verdict.policy.variables, verdict.outlook.depends(*diagrams)
    return tuple(dict.fromkeys(variables[at].whole for at in found))
