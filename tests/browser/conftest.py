"""The built site on a server of its own, under a subpath, and a real browser to open it."""

import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import pytest
from clock import NOON, clock_at
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect, sync_playwright

from checker.places import ROOT

SUBPATH = "/some/where"
CHROMIUMS = ("chromium-headless-shell", "chromium", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS += ["--no-first-run", "--disable-quic", "--disable-gpu"]
BRIEFLY = "--js-flags=--liftoff-only --wasm-lazy-validation"
"""Python is not optimised while it runs: a sixth of the processor's time, and no test runs long enough to gain."""
VIOLATIONS = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) =>
  console.error("Content-Security-Policy:", violatedDirective, blockedURI, sample))"""
PATIENCE = 120_000
"""How long (ms) the tests wait for anything: none fails because a machine is slow."""
UNHURRIED = """globalThis.unhurried = 15;
(({ setTimeout }) => {
  const stretched = (wait) => wait * (wait >= 3000 ? globalThis.unhurried : 1);
  globalThis.setTimeout = (call, wait, ...given) => setTimeout(call, stretched(wait), ...given);
})(globalThis);"""
"""A page's own patience lasts longer too; a test that is about its end sets `unhurried`."""
LEFT = "NS_BINDING_ABORTED"  # Firefox: a request that was under way when the page was left

expect.set_options(timeout=PATIENCE)


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below SUBPATH."""

    def translate_path(self, path: str) -> str:
        inside = path.startswith(SUBPATH)
        return super().translate_path(path.removeprefix(SUBPATH)) if inside else str(Path(self.directory) / "nowhere")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """Serves the built site, except for what a test has spoilt: by file name (or a page's folder), who answers."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), SpoilingHandler)
        self.publish(ROOT / "site")
        self.spoilt: dict[str, Callable[[SpoilingHandler], None]] = {}
        self.healed = threading.Event()
        self.address = f"http://127.0.0.1:{self.server_port}{SUBPATH}/"

    def publish(self, folder: Path) -> None:
        """From now on, the site is what is in this folder."""
        assert (folder / "index.html").exists(), "Build the site first: make site"
        self.RequestHandlerClass = partial(SpoilingHandler, directory=str(folder))

    def heal(self) -> None:
        """From now on, all is well."""
        self.spoilt.clear()
        self.healed.set()
        self.healed = threading.Event()


class SpoilingHandler(Handler):
    """Hands over to whom the test has named for a file."""

    server: Server

    def do_GET(self) -> None:
        spoil = self.server.spoilt.get(Path(urlsplit(self.path).path).name)
        spoil(self) if spoil else super().do_GET()

    def do_HEAD(self) -> None:
        spoil = self.server.spoilt.get(Path(urlsplit(self.path).path).name)
        spoil(self) if spoil else super().do_HEAD()

    def handle(self) -> None:
        """Browsers leave in the middle of an answer: that is no error here."""
        with suppress(ConnectionError):
            super().handle()


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    made = Server()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()


@pytest.fixture
def spoilt(server: Server) -> Iterator[Server]:
    """The server, to be spoilt; in the end it is well again."""
    yield server
    server.heal()


@pytest.fixture(scope="session")
def site(server: Server) -> str:
    """The address of the built site."""
    return server.address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


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
