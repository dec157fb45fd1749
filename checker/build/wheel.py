"""The engine as a wheel, for Python in the browser: the package `checker` with nothing but `core`."""

from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

import checker
from checker.build.library import ROOT


def build_wheel(folder: Path) -> Path:
    """Build the wheel into `folder`; the same bytes for the same sources."""
    config = {
        "project": {"name": "support-coverage-core", "version": checker.__version__, "requires-python": ">=3.11"},
        "tool": {"hatch": {"build": {"targets": {"wheel": {"only-include": ["checker/core", "checker/__init__.py"]}}}}},
    }
    builder = WheelBuilder(str(ROOT), config=config)
    return Path(next(iter(builder.build(directory=str(folder), versions=["standard"]))))
