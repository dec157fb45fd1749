"""Two builds of the same sources are the same files, wherever and however they are built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shared import needs_history

from checker.build.library import ROOT
from checker.build.moment import VARIABLE, build_day, fix_moment
from checker.build.runtime.quick import CACHE
from checker.build.wheel import build_wheel

COMPRESSED = (".br", ".gz")  # copies that make site adds to the pages


def sources() -> list[str]:
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    return subprocess.run(listed, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()


def copy_sources(target: Path) -> None:
    for name in sources():
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((ROOT / name).read_bytes())
    (target / "node_modules").symlink_to(ROOT / "node_modules")


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@needs_history
@pytest.mark.parametrize("kept", [True, pytest.param(False, marks=pytest.mark.slow)], ids=["image-kept", "whole"])
def test_a_build_elsewhere_in_another_time_zone_locale_and_hash_order_is_the_same(tmp_path, kept):
    fix_moment()
    elsewhere = tmp_path / "deep" / "er"
    copy_sources(elsewhere)
    if kept:  # the image is not made again where library, wheel and runtime are the same
        shutil.copytree(CACHE, elsewhere / CACHE.relative_to(ROOT))
    odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONPATH": str(elsewhere)}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    subprocess.run(command, cwd=elsewhere, env=os.environ | odd, check=True)
    ours, theirs = files(ROOT / "site"), files(elsewhere / "site")
    ours = {name: raw for name, raw in ours.items() if name in theirs or not name.endswith(COMPRESSED)}
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_the_engine_is_the_same_in_every_commit(tmp_path, monkeypatch):
    made = []
    for moment in ("1780000000", "1790000000"):
        monkeypatch.setenv(VARIABLE, moment)
        made.append(build_wheel(tmp_path / moment).read_bytes())
        assert os.environ[VARIABLE] == moment
    assert made[0] == made[1]


def test_the_build_bears_the_day_that_it_is_given(monkeypatch):
    import checker.build.moment as moment

    moment._moment.cache_clear()
    monkeypatch.setenv(VARIABLE, "1780000000")
    assert build_day().isoformat() == "2026-05-28"
    moment._moment.cache_clear()
