"""The embedded checker on a page of another origin, whose own policy is as strict as can be."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from audit import violations
from hosts import HOSTS
from playwright.sync_api import FrameLocator, Page, expect
from shared import in_browsers, in_chromium_first
from test_checker import VERDICT
from test_hosts import served

from checker.places import ROOT

pytestmark = pytest.mark.browser

SITE = ROOT / "site"
LISTEN = (
    "globalThis.told = []; addEventListener('message', (event) => told.push({ ...event.data, from: event.origin }))"
)
TOLD = "() => told.filter((each) => each.event === 'verdict')"
FIREWALL = "role=partner&amp;issue=firewall"


class Embedder:
    """A site of its own, with one page: this body, under a policy that allows nothing but the checker's site."""

    def __init__(self, port: int) -> None:
        self.origin, self.body, self.policy = f"http://127.0.0.1:{port}", "", ""

    def show(self, page: Page, site: str, body: str, lang: str = "en") -> None:
        """Open the page with what it takes to embed the checker of that site."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(site))
        self.policy = f"default-src 'none'; script-src {origin}; frame-src {origin}; img-src data:"
        script = f'<script src="{site}support-checker.js"></script>'
        head = f'<!doctype html><html lang="{lang}"><title>Desk</title><link rel="icon" href="data:,">{script}'
        self.body = f"{head}<h1>Desk</h1><a href='#a'>Before</a>{body}<a href='#b'>After</a></html>"
        page.goto(self.origin)


@contextmanager
def embedding() -> Iterator[Embedder]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", embedder.policy)
            self.end_headers()
            self.wfile.write(embedder.body.encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    embedder = Embedder(server.server_port)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield embedder
    server.shutdown()


@pytest.fixture
def desk() -> Iterator[Embedder]:
    with embedding() as made:
        yield made


@pytest.fixture
def page(context) -> Page:
    """A page that notes what is told to it, and what its policy or a frame's refuses."""
    made = context.new_page()
    made.add_init_script(LISTEN)
    return made


def faults_of(page: Page) -> list[str]:
    found: list[str] = []
    page.on("console", lambda said: said.type == "error" and found.append(said.text))
    page.on("pageerror", lambda error: found.append(str(error)))
    return found


def framed(page: Page, number: int = 0) -> FrameLocator:
    return page.locator("support-checker").nth(number).locator("iframe").content_frame


def fits(page: Page) -> bool:
    """Whether the frame is as tall as what is in it."""
    inner = framed(page).locator("body").evaluate("body => body.getBoundingClientRect().height")
    outer = page.locator("support-checker").first.evaluate("each => each.getBoundingClientRect().height")
    return 0 <= outer - inner < 2


@in_chromium_first
def test_a_verdict_goes_to_the_page_around_the_frame_once_the_visitor_sends_it(page, site, desk):
    faults = faults_of(page)
    desk.show(page, site, f'<support-checker policy="3cx" lang="es" answers="{FIREWALL}"></support-checker>')
    frame = framed(page)
    expect(frame.locator(VERDICT)).to_have_attribute("data-status", "not-covered")
    expect(frame.locator("html")).to_have_attribute("lang", "es")
    expect(frame.get_by_role("banner").or_(frame.get_by_role("contentinfo"))).to_have_count(0)
    button = frame.get_by_role("button", name=f"Enviar a {desk.origin}")
    expect(button).to_be_visible()
    page.wait_for_timeout(300)
    assert fits(page) and not page.evaluate(TOLD)

    shown = json.loads(frame.locator(".checker-sent pre").text_content())
    button.click()
    expect(frame.locator(".checker-send .checker-said")).to_have_text(f"Enviado a {desk.origin}")
    (told,) = page.evaluate(TOLD)
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(site))
    assert told == {"type": "support-checker", "v": 1, "from": origin, **shown}
    assert (told["policy"], told["language"], told["status"], told["final"]) == ("3cx", "es", "not-covered", True)
    assert told["decided_by"] == [each["fact"] for each in told["answers"]] == ["issue"]
    assert told["answers"][0]["value"] == "firewall"
    assert told["link"].startswith(f"{site}es/checker/#3cx?") and "role=partner" in told["link"]
    assert {each["from"] for each in page.evaluate("() => told")} == {origin}
    assert not faults


def test_nothing_can_be_sent_to_an_origin_that_is_not_the_one_around_the_frame(page, site, desk):
    address = f"{site}embed/?policy=3cx&amp;origin={{}}#{FIREWALL}"
    for origin in ("https://other.example", "javascript:alert(1)", ""):
        desk.show(page, site, f'<iframe title="Checker" src="{address.format(origin)}"></iframe>')
        frame = page.frame_locator("iframe")
        expect(frame.locator(VERDICT)).to_have_attribute("data-status", "not-covered")
        expect(frame.locator(".checker-send")).to_have_count(0)


@pytest.mark.slow
@in_browsers
def test_the_browser_delivers_to_the_named_origin_alone(page, site, desk):
    """Where the frame cannot know who is around it, as in Firefox."""
    page.add_init_script("delete Location.prototype.ancestorOrigins; delete location.ancestorOrigins")
    address = f"{site}embed/?policy=3cx&amp;origin=https://other.example#{FIREWALL}"
    desk.show(page, site, f'<iframe title="Checker" src="{address}"></iframe>')
    send = page.frame_locator("iframe").locator(".checker-send button")
    if page.context.browser.browser_type.name == "firefox":
        send.click()
    expect(page.frame_locator("iframe").locator(VERDICT)).to_have_attribute("data-status", "not-covered")
    page.wait_for_timeout(300)
    assert not page.evaluate("() => told.length")


