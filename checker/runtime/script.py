"""The runtime's script without the libraries that its program never calls: graphics, sound, windows.

They are there for libraries that could be loaded later. What names them is taken out here; what nothing names any more
then goes by `shake.mjs`.
"""

import re
from collections.abc import Callable, Iterable

from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import imports

TABLE = "GOT.func"
GIVEN = re.compile(r"(?<=wasmImports=\{)[^}]*")
OFFERED = re.compile(r'(?<=[;}{])Module\["([\w$]+)"\]=\1;')
SIGNATURE = re.compile(r'(?<=[;}{])[\w$]+\.sig="\w*";')
PROPERTY = re.compile(r'\.([\w$]+)|\["([\w$]+)"\]|[{,]\s*([\w$]+)(?=\s*[,}])')
PLACED = re.compile(r"var value=resolveGlobalSymbol\(symName,true\)\.sym;.*?`bad export type for [^`]*`\)\}")
RESERVED = "entry.value=getEmptyTableSlot()"
EVALUATED = re.compile(r"(?<=[=;{ ])eval\(")


def drop_libraries(program: bytes, script: str, others: Iterable[str]) -> str:
    """The script without what names them. `others` are all other scripts that name what the runtime offers.

    A function of the script that the program knows by its place in the table only keeps that place, empty: it is one of
    those libraries' too, and where it is called all the same, Python stops. Raises RuntimeProblem where the script is
    not written as known.
    """
    called = {name for module, name, _ in imports(program) if module != TABLE}
    script = replace_once(GIVEN, lambda given: _named(given[0], called), script)
    script = replace_once(PLACED, RESERVED, script)
    # With a plain `eval` nothing could be known to be unused.
    script = EVALUATED.sub("globalThis.eval(", SIGNATURE.sub("", script))
    used = _properties(OFFERED.sub("", script)).union(*map(_properties, others))
    return OFFERED.sub(lambda found: found[0] if found[1] in used else "", script)


def replace_once(pattern: re.Pattern[str], replacement: str | Callable[[re.Match[str]], str], script: str) -> str:
    """The script with its one match replaced. Raises RuntimeProblem where there is none, or more than one."""
    changed, count = pattern.subn(replacement, script)
    if count != 1:
        raise RuntimeProblem(f"The runtime's script is not written as known: {pattern.pattern} is there {count} times.")
    return changed


def _named(entries: str, names: set[str]) -> str:
    return ",".join(each for each in entries.split(",") if each.partition(":")[0] in names)


def _properties(script: str) -> set[str]:
    return {name for found in PROPERTY.findall(script) for name in found if name}
