"""The made-up policy: its files, compiled as they are or after an edit, and a project that has it alone."""

import shutil
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from policy_file import PolicyFile

from checker.core.model.policy import Policy
from checker.languages import LANGUAGES
from checker.library.library import open_library
from checker.library.opened import Library
from checker.library.shelf import Shelf
from checker.places import ROOT
from checker.policy.clauses import Clauses, read_clauses
from checker.policy.compile import compile_policy
from checker.policy.source import Source, read_yaml
from checker.policy.written import Written, read_written
from checker.review.ledger import open_ledgers

FOLDER = Path(__file__).parent
FILE = FOLDER / "acme.yaml"
Edit = Callable[[PolicyFile], None]


def unedited(data: PolicyFile) -> None:
    """The edit that changes nothing."""


def edited(edit: Edit = unedited) -> PolicyFile:
    """The policy file as plain data, after the edit."""
    read: Any = _source().data
    data: PolicyFile = deepcopy(read)
    edit(data)
    return data


def source(edit: Edit = unedited) -> Source:
    """The policy file as read, after the edit."""
    data: Any = edited(edit)
    return replace(_source(), data=data)


def written(edit: Edit = unedited) -> Written:
    """What stands in the policy file, after the edit."""
    return read_written(source(edit))


@cache
def compiled(edit: Edit = unedited, **changes: Any) -> Policy:
    """The policy after the edit, with these fields replaced."""
    return replace(compile_policy(written(edit), clauses()), **changes)


@cache
def clauses() -> Clauses:
    """The clauses of its pages, in every language."""
    with TemporaryDirectory() as folder:
        add_to(Path(folder))
        return read_clauses(Path(folder, "docs"), "acme")[0]


def add_to(root: Path) -> None:
    """Write the policy file and its pages, the same in every language, into the project at `root`."""
    policies = root / "checker" / "policies"
    policies.mkdir(parents=True, exist_ok=True)
    shutil.copy(FILE, policies)
    for language in LANGUAGES:
        shutil.copytree(FOLDER / "pages", root / "docs" / language / "acme")


def open_acme(root: Path) -> Library:
    """The library of a new project at `root`: this policy alone, all of it reviewed, with the shipped catalogues.

    They do not have its messages, so it is a draft there.
    """
    add_to(root)
    with (root / "checker" / "policies" / FILE.name).open("a", encoding="utf-8") as file:
        file.write("\nstatus: draft\n")
    shutil.copy(ROOT / "checker" / "policies" / "policy.schema.json", root / "checker" / "policies")
    shutil.copytree(ROOT / "locales", root / "locales")
    for ledger in open_ledgers(root)[0].values():
        ledger.accept(ledger.pending())
    return open_library(root)


def shelf_of(library: Library, root: Path = ROOT) -> Shelf:
    """A shelf with the policies of this library, and no others."""
    shelf = Shelf(root)
    shelf.names = list(library.policies)
    shelf._opened = {(): library}
    shelf._opened |= {(name,): replace(library, policies={name: policy}) for name, policy in library.policies.items()}
    return shelf


@cache
def _source() -> Source:
    return read_yaml(FILE)
