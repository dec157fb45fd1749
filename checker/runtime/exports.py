"""The runtime's program and its script without the exports that nothing asks for.

The program exports each of its functions for libraries that could be loaded later, and at every start the script gives
each a place in the table of functions. Nobody here loads any.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import EXPORTS, imports, open_section, read_name, read_number, with_section

LINKED = "GOT.func", "GOT.mem"
ASSIGNED = re.compile(r'_([\w$]+)=Module\["_\1"\]=wasmExports\["\1"\](?:\.value>>>0)?(?:;|(?=\}))')
DECLARED = re.compile(r"var ([\w$]+(?:,[\w$]+)+);")
WORD = re.compile(r"[\w$]+")


class Export(NamedTuple):
    """`name`, which of a `kind` it is, and its whole entry in the program."""

    name: str
    kind: int
    number: int
    entry: bytes


def drop_exports(program: bytes, script: str, others: Iterable[str]) -> tuple[bytes, str]:
    """Program and script without them. `others` are all other scripts that may name exports.

    What is named anywhere but where all exports are declared and assigned stays, and so does what the program links to
    itself. Raises RuntimeProblem where the two are not laid out as known.
    """
    exports = list(exports_of(program))
    linked = (name for module, name, _ in imports(program) if module in LINKED)
    used = {*WORD.findall(DECLARED.sub("", ASSIGNED.sub("", script))), *linked}.union(*map(WORD.findall, others))
    needless = {name for name, *_ in exports if not {name, f"_{name}"} & used}
    if not needless:
        raise RuntimeProblem("The runtime's script does not declare and assign the program's exports as known.")
    kept = [each.entry for each in exports if each.name not in needless]
    return with_section(program, EXPORTS, kept), _without(script, needless)


def _without(script: str, names: set[str]) -> str:
    script = ASSIGNED.sub(lambda found: "" if found[1] in names else found[0], script)
    return DECLARED.sub(lambda found: _declaration(found[1], names), script)


def _declaration(declared: str, names: set[str]) -> str:
    kept = [each for each in declared.split(",") if each.removeprefix("_") not in names]
    return f"var {','.join(kept)};" if kept else ""


def exports_of(program: bytes) -> Iterator[Export]:
    """All that the program exports, in order."""
    count, at = open_section(program, EXPORTS)
    for _ in range(count):
        start = at
        name, at = read_name(program, at)
        kind = program[at]
        number, at = read_number(program, at + 1)
        yield Export(name, kind, number, program[start:at])
