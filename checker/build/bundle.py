"""What the checker page loads for Python: its files, and the digests by which the browser checks them."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from checker.build.folders import Files, folder_name, integrity
from checker.build.library import ROOT, Library
from checker.build.releases import releases
from checker.build.runtime import quick
from checker.build.runtime.quick import RUNTIME, TRIMMED
from checker.build.wheel import build_wheel
from checker.core.messages import Words

RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
KNOWN_ENDINGS = {".mjs": ".js", ".wasm": ".bin", ".zip": ".bin", ".whl": ".bin", ".mo": ".bin"}
"""What takes the place of the endings for which many hosts have no type, or a wrong one."""


def bundle(library: Library, words: Words) -> dict[str, Any]:
    """The files as paths below the assets folder, the reader's language first, and the digest of each path."""
    languages = dict.fromkeys((words.language, *library.words))
    names = {kind: folder_name(kind, files) for kind, files in _files(library).items()}
    engine = names["engine"]
    return {
        **names,
        "language": words.language,
        "lock": _lock(),
        "wheel": f"{engine}/{_published(_wheel())}",
        "models": [f"{engine}/{policy}.json" for policy in library.policies],
        "words": [f"{engine}/words.{language}.json" for language in languages],
        "catalogues": [f"{engine}/messages.{language}.bin" for language in languages],
        "digests": _digests(bundle_files(library)),
    }


def make_quick_files(library: Library) -> None:
    """Make what starts Python quickly, if need be. Raises RuntimeProblem."""
    quick.make_quick_files(_wheel(), library.folder)


def bundle_files(library: Library) -> Files:
    """Each file by its path below the assets folder."""
    kinds = _files(library).items()
    return {f"{folder_name(kind, files)}/{name}": path for kind, files in kinds for name, path in files.items()}


def _files(library: Library) -> dict[str, Files]:
    """By folder, so that a new policy leaves the runtime as it is in the browser's cache."""
    made = quick.find_quick_files(_wheel(), library.folder)
    packed = [path for path in made if path.name.removesuffix(".gz") in (*RUNTIME_FILES, TRIMMED)]
    own = [path for path in made if path not in packed]
    return {
        "runtime": _by_name([*(RUNTIME / name for name in RUNTIME_FILES), *packed]),
        "engine": _by_name([_wheel(), *library.folder.iterdir(), *own]),
        "history": _by_name(releases()),
    }


def _by_name(paths: Iterable[Path]) -> Files:
    return {_published(path): path for path in sorted(paths)}


def _published(path: Path) -> str:
    """Its name in the site. A .gz is named by what is in it."""
    return re.sub(r"\.[a-z]+(?=(\.gz)?$)", lambda found: KNOWN_ENDINGS.get(found[0], found[0]), path.name, count=1)


@cache
def _lock() -> dict[str, Any]:
    """What the runtime wants to know of itself: its own lock file, without the packages that nobody here asks for."""
    lock = json.loads((RUNTIME / "pyodide-lock.json").read_text(encoding="utf-8"))
    return {"info": lock["info"], "packages": {}}


@cache
def _wheel() -> Path:
    return build_wheel(ROOT / ".cache" / "wheel")


def _digests(files: Files) -> dict[str, str]:
    """The digest of each path; that of a .gz also allows the unpacked file, as some hosts have browsers unpack it."""
    found = {path: integrity(source) for path, source in files.items()}
    plain = {path: found.get(path.removesuffix(".gz"), "") for path in found if path.endswith(".gz")}
    return {**found, **{path: f"{found[path]} {digest}" for path, digest in plain.items()}}
