"""The runtime without what the engine never needs: nothing else is missing from it."""

import subprocess
from pathlib import Path

import pytest
from replies import expect_the_replies_of_cpython
from runtimes import INSIDE
from shared import needs_quick_files, published

from checker.places import NODE
from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import CODE, DATA, EXPORTS, MAGIC, Program, sections
from checker.runtime.quick import PROGRAM, RUNTIME

EMPTY = MAGIC + bytes((DATA, 6, 1, 0, 0x41, 0, 0x0B, 0))


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


@needs_quick_files
def test_the_quickest_start_lacks_nothing_that_a_worked_case_uses(quickest, library, tmp_path):
    """In every language, and to the letter what CPython replies."""
    expect_the_replies_of_cpython(quickest, published("image.bin"), library, tmp_path)


@needs_quick_files
@pytest.mark.parametrize(("function", "said"), [("loads", "called"), ("load", "RuntimeError")])
def test_a_function_of_python_that_the_engine_never_calls_stops_python(runtime: Path, function: str, said: str):
    """So that the page starts it by another way; no handler in Python takes it for an error."""
    command = [NODE, INSIDE / "stopped.mjs", runtime, published("image.bin"), "json", function, "1"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == said
