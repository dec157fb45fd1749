"""The runtime's program and its script without the exports that nothing asks for.

The program exports each of its functions for libraries that could be loaded later, and at every start the script gives
each a place in the table of functions. Nobody here loads any.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from checker.build.runtime.problem import RuntimeProblem
from checker.build.runtime.program import read_number, sections, write_number

IMPORTS, EXPORTS = 2, 7
FUNCTION, GLOBAL = 0, 3
LINKED = "GOT.func", "GOT.mem"
ASSIGNED = re.compile(r'_([\w$]+)=Module\["_\1"\]=wasmExports\["\1"\](?:\.value>>>0)?(?:;|(?=\}))')
DECLARED = re.compile(r"var ([\w$]+(?:,[\w$]+)+);")
WORD = re.compile(r"[\w$]+")


class Export(NamedTuple):
    """`name`, and its whole entry in the program."""

    name: str
    entry: bytes


def drop_exports(program: bytes, script: str, loader: str) -> tuple[bytes, str]:
    """Program and script without them. `loader` is the other script of the runtime, which may name exports too.

    What is named anywhere but where all exports are declared and assigned stays, and so does what the program links to
    itself. Raises RuntimeProblem where the two are not laid out as known.
    """
    exports = list(_exports(program))
    used = {*WORD.findall(DECLARED.sub("", ASSIGNED.sub("", script))), *WORD.findall(loader), *_linked(program)}
    needless = {name for name, _ in exports if not {name, f"_{name}"} & used}
    if not needless:
        raise RuntimeProblem("The runtime's script does not declare and assign the program's exports as known.")
    kept = [entry for name, entry in exports if name not in needless]
    return _with_exports(program, kept), _without(script, needless)


def _without(script: str, names: set[str]) -> str:
    script = ASSIGNED.sub(lambda found: "" if found[1] in names else found[0], script)
    return DECLARED.sub(lambda found: _declaration(found[1], names), script)


def _declaration(declared: str, names: set[str]) -> str:
    kept = [each for each in declared.split(",") if each.removeprefix("_") not in names]
    return f"var {','.join(kept)};" if kept else ""


def _with_exports(program: bytes, entries: list[bytes]) -> bytes:
    ((start, end),) = ((start, end) for kind, start, end in sections(program) if kind == EXPORTS)
    body = write_number(len(entries)) + b"".join(entries)
    before = start - len(write_number(end - start)) - 1
    return program[:before] + bytes([EXPORTS]) + write_number(len(body)) + body + program[end:]


def _exports(program: bytes) -> Iterator[Export]:
    count, at = _open(program, EXPORTS)
    for _ in range(count):
        start = at
        name, at = _name(program, at)
        _, at = read_number(program, at + 1)
        yield Export(name, program[start:at])


def _linked(program: bytes) -> Iterator[str]:
    """What the program imports of its own exports."""
    count, at = _open(program, IMPORTS)
    for _ in range(count):
        module, at = _name(program, at)
        name, at = _name(program, at)
        at = _after_type(program, at)
        if module in LINKED:
            yield name


def _after_type(program: bytes, at: int) -> int:
    if program[at] == FUNCTION:
        return read_number(program, at + 1)[1]
    if program[at] == GLOBAL:
        return at + 3
    raise RuntimeProblem("The runtime's program imports something other than functions and globals.")


def _open(program: bytes, wanted: int) -> tuple[int, int]:
    """How many entries a section has, and where the first is."""
    for kind, start, _ in sections(program):
        if kind == wanted:
            return read_number(program, start)
    raise RuntimeProblem(f"The runtime's program has no section {wanted}, so that it cannot be trimmed.")


def _name(program: bytes, at: int) -> tuple[str, int]:
    length, at = read_number(program, at)
    return program[at : at + length].decode(), at + length
