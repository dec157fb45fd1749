"""A slow machine fails nothing: tests that wait, and those that draw at random, beside a load of eight on its cores."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from checker.places import ROOT

STRESS = shutil.which("stress-ng") or ""
DRAWING = ("tests/test_diagram.py",)
WAITING = ("tests/browser/test_start.py",)
"""Short: whatever runs beside them waits five times as long."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not STRESS, reason="stress-ng is not installed (Debian: apt-get install stress-ng)"),
]


@pytest.fixture(scope="module")
def load() -> Iterator[None]:
    """Eight processes that take all the time they get; they stop by themselves, should nobody stop them."""
    stress = subprocess.Popen([STRESS, "--cpu", "8", "--timeout", "20m", "--quiet"])
    yield
    stress.terminate()
    stress.wait()


@pytest.mark.usefixtures("load")
@pytest.mark.parametrize("modules", [DRAWING, pytest.param(WAITING, marks=pytest.mark.browser)], ids=["draw", "wait"])
def test_nothing_fails_on_a_machine_that_is_busy(modules: tuple[str, ...]) -> None:
    ours = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-m", "not slow", *modules]
    done = subprocess.run(command, cwd=ROOT, env=ours, capture_output=True, text=True)
    assert not done.returncode, done.stdout[-8000:]
