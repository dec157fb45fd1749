"""How pages are found: what they say of themselves and of each other, the offer of a language, dead ends, terms."""

import json
import re
from collections import Counter
from html import escape, unescape
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from conftest import VIOLATIONS, open_context
from playwright.sync_api import BrowserContext, Page, expect
from served import Handler
from shared import in_chromium_first
from test_site import LANGUAGES, SITE, elements, every_page, language_of, pages

from checker.library.opened import Library
from checker.pages.typography import set_text
from checker.places import ROOT, WEB
from checker.site.alternates import alternates, page_root
from checker.site.assets import scripts_path
from checker.site.missing import write_missing_pages
from checker.site.sitemap import SITEMAP, XHTML, announce

pytestmark = pytest.mark.browser

ADDRESS = "https://example.org/support/"
TITLES = {"en": "Page not found", "es": "Página no encontrada", "it": "Pagina non trovata"}


def url_of(path: Path) -> str:
    return path.relative_to(SITE).as_posix().removesuffix("index.html")


def common_of(path: Path) -> str:
    return re.sub(r"^(es|it)/", "", url_of(path))


def metas(found: list[tuple[str, dict[str, str]]]) -> dict[str, str]:
    each = [attributes for tag, attributes in found if tag == "meta"]
    return {every.get("name") or every.get("property", ""): every.get("content", "") for every in each}


def test_every_page_leads_to_itself_in_every_language():
    for path, found in every_page():
        here = ADDRESS + url_of(path)
        links = {
            each["hreflang"]: urljoin(here, each["href"]) for tag, each in found if tag == "link" and "hreflang" in each
        }
        expected = {
            language: f"{ADDRESS}{'' if language == 'en' else language + '/'}{common_of(path)}"
            for language in LANGUAGES
        }
        assert links == {**expected, "x-default": expected["en"]}, path
        assert links[language_of(path)] == here


def test_without_the_address_of_the_site_no_page_claims_one():
    for path, found in every_page():
        assert not [each for tag, each in found if tag == "link" and each.get("rel") == "canonical"], path
        assert not {"og:url", "og:image", "twitter:card"} & metas(found).keys(), path
    assert not [*SITE.glob("sitemap.xml*"), *SITE.glob("assets/cards/*")]
    assert "Sitemap" not in (SITE / "robots.txt").read_text()


def test_with_the_address_every_link_is_full():
    links = alternates("3cx/levels/", LANGUAGES, page_root("es/3cx/levels/", ADDRESS))
    assert links["x-default"] == links["en"] == f"{ADDRESS}3cx/levels/"
    assert links["it"] == f"{ADDRESS}it/3cx/levels/"
    assert "x-default" not in alternates("new/", ["es"], ADDRESS)


def test_the_site_map_has_every_page_with_its_languages(tmp_path):
    for path in pages():
        (tmp_path / url_of(path)).mkdir(parents=True, exist_ok=True)
        (tmp_path / url_of(path) / "index.html").touch()
    announce(tmp_path, ADDRESS, {})
    entries = ElementTree.parse(tmp_path / "sitemap.xml").findall(f"{{{SITEMAP}}}url")
    assert sorted(each[0].text or "" for each in entries) == sorted(ADDRESS + url_of(path) for path in pages())
    for entry in entries:
        links = {link.get("hreflang"): link.get("href") for link in entry.findall(f"{{{XHTML}}}link")}
        assert set(links) == {*LANGUAGES, "x-default"}
        assert entry[0].text in links.values()
        assert links["x-default"] == links["en"] == re.sub("/support/(es|it)/", "/support/", entry[0].text or "")
    assert f"Sitemap: {ADDRESS}sitemap.xml" in (tmp_path / "robots.txt").read_text()


def test_every_page_has_a_title_and_a_description_of_its_own():
    for language in LANGUAGES:
        own = {path: metas(found) for path, found in every_page() if language_of(path) == language}
        for name in ("description", "og:title"):
            texts = [each[name] for each in own.values()]
            assert all(texts) and (name == "og:title" or len(set(texts)) == len(texts)), (language, name)
        assert all(50 <= len(each["description"]) <= 200 for each in own.values()), language
        assert {each["og:locale"][:2] for each in own.values()} == {language}
        assert all(each["og:description"] == each["description"] and each["theme-color"] for each in own.values())
    titles = [re.findall("<title>(.*?)</title>", path.read_text(encoding="utf-8")) for path in pages()]
    assert all(len(each) == 1 for each in titles)


