"""Property: what the policy leaves unclear is exactly what its file lists under `unclear`, each with its clauses."""

from collections.abc import Iterator
from itertools import chain

from checker.core.model.policy import UNCLEAR, Policy
from checker.policy.written import Unclear
from checker.proof.explore import Exploration, Outcome
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import shortest

Cause = tuple[str, str, frozenset[str]]
"""What is unclear: its kind (status, offer or term), its name, and the clauses that make it so."""


def prove_unclear(subject: Subject) -> Proof:
    """Nothing is unclear that is not listed, and nothing is listed that is not unclear."""
    exploration = subject.exploration
    listed = [listed_cause(entry) for entry in subject.file.unclear]
    found = dict.fromkeys(cause for outcome in exploration.outcomes for cause in causes(exploration.policy, outcome))
    new = [_new(exploration, cause) for cause in found if cause not in listed]
    gone = [_gone(cause) for cause in listed if cause not in found]
    return Proof(f"{len(found):,} causes of “unclear”", (*new, *gone))


def listed_cause(entry: Unclear) -> Cause:
    """The cause that an entry under `unclear` names."""
    named = {"status": entry.status, "offer": entry.offer, "term": entry.term}
    kind, name = next((kind, name) for kind, name in named.items() if name is not None)
    return kind, str(name), frozenset(map(str, entry.clauses))


def causes(policy: Policy, outcome: Outcome) -> Iterator[Cause]:
    """All that is unclear in an outcome.

    An unclear status has the clauses of each rule that doubts it, or, where none does, of the notes beside it; a term
    has its own, and those of the notes that cite it.
    """
    rules = [rule for rule in policy.rules if rule.id in outcome.rules]
    notes = [rule.clauses for rule in rules if rule.effect == "note"]
    if outcome.status == UNCLEAR:
        doubts = [rule.clauses for rule in rules if rule.effect == "doubt" and not rule.offer]
        for clauses in doubts or [tuple(chain.from_iterable(notes))]:
            yield "status", UNCLEAR, frozenset(clauses)
    for offer, value in outcome.offers.items():
        if value == UNCLEAR:
            about = [rule.clauses for rule in rules if rule.offer == offer]
            yield "offer", offer, frozenset(chain.from_iterable(about))
    for term in policy.terms:
        position = outcome.terms[term.id]
        case = term.cases[position] if isinstance(position, int) and position >= 0 else None
        if case and case.value is None and case.window is None:
            beside = [clauses for clauses in notes if case.clause in clauses]
            yield "term", term.id, frozenset([case.clause]).union(*beside)


def _new(exploration: Exploration, cause: Cause) -> Failure:
    shown = exploration.where(lambda outcome: cause in causes(exploration.policy, outcome))
    expected = "an entry under “unclear” with exactly these clauses, if a reading says so; else rules that settle it"
    return Failure(f"{_named(cause)}, and this is not listed.", expected, shortest(exploration.space, shown))


def _gone(cause: Cause) -> Failure:
    return Failure(f"Listed as unclear, but no answers make it so: {_named(cause)}.", "no such entry under “unclear”")


def _named(cause: Cause) -> str:
    kind, name, clauses = cause
    subject = "The status" if kind == "status" else f"The {kind} “{name}”"
    return f"{subject} is unclear by {', '.join(sorted(clauses)) or 'no clause'}"
