"""The time of one `decide`: runs inside Pyodide too."""

import json
from datetime import date
from statistics import median
from time import perf_counter

from checker.core.engine.decide import decide
from checker.core.engine.near import BETTER, near_misses
from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy


def decide_time(model: str, answers: str, times: int) -> float:
    """Seconds for one `decide` of the policy in `model` (JSON) with `answers` (JSON): the median of `times`."""
    policy, known, taken = read_policy(json.loads(model)), json.loads(answers), []
    for _ in range(times):
        start = perf_counter()
        decide(policy, known, date(2026, 11, 22))
        taken.append(perf_counter() - start)
    return median(taken)


def near_time(model: str, cases: str, times: int) -> float:
    """Seconds for a verdict with its near misses, the quickest of so many `times`: of 99 % of the `cases` (JSON)."""
    policy, taken = read_policy(json.loads(model)), []
    for answers in json.loads(cases):
        if decide(policy, answers, date(2026, 11, 22)).status in BETTER:
            taken.append(min(_near_time(policy, answers) for _ in range(times)))
    return sorted(taken)[len(taken) * 99 // 100]


def _near_time(policy: Policy, answers: dict[str, object]) -> float:
    start = perf_counter()
    near_misses(decide(policy, answers, date(2026, 11, 22)))
    return perf_counter() - start
