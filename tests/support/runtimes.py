"""The runtime as the quickest start has it."""

import shutil
from pathlib import Path

from checker.places import ROOT
from checker.runtime.quick import PROGRAM, SCRIPT

INSIDE = ROOT / "tests" / "trimmed"


def quickest_runtime(runtime: Path, program: Path, script: Path, folder: Path) -> Path:
    """The runtime as the quickest start has it, in a new folder."""
    shutil.copytree(runtime, folder, ignore=shutil.ignore_patterns("*.map"))
    shutil.copyfile(program, folder / PROGRAM)
    shutil.copyfile(script, folder / SCRIPT)
    return folder
