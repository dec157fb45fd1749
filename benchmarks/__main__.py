"""`make bench`: prints the table, keeps it, and draws the chart. `N=3 make bench` for a quick look."""

import os
from collections.abc import Iterable

from playwright.sync_api import Playwright, sync_playwright

from benchmarks.answers import answer_delays
from benchmarks.chart import draw
from benchmarks.clicks import click_delays
from benchmarks.engine import decide_times
from benchmarks.hostile import slowest
from benchmarks.machine import name_machine
from benchmarks.report import click_lines, delay_lines, engine_lines, slow_lines, start_lines, target_lines
from benchmarks.rules import write_rules
from benchmarks.server import FOLDERS, Host, serve
from benchmarks.settings import BROWSERS, SETTINGS, Setting, launch_chromium
from benchmarks.slow_start import slow_start
from benchmarks.starts import Start, measure
from benchmarks.targets import targets
from checker.places import ROOT

TABLE = ROOT / "benchmarks" / "results.txt"
CHART = ROOT / "images" / "time-to-verdict.svg"


class Table:
    """Lines that are printed as soon as they are there, and kept."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, lines: Iterable[str]) -> None:
        """Print them, and keep them."""
        for line in lines:
            print(line, flush=True)
            self.lines.append(line)


def main() -> None:
    """Measure, print, draw."""
    rounds = int(os.environ.get("N", "9"))
    write_rules(FOLDERS["made"] / "rules.json")
    table = Table()
    with sync_playwright() as playwright:
        head = _head(playwright, rounds)
        table.add([*head, "× is the ratio to Pyodide alone; fetched is all that a first visit takes, without headers."])
        starts = {setting.name: _starts(playwright, setting, rounds, table) for setting in SETTINGS}
        delays = {name: answer_delays(launch(playwright)) for name, launch in BROWSERS.items()}
        clicks = {name: click_delays(launch(playwright), rounds) for name, launch in BROWSERS.items()}
        slow = slow_start(launch_chromium(playwright), rounds)
    table.add(delay_lines(delays))
    table.add(click_lines(clicks))
    table.add(slow_lines(slow))
    table.add(engine_lines(decide_times(), slowest()))
    table.add(target_lines(targets(starts, delays, clicks, slow)))
    TABLE.write_text("\n".join([*table.lines, ""]), encoding="utf-8")
    CHART.write_text(draw(starts, head), encoding="utf-8")
    print(f"\nKept: {TABLE.relative_to(ROOT)}, {CHART.relative_to(ROOT)}")


def _head(playwright: Playwright, rounds: int) -> list[str]:
    machine, versions = name_machine(), []
    for name, launch in BROWSERS.items():
        browser = launch(playwright)
        versions.append(f"{name} {browser.version}")
        browser.close()
    return [
        "Seconds from opening a page to its first verdict",
        f"Medians of {rounds}, {', '.join(versions)}.",
        f"{machine}.",
    ]


def _starts(playwright: Playwright, setting: Setting, rounds: int, table: Table) -> dict[str, Start]:
    host, browser = Host(**setting.behaviour), setting.launch(playwright)
    with serve(host) as origin:
        found = measure(browser, origin, host, rounds, setting.pages)
    browser.close()
    table.add(start_lines(setting.name, found))
    return found


if __name__ == "__main__":
    main()
