"""`python -m benchmarks.proof`: proves generated policies that grow along one axis at a time, and prints what grows.

Then one that is large in every way, and a real one beside twenty prerequisites; each is also compared with itself after
an edit. `--prerequisites N` makes and proves that last one alone, with so many. Seconds are of the
processor, so that other programs on the machine do not count; the loop of reference, printed first, says how quick the
machine is.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from math import log2
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import generated
from benchmarks.case import POLICY
from benchmarks.generated import Data
from benchmarks.page import measure_page
from checker.core.model.diagram import nodes_of
from checker.core.model.policy import Policy
from checker.diff.report import report
from checker.diff.sides import Edition
from checker.places import ROOT
from checker.policy.references import Clauses
from checker.policy.source import Source
from checker.proof.prove import prove

SIZES = (10, 20, 40, 80)
LARGE = (80, 250, 20)
PREREQUISITES = 20
TODAY = date(2026, 11, 22)
LOOP = 10_000_000
AXES: dict[str, tuple[bool, Callable[[Data, int], None]]] = {
    "facts": (False, generated.add_facts),
    "rules": (True, generated.add_rules),
    "prerequisites": (False, generated.add_prerequisites),
    "terms and offers": (True, generated.add_offers),
}
"""By axis, whether it needs choices to be about, and what makes it grow."""


def main() -> None:
    """Print a line for each policy as soon as it is proven, each in a program of its own, for its memory."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.proof", description=__doc__)
    parser.add_argument("--prerequisites", type=int, metavar="N", help="that one policy alone, with N prerequisites")
    parser.add_argument("--one", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.one:
        print(json.dumps(_measure(options.one[0], int(options.one[1]))))
        return
    print(f"A loop of {LOOP // 1_000_000} million additions: {_reference():.2f} s")
    print(f"{'':24}{'nodes':>8}{'verify':>10}{'diff':>9}{'memory':>9}  answer sets", flush=True)
    if options.prerequisites is not None:
        _print_beside(options.prerequisites)
        return
    for axis in AXES:
        _grow(axis)
    _print("large", LARGE[0])
    _print_beside(PREREQUISITES)


def _print_beside(prerequisites: int) -> None:
    """Its line, and how it does in the page."""
    _print("prerequisites beside", prerequisites)
    with TemporaryDirectory(prefix="proof-") as folder:
        found = measure_page(generated.compiled(*generated.beside(POLICY, prerequisites)), Path(folder))
    print(f"{'':24}in the page: {found}", flush=True)


def _grow(axis: str) -> None:
    seconds = [_print(axis, size) for size in SIZES]
    exponents = [log2(after / before) for before, after in pairwise(seconds)]
    whole = log2(seconds[-1] / seconds[0]) / log2(SIZES[-1] / SIZES[0])
    print(f"{'':24}exponent {whole:.2f}; at each doubling {', '.join(f'{each:.2f}' for each in exponents)}", flush=True)


def _print(name: str, size: int) -> float:
    """The line of that policy; gives the seconds of its proof."""
    command = [sys.executable, "-m", "benchmarks.proof", "--one", name, str(size)]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT).stdout)
    line = f"{found['nodes']:8,}{found['verify']:8.2f} s{found['diff']:7.2f} s{found['memory']:6.0f} MB"
    print(f"{name:20}{size:4}{line}  {found['answer_sets']:.3g}", flush=True)
    for failure in found["failures"]:
        print(f"{'':24}FAILED: {failure}")
    return float(found["verify"])


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
    main()
