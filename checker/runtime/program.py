"""A WebAssembly program, as far as it is read and changed here: its sections, what it imports, its initial memory."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.runtime.problem import RuntimeProblem

MAGIC = b"\0asm\1\0\0\0"
TYPES, IMPORTS, FUNCTIONS, GLOBALS, EXPORTS, CODE, DATA = 1, 2, 3, 6, 7, 10, 11
FUNCTION, GLOBAL = 0, 3
FIXED = b"\0\x41"  # a segment for the one memory, its address a constant


class Segment(NamedTuple):
    """`length` bytes at `address` of the memory, `place` in the file."""

    address: int
    place: int
    length: int


class Program:
    """`memory` is what it starts with, by address. What is changed there, `write` puts into the file."""

    def __init__(self, data: bytes) -> None:
        """Raises RuntimeProblem where it is not such a program."""
        self._data = data
        self.segments = list(_segments(data))
        self.memory = bytearray(max(each.address + each.length for each in self.segments))
        for address, place, length in self.segments:
            self.memory[address : address + length] = data[place : place + length]

    def write(self) -> bytes:
        """The file, of the same length as it was read."""
        data = bytearray(self._data)
        for address, place, length in self.segments:
            data[place : place + length] = self.memory[address : address + length]
        return bytes(data)


def read_number(data: bytes | bytearray, at: int) -> tuple[int, int]:
    """The number at `at`, seven bits to a byte, lowest first, and where it ends."""
    number = shift = 0
    while data[at] & 0x80:
        number |= (data[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return number | data[at] << shift, at + 1


def write_number(number: int) -> bytes:
    """The reverse of `read_number`, as short as can be."""
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    return bytes((*written, number))


def sections(data: bytes) -> Iterator[tuple[int, int, int]]:
    """Kind, start and end of each section."""
    if not data.startswith(MAGIC):
        raise RuntimeProblem("The runtime's program is not WebAssembly of version 1, so that it cannot be trimmed.")
    end = len(MAGIC)
    while end < len(data):
        kind = data[end]
        length, start = read_number(data, end + 1)
        end = start + length
        yield kind, start, end


def constant(number: int) -> bytes:
    """The instruction that gives a number from 0 on: its last byte must not look like that of a negative one."""
    written = write_number(number)
    if written[-1] & 0x40:
        written = bytes((*written[:-1], written[-1] | 0x80, 0))
    return b"\x41" + written


def with_section(data: bytes, kind: int, entries: list[bytes]) -> bytes:
    """The program with other entries in the section of that kind, which it has."""
    return _with_content(data, kind, write_number(len(entries)) + b"".join(entries))


def with_more(data: bytes, kind: int, entries: list[bytes]) -> bytes:
    """The program with more entries at the end of that section."""
    count, first = open_section(data, kind)
    (end,) = (end for found, _, end in sections(data) if found == kind)
    return _with_content(data, kind, write_number(count + len(entries)) + data[first:end] + b"".join(entries))


def _with_content(data: bytes, kind: int, content: bytes) -> bytes:
    ((start, end),) = ((start, end) for found, start, end in sections(data) if found == kind)
    before = start - len(write_number(end - start)) - 1
    return data[:before] + bytes([kind]) + write_number(len(content)) + content + data[end:]


def bodies(program: bytes) -> Iterator[bytes]:
    """The body of each function."""
    count, at = open_section(program, CODE)
    for _ in range(count):
        length, at = read_number(program, at)
        yield program[at : at + length]
        at += length


def with_bodies(program: bytes, changed: list[bytes]) -> bytes:
    """The program with other bodies of its functions."""
    return with_section(program, CODE, [write_number(len(body)) + body for body in changed])


def open_section(data: bytes, wanted: int) -> tuple[int, int]:
    """How many entries a section has, and where the first is."""
    for kind, start, _ in sections(data):
        if kind == wanted:
            return read_number(data, start)
    raise RuntimeProblem(f"The runtime's program has no section {wanted}, so that it cannot be trimmed.")


def read_name(data: bytes, at: int) -> tuple[str, int]:
    """The text at `at`, and where it ends."""
    length, at = read_number(data, at)
    return data[at : at + length].decode(), at + length


def imports(data: bytes) -> Iterator[tuple[str, str, int]]:
    """Module, name and kind of all that the program imports."""
    count, at = open_section(data, IMPORTS)
    for _ in range(count):
        module, at = read_name(data, at)
        name, at = read_name(data, at)
        kind, at = data[at], _after_type(data, at)
        yield module, name, kind


def _after_type(data: bytes, at: int) -> int:
    if data[at] == FUNCTION:
        return read_number(data, at + 1)[1]
    if data[at] == GLOBAL:
        return at + 3
    raise RuntimeProblem("The runtime's program imports something other than functions and globals.")


def _segments(data: bytes) -> Iterator[Segment]:
    at = next((start for kind, start, _ in sections(data) if kind == DATA), None)
    if at is None:
        raise RuntimeProblem("The runtime's program has no data section, so that it cannot be trimmed.")
    count, at = read_number(data, at)
    for number in range(count):
        if data[at : at + 2] != FIXED:
            raise RuntimeProblem(f"Data segment {number} of the runtime's program has no fixed address.")
        address, at = read_number(data, at + 2)
        length, at = read_number(data, at + 1)
        yield Segment(address, at, length)
        at += length
