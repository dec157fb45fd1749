"""From opening a page to its first verdict: cold (nothing kept) and warm (a second visit), in a real browser."""

from collections import defaultdict
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser, BrowserContext

from benchmarks.case import ANSWERS, POLICY, STATUS
from benchmarks.server import Host

BARE, CHECKER = "Pyodide alone", "The checker"
BOUND = f'body[data-verdict="{STATUS}"]'
PAGES = {
    BARE: ("pages/bare.html", "body[data-verdict]"),
    "PyScript": ("pages/pyscript.html", BOUND),
    CHECKER: (f"site/checker/#{POLICY}?{ANSWERS}", f'[data-checker="verdict"][data-status="{STATUS}"]'),
    "MicroPython": ("pages/micropython.html", BOUND),
    "JSON logic": ("pages/json-logic.html", BOUND),
}
WATCH = """
const look = () => {
  if (document.querySelector(SELECTOR)) document.documentElement.dataset.benchDone = performance.now();
  else setTimeout(look, 2);
};
look();
"""


AT_REST = 1_500
"""Milliseconds after which a new window has loaded what is the browser's own: a second of the processor's time."""


@dataclass(frozen=True)
class Start:
    """Medians, in seconds, and the bytes that a cold start fetched."""

    cold: float
    warm: float
    fetched: int


def measure(browser: Browser, origin: str, host: Host, rounds: int, pages: tuple[str, ...]) -> dict[str, Start]:
    """Every page `rounds` times, in turn, so that what else the machine does falls on all of them alike."""
    times: dict[str, list[tuple[float, float, int]]] = defaultdict(list)
    for _ in range(rounds):
        for name in pages:
            path, selector = PAGES[name]
            times[name].append(_visit_twice(browser, origin + path, selector, host))
    return {name: Start(*(median(column) for column in zip(*rows, strict=True))) for name, rows in times.items()}


def _visit_twice(browser: Browser, address: str, selector: str, host: Host) -> tuple[float, float, int]:
    """The service worker stays out: it would fetch the whole site beside."""
    context = browser.new_context(service_workers="block")
    context.add_init_script(WATCH.replace("SELECTOR", repr(selector)))
    host.sent = 0
    cold = _visit(context, address)
    fetched, warm = host.sent, _visit(context, address)
    context.close()
    return cold, warm, fetched


def _visit(context: BrowserContext, address: str) -> float:
    page = context.new_page()
    page.wait_for_timeout(AT_REST)
    page.goto(address, wait_until="commit")
    page.wait_for_selector("html[data-bench-done]", timeout=180_000, state="attached")
    found = float(page.locator("html").get_attribute("data-bench-done") or "nan") / 1000
    page.wait_for_load_state("networkidle")
    page.close()
    return found
