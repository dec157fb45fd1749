"""How long one verdict takes once Python runs: the engine alone, and from an answer to the page."""

import json
import subprocess
from datetime import date
from statistics import median, quantiles
from time import perf_counter

from playwright.sync_api import Browser

from benchmarks.server import NODE, Host, serve
from benchmarks.starts import ANSWERS
from checker.build.library import ROOT, open_library
from checker.build.runtime.quick import RUNTIME
from checker.build.wheel import build_wheel
from checker.core.engine import decide

CASE = dict(part.split("=") for part in ANSWERS.split("&"))
TODAY = date(2026, 11, 22)
TIMES = 300
CHANGES = """async ([links, count]) => {
  const box = document.querySelector('[data-checker="verdict"]'), times = [];
  for (let index = 0; index < count; index++) {
    const link = links[index % links.length], start = performance.now();
    await new Promise((resolve) => {
      const watcher = new MutationObserver(() => {
        if (box.dataset.link !== link) return;
        watcher.disconnect();
        resolve();
      });
      watcher.observe(box, { attributes: true });
      location.hash = link;
    });
    times.push(performance.now() - start);
  }
  return times;
}"""


def decide_times() -> tuple[float, float]:
    """Seconds for one `decide`, in CPython and in the runtime under Node: medians."""
    policy = open_library().policies["3cx"]
    times = []
    for _ in range(TIMES):
        start = perf_counter()
        decide(policy, CASE, TODAY)
        times.append(perf_counter() - start)
    return median(times), _decide_time_in_pyodide()


def _decide_time_in_pyodide() -> float:
    wheel = build_wheel(ROOT / ".cache" / "wheel")
    model = open_library().folder / "3cx.json"
    script = ROOT / "benchmarks" / "decide.mjs"
    command = [NODE, script, RUNTIME, wheel, model, json.dumps(CASE), str(TIMES)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()[-1])


def answer_times(browser: Browser) -> tuple[float, float]:
    """Seconds from a changed answer to its verdict on the page: median and 99th percentile. Closes the browser."""
    other = ANSWERS.replace("bronze", "gold")
    with serve(Host()) as origin:
        page = browser.new_page()
        page.goto(f"{origin}site/checker/#3cx?{ANSWERS}")
        page.wait_for_selector('[data-checker="verdict"][data-link]')
        times = page.evaluate(CHANGES, [[f"#3cx?{answers}" for answers in (other, ANSWERS)], TIMES])
        browser.close()
    return median(times) / 1000, quantiles(times, n=100)[-1] / 1000
