"""What git knows of the project: whether it has a history here, and how a clause read before."""

import subprocess
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import ParseError

from checker.policy.clauses import PageClause, statements
from checker.policy.reviews import fingerprint

LONGEST = 100
"""How many versions of a page are looked at."""


def has_history(folder: Path) -> bool:
    """Whether git is installed and keeps the history of this folder."""
    return bool(_git(folder, "rev-parse", "--git-dir"))


def former_text(clause: PageClause, recorded: str) -> str:
    """The text of the clause that has this fingerprint; empty where the history does not have it."""
    page = clause.place.path
    for revision in _git(page.parent, "log", f"--max-count={LONGEST}", "--format=%H", "--", page.name).split():
        for text in _texts(_git(page.parent, "show", f"{revision}:./{page.name}"), clause.id):
            if fingerprint(text) == recorded:
                return text
    return ""


def _texts(page: str, clause: str) -> Iterator[str]:
    try:
        yield from (text for name, text in statements(page) if name == clause)
    except ParseError:
        return


def _git(folder: Path, *arguments: str) -> str:
    """What git says; nothing where there is no git, or no history."""
    try:
        command = ["git", "-C", str(folder), *arguments]
        return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False).stdout
    except OSError:
        return ""
