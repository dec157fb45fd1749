"""A made-up vendor whose terms differ by plan and severity: its file, compiled as it is or with texts replaced."""

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from broken import Echo

from checker.core.model.policy import Policy
from checker.core.model.words import Clause, Words
from checker.languages import LANGUAGES
from checker.policy.clauses import Clauses, read_clauses
from checker.policy.compile import compile_policy
from checker.policy.source import Source, read_yaml
from checker.policy.written import Written, read_written
from checker.proof.explore import Exploration
from checker.proof.subject import Subject

FOLDER = Path(__file__).parent
FILE = FOLDER / "bolt.yaml"
Change = tuple[str, str]
"""A text in the policy file, and what stands there instead."""


def source(*changes: Change) -> Source:
    """The policy file as read, with these texts replaced, of which each is there once."""
    text = FILE.read_text(encoding="utf-8")
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return read_yaml(FILE, text)


def written(*changes: Change) -> Written:
    """What stands in the policy file."""
    return read_written(source(*changes))


@cache
def compiled(*changes: Change) -> Policy:
    """The policy."""
    return compile_policy(written(*changes), clauses())


def subject(*changes: Change) -> Subject:
    """The policy, to be proven."""
    words = {language: replace(spoken_in(language), catalogue=Echo()) for language in LANGUAGES}
    return Subject(Exploration(compiled(*changes)), written(*changes), docs(), words)


def spoken_in(language: str) -> Words:
    """Words of a language in which every message is said as in English."""
    texts = {name: Clause(clause.text, clause.href(language)) for name, clause in clauses()[language].items()}
    return Words(language, clauses={"bolt": texts})


@cache
def clauses() -> Clauses:
    """The clauses of its pages, in every language."""
    return read_clauses(docs(), "bolt")[0]


def docs() -> Path:
    """The folder of its pages, which are the same in every language."""
    return Path(_pages().name)


@cache
def _pages() -> TemporaryDirectory[str]:
    folder: TemporaryDirectory[str] = TemporaryDirectory()
    for language in LANGUAGES:
        shutil.copytree(FOLDER / "pages", Path(folder.name) / language / "bolt")
    return folder
