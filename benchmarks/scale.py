"""`make bench-scale`: builds the site with more and more policies, and prints what grows. `N=100` for one more size.

Build times are of the processor, so that other programs on the machine do not count.
"""

import gzip
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.copies import copy_project

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
SIZES = (1, 3, 10)
DECIDE = """
from statistics import median; from time import process_time_ns as clock; from datetime import date
from checker.library.library import open_library; from checker.core.engine.decide import decide
policy, times = open_library().policies["3cx"], []
for _ in range(201):
    start = clock(); decide(policy, {}, date(2026, 11, 22)); times.append(clock() - start)
print(median(times) / 1000)
"""


@dataclass(frozen=True)
class Run:
    """What a program took: seconds of the processor, and the most memory (MB); and what it printed."""

    seconds: float
    memory: float
    said: str


def main() -> None:
    """Measure each size, and print a line for it as soon as it is there."""
    print(f"{'policies':>8}{'pages':>7}{'build':>9}{'again':>9}{'memory':>9}  a page of{'policy':>9}", end="")
    print(f"{'tables':>9}{'checker':>9}{'parcel':>9}{'image':>11}{'decide':>9}{'verify one':>12}", flush=True)
    for times in sorted({*SIZES, int(os.environ.get("N", "1"))}):
        with TemporaryDirectory(prefix="scale-") as folder:
            copy_project(Path(folder), times)
            print(_line(Path(folder), 3 * times), flush=True)


def _line(folder: Path, policies: int) -> str:
    build = _run(folder, "-m", "mkdocs", "build", "-q")
    again = _run(folder, "-m", "mkdocs", "build", "-q")
    decide = float(_run(folder, "-c", DECIDE).said)
    verify = _run(folder, "-m", "checker", "verify", "avanzada7").seconds
    site = folder / "site"
    pages = len(list(site.rglob("index.html")))
    weights = (_weight(site / each / "index.html") for each in ("3cx/levels", "3cx/tables", "checker"))
    (parcel,) = site.glob("assets/checker/*/3cx.es.json")
    (image,) = site.glob("assets/checker/engine.*/image.bin.gz")
    return (
        f"{policies:8}{pages:7}{build.seconds:7.1f} s{again.seconds:7.1f} s{build.memory:6.0f} MB{'':11}"
        + "".join(f"{weight / 1000:6.1f} kB" for weight in (*weights, _weight(parcel)))
        + f"{image.stat().st_size / 1000:8.1f} kB{decide:6.0f} µs{verify:10.1f} s"
    )


def _run(folder: Path, *arguments: str) -> Run:
    """Python, in that folder. Raises RuntimeError with what it said if it fails."""
    with (folder / "said.txt").open("w+", encoding="utf-8") as said:
        started = subprocess.Popen([sys.executable, *arguments], cwd=folder, env=ENVIRONMENT, stdout=said, stderr=said)
        _, status, usage = os.wait4(started.pid, 0)
        said.seek(0)
        text = re.sub(r"\x1b\[[0-9;]*m", "", said.read()).strip()
    if status:
        raise RuntimeError(f"python {' '.join(arguments)[:40]}: {text[-2000:]}")
    return Run(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, text)


def _weight(path: Path) -> int:
    """As a host packs it."""
    return len(gzip.compress(path.read_bytes(), 6))


main()
