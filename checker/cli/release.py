"""`checker release`: keep the compiled model of each policy's version, for the links that are made with it."""

import argparse
from pathlib import Path

from checker.cli.exits import DONE
from checker.core.model.policy import Policy
from checker.core.model.words import Words, _
from checker.core.request import bad
from checker.diff.history import keeps_changes, write_changes
from checker.diff.releases import gives_other_verdicts, read_release, write_release
from checker.library.shelf import Shelf
from checker.moment import today
from checker.policy.problems import AuthoringError, Problem


def run_release(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Keep the versions that are new, and say which.

    Raises InputError where a kept version gave other verdicts. Raises AuthoringError for policies that cannot be
    compiled, once the others are kept.
    """
    policies, problems = _compiled(shelf)
    new = [policy for policy in policies if not _is_released(policy, shelf.root)]
    for policy in new:
        spoken = shelf.library(policy.id).words
        print(write_release(policy, spoken, shelf.root).relative_to(shelf.root))
    behind = [policy for policy in policies if not keeps_changes(policy, shelf.root)]
    for policy in behind:
        spoken = shelf.library(policy.id).words
        print(write_changes(policy, spoken, today(), shelf.root).relative_to(shelf.root))
    if problems:
        raise AuthoringError(problems)
    if not behind:
        print(words.gettext("All versions have already been released."))
    return DONE


def _compiled(shelf: Shelf) -> tuple[list[Policy], list[Problem]]:
    """The policies that can be compiled, and what is wrong with the others."""
    policies, problems = list[Policy](), list[Problem]()
    for name in shelf.names:
        try:
            policies += shelf.library(name).policies.values()
        except AuthoringError as error:
            problems += error.problems
    return policies, problems


def _is_released(policy: Policy, root: Path) -> bool:
    former = read_release(policy, root)
    if former is not None and gives_other_verdicts(former, policy):
        template = _(
            "Version {version} of {policy} was released with different verdicts or questions. Give the policy a "
            "new “version” in checker/policies/{policy}.yaml, then run “checker release” again."
        )
        raise bad(template, version=policy.version, policy=policy.id)
    return former is not None
