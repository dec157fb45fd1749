"""The built site as it is served: languages, links, and nothing from anywhere else."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import pytest
from playwright.sync_api import expect

from checker.places import ROOT

pytestmark = pytest.mark.browser

SITE = ROOT / "site"
LANGUAGES = ("en", "es", "it")


class Elements(HTMLParser):
    """Every start tag with its attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@cache
def elements(path: Path) -> list[tuple[str, dict[str, str]]]:
    """Those of the page."""
    parser = Elements()
    parser.feed(path.read_text(encoding="utf-8"))
    return parser.found


def pages() -> list[Path]:
    return sorted(path for path in SITE.rglob("*.html") if path.name != "404.html")


def every_page() -> Iterator[tuple[Path, list[tuple[str, dict[str, str]]]]]:
    """Each with its elements, but for the checker in a frame: that is no page of its own."""
    return ((path, elements(path)) for path in pages() if path.parent.name != "embed")


def language_of(path: Path) -> str:
    first = path.relative_to(SITE).parts[0]
    return first if first in LANGUAGES else "en"


def test_every_page_exists_in_every_language():
    english = {path.relative_to(SITE) for path in pages() if language_of(path) == "en"}
    for language in ("es", "it"):
        assert {path.relative_to(SITE / language) for path in pages() if language_of(path) == language} == english


def test_every_page_says_its_language():
    for path, found in every_page():
        assert dict(found)["html"]["lang"] == language_of(path), path


def test_nothing_is_loaded_from_another_origin():
    loaded = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src"}
    for path, found in every_page():
        for tag, attributes in found:
            rel = attributes.get("rel", "").strip()
            if tag in loaded and rel not in ("canonical", "alternate"):
                assert not re.match(r"(https?:)?//", attributes.get(loaded[tag], "")), (path, tag, attributes)


def test_styles_load_nothing_from_another_origin():
    for path in SITE.rglob("*.css"):
        assert not re.search(r"url\(['\"]?(https?:)?//|@import", path.read_text(encoding="utf-8")), path


def test_every_internal_link_leads_to_a_page_and_an_anchor():
    ids = {path: {attributes["id"] for _, attributes in found if "id" in attributes} for path, found in every_page()}
    for path, found in every_page():
        here = f"http://site/{path.relative_to(SITE).parent.as_posix()}/".replace("/./", "/")
        for tag, attributes in found:
            href = attributes.get("href", "")
            if tag != "a" or not href or re.match(r"[a-z]+:", href):
                continue
            address = urlsplit(urljoin(here, href))
            target = (
                SITE / address.path.lstrip("/") / "index.html"
                if address.path.endswith("/")
                else SITE / address.path.lstrip("/")
            )
            assert target in ids or (target.suffix not in (".html", "") and target.is_file()), (path, href)
            if address.fragment and "/checker/" not in address.path:
                assert address.fragment in ids[target], (path, href)


def test_policy_pages_name_the_authority_and_the_date(library):
    said = {"en": "The vendor's own text is what counts", "es": "El texto que cuenta es el del proveedor", "it": ""}
    for path in pages():
        policy, words = library.policies.get(policy_of(path)), library.words[language_of(path)]
        if policy:
            text = " ".join(unescape(path.read_text(encoding="utf-8")).split())
            assert 'class="authority"' in text and said[words.language] in text, path
            assert words.date(date.fromisoformat(policy.checked_on)) in text, path


def test_every_page_leads_to_an_e_mail_that_names_it(library):
    for path, found in every_page():
        say = library.words[language_of(path)].gettext
        (link,) = (each["href"] for tag, each in found if tag == "a" and "?subject=" in each.get("href", ""))
        address, _, query = link.removeprefix("mailto:").partition("?")
        given = dict(parse_qsl(query))
        html = unescape(path.read_text(encoding="utf-8"))
        assert "@" in address and f">{say('Something wrong on this page?')}</a>" in html, path
        assert given["body"].strip() in (path.relative_to(SITE).as_posix().removesuffix("index.html"), "./"), path
        before, after = say("Error on the page “{page}”").split("{page}")
        assert given["subject"].startswith(before) and given["subject"].endswith(after), path


def policy_of(path: Path) -> str:
    """The folder of the page in that of its language."""
    parts = path.relative_to(SITE).parts
    return parts[parts[0] in LANGUAGES]


def test_the_interface_speaks_the_language_of_the_page():
    english = (
        "Continue",
        "Your answers",
        "Why we ask",
        "What the words mean",
        "Read this",
        "Skip to content",
        "Back to top",
        "Switch to",
    )
    for language in ("es", "it"):
        text = (SITE / language / "checker" / "index.html").read_text(encoding="utf-8")
        visible = re.sub(r"<script.*?</script>", "", text, flags=re.DOTALL)
        assert not [words for words in english if words in visible]


def test_the_language_switch_keeps_the_page_and_the_anchor(watched):
    page = watched.page
    page.goto(f"{watched.origin}3cx/levels/#level-2")
    for language in ("es", "it"):
        page.locator(".md-select").first.hover()
        page.locator(f'a.md-select__link[hreflang="{language}"]').click()
        expect(page).to_have_url(f"{watched.origin}{language}/3cx/levels/#level-2")
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("#level-2")).to_be_in_viewport()


@pytest.mark.parametrize("path", ["", "it/3cx/", "es/glossary/", "es/checker/"])
def test_pages_open_without_errors_or_foreign_requests(watched, path):
    watched.page.goto(watched.origin + path, wait_until="networkidle")
    assert watched.page.locator("h1").inner_text()
