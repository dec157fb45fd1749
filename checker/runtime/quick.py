"""The files of the quick ways: made by Node from the runtime, the engine's wheel and the library, once for each."""

import hashlib
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import cache, partial
from pathlib import Path

import deflate

from checker.core.model.serial import write_policy
from checker.places import NODE, ROOT, WEB
from checker.runtime.constants import keep_constants
from checker.runtime.functions import count_functions, keep_called, mark_calls
from checker.runtime.image import wake
from checker.runtime.inside.sample import SAMPLE
from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import Program
from checker.runtime.reads import WORD, mark_reads
from checker.runtime.setting import WAY_OUT
from checker.runtime.trim import trim

HERE = Path(__file__).resolve().parent
CALLERS = (WEB / "python" / "clerk.js", WEB / "python" / "image.js", HERE / "image.mjs", HERE / "profile.mjs")
"""Scripts of our own that use what the runtime offers."""
RUNTIME = ROOT / "node_modules" / "pyodide"
SHAKER = ROOT / "node_modules" / "terser" / "package.json"
CACHE = ROOT / ".cache" / "runtime"
KEPT = 3
SMALLEST = 12  # libdeflate's highest level: 4 % fewer bytes than zlib's
LOADER, SCRIPT, PROGRAM, IMAGE = "pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "image.bin"
TRIMMED = {SCRIPT: "trimmed.mjs", PROGRAM: "trimmed.wasm"}
INITIAL = 30 << 20
"""Bytes of memory that an instance starts with. The marks of what is used are at their end."""
PACKED = (LOADER, SCRIPT, PROGRAM, *TRIMMED.values(), "compiled.bin", IMAGE)


def make_quick_files(wheel: Path, library: Path, policies: list[Path]) -> Path:
    """The folder of the quick files for this wheel and library folder, made if need be. Raises RuntimeProblem.

    `policies` are models that show what the engine calls.
    """
    folder = CACHE / _digest(wheel, library, *policies)
    if not folder.exists():
        try:
            _make(wheel, library, policies, folder)
        except Exception as error:  # nobody can foresee how another version's program confuses the tools
            raise RuntimeProblem(_told(error)) from error
    return folder


def _told(error: Exception) -> str:
    reason = str(error) if isinstance(error, RuntimeProblem) else f"{type(error).__name__}: {error}"
    return f"{runtime_name()} cannot be made to start quickly; {WAY_OUT}. The reason: {reason}"


def runtime_name() -> str:
    """What is in the runtime's folder, with its version as far as that is known."""
    path = RUNTIME / "package.json"
    version = json.loads(path.read_text(encoding="utf-8"))["version"] if path.exists() else "of an unknown version"
    return f"Pyodide {version}"


def find_quick_files(wheel: Path, library: Path, policies: list[Path]) -> list[Path]:
    """The same quick files; none where they have not been made."""
    folder = CACHE / _digest(wheel, library, *policies)
    return sorted(folder.iterdir()) if folder.exists() else []


def _make(wheel: Path, library: Path, policies: list[Path], folder: Path) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE, prefix="draft-") as draft, ThreadPoolExecutor() as workers:
        given, runtime, made = Path(draft, "input"), Path(draft, "runtime"), Path(draft, "output")
        shutil.copytree(library, given)
        shutil.copy(wheel, given / "engine.whl")
        (given / "policies").mkdir()
        for path in policies:
            shutil.copy(path, given / "policies")
        # Released models may be older than what the engine can do now.
        (given / "policies" / "sample.json").write_text(json.dumps(write_policy(SAMPLE)), encoding="utf-8")
        made.mkdir()
        _run("compile.mjs", RUNTIME, given, made)
        trim_runtime(runtime)
        shaken = workers.submit(_run, "shake.mjs", runtime / SCRIPT, made / TRIMMED[SCRIPT])
        _run("image.mjs", runtime, given, made)
        (made / TRIMMED[PROGRAM]).write_bytes(_used_only(runtime, given, made))
        shaken.result()
        list(workers.map(partial(_pack, made), PACKED))
        if not folder.exists():
            made.rename(folder)
    _forget_older()


def trim_runtime(runtime: Path) -> None:
    """Write the trimmed runtime, to make the image on, into a new folder."""
    shutil.copytree(RUNTIME, runtime, ignore=shutil.ignore_patterns("*.map"))
    script, *others = (path.read_text(encoding="utf-8") for path in (RUNTIME / SCRIPT, RUNTIME / LOADER, *CALLERS))
    program, script = trim((RUNTIME / PROGRAM).read_bytes(), script, others)
    (runtime / PROGRAM).write_bytes(program)
    (runtime / SCRIPT).write_text(script, encoding="utf-8")


def _used_only(runtime: Path, given: Path, made: Path) -> bytes:
    """The runtime's program without the functions and constants that the engine does not use."""
    program = (runtime / PROGRAM).read_bytes()
    functions, end = count_functions(program), len(Program(program).memory)
    calls = INITIAL - functions
    reads = calls - end // WORD - 1
    (runtime / PROGRAM).write_bytes(mark_reads(mark_calls(program, calls), reads, end))
    _run("profile.mjs", runtime, given, made, str(reads), str(INITIAL - reads))
    marks = (runtime / "used.bin").read_bytes()
    called = keep_called(program, marks[-functions:])
    return keep_constants(called, program, marks[:-functions], *wake((made / IMAGE).read_bytes(), called))


def _forget_older() -> None:
    folders = (path for path in CACHE.iterdir() if not path.name.startswith("draft-"))
    for path in sorted(folders, key=lambda folder: folder.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(path)


def _run(script: str, *given: Path | str) -> None:
    """With the node of our own packages and nothing of the environment, for the same bytes everywhere."""
    command = [NODE, HERE / script, *given]
    done = subprocess.run(command, env={"TZ": "UTC"}, capture_output=True, text=True)
    if done.returncode:
        fault = next((line for line in done.stderr.splitlines() if re.match(r"\w*Error", line)), done.stderr)
        raise RuntimeProblem(f"{HERE / script} failed: {fault}")


def _pack(made: Path, name: str) -> None:
    source = made / name if (made / name).exists() else RUNTIME / name
    (made / f"{name}.gz").write_bytes(deflate.gzip_compress(source.read_bytes(), SMALLEST))


@cache
def _digest(wheel: Path, library: Path, *policies: Path) -> str:
    digest = hashlib.sha256()
    for path in (*_sources(wheel, library), *policies):
        digest.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:20]


def _sources(wheel: Path, library: Path) -> Iterator[Path]:
    yield wheel
    yield from sorted(library.iterdir())
    yield from (WEB / "python" / "clerk.js", WEB / "python" / "image.js", WEB / "python" / "instance.js", SHAKER)
    yield from sorted(path for path in HERE.rglob("*") if path.suffix in {".py", ".mjs"})
    yield from sorted(path for path in RUNTIME.glob("py*") if path.suffix in {".mjs", ".wasm", ".zip"})
