"""Where the checkers made by others lie; `tests/install-outside.sh` puts them there."""

import shutil
from pathlib import Path

import pytest

from checker.places import ROOT

FOLDER = ROOT / ".cache" / "outside"
SITE = ROOT / "site"


def program(name: str) -> str:
    """The path of an installed program; without it, the test is skipped."""
    return shutil.which(name, path=str(FOLDER / "python" / "bin")) or shutil.which(name) or _skip(name)


def package(path: str) -> Path:
    """A file of an npm package; without it, the test is skipped."""
    found = FOLDER / "node_modules" / path
    return found if found.exists() else _skip(path)


def _skip(name: str) -> None:
    pytest.skip(f"{name} is not installed: make .cache/outside/.ready")
