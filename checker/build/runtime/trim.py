"""The runtime without what the engine never needs: tables that it never reads, exports that nothing asks for."""

from checker.build.runtime.charsets import find_charsets
from checker.build.runtime.exports import drop_exports
from checker.build.runtime.names import find_names
from checker.build.runtime.program import Program


def trim(program: bytes, script: str, loader: str) -> tuple[bytes, str]:
    """Program and script of the runtime, whose `loader` stays. Raises RuntimeProblem where they are not as known."""
    return drop_exports(_without_tables(program), script, loader)


def _without_tables(data: bytes) -> bytes:
    """The program, as long as before: as zeros they pack to nothing."""
    program = Program(data)
    for start, end in (*find_charsets(program.memory), *find_names(program.memory)):
        program.memory[start:end] = bytes(end - start)
    return program.write()
