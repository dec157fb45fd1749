"""From an answer to its verdict on the screen, once Python is ready, beside the echo of a worker that does nothing.

An answer is chosen, and a tenth of a second later, which is a quick hand, “Continue” is clicked. The clock runs from
that click to the first frame that has the new verdict in it: the page, the worker and Python where they are not done
yet, layout and paint. It stops while the browser only waits for the screen's next beat (up to 16.7 ms): a browser
without a beat would draw all the time, and take the processor from Python. The page writes its address later, which is
not in this time, but before the next answer.
"""

from dataclasses import dataclass
from statistics import median, quantiles

from playwright.sync_api import Browser

from benchmarks.case import ANSWERS, POLICY, STATUS
from benchmarks.server import Host, serve

TIMES = 300
CHANGED = "partner_tier"
PAGES = {"checker": f"site/checker/#{POLICY}?{ANSWERS}", "echo": "pages/echo.html"}
CLICKS = """async ([policy, fact, count]) => {
  const box = document.querySelector('[data-checker="verdict"]'), go = document.querySelector("#checker-continue");
  const options = [...document.querySelectorAll(`[name="${policy}.${fact}"]`)];
  const drawing = () => new Promise((resolve) => requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    const start = performance.now();
    port1.onmessage = () => resolve(performance.now() - start);
    port2.postMessage(null);
  }));
  const judged = (before) => new Promise((resolve) => {
    const watcher = new MutationObserver(() => {
      if (box.dataset.link === before) return;
      watcher.disconnect();
      resolve();
    });
    watcher.observe(box, { attributes: true });
  });
  const times = [];
  for (let index = 0; index < count; index++) {
    document.querySelector(`[data-change="${fact}"]`).click();
    options.filter((each) => !each.checked)[index % (options.length - 1)].click();
    await new Promise((resolve) => setTimeout(resolve, 100));
    const verdict = judged(box.dataset.link), start = performance.now();
    go.click();
    await verdict;
    const changed = performance.now() - start;
    times.push([changed, changed + (await drawing())]);
  }
  return times;
}"""


@dataclass(frozen=True)
class Delay:
    """Milliseconds until the verdict is in the page, and until it is drawn: medians and 99th percentiles."""

    changed: float
    changed_high: float
    drawn: float
    drawn_high: float


@dataclass(frozen=True)
class Delays:
    """Of the checker, and of a page that only shows the echo of its worker."""

    checker: Delay
    echo: Delay


def answer_delays(browser: Browser) -> Delays:
    """Of `TIMES` answers on each page, each another than before. Closes the browser."""
    with serve(Host()) as origin:
        found = {name: _delay(browser, origin + address) for name, address in PAGES.items()}
    browser.close()
    return Delays(**found)


def _delay(browser: Browser, address: str) -> Delay:
    page = browser.new_context(service_workers="block").new_page()
    page.goto(address)
    page.wait_for_selector(f'[data-checker="verdict"][data-status="{STATUS}"]')
    changed, drawn = zip(*page.evaluate(CLICKS, [POLICY, CHANGED, TIMES]), strict=True)
    page.context.close()
    return Delay(median(changed), _high(changed), median(drawn), _high(drawn))


def _high(times: tuple[float, ...]) -> float:
    return quantiles(times, n=100)[-1]
