"""The modules that pages and workers start with: each with all that it imports, in one file, and in short.

A page asked for twenty modules one after another, which took longer than to run them.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from checker.build.folders import Files, folder_name
from checker.build.library import ROOT

WEB = ROOT / "checker" / "web"
STARTED = ("site.js", "checker.js", "doctor.js", "terms.js", "worker.js", "search-worker.js")
TOOL = ROOT / "node_modules" / ".bin" / "esbuild"
OPTIONS = ("--bundle", "--format=esm", "--minify", "--charset=utf8", "--log-level=error")
CACHE = ROOT / ".cache" / "scripts"


class ScriptProblem(Exception):
    """What keeps the scripts from being put together; the message says where."""


def modules() -> list[Path]:
    """The files, made if need be. Raises ScriptProblem."""
    folder = CACHE / folder_name("made", _sources())
    if not folder.exists():
        _make(folder)
    return [folder / name for name in STARTED]


def _make(folder: Path) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as draft:
        made = Path(draft, "made")
        _bundle(made)
        if not folder.exists():
            made.rename(folder)


def _bundle(folder: Path) -> None:
    node = Path(sys.executable).with_name("node")
    command: list[Path | str] = [node, TOOL, *(WEB / name for name in STARTED), *OPTIONS, f"--outdir={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise ScriptProblem(f"The scripts of the pages cannot be put together.\n{done.stderr.strip()}")


def _sources() -> Files:
    tool = ROOT / "node_modules" / "esbuild" / "package.json"
    return {path.name: path for path in (*WEB.glob("*.js"), tool, Path(__file__))}
