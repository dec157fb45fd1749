"""What the site has promised itself, and whether it holds."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from benchmarks.answers import Delays
from benchmarks.clicks import Clicks
from benchmarks.settings import SLOW, UNPACKED
from benchmarks.slow_start import SlowStart
from benchmarks.starts import BARE, CHECKER, Start


@dataclass(frozen=True)
class Target:
    """A figure that must not be above its limit."""

    name: str
    found: float
    limit: float
    unit: str = ""

    @property
    def met(self) -> bool:
        """Whether the figure stays within the limit."""
        return self.found <= self.limit


def targets(
    starts: Mapping[str, Mapping[str, Start]],
    delays: Mapping[str, Delays],
    clicks: Mapping[str, Clicks],
    slow: SlowStart,
) -> Iterator[Target]:
    """Every target with its figure: `starts` by setting and page, `delays` and `clicks` by browser."""
    for setting, cold, warm in (("Chromium", 0.17, 0.20), ("Firefox", 0.35, 0.35), (SLOW.name, 0.30, 0.30)):
        own, bare = starts[setting][CHECKER], starts[setting][BARE]
        yield Target(f"{setting}, cold ({own.cold:.2f} of {bare.cold:.2f} s)", own.cold / bare.cold, cold, "×")
        yield Target(f"{setting}, warm ({own.warm:.2f} of {bare.warm:.2f} s)", own.warm / bare.warm, warm, "×")
    for browser, delay in delays.items():
        yield Target(f"{browser}, answer to drawn verdict, 99th percentile", delay.checker.drawn_high, 16, "ms")
    yield Target("Chromium, click to verdict, a wish before", clicks["Chromium"].wished, 100, "ms")
    warm = starts["Firefox"][CHECKER].warm * 1000
    yield Target("Firefox, the same, beside its warm start", clicks["Firefox"].wished, warm, "ms")
    yield Target("Slow line and processor, first question", slow.question, 2.5, "s")
    yield Target("Slow line and processor, longest task", slow.longest, 50, "ms")
    yield Target("Fetched from a host that sends brotli", starts["Chromium"][CHECKER].fetched / 1e6, 1.8, "MB")
    yield Target("Fetched from a host that packs nothing", starts[UNPACKED.name][CHECKER].fetched / 1e6, 2.3, "MB")
