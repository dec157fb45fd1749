"""What the tests share."""

import sys
from pathlib import Path

import pytest

from checker.build.library import Library, open_library

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library()
