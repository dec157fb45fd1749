"""The house rules that a program can check."""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
from shared import POLICIES

from checker import __version__
from checker.core.model.policy import FactType
from checker.places import ROOT

PACKAGE = ROOT / "checker"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(path for path in (PACKAGE / "web").rglob("*.js") if path.parent.name != "material")
"""Our own; those of the theme are copies."""
CORE = sorted((PACKAGE / "core").rglob("*.py"))
OUTSIDE = ROOT / "tests" / "outside"
NPM_LOCKS = (ROOT / "package-lock.json", OUTSIDE / "package-lock.json")
VENDORS = "|".join(name for name in POLICIES if name != "acme")
ROOMS = ("core", "policy", "library", "review", "proof", "diff", "source", "pages")
ROOMS += ("runtime", "site", "scaffold", "cli")
"""In the order in which they may use each other: a room uses those before it."""
CORE_ROOMS = ("model", "engine", "words", "request", "clerk")
ANYWHERE = ("places", "moment", "languages")
CLOCKS = {"today", "now", "utcnow", "time", "open", "print", "input", "eval", "exec"}


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text())
    direct = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return direct | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_core_uses_the_standard_library_and_itself_only(path):
    for module in imports(path):
        assert module.startswith("checker.core") or module.split(".")[0] in sys.stdlib_module_names, module


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_core_does_no_io_and_reads_no_clock(path):
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    called = {call.id if isinstance(call, ast.Name) else getattr(call, "attr", "") for call in calls}
    assert not called & CLOCKS


def test_the_clock_is_read_in_one_place():
    """So no day that passes can fail what did not ask for it."""
    readers = re.compile(r"\b(date\.today|datetime\.(now|today|utcnow)|time\.(time|localtime|gmtime|strftime))\(")
    assert {path.name for path in MODULES if readers.search(path.read_text())} == {"moment.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_arrows_between_rooms_never_run_back(path):
    assert not list(arrows_back(path.relative_to(PACKAGE).parts, imports(path)))


@pytest.mark.parametrize(("later", "earlier"), [(b, a) for i, a in enumerate(ROOMS) for b in ROOMS[i + 1 :]])
def test_an_arrow_back_is_found(later, earlier):
    assert list(arrows_back((earlier, "some.py"), {f"checker.{later}.thing"}))
    assert not list(arrows_back((later, "some.py"), {f"checker.{earlier}.thing"}))


@pytest.mark.parametrize(("later", "earlier"), [(b, a) for i, a in enumerate(CORE_ROOMS) for b in CORE_ROOMS[i + 1 :]])
def test_an_arrow_back_within_core_is_found(later, earlier):
    assert list(arrows_back(("core", f"{earlier}.py"), {f"checker.core.{later}"}))


def test_every_module_has_a_room():
    outside = {path.parts[-1] for path in MODULES if path.parent == PACKAGE}
    assert outside == {"__init__.py", "__main__.py", *(f"{name}.py" for name in ANYWHERE)}
    assert {path.relative_to(PACKAGE).parts[0] for path in MODULES if path.parent != PACKAGE} <= {*ROOMS, "web"}


def arrows_back(place: tuple[str, ...], imported: set[str]) -> Iterator[str]:
    """The imports of a module that lead to a later room than its own."""
    for module in imported:
        if module.startswith("checker.") and _rank(place) < _rank(tuple(module.split(".")[1:])):
            yield module


def _rank(place: tuple[str, ...]) -> tuple[int, int]:
    """Which room it is, and which within `core`; modules without a room may be used by all, and use all."""
    first, second = place[0].removesuffix(".py"), place[1].removesuffix(".py") if len(place) > 1 else ""
    if first not in ROOMS:
        return (-1, 0) if first in ANYWHERE else (len(ROOMS), 0)
    return ROOMS.index(first), CORE_ROOMS.index(second) if first == "core" and second in CORE_ROOMS else 0


def test_only_the_hooks_and_the_preview_know_mkdocs():
    users = {path.name for path in MODULES if any(module.split(".")[0] == "mkdocs" for module in imports(path))}
    assert users == {"hooks.py", "preview.py"}


def type_comparisons(code: str) -> list[str]:
    """Where the code compares a type with the name of a type of fact."""
    compared = [node for node in ast.walk(ast.parse(code)) if isinstance(node, ast.Compare)]
    constants = [[each.value for each in ast.walk(node) if isinstance(each, ast.Constant)] for node in compared]
    attributes = [[each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)] for node in compared]
    every = zip(compared, constants, attributes, strict=True)
    return [ast.unparse(node) for node, found, named in every if {*found} & {*get_args(FactType)} and "type" in named]


