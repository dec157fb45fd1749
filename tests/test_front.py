"""What templates and styles promise to those who hear the page, use it by keyboard, print it, or have no scripts."""

import re
from html.parser import HTMLParser

import pytest

from checker.languages import LANGUAGES
from checker.places import ROOT, WEB
from checker.policy.pages import page_html

THEME = WEB / "theme"
STYLES = "\n".join(path.read_text(encoding="utf-8") for path in sorted(WEB.rglob("*.css")))


class Elements(HTMLParser):
    """The elements of a template, by id."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.found: dict[str, dict[str, str | None]] = {}
        self.feed(re.sub(r"{[%#].*?[%#]}", "", (THEME / name).read_text(encoding="utf-8"), flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        if attributes.get("id"):
            self.found[str(attributes["id"])] = attributes


@pytest.mark.parametrize(
    ("template", "name", "role"),
    [
        ("checker.html", "checker-fault", "alert"),
        ("checker.html", "checker-left-out", "alert"),
        ("checker.html", "checker-errors", "group"),
        ("checker.html", "checker-announcer", "status"),
        ("checker.html", "checker-waiting", "status"),
        ("doctor.html", "doctor-outcome", "status"),
        ("doctor.html", "checker-announcer", "status"),
        ("main.html", "newer", "status"),
    ],
)
def test_what_appears_is_said_to_those_who_hear_the_page(template, name, role):
    assert Elements(template).found[name].get("role") == role


def test_what_takes_the_focus_when_it_appears_can_take_it():
    assert Elements("checker.html").found["checker-errors"]["tabindex"] == "-1"


@pytest.mark.parametrize("name", ["checker-fault", "checker-errors", "checker-left-out", "checker-waiting"])
def test_nothing_is_said_before_there_is_something_to_say(name):
    assert "hidden" in Elements("checker.html").found[name]


def test_the_form_leaves_no_answer_with_the_browser_and_is_judged_by_the_page():
    form = Elements("checker.html").found["checker-form"]
    assert form["autocomplete"] == "off" and "novalidate" in form


@pytest.mark.parametrize("template", ["checker.html", "doctor.html"])
def test_without_scripts_a_page_that_needs_them_says_so(template):
    assert "<noscript>" in (THEME / template).read_text(encoding="utf-8")


@pytest.mark.parametrize("template", ["main.html", "404.html", "doctor.html", "checker.html"])
def test_no_template_lets_markup_through_or_runs_a_script_that_is_not_listed(template):
    text = (THEME / template).read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe|autoescape\s+false|\bon\w+=\"|javascript:", text)
    scripts = re.findall(r"<script(?![^>]*\bsrc=)[^>]*>(.*?)</script>", text, re.DOTALL)
    listed = r"{{ rules\(\) }}|{{ inline(\(\"\w+\"\))? }}|{{ [\w.()]+ \| tojson }}"
    assert [script for script in scripts if not re.fullmatch(listed, script)] == []


def test_pages_of_search_engines_and_of_those_who_come_from_another_language():
    text = (THEME / "main.html").read_text(encoding="utf-8")
    for part in ('name="robots" content="{{ page.meta.robots }}"', 'rel="canonical"', 'hreflang="{{ language }}"'):
        assert part in text
    assert '<meta name="robots" content="noindex">' in (THEME / "404.html").read_text(encoding="utf-8")


def test_every_page_says_where_to_write_when_something_is_wrong_on_it():
    text = (THEME / "partials" / "copyright.html").read_text(encoding="utf-8")
    assert 'href="mailto:{{ config.extra.contact }}?subject={{ about | urlencode }}&amp;body=' in text
    assert "_('Something wrong on this page?')" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_picture_of_a_verdict_finds_its_place_above_the_only_numbered_list(language):
    html = page_html((ROOT / "docs" / language / "index.md").read_text(encoding="utf-8"))
    assert html.count("<ol>") == 1
    assert html.index('id="how"') < html.index("<ol>") < html.index('id="audience"')
    assert "replace('<ol>' | safe, picture" in (THEME / "home.html").read_text(encoding="utf-8")


def test_the_picture_of_a_verdict_is_for_the_eye_only_and_takes_its_colours_from_the_styles():
    text = (THEME / "steps.html").read_text(encoding="utf-8")
    assert 'aria-hidden="true"' in text
    assert re.findall(r">\s*([^<>\s{}?][^<>{}]*)<", text) == []
    assert not re.search(r"\bstyle=|#[0-9a-f]{3}|\b(fill|stroke)=", text)
    used = {name for each in re.findall(r'class="([^"]+)"', text) for name in each.split()}
    assert not [name for name in used if f".{name}" not in STYLES]


def rules(selector: str, around: str = "") -> str:
    """What the styles say of a selector, within that @media if one is named."""
    text = "\n".join(re.findall(rf"@media {re.escape(around)} {{(.*?\n)}}", STYLES, re.DOTALL)) if around else STYLES
    return "\n".join(re.findall(rf"{re.escape(selector)}[^{{}}]*{{([^}}]*)}}", text))


@pytest.mark.parametrize(
    ("selector", "around", "said"),
    [
        (".checker-visually-hidden", "", "clip-path: inset(50%)"),
        (".checker-visually-hidden", "", "position: absolute"),
        ("#checker-app [hidden]", "", "display: none !important"),
        (":root :is(a, button, input, select, textarea, summary", "", "outline: 0.15rem solid"),
        ("#checker-app button:focus-visible", "", "outline: 0.15rem solid"),
        (".checker-unstarted", "", "animation: checker-appear 0s 8s both"),
        (".checker-unstarted", "(scripting: none)", "display: none"),
    ],
)
def test_the_styles_keep_what_no_picture_shows(selector, around, said):
    assert said in rules(selector, around)


@pytest.mark.parametrize("furniture", [".md-header", ".md-footer", ".checker-form", ".checker-change"])
def test_furniture_is_not_printed(furniture):
    printed = "\n".join(re.findall(r"@media print {(.*?\n)}", STYLES, re.DOTALL))
    hidden = re.findall(r"([^{}]*){[^}]*display: none[^}]*}", printed)
    assert any(furniture in selectors for selectors in hidden)


def test_on_the_home_page_the_field_comes_before_the_button_that_works_without_it():
    text = (THEME / "home.html").read_text(encoding="utf-8")
    anchor = '<p><a class="md-button'
    assert f"replace('{anchor}' | safe, field ~" in text
    for language in ("en", "es", "it"):
        page = (ROOT / "docs" / language / "index.md").read_text(encoding="utf-8")
        assert page.index("](checker.md){ .md-button") < page.index("## ")
