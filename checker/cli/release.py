"""`checker release`: keep the compiled model of each policy's version, for the links that are made with it."""

import argparse
from collections.abc import Sequence
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
    written = keep(policies, shelf)
    for path in written:
        print(path.relative_to(shelf.root))
    if problems:
        raise AuthoringError(problems)
    if not written:
        print(words.gettext("All versions have already been released."))
    return DONE


def keep(policies: Sequence[Policy], shelf: Shelf) -> list[Path]:
    """Keep those of these versions that are new, and what each changed; the files that were written.

    Raises InputError where a kept version gave other verdicts.
    """
    root, spoken = shelf.root, {policy.id: shelf.library(policy.id).words for policy in policies}
    new = [policy for policy in policies if not _is_released(policy, root)]
    written = [write_release(policy, spoken[policy.id], root) for policy in new]
    behind = [policy for policy in policies if not keeps_changes(policy, root)]
    return written + [write_changes(policy, spoken[policy.id], today(), root) for policy in behind]


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
