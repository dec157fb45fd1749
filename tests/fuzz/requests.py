"""Requests to the clerk, most of them broken in one place or several."""

import json
from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

from checker.core.model.policy import Fact, Policy

DATES = ["2026-11-22", "2026-11-23", "0001-01-01", "9999-12-31", "0000-00-00", "9999-99-99", "2026-02-30", "+1e9-01-01"]
DATES += ["2024-02-29", "20261122", "2026-W47-7", "-0001-01-01", "２０２６-11-22", "2026-11-22T00:00", "", "today"]
MOMENTS = ["2026-11-22T12:00:00+00:00", "2026-11-22T12:00", "9999-12-31T23:59:59+00:00", "0001-01-01T00:00:00+23:59"]
MOMENTS += ["9999-12-31T24:00+00:00", "2026-11-23T09:30-23:59", "2026-11-23T09:30:00.123456-05:00:01.5", "now", ""]
ROOTS = ["", "https://example.org/", "javascript:alert(1)", "\u202e", "\ud800", "x" * 3000]
TEXTS = ["", " ", "\0", "\ud800", "\udfff\ud800", "\u202eabc", "x" * 2001, "<img src=x onerror=injected=1>", "%s"]
TEXTS += ["{0.__class__}", "__proto__", "constructor", "{}", "'", "\r\n", "null", "\U0010ffff", "a\u0300" * 500]
TEXTS += ["ａｕｄｉｏ", "１２"]
NUMBERS: list[Any] = [0, -1, 1, 2**31, 2**63, -(2**64), 10**300, 1e308, -0.0, 0.1, 1e999, float("nan"), float("-inf")]
ELSE: list[Any] = [None, True, False, [], {}, [[]], {"": {}}, [None] * 1000, {"__class__": 1}]
WHOLE = ["", " ", "null", "[]", "0", '"', "{", "}", "[" * 100_000, '{"a":' * 100_000, "{}{}", "\ufeff{}", "\0"]
WHOLE += ['{"policy": "acme", "policy": "acme"}', '{"today": ' + "9" * 5000 + "}", "NaN", "-", "1e", '{"a": "\\ud800"}']
WHOLE += ["\ud800"]


def requests(policies: Mapping[str, Policy], count: int, seed: str) -> Iterator[str]:
    """So many requests, the same for the same seed."""
    chance = Random(seed)
    return (_request(policies, chance) for _ in range(count))


def _request(policies: Mapping[str, Policy], chance: Random) -> str:
    if chance.random() < 0.03:
        return chance.choice(WHOLE)
    policy = chance.choice(list(policies.values()))
    data: dict[str, Any] = {
        "policy": policy.id,
        "answers": _answers(policy, chance),
        "today": chance.choice(DATES[:4]),
        "now": chance.choice(MOMENTS),
        "root": "https://example.org/",
        "link": chance.choice([None, {"version": "2020.01", "answers": {"role": "partner"}}]),
    }
    for _ in range(chance.choice([0, 0, 1, 1, 2])):
        _spoil(data, chance)
    return _broken(json.dumps(data), chance) if chance.random() < 0.1 else json.dumps(data)


def _answers(policy: Policy, chance: Random) -> dict[str, Any]:
    """Answers to some of the questions, now and then to one that there is not."""
    asked = chance.sample(policy.facts, chance.randrange(len(policy.facts) + 1))
    found = {fact.id: _answer(fact, chance) for fact in asked}
    if chance.random() < 0.1:
        found[chance.choice(TEXTS)] = _anything(chance)
    if chance.random() < 0.01:
        found |= {f"{chance.choice(TEXTS)}{number}": number for number in range(2000)}
    return found


def _answer(fact: Fact, chance: Random) -> Any:
    if chance.random() < 0.05:
        return _anything(chance)
    right = {"yes/no": [True, False], "integer": [fact.minimum, fact.maximum, 1], "date": DATES[:3]}
    return chance.choice([None, *right.get(fact.type, fact.options)])


def _anything(chance: Random) -> Any:
    if chance.random() < 0.02:
        return _nested(chance.choice([10, 500, 900]))
    return chance.choice(chance.choice([TEXTS, NUMBERS, ELSE, DATES]))


def _nested(depth: int) -> Any:
    found: Any = "deep"
    for level in range(depth):
        found = {"a": found} if level % 2 else [found]
    return found


def _spoil(data: dict[str, Any], chance: Random) -> None:
    """Take a key out, put anything in its place, or break what it holds."""
    key = chance.choice([*data, "extra"])
    options = [
        lambda: data.pop(key, None),
        lambda: data.update({key: _anything(chance)}),
        lambda: data.update(today=chance.choice(DATES), now=chance.choice(MOMENTS), root=chance.choice(ROOTS)),
        lambda: data.update(link={"version": _anything(chance), "answers": {"role": _anything(chance)}}),
        lambda: data.update(link={"version": "2020.01", "answers": _anything(chance)}),
    ]
    chance.choice(options)()


def _broken(text: str, chance: Random) -> str:
    """The text with something cut out, repeated or put in."""
    start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    return chance.choice([text[:start], text[:start] + text[end:], text[:end] + text[start:], f"{text[:start]}\0"])
