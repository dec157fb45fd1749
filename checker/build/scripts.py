"""The modules that pages and workers start with: each with all that it imports, in one file, and in short.

A page asked for twenty modules one after another, which took longer than to run them.
"""

import hashlib
import subprocess
import tempfile
from functools import cache
from pathlib import Path

from checker.build.library import ROOT

WEB = ROOT / "checker" / "web"
STARTED = ("site.js", "checker.js", "doctor.js", "terms.js", "worker.js", "search-worker.js")
TOOL = ROOT / "node_modules" / ".bin" / "esbuild"
OPTIONS = ("--bundle", "--format=esm", "--minify", "--charset=utf8", "--log-level=error")
CACHE = ROOT / ".cache" / "scripts"


def modules() -> list[Path]:
    """The files, made if need be."""
    folder = CACHE / _digest()
    if not folder.exists():
        _make(folder)
    return [folder / name for name in STARTED]


def _make(folder: Path) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as draft:
        made = Path(draft, "made")
        subprocess.run([TOOL, *(WEB / name for name in STARTED), *OPTIONS, f"--outdir={made}"], check=True)
        if not folder.exists():
            made.rename(folder)


@cache
def _digest() -> str:
    sources = sorted(WEB.glob("*.js"))
    version = (ROOT / "node_modules" / "esbuild" / "package.json").read_bytes()
    listed = [f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}" for path in sources]
    return hashlib.sha256("\n".join((*listed, *OPTIONS)).encode() + version).hexdigest()[:20]
