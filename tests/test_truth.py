"""Truth tables of the three-valued logic."""

import pytest

from checker.core.model.truth import both, either, negate

T, F, U = True, False, None


@pytest.mark.parametrize(("value", "expected"), [(T, F), (F, T), (U, U)])
def test_negate(value, expected):
    assert negate(value) is expected


AND = [(T, T, T), (T, F, F), (T, U, U), (F, T, F), (F, F, F), (F, U, F), (U, T, U), (U, F, F), (U, U, U)]
OR = [(T, T, T), (T, F, T), (T, U, T), (F, T, T), (F, F, F), (F, U, U), (U, T, T), (U, F, U), (U, U, U)]


@pytest.mark.parametrize(("left", "right", "expected"), AND)
def test_both(left, right, expected):
    assert both(left, right) is expected


@pytest.mark.parametrize(("left", "right", "expected"), OR)
def test_either(left, right, expected):
    assert either(left, right) is expected
