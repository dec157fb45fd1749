"""The runtime's program without the functions that the engine never calls: nine of ten.

Which are called is seen by running the engine on a program that marks each function in its memory. In the others a trap
takes the place of what they did: a call of one stops Python, and the page starts it again on the whole program.
"""

from checker.runtime.instructions import after_variables
from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import CODE, bodies, constant, open_section, with_bodies

TRAP = bytes((0, 0x00, 0x0B))  # no variables; unreachable; end
STORE_BYTE = bytes((0x3A, 0, 0))


def count_functions(program: bytes) -> int:
    """How many functions the program has itself."""
    return open_section(program, CODE)[0]


def mark_calls(program: bytes, start: int) -> bytes:
    """The program whose function number n, when it is called, writes 1 to the address `start` + n."""
    marked = [_marking(body, start + number) for number, body in enumerate(bodies(program))]
    return with_bodies(program, marked)


def keep_called(program: bytes, marks: bytes) -> bytes:
    """The program with only the functions whose mark is not 0. Raises RuntimeProblem if there is not one for each."""
    if len(marks) != count_functions(program):
        raise RuntimeProblem("The functions that were called are not those of the runtime's program.")
    kept = [body if mark else TRAP for body, mark in zip(bodies(program), marks, strict=True)]
    return with_bodies(program, kept)


def _marking(body: bytes, address: int) -> bytes:
    at = after_variables(body)
    return body[:at] + constant(address) + constant(1) + STORE_BYTE + body[at:]
