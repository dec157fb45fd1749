"""The weight of every kind of page: what a first visit requests, compressed as a host would send it."""

import gzip
import json
import re
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from served import SUBPATH

from checker.library.folders import integrity
from checker.places import ROOT

pytestmark = pytest.mark.browser

KILOBYTE = 1000
BUDGET = 95 * KILOBYTE
CHECKER_BUDGET = 120 * KILOBYTE
PAGES = {
    "home": "it/",
    "policy": "es/3cx/",
    "clauses": "it/elastix/covered/",
    "readings": "es/3cx/reading/",
    "tables": "it/3cx/tables/",
    "long table": "es/elastix/tables/",
    "questions": "it/3cx/questions/",
    "clause by clause": "es/elastix/evidence/",
    "comparison": "it/compare/",
    "glossary": "es/glossary/",
    "about": "about/",
    "missing": "404.html",
}
PYTHON = ("/runtime.", "/engine.", "/worker.js")
SAVES_DATA = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


@cache
def compressed(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 6))


def requested(page, address: str, ready: str = "h1") -> dict[str, int]:
    """What a page requests, be it kept by the browser or not: path to compressed size in bytes."""
    found = set()

    def note(request):
        found.add(urlsplit(request.url).path)

    page.on("request", note)
    page.goto(address, wait_until="networkidle")
    page.wait_for_selector(ready)
    page.remove_listener("request", note)
    inside = {path.removeprefix(SUBPATH).lstrip("/") for path in found}
    files = {path: ROOT / "site" / path / ("index.html" if path.endswith("/") or not path else "") for path in inside}
    return {path: compressed(file) for path, file in files.items() if file.is_file()}


def table(weights: dict[str, dict[str, int]]) -> str:
    return "\n".join(f"{sum(sizes.values()) / KILOBYTE:6.1f} kB  {kind}" for kind, sizes in weights.items())


def test_pages_without_the_checker_are_light_and_load_no_python(context, site):
    page = context.new_page()
    weights = {kind: requested(page, site + path) for kind, path in PAGES.items()}
    assert {kind: sizes for kind, sizes in weights.items() if len(sizes) < 2} == {}
    assert max(sum(sizes.values()) for sizes in weights.values()) <= BUDGET, table(weights)
    assert not [path for sizes in weights.values() for path in sizes if any(part in f"/{path}" for part in PYTHON)]


def test_the_first_question_can_be_answered_after_few_bytes(context, site):
    page = context.new_page()
    page.add_init_script(SAVES_DATA)  # Python is not started
    weights = {"checker": requested(page, f"{site}it/checker/", '[data-step="policy"] input')}
    assert max(sum(sizes.values()) for sizes in weights.values()) <= CHECKER_BUDGET, table(weights)


def test_the_checker_page_says_nothing_of_single_policies_which_a_list_names(library):
    html = (ROOT / "site" / "it" / "checker" / "index.html").read_text(encoding="utf-8")
    (bundle,) = re.findall(r'id="checker-bundle"[^>]*>(.*?)</script>', html)
    path = ROOT / "site" / "assets" / "checker" / json.loads(bundle)["policies"]["file"]
    listed = json.loads(path.read_text(encoding="utf-8"))
    assert [each["id"] for each in listed] == list(library.policies)
    for each in listed:
        assert each["title"] == library.words["it"].gettext(library.policies[each["id"]].title)
        assert each["version"] == library.policies[each["id"]].version
        assert integrity(path.parents[1] / each["file"]) == each["digest"]
        assert not any(each[part] in html for part in ("title", "file", "digest"))
