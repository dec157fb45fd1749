"""`checker verify`: the proofs, with a progress bar on a terminal, and a report for authors."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date

import click

from checker import inputs
from checker.build.library import Library
from checker.build.moment import today
from checker.build.proof.finding import Failure, Proof
from checker.build.proof.prove import PROPERTIES, prove, subject_of
from checker.build.proof.witness import command, link, raw_answers
from checker.commands import DONE, FAILED
from checker.core.messages import Words
from checker.core.model import Policy

Proofs = dict[str, Proof]


def run_verify(options: argparse.Namespace, library: Library, words: Words) -> int:
    """Prove one policy, or all, and print the report."""
    chosen = [inputs.pick_policy(library, options.policy)] if options.policy else list(library.policies.values())
    proofs = _proofs(chosen, library)
    for policy in chosen:
        for line in report(policy, proofs[policy.id], today()):
            print(line)
    failed = sum(bool(proof.failures) for found in proofs.values() for proof in found.values())
    print(f"{len(chosen) * len(PROPERTIES)} properties: " + (f"{failed} failed." if failed else "all proven."))
    return FAILED if failed else DONE


def _proofs(policies: list[Policy], library: Library) -> dict[str, Proofs]:
    found: dict[str, Proofs] = {}
    length, quiet = len(policies) * len(PROPERTIES), not sys.stderr.isatty()
    with click.progressbar(length=length, file=sys.stderr, hidden=quiet, item_show_func=str) as bar:
        for policy in policies:
            found[policy.id] = {}
            for name, proof in prove(subject_of(library, policy.id)):
                found[policy.id][name] = proof
                bar.update(1, policy.id)
    return found


def report(policy: Policy, proofs: Proofs, today: date) -> Iterator[str]:
    """A line for each property, and below it each failure with what was expected and the answers that show it."""
    yield policy.id
    for name, proof in proofs.items():
        yield f"  {'FAILED' if proof.failures else 'proven'}  {name}: {proof.counted}."
        for failure in proof.failures:
            yield from (f"          {line}" for line in _failure(policy, failure, today))


def _failure(policy: Policy, failure: Failure, today: date) -> Iterator[str]:
    yield failure.what
    yield f"Expected: {failure.expected}."
    for path in (failure.answers, failure.later):
        if path is not None:
            answers = raw_answers(policy, path, today)
            yield command(policy, answers, today)
            yield link(policy, answers)
