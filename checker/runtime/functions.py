"""The runtime's program without the functions that the engine never calls: nine of ten.

Which are called is seen by running the engine on a program that marks each function in its memory. In the others a trap
takes the place of what they did: a call of one stops Python, and the page starts it again on the whole program.
"""

from collections.abc import Iterator

from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import CODE, open_section, read_number, with_section, write_number

TRAP = bytes((0, 0x00, 0x0B))  # no variables; unreachable; end
CONSTANT, STORE_BYTE = 0x41, bytes((0x3A, 0, 0))


def count_functions(program: bytes) -> int:
    """How many functions the program has itself."""
    return open_section(program, CODE)[0]


def mark_calls(program: bytes, start: int) -> bytes:
    """The program whose function number n, when it is called, writes 1 to the address `start` + n."""
    marked = [_marking(body, start + number) for number, body in enumerate(_bodies(program))]
    return _with_bodies(program, marked)


def keep_called(program: bytes, marks: bytes) -> bytes:
    """The program with only the functions whose mark is not 0. Raises RuntimeProblem if there is not one for each."""
    if len(marks) != count_functions(program):
        raise RuntimeProblem("The functions that were called are not those of the runtime's program.")
    kept = [body if mark else TRAP for body, mark in zip(_bodies(program), marks, strict=True)]
    return _with_bodies(program, kept)


def _marking(body: bytes, address: int) -> bytes:
    at = _after_variables(body)
    return body[:at] + _constant(address) + _constant(1) + STORE_BYTE + body[at:]


def _constant(number: int) -> bytes:
    """The instruction. Its number has a sign: the last byte must not look like a negative one's."""
    written = write_number(number)
    if written[-1] & 0x40:
        written = bytes((*written[:-1], written[-1] | 0x80, 0))
    return bytes([CONSTANT]) + written


def _after_variables(body: bytes) -> int:
    groups, at = read_number(body, 0)
    for _ in range(groups):
        _, at = read_number(body, at)
        at += 1
    return at


def _bodies(program: bytes) -> Iterator[bytes]:
    count, at = open_section(program, CODE)
    for _ in range(count):
        length, at = read_number(program, at)
        yield program[at : at + length]
        at += length


def _with_bodies(program: bytes, bodies: list[bytes]) -> bytes:
    return with_section(program, CODE, [write_number(len(body)) + body for body in bodies])
