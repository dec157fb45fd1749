"""A history of the made-up policy: of its versions the second gives other verdicts, the third has other words."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import acme
from edits import longer_notice

from checker.core.model.policy import Policy
from checker.core.model.words import Clause, Words
from checker.diff.history import History, read_history, write_changes
from checker.diff.releases import write_release
from checker.library.archive import archive
from checker.library.opened import Library

VERSIONS = ("2026.10", "2026.11", "2027.01")
DAYS = (date(2026, 10, 5), date(2026, 11, 22), date(2027, 1, 15))
ADDED, CHANGED, GONE = "added-later", "changed-twice", "gone"
"""Clauses that only some of the versions have, beside those of the policy."""
TEXTS = (
    {CHANGED: "A clause of five words.", GONE: "This goes <away>."},
    {CHANGED: "A clause of six words.", ADDED: "This comes & stays."},
    {CHANGED: "A sentence of six words.", ADDED: "This comes & stays."},
)


def write_history(root: Path, library: Library) -> History:
    """Release the three versions in the project at `root`."""
    shutil.rmtree(archive(root), ignore_errors=True)
    for policy, texts, day in zip(policies(), TEXTS, DAYS, strict=True):
        spoken = {language: _with_texts(words, texts) for language, words in library.words.items()}
        write_release(policy, spoken, root)
        write_changes(policy, spoken, day, root)
    return read_history("acme", root)


def policies() -> list[Policy]:
    """The versions."""
    edits = (longer_notice, acme.unedited, acme.unedited)
    return [acme.compiled(edit, version=version) for edit, version in zip(edits, VERSIONS, strict=True)]


def _with_texts(words: Words, texts: dict[str, str]) -> Words:
    added = {name: Clause(text, f"acme/support/#{name}") for name, text in texts.items()}
    return replace(words, clauses={"acme": {**words.clauses["acme"], **added}})
