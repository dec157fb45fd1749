"""How often the finder understands what people type: by policy and language, on lines worked with and lines kept aside.

`make bench-words` prints it, and the time of one look-up in the browser's Python.
"""

import json
import subprocess
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from checker.core.words.finder import Index, find
from checker.languages import LANGUAGES
from checker.library.library import open_library
from checker.library.opened import Library
from checker.places import NODE, ROOT

LINES = ROOT / "tests" / "words"
KEPT = {
    "worked with": LINES,
    "kept aside": LINES / "aside",
    "aside later": LINES / "later",
    "aside last": LINES / "last",
}
"""Nobody looks at any but the first while words are written. Each was written later than the one before, by others."""
Line = dict[str, Any]
COLUMNS = ("first", "of three", "nothing", "only wrong")


def main() -> None:
    """Print a table for each collection of lines, and the times."""
    library = open_library()
    for title, folder in KEPT.items():
        print(f"\n{title:<16}{'lines':>7}" + "".join(f"{column:>12}" for column in (*COLUMNS, "none right")))
        total = Counter[str]()
        for policy, language in _pairs(library):
            counts = tally(read_index(library, policy, language), lines(folder / f"{policy}.{language}.jsonl"))
            total += counts
            print(_row(f"{policy} {language}", counts))
        print(_row("all", total))
    print(f"\nOne look-up in the browser's Python: {_time_in_pyodide(library)}")


def read_index(library: Library, policy: str, language: str) -> Index:
    """The finder's index."""
    index: Index = json.loads((library.folder / "find" / f"{policy}.{language}.json").read_text(encoding="utf-8"))
    return index


def lines(path: Path) -> list[Line]:
    """Each with the `words` typed, the options that are right (`want`), and whether it fits none (`kind`)."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


def tally(index: Index, asked: Iterable[Line]) -> Counter[str]:
    """How many lines there are, and how the finder does on them: what counts is what a page would show."""
    counts = Counter[str]()
    for line in asked:
        found, want = [option for option, _ in find(index, line["words"])], {*line["want"]}
        if line["kind"] == "none":
            counts["none"] += 1
            counts["none right"] += not found or found[0] == index["not_listed"]
            continue
        counts["lines"] += 1
        counts["first"] += not want.isdisjoint(found[:1])
        counts["of three"] += not want.isdisjoint(found[:3])
        counts["nothing"] += not found
        counts["only wrong"] += bool(found) and want.isdisjoint(found)
    return counts


def _pairs(library: Library) -> list[tuple[str, str]]:
    return [(policy, language) for policy in library.policies for language in LANGUAGES]


def _row(name: str, counts: Counter[str]) -> str:
    shares = [f"{100 * counts[column] / max(1, counts['lines']):.0f} %" for column in COLUMNS]
    none = f"{counts['none right']} of {counts['none']}"
    return f"{name:<16}{counts['lines']:>7}" + "".join(f"{share:>12}" for share in (*shares, none))


def _time_in_pyodide(library: Library) -> str:
    """Of every line, in the largest index."""
    index = max((library.folder / "find").iterdir(), key=lambda path: path.stat().st_size)
    program = ROOT / "checker" / "core" / "words" / "finder.py"
    typed = [line["words"] for path in sorted(LINES.glob("*.jsonl")) for line in lines(path)]
    done = subprocess.run(
        [NODE, ROOT / "benchmarks" / "words.mjs", program, index],
        input=json.dumps(typed),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


if __name__ == "__main__":
    main()
