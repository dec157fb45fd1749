"""From the click on a link to a verdict, on a page that leads to the checker, until the verdict is drawn.

With the wish shown before: the pointer rests on the link for a second. Without: it is clicked at once.
Nothing is kept from before, as on a first visit; the page itself has loaded all that it loads. Chromium makes no page
ahead while Playwright drives it, which would save more.
"""

from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Browser

from benchmarks.case import ANSWERS, POLICY, STATUS
from benchmarks.server import Host, serve

WISHED = 1_000
"""Milliseconds from the wish to the click."""
AIM = f"""(link) => {{
  link.id = "bench-link";
  link.href += "#{POLICY}?{ANSWERS}";
  link.addEventListener("click", () => sessionStorage.setItem("clicked", performance.timeOrigin + performance.now()));
}}"""
CLICK = "(link) => link.click()"
WATCH = f"""(() => {{
  const clicked = Number(sessionStorage.getItem("clicked"));
  if (!clicked) return;
  const drawn = () => requestAnimationFrame(() => {{
    const {{ port1, port2 }} = new MessageChannel();
    port1.onmessage = () => {{
      document.documentElement.dataset.benchDone = performance.timeOrigin + performance.now() - clicked;
    }};
    port2.postMessage(null);
  }});
  const verdict = '[data-checker="verdict"][data-status="{STATUS}"]';
  const look = () => document.querySelector(verdict) ? drawn() : setTimeout(look, 2);
  look();
}})()"""


@dataclass(frozen=True)
class Clicks:
    """Medians, in milliseconds: with the wish shown before, without."""

    wished: float
    sudden: float


def click_delays(browser: Browser, rounds: int) -> Clicks:
    """Both `rounds` times, in turn. Closes the browser."""
    with serve(Host()) as origin:
        pairs = [(_click(browser, origin, wished=True), _click(browser, origin, wished=False)) for _ in range(rounds)]
    browser.close()
    return Clicks(*(median(column) for column in zip(*pairs, strict=True)))


def _click(browser: Browser, origin: str, *, wished: bool) -> float:
    context = browser.new_context(service_workers="block")
    context.add_init_script(WATCH)
    page = context.new_page()
    page.goto(f"{origin}site/", wait_until="networkidle")
    page.locator(".md-content a[href$='checker/']").first.evaluate(AIM)
    link = page.locator("#bench-link")
    if wished:
        link.hover()
        page.wait_for_timeout(WISHED)
        link.click()
    else:
        link.evaluate(CLICK)
    page.wait_for_selector("html[data-bench-done]", timeout=60_000, state="attached")
    found = float(page.locator("html").get_attribute("data-bench-done") or "nan")
    context.close()
    return found
