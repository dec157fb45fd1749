"""The order in which diagrams ask the facts: small diagrams, the same verdicts, and models of either order."""

import json
from random import Random

from acme import FILE, compiled, edited
from naive import Naive
from shared import TODAY

from checker.core.engine.decide import decide
from checker.core.model.diagram import nodes_of
from checker.core.model.serial import read_policy, write_policy
from checker.diff.changes import Changes
from checker.policy.ordering import diagram_order

PAIRS = 9


def pairs_far_apart(data):
    """Nine pairs of facts, of which the second ones are asked after all the first ones."""
    for letter in ("a", "b"):
        for number in range(PAIRS):
            data["facts"][f"{letter}{number}"] = {**data["facts"]["updated"], "question": f"{letter}{number}?"}
            data["facts"][f"{letter}{number}"].pop("group", None)
    for number in range(PAIRS):
        when = f"a{number} and b{number}"
        data["rules"][f"pair-{number}"] = {"effect": "exclude", "when": when, "clauses": ["logs"]}


def test_facts_that_count_together_are_drawn_together():
    names = [f"{letter}{number}" for letter in "ab" for number in range(PAIRS)]
    order = diagram_order(names, [{f"a{number}", f"b{number}"} for number in range(PAIRS)])
    assert sorted(order) == list(range(2 * PAIRS))
    places = {fact: place for place, fact in enumerate(order)}
    assert {abs(places[number] - places[number + PAIRS]) for number in range(PAIRS)} == {1}


def test_asking_order_is_kept_where_none_is_better():
    assert diagram_order(["a", "b", "c"], [{"a", "b"}, {"b", "c"}, {"c"}]) == ()
    assert diagram_order([], []) == ()


def test_a_policy_is_compiled_in_the_smaller_of_both_orders():
    assert compiled().order == ()
    policy = compiled(pairs_far_apart)
    assert policy.order and len(nodes_of([policy.status])) < 2**PAIRS


def test_the_verdict_does_not_hang_on_the_order():
    policy, naive, chance = compiled(pairs_far_apart), Naive(FILE, edited(pairs_far_apart)), Random(1)
    for _ in range(200):
        answers = {name: chance.choice(naive.values(name, TODAY)) for name in naive.facts}
        assert decide(policy, answers, TODAY).status == naive.judge(answers, TODAY)[0], answers


def test_models_keep_their_order_and_those_without_one_are_in_asking_order():
    policy = compiled(pairs_far_apart)
    data = json.loads(json.dumps(write_policy(policy)))
    assert read_policy(data).order == policy.order
    del data["order"]
    assert read_policy(data).order == ()


def test_versions_in_different_orders_are_compared():
    old, new = compiled(), compiled(pairs_far_apart)
    changes = Changes(old, new)
    assert changes.count.of(changes.anything) > 0
    assert changes.count.of(Changes(new, new).anything) == 0
