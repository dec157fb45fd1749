"""The guide to a first policy: its files and commands, in their order, in a copy of the project."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from project import copy_sources

from checker.places import ROOT
from checker.review.ledger import open_ledgers

pytestmark = pytest.mark.slow

GUIDE = ROOT / "reference" / "first-policy.md"
STEP = re.compile(r"(?:^`(?P<file>[\w./-]+)`:\n\n)?^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
POLICY, CLAUSES = "nimbus", 12


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    root: Path = tmp_path_factory.mktemp("first")
    copy_sources(root)
    (root / ".venv").symlink_to(ROOT / ".venv")
    return root


def run(root: Path, commands: str) -> str:
    """What the commands print, with what people call `checker`; each must do its work. No pages: they take minutes."""
    function = f'checker() {{ "{sys.executable}" -m checker "$@"; }}; make() {{ test "$*" = pages; }}\n'
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    command = ["bash", "-e", "-o", "pipefail", "-c", function + commands]
    environment = {**inherited, "PYTHONPATH": str(root)}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{commands}\n{done.stdout[-9000:]}\n{done.stderr[-9000:]}"
    return done.stdout


def test_the_guide_works_as_it_is_written(project):
    printed, files = "", 0
    for step in STEP.finditer(GUIDE.read_text(encoding="utf-8")):
        if step["file"]:
            assert (project / step["file"]).exists()  # begun by the command
            (project / step["file"]).write_text(step["text"], encoding="utf-8")
            files += 1
        elif step["kind"] == "sh":
            printed = run(project, step["text"])
        elif step["kind"] == "text":
            assert printed.startswith(step["text"])
    assert files == 4
    status = run(project, "checker status || true")
    assert f"{POLICY} cannot be compiled" not in status
    assert f"docs/es/{POLICY}/index.md:2:1: This page is still in English." in status
    assert f"docs/en/{POLICY}" not in status and f"checker/policies/{POLICY}.yaml" not in status


def test_its_policy_has_as_many_clauses_as_the_guide_says(project):
    ledger = open_ledgers(project)[0][POLICY]
    assert len(ledger.clauses["en"]) == CLAUSES
    ledger.accept(ledger.pending())
    assert not ledger.pending()
    run(project, f"checker check {POLICY} --answers - <<< '{{}}'; checker verify {POLICY}")
