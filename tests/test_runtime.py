"""What starts Python quickly: made by our own build, the same bytes every time, or a clear word about why not."""

import zipfile
from unittest.mock import Mock

import pytest
from shared import needs_quick_files, published

from checker.library.archive import releases
from checker.library.wheel import build_wheel
from checker.places import ROOT
from checker.runtime import quick
from checker.runtime.problem import RuntimeProblem
from checker.runtime.setting import VARIABLE
from checker.site import bundle


@pytest.fixture
def elsewhere(tmp_path, monkeypatch):
    """A folder without anything in it, in the place of the runtime, and what the quick files are made from."""
    monkeypatch.setattr(quick, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(quick, "RUNTIME", tmp_path)
    monkeypatch.setattr(bundle, "RUNTIME", tmp_path)
    (tmp_path / "engine.whl").touch()
    (tmp_path / "library").mkdir()
    return tmp_path


def make_in(folder):
    return quick.make_quick_files(folder / "engine.whl", folder / "library", [])


def test_a_script_that_fails_is_named_with_what_it_said(elsewhere):
    with pytest.raises(RuntimeProblem, match=r"compile\.mjs failed.* Cannot find module .*pyodide\.mjs"):
        make_in(elsewhere)
    assert not list((elsewhere / "cache").iterdir())


@pytest.mark.parametrize("fault", [KeyError("wasm"), FileNotFoundError("pyodide.asm.mjs"), RuntimeProblem("no table")])
def test_whatever_goes_wrong_with_a_runtime_is_said_with_the_way_out(elsewhere, monkeypatch, fault):
    (elsewhere / "package.json").write_text('{"version": "999.1.0"}')
    monkeypatch.setattr(quick, "_run", Mock(side_effect=fault))
    with pytest.raises(RuntimeProblem, match=r"Pyodide 999\.1\.0 cannot .*QUICK_START=no .*(wasm|asm|no table)"):
        make_in(elsewhere)


def test_a_runtime_that_no_page_could_start_is_refused_before_anything_is_built(elsewhere):
    bundle_files = ("pyodide.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
    for name in bundle_files:
        (elsewhere / name).touch()
    (elsewhere / "package.json").write_text('{"version": "0.29.5"}')
    with pytest.raises(RuntimeProblem, match=r"Pyodide 0\.29\.5 .*has no pyodide\.asm\.mjs, .*QUICK_START=no"):
        bundle.check_runtime()
    (elsewhere / "pyodide.asm.mjs").touch()
    bundle.check_runtime()


@pytest.mark.parametrize(("value", "wanted"), [("yes", True), ("", True), ("no", False)])
def test_the_quick_files_are_left_out_only_where_the_setting_says_no(library, monkeypatch, value, wanted):
    monkeypatch.setenv(VARIABLE, value)
    monkeypatch.setattr(quick, "find_quick_files", lambda *given: [ROOT / "image.bin"])
    monkeypatch.setattr(bundle, "folder_name", lambda kind, files: kind)
    asked = list[bool]()
    monkeypatch.setattr(quick, "make_quick_files", lambda *given: asked.append(True))
    bundle.make_quick_files(library)
    assert ("engine/image.bin" in bundle.bundle_files(library)) is wanted is bool(asked)


def test_another_value_of_the_setting_is_refused_with_those_that_there_are(monkeypatch):
    monkeypatch.setenv(VARIABLE, "off")
    with pytest.raises(RuntimeProblem, match=r"QUICK_START is 'off' .*yes.* or no"):
        bundle.check_runtime()


@needs_quick_files
def test_the_archive_holds_bytecode_only_and_leaves_packing_to_the_host():
    with zipfile.ZipFile(published("compiled.bin")) as archive:
        entries = archive.infolist()
    assert {"checker/core/clerk.pyc", "encodings/__init__.pyc"} <= {entry.filename for entry in entries}
    assert all(entry.filename.endswith(".pyc") and entry.compress_type == zipfile.ZIP_STORED for entry in entries)


@needs_quick_files
def test_what_a_checker_page_loads_for_python_stays_small_where_the_host_packs_nothing():
    names = ("pyodide.js", "trimmed.js", "trimmed.bin", "image.bin")
    assert sum(published(f"{name}.gz").stat().st_size for name in names) < 2_050_000


@pytest.mark.slow
def test_two_builds_give_the_same_bytes(library, tmp_path, monkeypatch):
    wheel = build_wheel(tmp_path)
    made = []
    for name in ("one", "two"):
        monkeypatch.setattr(quick, "CACHE", tmp_path / name)
        folder = quick.make_quick_files(wheel, library.folder / "engine", releases(ROOT))
        made.append({path.name: path.read_bytes() for path in folder.iterdir()})
    assert made[0] == made[1]
