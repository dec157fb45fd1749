"""The site by keyboard alone: Tab, Shift+Tab, Enter, Space, the arrows, Escape, and letters where text is typed."""

import re

import pytest
from answers import PARTNER
from playwright.sync_api import Page, expect
from shared import in_chromium_first
from test_checker import POLICY_3CX, READY, VERDICT, link

pytestmark = [pytest.mark.browser, in_chromium_first]

MENU = 'button[for="__drawer"]'
SEARCH = ".md-search__input"
NARROW = {"width": 320, "height": 640}
FOCUS = """() => {
  const { activeElement: at } = document;
  const box = at.getBoundingClientRect();
  const style = getComputedStyle(at);
  const over = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
  return {
    id: [at.tagName, at.id || at.className, at.textContent.trim().slice(0, 20), box.x, box.y + scrollY].join(" "),
    page: at === document.body,
    seen: style.visibility === "visible" && box.width > 0 && box.height > 0,
    free: Boolean(over) && (at.contains(over) || over.contains(at)),
    marked: style.outlineStyle !== "none" || at.matches(":has(:focus-visible)") || at.type === "radio",
  };
}"""


def tab_to(page: Page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus is there."""
    for _ in range(80):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{key} does not lead to {selector}")


def go_on(page: Page) -> None:
    tab_to(page, "#checker-continue")
    page.keyboard.press("Enter")


def say(page: Page, words: str) -> None:
    """Answer in one's own words: the first option that they find."""
    tab_to(page, '.checker-words [type="text"]')
    page.keyboard.type(words)
    expect(page.locator(".checker-step:not([hidden]) .checker-words-found label").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    go_on(page)


def test_from_the_home_page_to_a_verdict_a_changed_answer_and_the_draft(watched):
    page = watched.page
    page.goto(watched.origin)
    tab_to(page, '.md-content a[href*="checker/"]')
    page.keyboard.press("Enter")
    page.wait_for_selector(READY)
    tab_to(page, POLICY_3CX)
    page.keyboard.press("Space")
    go_on(page)
    expect(page.locator('[data-step="3cx.issue"] fieldset')).to_be_focused()
    say(page, "upgrade")
    expect(page.locator('[data-step="3cx.role"] fieldset')).to_be_focused()
    tab_to(page, '[name="3cx.role"]')
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    go_on(page)
    expect(page).to_have_url(re.compile(r"#3cx\?.*role=\w"))
    page.goto(page.url.split("#")[0] + link("3cx", PARTNER))
    expect(page.locator("#checker-draft-heading")).to_be_visible()
    tab_to(page, '[data-change="issue"]')
    page.keyboard.press("Enter")
    say(page, "firewall")
    expect(page.locator(VERDICT)).to_have_attribute("data-status", "not-covered")
    expect(page.locator("#checker-verdict-heading")).to_be_focused()
    expect(page).to_have_title(re.compile("^Not covered - "))
    page.go_back()
    expect(page.locator("#checker-draft-heading")).to_be_visible()
    tab_to(page, ".checker-link .md-button--primary")
    page.keyboard.press("Enter")
    expect(page.locator(".checker-draft-text")).to_be_focused()
    tab_to(page, ".checker-draft .md-button")


def test_a_menu_that_was_open_is_closed_after_a_reload(watched):
    """Firefox would open it again."""
    page = watched.page
    page.set_viewport_size(NARROW)
    page.goto(f"{watched.origin}about/")
    page.click(MENU)
    expect(page.locator("#__drawer")).to_be_checked()
    page.reload()
    expect(page.locator(MENU)).to_have_attribute("aria-expanded", "false")
    expect(page.locator("#__drawer")).not_to_be_checked()


def test_errors_take_the_focus_and_lead_to_their_fields(watched):
    page = watched.page
    page.goto(f"{watched.origin}checker/#3cx?issue=guidance")
    page.wait_for_selector(READY)
    go_on(page)
    expect(page.locator("#checker-errors")).to_be_focused()
    tab_to(page, "#checker-errors a")
    page.keyboard.press("Enter")
    expect(page.locator('[name="3cx.role"]').first).to_be_focused()


@pytest.mark.parametrize("width", [1280, 320])
def test_every_stop_is_seen_and_none_is_a_trap(watched, width):
    page = watched.page
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{watched.origin}es/3cx/levels/")
    stops = []
    for _ in range(90):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop["page"] or stop["id"] in stops:
            break
        assert stop["seen"] and stop["free"] and stop["marked"], stop
        stops.append(stop["id"])
    assert len(stops) > 15
    assert any("accesib" in stop.lower() for stop in stops), "the end of the page is never reached"


def test_the_skip_link_leads_past_the_header(watched):
    page = watched.page
    page.goto(f"{watched.origin}3cx/levels/")
    page.keyboard.press("Tab")
    expect(page.locator(".md-skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.closest('.md-content') !== null")


def test_search_opens_leads_to_a_result_and_closes(watched):
    page = watched.page
    page.goto(f"{watched.origin}3cx/levels/")
    tab_to(page, SEARCH)
    page.keyboard.type("bronze")
    first = page.locator(".md-search-result__link").first
    expect(first).to_be_visible()
    tab_to(page, ".md-search-result__link")
    tab_to(page, SEARCH, "Shift+Tab")
    page.keyboard.press("ArrowDown")
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_hidden()
    expect(page.locator(SEARCH)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("#"))


def test_leaving_the_search_closes_it(watched):
    page = watched.page
    page.goto(f"{watched.origin}3cx/levels/")
    tab_to(page, SEARCH)
    page.keyboard.type("bronze")
    expect(page.locator("#__search")).to_be_checked()
    tab_to(page, ".md-tabs__link")
    expect(page.locator("#__search")).not_to_be_checked()


def test_on_a_narrow_screen_search_and_menu_give_the_focus_back(watched):
    page = watched.page
    page.set_viewport_size(NARROW)
    page.goto(f"{watched.origin}it/3cx/levels/")
    button = 'button.md-header__button[for="__search"]'
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(page.locator(SEARCH)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(button)).to_be_focused()
    tab_to(page, MENU, "Shift+Tab")
    page.keyboard.press("Space")
    expect(page.locator(".md-nav__close")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(MENU)).to_be_focused()
    expect(page.locator(MENU)).to_have_attribute("aria-expanded", "false")


def test_the_menu_keeps_the_focus_and_leads_through_its_lists(watched):
    page = watched.page
    page.set_viewport_size(NARROW)
    page.goto(f"{watched.origin}glossary/")
    tab_to(page, MENU)
    page.keyboard.press("Enter")
    tab_to(page, 'button[for="__nav_4"]')
    page.keyboard.press("Enter")
    expect(page.locator('button.md-nav__title[for="__nav_4"]')).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator('.md-nav__link[for="__nav_4"]')).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(25):
        page.keyboard.press("Tab")
        assert page.evaluate("() => !document.activeElement.closest('.md-content, .md-header, .md-footer')")
    tab_to(page, 'a.md-nav__link[href$="3cx/levels/"]', "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/3cx/levels/$"))


def test_language_and_colours_change(watched):
    page = watched.page
    page.goto(f"{watched.origin}about/")
    tab_to(page, '[data-md-component="palette"] button')
    page.keyboard.press("Enter")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator('[data-md-component="palette"] button:not([hidden])')).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    tab_to(page, ".md-select button")
    expect(page.locator('.md-select__link[hreflang="it"]')).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator('.md-select__link[hreflang="it"]')).to_be_hidden()
    page.keyboard.press("Tab")
    page.keyboard.press("Shift+Tab")
    tab_to(page, '.md-select__link[hreflang="it"]')
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/it/about/$"))


def test_no_single_key_does_anything(watched):
    page = watched.page
    page.goto(f"{watched.origin}3cx/levels/")
    page.locator(".md-content a").first.focus()
    for key in "fs/pn,.":
        page.keyboard.press(key)
    expect(page).to_have_url(f"{watched.origin}3cx/levels/")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(page.locator(SEARCH)).not_to_be_focused()
