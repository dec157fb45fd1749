"""Names that several test modules use."""

import copy
import gettext
import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from plain import read

from checker.core.model.words import Words
from checker.library.library import policy_files
from checker.places import ROOT
from checker.runtime.setting import VARIABLE, quick_start

POLICIES = [path.stem for path in policy_files()]
LARGEST = max(policy_files(), key=lambda path: path.stat().st_size).stem
EACH_POLICY = [pytest.param(name, marks=pytest.mark.unmutated) if name == LARGEST else name for name in POLICIES]
"""For tests of the engine on every policy: where mutants of its code are judged, the largest takes too long."""
COMPARED, TABLED = ([path.stem for path in policy_files() if part in read(path)] for part in ("compare", "tables"))
"""Those that stand in the comparison, and those that have tables."""

TODAY = date(2026, 11, 22)

needs_quick_files = pytest.mark.skipif(not quick_start(), reason=f"the site is built with {VARIABLE}=no")

in_browsers = pytest.mark.parametrize("browser", ["chromium", "firefox"], indirect=True)
in_chromium_first = pytest.mark.parametrize(
    "browser", ["chromium", pytest.param("firefox", marks=pytest.mark.slow)], indirect=True
)

WEBKIT = ("WebKitWebDriver", "Xvfb")
LACKING = [name for name in WEBKIT if not shutil.which(name)]
needs_webkit = pytest.mark.skipif(bool(LACKING), reason=f"Debian's webkit2gtk-driver and xvfb: no {LACKING}")
in_webkit = pytest.mark.parametrize("browser", [pytest.param("webkit", marks=needs_webkit)], indirect=True)

needs_git = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
needs_history = pytest.mark.skipif(
    not (shutil.which("git") and (ROOT / ".git").exists()), reason="git is not installed, or this is no clone"
)


def published(name: str) -> Path:
    """A file that the built site has for Python."""
    (path,) = (ROOT / "site" / "assets" / "checker").glob(f"*/{name}")
    return path


def quick_first(first: object, *others: object) -> list[Any]:
    """Cases of one kind: the first in `make test`, all in `make test-all`."""
    rest = (each if isinstance(each, tuple) else (each,) for each in others)
    return [first, *(pytest.param(*each, marks=pytest.mark.slow) for each in rest)]


def trials(few: int, many: int) -> pytest.MarkDecorator:
    """How often a test that draws at random draws: in `make test`, and in `make test-all`."""
    return pytest.mark.parametrize("trials", [few, pytest.param(many, marks=pytest.mark.slow)])


class Untranslated(gettext.NullTranslations):
    """Refuses what a catalogue does not have, where gettext would give the English."""

    def gettext(self, message: str) -> str:
        raise AssertionError(f"In no catalogue: {message}")

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        return self.gettext(singular)


def strict(words: Words) -> Words:
    """The words, with a test's failure for each message that is not translated."""
    if words.language == "en":
        return words
    catalogue = copy.copy(words.catalogue)
    catalogue.add_fallback(Untranslated())
    return replace(words, catalogue=catalogue)