def test_titles_descriptions_and_data_name_the_vendor_and_the_language(library: Library):
    for path, found in every_page():
        html, policy = path.read_text(encoding="utf-8"), library.policies.get(common_of(path).split("/")[0])
        (data,) = map(json.loads, re.findall(r'<script type="application/ld\+json">(.*?)</script>', html))
        parts = {part["@type"]: part for part in data["@graph"]}
        assert ("FAQPage" in parts) == common_of(path).endswith("/faq/"), path
        steps = parts["BreadcrumbList"]["itemListElement"]
        here = ADDRESS + url_of(path)
        assert urljoin(here, steps[-1]["item"]) == here, path
        assert all((SITE / urljoin(here, step["item"]).removeprefix(ADDRESS) / "index.html").exists() for step in steps)
        if "FAQPage" in parts:
            assert parts["FAQPage"]["inLanguage"] == language_of(path)
            asked = parts["FAQPage"]["mainEntity"]
            assert len(asked) > 3 and all(each["name"] and each["acceptedAnswer"]["text"] for each in asked), path
        if policy:
            (title,) = re.findall("<title>(.*?)</title>", html)
            assert policy.vendor in title and policy.vendor in metas(found)["description"], path
            assert len(steps) == (2 if common_of(path) == f"{policy.id}/" else 3), path


def test_every_page_has_a_title_of_its_own_in_all_languages():
    titles = Counter(re.findall("<title>(.*?)</title>", path.read_text(encoding="utf-8"))[0] for path in pages())
    assert [title for title, count in titles.items() if count > 1] == []


def test_clauses_with_terms_in_them_read_as_they_are_quoted(library: Library):
    checked = 0
    for path in pages():
        html, words = path.read_text(encoding="utf-8"), library.words[language_of(path)]
        for policy in words.clauses.values():
            for clause in policy.values():
                page, _, name = clause.href.partition("#")
                if page == url_of(path) and (found := re.search(rf'<(p|li) id="{name}">(.*?)</\1>', html, re.DOTALL)):
                    checked += 'class="term"' in found[2]
                    alone = re.sub(r'<(ul|ol)>.*|<span class="clause-history".*', "", found[2], flags=re.DOTALL)
                    text = re.sub(r"<[^>]+>", "", alone)
                    printed = unescape(set_text(escape(clause.text), words.language))
                    assert unescape(text).split() == printed.split()
    assert checked > 30


def test_a_term_leads_to_its_entry_once_on_a_page_and_its_definition_is_there():
    seen = set()
    for path, found in every_page():
        links = [attributes for tag, attributes in found if tag == "a" and attributes.get("class") == "term"]
        names = [each["href"].partition("#")[2] for each in links]
        assert len(names) == len(set(names)), path
        assert {each["aria-describedby"] for each in links} <= {attributes.get("id") for _, attributes in found}
        seen |= set(names)
    assert len(seen) > 30
    assert not seen & {"term-covered", "term-limited", "term-policy"}


# The offer of a language. Chromium is told its languages; Firefox gives those of its context.


def visitor(context: BrowserContext, *languages: str) -> Page:
    page = context.new_page()
    page.add_init_script(f"Object.defineProperty(navigator, 'languages', {{ value: {list(languages)!r} }})")
    return page


def offer(page: Page, language: str):
    return page.locator(f'.offer[lang="{language}"]')


@in_chromium_first
def test_a_page_is_offered_in_the_language_of_the_visitor_until_that_is_answered(context, site):
    page = visitor(context, "fr-FR", "es-MX", "en")
    page.goto(f"{site}it/3cx/levels/#level-2")
    expect(offer(page, "es")).to_be_visible()
    expect(offer(page, "en")).to_be_hidden()
    assert offer(page, "es").inner_text().startswith("Esta página también está disponible en español.")
    expect(offer(page, "es").get_by_role("link")).to_have_attribute("href", re.compile("#level-2$"))
    page.goto(f"{site}3cx/")
    offer(page, "es").get_by_role("button").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".md-banner")).to_be_hidden()
    assert page.evaluate("document.activeElement.closest('.md-header') !== null")
    for path in ("3cx/", "it/"):
        page.goto(site + path)
        expect(page.locator(".md-banner")).to_be_hidden()


@in_chromium_first
def test_the_offer_leads_to_the_same_place(context, site):
    page = visitor(context, "it")
    page.goto(f"{site}3cx/levels/#level-2")
    page.keyboard.press("Tab")
    offer(page, "it").get_by_role("link").click()
    expect(page).to_have_url(f"{site}it/3cx/levels/#level-2")
    expect(page.locator(".md-banner")).to_be_hidden()
    page.goto(f"{site}3cx/levels/")
    expect(page.locator(".md-banner")).to_be_hidden()


