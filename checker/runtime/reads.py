"""A program that marks in its memory which of its constants it reads, four bytes at a time."""

from checker.runtime.instructions import BULK, COPY, LOADS, instructions
from checker.runtime.program import (
    CODE,
    FUNCTION,
    FUNCTIONS,
    TYPES,
    bodies,
    constant,
    imports,
    open_section,
    with_bodies,
    with_more,
    write_number,
)

WORD = 4
MARKING = bytes((0x60, 2, 0x7F, 0x7F, 1, 0x7F))  # a function of two numbers that gives one
COPYING = bytes((0x60, 3, 0x7F, 0x7F, 0x7F, 0))  # and one of three that gives nothing
CALL, GET, SET, TEE = (bytes([code]) for code in (0x10, 0x20, 0x21, 0x22))
ADD, SHIFT, BELOW, FROM = b"\x6a", b"\x76", b"\x49", b"\x4f"
IF, BLOCK, LOOP, BREAK, BREAK_IF, END = b"\x04\x40", b"\x02\x40", b"\x03\x40", b"\x0c", b"\x0d", b"\x0b"
STORE_BYTE, MOVE = b"\x3a\0", b"\xfc\x0a\0\0"
ONE_VARIABLE = b"\x01\x01\x7f"


def mark_reads(program: bytes, start: int, end: int) -> bytes:
    """The program that writes 1 to the address `start` + n when it reads word n of its memory below `end`."""
    types, own = (open_section(program, kind)[0] for kind in (TYPES, CODE))
    first = own + sum(kind == FUNCTION for _, _, kind in imports(program))
    changed = [_telling(body, CALL + write_number(first), CALL + write_number(first + 1)) for body in bodies(program)]
    program = with_more(program, TYPES, [MARKING, COPYING])
    program = with_more(program, FUNCTIONS, [write_number(types), write_number(types + 1)])
    return with_bodies(program, [*changed, _marking(start, end), _copying(start, end)])


def _telling(body: bytes, mark: bytes, copy: bytes) -> bytes:
    """The body that calls `mark` before each load, and `copy` in the place of copying memory."""
    changed, done = bytearray(), 0
    for code, at, after, number in instructions(body):
        if code in LOADS:
            changed += body[done:at] + constant(number) + mark
            done = at
        elif (code, number) == (BULK, COPY):
            changed += body[done:at] + copy
            done = after
    return bytes(changed + body[done:])


def _get(variable: int) -> bytes:
    return GET + bytes([variable])


def _note(variable: int, start: int) -> bytes:
    """Mark the word at the address in a variable."""
    return _get(variable) + constant(2) + SHIFT + constant(1) + STORE_BYTE + write_number(start)


def _marking(start: int, end: int) -> bytes:
    """Of an address and an offset: mark the word, give the address."""
    place = _get(0) + _get(1) + ADD + TEE + b"\2"
    return ONE_VARIABLE + place + constant(end) + BELOW + IF + _note(2, start) + END + _get(0) + END


def _copying(start: int, end: int) -> bytes:
    """Of a target, a source and a length: mark each word of the source, and copy."""
    done = (
        _get(3) + _get(1) + _get(2) + ADD + FROM + BREAK_IF + b"\1" + _get(3) + constant(end) + FROM + BREAK_IF + b"\1"
    )
    step = _note(3, start) + _get(3) + constant(1) + ADD + SET + b"\3" + BREAK + b"\0"
    marked = _get(1) + SET + b"\3" + BLOCK + LOOP + done + step + END + END
    return ONE_VARIABLE + marked + _get(0) + _get(1) + _get(2) + MOVE + END
