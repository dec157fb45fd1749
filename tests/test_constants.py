"""Constants that nothing can need become zeros; whatever could be read stays."""

import json
import struct
import subprocess

import pytest
from wasm import name, section

from checker.places import NODE
from checker.runtime.constants import keep_constants
from checker.runtime.functions import TRAP
from checker.runtime.instructions import instructions
from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import (
    CODE,
    DATA,
    EXPORTS,
    FUNCTIONS,
    GLOBAL,
    GLOBALS,
    IMPORTS,
    MAGIC,
    TYPES,
    Program,
    constant,
    write_number,
)
from checker.runtime.reads import mark_reads

MEMORY = 5
START, WRITTEN = 1 << 17, (1 << 17) + 0x300
MARKS = START * 2
SIZE = 0x400
LOADED, STORED = bytes((0x2D, 0, 0)), bytes((0x3A, 0, 0))
RUN = """
const program = new WebAssembly.Module(require("fs").readFileSync(process.argv[1]));
const { exports } = new WebAssembly.Instance(program);
const results = [exports.f(), exports.g()];
const marks = new Uint8Array(exports.memory.buffer, Number(process.argv[2]));
console.log(JSON.stringify([results, [...marks.keys()].filter((word) => marks[word])]));
"""


def loading(address: int, offset: int = 0) -> bytes:
    """A function that gives the byte at an address, which it adds up from two."""
    return b"\0" + constant(address) + bytes((0x2D, 0)) + write_number(offset) + b"\x0b"


def copying(target: int, source: int, length: int) -> bytes:
    moved = constant(target) + constant(source) + constant(length) + b"\xfc\x0a\0\0"
    return b"\0" + moved + constant(7) + b"\x0b"


def program(data: bytes, *bodies: bytes) -> bytes:
    """One with functions f, g and more, and `data` at START, of which it tells the script the address 0x2C0 later."""
    told = bytes((0x7F, 0)) + constant(START + 0x2C0) + b"\x0b"
    exported = [name(each) + bytes((0, number)) for number, each in enumerate("fghijk"[: len(bodies)])]
    return b"".join(
        [
            MAGIC,
            section(TYPES, bytes((0x60, 0, 1, 0x7F))),
            section(IMPORTS),
            section(FUNCTIONS, *[b"\0"] * len(bodies)),
            section(MEMORY, bytes((0, 8))),
            section(GLOBALS, told),
            section(EXPORTS, *exported, name("memory") + b"\2\0", name("told") + bytes((GLOBAL, 0))),
            section(CODE, *(write_number(len(body)) + body for body in bodies)),
            section(DATA, b"\0" + constant(START) + b"\x0b" + write_number(len(data)) + data),
        ]
    )


def test_reading_is_marked_by_the_word_and_changes_nothing(tmp_path):
    made = program(bytes(range(256)) * 4, loading(START + 5, 4), copying(START + 0x200, START + 0x21, 6))
    (tmp_path / "program.wasm").write_bytes(mark_reads(made, MARKS, START + SIZE))
    command = [NODE, "-e", RUN, tmp_path / "program.wasm", str(MARKS)]
    results, marks = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    assert results == [9, 7]
    assert [4 * word - START for word in marks] == [8, 0x20, 0x24]


PLACES = {
    "named by a function that stays": 0x40,
    "behind what is named": 0x80,
    "named by one that goes": 0xC0,
    "read in the trial": 0x100,
    "pointed to by what stays": 0x140,
    "nobody's": 0x180,
    "told the script": 0x2C0,
    "written by the start": 0x340,
}
TEXTS = {"named": 0x200, "needless": 0x220, "pointed to by the start": 0x240, "documentation": 0x260}


def kept(reads: bytes = b"") -> dict[str, bool]:
    """Which of the places and texts are left, where the trial read the marked words."""
    data = bytearray(SIZE)
    for at in PLACES.values():
        data[at : at + 4] = b"\xff\xfe\xfd\xfc"
    for text, at in TEXTS.items():
        ended = "\n" if text == "documentation" else "."
        data[at : at + 12] = f"\0{text:.9}{ended}".encode().ljust(12, b"\0")
    texts = [START + TEXTS[text] + 1 for text in ("pointed to by the start", "documentation")]
    data[0x48:0x4C] = struct.pack("<I", START + PLACES["pointed to by what stays"])
    data[0x350:0x358] = struct.pack("<2I", *texts)
    stays, goes = [loading(START + 0x40), loading(START + TEXTS["named"] + 1)], list(map(loading, named_by_others()))
    whole, left = program(bytes(data), *stays, *goes), program(bytes(data), *stays, *[TRAP] * len(goes))
    memory = Program(left).memory
    done = Program(keep_constants(left, whole, reads, bytes(memory), WRITTEN)).memory
    return {each: bool(any(done[START + at + 1 : START + at + 4])) for each, at in (PLACES | TEXTS).items()}


def named_by_others() -> list[int]:
    return [START + at for at in PLACES.values()]


def test_only_what_nothing_can_need_goes():
    gone = {each for each, stays in kept(marks(PLACES["read in the trial"])).items() if not stays}
    assert gone == {"named by one that goes", "nobody's", "needless", "documentation"}


def test_what_was_not_read_goes_and_a_text_that_was_read_stays():
    found = kept(marks(TEXTS["documentation"] + 4))
    assert not found["read in the trial"]
    assert found["documentation"]


def marks(*places: int) -> bytes:
    made = bytearray((START + SIZE) // 4)
    for at in places:
        made[(START + at) // 4] = 1
    return bytes(made)


def test_negative_numbers_are_read_as_such_and_an_unknown_instruction_is_named():
    body = bytes((0, 0x41, 0x7F, 0x41, 0x80, 0x7F, 0x0B))
    assert [each.number for each in instructions(body)] == [-1, -128, 0]
    with pytest.raises(RuntimeProblem, match="an instruction 0xfe, which is not known here"):
        list(instructions(bytes((0, 0xFE))))
