"""Decision tables in a browser: light, within the screen, heads in sight, focus uncovered, one place at a time."""

import re

import pytest
from conftest import open_context
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as TooLate
from shared import in_browsers
from test_checker import ROOTS

from checker.places import ROOT

pytestmark = pytest.mark.browser

MOST_ELEMENTS = 2430
"""Half of what the page of 3CX had when each cell stood by itself."""
MOST_STOPS = 150
PLACES = "section.checker-place"
PAGES = ("3cx/tables/", "elastix/tables/", "avanzada7/tables/")
WIDE, PHONE, ZOOMED = ({"width": w, "height": h} for w, h in ((1280, 800), (360, 740), (320, 256)))
STOPS = """() => [...document.querySelectorAll("article :is(a[href], button, input, summary, [tabindex='0'])")]
  .filter((each) => each.checkVisibility()).length"""
COVERED = """() => [...document.activeElement.getClientRects()].every(({ left, top, right, bottom }) => {
  const points = [[left + 2, top + 2], [right - 2, bottom - 2], [(left + right) / 2, (top + bottom) / 2]];
  return points.every(([x, y]) => !document.activeElement.contains(document.elementFromPoint(x, y)));
})"""


def visit(browser, address: str, size: dict[str, int], **options) -> Page:
    context = open_context(browser, viewport=size, **options)
    page = context.new_page()
    page.goto(address)
    return page


def expect_uncovered(page: Page) -> None:
    """What has the focus is in sight once the page has scrolled to it, which Firefox does a moment later."""
    try:
        page.wait_for_function(f"() => !({COVERED})()")
    except TooLate:
        raise AssertionError(page.evaluate("() => document.activeElement.outerHTML")) from None


@pytest.mark.parametrize("root", ROOTS.values())
def test_the_longest_page_is_half_of_what_it_was(root):
    html = (ROOT / "site" / root / "3cx" / "tables" / "index.html").read_text(encoding="utf-8")
    assert len(re.findall(r"<[a-z]", html)) <= MOST_ELEMENTS


@pytest.mark.parametrize("path", PAGES)
def test_few_stops_by_keyboard(browser, site, path):
    page = visit(browser, site + path, WIDE)
    assert page.evaluate(STOPS) <= MOST_STOPS
    page.context.close()


@pytest.mark.parametrize("size", [WIDE, PHONE, ZOOMED], ids=str)
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_beside_the_screen_with_every_cell_open(browser, site, path, size):
    page = visit(browser, f"{site}it/{path}", size)
    page.evaluate("() => document.querySelectorAll('td details').forEach((each) => { each.open = true; })")
    assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
    right = page.evaluate(
        "() => Math.max(...[...document.querySelectorAll('td')].map((each) => each.getBoundingClientRect().right))"
    )
    assert right <= size["width"]
    page.context.close()


def test_the_heads_of_the_columns_stay_in_view(browser, site):
    page = visit(browser, f"{site}3cx/tables/#table-on-premise-microsoft-teams", WIDE)
    expect(page.locator("#table-on-premise-microsoft-teams")).to_be_in_viewport()
    expect(page.locator("thead:visible")).to_be_in_viewport(ratio=1)
    head, header = page.locator("thead:visible").bounding_box(), page.locator(".md-header").bounding_box()
    row = page.locator("#table-on-premise-microsoft-teams").bounding_box()
    assert header["y"] + header["height"] <= head["y"] + 1 and head["y"] + head["height"] <= row["y"]
    page.context.close()


@in_browsers
@pytest.mark.parametrize("size", [WIDE, ZOOMED], ids=str)
def test_nothing_covers_what_has_the_focus(browser, site, size):
    page = visit(browser, f"{site}elastix/tables/", size)
    page.evaluate("() => document.querySelectorAll('td details').forEach((each, at) => { each.open = at % 3 === 0; })")
    page.locator("td summary").nth(30).focus()
    for key in ("Shift+Tab", "Tab"):
        for _ in range(40):
            page.keyboard.press(key)
            expect_uncovered(page)
    page.context.close()


AT_THE_START = "() => document.activeElement === document.body"


@in_browsers
def test_the_button_to_the_top_covers_nothing_that_has_the_focus(browser, site):
    page = visit(browser, f"{site}glossary/", ZOOMED)
    page.locator("article a[href]").last.focus()
    stops = 0
    while stops < 60 and not (stops and page.evaluate(AT_THE_START)):
        expect_uncovered(page)
        page.keyboard.press("Shift+Tab")
        stops += 1
    assert stops > 20
    page.context.close()


def test_places_are_chosen_without_scripts_too(browser, site):
    for scripts in (True, False):
        page = visit(browser, f"{site}es/3cx/tables/", WIDE, java_script_enabled=scripts)
        first, second = page.locator(PLACES).all()
        expect(second).to_be_hidden()
        first.locator("nav a").nth(1).click()
        expect(first).to_be_hidden()
        expect(second.locator("nav [aria-current]")).to_be_in_viewport()
        expect(second.locator("nav [aria-current]")).to_have_text(second.locator("h2").text_content())
        page.go_back()
        expect(first).to_be_visible()
        page.context.close()


def test_the_filter_leaves_the_rows_about_what_is_typed(browser, site):
    page = visit(browser, f"{site}es/3cx/tables/", WIDE)
    subjects = page.locator(PLACES).first.locator("tbody th > span")
    count = subjects.count()
    page.get_by_role("searchbox", name="Incidencia").fill("BUZON")
    expect(page.locator(PLACES).first.locator("tbody th > span:visible")).to_have_text(re.compile("^Buzón"))
    expect(page.locator(".checker-filter [role=status]")).to_have_text(f"1 de {count}")
    page.locator(PLACES).first.locator("nav a").nth(1).click()
    expect(page.locator("tbody th > span:visible")).to_have_count(1)
    page.get_by_role("searchbox", name="Incidencia").fill("")
    expect(page.locator("tbody th > span:visible")).to_have_count(count)
    expect(page.locator(".checker-filter [role=status]")).to_be_empty()
    page.context.close()


def test_the_comparison_says_much_on_demand_and_nothing_beside_the_screen(browser, site):
    for size in (WIDE, PHONE, ZOOMED):
        page = visit(browser, f"{site}it/compare/", size)
        page.evaluate("() => document.querySelectorAll('td details').forEach((each) => { each.open = true; })")
        assert page.evaluate("() => document.documentElement.scrollWidth") <= size["width"]
        expect(page.locator(".compare-columns")).to_have_count(0)
        page.context.close()


def test_columns_are_picked_once_there_are_more_than_three(browser, site):
    context = open_context(browser, viewport=WIDE)
    page = context.new_page()

    def one_more(route):
        html = route.fetch().text()
        html = html.replace('<th scope="col">Avanzada7</th>', '<th scope="col">Avanzada7</th><th scope="col">Acme</th>')
        route.fulfill(body=re.sub("</td>\\s*</tr>", "</td><td>Acme's</td></tr>", html), content_type="text/html")

    page.route("**/compare/", one_more)
    page.goto(f"{site}compare/")
    boxes = page.locator(".compare-columns").get_by_role("checkbox")
    expect(boxes).to_have_count(4)
    expect(page.get_by_role("columnheader", name="Acme")).to_be_hidden()
    boxes.nth(3).check()
    boxes.nth(0).uncheck()
    expect(page.get_by_role("columnheader", name="Acme")).to_be_visible()
    expect(page.get_by_role("cell", name="Acme's").first).to_be_visible()
    expect(page.get_by_role("columnheader", name="3CX")).to_be_hidden()
    context.close()
