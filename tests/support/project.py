"""A copy of the project, to be built elsewhere."""

import os
import subprocess
from pathlib import Path

from checker.places import ROOT


def sources() -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def copy_sources(target: Path) -> None:
    for name in sources():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((ROOT / name).read_bytes())
    (target / "node_modules").symlink_to(ROOT / "node_modules")


def run_in(root: Path, *command: str | Path) -> str:
    """Run the command in the project at `root`; it must do its work. What it prints."""
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST")}
    environment = {**inherited, "PYTHONPATH": str(root), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-20_000:] + done.stderr[-20_000:]
    return done.stdout
