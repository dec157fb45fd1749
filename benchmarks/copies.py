"""A copy of the project with more policies: each of its own several times, under other ids, in every language."""

import re
import shutil
from pathlib import Path

from checker.languages import LANGUAGES
from checker.library.library import policy_files
from checker.places import ROOT
from checker.policy.reviews import records_path

SOURCES = ("checker", "docs", "locales", "mkdocs.yml", "pyproject.toml")
OUTSIDE = "\nnot_in_nav: |\n  *-copy-*/\n"
"""As the README asks of a site with many policies: the navigation stands in every page."""


def copy_project(folder: Path, times: int) -> None:
    """Copy what the site is built from into `folder`, with `times` as many policies."""
    for name in SOURCES:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    with (folder / "mkdocs.yml").open("a", encoding="utf-8") as settings:
        settings.write(OUTSIDE)
    for path in policy_files(folder):
        for number in range(2, times + 1):
            _copy_policy(path, f"{path.stem}-copy-{number}")


def _copy_policy(path: Path, name: str) -> None:
    """Without its column in the comparison: that page compares a few."""
    folder, text = path.parent, path.read_text(encoding="utf-8")
    text = re.sub(rf"^policy: {path.stem}$", f"policy: {name}", text, flags=re.MULTILINE)
    text = re.sub(r"^compare:\n(?:[ #].*\n|\n)*", "", text, flags=re.MULTILINE)
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    shutil.copy(records_path(path), records_path(folder / f"{name}.yaml"))
    docs = folder.parent.parent / "docs"
    for language in LANGUAGES:
        shutil.copytree(docs / language / path.stem, docs / language / name)
