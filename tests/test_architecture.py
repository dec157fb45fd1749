"""The house rules that a program can check."""

import ast
import json
import re
import sys
from pathlib import Path

import pytest
from shared import POLICIES

from checker import __version__
from checker.places import ROOT

PACKAGE = ROOT / "checker"
MODULES = sorted(PACKAGE.rglob("*.py"))
SCRIPTS = sorted(path for path in (PACKAGE / "web").rglob("*.js") if path.parent.name != "material")
"""Our own; those of the theme are copies."""
CORE = sorted((PACKAGE / "core").rglob("*.py"))
OUTSIDE = ROOT / "tests" / "outside"
NPM_LOCKS = (ROOT / "package-lock.json", OUTSIDE / "package-lock.json")
VENDORS = "|".join(name for name in POLICIES if name != "acme")
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


def test_build_does_not_use_the_edges():
    for path in (PACKAGE / "build").rglob("*.py"):
        used = {module.split(".")[1] for module in imports(path) if module.startswith("checker.")}
        assert used <= {"core", "build"}, path


def test_only_the_hooks_and_the_preview_know_mkdocs():
    users = {path.name for path in MODULES if any(module.split(".")[0] == "mkdocs" for module in imports(path))}
    assert users == {"hooks.py", "preview.py"}


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
    code = [*(PACKAGE / "core").rglob("*.py"), *(PACKAGE / "build").rglob("*.py")]
    tests = [path for folder in (".", "fuzz", "mutants") for path in (ROOT / "tests" / folder).glob("*.py")]
    for path in {*code, *tests} - {ROOT / "tests" / "answers.py"}:
        assert not re.search(VENDORS, path.read_text(), re.IGNORECASE), path


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
    listed = re.findall(r"^\| \[\d{4}\]\((.*?)\)", (ROOT / "decisions" / "README.md").read_text(), re.MULTILINE)
    assert listed == sorted(path.name for path in ROOT.glob("decisions/0*.md"))
