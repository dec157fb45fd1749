"""What the tests share."""

import sys
from datetime import date
from pathlib import Path

import pytest

from checker.build.library import ROOT, Library, open_library, policy_files

sys.path.insert(0, str(Path(__file__).parent))

POLICIES = [path.stem for path in policy_files()]
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT
