"""`make mutants-core`: how many mutants of the engine's code (mutmut's) the tests find out, and which they do not.

Those in core_survivors.yaml are known, each with the reason. Any other fails the run, and so does a listed one that is
found out. The score counts every mutant: a listed one is not found out either.
"""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from mutmut.mutation.data import SourceFileMutationData
from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

from checker.policy.source import read_yaml

SURVIVORS = Path(__file__).parent / "core_survivors.yaml"
CORE = Path("checker/core")
LEAST = 0.95
ALIVE = (0, 5, 33, None)
"""mutmut's codes for: no test fails, none reaches it (twice), not run."""
Found = dict[str, bool]
"""By mutant: whether it is found out."""


def main(modules: list[str]) -> int:
    """Run the mutants of these modules of the engine, or of all; 1 where something is not as it should be."""
    os.nice(10)
    patterns = [f"checker.core.{name}.*" for name in modules]
    subprocess.run([Path(sys.executable).with_name("mutmut"), "run", *patterns], check=True)
    names = modules or core_modules()
    faults = list(judged(dict(map(_results, names)), read_yaml(SURVIVORS).data))
    print("\n".join(faults))
    return bool(faults)


def core_modules() -> list[str]:
    """The modules of the engine, those in folders too, as `checker.core` names them."""
    return [".".join(path.relative_to(CORE).with_suffix("").parts) for path in sorted(CORE.rglob("*.py"))]


def judged(results: dict[str, Found], known: dict[str, dict[str, str]]) -> Iterator[str]:
    """Print the figures; what is not as it should be."""
    every, listed = Counter[bool](), 0
    for module, found in results.items():
        yield from _faults(module, found, known.get(module, {}))
        _print_score(module, Counter(found.values()), len(known.get(module, {})))
        every, listed = every + Counter(found.values()), listed + len(known.get(module, {}))
    if _print_score("All of them", every, listed) < LEAST:
        yield f"Less than {LEAST:.0%} are found out."


def _faults(module: str, found: Found, listed: dict[str, str]) -> Iterator[str]:
    alive = [mutant for mutant, is_found in found.items() if not is_found]
    yield from (f"{module}: nobody finds out “{mutant}”." for mutant in alive if mutant not in listed)
    yield from (f"{module}: “{mutant}” is listed, but no survivor." for mutant in listed if mutant not in alive)


def _print_score(name: str, count: Counter[bool], listed: int) -> float:
    """Print both scores, and return that of all mutants."""
    score, differing = count[True] / max(count.total(), 1), count[True] / max(count.total() - listed, 1)
    print(f"{name}: {count[True]} of {count.total()} mutants are found out, {score:.2%}; {listed} are listed", end="")
    print(f", {differing:.2%} of the others.")
    return score


def _results(module: str) -> tuple[str, Found]:
    data = SourceFileMutationData(path=CORE / f"{module.replace('.', '/')}.py")
    data.load()
    return module, _named(data.path, data.exit_code_by_key)


def _named(path: Path, codes: Mapping[str, int | None]) -> Found:
    """The mutants by their names in core_survivors.yaml; those of one name get a number."""
    seen, found = Counter[str](), Found()
    for key, code in codes.items():
        name = _name(path, key)
        seen[name] += 1
        found[f"{name} ({seen[name]})" if seen[name] > 1 else name] = code not in ALIVE
    return found


def _name(path: Path, key: str) -> str:
    """The function, and the changed lines: `Class.function: - before + after`. mutmut's numbers change with edits."""
    function, owner = orig_function_and_class_names_from_key(key)
    lines = get_diff_for_mutant(key, path=path).splitlines()[2:]
    changed = (f"{line[0]} {line[1:].strip()}" for line in lines if line[0] in "+-")
    return f"{f'{owner}.' if owner else ''}{function}: {' '.join(changed)}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
