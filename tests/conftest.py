"""What the tests share."""

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings

from checker.build.library import Library, open_library
from checker.build.shelf import Shelf

sys.path.insert(0, str(Path(__file__).parent))


# No test fails because a machine is slow.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
settings.register_profile("mutants", deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library()


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf()
