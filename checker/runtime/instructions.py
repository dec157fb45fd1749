"""The instructions of a WebAssembly function, as far as one needs to know where each ends and what memory it names."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import read_number

LOADS = range(0x28, 0x36)
STORES = range(0x36, 0x3F)
CONSTANT, BULK, COPY = 0x41, 0xFC, 10
ALONE = frozenset((0x00, 0x01, 0x05, 0x0B, 0x0F, 0x19, 0x1A, 0x1B, 0xD1, *range(0x45, 0xC5)))
BULK_NUMBERS = {**dict.fromkeys(range(8), 0), 8: 2, 9: 1, 10: 2, 11: 1, 12: 2, 13: 1, 14: 2, 15: 1, 16: 1, 17: 1}
NUMBERS = {
    **dict.fromkeys(ALONE, 0),
    **dict.fromkeys((0x02, 0x03, 0x04, 0x06, 0x07, 0x08, 0x09, 0x0C, 0x0D, 0x10, 0x18, 0x42, 0xD0, 0xD2), 1),
    **dict.fromkeys((*range(0x20, 0x27), 0x3F, 0x40, CONSTANT), 1),
    **dict.fromkeys((0x11, *LOADS, *STORES), 2),
}
"""How many numbers follow each instruction that is as simple as that."""
BYTES = {0x43: 4, 0x44: 8}
LIST, LISTS = 0x0E, 0x1C


class Instruction(NamedTuple):
    """`code` at `start`, the next one at `end`; `number`: the last that follows it, a constant's with its sign."""

    code: int
    start: int
    end: int
    number: int


def after_variables(body: bytes) -> int:
    """Where the instructions of a function's body begin."""
    groups, at = read_number(body, 0)
    for _ in range(groups):
        _, at = read_number(body, at)
        at += 1
    return at


def instructions(body: bytes) -> Iterator[Instruction]:
    """All of a function's body. Raises RuntimeProblem at one that is not known here."""
    end = after_variables(body)
    while end < len(body):
        start, code = end, body[end]
        number, end = _operands(body, code, start + 1)
        yield Instruction(code, start, end, number)


def _operands(body: bytes, code: int, at: int) -> tuple[int, int]:
    """The last number of the instruction `code`, and where it ends."""
    if code in BYTES:
        return 0, at + BYTES[code]
    if code == BULK:
        number, at = read_number(body, at)
        return number, _numbers(body, at, BULK_NUMBERS.get(number, 0))[1]
    if code in (LIST, LISTS):
        count, at = read_number(body, at)
        return _numbers(body, at, count + (code == LIST))
    if code not in NUMBERS:
        raise RuntimeProblem(f"The runtime's program has an instruction {code:#x}, which is not known here.")
    number, end = _numbers(body, at, NUMBERS[code])
    signed = code == CONSTANT and body[end - 1] & 0x40
    return number - (1 << 7 * (end - at)) if signed else number, end


def _numbers(body: bytes, at: int, count: int) -> tuple[int, int]:
    number = 0
    for _ in range(count):
        number, at = read_number(body, at)
    return number, at
