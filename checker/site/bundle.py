"""What the checker page loads for Python: its files, and the digests that the browser checks them by."""

import json
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from checker.core.model.words import Words
from checker.library.archive import releases
from checker.library.folders import Files, folder_name, integrity
from checker.library.opened import Library
from checker.library.parcels import parcel_files, parcel_folder
from checker.library.wheel import build_wheel
from checker.places import ROOT
from checker.runtime import quick
from checker.runtime.problem import RuntimeProblem
from checker.runtime.quick import RUNTIME, TRIMMED, runtime_name
from checker.runtime.setting import VARIABLE, quick_start

RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
LOCK = "pyodide-lock.json"
KNOWN_ENDINGS = {".mjs": ".js", ".wasm": ".bin", ".zip": ".bin", ".whl": ".bin", ".mo": ".bin"}
"""What takes the place of the endings for which many hosts have no type, or a wrong one."""
IMAGE = "image.bin"
AHEAD = {"runtime": ("pyodide.js", "trimmed.js", "trimmed.bin"), "engine": (IMAGE,)}
"""The files of the quickest way, by folder."""


def bundle(library: Library, words: Words) -> dict[str, Any]:
    """The files as paths below the assets folder, the reader's language first, and the digest of each path."""
    languages = dict.fromkeys((words.language, *library.words))
    files = _engine_files(library)
    names = {kind: folder_name(kind, found) for kind, found in files.items()}
    engine, digests = names["engine"], _digests(_in_folders(files))
    return {
        **names,
        "language": words.language,
        "lock": _lock(),
        "wheel": f"{engine}/{_published(_wheel())}",
        "words": [f"{engine}/words.{language}.json" for language in languages],
        "catalogues": [f"{engine}/messages.{language}.bin" for language in languages],
        "ahead": _ahead(names, digests),
        "digests": digests,
        "policies": _list(library, words.language),
    }


def _ahead(names: dict[str, str], digests: dict[str, str]) -> dict[str, list[str]]:
    """What the page fetches before Python's worker can, and in which forms; nothing where that has not been made."""
    paths = [f"{names[kind]}/{name}" for kind, files in AHEAD.items() for name in files]
    return {path: _forms(path, digests) for path in paths} if digests.keys() >= set(paths) else {}


def _forms(path: str, digests: dict[str, str]) -> list[str]:
    """Our own .gz, as browsers unpack brotli more slowly; but first the image as a host packs it: so much smaller."""
    packed = f"{path}.gz"
    if packed not in digests:
        return [path]
    return [path, packed] if path.endswith(IMAGE) else [packed]


def _list(library: Library, language: str) -> dict[str, str]:
    """The list of the policies: with any number of them, the page says no more than this."""
    files, name = _lists(library), f"list.{language}.json"
    return {"file": f"{folder_name('policies', files)}/{name}", "digest": integrity(files[name])}


def _lists(library: Library) -> Files:
    return _by_name((library.folder / "lists").iterdir())


def check_runtime() -> None:
    """Raises RuntimeProblem where no page could start the runtime at all, nor anybody understand the setting."""
    quick_start()
    missing = [name for name in (*RUNTIME_FILES, LOCK) if not (RUNTIME / name).exists()]
    if missing:
        raise RuntimeProblem(
            f"{runtime_name()} in {RUNTIME} has no {' and no '.join(missing)}, and cannot start without, also with "
            f"{VARIABLE}=no: ask for another version in package.json, 314.0.0 or newer."
        )


def make_quick_files(library: Library) -> None:
    """Make what starts Python quickly, if need be and if the site gets it. Raises RuntimeProblem."""
    if quick_start():
        quick.make_quick_files(_wheel(), library.folder / "engine", releases(ROOT))


def bundle_files(library: Library) -> Files:
    """Each file by its path below the assets folder."""
    kinds = {**_engine_files(library), "policies": _lists(library)}
    parcels = [parcel_files(policy, library.folder, ROOT) for policy in library.policies]
    return _in_folders(kinds) | {f"{parcel_folder(each)}/{name}": each[name] for each in parcels for name in each}


def _in_folders(kinds: dict[str, Files]) -> Files:
    return {f"{folder_name(kind, files)}/{name}": path for kind, files in kinds.items() for name, path in files.items()}


def _engine_files(library: Library) -> dict[str, Files]:
    """By folder, so that an edit of the engine leaves the runtime as it is in the browser's cache."""
    words = library.folder / "engine"
    made = quick.find_quick_files(_wheel(), words, releases(ROOT)) if quick_start() else []
    packed = [path for path in made if path.name.removesuffix(".gz") in (*RUNTIME_FILES, *TRIMMED.values())]
    own = [path for path in made if path not in packed]
    return {
        "runtime": _by_name([*(RUNTIME / name for name in RUNTIME_FILES), *packed]),
        "engine": _by_name([_wheel(), *words.iterdir(), *own]),
    }


def _by_name(paths: Iterable[Path]) -> Files:
    return {_published(path): path for path in sorted(paths)}


def _published(path: Path) -> str:
    """Its name in the site. A .gz is named by what is in it."""
    return re.sub(r"\.[a-z]+(?=(\.gz)?$)", lambda found: KNOWN_ENDINGS.get(found[0], found[0]), path.name, count=1)


@cache
def _lock() -> dict[str, Any]:
    """What the runtime wants to know of itself: its own lock file, without the packages that nobody here asks for."""
    lock = json.loads((RUNTIME / LOCK).read_text(encoding="utf-8"))
    return {"info": lock["info"], "packages": {}}


@cache
def _wheel() -> Path:
    return build_wheel(ROOT / ".cache" / "wheel")


def _digests(files: Files) -> dict[str, str]:
    """The digest of each path; that of a .gz also allows the unpacked file, as some hosts have browsers unpack it."""
    found = {path: integrity(source) for path, source in files.items()}
    plain = {path: found.get(path.removesuffix(".gz"), "") for path in found if path.endswith(".gz")}
    return {**found, **{path: f"{found[path]} {digest}" for path, digest in plain.items()}}
