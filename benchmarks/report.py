"""What `make bench` prints: lines of one table."""

from collections.abc import Iterable, Iterator, Mapping

from benchmarks.answers import TIMES, Delays
from benchmarks.clicks import Clicks
from benchmarks.hostile import LINKS, REQUESTS
from benchmarks.slow_start import SlowStart
from benchmarks.starts import BARE, Start
from benchmarks.targets import Target


def start_lines(name: str, starts: Mapping[str, Start]) -> Iterator[str]:
    """Each page's seconds, beside Pyodide alone."""
    bare = starts[BARE]
    yield f"\n{name:40}{'cold':>10}{'×':>7}{'warm':>10}{'×':>7}{'fetched':>12}"
    for page, start in starts.items():
        cold, warm = start.cold / bare.cold, start.warm / bare.warm
        seconds = f"{start.cold:8.2f} s{cold:7.2f}{start.warm:8.2f} s{warm:7.2f}"
        yield f"  {page:38}{seconds}{start.fetched / 1e6:9.2f} MB"


def delay_lines(delays: Mapping[str, Delays]) -> Iterator[str]:
    """Each browser's milliseconds from an answer to its verdict, and to the mere echo of a worker."""
    title = f"From an answer to its verdict ({TIMES} each)"
    yield f"\n{title:40}{'in the page':>17}{'99 %':>9}{'drawn':>11}{'99 %':>9}"
    for browser, found in delays.items():
        for name, each in ((browser, found.checker), (f"{browser}, the echo of a worker", found.echo)):
            changed = f"{each.changed:14.1f} ms{each.changed_high:6.1f} ms"
            yield f"  {name:38}{changed}{each.drawn:8.1f} ms{each.drawn_high:6.1f} ms"


def click_lines(clicks: Mapping[str, Clicks]) -> Iterator[str]:
    """Each browser's milliseconds from the click on a link to its drawn verdict."""
    yield f"\n{'From the click on a link to its verdict':40}{'a wish before':>17}{'none':>12}"
    for browser, found in clicks.items():
        yield f"  {browser:38}{found.wished:14.0f} ms{found.sudden:9.0f} ms"


def slow_lines(found: SlowStart) -> Iterator[str]:
    """The start on a slow line, with a slow processor."""
    yield f"\n{'Chromium, 1.6 Mbit/s and 150 ms, processor 4 times slower':60}"
    yield f"  {'until the first question':38}{found.question:8.2f} s"
    yield f"  {'until the verdict of a link':38}{found.verdict:8.2f} s"
    yield f"  {'the longest task':38}{found.longest:8.0f} ms"


def engine_lines(decide: tuple[float, float], hostile: tuple[float, float]) -> Iterator[str]:
    """The engine alone."""
    native, inside = decide
    yield f"\n{'One decide, median':40}{native * 1e6:7.0f} µs in CPython, {inside * 1e6:.0f} µs in Pyodide"
    yield f"{f'Slowest of {LINKS:,} hostile links':40}{hostile[0]:7.2f} ms"
    yield f"{f'Slowest of {REQUESTS:,} hostile requests':40}{hostile[1]:7.2f} ms"


def target_lines(targets: Iterable[Target]) -> Iterator[str]:
    """Each target with what was found."""
    yield f"\n{'Targets':60}{'found':>10}{'limit':>10}"
    for each in targets:
        found, limit = f"{each.found:.2f} {each.unit}", f"{each.limit:.2f} {each.unit}"
        yield f"  {each.name:58}{found:>10}{limit:>10}  {'met' if each.met else 'MISSED'}"
