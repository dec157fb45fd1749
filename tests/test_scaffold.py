"""What `checker new` writes, in a copy of the project: published policies go on, and a site in another language."""

import re
import shutil
import sys
from pathlib import Path

import pytest
from plain import read
from project import copy_sources, run_in

from checker.cli.new_names import OF_THE_SITE
from checker.languages import LANGUAGES
from checker.library.library import policy_files
from checker.library.translations import is_draft, is_draft_language
from checker.pages.unwritten import unwritten
from checker.places import ROOT
from checker.review.ledger import unreviewed_drafts
from checker.runtime.quick import CACHE

CODE = (".py", ".js", ".mjs", ".css", ".html")
NEW = (sys.executable, "-m", "checker", "new")


def test_nothing_is_published_that_is_still_to_be_written():
    """Drafts say what they are; everything else is whole."""
    drafts = {path.stem for path in policy_files() if is_draft(path)}
    drafts |= {language for language in LANGUAGES if is_draft_language(ROOT, language)}
    found = [each for each in unwritten(ROOT) if not drafts & {*each.place.path.parts, each.place.path.stem}]
    assert not found
    assert not list(unreviewed_drafts())


def test_folders_of_the_site_are_no_names_of_policies():
    folders = {path.name for path in (ROOT / "site").glob("*") if path.is_dir()}
    of_pages = {path.stem for language in LANGUAGES for path in (ROOT / "docs" / language).iterdir()}
    assert folders <= {*OF_THE_SITE, *of_pages, *LANGUAGES}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    copy_sources(tmp_path)
    if CACHE.exists():
        shutil.copytree(CACHE, tmp_path / CACHE.relative_to(ROOT))
    return tmp_path


@pytest.mark.slow
def test_a_published_policy_takes_a_clause_an_option_and_a_page(project):
    path = next(path for path in policy_files() if not is_draft(path))
    policy = path.stem
    fact = next(name for name, each in read(path)["facts"].items() if each["type"] == "choice")
    text = "The vendor does not help with vans."
    run_in(project, *NEW, "page", f"{policy}/vans", "--en", "Vans", "--es", "Furgonetas")
    run_in(project, *NEW, "clause", f"{policy}/no-van", "--page", "vans", "--en", text, "--passage", "1")
    run_in(project, *NEW, "option", f"{policy}/{fact}/van", "--en", "A van", "--said", "the issue is a van")
    code = "from pathlib import Path; from checker.library.library import open_library as library; "
    code += "from checker.site.sources import source_problems; print(*source_problems(Path(), library().policies))"
    assert not run_in(project, sys.executable, "-c", code).strip()
    for language in ("es", "it"):
        assert '"✎ A van"' in (project / "locales" / language / "LC_MESSAGES" / "messages.po").read_text("utf-8")


@pytest.mark.slow
def test_a_site_in_another_language_is_built_and_says_what_is_not_translated(project, monkeypatch):
    code = {
        path: path.read_bytes()
        for path in (project / "checker").rglob("*.*")
        if path.suffix in (".py", ".js", ".css", ".html")
    }
    run_in(project, *NEW, "language", "pt", "--locale", "pt_PT")
    changed = [path for path, data in code.items() if path.read_bytes() != data]
    assert changed == [project / "checker" / "languages.py"]
    monkeypatch.setenv("QUICK_START", "no")
    run_in(project, sys.executable, "-m", "mkdocs", "build", "--strict")
    pages = [path.relative_to(project / "docs" / "pt") for path in (project / "docs" / "pt").rglob("*.md")]
    for page in pages:
        built = project / "site" / "pt" / page.with_suffix("") / "index.html"
        built = built if built.exists() else project / "site" / "pt" / page.with_name("index.html")
        html = built.read_text("utf-8")
        assert '<html lang="pt"' in html and '<div lang="en">' in html
        assert 'data-checker="untranslated"' in html and 'data-checker="draft"' in html
        assert re.search('<meta name="robots" content="noindex"', html)
    english = (project / "site" / "index.html").read_text("utf-8")
    assert 'hreflang="pt"' in english and 'class="offer" lang="pt"' not in english
    style = next((project / "site" / "assets" / "checker").glob("scripts.*/site.css")).read_text("utf-8")
    assert ":root[data-offer=pt] .offer[lang=pt]" in style
