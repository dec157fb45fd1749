"""Honest edits leave the tests green: they are made in a copy of the project, by the steps of CONTRIBUTING.md.

What runs there is what looks at policies, pages and catalogues: no slow tests, which try the same for longer, and none
of the runtime, which knows no policy. The figures and dates of the edits follow from the files as they are.
"""

import re
import shutil
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import acme
import pytest
from babel.messages.pofile import read_po, write_po
from dateutil.relativedelta import relativedelta
from plain import read
from project import copy_sources, run_in

from checker.languages import LANGUAGES
from checker.library.catalogues import catalogue_path
from checker.library.library import policy_files
from checker.places import ROOT
from checker.policy.english import ENGLISH
from checker.policy.source import read_yaml
from checker.review.ledger import open_ledgers
from checker.runtime.quick import CACHE

pytestmark = pytest.mark.slow

OF_THE_RUNTIME = ["exports", "functions", "runtime", "same_bytes", "script", "throws", "trim"]
IN_A_BROWSER = ["dates", "flow", "site", "version_page"]
NAV = "  - Bolt:\n" + "".join(
    f"      - bolt/{name}.md\n" for name in ("index", "support", "reading", "tables", "evidence")
)


SMALL_WORDS = rf"\b(?<= )(?:{'|'.join(sorted(ENGLISH))})(?= )|\Z"
"""Those by which English is found out; a page without any gets a sign at its end."""
TRANSLATED = {"es": "traducido", "it": "tradotto"}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project, with the packages of this one and the runtime that it has made."""
    copy_sources(tmp_path)
    (tmp_path / "tests" / Path(__file__).name).unlink()  # it names the policy that it adds, as no other test does
    (tmp_path / ".venv").symlink_to(ROOT / ".venv")
    if CACHE.exists():
        shutil.copytree(CACHE, tmp_path / CACHE.relative_to(ROOT))
    return tmp_path


def change(path: Path, old: str, new: str | Callable[[re.Match[str]], str]) -> None:
    """Replace all that reads `old`, a pattern, which must be there."""
    text, count = re.subn(old, new, path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert count, f"{path}: no {old}"
    path.write_text(text, encoding="utf-8")


# The steps that edits have in common


def translate(root: Path, said: Callable[[str, str], str]) -> None:
    """`make messages`, then fill in what is empty: `said` gives a message in a language."""
    run_in(root, "make", "messages", "--old-file=.venv/.ready")
    for path, language in ((catalogue_path(root / "locales", each), each) for each in ("es", "it")):
        catalogue = read_po(path.read_bytes().splitlines(keepends=True), language)
        for message in catalogue:
            if message.id and (message.fuzzy or not message.string):
                message.string = said(str(message.id), language)
                message.flags.discard("fuzzy")
        with path.open("wb") as file:
            write_po(file, catalogue, width=0)


def review(root: Path) -> None:
    """Accept all that is pending, as somebody who has compared it does clause by clause."""
    for ledger in open_ledgers(root)[0].values():
        ledger.accept(ledger.pending())


def release(root: Path) -> None:
    """Keep the new version, and note it."""
    run_in(root, sys.executable, "-m", "checker", "release")
    change(root / "CHANGELOG.md", r"^### Added\n", "### Added\n\n- What has changed.")


def is_green(root: Path) -> None:
    """The tests of the edited project, but for those in a browser."""
    left_out = [f"--ignore=tests/test_{name}.py" for name in OF_THE_RUNTIME]
    chosen = ["-m", "not slow and not browser", "--ignore=tests/browser", *left_out]
    run_in(root, sys.executable, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", *chosen)


def is_green_in_a_browser(root: Path) -> None:
    """The tests of the pages that show versions, dates and verdicts."""
    run_in(root, sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict")
    chosen = [f"tests/browser/test_{name}.py" for name in IN_A_BROWSER]
    run_in(root, sys.executable, "-m", "pytest", "-n", "2", "-p", "no:cacheprovider", "-m", "not slow", *chosen)


# The edits


def halve_a_time(root: Path) -> None:
    """A vendor halves a time that it names in hours: clause, readings, term, cases, messages, version."""
    path, term, number, (old, new) = a_time(root)
    case, policy = read(path)["terms"][term]["cases"][number], path.stem
    figure = rf"(?<![\w-]){old}(?![\w-])"
    for language in LANGUAGES:
        for page in (root / "docs" / language / policy).glob("*.md"):
            page.write_text(with_figure(page.read_text(), case["clause"], figure, new))
    lines, source = path.read_text(encoding="utf-8").splitlines(keepends=True), read_yaml(path)
    for at in {source.place("terms", term, "cases", number, key).line - 1 for key in ("value", "text")}:
        lines[at] = re.sub(figure, new, lines[at])
    path.write_text("".join(lines), encoding="utf-8")
    change(path, r'^version: ".*"', f'version: "{next_version(read(path)["version"])}"')
    change(root / "tests" / "cases" / f"{policy}.yaml", rf"({term}: {{hours: ){old}}}", rf"\g<1>{new}}}")
    former = {language: catalogue(root, language) for language in ("es", "it")}
    translate(root, lambda _, language: re.sub(figure, new, former[language][case["text"]]))
    review(root)
    release(root)


def a_time(root: Path) -> tuple[Path, str, int, tuple[str, str]]:
    """The first term of a policy with a case that names an even number of hours; the number, and half of it."""
    for path in policy_files(root):
        for term, data in read(path)["terms"].items():
            for number, case in enumerate(data["cases"]):
                match case.get("value"):
                    case {"hours": int(hours)} if hours % 2 == 0 and str(hours) in case["text"]:
                        return path, term, number, (str(hours), str(hours // 2))
    pytest.skip("No policy names a time in hours.")


def with_figure(page: str, clause: str, figure: str, new: str) -> str:
    """The page with another figure in the clause, and in links to it."""
    mark = f"{{ #{clause} }}"
    lines = page.split("\n")
    for at, line in enumerate(lines):
        if mark in line:
            told = at if line.strip() != mark else at - 1
            lines[told] = re.sub(figure, new, lines[told])
    return re.sub(rf"\[[^]]*\]\([^)]*#{clause}\)", lambda link: re.sub(figure, new, link[0]), "\n".join(lines))


def catalogue(root: Path, language: str) -> dict[str, str]:
    """The translations as they are."""
    path = catalogue_path(root / "locales", language)
    return {str(each.id): str(each.string) for each in read_po(path.read_bytes().splitlines(keepends=True), language)}


def next_version(version: str) -> str:
    year, month = map(int, version.split(".")[:2])
    return f"{year}.{month + 1:02}" if month < 12 else f"{year + 1}.01"


def compare_with_the_vendors(root: Path) -> None:
    """The routine: each policy was compared with its vendor's text just in time, and nothing had changed."""
    for path in policy_files(root):
        checked = date.fromisoformat(read(path)["check_again_by"]) - timedelta(days=1)
        change(path, r'^checked_on: ".*"', f'checked_on: "{checked}"')
        change(path, r'^check_again_by: ".*"', f'check_again_by: "{checked + relativedelta(months=6)}"')


