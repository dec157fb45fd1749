"""Where released versions are kept: the model in `checker/policies/history/<policy>-<version>.json`.

The texts of its clauses are in `clauses/` beside it, under the same name: `{language: {clause: text}}`. What it changed
is in `changes/`; `checker/diff/history.py` describes it.
"""

import json
import re
from collections.abc import Iterator
from pathlib import Path

from checker.policy.plain_text import ALLOWED, MARKUP
from checker.policy.problems import Place, Problem

TEXT = re.compile(r'"((?:[^"\\]|\\.)*)"')


def archive(root: Path) -> Path:
    """The folder, in the project at `root`."""
    return root / "checker" / "policies" / "history"


def releases(root: Path) -> list[Path]:
    """The models of all released versions."""
    return sorted(archive(root).glob("*.json"))


def releases_of(policy: str, root: Path) -> dict[str, Path]:
    """The model of each released version of the policy."""
    named = {path: path.stem.rpartition("-") for path in releases(root)}
    return {version: path for path, (name, _, version) in named.items() if name == policy}


def in_order(policy: str, root: Path) -> list[Path]:
    """The models of the released versions of the policy, the oldest first."""
    found = releases_of(policy, root)
    return [found[version] for version in sorted(found, key=_numbers)]


def last_release_path(policy: str, root: Path) -> Path | None:
    """Where the model of the newest released version is kept; None where none has been released."""
    return next(reversed(in_order(policy, root)), None)


def clause_texts(model: Path) -> Path:
    """The file with the texts of the clauses of that released model."""
    return model.parent / "clauses" / model.name


def kept_changes(model: Path) -> Path:
    """The file with what that released model changed."""
    return model.parent / "changes" / model.name


def archive_problems(root: Path) -> Iterator[Problem]:
    """Every text of a released version that is not plain: no compiler looks at these again."""
    beside = (kept for each in releases(root) for kept in (clause_texts(each), kept_changes(each)))
    for path in [*releases(root), *(each for each in beside if each.exists())]:
        text = path.read_text(encoding="utf-8", errors="replace")
        try:
            json.loads(text)
        except ValueError as error:
            yield Problem(Place(path), f"This is no compiled model: {error}.", "Restore it from the history.")
        for found in TEXT.finditer(text):
            if MARKUP.search(found[1]):
                line, column = (
                    text.count("\n", 0, found.start()) + 1,
                    found.start() - text.rfind("\n", 0, found.start()),
                )
                yield Problem(Place(path, line, column), f"“{found[1]}” holds markup.", ALLOWED)


def _numbers(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]
