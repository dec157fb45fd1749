"""Whose a value of a term is: of one choice alone, or of two that cross. Where neither says it, the file must."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from checker.core.model.diagram import Node, Restriction, leaves, support
from checker.core.model.kinds import KINDS
from checker.core.model.policy import Case, Fact, Policy, Term
from checker.policy.problems import Problem
from checker.policy.written import Written

NOWHERE = -1


@dataclass(frozen=True)
class Crossing:
    """Two facts with options, in asking order, and by option of both the position of the case, or NOWHERE."""

    rows: Fact
    columns: Fact
    cases: tuple[tuple[int, ...], ...]


def is_by_choice(policy: Policy, term: Term) -> bool:
    """Whether one choice settles which case is stated."""
    facts = support([term.case])
    return len(facts) == 1 and all(_is_choice(policy, at) for at in facts)


def _is_choice(policy: Policy, at: int) -> bool:
    return KINDS[policy.variables[at].type].chosen


def crossing(policy: Policy, term: Term) -> Crossing | None:
    """The two choices that settle which case is stated, where it takes two; None where it does not, or takes more.

    Whether the term is stated at all may depend on more: on what makes a question asked.
    """
    if len(term.cases) < 2 or is_by_choice(policy, term) or not any(_is_unsaid(case) for case in term.cases):
        return None
    choices = [at for at in sorted(support([term.case])) if _is_choice(policy, at)]
    found = (_crossed(policy, term, rows, columns) for rows, columns in combinations(choices, 2))
    return next((each for each in found if each), None)


def check_whose(file: Written, policy: Policy) -> Iterator[Problem]:
    """Values in the comparison that would not say whose they are."""
    for term in policy.terms if policy.comparison else ():
        unsaid = [at for at, case in enumerate(term.cases) if not case.whom]
        settled = len(term.cases) < 2 or not isinstance(term.case, Node) or is_by_choice(policy, term)
        if _is_compared(policy, term) and unsaid and not settled and crossing(policy, term) is None:
            place = file.terms[term.id].cases[unsaid[0]].text.place()
            what = "The comparison cannot say whose this value is: that depends on more than two choices."
            yield Problem(place, what, "Say it under “for”, in a few words.")


def _is_compared(policy: Policy, term: Term) -> bool:
    named = policy.comparison
    return named is not None and term.id in (*named.hours, *named.response, *named.price, *named.languages)


def _is_unsaid(case: Case) -> bool:
    """Whether nothing but the answers says whose it is; a last day is said with each verdict alone."""
    return not case.whom and case.window is None


def _crossed(policy: Policy, term: Term, rows: int, columns: int) -> Crossing | None:
    first, second = policy.variables[rows], policy.variables[columns]
    cases = list[tuple[int, ...]]()
    for row in range(len(first.options)):
        settled = [_settled(term, {rows: row, columns: column}) for column in range(len(second.options))]
        line = tuple(each for each in settled if each is not None)
        if len(line) < len(settled):
            return None
        cases.append(line)
    return Crossing(first, second, tuple(cases))


def _settled(term: Term, known: dict[int, int]) -> int | None:
    """The case that is stated under these answers, if any is; None where that depends on more."""
    stated = leaves(Restriction(known)(term.case)) - {NOWHERE}
    return None if len(stated) > 1 else next((each for each in stated if isinstance(each, int)), NOWHERE)
