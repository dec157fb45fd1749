"""The scripts of pages, one by one, in Node: each promise that no page in a browser would miss in time (`units/`)."""

import subprocess

import pytest

from checker.places import NODE, ROOT

UNITS = sorted((ROOT / "tests" / "units").glob("*.test.mjs"))


@pytest.mark.parametrize("path", UNITS, ids=lambda path: path.name.partition(".")[0])
def test_the_scripts_keep_their_promises(path):
    done = subprocess.run([NODE, "--test", "--test-reporter=spec", path], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stdout[-4000:]
