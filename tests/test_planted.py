"""Scripts planted into texts: each is refused, with its place; and where that check is off, none becomes a script."""

import base64
import hashlib
import json
import re
import shutil
from html.parser import HTMLParser
from pathlib import Path

import pytest
from planted import (
    PLANT,
    SCRIPT,
    build_site,
    full_policy,
    plant_catalogue,
    planted,
    worded,
    wordings,
    write_pages,
    write_policy,
    write_site,
)

from checker.library.archive import archive, archive_problems
from checker.library.catalogues import catalogue_path, compile_catalogue, read_catalogue
from checker.library.library import open_library
from checker.places import ROOT
from checker.policy.compile import compile_file
from checker.policy.problems import AuthoringError
from checker.policy.shape import SCHEMA
from checker.policy.source import read_yaml
from checker.site.content_security import secure_pages
from checker.site.heads import head_problems, settings_problems
from checker.site.inline_scripts import inline_scripts, listed_scripts

pytestmark = pytest.mark.unfaked

MARKUP = {
    "a script": SCRIPT,
    "an element": "<b>x</b>",
    "a handler": "<img src=x onerror=planted()>",
    "an entity": "&lt;script&gt;",
    "an entity that is not closed": "&ltscript",
    "a quotation mark that ends an attribute": '" onclick="planted()',
    "a link": "[x](https://planted.example)",
    "a picture": "![x](planted.png)",
    "a reference": "[x]: https://planted.example",
    "code": "`x`",
    "bold": "**x**",
    "bold by lines": "__x__",
    "a cell of a table": "x | y",
    "an escape": "x \\` y",
    "a marker": "{{ contact }}",
    "an attribute list": "{ onclick=planted() }",
    "a field that calls": "{date.__class__}",
    "a line break": "x\n\ny",
    "an address that runs": "JavaScript:planted()",
}
HARMLESS = ["Settings > Network", "tls_cert", "5 - 3", "A & B", "9:00–17:00 (GMT+1)", "Is it 50 %?", "3 × 5"]


