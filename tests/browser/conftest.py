"""The built site on a server of its own, under a subpath, and a real browser to open it."""

import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, sync_playwright

from checker.build.library import ROOT

SUBPATH = "/some/where"
FLAGS = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
FLAGS += ["--no-first-run", "--disable-quic", "--disable-gpu"]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder below SUBPATH."""

    def translate_path(self, path: str) -> str:
        inside = path.startswith(SUBPATH)
        return super().translate_path(path.removeprefix(SUBPATH)) if inside else str(Path(self.directory) / "nowhere")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="session")
def site() -> Iterator[str]:
    """The address of the built site."""
    folder = ROOT / "site"
    assert (folder / "index.html").exists(), "Build the site first: make site"
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{SUBPATH}/"
    server.shutdown()


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as found:
        yield found


def open_chromium(playwright: Playwright) -> Browser:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "No Chromium found: run make test, or install it"
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


def open_firefox(playwright: Playwright) -> Browser:
    """An installed Firefox, driven by WebDriver BiDi; it takes reduced motion as a setting, not from the context."""
    path = shutil.which("firefox-esr") or shutil.which("firefox")
    assert path, "No Firefox found: run make test, or install it"
    settings = {"ui.prefersReducedMotion": 1}
    return playwright.firefox.launch(executable_path=path, channel="moz-firefox", firefox_user_prefs=settings)


@pytest.fixture(scope="session")
def browser(playwright: Playwright, request: pytest.FixtureRequest) -> Iterator[Browser]:
    """Chromium, or the browser that the test is given with `shared.in_browsers`."""
    launch = {"chromium": open_chromium, "firefox": open_firefox}[getattr(request, "param", "chromium")]
    opened = launch(playwright)
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
        self.page.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.context.on("request", lambda request: self.requests.append(request.url))

    def foreign(self) -> list[str]:
        return [url for url in self.requests if not url.startswith((self.origin, "blob:", "data:"))]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    motion = {"reduced_motion": "reduce"} if browser.browser_type.name == "chromium" else {}
    made = browser.new_context(locale="en-GB", **motion)
    made.set_default_timeout(30_000)
    yield made
    made.close()


def watching(page: Page, site: str) -> Iterator[Watched]:
    """A fresh page; at the end it must have made no error and asked nobody else for anything."""
    made = Watched(page, site)
    made.watch()
    yield made
    assert not made.faults
    assert not made.foreign()


@pytest.fixture
def watched(context: BrowserContext, site: str) -> Iterator[Watched]:
    """A watched page on which it is always NOON."""
    page = context.new_page()
    page.clock.set_fixed_time(NOON)
    yield from watching(page, site)


@pytest.fixture
def running(context: BrowserContext, site: str) -> Iterator[Watched]:
    """A watched page whose clock runs, as the theme's search needs it: it waits a moment before it notes a focus."""
    yield from watching(context.new_page(), site)
