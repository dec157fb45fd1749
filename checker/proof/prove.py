"""All properties of one policy, proven one after the other."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from checker.core.model.dated import is_dated, turning_days
from checker.library.opened import Library
from checker.places import ROOT
from checker.policy.source import read_yaml
from checker.policy.written import read_written
from checker.proof.cells import prove_cells
from checker.proof.decided import prove_decided
from checker.proof.edges import prove_edges
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.forced import prove_forced
from checker.proof.instead import prove_instead
from checker.proof.judged import prove_judged
from checker.proof.levels import prove_levels
from checker.proof.offered import prove_offered
from checker.proof.partial import prove_order, prove_settled
from checker.proof.questions import prove_questions
from checker.proof.subject import Subject
from checker.proof.unclear import prove_unclear
from checker.proof.use import prove_use
from checker.proof.ways_out import prove_ways_out
from checker.proof.wording import prove_wording

PROPERTIES: dict[str, Callable[[Subject], Proof]] = {
    "Numbers and dates fall into classes as the conditions tell them apart": prove_edges,
    "Every combination of answers has a verdict, decided by a clause": prove_decided,
    "Unclear is what the readings leave unclear, and nothing else": prove_unclear,
    "Not covered never stands alone: something can be done instead": prove_instead,
    "No rule, override, case, offer, fact or reading is idle": prove_use,
    "A higher level never loses an offer, worsens the status or waits longer": prove_levels,
    "A term's table has a value wherever answers lead, and the verdict states it": prove_cells,
    "What is settled never flips, whatever is answered later": prove_settled,
    "The order of answers does not matter": prove_order,
    "No question is asked that changes nothing, none before its turn": prove_questions,
    "The engine says on raw answers what the diagrams say": prove_judged,
    "Nothing is called offered that may come out as not covered": prove_offered,
    "What is said to decide forces the status, and no fewer answers do": prove_forced,
    "A way out is in the visitor's hands, and leads where it is said to": prove_ways_out,
    "Every message can be said in each language, every link leads to its clause": prove_wording,
}


def subject_of(library: Library, policy: str, root: Path = ROOT) -> Subject:
    """The policy of that name, explored, with its file and pages below `root`."""
    file = read_written(read_yaml(root / "checker" / "policies" / f"{policy}.yaml"))
    return Subject(Exploration(library.policies[policy]), file, root / "docs", library.words)


def prove(subject: Subject) -> Iterator[tuple[str, Proof]]:
    """Each property with its proof, as it is done: for every day from the last comparison of the policy on."""
    subjects = _by_day(subject)
    for name, property_of in PROPERTIES.items():
        yield name, _always({each.exploration.day: property_of(each) for each in subjects})


def _by_day(subject: Subject) -> list[Subject]:
    """The subject as it is from each day when it changes; alone if it never does."""
    policy = subject.exploration.always
    if not is_dated(policy):
        return [subject]
    days = turning_days(policy, date.fromisoformat(policy.checked_on))
    return [replace(subject, exploration=Exploration(policy, day=day)) for day in days]


def _always(proofs: dict[date, Proof]) -> Proof:
    """What is proven on all of these days. What is in vain on one may tell something on another."""
    (first, *others) = proofs.values()
    if not others:
        return first
    always_idle = set.intersection(*({each.what for each in proof.failures if each.idle} for proof in proofs.values()))
    failures: dict[str, Failure] = {}
    for day, proof in proofs.items():
        for each in proof.failures:
            if not each.idle or each.what in always_idle:
                failures.setdefault(each.what, replace(each, day=day))
    counted = f"{first.counted}, and so from each of {len(proofs)} days on"
    return Proof(counted, tuple(failures.values()), any(proof.tried for proof in proofs.values()))
