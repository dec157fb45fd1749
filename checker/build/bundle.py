"""What the checker page loads for Python: its files, and the digests by which the browser checks them."""

import json
import shutil
from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from checker.build.library import ROOT, Library
from checker.build.runtime.quick import RUNTIME, make_quick_files
from checker.build.wheel import build_wheel
from checker.core.messages import Words

RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")


def bundle(library: Library, words: Words) -> dict[str, Any]:
    """The files as paths below the assets folder, the reader's language first, and the digest of each path."""
    languages = dict.fromkeys((words.language, *library.words))
    return {
        "language": words.language,
        "lock": _lock(),
        "wheel": _wheel().name,
        "models": [f"library/{policy}.json" for policy in library.policies],
        "words": [f"library/words.{language}.json" for language in languages],
        "catalogues": [f"library/messages.{language}.mo" for language in languages],
        "digests": _digests(_sources(library)),
    }


def quick_files(library: Library) -> Path:
    """The folder of what starts Python quickly, made if need be. Raises RuntimeProblem."""
    return make_quick_files(_wheel(), library.folder)


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
        **{f"runtime/{path.name}": path for path in sorted(quick_files(library).iterdir())},
        _wheel().name: _wheel(),
    }


@cache
def _lock() -> dict[str, Any]:
    """What the runtime wants to know of itself: its own lock file, without the packages that nobody here asks for."""
    lock = json.loads((RUNTIME / "pyodide-lock.json").read_text(encoding="utf-8"))
    return {"info": lock["info"], "packages": {}}


@cache
def _wheel() -> Path:
    return build_wheel(ROOT / ".cache" / "wheel")


def _digests(sources: dict[str, Path]) -> dict[str, str]:
    """The digest of each path; that of a .gz also allows the unpacked file, as some hosts have browsers unpack it."""
    found = {path: _digest(source, source.stat().st_mtime_ns) for path, source in sources.items()}
    plain = {path: found.get(path.removesuffix(".gz"), "") for path in found if path.endswith(".gz")}
    return {**found, **{path: f"{found[path]} {digest}" for path, digest in plain.items()}}


@cache
def _digest(path: Path, changed: int) -> str:
    """The digest as Subresource Integrity writes it, of the file as it was `changed` (ns)."""
    return "sha256-" + b64encode(sha256(path.read_bytes()).digest()).decode()
