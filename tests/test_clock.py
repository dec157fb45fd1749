"""A day that passes fails nothing: the tests, and a build without git, with the clock at days to come."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from checker.moment import VARIABLE
from checker.places import ROOT

FAKETIME = shutil.which("faketime") or ""
EVERYTHING = "not browser and not slow and not unfaked"
QUICK = f"{EVERYTHING} and not uncounted"  # without long comparisons of evaluators, which are given their day
SOURCES = ("docs", "checker", "locales", "deploy", "mkdocs.yml", "pyproject.toml")

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not FAKETIME, reason="faketime is not installed (Debian: apt-get install faketime)"),
]


def run_on(day: str, *command: str, folder: Path = ROOT) -> None:
    """Run a Python module as if it was noon of that day. Timers go by the real clock."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", VARIABLE))}
    done = subprocess.run(
        [FAKETIME, "--exclude-monotonic", f"{day} 12:00:00", sys.executable, "-m", *command],
        cwd=folder,
        env=ours | {"PYTHONPATH": str(folder), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
    )
    assert not done.returncode, f"{done.stdout[-8000:]}\n{done.stderr[-2000:]}"


@pytest.mark.parametrize(("day", "which"), [("2027-06-01", QUICK), ("2028-02-29", QUICK), ("2031-01-01", EVERYTHING)])
def test_the_tests_pass_on_a_day_to_come(day, which):
    run_on(day, "pytest", "-p", "no:cacheprovider", "-m", which, "--ignore=tests/browser", "tests")


def test_a_site_that_is_built_in_years_says_that_its_policies_are_to_be_compared_again(tmp_path):
    """As from an archive: without git, the build bears the present day."""
    for name in SOURCES:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    run_on("2031-01-01", "mkdocs", "build", "--quiet", "--strict", folder=tmp_path)
    pages = [page.read_text() for page in (tmp_path / "site").rglob("*.html")]
    notices = [notice for page in pages for notice in re.findall(r"<p [^>]*data-overdue-after[^>]*>", page)]
    assert notices and not [notice for notice in notices if " hidden" in notice]
