"""Search in the browser: what it finds in which language, where results lead, and what is loaded when."""

import json
import re

import pytest
from playwright.sync_api import Page, expect
from shared import in_chromium_first, quick_first

from checker.places import ROOT

pytestmark = pytest.mark.browser

FOLDERS = {"en": "", "es": "es/", "it": "it/"}
ALIKE = {
    "en": [("policy", "policies", "Policies"), ("warranty", "warranties"), ("24x7", "24×7")],
    "es": [("política", "politica", "políticas", "politicas"), ("garantía", "garantias"), ("conexion", "conexiones")],
    "it": [("priorità", "priorita"), ("garanzia", "garanzie"), ("politica", "politiche"), ("licenza", "licenze")],
}
FOREIGN = {"en": "cortafuegos", "es": "pacchetti", "it": "cortafuegos"}
NEEDED = ("search-worker.js", "search/es.json", "workers/search.")


def search(page: Page, text: str) -> list[str]:
    """The addresses of all results for `text`, best first."""
    field = page.locator(".md-search__input")
    counted = page.locator(".md-search-result__meta")
    field.fill("zzzz")
    field.press("End")
    expect(counted).to_have_text(re.compile("No matching|No se encontraron|Nessun"))
    field.fill(text)
    field.press("End")
    expect(counted).to_have_text(re.compile(r"\d+ "))
    return [link.get_attribute("href") for link in page.locator(".md-search-result__link").all()]


@pytest.mark.parametrize("language", FOLDERS)
def test_the_index_has_every_clause_and_nothing_in_another_language(library, language):
    docs = json.loads((ROOT / "site" / "search" / f"{language}.json").read_text(encoding="utf-8"))["docs"]
    locations = [each["location"] for each in docs]
    others = tuple(folder for name, folder in FOLDERS.items() if folder and name != language)
    assert all(each.startswith(FOLDERS[language]) and not each.startswith(others) for each in locations)
    assert len(locations) == len(set(locations))
    clauses = [each.href for policy in library.words[language].clauses.values() for each in policy.values()]
    assert clauses
    assert not set(clauses) - set(locations)


@in_chromium_first
@pytest.mark.parametrize("language", quick_first("es", "en", "it"))
def test_words_are_found_in_all_their_forms_and_in_the_language_of_the_page(running, language):
    page = running.page
    page.goto(f"{running.origin}{FOLDERS[language]}3cx/levels/")
    open_by_focus(page)
    for forms in ALIKE[language]:
        found = [search(page, form) for form in forms]
        assert found[0]
        assert all(each == found[0] for each in found), forms
        assert all(re.match(f"{running.origin}{FOLDERS[language]}(?!es/|it/)", address) for address in found[0])
    expect(page.locator(".md-search-result mark").first).to_be_visible()
    field = page.locator(".md-search__input")
    field.fill(FOREIGN[language])
    field.press("End")
    expect(page.locator(".md-search-result__meta")).to_have_text(re.compile("No matching|No se enc|Nessun"))


def test_results_show_the_text_as_written_and_words_as_typed(running):
    page = running.page
    page.goto(f"{running.origin}es/")
    open_by_focus(page)
    search(page, "garantias Xylofón")
    expect(page.locator(".md-search-result mark").first).to_have_text("Garantía")
    expect(page.locator(".md-search-result__terms").first).to_contain_text("Xylofón")


def open_by_click(page: Page) -> None:
    page.locator(".md-search__input").click()


def open_by_icon(page: Page) -> None:
    page.set_viewport_size({"width": 400, "height": 700})
    page.locator("header [for=__search]").first.click()


def open_by_focus(page: Page) -> None:
    page.locator(".md-search__input").focus()


@in_chromium_first
@pytest.mark.parametrize("missing", quick_first("nothing", "checker.js", "worker.js"))
def test_the_checker_page_has_search_too_whatever_is_missing_there(running, missing):
    """Although the theme's script comes late there."""
    running.page.route(f"**/{missing}", lambda route: route.abort())
    running.page.goto(f"{running.origin}checker/#3cx?role=partner")
    open_by_focus(running.page)
    assert any("3cx/" in href for href in search(running.page, "firewall"))
    running.faults.clear()


@in_chromium_first
def test_nothing_of_search_is_loaded_before_it_is_opened(running):
    page = running.page
    for opening in (open_by_click, open_by_focus, open_by_icon):
        running.requests.clear()
        page.goto(f"{running.origin}es/about/", wait_until="networkidle")
        assert not [url for url in running.requests if any(part in url for part in (*NEEDED, "search_index"))]
        opening(page)
        expect(page.locator(".md-search-result__meta")).to_have_text("Teclee para comenzar búsqueda")
        for part in NEEDED:
            assert len([url for url in running.requests if part in url]) == 1, (opening, part)


def test_opening_search_again_loads_nothing_again(running):
    page = running.page
    page.goto(f"{running.origin}es/about/")
    open_by_focus(page)
    assert search(page, "garantía")
    page.keyboard.press("Escape")
    open_by_focus(page)
    assert search(page, "garantía")
    assert len([url for url in running.requests if "es.json" in url]) == 1


@in_chromium_first
def test_by_keyboard_alone_a_result_leads_to_its_clause(running):
    page = running.page
    page.goto(f"{running.origin}it/about/")
    open_by_focus(page)
    page.keyboard.type("partner bronze audio aggiornamento")
    clause = page.locator('.md-search-result__link[href$="/levels/#bronze-no-network-os"]')
    expect(clause).to_be_visible()
    for _ in range(20):
        page.keyboard.press("ArrowDown")
        if clause.evaluate("link => link === document.activeElement"):
            break
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{running.origin}it/3cx/levels/#bronze-no-network-os")
    expect(page.locator("#bronze-no-network-os")).to_be_in_viewport()


def test_a_click_on_a_result_on_the_same_page_leads_to_its_clause(running):
    page = running.page
    page.goto(f"{running.origin}es/3cx/levels/")
    open_by_focus(page)
    search(page, "prioridad tickets platino")
    page.locator('.md-search-result__link[href$="/levels/#platinum-titanium-priority"]').click()
    expect(page).to_have_url(f"{running.origin}es/3cx/levels/#platinum-titanium-priority")
    expect(page.locator("#platinum-titanium-priority")).to_be_in_viewport()


def test_search_says_when_it_could_not_load_and_tries_again(running):
    page = running.page
    page.context.route("**/search/it.json", lambda route: route.abort(), times=1)
    page.goto(f"{running.origin}it/")
    open_by_focus(page)
    expect(page.locator(".md-search-result__meta")).to_contain_text("Non è stato possibile caricare la ricerca")
    page.keyboard.press("Escape")
    open_by_focus(page)
    assert search(page, "garanzia")
    running.faults.clear()  # the browser's own line about the request that failed
