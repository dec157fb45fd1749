"""Nothing moves on a page while it comes: what its scripts bring has had its place before."""

import pytest
from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser  # in Chromium: Firefox does not measure shifts

MOST = 0.02
"""Of the layout's shifts in all: a tenth is what Google still calls good."""
MEASURE = """globalThis.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput, sources } of list.getEntries())
    if (!hadRecentInput) shifts.push([value, ...sources.map(({ node }) => node?.id || node?.className || "")]);
}).observe({ type: "layout-shift", buffered: true });"""
SLOW = 4
SETTLED = "html:not([data-theme])"
PAGES = {
    "": SETTLED,
    "es/3cx/": SETTLED,
    "3cx/tables/": SETTLED,
    "checker/": '[data-state="ready"]',
    "it/checker/#3cx?issue=firewall": '[data-checker="verdict"][data-final="true"]',
    "checker/#3cx?issue=audio&role=partner": '[data-checker="verdict"][data-final="false"]',
}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_while_a_page_comes(context: BrowserContext, site: str, path: str, width: int) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 800})
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOW})
    page.add_init_script(MEASURE)
    page.goto(site + path)
    page.wait_for_selector(PAGES[path])
    page.wait_for_selector("html.js", state="attached")
    page.wait_for_timeout(300)
    shifts = page.evaluate("shifts")
    assert sum(value for value, *_ in shifts) < MOST, shifts
