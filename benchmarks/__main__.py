"""`make bench`: prints the table, and draws the chart for the README. `N=3 make bench` for a quick look."""

import os
import sys
from pathlib import Path

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.chart import draw
from benchmarks.engine import answer_times, decide_times
from benchmarks.server import Host, serve
from benchmarks.starts import PAGES, Start, measure
from checker.build.library import ROOT

sys.path.insert(0, str(ROOT / "tests" / "browser"))
from conftest import open_chromium, open_firefox

SLOW_LINE = {"bits_per_second": 10_000_000, "latency": 0.04}
SETTINGS = {
    "Chromium": (open_chromium, {}),
    "Firefox": (open_firefox, {}),
    "Chromium, 10 Mbit/s and 40 ms": (open_chromium, SLOW_LINE),
    "Chromium, a host that packs nothing": (open_chromium, {"coding": ""}),
}
CHART = ROOT / "images" / "time-to-verdict.svg"


def main() -> None:
    """Measure, print, draw."""
    rounds = int(os.environ.get("N", "9"))
    with sync_playwright() as playwright:
        found = {name: _measure(playwright, name, rounds) for name in SETTINGS}
        _print_engine(playwright)
    draw(found, Path(CHART))
    print(f"Chart: {CHART.relative_to(ROOT)}")


def _measure(playwright: Playwright, name: str, rounds: int) -> dict[str, Start]:
    launch, behaviour = SETTINGS[name]
    host, browser = Host(**behaviour), launch(playwright)
    with serve(host) as origin:
        found = measure(browser, origin, host, rounds, PAGES)
    browser.close()
    _print_starts(name, rounds, found)
    return found


def _print_starts(name: str, rounds: int, found: dict[str, Start]) -> None:
    bare = found["Pyodide alone"]
    print(f"\n{name}: medians of {rounds}; × is the ratio to Pyodide alone")
    print(f"  {'':16}{'cold':>10}{'×':>7}{'warm':>10}{'×':>7}{'fetched':>12}")
    for page, start in found.items():
        cold, warm = start.cold / bare.cold, start.warm / bare.warm
        fetched = start.fetched / 1e6
        print(f"  {page:16}{start.cold:8.2f} s{cold:7.2f}{start.warm:8.2f} s{warm:7.2f}{fetched:9.2f} MB", flush=True)


def _print_engine(playwright: Playwright) -> None:
    native, inside = decide_times()
    print(f"\nOne decide: {native * 1e6:.0f} µs in CPython, {inside * 1e6:.0f} µs in Pyodide (medians)")
    for name, launch in (("Chromium", open_chromium), ("Firefox", open_firefox)):
        middle, high = answer_times(launch(playwright))
        print(
            f"From an answer to its verdict, {name}: median {middle * 1e3:.1f} ms, 99th percentile {high * 1e3:.1f} ms"
        )


main()