def add_a_policy(root: Path) -> None:
    """Another policy, the made-up one by another name: rules, pages, navigation, comparison, messages, cases, reviews,
    release.
    """
    acme.add_to(root)
    shutil.copy(acme.FOLDER / "cases.yaml", root / "tests" / "cases" / "acme.yaml")
    for path in [each for each in root.glob("**/acme*") if ".cache" not in each.parts and ".venv" not in each.parts]:
        if path.relative_to(root).parts[:2] != ("tests", "acme"):
            rename(path)
    for language in ("es", "it"):
        for page in (root / "docs" / language / "bolt").glob("*.md"):
            change(page, SMALL_WORDS, lambda found: "…" if found[0] else "\n…\n")
    change(root / "mkdocs.yml", r"^  - glossary\.md\n", NAV + "  - glossary.md\n")
    for language in LANGUAGES:
        pages = root / "docs" / language
        line = "- [Bolt](bolt/index.md) [Bolt](bolt/tables.md)"
        change(pages / "index.md", r"^(## .*\{ #policies \})$", rf"\1\n\n{line}")
        change(pages / "compare.md", r"^</tr>\n</thead>", '<th scope="col">Bolt</th>\n</tr>\n</thead>')
        cell = '<td data-columns="Bolt" markdown>Partners, [contract](bolt/index.md#contract-needed).</td>'
        change(pages / "compare.md", r"^</tr>\n\{\{ compare \}\}", f"{cell}\n</tr>\n{{{{ compare }}}}")
    translate(root, lambda said, language: f"{re.sub(SMALL_WORDS, '…', said)} ({TRANSLATED[language]})")
    review(root)
    release(root)


def rename(path: Path) -> None:
    """Acme becomes Bolt, in the file or folder and in its name."""
    for file in path.rglob("*") if path.is_dir() else [path]:
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("Acme", "Bolt").replace("acme", "bolt"), encoding="utf-8")
    path.rename(path.with_name(path.name.replace("acme", "bolt")))


@pytest.mark.browser
def test_honest_edits_leave_the_tests_green(project):
    """All three in one copy: the suite takes minutes."""
    for edit in (halve_a_time, compare_with_the_vendors, add_a_policy):
        edit(project)
    is_green(project)
    is_green_in_a_browser(project)
