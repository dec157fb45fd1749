"""Pages as plain Markdown, and the list of them for programs that read text."""

import re

import pytest
from markdown import Markdown

from checker.languages import LANGUAGES, language_root
from checker.places import ROOT
from checker.site.guide import Listed, guide, write_guide
from checker.site.offline import FOR_PROGRAMS
from checker.site.plain_pages import as_text, plain_page, plain_text, write_plain_page

PAGE = """
# The title

A clause with *a word* and a [link](levels.md).
{ #one }

- An item
  { #two }
    - An inner item
      { #three }

| Head | B |
|---|---|
| A row { #four } | x\\_y |
"""


def html(markdown):
    return Markdown(extensions=["attr_list", "tables", "def_list", "md_in_html"], tab_length=4).convert(markdown)


def test_the_markdown_made_of_a_page_says_the_same_with_the_same_ids():
    made = plain_text(html(PAGE))
    for line in ("# The title", "A clause with *a word* and a [link](levels.md).\n{ #one }", "- An item\n  { #two }"):
        assert line in made
    assert "  - An inner item\n    { #three }" in made
    assert "| A row { #four } | x\\_y |" in made


def test_a_link_within_the_page_leads_to_the_page():
    assert plain_text('<p><a href="#a">A</a></p>') == "[A](./#a)"
    assert plain_text('<p><a href="../b/#c">A</a></p>', "https://e.org/es/a/") == "[A](https://e.org/es/b/#c)"
    assert plain_text('<p><a href="#a">A</a></p>', "https://e.org/es/a/") == "[A](https://e.org/es/a/#a)"


def test_what_is_for_the_screen_alone_is_left_out():
    made = plain_text(
        '<h2 id="x">A<a class="headerlink" href="#x">¶</a></h2><nav>N</nav><p class="checker-filter">F</p>'
    )
    assert made == "## A { #x }"


def test_a_table_has_one_row_of_heads_and_says_in_each_column_what_is_true_of_it():
    head = '<tr><th rowspan="2">Issue</th><th colspan="2">Partner</th></tr><tr><th>Gold</th><th>Silver</th></tr>'
    cell = (
        "<td><span>Yes</span><details><summary>Level 1</summary><p>Why</p><ul><li>A</li><li>B</li></ul></details></td>"
    )
    rows = f'<tr><th>Phone</th>{cell}<td>No</td></tr><tr><th>Mail</th><td colspan="2">None</td></tr>'
    made = plain_text(f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>").splitlines()
    assert made == [
        "| Issue | Partner: Gold | Partner: Silver |",
        "| --- | --- | --- |",
        "| Phone | Yes; Level 1; Why: A; B | No |",
        "| Mail | None | None |",
    ]


def test_notices_come_first_and_notes_last(tmp_path):
    text = plain_page("<h1>A</h1>", "./", ["It is old."], ["Ours.", "[A](./)"])
    assert text == "> It is old.\n\n# A\n\n---\n\nOurs.\n\n[A](./)\n"
    write_plain_page(tmp_path, "es/a/", text)
    assert (tmp_path / "es" / "a" / "index.md").read_text(encoding="utf-8") == text


def test_a_text_stays_text():
    assert as_text("a*b_c [d] <e> 1.5") == r"a\*b\_c \[d\] \<e> 1.5"


PAGES = [
    Listed("", "Home", "Begin here.", "This site"),
    Listed("acme/plan/", "Plans", "What each has.", "Acme policy"),
    Listed("acme/tables/", "Tables", "All of it.", "Acme policy", aside=True),
]


def test_the_list_has_the_form_of_llmstxt(library):
    lines = guide("Site", "What it is.", PAGES, library.words["en"], "").splitlines()
    assert lines[0] == "# Site" and lines[2] == "> What it is."
    heads = [line for line in lines if line.startswith("## ")]
    assert heads == ["## This site", "## Acme policy", "## Other languages", "## Optional"]
    assert "- [Plans](acme/plan/index.md): What each has." in lines
    assert lines.index("- [Tables](acme/tables/index.md): All of it.") > lines.index("## Optional")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_has_a_list_that_leads_to_the_others(library, tmp_path, language):
    write_guide(tmp_path, "Site", "About.", PAGES, library.words[language], "")
    folder = tmp_path / language_root(language)
    text = (folder / "llms.txt").read_text(encoding="utf-8")
    linked = {(folder / each).resolve() for each in re.findall(r"\]\(([^)]*llms\.txt)\)", text)}
    assert linked == {tmp_path / language_root(each) / "llms.txt" for each in LANGUAGES if each != language}
    write_guide(tmp_path, "Site", "About.", PAGES, library.words[language], "https://e.org/s/")
    assert "(https://e.org/s/acme/plan/index.md)" in (folder / "llms.txt").read_text(encoding="utf-8")


def test_browsers_do_not_keep_them():
    assert "*.md" in FOR_PROGRAMS


# The built site.

SITE = ROOT / "site"


@pytest.mark.browser
def test_each_page_has_its_markdown_without_html_and_names_it():
    for page in SITE.rglob("index.html"):
        text = page.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text or page.parent.name == "embed":  # no page to read
            continue
        assert '<link rel="alternate " type="text/markdown" href="index.md">' in text, page
        made = page.with_name("index.md").read_text(encoding="utf-8")
        prose = re.sub(r"```.*?```|`[^`\n]*`", "", made, flags=re.DOTALL)
        assert not re.search(r"</?[a-z][^>]*>|\{\{", prose), page
        assert not (SITE / "sitemap.xml").exists() or "index.md" not in (SITE / "sitemap.xml").read_text()


@pytest.mark.browser
def test_every_clause_has_its_id_in_the_markdown_of_its_page_and_every_link_a_file(library):
    for words in library.words.values():
        for clauses in words.clauses.values():
            for name, clause in clauses.items():
                address = clause.href.partition("#")[0]
                assert f"{{ #{name} }}" in (SITE / address / "index.md").read_text(encoding="utf-8"), clause.href
    for path in [*SITE.rglob("index.md"), *SITE.rglob("llms.txt")]:
        for link in re.findall(r"\]\(([^)\s]+)\)", path.read_text(encoding="utf-8")):
            target = path.parent / link.partition("#")[0]
            if ":" not in link:
                assert (target / "index.html").exists() or target.is_file(), (path, link)
