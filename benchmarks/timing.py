"""The time of one `decide`: runs inside Pyodide too."""

import json
from datetime import date
from statistics import median
from time import perf_counter

from checker.core.engine.decide import decide
from checker.core.model.serial import read_policy


def decide_time(model: str, answers: str, times: int) -> float:
    """Seconds for one `decide` of the policy in `model` (JSON) with `answers` (JSON): the median of `times`."""
    policy, known, taken = read_policy(json.loads(model)), json.loads(answers), []
    for _ in range(times):
        start = perf_counter()
        decide(policy, known, date(2026, 11, 22))
        taken.append(perf_counter() - start)
    return median(taken)
