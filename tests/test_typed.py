"""How much of the code is typed: of all expressions, those that mypy knows more of than “anything”."""

import re
import subprocess
import sys

import pytest

from checker.places import ROOT

ALL, EACH = 97, 90


@pytest.mark.slow
def test_nearly_all_expressions_are_typed(tmp_path):
    command = [sys.executable, "-m", "mypy", "--any-exprs-report", tmp_path, "--cache-dir", tmp_path / "cache"]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    rows = re.findall(r"^ *(\S+) +\d+ +\d+ +([\d.]+)%$", (tmp_path / "any-exprs.txt").read_text(), re.MULTILINE)
    shares = {name: float(share) for name, share in rows}
    assert len(shares) > 140
    assert shares.pop("Total") >= ALL
    assert not {name: share for name, share in shares.items() if share < EACH}
