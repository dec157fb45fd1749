"""Runs inside the pinned runtime, under Node, never in CPython: what was imported so far, as an archive of bytecode."""

import marshal
import py_compile
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType
from zipimport import zipimporter

SAME_MOMENT = (1980, 1, 1, 0, 0, 0)
HEADER = 16
WHOLE = ("checker/", "pyodide/", "_pyodide/")


def write_compiled(target: str) -> None:
    """Write every module of the standard library and of the engine that was imported; stored, for the host to pack."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive, TemporaryDirectory() as folder:
        source, bytecode = Path(folder, "module.py"), Path(folder, "module.pyc")
        for path, text in sorted(_imported()):
            source.write_text(text, "utf-8")
            _compile(source, bytecode, path)
            archive.writestr(zipfile.ZipInfo(f"{path}.pyc", SAME_MOMENT), _without_lines(bytecode.read_bytes()))


def _compile(source: Path, bytecode: Path, path: str) -> None:
    """The standard library goes without docstrings and assertions; engine and runtime stay whole."""
    py_compile.compile(
        str(source),
        str(bytecode),
        f"{path}.py",
        doraise=True,
        optimize=0 if path.startswith(WHOLE) else 2,
        invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH,
    )


def _without_lines(bytecode: bytes) -> bytes:
    """Line numbers serve tracebacks only, and are a seventh of the memory image."""
    code = marshal.loads(bytecode[HEADER:])
    return bytecode[:HEADER] + marshal.dumps(_strip(code))


def _strip(code: CodeType) -> CodeType:
    constants = (_strip(each) if isinstance(each, CodeType) else each for each in code.co_consts)
    return code.replace(co_linetable=b"", co_consts=tuple(constants))


def _imported() -> Iterator[tuple[str, str]]:
    """Path without suffix, and source, of each module that came from an archive."""
    for name, module in list(sys.modules.items()):
        loader = getattr(getattr(module, "__spec__", None), "loader", None)
        if isinstance(loader, zipimporter) and (source := loader.get_source(name)) is not None:
            yield name.replace(".", "/") + ("/__init__" if loader.is_package(name) else ""), source
