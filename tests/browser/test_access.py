"""Accessibility by axe-core: every kind of page, and every state of the checker."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import pytest
from answers import FAULTY, PARTNER, SUBSCRIBER
from audit import violations
from conftest import open_context
from playwright.sync_api import Browser, Page, Route, expect
from test_checker import BRONZE, READY, ROOTS, VERDICT, link
from worked_cases import ALL_CASES

pytestmark = pytest.mark.browser

PAGES = ("", "3cx/levels/", "elastix/plans/", "avanzada7/reading/", "avanzada7/tables/", "compare/", "glossary/")
PAGES += ("accessibility/", "data/", "doctor/", "changes/", "3cx/changes/", "3cx/questions/")
LONG_PAGES = ("3cx/tables/", "elastix/tables/")
SCHEMES = ("light", "dark")
WIDTHS = (1280, 320)
LOOKS = list(product(ROOTS, SCHEMES, WIDTHS))
SAMPLE = [("es", "dark", 320), ("it", "light", 1280)]
LEFT_OUT = "&colour=red"
CONTINUE = "#checker-continue"
MENU = 'button[for="__drawer"]'

Act = Callable[[Page], None]


@dataclass(frozen=True)
class State:
    """A state of the checker: the link that leads there, and what is done then."""

    name: str
    fragment: str
    act: Act = lambda page: None


def open_suggestions(page: Page) -> None:
    shown = page.locator(".checker-step:not([hidden])")
    shown.get_by_role("textbox").fill("no sound")
    expect(shown.locator(".checker-words-found label").first).to_be_visible()
    shown.locator(".checker-words-all summary").click()


def refuse(page: Page) -> None:
    page.locator(CONTINUE).click()
    expect(page.locator("#checker-errors")).to_be_focused()


def change(page: Page) -> None:
    page.locator('[data-change="hosting"]').click()


def explain(page: Page) -> None:
    page.locator("fieldset:not([hidden]) summary").first.click()


def first_case(fits: Callable[[dict], bool]) -> str:
    found = next(case for case in ALL_CASES if fits(case.data))
    return link(found.policy, found.data["answers"])


def with_status(status: str) -> State:
    return State(status, first_case(lambda case: case.get("status") == status))


def tell_of_newer_rules(page: Page) -> None:
    page.route("**/edition.json", lambda route: route.fulfill(json={"rules": "newer"}))
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.locator("#newer button").first.wait_for()


QUESTION = {"role": "partner", "partner_tier": "gold"}
NUMBER = {**QUESTION, "issue": "guidance", "hosting": "on-premise", "edition": "other"}
GROUP = {**NUMBER, "simultaneous_calls": 8, "extensions": 10}
STATES = [
    State("policy", ""),
    State("radios", "#3cx", explain),
    State("long list", link("3cx", QUESTION)),
    State("suggestions", link("3cx", QUESTION), open_suggestions),
    State("number", link("3cx", NUMBER)),
    State("number refused", link("3cx", NUMBER), refuse),
    State("group", link("3cx", GROUP)),
    State("group refused", link("3cx", GROUP), refuse),
    State("date", link("elastix", {"plan": "basic"})),
    State("date refused", link("elastix", {"plan": "basic"}), refuse),
    State("choice refused", "#avanzada7", refuse),
    State("left out", "#3cx?role=partner" + LEFT_OUT),
    State("changed answer", link("3cx", BRONZE), change),
    State("unknown answers", link("3cx", {**PARTNER, "latest_version": None})),
    State("draft", link("3cx", PARTNER)),
    State("draft in two languages", link("elastix", SUBSCRIBER)),
    State("draft by e-mail", link("avanzada7", FAULTY)),
    State("unclear", first_case(lambda case: "unclear" in case.get("offers", {}).values())),
    *map(with_status, ("covered", "conditional", "limited", "not-covered")),
    State("newer rules", "#3cx", tell_of_newer_rules),
]


def share(all_of: list, looks: list) -> list:
    """Each thing once, spread over the looks."""
    return [(look, all_of[start :: len(looks)]) for start, look in enumerate(looks)]


def in_full(all_of: list) -> list:
    return [pytest.param(look, all_of, marks=pytest.mark.slow) for look in LOOKS]


def name(value: object) -> str:
    return "-".join(map(str, value)) if isinstance(value, tuple) else ""


@pytest.fixture
def look(browser: Browser, request: pytest.FixtureRequest):
    """A page in a language, a colour scheme and a width."""
    language, scheme, width = request.param
    made = open_context(browser, color_scheme=scheme, viewport={"width": width, "height": 720}, reduced_motion="reduce")
    yield made.new_page(), ROOTS[language]
    made.close()


def each_look(parameter: str, all_of: list, extra: list | None = None, each: int = 1):
    cases = share(all_of[::each], SAMPLE) + in_full([*all_of, *(extra or [])])
    return pytest.mark.parametrize(("look", parameter), cases, indirect=["look"], ids=name)


@each_look("paths", list(PAGES), list(LONG_PAGES), each=2)
def test_every_kind_of_page(look, site, paths):
    page, root = look
    for path in paths:
        page.goto(site + root + path)
        assert not violations(page), path


@each_look("states", STATES, each=5)
def test_every_state_of_the_checker(look, site, states):
    page, root = look
    page.goto(f"{site}{root}checker/")
    page.wait_for_selector(READY)
    for state in states:
        page.goto(f"{site}{root}checker/{state.fragment}")
        if state.fragment:
            page.wait_for_selector(f"{VERDICT}[data-link={json.dumps(state.fragment.removesuffix(LEFT_OUT))}]")
        state.act(page)
        page.evaluate("scrollTo(0, 0)")  # a target half below the header seems small
        assert not violations(page), state.name


def never(route: Route) -> None:
    """Leave a request without an answer."""


def start_without_python(page: Page) -> None:
    page.route("**/runtime.*/*", never)


def break_worker(page: Page) -> None:
    page.route("**/worker.js", lambda route: route.abort())


@each_look("trouble", [("starting", start_without_python), ("failed", break_worker)])
def test_the_checker_while_it_starts_and_when_it_fails(look, site, trouble):
    page, root = look
    for state, make in trouble:
        make(page)
        page.goto("about:blank")
        page.goto(f"{site}{root}checker/{link('3cx', {'role': 'partner', 'issue': 'audio'})}")
        page.wait_for_selector(f'[data-checker="state"][data-state="{state}"]')
        assert not violations(page), state


def open_search(page: Page, word: str = "3CX") -> None:
    button = page.locator('button.md-header__button[for="__search"]')
    if button.is_visible():
        button.click()
    page.locator(".md-search__input").fill(word)
    page.keyboard.press("End")  # the theme looks for what stands there a moment after a key, or after the focus came
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def open_menu(page: Page) -> None:
    if page.locator(MENU).is_visible():
        page.locator(MENU).click()
        expect(page.locator(".md-nav__close")).to_be_focused()


def open_languages(page: Page) -> None:
    page.locator(".md-select button").focus()
    expect(page.locator(".md-select__link").first).to_be_visible()


def point_at_menu_entry(page: Page) -> None:
    open_menu(page)
    page.locator("a.md-nav__link:visible").first.hover()


def point_at_link(page: Page) -> None:
    page.locator(".md-content p > a:not(.headerlink)").first.hover()


def point_at_button(page: Page) -> None:
    """On a screen high enough for all of it: scrolled, the header would hide half of some choice."""
    assert page.viewport_size
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 1600})
    page.goto(f"{page.url.split('3cx/')[0]}checker/")
    page.locator("#checker-continue").hover()


FADED_IN = """async () => {
  const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
}"""


@each_look(
    "acts", [open_search, open_menu, open_languages, point_at_menu_entry, point_at_link, point_at_button], each=2
)
def test_what_opens(look, site, acts):
    page, root = look
    for act in acts:
        page.goto(f"{site}{root}3cx/levels/")
        act(page)
        page.wait_for_timeout(600)
        page.evaluate(FADED_IN)
        assert not violations(page), act.__name__


@pytest.mark.parametrize("look", [("es", "light", 320)], indirect=True, ids=name)
def test_without_javascript(look, site):
    """axe itself needs scripts: so the page's own are missing, and what stands for them is put in their place."""
    page, root = look
    page.route("**/*.js", lambda route: route.abort())
    for path in ("checker/", "3cx/levels/"):
        page.goto(site + root + path)
        page.evaluate(
            """() => document.querySelectorAll('noscript').forEach((each) => {
                const { body } = new DOMParser().parseFromString(each.textContent, 'text/html');
                each.replaceWith(body.firstElementChild);
            })"""
        )
        assert not violations(page), path
