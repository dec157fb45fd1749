"""Two builds of the same sources are the same files, wherever and however they are built."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from project import copy_sources
from shared import needs_history

from checker.library.wheel import build_wheel
from checker.moment import VARIABLE, build_day, fix_moment
from checker.places import ROOT
from checker.runtime.quick import CACHE

pytestmark = pytest.mark.uncounted

ADDED_BY_MAKE_SITE = re.compile(r"sbom/.*|.*\.(br|gz)")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def expect_the_same_site(elsewhere: Path, python: Path, generator: str, environment: dict[str, str]) -> None:
    """Fails unless that generator builds in the folder `elsewhere` what is in ours, but for what make site adds."""
    command = [python, "-m", generator, "build", "--quiet", "--strict", "--config-file", "mkdocs.yml"]
    own = {"PYTHONPATH": str(elsewhere), "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, cwd=elsewhere, env=os.environ | own | environment, check=True)
    ours, theirs = files(ROOT / "site"), files(elsewhere / "site")
    ours = {name: raw for name, raw in ours.items() if name in theirs or not ADDED_BY_MAKE_SITE.fullmatch(name)}
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def copy_project(target: Path, kept: bool = True) -> None:
    """Copy the sources; `kept`: with the image, which the same library, wheel and runtime would only give again."""
    fix_moment()
    copy_sources(target)
    if kept:
        shutil.copytree(CACHE, target / CACHE.relative_to(ROOT))


@needs_history
@pytest.mark.parametrize("kept", [True, pytest.param(False, marks=pytest.mark.slow)], ids=["image-kept", "whole"])
def test_a_build_elsewhere_in_another_time_zone_locale_and_hash_order_is_the_same(tmp_path, kept):
    elsewhere = tmp_path / "deep" / "er"
    copy_project(elsewhere, kept)
    odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4711"}
    expect_the_same_site(elsewhere, Path(sys.executable), "mkdocs", odd)


@needs_history
@pytest.mark.slow
def test_another_generator_builds_the_same_site(tmp_path):
    """ProperDocs, which goes on where MkDocs 1 ended: when MkDocs has to go, nothing else has to."""
    copy_project(tmp_path)
    expect_the_same_site(tmp_path, properdocs(), "properdocs", {})


def properdocs() -> Path:
    """The Python of an environment with ProperDocs; the test is skipped where pip has no network."""
    lock = ROOT / "requirements" / "properdocs.txt"
    folder = ROOT / ".cache" / "properdocs"
    python, ready = folder / "bin" / "python", folder / "ready"
    if not ready.exists() or ready.read_bytes() != lock.read_bytes():
        subprocess.run([sys.executable, "-m", "venv", "--clear", folder], check=True)
        command = [python, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "--requirement", lock]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            assert "HASHES" not in done.stderr, done.stderr
            pytest.skip(f"pip cannot get ProperDocs: {done.stderr.strip().splitlines()[-1]}")
        shutil.copyfile(lock, ready)
    return python


def test_the_engine_is_the_same_in_every_commit(tmp_path, monkeypatch):
    made = []
    for moment in ("1780000000", "1790000000"):
        monkeypatch.setenv(VARIABLE, moment)
        made.append(build_wheel(tmp_path / moment).read_bytes())
        assert os.environ[VARIABLE] == moment
    assert made[0] == made[1]


def test_the_build_bears_the_day_that_it_is_given(monkeypatch):
    import checker.moment as moment

    moment._moment.cache_clear()
    monkeypatch.setenv(VARIABLE, "1780000000")
    assert build_day().isoformat() == "2026-05-28"
    moment._moment.cache_clear()