@in_chromium_first
def test_two_on_a_page_keep_apart_and_to_their_policies(page, site, desk):
    first, second = (
        '<support-checker policy="3cx"></support-checker>',
        '<support-checker policy="elastix" theme="dark" lang="it"></support-checker>',
    )
    desk.show(page, site, first + second)
    page.evaluate("() => addEventListener('height', ({ target }) => (target.dataset.told = 'yes'))")
    one, other = framed(page, 0), framed(page, 1)
    expect(one.locator("#checker-policy")).to_contain_text("3CX")
    page.locator("support-checker").nth(1).scroll_into_view_if_needed()
    expect(other.locator("#checker-policy")).to_contain_text("Elastix")
    expect(other.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    expect(one.locator("#checker-back")).to_be_hidden()
    one.locator("#checker-restart").click()
    expect(one.locator("#checker-policy")).to_contain_text("3CX")
    expect(one.locator('[data-step="policy"]')).to_be_hidden()
    titles = page.locator("support-checker").evaluate_all(
        "all => all.map((each) => each.shadowRoot.querySelector('iframe').title)"
    )
    assert titles == ["Support checker: 3cx", "Verificatore di assistenza: elastix"]


def test_by_keyboard_the_frame_is_entered_left_and_skipped(page, site, desk):
    desk.show(page, site, '<support-checker policy="3cx" lang="en"></support-checker>')
    expect(framed(page).locator("#checker-continue")).to_be_visible()
    skip = page.get_by_role("button", name="Skip the checker")
    page.get_by_role("link", name="Before").focus()
    page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="After")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(framed(page).locator(".embed-note a")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="After")).to_be_focused()


def test_words_of_the_page_around_fill_the_first_field_and_links_open_beside(page, site, desk):
    desk.show(page, site, '<support-checker words="one-way audio"></support-checker>', lang="it-CH")
    frame = framed(page)
    expect(frame.locator("html")).to_have_attribute("lang", "it")
    expect(frame.locator("#anywhere-words")).to_have_value("one-way audio")
    with page.expect_popup() as opened:
        frame.locator(".embed-note a").click()
    assert opened.value.url == f"{site}it/about/#privacy"
    assert "one-way" not in page.locator("iframe").get_attribute("src").partition("#")[0]


@pytest.mark.slow
@in_browsers
@pytest.mark.parametrize("language", ["en", "es", "it"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_frame_fits_step_by_step_and_nothing_in_it_is_out_of_reach(page, site, desk, language, width):
    page.set_viewport_size({"width": width, "height": 720})
    desk.show(page, site, f'<support-checker policy="3cx" lang="{language}" answers="{FIREWALL}"></support-checker>')
    frame = framed(page)
    expect(frame.locator(VERDICT)).to_have_attribute("data-status", "not-covered")
    for each in frame.locator("summary").all():
        each.click()
        page.wait_for_timeout(200)
        assert fits(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert frame.locator("html").evaluate("root => root.scrollWidth <= innerWidth")
    frame.locator("#checker-restart").click()
    expect(frame.locator("#checker-continue")).to_be_visible()
    page.wait_for_timeout(200)
    assert fits(page)
    assert not violations(page)


@pytest.mark.slow
@in_browsers
@pytest.mark.parametrize("folder", ["", "es/", "it/"])
def test_the_page_that_puts_the_lines_together_shows_what_they_do(context, site, folder):
    page = context.new_page()
    faults = faults_of(page)
    page.goto(f"{site}{folder}embed-it/")
    page.locator("select[name=policy]").select_option("elastix")
    page.locator("select[name=theme]").select_option("dark")
    language = folder[:2] or "en"
    lines = f'<script src="{site}support-checker.js" async></script>\n'
    lines += f'<support-checker policy="elastix" lang="{language}" theme="dark"></support-checker>'
    expect(page.locator("#embed-code")).to_have_value(lines)
    page.locator("support-checker").scroll_into_view_if_needed()
    expect(framed(page).locator("#checker-policy")).to_contain_text("Elastix")
    expect(framed(page).locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    assert not violations(page) and not faults


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in HOSTS if name != "ignorant"])
def test_hosts_with_a_profile_let_nobody_frame_it_but_those_that_are_listed(page, name, desk):
    with served((name, "/some/where")) as address:
        desk.show(page, address, f'<support-checker policy="3cx" answers="{FIREWALL}"></support-checker>')
        if name in ("nginx", "apache"):
            expect(framed(page).locator("#checker-app")).to_have_count(0)
            page.goto(f"{address}embed-it/")
            page.locator("support-checker").scroll_into_view_if_needed()
            expect(framed(page).locator("#checker-policy")).to_contain_text("3CX")
        else:
            expect(framed(page).locator(VERDICT)).to_have_attribute("data-status", "not-covered")


def test_search_engines_and_the_other_languages_are_told_nothing_of_it():
    for folder in ("", "es/", "it/"):
        html = (SITE / folder / "embed" / "index.html").read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex">' in html
        assert 'rel="alternate' not in html and "data-service-worker" not in html
        index = (SITE / "search" / f"{folder[:2] or 'en'}.json").read_text(encoding="utf-8")
        assert "embed-it/" in index and '"embed/' not in index and f'"{folder}embed/' not in index


def test_the_element_is_light_and_leaves_nothing_behind():
    script = (SITE / "support-checker.js").read_text(encoding="utf-8")
    assert len(script.encode()) <= 2000 and script.startswith("{")
    assert "cookie" not in script and "globalThis" not in script and "FRAMES" not in script
    assert not Path(SITE, "assets", "checker", "support-checker.js").exists()
