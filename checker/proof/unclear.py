"""Property: what the policy leaves unclear is exactly what its file lists under `unclear`, each with its clauses."""

from collections.abc import Iterator

from checker.core.model.diagram import Diagram, support
from checker.core.model.policy import UNCLEAR, Rule
from checker.core.model.truth import both, either, negate
from checker.policy.bounded import TooLarge
from checker.policy.fold import fold
from checker.policy.written import Unclear
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import shortest, where

MOST = 1_000
"""Sets of clauses that leave one thing unclear."""

Cause = tuple[str, str, frozenset[str]]
"""What is unclear: its kind (status, offer or term), its name, and the clauses that make it so."""


def prove_unclear(subject: Subject) -> Proof:
    """Nothing is unclear that is not listed, and nothing is listed that is not unclear."""
    exploration = subject.exploration
    listed = [listed_cause(entry) for entry in subject.file.unclear]
    found = causes(exploration)
    new = [_new(exploration, cause, shown) for cause, shown in found.items() if cause not in listed]
    gone = [_gone(cause) for cause in listed if cause not in found]
    return Proof(f"{len(found):,} causes of “unclear”", (*new, *gone))


def listed_cause(entry: Unclear) -> Cause:
    """The cause that an entry under `unclear` names."""
    named = {"status": entry.status, "offer": entry.offer, "term": entry.term}
    kind, name = next((kind, name) for kind, name in named.items() if name is not None)
    return kind, str(name), frozenset(map(str, entry.clauses))


def causes(exploration: Exploration) -> dict[Cause, Diagram]:
    """All that is unclear with some answers, and these answers.

    An unclear status has the clauses of each rule that doubts it, or, where none does, of the notes beside it; a term
    has its own, and those of the notes that cite it.
    """
    found: dict[Cause, list[Diagram]] = {}
    for (kind, name, clauses), unclear, beside in _unclear(exploration):
        cited = _by_clause(exploration, beside, clauses)
        for added, shown in _together(exploration, unclear, cited):
            found.setdefault((kind, name, clauses | added), []).append(shown)
    return {cause: fold(exploration.space, either, each, False) for cause, each in found.items()}


def _unclear(exploration: Exploration) -> Iterator[tuple[Cause, Diagram, list[Rule]]]:
    """What can be unclear, its own clauses that make it so, where, and the rules whose clauses add to these there."""
    policy, space = exploration.policy, exploration.space
    notes = [rule for rule in policy.rules if rule.effect == "note"]
    doubts = [rule for rule in policy.rules if rule.effect == "doubt" and not rule.offer]
    silent = where(space, exploration.own(policy.status), {UNCLEAR})
    for rule in doubts:
        doubted = space.combine(both, exploration.shown(rule), exploration.own(rule.active))
        yield ("status", UNCLEAR, frozenset(rule.clauses)), doubted, []
        silent = space.combine(both, silent, space.combine(negate, exploration.own(rule.active)))
    yield ("status", UNCLEAR, frozenset()), silent, notes
    for offer in policy.offers:
        about = [rule for rule in policy.rules if rule.offer == offer.id]
        yield ("offer", offer.id, frozenset()), where(space, exploration.beside_status(offer.value), {UNCLEAR}), about
    for term in policy.terms:
        for position, case in enumerate(term.cases):
            if case.value is None and case.window is None:
                stated = where(space, exploration.beside_status(term.case), {position})
                yield ("term", term.id, frozenset([case.clause])), stated, notes


def _by_clause(exploration: Exploration, rules: list[Rule], about: frozenset[str]) -> dict[str, Diagram]:
    """By clause, where one of the rules that cite it is in force; `about`: of those that cite one of these."""
    found: dict[str, list[Diagram]] = {}
    for rule in rules:
        if about.intersection(rule.clauses) or not about:
            for clause in rule.clauses:
                found.setdefault(clause, []).append(exploration.own(rule.active))
    return {clause: fold(exploration.space, either, each, False) for clause, each in found.items()}


def _together(
    exploration: Exploration, unclear: Diagram, cited: dict[str, Diagram]
) -> list[tuple[frozenset[str], Diagram]]:
    """Which of the clauses are cited together where `unclear` is True, and where.

    They are taken one after another: what is unclear is split by each that is cited in a part of it. So only sets of
    clauses come up that some answers bring together, never all that could be thought of. Each of these must be listed
    by the policy's author; where they are more than anybody could list, it raises TooLarge.
    """
    space, found = exploration.space, [(frozenset[str](), unclear)] if unclear is not False else []
    for clause, active in cited.items():
        silent = space.combine(negate, active)
        parts = [(each | {clause}, space.combine(both, shown, active)) for each, shown in found]
        parts += [(each, space.combine(both, shown, silent)) for each, shown in found]
        found = [(each, shown) for each, shown in parts if shown is not False]
        if len(found) > MOST:
            raise TooLarge([exploration.policy.variables[at].id for at in sorted(support(cited.values()))])
    return found


def _new(exploration: Exploration, cause: Cause, shown: Diagram) -> Failure:
    expected = "an entry under “unclear” with exactly these clauses, if a reading says so; else rules that settle it"
    return Failure(f"{_named(cause)}, and this is not listed.", expected, shortest(exploration.space, shown))


def _gone(cause: Cause) -> Failure:
    what = f"Listed as unclear, but no answers make it so: {_named(cause)}."
    return Failure(what, "no such entry under “unclear”", idle=True)


def _named(cause: Cause) -> str:
    kind, name, clauses = cause
    subject = "The status" if kind == "status" else f"The {kind} “{name}”"
    return f"{subject} is unclear by {', '.join(sorted(clauses)) or 'no clause'}"
