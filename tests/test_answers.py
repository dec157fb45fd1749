"""Answers: what is refused in which words, and that each class of values has a value of its own."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from acme import compiled
from shared import POLICIES, TODAY

from checker.core.engine.answers import LONGEST, InputError, class_of, classify, nearest, printable, shown
from checker.core.model.classes import class_count, value_of
from checker.core.model.words import Words

ISSUES = {"a": "", "bcde": ""}


def fact_of(**changes):
    return replace(compiled().fact("role"), id="it", **changes)


@pytest.mark.parametrize(
    ("changes", "value", "said"),
    [
        ({"type": "yes/no"}, "yes", "“yes” is not an answer to it; it takes true or false."),
        ({"type": "yes/no"}, 1, "“1” is not an answer to it; it takes true or false."),
        ({"type": "choice", "options": ISSUES}, True, "“true” is not an answer to it; it takes one of: a, bcde."),
        (
            {"type": "ordered", "options": ISSUES},
            "bcd",
            "“bcd” is not an answer to it; it takes one of: a, bcde. Did you mean “bcde”?",
        ),
        (
            {"type": "choice", "options": {"b" * 60: ""}},
            "b" * 60 + "x" * 90,
            f"“{'b' * 60}…” is not an answer to it; it takes one of: {'b' * 60}. Did you mean “{'b' * 60}”?",
        ),
        (
            {"type": "integer", "minimum": 0, "maximum": 4000},
            4001,
            "“4001” is not an answer to it; it takes a whole number from 0 to 4,000.",
        ),
        (
            {"type": "integer", "minimum": -5, "maximum": 0},
            False,
            "“false” is not an answer to it; it takes a whole number from -5 to 0.",
        ),
        (
            {"type": "date", "max_today": True},
            "2026-11-23",
            "“2026-11-23” is not an answer to it; it takes a date written YYYY-MM-DD, not after 2026-11-22.",
        ),
        ({"type": "date"}, [1], "“[…]” is not an answer to it; it takes a date written YYYY-MM-DD."),
    ],
)
def test_a_refusal_word_by_word(changes, value, said):
    fact = fact_of(**changes)
    with pytest.raises(InputError) as refused:
        class_of(compiled(), fact, value, TODAY)
    assert str(refused.value) == refused.value.message(Words()) == f"Policy acme: {said}"


@pytest.mark.parametrize(
    ("changes", "classes"),
    [
        ({"type": "yes/no", "options": {}}, {True: 0, False: 1}),
        ({"type": "ordered", "options": ISSUES}, {"a": 0, "bcde": 1}),
        ({"type": "integer", "minimum": 2, "maximum": 9, "cuts": (5, 7)}, {2: 0, 4: 0, 5: 1, 6: 1, 7: 2, 9: 2}),
        ({"type": "date", "max_today": True}, {"2026-11-22": 0}),
    ],
)
def test_the_classes_of_values(changes, classes):
    fact = fact_of(**changes)
    for value, group in classes.items():
        assert class_of(compiled(), fact, value, TODAY) == group
    assert class_count(fact) == len(set(classes.values()))


def test_all_problems_are_told_at_once():
    policy = compiled()
    with pytest.raises(InputError) as refused:
        classify(policy, {"isue": "x", "role": "nobody", "issue": None}, TODAY)
    facts = ", ".join(fact.id for fact in policy.facts)
    assert str(refused.value) == (
        f"Policy acme has no fact “isue”; the facts are: {facts}. Did you mean “issue”? "
        "Policy acme: “nobody” is not an answer to role; it takes one of: partner, end-user."
    )


def test_answers_have_a_greatest_length():
    with pytest.raises(InputError) as refused:
        classify(compiled(), {"role": "x" * (LONGEST - 3)}, TODAY)
    assert str(refused.value) == "The answers are longer than 2,000 characters in all."
    with pytest.raises(InputError, match="not an answer to role"):
        classify(compiled(), {"role": "x" * (LONGEST - 4)}, TODAY)


def test_values_are_shown_on_one_line():
    assert [shown(each) for each in (True, False, [1], {"a": 1}, None, 1.5)] == [
        "true", "false", "[…]", "{…}", "None", "1.5",
    ]  # fmt: skip
    assert printable("a\nb\u202ec") == "a�b�c"
    assert (printable("x" * 60), printable("x" * 61)) == ("x" * 60, "x" * 60 + "…")
    assert (nearest("abc", ["abd", "abcc"], Words()), nearest("q", ["a"], Words())) == (" Did you mean “abcc”?", "")


@pytest.mark.parametrize("policy", POLICIES)
@pytest.mark.parametrize("today", [TODAY, date(2028, 2, 29), date(2027, 3, 31)])
def test_each_class_has_a_value_of_its_own(library, policy, today):
    model = library.policies[policy]
    for fact in model.facts:
        for group in range(class_count(fact)):
            value = value_of(fact, group, today)
            assert class_of(model, fact, value, today) == group
            if fact.type == "date":
                after = date.fromisoformat(value) + timedelta(days=1)
                assert after > today or class_of(model, fact, after.isoformat(), today) < group


def test_the_value_of_a_class_of_numbers_is_its_first():
    fact = fact_of(type="integer", minimum=2, maximum=9, cuts=(5, 7))
    assert [value_of(fact, group, TODAY) for group in range(3)] == [2, 5, 7]
