"""The exports that nothing asks for are gone from the program and its script, and no other."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from shared import needs_quick_files, published
from wasm import TABLE, name, section, small

from checker.places import NODE
from checker.runtime.exports import drop_exports
from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import EXPORTS, MAGIC, read_number, write_number
from checker.runtime.quick import CALLERS, LOADER, PROGRAM, RUNTIME

LIST = """
const module = new WebAssembly.Module(require("fs").readFileSync(process.argv[1]));
const { exports, imports } = WebAssembly.Module;
console.log(JSON.stringify([exports(module), imports(module)]));
"""
ASSIGNS = '_{0}=Module["_{0}"]=wasmExports["{0}"]'


def listed(program: Path) -> tuple[set[str], set[str]]:
    """The exports, and those of them that the program links to, as Node reads them."""
    command = [NODE, "-e", LIST, program]
    exports, imports = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    linked = {each["name"] for each in imports if each["module"].startswith("GOT.")}
    return {each["name"] for each in exports}, linked


def named(script: str) -> set[str]:
    return set(re.findall(r"[\w$]+", script))


@needs_quick_files
def test_what_the_runtime_names_or_links_to_is_exported_as_before():
    before, linked = listed(RUNTIME / PROGRAM)
    after, still_linked = listed(published("trimmed.bin"))
    scripts = *CALLERS, RUNTIME / LOADER
    words = {word for each in scripts for word in named(each.read_text("utf-8"))}
    assert still_linked == linked
    assert after < before and len(after) < len(before) / 10
    assert after >= before & linked
    assert not [name for name in before - after if {name, f"_{name}"} & words]


def script(*exports: str, then: str = "") -> str:
    assigned = ";".join(ASSIGNS.format(each) for each in exports)
    return f"var {','.join(f'_{each}' for each in exports)};function assign(wasmExports){{{assigned}}}{then}"


def test_a_small_runtime():
    exports = ("linked", "called", "loaded", "spare")
    program, written = drop_exports(small(*exports), script(*exports, then="_called()"), ["module._loaded"])
    assert program == small("linked", "called", "loaded")
    assert written == script("linked", "called", "loaded", then="_called()").replace("}_", ";}_")


@pytest.mark.parametrize(
    ("program", "problem"),
    [
        (MAGIC, "has no section 7"),
        (MAGIC + section(EXPORTS, name("spare") + bytes(2)), "has no section 2"),
        (
            small("spare", imported=name("env") + name("all") + bytes([TABLE])),
            "other than functions and globals",
        ),
        (small("used"), "does not declare and assign"),
    ],
)
def test_a_runtime_of_another_kind_is_refused(program, problem):
    with pytest.raises(RuntimeProblem, match=problem):
        drop_exports(program, "_used()", [])


@pytest.mark.parametrize("number", [0, 1, 127, 128, 300, 2**32 - 1])
def test_numbers_are_written_as_they_are_read(number):
    written = write_number(number)
    assert read_number(written, 0) == (number, len(written))