def test_nothing_is_offered_to_who_chose_a_language_or_reads_theirs(context, site):
    page = visitor(context, "it-CH", "en")
    page.goto(f"{site}it/about/")
    expect(page.locator(".md-banner")).to_be_hidden()
    page.locator(".md-select").first.hover()
    page.locator('a.md-select__link[hreflang="en"]').click()
    expect(page).to_have_url(f"{site}about/")
    expect(page.locator(".md-banner")).to_be_hidden()


def test_the_offer_works_where_storage_is_denied_and_is_not_printed(context, site):
    page, faults = visitor(context, "es"), list[str]()
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied') } })")
    page.goto(f"{site}about/")
    page.emulate_media(media="print")
    expect(offer(page, "es")).to_be_hidden()
    page.emulate_media(media="screen")
    offer(page, "es").get_by_role("button").click()
    expect(offer(page, "es")).to_be_hidden()
    assert not [fault for fault in faults if "offer" in fault]


# Missing addresses.


@pytest.mark.parametrize("language", LANGUAGES)
def test_there_is_a_page_for_missing_addresses_in_each_language(language):
    html = (SITE / ("" if language == "en" else language) / "404.html").read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in html
    assert 'content="noindex"' in html
    shown = LANGUAGES if language == "en" else (language,)
    for each in LANGUAGES:
        assert (TITLES[each] in html) == (each in shown)
        assert (f'<section lang="{each}">' in html) == (each in shown)


def test_links_on_it_are_whole_where_the_address_is_known(tmp_path, library):
    write_missing_pages(tmp_path, library, WEB / "theme", scripts_path(), ADDRESS, {})
    links = [each for tag, each in elements(tmp_path / "es" / "404.html") if "data-path" in each]
    assert len(links) > 5
    for each in links:
        assert (each.get("href") or each["src"]) == f"/support/{each['data-path']}"
        target = SITE / each["data-path"]
        assert (target / "index.html" if target.is_dir() else target).is_file()


class Lost(Handler):
    """Answers as a host does that shows 404.html for every address that is not there."""

    def send_error(self, code, *_):
        body = (ROOT / "site" / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


@pytest.fixture(scope="module")
def host():
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *each: Lost(*each, directory=str(SITE)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/some/where/"
    server.shutdown()


@in_chromium_first
@pytest.mark.parametrize("missing", ["nowhere", "es/3cx/no/such/page/"])
def test_a_missing_address_leads_back_below_any_path_and_at_any_depth(context, host, missing):
    page, violations = context.new_page(), list[str]()
    page.add_init_script(VIOLATIONS)
    page.on("console", lambda said: "Content-Security-Policy:" in said.text and violations.append(said.text))
    page.goto(host + missing)
    link = page.locator('section[lang="it"] a').first
    expect(link).to_have_attribute("href", "/some/where/it/")
    expect(page.locator("header")).to_have_css("background-color", "rgb(20, 33, 61)")
    assert page.locator("header img").evaluate("image => image.decode().then(() => image.naturalWidth)")
    assert not violations
    link.click()
    expect(page).to_have_url(f"{host}it/")
    expect(page.locator("html")).to_have_attribute("lang", "it")


# Terms.


@in_chromium_first
def test_the_definition_of_a_term_shows_for_keyboard_and_pointer(watched):
    page = watched.page
    page.goto(f"{watched.origin}3cx/levels/")
    term = page.locator("a.term").first
    tip = page.locator(f"#{term.get_attribute('aria-describedby')}")
    expect(tip).to_be_hidden()
    page.locator("h1").click()
    while not term.evaluate("term => term === document.activeElement"):
        page.keyboard.press("Tab")
    expect(tip).to_be_visible()
    page.keyboard.press("Escape")
    expect(tip).to_be_hidden()
    expect(term).to_be_focused()
    term.hover()
    expect(tip).to_be_visible()
    tip.hover()
    expect(tip).to_be_visible()
    page.locator("h1").hover()
    expect(tip).to_be_hidden()
    term.focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(f"{watched.origin}glossary/#term-"))


def test_a_touch_shows_the_definition_and_a_second_one_leads_to_the_glossary(browser, site):
    context = open_context(browser, has_touch=True, viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{site}3cx/levels/")
    term = page.locator("a.term").first
    tip = page.locator(f"#{term.get_attribute('aria-describedby')}")
    term.tap()
    expect(tip).to_be_in_viewport(ratio=1)
    expect(page).to_have_url(f"{site}3cx/levels/")
    term.tap()
    expect(page).to_have_url(re.compile(f"{site}glossary/#term-"))
    context.close()
