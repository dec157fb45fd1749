"""The worked cases in one test a policy, for mutants of the engine: to find hundreds of tests by name takes long."""

import pytest
from shared import POLICIES
from worked_cases import departures, read_cases

from checker.core.engine.decide import decide


@pytest.mark.parametrize("policy", POLICIES)
def test_the_worked_cases(library, policy):
    for case in read_cases(policy):
        assert not departures(case, decide(library.policies[policy], case.data["answers"], case.today))
