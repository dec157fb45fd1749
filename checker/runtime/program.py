"""A WebAssembly program, as far as it is read and changed here: its sections, what it imports, its initial memory."""

from collections.abc import Iterator
from typing import NamedTuple

from checker.runtime.problem import RuntimeProblem

MAGIC = b"\0asm\1\0\0\0"
IMPORTS, EXPORTS, CODE, DATA = 2, 7, 10, 11
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


def with_section(data: bytes, kind: int, entries: list[bytes]) -> bytes:
    """The program with other entries in the section of that kind, which it has."""
    ((start, end),) = ((start, end) for found, start, end in sections(data) if found == kind)
    body = write_number(len(entries)) + b"".join(entries)
    before = start - len(write_number(end - start)) - 1
    return data[:before] + bytes([kind]) + write_number(len(body)) + body + data[end:]


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


def imports(data: bytes) -> Iterator[tuple[str, str]]:
    """Module and name of all that the program imports."""
    count, at = open_section(data, IMPORTS)
    for _ in range(count):
        module, at = read_name(data, at)
        name, at = read_name(data, at)
        at = _after_type(data, at)
        yield module, name


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
