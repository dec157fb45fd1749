"""`python -m benchmarks.proof`: proves generated policies that grow along one axis at a time, and prints what grows.

Then one that is large in every way, and a real one beside twenty prerequisites; each is also compared with itself after
an edit. `--prerequisites N` makes and proves that last one alone, with so many. Seconds are of the
processor, so that other programs on the machine do not count; the loop of reference, printed first, says how quick the
machine is. It fails where a property does, or where a proof takes more, or grows faster, than it may.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from math import log2
from pathlib import Path
from statistics import linear_regression
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks import generated
from benchmarks.case import POLICY
from benchmarks.generated import Data
from benchmarks.page import measure_page
from checker.core.model.diagram import nodes_of
from checker.core.model.policy import Policy
from checker.diff.report import report
from checker.diff.sides import Edition
from checker.places import ROOT
from checker.policy.clauses import Clauses
from checker.policy.source import Source
from checker.proof.prove import prove

SIZES = (10, 20, 40, 80)
LARGE = (80, 250, 20)
PREREQUISITES = 20
TODAY = date(2026, 11, 22)
LOOP = 10_000_000
MOST_SECONDS, MOST_MEMORY, MOST_GROWTH = 60, 1024, 1.5
"""Of one proof, seconds and megabytes; and the exponent with which seconds grow along an axis."""
AXES: dict[str, tuple[bool, Callable[[Data, int], None]]] = {
    "facts": (False, generated.add_facts),
    "rules": (True, generated.add_rules),
    "prerequisites": (False, generated.add_prerequisites),
    "terms and offers": (True, generated.add_offers),
}
"""By axis, whether it needs choices to be about, and what makes it grow."""


def main() -> int:
    """Print a line for each policy as soon as it is proven, each in a program of its own; 1 where one fails."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proof", description=__doc__)
    parser.add_argument("--prerequisites", type=int, metavar="N", help="that one policy alone, with N prerequisites")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_measure(options.one[0], int(options.one[1]))))
        return 0
    print(f"A loop of {LOOP // 1_000_000} million additions: {_reference():.2f} s")
    print(f"{'':24}{'nodes':>8}{'verify':>10}{'diff':>9}{'memory':>9}  answer sets", flush=True)
    return 1 if list(_faults(options.prerequisites)) else 0


def _faults(prerequisites: int | None) -> Iterator[str]:
    """All that is not as it should be, printed as soon as it is found."""
    if prerequisites is None:
        for axis in AXES:
            yield from _grow(axis)
        yield from _print("large", LARGE[0]).faults
    yield from _print_beside(PREREQUISITES if prerequisites is None else prerequisites)


def _print_beside(prerequisites: int) -> list[str]:
    """Its line, and how it does in the page."""
    line = _print("prerequisites beside", prerequisites)
    with TemporaryDirectory(prefix="proof-") as folder:
        found = measure_page(generated.compiled(*generated.beside(POLICY, prerequisites)), Path(folder))
    print(f"{'':24}in the page: {found}", flush=True)
    return line.faults


def _grow(axis: str) -> list[str]:
    lines = [_print(axis, size) for size in SIZES]
    seconds = [line.seconds for line in lines]
    steps = ", ".join(f"{log2(after / before):.2f}" for before, after in pairwise(seconds))
    fitted = growth(SIZES, seconds)
    print(f"{'':24}exponent {fitted:.2f}; at each doubling {steps}", flush=True)
    return _said([fault for line in lines for fault in line.faults], fitted <= MOST_GROWTH, f"grows by {fitted:.2f}")


def growth(sizes: Sequence[float], seconds: Sequence[float]) -> float:
    """The exponent of a power of the size that comes nearest to the seconds (least squares of their logarithms)."""
    return linear_regression(list(map(log2, sizes)), list(map(log2, seconds))).slope


@dataclass(frozen=True)
class Line:
    """What a line says: the seconds of a proof, and what is not as it should be."""

    seconds: float
    faults: list[str]


def _print(name: str, size: int) -> Line:
    found = figures(name, size)
    line = f"{found['nodes']:8,}{found['verify']:8.2f} s{found['diff']:7.2f} s{found['memory']:6.0f} MB"
    print(f"{name:20}{size:4}{line}  {found['answer_sets']:.3g}", flush=True)
    faults = [fault for failure in found["failures"] for fault in _said([], False, failure)]
    faults = _said(faults, max(found["verify"], found["diff"]) <= MOST_SECONDS, f"more than {MOST_SECONDS} s")
    return Line(found["verify"], _said(faults, found["memory"] <= MOST_MEMORY, f"more than {MOST_MEMORY} MB"))


def figures(name: str, size: int) -> dict[str, Any]:
    """Those of that policy, measured in a program of its own; `failures` are the properties that fail."""
    command = [sys.executable, "-m", "benchmarks.proof", "--one", name, str(size)]
    found: dict[str, Any] = json.loads(
        subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout
    )
    return found


def _said(faults: list[str], holds: bool, otherwise: str) -> list[str]:
    """The faults, with this one, printed, where it does not hold."""
    if holds:
        return faults
    print(f"{'':24}FAILED: {otherwise}", flush=True)
    return [*faults, otherwise]


def _measure(name: str, size: int) -> dict[str, object]:
    with TemporaryDirectory(prefix="proof-") as folder:
        source, clauses, docs = _made(name, size, Path(folder))
        start = time.process_time()
        policy = generated.compiled(source, clauses)
        subject = generated.to_prove(policy, source, clauses, docs)
        failures = [failure.what for _, proof in prove(subject) for failure in proof.failures]
        proven = time.process_time()
        _compare(policy, source, clauses)
    return {
        "nodes": len(nodes_of(_diagrams(policy))),
        "verify": proven - start,
        "diff": time.process_time() - proven,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "answer_sets": float(sum(subject.exploration.answer_sets.values())),
        "failures": failures,
    }


def _made(name: str, size: int, folder: Path) -> tuple[Source, Clauses, Path]:
    """The file of the policy, its clauses, and the folder with its pages."""
    if name == "prerequisites beside":
        return *generated.beside(POLICY, size), ROOT / "docs"
    if name == "large":
        return *generated.alone(generated.mixed(*LARGE), folder), folder
    with_choices, add = AXES[name]
    data = generated.base()
    if with_choices:
        generated.add_choices(data)
    add(data, size)
    return *generated.alone(data, folder), folder


def _compare(policy: Policy, source: Source, clauses: Clauses) -> None:
    """With what it is when its last rule is turned around."""
    *_, (name, rule) = source.data["rules"].items()
    rules = {**source.data["rules"], name: {**rule, "when": f"not ({rule['when']})"}}
    new = generated.compiled(replace(source, data={**source.data, "rules": rules}), clauses)
    report(Edition({policy.id: policy}), Edition({policy.id: new}), TODAY)


def _diagrams(policy: Policy) -> Iterator[object]:
    yield policy.status
    yield from policy.matters
    yield from (rule.active for rule in policy.rules)


def _reference() -> float:
    start, found = time.process_time(), 0
    for each in range(LOOP):
        found += each
    return time.process_time() - start


if __name__ == "__main__":
    sys.exit(main())
