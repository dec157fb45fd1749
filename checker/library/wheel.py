"""The engine as a wheel, for Python in the browser: the package `checker` with nothing but `core`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from hatchling.builders.wheel import WheelBuilder

import checker
from checker.moment import VARIABLE
from checker.places import ROOT


def build_wheel(folder: Path) -> Path:
    """Build the wheel into `folder`; the same bytes for the same sources, whichever commit they are of."""
    config = {
        "project": {"name": "support-coverage-core", "version": checker.__version__, "requires-python": ">=3.11"},
        "tool": {"hatch": {"build": {"targets": {"wheel": {"only-include": ["checker/core", "checker/__init__.py"]}}}}},
    }
    builder = WheelBuilder(str(ROOT), config=config)
    with undated():
        return Path(next(iter(builder.build(directory=str(folder), versions=["standard"]))))


@contextmanager
def undated() -> Iterator[None]:
    """Without a date from outside, hatchling dates every file 2 February 2020."""
    given = os.environ.pop(VARIABLE, None)
    try:
        yield
    finally:
        if given is not None:
            os.environ[VARIABLE] = given
