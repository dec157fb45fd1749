"""`make mutants-site`: plants each breakage of `plants.py` in a copy of the project; the test it names must fail."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from checker.places import ROOT
from mutants.plants import PLANTS, Plant

SHARED = (".venv", "node_modules", ".cache")
FOUND, MISSED = "found", "NOT FOUND"
WANTED = 0.9


def copy_project(target: Path) -> None:
    """All sources, the built site, and what is only read, by links."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    for name in subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, target / name)
    for name in SHARED:
        (target / name).symlink_to(ROOT / name)
    shutil.copytree(ROOT / "site", target / "site")


def plant(project: Path, breakage: Plant) -> tuple[Path, str]:
    """Break it; gives the file and its text before. Raises LookupError where there is nothing to break any more."""
    for path in sorted(project.glob(breakage.files)):
        text = path.read_text(encoding="utf-8")
        if breakage.old in text:
            path.write_text(text.replace(breakage.old, breakage.new, 1), encoding="utf-8")
            return path, text
    raise LookupError(f"No file {breakage.files} has “{breakage.old}” any more: mend tests/mutants/plants.py.")


def run(project: Path, *command: str) -> int:
    """The exit status of a Python module, of that project."""
    own = {"PYTHONPATH": str(project), "NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=os.environ | own, capture_output=True, check=False
    ).returncode


def tested(project: Path, test: str) -> int:
    """The exit status of a test: 1 where it fails."""
    return run(project, "pytest", "-n0", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *shlex.split(test))


def verdict(project: Path, breakage: Plant) -> str:
    """Whether the plant's own test, which passes without it, finds it."""
    path, text = plant(project, breakage)
    try:
        broken = breakage.built and run(project, "mkdocs", "build", "--quiet", "--strict")
        return FOUND if broken or tested(project, breakage.test) == 1 else MISSED
    finally:
        path.write_text(text, encoding="utf-8")


def main(words: list[str]) -> int:
    """Print what becomes of each plant whose place or test has one of the words; all, without any."""
    chosen = [each for each in PLANTS if not words or any(word in f"{each.files} {each.test}" for word in words)]
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        project.mkdir()
        copy_project(project)
        sound = {test: tested(project, test) for test in {each.test for each in chosen}}
        if failing := [test for test, status in sound.items() if status]:
            print("These tests fail before anything is planted:", *failing, sep="\n  ")
            return 1
        found = 0
        for breakage in chosen:
            said = verdict(project, breakage)
            found += said == FOUND
            print(f"{said:9}  {breakage.files}: {breakage.old.strip()[:60]!r}  ({breakage.test})", flush=True)
    print(f"{found} of {len(chosen)} found by what make test runs")
    return 0 if found >= WANTED * len(chosen) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
