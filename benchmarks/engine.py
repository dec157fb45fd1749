"""How long one `decide` takes once Python runs, in CPython and in the runtime under Node."""

import json
import subprocess

from benchmarks.case import CASE, POLICY
from benchmarks.timing import decide_time
from checker.library.library import open_library
from checker.library.wheel import build_wheel
from checker.places import NODE, ROOT
from checker.runtime.quick import RUNTIME

TIMES = 300


def decide_times() -> tuple[float, float]:
    """Seconds in CPython and in Pyodide: medians."""
    model, answers = open_library().folder / f"{POLICY}.json", json.dumps(CASE)
    script, wheel = ROOT / "benchmarks" / "decide.mjs", build_wheel(ROOT / ".cache" / "wheel")
    command = [NODE, script, RUNTIME, wheel, model, answers, str(TIMES)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return decide_time(model.read_text(encoding="utf-8"), answers, TIMES), float(said.split()[-1])
