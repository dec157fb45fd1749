"""Proofs grow with the text of a policy, not with its combinations; `make bench-scale` measures more of it."""

import pytest

from benchmarks.proof import AXES, MOST_GROWTH, figures, growth

SIZES = (10, 20, 40, 80)


def test_the_exponent_is_that_of_a_power():
    assert growth(SIZES, [size**1.5 for size in SIZES]) == pytest.approx(1.5)


@pytest.mark.slow
@pytest.mark.parametrize("axis", AXES)
def test_proofs_grow_little_faster_than_the_policy(axis):
    found = [figures(axis, size) for size in SIZES]
    assert [each["failures"] for each in found] == [[]] * len(SIZES)
    assert growth(SIZES, [each["verify"] for each in found]) <= MOST_GROWTH
