"""The runtime without what the engine never needs: tables, libraries, exports, exceptions that it throws at itself.

Its functions go later, when it is known which are called.
"""

from checker.runtime.charsets import find_charsets
from checker.runtime.exports import drop_exports
from checker.runtime.names import find_names
from checker.runtime.program import Program
from checker.runtime.script import drop_libraries
from checker.runtime.throws import drop_throws


def trim(program: bytes, script: str, others: list[str]) -> tuple[bytes, str]:
    """Program and script of the runtime. `others` are all other scripts that use what the two offer.

    Raises RuntimeProblem where they are not as known.
    """
    script = drop_libraries(program, drop_throws(script), others)
    return drop_exports(_without_tables(program), script, others)


def _without_tables(data: bytes) -> bytes:
    """The program, as long as before: as zeros they pack to nothing."""
    program = Program(data)
    for start, end in (*find_charsets(program.memory), *find_names(program.memory)):
        program.memory[start:end] = bytes(end - start)
    return program.write()
