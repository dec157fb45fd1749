"""What the build puts into pages, and mistakes of authors that it stops at."""

import re
from pathlib import Path

import pytest

from checker.languages import LANGUAGES
from checker.library.library import policy_files
from checker.pages.markers import marker_problems
from checker.pages.term_links import link_terms
from checker.places import ROOT
from checker.policy.glossary import glossary_problems, read_terms
from checker.policy.pages import EXTENSIONS

NAV = """\
nav:
  - index.md
  - B:
      - b/index.md
      - b/more.md
  - A:
      - a/index.md
"""


def page(docs: Path, path: str, text: str) -> None:
    (docs / path).parent.mkdir(parents=True, exist_ok=True)
    (docs / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("es/about.md", "# A\n\nEscriba a {{ contacto }}.", "es/about.md:3:11: No marker “contacto” can stand on this"),
        ("en/about.md", "{{ contacto }}", "Did you mean “contact”? Allowed: changes, contact, compare,"),
        ("en/about.md", "{{ tables }}", "No marker “tables” can stand on this page. Allowed: changes, contact"),
        ("en/acme/tables.md", "{{ table }}", "Did you mean “tables”?"),
        (
            "it/acme/tables.md",
            "{{tables}}",
            "it/acme/tables.md:1:1: The marker “tables” is written wrongly. Wri",
        ),
        ("en/about.md", "at {{ contact }.", "en/about.md:1:4: The marker “contact” is written wrongly."),
    ],
)
def test_a_marker_that_the_build_cannot_fill_in_is_a_mistake(tmp_path, path, text, found):
    page(tmp_path, path, text)
    (problem,) = marker_problems(tmp_path, ["acme"])
    assert found in str(problem)


def test_known_markers_are_none(tmp_path):
    page(tmp_path, "en/about.md", "{{ contact }}, {{ editions }}")
    page(tmp_path, "en/acme/tables.md", "{{ tables }}")
    assert not list(marker_problems(tmp_path, ["acme"]))


def test_policies_come_in_the_order_of_the_navigation(tmp_path):
    page(tmp_path, "mkdocs.yml", NAV)
    for name in "abc":
        page(tmp_path, f"checker/policies/{name}.yaml", "")
    assert [path.stem for path in policy_files(tmp_path)] == ["b", "a", "c"]


GLOSSARY = """\
# Glossary

## SC (simultaneous calls) { #term-sc }

Calls at the same time, on one [system](#term-pbx) & another.

## Dial plan { #term-dial-plan }

Where a number goes.

## Plan { #term-plan }

An offer.

## Covered { #term-covered .unmarked }

A status.
"""


@pytest.fixture
def docs(tmp_path):
    for language in LANGUAGES:
        page(tmp_path, f"{language}/glossary.md", GLOSSARY)
    return tmp_path


def marked(html: str, docs: Path) -> str:
    """The content with marked terms as «id:text», without the definitions."""
    made = link_terms(html, read_terms(docs, "en"), "../glossary/").partition("\n<div")[0]
    return re.sub(r'<a class="term" href="../glossary/#term-([\w-]+)"[^>]*>([^<]*)</a>', r"«\1:\2»", made)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>SC and SC, simultaneous calls</p>", "<p>«sc:SC» and SC, simultaneous calls</p>"),
        ("<p>Simultaneous\ncalls, sc</p>", "<p>«sc:Simultaneous\ncalls», sc</p>"),
        ("<p>All plans, dial plans</p>", "<p>All «plan:plans», «dial-plan:dial plans»</p>"),
        ("<p>planned, a-plan, 2SC, covered</p>", "<p>planned, a-plan, 2SC, covered</p>"),
        (
            "<h2>Plan</h2><a href='x'><b>plan</b></a><code>SC</code>",
            "<h2>Plan</h2><a href='x'><b>plan</b></a><code>SC</code>",
        ),
        ('<table class="made"><td>plan</td></table>plan', '<table class="made"><td>plan</td></table>«plan:plan»'),
        ("<div data-search-exclude><p>plan<br>plan</p></div>", "<div data-search-exclude><p>plan<br>plan</p></div>"),
        ("a &amp; b &#8211; <!-- plan --><img alt='plan'/>", "a &amp; b &#8211; <!-- plan --><img alt='plan'/>"),
    ],
)
def test_a_term_is_marked_where_it_first_stands_in_a_text(docs, html, expected):
    assert marked(html, docs) == expected


def test_definitions_are_text(docs):
    made = link_terms("<p>SC</p>", read_terms(docs, "en"), "")
    assert 'id="tip-term-sc" role="tooltip" hidden>Calls at the same time, on one system &amp; another.</p>' in made


def test_a_glossary_that_is_whole_has_no_mistakes(docs):
    assert not list(glossary_problems(docs))


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        (" { #term-sc }", "", "es/glossary.md:3:1: The term “SC (simultaneous calls)” has no id."),
        ("\nAn offer.\n", "", "es/glossary.md:11:1: The term “Plan” has no definition in a paragraph below it."),
        ("## Plan { #term-plan }\n\nAn offer.\n", "", "es/glossary.md:1:1: The term “term-plan” is missing in es."),
    ],
)
def test_mistakes_in_the_glossary_are_named_with_their_place(docs, old, new, found):
    page(docs, "es/glossary.md", GLOSSARY.replace(old, new))
    assert found in "\n".join(map(str, glossary_problems(docs)))


def test_the_build_reads_pages_as_the_site_shows_them():
    """MkDocs itself adds tables, fenced code and what stands between the lines of three hyphens."""
    settings = (
        (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("markdown_extensions:\n")[2].partition("\n\n")[0]
    )
    named = set(re.findall(r"^  - (\w+)", settings, re.MULTILINE))
    assert named - {"toc"} | {"meta", "tables", "fenced_code"} == set(EXTENSIONS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_leads_to_each_policy_and_its_tables(language):
    """It is where the checker page leads to when the checker cannot run."""
    text = (ROOT / "docs" / language / "index.md").read_text(encoding="utf-8")
    for path in policy_files():
        assert f"]({path.stem}/index.md)" in text and f"]({path.stem}/tables.md)" in text, path.stem


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_has_what_others_lead_to(language):
    text = (ROOT / "docs" / language / "index.md").read_text(encoding="utf-8")
    found = re.findall(r"^## .* \{ #(\S+) \}$", text, re.MULTILINE)
    assert found == ["policies", "sample", "how", "audience", "independence"]
