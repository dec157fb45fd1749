"""Decision diagrams against the functions that they stand for."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from checker.core.model.diagram import Restriction, Space, leaves, nodes_of, support
from checker.core.model.truth import both, either, negate

WIDTHS = (2, 3, 2)
POINTS = list(product(*map(range, WIDTHS)))
tables = st.lists(st.booleans(), min_size=len(POINTS), max_size=len(POINTS)).map(
    lambda bits: dict(zip(POINTS, bits, strict=True))
)
knowledge = st.dictionaries(st.sampled_from(range(3)), st.integers(0, 1))


def build(space, table, prefix=()):
    if len(prefix) == len(WIDTHS):
        return table[prefix]
    fact = len(prefix)
    return space.node(fact, tuple(build(space, table, (*prefix, branch)) for branch in range(WIDTHS[fact])))


def evaluate(diagram, point):
    rest = Restriction(dict(enumerate(point)))(diagram)
    assert not nodes_of([rest])
    return rest


@given(tables, tables)
def test_combining_is_pointwise(one, two):
    space = Space()
    left, right = build(space, one), build(space, two)
    for function, operator in ((both, lambda a, b: a and b), (either, lambda a, b: a or b)):
        combined = space.combine(function, left, right)
        assert all(evaluate(combined, point) is operator(one[point], two[point]) for point in POINTS)


@given(tables)
def test_equal_functions_are_the_same_object(table):
    space = Space()
    diagram = build(space, table)
    assert space.combine(negate, space.combine(negate, diagram)) is diagram


@given(tables, knowledge)
def test_a_restriction_is_exact(table, known):
    rest = Restriction(known)(build(Space(), table))
    points = [point for point in POINTS if all(point[fact] == value for fact, value in known.items())]
    assert leaves(rest) == {table[point] for point in points}
    hanging = {
        fact
        for fact in range(3)
        if fact not in known
        for point, other in product(points, points)
        if table[point] != table[other] and all(point[each] == other[each] for each in range(3) if each != fact)
    }
    assert support([rest]) == hanging


def test_true_and_one_are_different_leaves():
    space = Space()
    assert nodes_of([space.node(0, (True, 1))])
    assert space.node(0, (True, 2)) is not space.node(0, (1, 2))
