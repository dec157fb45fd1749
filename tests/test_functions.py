"""Functions that are not called are left out of a program, and those that are do what they did."""

import json
import subprocess
from pathlib import Path

import pytest
from wasm import name, section

from checker.places import NODE
from checker.runtime.functions import count_functions, keep_called, mark_calls
from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import CODE, EXPORTS, MAGIC, write_number

TYPES, FUNCTIONS, MEMORY = 1, 3, 5
START = 60_000
CALL = """
const [file, start, ...names] = process.argv.slice(1);
const program = new WebAssembly.Module(require("fs").readFileSync(file));
const { exports } = new WebAssembly.Instance(program);
const results = names.map((name) => {
  try { return exports[name](1); } catch (error) { return error.constructor.name; }
});
console.log(JSON.stringify([results, [...new Uint8Array(exports.memory.buffer, Number(start), 3)]]));
"""
BODIES = [
    bytes((0, 0x20, 0, 0x41, 1, 0x6A, 0x0B)),  # adds 1
    bytes((1, 1, 0x7F, 0x20, 0, 0x41, 2, 0x6A, 0x0B)),  # adds 2, with a variable of its own
    bytes((0, 0x20, 0, 0x10, 0, 0x0B)),  # calls the first
]
PROGRAM = b"".join(
    [
        MAGIC,
        section(TYPES, bytes((0x60, 1, 0x7F, 1, 0x7F))),
        section(FUNCTIONS, *[b"\0"] * 3),
        section(MEMORY, bytes((0, 1))),
        section(
            EXPORTS, *(name(each) + bytes((0, number)) for number, each in enumerate("abc")), name("memory") + b"\2\0"
        ),
        section(CODE, *(write_number(len(body)) + body for body in BODIES)),
    ]
)


def called(program: bytes, folder: Path, *names: str) -> list:
    """What the functions give for 1, and the marks."""
    (folder / "program.wasm").write_bytes(program)
    command = [NODE, "-e", CALL, folder / "program.wasm", str(START), *names]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


@pytest.mark.parametrize(
    ("names", "results", "marks"), [("", [], [0, 0, 0]), ("b", [3], [0, 1, 0]), ("cb", [2, 3], [1, 1, 1])]
)
def test_each_function_that_is_called_marks_itself(tmp_path, names, results, marks):
    assert count_functions(PROGRAM) == 3
    assert called(mark_calls(PROGRAM, START), tmp_path, *names) == [results, marks]


def test_the_others_stop_the_program(tmp_path):
    kept = keep_called(PROGRAM, bytes((1, 0, 1)))
    assert len(kept) < len(PROGRAM)
    assert called(kept, tmp_path, *"abc")[0] == [2, "RuntimeError", 2]


def test_marks_of_another_program_are_refused():
    with pytest.raises(RuntimeProblem, match="not those of the runtime's program"):
        keep_called(PROGRAM, b"\1")
