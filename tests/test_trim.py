"""The runtime without what the engine never needs: nothing else is missing from it."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from drawn import clerk, learned
from test_cases import ALL_CASES
from test_runtime import published

from checker.build.library import ROOT
from checker.build.runtime.charsets import find_charsets
from checker.build.runtime.names import find_names
from checker.build.runtime.problem import RuntimeProblem
from checker.build.runtime.program import CODE, DATA, EXPORTS, MAGIC, Program, sections
from checker.build.runtime.quick import PROGRAM, RUNTIME, SCRIPT, trim_runtime

NODE = Path(sys.executable).with_name("node")
INSIDE = ROOT / "tests" / "trimmed"
EMPTY = MAGIC + bytes((DATA, 6, 1, 0, 0x41, 0, 0x0B, 0))


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trimmed runtime, with all its functions."""
    folder = tmp_path_factory.mktemp("trimmed") / "runtime"
    trim_runtime(folder)
    return folder


@pytest.fixture
def quickest(tmp_path: Path) -> Path:
    """The runtime as the quickest start has it."""
    folder = tmp_path / "runtime"
    shutil.copytree(RUNTIME, folder, ignore=shutil.ignore_patterns("*.map"))
    shutil.copyfile(published("trimmed.bin"), folder / PROGRAM)
    shutil.copyfile(published("trimmed.js"), folder / SCRIPT)
    return folder


def said(runtime: Path, library: Path, given: Path, module: str) -> str:
    """What the module says inside the runtime."""
    command = [NODE, INSIDE / "start.mjs", runtime, library, given, module]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n")


def parts(program: bytes, *kinds: int) -> list[tuple[int, bytes]]:
    """Kind and content of each section, but for those kinds."""
    return [(kind, program[start:end]) for kind, start, end in sections(program) if kind not in kinds]


def test_only_data_exports_and_functions_differ_and_data_only_by_zeros():
    before, after = (RUNTIME / PROGRAM).read_bytes(), published("trimmed.bin").read_bytes()
    assert parts(before, DATA, EXPORTS, CODE) == parts(after, DATA, EXPORTS, CODE)
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


def test_the_quickest_start_lacks_no_function_that_a_worked_case_calls(quickest, library, tmp_path):
    """In every language, and to the letter what CPython replies."""
    clerks = {language: clerk(library, language) for language in library.words}
    requests = [worked_request(case) for case in ALL_CASES]
    given = {each: {"parcels": list(learned(library, each)), "requests": requests} for each in clerks}
    (tmp_path / "given.json").write_text(json.dumps(given), "utf-8")
    command = [NODE, INSIDE / "clerk.mjs", quickest, published("image.bin"), tmp_path / "given.json"]
    replied = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert replied == [each.reply(request) for each in clerks.values() for request in requests]


def worked_request(case: Any) -> str:
    known = {"policy": case.policy, "answers": case.data["answers"], "today": case.today.isoformat(), "root": ""}
    return json.dumps({**known, "now": f"{case.today}T12:00:00+00:00"}, default=str)


@pytest.mark.slow
def test_of_every_character_all_is_known_but_its_name(runtime):
    library = RUNTIME / "python_stdlib.zip"
    before, after = (json.loads(said(folder, library, INSIDE, "characters")) for folder in (RUNTIME, runtime))
    assert {name for name in before if before[name] != after[name]} == {"name"}
