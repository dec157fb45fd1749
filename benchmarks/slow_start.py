"""The checker on a slow line and a slow processor: until a question can be answered, and until a verdict is drawn.

The line and the processor are those of Lighthouse's slow 4G, as Chromium's own tools imitate them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from types import MappingProxyType

from playwright.sync_api import Browser

from benchmarks.case import ANSWERS, POLICY, STATUS
from benchmarks.server import Host, serve

LINE = {"offline": False, "latency": 150, "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8}
SLOWER = 4
QUESTION = "#checker-form [data-step]:not([hidden]) fieldset:not([hidden]) :is(input, select)"
VERDICT = f'[data-checker="verdict"][data-status="{STATUS}"]'
WATCH = """globalThis.tasks = [];
new PerformanceObserver((list) => tasks.push(...list.getEntries().map(({ duration }) => duration)))
  .observe({ type: "longtask", buffered: true });
const look = () => {
  if (document.querySelector(SELECTOR)?.checkVisibility()) requestAnimationFrame(() => setTimeout(() => {
    document.documentElement.dataset.benchDone = performance.now();
  }));
  else setTimeout(look, 20);
};
look();
"""
LONGEST = "() => Math.max(0, ...tasks)"
AFTER = 1_500
"""Milliseconds in which what has waited for the verdict runs."""


@dataclass(frozen=True)
class SlowStart:
    """Medians: seconds until the first question and the verdict of a link; the longest task, in milliseconds."""

    question: float
    verdict: float
    longest: float


def slow_start(browser: Browser, rounds: int, behaviour: Mapping[str, float] = MappingProxyType({})) -> SlowStart:
    """Both pages `rounds` times, in turn. Closes the browser."""
    with serve(Host(**behaviour)) as origin:
        address = f"{origin}site/checker/#{POLICY}"
        rows = [
            (_visit(browser, address, QUESTION), _visit(browser, f"{address}?{ANSWERS}", VERDICT))
            for _ in range(rounds)
        ]
    browser.close()
    questions, verdicts = zip(*rows, strict=True)
    longest = [max(question[1], verdict[1]) for question, verdict in rows]
    return SlowStart(median(each[0] for each in questions), median(each[0] for each in verdicts), median(longest))


def _visit(browser: Browser, address: str, selector: str) -> tuple[float, float]:
    """Seconds until there is such an element, and the longest task of all, in milliseconds."""
    context = browser.new_context(service_workers="block", viewport={"width": 412, "height": 823})
    context.add_init_script(WATCH.replace("SELECTOR", repr(selector)))
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="commit", timeout=180_000)
    page.wait_for_selector("html[data-bench-done]", timeout=180_000, state="attached")
    found = float(page.locator("html").get_attribute("data-bench-done") or "nan") / 1000
    page.wait_for_timeout(AFTER)
    longest = float(page.evaluate(LONGEST))
    context.close()
    return found, longest
