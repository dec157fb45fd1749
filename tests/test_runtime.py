"""What starts Python quickly: made by our own build, the same bytes every time, or a clear word about why not."""

import zipfile
from pathlib import Path

import pytest

from checker.build.archive import releases
from checker.build.library import ROOT
from checker.build.runtime import quick
from checker.build.runtime.problem import RuntimeProblem
from checker.build.wheel import build_wheel

ASSETS = ROOT / "site" / "assets" / "checker"


def published(name: str) -> Path:
    (path,) = ASSETS.glob(f"*/{name}")
    return path


def test_a_script_that_fails_is_named_with_what_it_said(tmp_path, monkeypatch):
    monkeypatch.setattr(quick, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(quick, "RUNTIME", tmp_path)
    (tmp_path / "engine.whl").touch()
    (tmp_path / "library").mkdir()
    with pytest.raises(RuntimeProblem, match=r"compile\.mjs failed.* Cannot find module .*pyodide\.mjs"):
        quick.make_quick_files(tmp_path / "engine.whl", tmp_path / "library", [])
    assert not list((tmp_path / "cache").iterdir())


def test_the_archive_holds_bytecode_only_and_leaves_packing_to_the_host():
    with zipfile.ZipFile(published("compiled.bin")) as archive:
        entries = archive.infolist()
    assert {"checker/core/bridge.pyc", "encodings/__init__.pyc"} <= {entry.filename for entry in entries}
    assert all(entry.filename.endswith(".pyc") and entry.compress_type == zipfile.ZIP_STORED for entry in entries)


def test_what_a_checker_page_loads_for_python_stays_small_where_the_host_packs_nothing():
    names = ("pyodide.js", "trimmed.js", "trimmed.bin", "image.bin")
    assert sum(published(f"{name}.gz").stat().st_size for name in names) < 3_100_000


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(library, tmp_path, monkeypatch):
    wheel = build_wheel(tmp_path)
    made = []
    for name in ("one", "two"):
        monkeypatch.setattr(quick, "CACHE", tmp_path / name)
        folder = quick.make_quick_files(wheel, library.folder / "engine", releases(ROOT))
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
