"""The runtime without what the engine never needs: libraries, exports, exceptions that it throws at itself.

Its functions and constants go later, when it is known which are used.
"""

from checker.runtime.exports import drop_exports
from checker.runtime.script import drop_libraries
from checker.runtime.throws import drop_throws


def trim(program: bytes, script: str, others: list[str]) -> tuple[bytes, str]:
    """Program and script of the runtime. `others` are all other scripts that use what the two offer.

    Raises RuntimeProblem where they are not as known.
    """
    script = drop_libraries(program, drop_throws(script), others)
    return drop_exports(program, script, others)
