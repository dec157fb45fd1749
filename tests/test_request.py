"""Requests: what is refused, to the letter."""

import json

import pytest

from checker.core.engine.answers import InputError
from checker.core.model.words import Words
from checker.core.request import Link, one_of, read_json, read_request

SOUND = {"policy": "acme", "answers": {}, "today": "2026-11-22"}


def refusal(ask, *arguments):
    with pytest.raises(InputError) as refused:
        ask(*arguments)
    return refused.value.message(Words())


def test_a_name_that_is_none_of_the_choices():
    template = "No “{name}” among {allowed}.{hint}"
    assert refusal(one_of, "brissa", ["acme", "brisa"], template) == (
        "No “brissa” among acme, brisa. Did you mean “brisa”?"
    )
    assert refusal(one_of, "other", ["acme", "brisa"], template) == "No “other” among acme, brisa."
    assert one_of("acme", ["acme", "brisa"], template) == "acme"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"a": NaN}', "The answers are not valid JSON (line and column 1:1)."),
        ('{"a":\n 1 2}', "The answers are not valid JSON (line and column 2:4)."),
        ("[]", "The answers must be a JSON object of fact names and values."),
        ('{"a": {"b": 1, "b": 2}}', "“b” appears twice in one JSON object."),
    ],
)
def test_what_is_no_object(text, said):
    assert refusal(read_json, text) == said


def test_a_request_may_have_a_hundred_objects_and_lists_not_counting_those_in_texts(acme):
    def request(lists):
        return json.dumps({**SOUND, "now": ['[{\\"[{', *[[]] * lists]})

    assert read_request(request(97), acme.policies).policy.id == "acme"
    said = "The answers are not valid JSON (line and column 1:1)."
    assert refusal(read_request, request(98), acme.policies) == said


@pytest.mark.parametrize(
    ("version", "taken"),
    [
        ("2026.11", True),
        ("2026.11.3", True),
        ("2026.11.123456789", True),
        ("2026.11.1234567890", False),
        ("2026.1", False),
        ("26.11", False),
        ("x2026.11", False),
        ("2026.11x", False),
        ("2026-11", False),
        (202611, False),
        (None, False),
    ],
)
def test_the_version_of_a_link(acme, version, taken):
    text = json.dumps({**SOUND, "link": {"version": version, "answers": {"role": "partner"}}})
    if taken:
        assert read_request(text, acme.policies).link == Link(version, {"role": "partner"})
    else:
        assert refusal(read_request, text, acme.policies) == "The request's “link” cannot be read."


@pytest.mark.parametrize("answers", [None, [], {"role": 1}, {"role": None}])
def test_the_answers_of_a_link_are_texts(acme, answers):
    text = json.dumps({**SOUND, "link": {"version": "2026.11", "answers": answers}})
    assert refusal(read_request, text, acme.policies) == "The request's “link” cannot be read."


@pytest.mark.parametrize("typed", [1, None, [], "a" * 2001])
def test_what_was_typed(acme, typed):
    assert refusal(read_request, json.dumps({**SOUND, "typed": typed}), acme.policies) == (
        "The request's “typed” cannot be read."
    )
    assert read_request(json.dumps(SOUND), acme.policies).typed == ""
    assert read_request(json.dumps({**SOUND, "typed": "no sound"}), acme.policies).typed == "no sound"


@pytest.mark.parametrize("root", [1, None, "http://x\n/"])
def test_the_root(acme, root):
    assert refusal(read_request, json.dumps({**SOUND, "root": root}), acme.policies) == (
        "The request's “root” cannot be read."
    )
    assert read_request(json.dumps(SOUND), acme.policies).root == ""
