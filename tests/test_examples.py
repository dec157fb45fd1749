"""The samples in `examples/`: vendors' policies that the site does not have. Each is put in its place in a copy of the
project, by the steps of its README, and must be proven there, give its worked cases, and have its pages.
"""

import shutil
import sys
from pathlib import Path

import pytest
from project import copy_sources, run_in

from checker.languages import WRITTEN_IN
from checker.library.library import open_library
from checker.library.opened import Library
from checker.pages.evidence_page import evidence_text
from checker.pages.table_page import page_text
from checker.pages.worked import Worked
from checker.places import ROOT
from checker.policy.source import read_yaml
from checker.policy.written import read_written

pytestmark = pytest.mark.slow

EXAMPLES = {path.stem: path.parent for path in sorted(ROOT.glob("examples/*/*.yaml")) if path.stem == path.parent.name}
PUBLISHED = ("checker", "docs", "locales", "tests/cases", "mkdocs.yml")
"""What the site, the wheel and the catalogues are made of."""
NOTICE = "not checked with the vendor"


@pytest.fixture(scope="module", params=EXAMPLES)
def name(request) -> str:
    return request.param


@pytest.fixture(scope="module")
def project(name, tmp_path_factory) -> Path:
    """A copy of the project with this sample in it."""
    root = tmp_path_factory.mktemp(name)
    copy_sources(root)
    shutil.copy(EXAMPLES[name] / f"{name}.yaml", root / "checker" / "policies")
    shutil.copytree(EXAMPLES[name] / "pages", root / "docs" / WRITTEN_IN / name)
    shutil.copy(EXAMPLES[name] / "cases.yaml", root / "tests" / "cases" / f"{name}.yaml")
    return root


@pytest.fixture(scope="module")
def library(name, project) -> Library:
    return open_library(project, names=[name])


def test_all_is_proven(name, project):
    run_in(project, sys.executable, "-m", "checker", "verify", name)


def test_it_gives_its_worked_cases(name, project):
    """With what is asked of all worked cases: each reading, value and rule has one."""
    run_in(project, sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "tests/test_cases.py", "-k", name)


def test_its_tables_and_its_evidence_can_be_made(name, project, library):
    words = library.words[WRITTEN_IN]
    file = read_written(read_yaml(project / "checker" / "policies" / f"{name}.yaml"))
    worked = Worked(file, library.policies[name])
    assert (
        page_text(worked.policy, worked.tables, words, "../../", worked.short).count("<table") == len(worked.tables) > 0
    )
    evidence = evidence_text(project / "docs", worked, words, "../../")
    assert all(f'<dt id="{clause}">' in evidence for clause in words.clauses[name])


def test_every_page_says_that_it_is_a_sample(name):
    pages = [path.read_text(encoding="utf-8") for path in (EXAMPLES[name] / "pages").glob("*.md")]
    assert pages and all(NOTICE in page.partition("\n# ")[2] for page in pages)


def test_the_site_knows_nothing_of_it(name):
    published = [path for each in PUBLISHED for path in [ROOT / each, *(ROOT / each).rglob("*")] if path.is_file()]
    assert not [path for path in published if name.encode() in path.read_bytes().lower()]
