"""A real browser to open the built site, and a page that is watched."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

import pytest
from clock import NOON, clock_at
from patience import PATIENCE, UNHURRIED
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from served import Server
from webkit import open_webkit

CHROMIUMS = ("chromium-headless-shell", "chromium", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS += ["--no-first-run", "--disable-quic", "--disable-gpu"]
BRIEFLY = "--js-flags=--liftoff-only --wasm-lazy-validation"
"""Python is not optimised while it runs: a sixth of the processor's time, and no test runs long enough to gain."""
VIOLATIONS = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  console.error("Content-Security-Policy:", violatedDirective, blockedURI, sample))"""
LEFT = "NS_BINDING_ABORTED"  # Firefox: a request that was under way when the page was left

expect.set_options(timeout=PATIENCE)


@pytest.fixture
def spoilt(server: Server) -> Iterator[Server]:
    """The server, to be spoilt; in the end it is well again. It has been asked for nothing yet."""
    server.asked.clear()
    yield server
    server.heal()


def open_chromium(playwright: Playwright, names: tuple[str, ...] = CHROMIUMS, flags: tuple[str, ...] = ()) -> Browser:
    """The first of the programs that is installed."""
    path = next(filter(None, map(shutil.which, names)), None)
    assert path, "No Chromium found: run make test, or install it"
    return playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])


def open_firefox(playwright: Playwright, preferences: Mapping[str, int | str] = MappingProxyType({})) -> Browser:
    """An installed Firefox, driven by WebDriver BiDi; it takes reduced motion as a setting, not from the context."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    assert path, "No Firefox found: run make test, or install it"
    settings = {"ui.prefersReducedMotion": 1, **preferences}
    return playwright.firefox.launch(executable_path=path, channel="moz-firefox", firefox_user_prefs=settings)


@pytest.fixture(scope="session", params=["chromium"])
def browser(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Chromium, or the browser that the test is given with `shared.in_browsers`."""
    if request.param == "webkit":
        home = request.getfixturevalue("tmp_path_factory").mktemp("webkit")
        with open_webkit(playwright, home) as opened:
            yield opened
        return
    launch = {"chromium": partial(open_chromium, flags=(BRIEFLY,)), "firefox": open_firefox}
    opened = launch[request.param](playwright)
    yield opened
    opened.close()


@dataclass
class Watched:
    """A page, and everything that it should not do."""

    page: Page
    origin: str
    faults: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.add_init_script(VIOLATIONS)
        self.page.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        self.page.on("pageerror", lambda error: str(error) != LEFT and self.faults.append(str(error)))
        self.page.context.on("request", lambda request: self.requests.append(request.url))

    def check(self) -> None:
        """No error was made, and nobody else asked for anything."""
        assert not self.faults
        assert not [url for url in self.requests if not url.startswith((self.origin, "blob:", "data:"))]


def open_context(browser: Browser, **options: Any) -> BrowserContext:
    """A visitor of the tests, who waits for long; without a service worker, unless it is asked for."""
    made = browser.new_context(**{"locale": "en-GB", "service_workers": "block", **options})
    made.set_default_timeout(PATIENCE)
    made.add_init_script(UNHURRIED)
    return made


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    motion = {"reduced_motion": "reduce"} if browser.browser_type.name == "chromium" else {}
    made = open_context(browser, **motion)
    yield made
    made.close()


def watching(page: Page, site: str) -> Iterator[Watched]:
    """A fresh page, checked at the end."""
    made = Watched(page, site)
    made.watch()
    yield made
    made.check()


@pytest.fixture
def watched(context: BrowserContext, site: str) -> Iterator[Watched]:
    """A watched page on which it is always NOON."""
    page = context.new_page()
    page.add_init_script(clock_at(NOON))
    yield from watching(page, site)


@pytest.fixture(scope="session")
def lasting(browser: Browser, site: str) -> Iterator[Watched]:
    with open_context(browser) as context:
        page = context.new_page()
        page.add_init_script(clock_at(NOON))
        made = Watched(page, site)
        made.watch()
        yield made


@pytest.fixture
def kept(lasting: Watched) -> Iterator[Watched]:
    """A watched page for all tests that leave nothing behind but answers: Python starts once for them."""
    lasting.faults.clear()
    lasting.requests.clear()
    yield lasting
    lasting.check()


@pytest.fixture
def running(context: BrowserContext, site: str) -> Iterator[Watched]:
    """A watched page whose clock runs, as the theme's search needs it: it waits a moment before it notes a focus."""
    yield from watching(context.new_page(), site)
