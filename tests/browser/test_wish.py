"""A visitor who reaches for a link to the checker has Python started for it; nobody else, and never at a price."""

from collections.abc import Callable

import pytest
import spoil
from playwright.sync_api import BrowserContext, Locator, Page, expect
from served import Server
from shared import in_browsers, in_chromium_first, needs_quick_files

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
PYTHON = {"worker.js", "image.bin", "image.bin.gz", "trimmed.bin.gz"}
LONG = 600
"""Milliseconds in which a wish would have had its consequences."""


def opened(context: BrowserContext, address: str, script: str = "") -> tuple[Page, Locator]:
    """A page, and its link, now to a verdict."""
    page = context.new_page()
    page.add_init_script(WORKERS + script)
    page.goto(address, wait_until="networkidle")
    page.locator(".md-content a[href$='checker/']").first.evaluate(AIM)
    return page, page.locator("#aimed")


def wait_for(page: Page, is_so: Callable[[], bool]) -> None:
    while not is_so():
        page.wait_for_timeout(50)


def has_image(server: Server) -> bool:
    return not {"image.bin", "image.bin.gz"}.isdisjoint(server.asked)


def expect_verdict(page: Page, own: int) -> None:
    """The verdict of the link, from a worker of the page's own, or a shared one."""
    expect(page.locator(NOT_COVERED)).to_be_visible()
    assert page.evaluate("own") == own


@in_browsers
def test_the_verdict_comes_from_the_python_that_was_started_before_the_click(context, spoilt):
    page, link = opened(context, f"{spoilt.address}it/")
    assert PYTHON.isdisjoint(spoilt.asked)
    link.hover()
    wait_for(page, lambda: has_image(spoilt))
    link.click()
    expect_verdict(page, own=0)
    page.reload()
    expect_verdict(page, own=1)


@pytest.mark.parametrize("script", SPARED.values(), ids=SPARED.keys())
def test_nothing_is_fetched_for_those_who_save_data_or_have_a_slow_line(context, spoilt, script):
    page, link = opened(context, spoilt.address, script)
    link.hover()
    page.wait_for_timeout(LONG)
    link.focus()
    page.wait_for_timeout(LONG)
    assert PYTHON.isdisjoint(spoilt.asked)


def test_to_pass_over_a_link_is_no_wish(context, spoilt):
    page, link = opened(context, spoilt.address)
    page.evaluate("""() => ["#aimed", "h1"].forEach((each) =>
      document.querySelector(each).dispatchEvent(new PointerEvent("pointerover", { bubbles: true })))""")
    page.wait_for_timeout(LONG)
    assert PYTHON.isdisjoint(spoilt.asked)
    link.dispatch_event("pointerover")
    wait_for(page, lambda: has_image(spoilt))


@in_chromium_first
def test_who_comes_to_the_field_of_the_home_page_wants_the_checker(context, spoilt):
    page, _ = opened(context, f"{spoilt.address}es/")
    page.locator("#anywhere-words").focus()
    wait_for(page, lambda: has_image(spoilt))


@pytest.mark.parametrize("fault", ["throw new Error('not here');", "for (;;);"], ids=["fails", "hangs"])
@in_chromium_first
def test_where_the_shared_python_fails_the_page_starts_its_own(context, spoilt, fault):
    spoilt.spoilt["worker.js"] = spoil.before(IF_SHARED + fault)
    page, link = opened(context, spoilt.address, HURRIED)
    link.hover()
    wait_for(page, lambda: "worker.js" in spoilt.asked)
    page.wait_for_timeout(LONG)
    link.click()
    expect_verdict(page, own=1)


@in_chromium_first
def test_where_no_worker_can_be_shared_the_files_are_there_by_the_click(context, spoilt):
    page, link = opened(context, spoilt.address, NO_SHARING)
    link.hover()
    wait_for(page, lambda: has_image(spoilt))
    assert "worker.js" not in spoilt.asked
    link.click()
    expect_verdict(page, own=1)
