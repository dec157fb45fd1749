"""At 400 % zoom, which leaves 320 by 256 pixels of a common screen, and with the text spacing of WCAG 1.4.12."""

import pytest
from answers import PARTNER
from conftest import open_context
from playwright.sync_api import Browser, Page
from test_access import PAGES
from test_checker import READY, VERDICT, link

pytestmark = pytest.mark.browser

ZOOMED = {"width": 320, "height": 256}
SPACE_OUT = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { letter-spacing: 0.12em !important; line-height: 1.5 !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
# Where the page has been scrolled, the header has its title instead of the site's name, and may cut it short.
NEVER_CUT = ".md-content *, .md-footer *, .md-tabs *, .md-header__topic:first-child *"
CUT_OFF = f"""() => [...document.querySelectorAll("{NEVER_CUT}")].filter((each) => {{
  const style = getComputedStyle(each);
  const clips = [style.overflowX, style.overflowY].some((value) => value === "hidden" || value === "clip");
  const shown = style.visibility === "visible" && each.clientWidth > 2 && each.innerText?.trim();
  return clips && shown && (each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1);
}}).map((each) => each.outerHTML.slice(0, 120))"""
SCROLLERS = "[...document.querySelectorAll('.md-content *')].filter((each) => each.scrollWidth > each.clientWidth + 1"
SCROLLERS += " && getComputedStyle(each).overflowX === 'auto' && !(each.tabIndex === 0 && each.role === 'region'))"


@pytest.fixture
def page(browser: Browser):
    made = open_context(browser, viewport=ZOOMED, reduced_motion="reduce")
    yield made.new_page()
    made.close()


def assert_fits(page: Page, where: str) -> None:
    for spaced in (False, True):
        if spaced:
            page.evaluate(SPACE_OUT)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= ZOOMED["width"], (where, spaced)
        assert page.evaluate(CUT_OFF) == [], (where, spaced)
    assert page.evaluate(f"() => {SCROLLERS}.map((each) => each.outerHTML.slice(0, 120))") == [], where


@pytest.mark.parametrize(("root", "paths"), [("es/", PAGES[::2]), ("it/", PAGES[1::2])])
def test_pages_fit_and_wide_tables_scroll_in_regions_of_their_own(page, site, root, paths):
    for path in paths:
        page.goto(site + root + path)
        assert_fits(page, path)


@pytest.mark.parametrize("width", [320, 360, 390, 480])
def test_the_header_of_a_phone_has_the_whole_name_of_the_site(page, site, width):
    page.set_viewport_size({"width": width, "height": 640})
    page.goto(f"{site}it/")
    name = page.locator(".md-header__topic").first
    assert page.evaluate(CUT_OFF) == []
    for box in (name.bounding_box(), page.locator(".md-header").bounding_box()):
        assert box and box["height"] <= 48 and box["x"] + box["width"] <= width


def test_the_checker_fits(page, site):
    page.goto(f"{site}it/checker/")
    page.wait_for_selector(READY)
    assert_fits(page, "policy")
    for fragment in (link("3cx", {"role": "partner"}), link("3cx", PARTNER)):
        page.goto(f"{site}it/checker/{fragment}")
        page.wait_for_selector(f'{VERDICT}[data-link="{fragment}"]')
        assert_fits(page, fragment)


def test_nothing_that_takes_the_focus_lies_below_the_header(page, site):
    page.goto(f"{site}es/3cx/contact/")
    page.locator(".md-content a").last.focus()
    for _ in range(15):
        page.keyboard.press("Shift+Tab")
        if page.evaluate("() => document.activeElement.closest('.md-content') === null"):
            break
        header = page.locator(".md-header").bounding_box()
        focused = page.locator(":focus").bounding_box()
        assert header and focused and focused["y"] >= header["y"] + header["height"]
