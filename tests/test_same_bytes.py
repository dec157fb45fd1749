"""Two builds of the same sources are the same files, wherever and however they are built."""

import os
import subprocess
import sys
from pathlib import Path

from checker.build.library import ROOT
from checker.build.moment import VARIABLE, build_day, fix_moment

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


def test_a_build_elsewhere_in_another_time_zone_locale_and_hash_order_is_the_same(tmp_path):
    fix_moment()
    elsewhere = tmp_path / "deep" / "er"
    copy_sources(elsewhere)
    odd = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "4711", "PYTHONPATH": str(elsewhere)}
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    subprocess.run(command, cwd=elsewhere, env=os.environ | odd, check=True)
    ours, theirs = files(ROOT / "site"), files(elsewhere / "site")
    ours = {name: raw for name, raw in ours.items() if name in theirs or not name.endswith(COMPRESSED)}
    assert sorted(ours) == sorted(theirs)
    assert [name for name in ours if ours[name] != theirs[name]] == []


def test_the_build_bears_the_day_that_it_is_given(monkeypatch):
    import checker.build.moment as moment

    moment._moment.cache_clear()
    monkeypatch.setenv(VARIABLE, "1780000000")
    assert build_day().isoformat() == "2026-05-28"
    moment._moment.cache_clear()
