"""What a policy costs in the page: its weight, and a verdict of it in Pyodide under Node, with near misses too."""

import json
import subprocess
from pathlib import Path
from random import Random

import brotli

from benchmarks.case import TODAY
from checker.core.model.policy import Policy
from checker.core.model.serial import write_policy
from checker.library.wheel import build_wheel
from checker.places import NODE, ROOT
from checker.proof.cover import complete
from checker.proof.explore import Exploration
from checker.proof.witness import Answers, raw_answers
from checker.runtime.quick import RUNTIME

CASES, TIMES = 100, 5


def measure_page(policy: Policy, folder: Path) -> str:
    """The figures in words; files for them go into the folder."""
    model, cases = folder / "model.json", folder / "cases.json"
    model.write_text(json.dumps(write_policy(policy), ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
    drawn = _drawn(policy)
    cases.write_text(json.dumps(drawn), encoding="utf-8")
    decide = _in_node(model, json.dumps(drawn[0]), "decide_time", CASES)
    near = _in_node(model, str(cases), "near_time", TIMES)
    weight = len(brotli.compress(model.read_bytes())) / 1000
    return (
        f"a decision {decide * 1000:.1f} ms, with near misses {near * 1000:.1f} ms at 99 %, {weight:.1f} kB of brotli"
    )


def _in_node(model: Path, answers: str, name: str, times: int) -> float:
    script, wheel = ROOT / "benchmarks" / "decide.mjs", build_wheel(ROOT / ".cache" / "wheel")
    command = [NODE, script, RUNTIME, wheel, model, answers, str(times), name]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def _drawn(policy: Policy) -> list[Answers]:
    """Complete answers by chance, the same each time."""
    exploration, chance = Exploration(policy), Random(policy.id)  # noqa: S311
    ways = (complete(exploration, {}, lambda at: chance.randrange(exploration.sizes[at])) for _ in range(CASES))
    return [raw_answers(policy, way, TODAY) for way in ways]
