"""A visitor who reaches for a link to the checker has Python started for it; nobody else, and never at a price."""

import re

import pytest
import spoil
from playwright.sync_api import BrowserContext, Locator, Page, expect
from shared import in_browsers, in_chromium_first, needs_quick_files
from test_checker import PYTHON

pytestmark = [pytest.mark.browser, needs_quick_files]

NOT_COVERED = '[data-checker="verdict"][data-status="not-covered"]'
AIM = 'link => { link.hash = "#3cx?role=partner&issue=firewall"; link.id = "aimed"; }'
WORKERS = """globalThis.own = 0;
globalThis.Worker = class extends Worker { constructor(...all) { super(...all); own += 1; } };"""
SPARED = {
    "saves data": "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })",
    "slow": "Object.defineProperty(navigator, 'connection', { value: { saveData: false, effectiveType: '3g' } })",
}
HURRIED = "globalThis.unhurried = 1"
IF_SHARED = "if ('onconnect' in self) "
NO_SHARING = "delete globalThis.SharedWorker"
LONG = 600
"""Milliseconds in which a wish would have had its consequences."""


def opened(context: BrowserContext, address: str, script: str = "") -> tuple[Page, Locator, list[str]]:
    """A page, its link to a verdict, and what of Python will have been asked for, in order."""
    asked = list[str]()
    context.on("request", lambda request: PYTHON.search(request.url) and asked.append(request.url.split("/")[-1]))
    page = context.new_page()
    page.add_init_script(WORKERS + script)
    page.goto(address, wait_until="networkidle")
    page.locator(".md-content a[href$='checker/']").first.evaluate(AIM)
    return page, page.locator("#aimed"), asked


def expect_verdict(page: Page, own: int) -> None:
    """The verdict of the link, from a worker of the page's own, or a shared one."""
    expect(page.locator(NOT_COVERED)).to_be_visible()
    assert page.evaluate("own") == own


@in_browsers
def test_the_verdict_comes_from_the_python_that_was_started_before_the_click(context, spoilt):
    page, link, asked = opened(context, f"{spoilt.address}it/")
    assert not asked
    with context.expect_event("request", lambda request: "image.bin" in request.url):
        link.hover()
    link.click()
    expect_verdict(page, own=0)
    page.reload()
    expect_verdict(page, own=1)


@pytest.mark.parametrize("script", SPARED.values(), ids=SPARED.keys())
def test_nothing_is_fetched_for_those_who_save_data_or_have_a_slow_line(context, site, script):
    page, link, asked = opened(context, site, script)
    link.hover()
    page.wait_for_timeout(LONG)
    link.focus()
    page.wait_for_timeout(LONG)
    assert not asked


def test_to_pass_over_a_link_is_no_wish(context, site):
    page, link, asked = opened(context, site)
    link.dispatch_event("pointerover")
    page.locator("h1").dispatch_event("pointerover")
    page.wait_for_timeout(LONG)
    assert not asked


@in_chromium_first
def test_who_comes_to_the_field_of_the_home_page_wants_the_checker(context, site):
    page, _, asked = opened(context, f"{site}es/")
    with context.expect_event("request", lambda request: "image.bin" in request.url):
        page.locator("#anywhere-words").focus()
    assert "worker.js" in asked


@pytest.mark.parametrize("fault", ["throw new Error('not here');", "for (;;);"], ids=["fails", "hangs"])
@in_chromium_first
def test_where_the_shared_python_fails_the_page_starts_its_own(context, spoilt, fault):
    spoilt.spoilt["worker.js"] = spoil.before(IF_SHARED + fault)
    page, link, _ = opened(context, spoilt.address, HURRIED)
    link.hover()
    page.wait_for_timeout(LONG)
    link.click()
    expect_verdict(page, own=1)


@in_chromium_first
def test_where_no_worker_can_be_shared_the_files_are_there_by_the_click(context, site):
    page, link, asked = opened(context, site, NO_SHARING)
    with context.expect_event("request", lambda request: bool(re.search(r"image\.bin", request.url))):
        link.hover()
    assert "worker.js" not in asked
    link.click()
    expect_verdict(page, own=1)
