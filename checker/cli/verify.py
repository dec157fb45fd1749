"""`checker verify`: the proofs, with their progress on a terminal, and a report for authors."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from checker.cli import inputs
from checker.cli.exits import BAD_INPUT, DONE, FAILED
from checker.core.model.dated import on_day
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.library.address import checker_link
from checker.library.shelf import Shelf
from checker.moment import today
from checker.policy.bounded import TooLarge
from checker.policy.problems import AuthoringError
from checker.proof.finding import Failure, Proof
from checker.proof.prove import PROPERTIES, prove, subject_of
from checker.proof.witness import command, raw_answers

Proofs = dict[str, Proof]
Unproven = AuthoringError | TooLarge


def run_verify(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Prove one policy, or all that can be compiled, and print the report."""
    if options.policy:
        inputs.pick_policy(shelf, options.policy)
    proofs = _proofs([options.policy] if options.policy else shelf.names, shelf)
    for name, found in proofs.items():
        print("\n".join(found.report if isinstance(found, Proven) else [name, *_broken(found)]))
    proven = [found for found in proofs.values() if isinstance(found, Proven)]
    return _summary(proven, len(proofs) - len(proven))


@dataclass(frozen=True)
class Proven:
    """What was found of a policy, as lines for authors; how many properties failed, and how many were only tried."""

    report: list[str]
    failed: int
    tried: int


def _proofs(names: list[str], shelf: Shelf) -> dict[str, Proven | Unproven]:
    """By policy what was found, or why it cannot be compiled or is too large."""
    found: dict[str, Proven | Unproven] = {}
    for name in names:
        try:
            found[name] = _prove(name, shelf)
        except (AuthoringError, TooLarge) as error:
            found[name] = error
    return found


def _prove(name: str, shelf: Shelf) -> Proven:
    library, proofs = shelf.library(name), Proofs()
    for title, proof in prove(subject_of(library, name, shelf.root)):
        proofs[title] = proof
        _show_progress(name, len(proofs))
    lines = list(report(library.policies[name], proofs, today()))
    outcomes = [_outcome(proof) for proof in proofs.values()]
    return Proven(lines, outcomes.count("FAILED"), outcomes.count("tried"))


def _show_progress(name: str, done: int) -> None:
    """On a terminal, one line that is written over and cleared at the end."""
    if sys.stderr.isatty():
        text = f"{name}: {done} of {len(PROPERTIES)} properties" if done < len(PROPERTIES) else ""
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def _broken(error: Unproven) -> Iterator[str]:
    if isinstance(error, TooLarge):
        yield "  REFUSED  It is too large to be proven."
    else:
        yield "  BROKEN  It cannot be compiled, so nothing of it is proven."
    yield from (f"          {line}" for line in str(error).splitlines())


def _summary(found: list[Proven], broken: int) -> int:
    """Print the last line; bad input, where a policy is broken, weighs more than a property that failed."""
    every = len(found) * len(PROPERTIES)
    failed, tried = sum(each.failed for each in found), sum(each.tried for each in found)
    counted = f"{every - failed - tried} proven, {tried} tried" + (f", {failed} failed" if failed else "")
    unproven = f" {broken} of {len(found) + broken} policies cannot be proven." if broken else ""
    print(f"{every} properties: {counted}.{unproven}")
    return BAD_INPUT if broken else FAILED if failed else DONE


def report(policy: Policy, proofs: Proofs, today: date) -> Iterator[str]:
    """A line for each property, and below it each failure with what was expected and the answers that show it."""
    yield policy.id
    for name, proof in proofs.items():
        yield f"  {_outcome(proof):6}  {name}: {proof.counted}."
        for failure in proof.failures:
            yield from (f"          {line}" for line in _failure(policy, failure, today))


def _outcome(proof: Proof) -> str:
    return "FAILED" if proof.failures else "tried" if proof.tried else "proven"


def _failure(policy: Policy, failure: Failure, today: date) -> Iterator[str]:
    yield failure.what
    yield f"Expected: {failure.expected}."
    day = failure.day or today
    for path in (failure.answers, failure.later):
        if path is not None:
            answers = raw_answers(on_day(policy, day), path, day)
            yield command(policy, answers, day)
            yield checker_link(policy.id, answers)
