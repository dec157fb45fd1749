"""The runtime without what the engine never needs: nothing else is missing from it."""

import json
import subprocess
from pathlib import Path

import pytest
from replies import expect_the_replies_of_cpython
from runtimes import INSIDE
from shared import needs_quick_files, published

from checker.places import NODE
from checker.runtime.charsets import find_charsets
from checker.runtime.names import find_names
from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import CODE, DATA, EXPORTS, MAGIC, Program, sections
from checker.runtime.quick import PROGRAM, RUNTIME

EMPTY = MAGIC + bytes((DATA, 6, 1, 0, 0x41, 0, 0x0B, 0))


def said(runtime: Path, library: Path, given: Path, module: str) -> str:
    """What the module says inside the runtime."""
    command = [NODE, INSIDE / "start.mjs", runtime, library, given, module]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n")


def parts(program: bytes, *kinds: int) -> list[tuple[int, bytes]]:
    """Kind and content of each section, but for those kinds."""
    return [(kind, program[start:end]) for kind, start, end in sections(program) if kind not in kinds]


@needs_quick_files
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


@needs_quick_files
def test_the_quickest_start_lacks_no_function_that_a_worked_case_calls(quickest, library, tmp_path):
    """In every language, and to the letter what CPython replies."""
    expect_the_replies_of_cpython(quickest, published("image.bin"), library, tmp_path)


@pytest.mark.slow
def test_of_every_character_all_is_known_but_its_name(runtime):
    library = RUNTIME / "python_stdlib.zip"
    before, after = (json.loads(said(folder, library, INSIDE, "characters")) for folder in (RUNTIME, runtime))
    assert {name for name in before if before[name] != after[name]} == {"name"}
