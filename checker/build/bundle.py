"""What the checker page loads for Python: its files, and the digests by which the browser checks them."""

import shutil
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.build.library import ROOT, Library
from checker.build.wheel import build_wheel
from checker.core.messages import Words

RUNTIME = ROOT / "node_modules" / "pyodide"
RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def bundle(library: Library, words: Words) -> dict[str, Any]:
    """The files as paths below the assets folder, the reader's language first, and the digest of each path."""
    languages = dict.fromkeys((words.language, *library.words))
    return {
        "wheel": _wheel().name,
        "models": [f"library/{policy}.json" for policy in library.policies],
        "words": [f"library/words.{language}.json" for language in languages],
        "catalogues": [f"library/messages.{language}.mo" for language in languages],
        "digests": {path: _digest(source, source.stat().st_mtime_ns) for path, source in _sources(library).items()},
    }


def write_bundle(library: Library, target: Path) -> None:
    """Copy the files into the assets folder `target`."""
    for path, source in _sources(library).items():
        (target / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, target / path)


def _sources(library: Library) -> dict[str, Path]:
    """Where each path comes from."""
    return {
        **{f"runtime/{name}": RUNTIME / name for name in RUNTIME_FILES},
        **{f"library/{path.name}": path for path in sorted(library.folder.iterdir())},
        _wheel().name: _wheel(),
    }


@cache
def _wheel() -> Path:
    return build_wheel(ROOT / ".cache" / "wheel")


@cache
def _digest(path: Path, changed: int) -> str:
    """The digest as Subresource Integrity writes it, of the file as it was `changed` (ns)."""
    return "sha256-" + b64encode(sha256(path.read_bytes()).digest()).decode()