def problems_of(check, *arguments) -> list[str]:
    with pytest.raises(AuthoringError) as caught:
        check(*arguments)
    return list(map(str, caught.value.problems))


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A folder, also the current one, with the pages of the made-up policy."""
    monkeypatch.chdir(tmp_path)
    write_pages(Path("docs"))
    return tmp_path


def refusals(data: object) -> list[str]:
    """What the compiler says of the policy; the place of what is planted there, and its column, for comparison."""
    write_policy(Path(), data)
    return problems_of(compile_file, Path("acme.yaml"), Path("docs"))


def test_the_made_up_policy_compiles_and_has_a_text_in_every_field(project):
    write_policy(Path(), full_policy())
    compile_file(Path("acme.yaml"), Path("docs"))
    assert set(wordings()) <= set(worded(full_policy()).values())


def test_every_text_of_the_schema_is_plain_unless_it_is_a_name_or_a_condition():
    def free_texts(node, path):
        if isinstance(node, dict):
            if node.get("type") == "string" and not {"pattern", "enum", "const", "format"} & node.keys():
                yield path
            for key, each in node.items():
                yield from free_texts(each, f"{path}/{key}")

    schema = json.loads(SCHEMA.read_text())
    assert list(free_texts(schema, "")) == ["/$defs/condition"]


@pytest.mark.parametrize("keys", [keys for keys, _ in read_yaml(Path("x"), json.dumps(full_policy())).texts()], ids=str)
def test_a_script_in_any_value_of_a_policy_is_refused_at_its_place(project, keys):
    data = planted(full_policy(), keys, SCRIPT)
    source = read_yaml(Path("acme.yaml"), write_policy(Path(), data))
    place = source.place(*keys)
    said = refusals(data)
    assert any(re.match(rf"acme\.yaml:{place.line}:\d+: ", line) for line in said), said


@pytest.mark.parametrize("markup", MARKUP.values(), ids=MARKUP)
def test_whatever_could_become_markup_is_refused_in_a_policy_and_in_a_translation(project, markup):
    said = refusals(planted(full_policy(), ("facts", "role", "hint"), markup))
    line = 1 + (project / "acme.yaml").read_text().partition('"hint": "Who')[0].count("\n")
    assert any(re.match(rf"acme\.yaml:{line}:\d+: “facts / role / hint” holds markup: ", each) for each in said), said
    catalogue = catalogue_path(project, "es")
    plant_catalogue(catalogue_path(ROOT / "locales", "es"), catalogue, markup)
    assert any(" the translation " in each for each in problems_of(compile_catalogue, catalogue))


def test_the_column_is_that_of_the_markup(project):
    data = planted(full_policy(), ("vendor",), SCRIPT)
    line = next(line for line in write_policy(Path(), data).splitlines() if '"vendor"' in line)
    (said,) = refusals(data)
    assert said.startswith(
        f"acme.yaml:4:{line.index('<') + 1}: “vendor” holds markup: “<”. Only plain text is allowed:"
    )


@pytest.mark.parametrize("text", HARMLESS)
def test_what_means_nothing_in_html_or_markdown_is_plain(project, text):
    write_policy(Path(), full_policy() | {"vendor": text})
    assert compile_file(Path("acme.yaml"), Path("docs"))[0].vendor == text


@pytest.mark.parametrize("language", ["es", "it"])
def test_a_script_in_any_message_is_refused_with_its_line(tmp_path, language):
    path = catalogue_path(tmp_path, language)
    messages = plant_catalogue(catalogue_path(ROOT / "locales", language), path, SCRIPT)
    said = problems_of(compile_catalogue, path)
    lines = {message.lineno for message in read_catalogue(path) if message.id}
    assert {int(line.split(":")[1]) for line in said} == lines and len(lines) == messages > 500
    assert all("the translation holds markup" in line for line in said)


def test_commands_refuse_a_poisoned_catalogue_and_a_poisoned_release(project):
    write_policy(project / "checker/policies", full_policy())
    shutil.copy(SCHEMA, project / "checker/policies")
    plant_catalogue(catalogue_path(ROOT / "locales", "es"), catalogue_path(project / "locales", "es"), SCRIPT)
    archive(project).mkdir()
    (archive(project) / "acme-2026.10.json").write_text(json.dumps({"title": f"Acme {SCRIPT}"}))
    said = problems_of(open_library, project)
    assert any(line.startswith("locales/es/LC_MESSAGES/messages.po:") for line in said)
    assert any(line.startswith("checker/policies/history/acme-2026.10.json:1:11: ") for line in said)
    assert not list(archive_problems(ROOT))


HEADS = {
    "a title": (f"title: A {SCRIPT}\n", "1:10: “title” holds markup: “<”."),
    "a description": (f'title: A\ndescription: "B: {SCRIPT}"\n', "2:18: “description” holds markup: “<”."),
    "a word in a list": (f"hide:\n  - '{SCRIPT}'\n", "2:5: “hide / 0” holds markup: “<”."),
    "a name": (f"search:\n  '{SCRIPT}': true\n", f"2:33: The name “{SCRIPT}” holds markup: “<”."),
    "another page's template": ("location: javascript:x\n", "1:11: “location” cannot stand in the head of a page."),
    "an unknown name": ("titel: A\n", "1:8: “titel” cannot stand in the head of a page. Did you mean “title”?"),
    "what is no YAML": ("title: [\n", ": This is not valid YAML"),
}


@pytest.mark.parametrize(("head", "said"), HEADS.values(), ids=HEADS)
def test_a_script_in_the_head_of_a_page_is_refused_at_its_place(tmp_path, head, said):
    page = tmp_path / "en.md"
    page.write_text(f"---\n{head}---\n\n# A\n")
    expected = re.sub(r"^(\d+)", lambda line: f"{page}:{int(line[1]) + 1}", said)
    found = list(map(str, head_problems(tmp_path)))
    assert any(expected in each for each in found), found


def test_a_head_that_is_not_between_lines_is_refused(tmp_path):
    (tmp_path / "en.md").write_text(f"title: A {SCRIPT}\n\n# A\n")
    assert [str(each) for each in head_problems(tmp_path)] == [
        f"{tmp_path / 'en.md'}:1:1: The head of a page stands between two lines of ---."
    ]


def test_the_settings_and_the_heads_of_this_site_are_plain():
    assert not [*settings_problems(ROOT / "mkdocs.yml", "https://example.org/a/"), *head_problems(ROOT / "docs")]


@pytest.mark.parametrize("address", [f"https://example.org/{SCRIPT}/", 'https://example.org/"x', "javascript:x"])
def test_an_address_of_the_site_that_is_none_is_refused(address):
    (problem,) = settings_problems(ROOT / "mkdocs.yml", address)
    assert "cannot be the address of the site (SITE_URL)" in str(problem)


class Page(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def allowed(html: str) -> set[str]:
    """The digests of the scripts that a page's policy lets run."""
    (policy,) = re.findall(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', html)
    return set(re.findall("'sha256-([^']+)'", policy))


def digests(scripts: list[str]) -> set[str]:
    return {base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in scripts}


def root_of(page: Path, site: Path) -> str:
    return "/".join([".."] * (len(page.relative_to(site).parts) - 1)) or "."


@pytest.fixture(scope="module")
def planted_site(tmp_path_factory) -> Path:
    """A site with a script in every text, of which the build has not refused any."""
    folder = tmp_path_factory.mktemp("planted")
    write_site(folder, PLANT)
    with (folder / "docs/en/acme/rules.md").open("a") as page:
        page.write("\n## A { id='x\" onfocus=planted()' }\n\nText.\n")
    done = build_site(folder, "texts", "pages", site_url=f"https://planted.example/'\">{SCRIPT}/")
    assert not done.returncode, done.stdout + done.stderr
    return folder / "site"


def test_unrefused_scripts_are_text_on_every_page(planted_site):
    pages = sorted(planted_site.rglob("*.html"))
    assert len(pages) == 36
    for path in pages:
        html = path.read_text()
        assert "planted()" in html, path
        assert SCRIPT not in html, path
        for tag, attributes in Page(html).found:
            assert not [name for name in attributes if name.startswith("on") or '"' in name], (path, tag)
            assert not (attributes.get("href") or "").startswith("https://planted.example)"), path
            assert attributes.get("src") != "planted.png", path
        assert not re.search("<(strong|em|code)>planted", html), path


def test_an_unrefused_line_makes_no_cell(planted_site):
    _, row = re.findall(r"<tr>.*?</tr>", (planted_site / "index.html").read_text(), re.DOTALL)
    assert row.count("<td>") == 4 and re.search("<td><code>[0-9a-f]{12}</code></td>\n</tr>$", row)


def test_unrefused_scripts_are_allowed_on_no_page(planted_site):
    for path in planted_site.rglob("*.html"):
        html, listed = path.read_text(), listed_scripts(root_of(path, planted_site))
        assert set(inline_scripts(html)) <= set(listed), path
        assert allowed(html) == digests(inline_scripts(html)), path


def test_unrefused_scripts_are_text_in_the_search_index_and_the_site_map(planted_site):
    for path in [*planted_site.glob("search/*.json"), planted_site / "sitemap.xml"]:
        text = path.read_text()
        assert "planted()" in text and SCRIPT not in text, path


def test_a_site_with_a_script_in_its_texts_is_not_built(tmp_path):
    write_site(tmp_path, PLANT)
    done = build_site(tmp_path, site_url=f"https://planted.example/{SCRIPT}/")
    assert done.returncode
    for place in (
        "acme.yaml:",
        "docs/en/index.md:2:",
        "locales/it/LC_MESSAGES/messages.po:",
        "mkdocs.yml:2:",
        "SITE_URL",
    ):
        assert place in done.stderr, place


def test_a_script_that_is_not_listed_stops_the_build_and_runs_on_no_page(tmp_path):
    write_site(tmp_path)
    with (tmp_path / "docs/es/acme/rules.md").open("a") as page:
        page.write(f"\n{SCRIPT}\n")
    done = build_site(tmp_path, "pages")
    assert done.returncode
    assert re.search(
        r"site/es/acme/rules/index\.html:\d+:\d+: This script is not in the list .*“planted\(\)”", done.stderr
    )
    html = (tmp_path / "site/es/acme/rules/index.html").read_text()
    assert SCRIPT in html and not allowed(html) & digests(["planted()"])


def test_a_theme_that_brings_another_script_stops_the_build(tmp_path):
    page = '<html><head><meta charset="utf-8"></head><body><script>{}</script></body></html>'
    scope = next(each for each in listed_scripts("..") if "__md_scope" in each)
    for name, script in (("a", scope), ("b", scope.replace("__md_get", "__md_got"))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(page.format(script))
    (said,) = problems_of(secure_pages, tmp_path)
    assert said.startswith(f"{tmp_path / 'b' / 'index.html'}:1:")
    assert "If a new version of the theme brought it, read it, then copy it into a file in " in said
    assert allowed((tmp_path / "a/index.html").read_text()) == digests([scope])
    assert not allowed((tmp_path / "b/index.html").read_text())
