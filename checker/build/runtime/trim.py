"""The runtime's program without tables that the engine never reads: as zeros they pack to nothing."""

from checker.build.runtime.charsets import find_charsets
from checker.build.runtime.names import find_names
from checker.build.runtime.program import Program


def trim(data: bytes) -> bytes:
    """The program, as long as before. Raises RuntimeProblem where a table is not found."""
    program = Program(data)
    for start, end in (*find_charsets(program.memory), *find_names(program.memory)):
        program.memory[start:end] = bytes(end - start)
    return program.write()
