"""`make mutants`, of the rules: how many mutants of the policies are found out, and which are not.

Those in survivors.yaml are known, each with the reason why it does no harm. Any other fails the run, and so does a
listed one that is found out.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from checker.library.library import policy_files
from checker.policy.source import read_yaml
from mutants.judge import ALIKE, NOBODY, killer
from mutants.policies import Mutant, policy_mutants

SURVIVORS = Path(__file__).parent / "survivors.yaml"
LEAST = 0.99


def main(policies: list[str]) -> int:
    """Judge all mutants of these policies, or of all; 1 where something is not as it should be."""
    known = read_yaml(SURVIVORS).data
    with ProcessPoolExecutor(initializer=os.nice, initargs=(10,)) as workers:
        faults = [
            fault
            for path in policy_files()
            if path.stem in (policies or [path.stem])
            for fault in _run(workers, path, known.get(path.stem, {}))
        ]
    print("\n".join(faults))
    return bool(faults)


def _run(workers: ProcessPoolExecutor, path: Path, known: dict[str, str]) -> Iterator[str]:
    mutants = list(policy_mutants(read_yaml(path).data))
    killers = list(workers.map(killer, [path.stem] * len(mutants), mutants, chunksize=8))
    yield from judged(path.stem, mutants, killers, known)


def judged(policy: str, mutants: list[Mutant], killers: list[str], known: dict[str, str]) -> Iterator[str]:
    """Print the figures; what is not as it should be."""
    count = Counter(killers)
    alive = [mutant.name for mutant, by in zip(mutants, killers, strict=True) if by == NOBODY]
    score = 1 - len(alive) / (len(mutants) - count[ALIKE])
    print(f"{policy}: {len(mutants)} mutants, {dict(count)}; {score:.2%} of those that differ are found out.")
    if score < LEAST:
        yield f"{policy}: less than {LEAST:.0%} are found out."
    yield from (f"{policy}: nobody finds out “{name}”." for name in alive if name not in known)
    yield from (f"{policy}: “{name}” is listed, but no survivor." for name in known if name not in alive)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
