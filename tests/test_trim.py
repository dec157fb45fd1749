"""The runtime without what the engine never needs: nothing else is missing from it."""

import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from shared import POLICIES
from test_cases import ALL_CASES
from test_runtime import published
from trimmed.judging import judged

from checker.build.library import ROOT
from checker.build.runtime.charsets import find_charsets
from checker.build.runtime.exports import EXPORTS
from checker.build.runtime.names import find_names
from checker.build.runtime.problem import RuntimeProblem
from checker.build.runtime.program import DATA, MAGIC, Program, sections
from checker.build.runtime.quick import PROGRAM, RUNTIME, SCRIPT
from checker.core.serial import write_policy

INSIDE = ROOT / "tests" / "trimmed"
EMPTY = MAGIC + bytes((DATA, 6, 1, 0, 0x41, 0, 0x0B, 0))


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trimmed runtime."""
    folder = tmp_path_factory.mktemp("trimmed") / "runtime"
    shutil.copytree(RUNTIME, folder, ignore=shutil.ignore_patterns("*.map"))
    shutil.copyfile(published("trimmed.bin"), folder / PROGRAM)
    shutil.copyfile(published("trimmed.js"), folder / SCRIPT)
    return folder


def said(runtime: Path, library: Path, given: Path, module: str) -> str:
    """What the module says inside the runtime."""
    node = Path(sys.executable).with_name("node")
    command = [node, INSIDE / "start.mjs", runtime, library, given, module]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n")


def modules() -> list[str]:
    """All of the engine's archive."""
    with zipfile.ZipFile(published("compiled.bin")) as archive:
        return [re.sub(r"(/__init__)?\.pyc$", "", name).replace("/", ".") for name in archive.namelist()]


def parts(program: bytes, *kinds: int) -> list[tuple[int, bytes]]:
    """Kind and content of each section, but for those kinds."""
    return [(kind, program[start:end]) for kind, start, end in sections(program) if kind not in kinds]


def test_only_data_and_exports_differ_and_data_only_by_zeros():
    before, after = (RUNTIME / PROGRAM).read_bytes(), published("trimmed.bin").read_bytes()
    assert parts(before, DATA, EXPORTS) == parts(after, DATA, EXPORTS)
    old, new = Program(before), Program(after)
    assert [(each.address, each.length) for each in old.segments] == [
        (each.address, each.length) for each in new.segments
    ]
    assert old.memory != new.memory
    assert all(now in (then, 0) for then, now in zip(old.memory, new.memory, strict=True))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"<!doctype html>", "is not WebAssembly of version 1"),
        (MAGIC, "has no data section"),
        (EMPTY.replace(b"\x41", b"\x23"), "Data segment 0 .* has no fixed address"),
    ],
)
def test_a_program_of_another_kind_is_refused(data, problem):
    with pytest.raises(RuntimeProblem, match=problem):
        Program(data)


def test_what_is_not_found_is_named():
    memory = Program(EMPTY).memory + bytes(4096)
    with pytest.raises(RuntimeProblem, match="no table of the codec gb2312"):
        find_charsets(memory)
    with pytest.raises(RuntimeProblem, match="no graph of the names of characters"):
        find_names(memory)


def test_every_module_is_imported_and_every_worked_case_judged_the_same(runtime, library, tmp_path):
    policies = {name: write_policy(library.policies[name]) for name in POLICIES}
    cases = [[case.policy, case.data["answers"], case.today.isoformat()] for case in ALL_CASES]
    text = json.dumps({"modules": modules(), "policies": policies, "cases": cases}, default=str)
    (tmp_path / "given.json").write_text(text, "utf-8")
    shutil.copy(INSIDE / "judging.py", tmp_path)
    assert said(runtime, published("compiled.bin"), tmp_path, "judging") == judged(json.loads(text))


@pytest.mark.slow
def test_of_every_character_all_is_known_but_its_name(runtime):
    library = RUNTIME / "python_stdlib.zip"
    before, after = (json.loads(said(folder, library, INSIDE, "characters")) for folder in (RUNTIME, runtime))
    assert {name for name in before if before[name] != after[name]} == {"name"}