def test_what_a_type_of_fact_is_stands_in_one_table():
    """Elsewhere `KINDS` is asked; the model itself makes parts of a fact that is answered by several."""
    for path in {*MODULES} - {PACKAGE / "core" / "model" / "policy.py"}:
        assert not type_comparisons(path.read_text()), path


@pytest.mark.parametrize(
    "code", ['fact.type == "date"', 'fact.type in ("choice", "ordered")', '(a, b.type) == (c, "several")']
)
def test_a_type_of_fact_compared_elsewhere_is_found(code):
    assert type_comparisons(code) == [code.replace('"', "'")]


def test_functions_stay_short():
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"{path.name}:{node.name}"


def test_nothing_is_evaluated():
    for path in MODULES:
        assert not re.search(r"(?<![.\w])(eval|exec)\(", path.read_text()), path


def test_no_message_stands_in_an_f_string():
    """Babel finds it there only on Python 3.12 and newer: the template would depend on who makes it."""
    for path in MODULES:
        strings = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.JoinedStr)]
        inside = {ast.unparse(node) for each in strings for node in ast.walk(each) if isinstance(node, ast.Call)}
        assert not [call for call in inside if re.match(r"([\w.]+\.)?(_|n?gettext)\(['\"]", call)], path


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_make_no_html_from_strings(path):
    forbidden = r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|DOMParser"
    assert not re.search(forbidden, path.read_text())


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_hold_no_python_and_no_policy(path):
    assert not re.search(rf"runPython|{VENDORS}|^import \w+$|def \w+\(", path.read_text(), re.IGNORECASE)


def test_engine_and_build_name_no_policy():
    """Nor do tests, but for answers of vendors' policies and those in a browser."""
    code = [path for path in MODULES if path.relative_to(PACKAGE).parts[0] != "cli"]
    tests = [
        path
        for folder in (".", "support", "finishing", "fuzz", "mutants")
        for path in (ROOT / "tests" / folder).glob("*.py")
    ]
    for path in {*code, *tests} - {ROOT / "tests" / "support" / "answers.py"}:
        assert not re.search(VENDORS, path.read_text(), re.IGNORECASE), path


def test_no_test_module_imports_from_another():
    """Those of the browser do, as the states of the page follow from each other."""
    for path in (path for path in (ROOT / "tests").rglob("*.py") if path.parent.name != "browser"):
        assert not [module for module in imports(path) if module.split(".")[0].startswith("test_")], path


def test_suites_are_chosen_by_markers_not_by_names_that_may_change():
    for name in ("Makefile", "pyproject.toml"):
        assert not re.search(r"pytest.* -k\b|\"-k\"", (ROOT / name).read_text()), name


def test_no_committed_file_names_a_registry():
    for path in [*ROOT.glob("requirements/*"), *OUTSIDE.glob("requirements.*"), *NPM_LOCKS]:
        assert not re.search(r"https?://(?!github\.com)[\w.]*(pypi|npmjs|pythonhosted)", path.read_text()), path
        assert '"resolved"' not in path.read_text()


def test_every_package_is_pinned_by_its_digest():
    for path in [*ROOT.glob("requirements/*.txt"), OUTSIDE / "requirements.txt"]:
        packages = re.sub(r"(?m)^ *#.*\n", "", path.read_text()).replace("\\\n", "").splitlines()
        assert packages
        assert not [
            each for each in packages if not re.match(r"[\w.\[\]-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", each)
        ], path
    for path in NPM_LOCKS:
        locked = json.loads(path.read_text())["packages"]
        assert not [name for name, each in locked.items() if name and not each["integrity"].startswith("sha512-")]


def test_the_newest_release_in_the_changelog_is_this_version():
    released = re.findall(r"(?m)^## (\d\S*) – \d{4}-\d\d-\d\d$", (ROOT / "CHANGELOG.md").read_text())
    assert released[0] == __version__


def test_every_decision_is_listed_in_order():
    index = (ROOT / "decisions" / "README.md").read_text()
    listed = re.findall(r"^\| \[\d{4}\]\((.*?)\)", index, re.MULTILINE)
    assert listed == sorted(path.name for path in ROOT.glob("decisions/0*.md"))


def test_the_list_of_decisions_says_what_became_of_every_number():
    index = (ROOT / "decisions" / "README.md").read_text()
    numbers = [
        int(each)
        for row in re.findall(r"^\| ([^|]*)", index, re.MULTILINE)
        for each in re.findall(r"\b\d{4}\b(?!-)", row)
    ]
    assert numbers == list(range(1, len(numbers) + 1))
