"""In which browsers, over which line and from which host the starts are measured, and which pages stand in each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType

from conftest import open_chromium, open_firefox
from playwright.sync_api import Browser, Playwright

from benchmarks.starts import BARE, CHECKER, PAGES

ORDINARY = ("chromium", "google-chrome")
"""What visitors have, not the headless shell that the tests prefer."""

HTTPS = {"network.http.accept-encoding": "gzip, deflate, br", "dom.navigation.navigationRateLimit.count": 0}
"""Firefox takes brotli over https only, for which the host here stands; and but few changes of the address in a row."""

Launch = Callable[[Playwright], Browser]
launch_chromium: Launch = partial(open_chromium, names=ORDINARY)
launch_firefox: Launch = partial(open_firefox, preferences=HTTPS)

BROWSERS = {"Chromium": launch_chromium, "Firefox": launch_firefox}


@dataclass(frozen=True)
class Setting:
    """A browser, the host's behaviour (see `Host`), and the pages; PyScript, as slow as Pyodide alone, not in all."""

    name: str
    launch: Launch
    pages: tuple[str, ...] = tuple(PAGES)
    behaviour: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


WITHOUT_PYSCRIPT = tuple(name for name in PAGES if name != "PyScript")
SLOW = Setting(
    "Chromium, 10 Mbit/s and 40 ms",
    launch_chromium,
    WITHOUT_PYSCRIPT,
    {"bits_per_second": 10_000_000, "latency": 0.04},
)
UNPACKED = Setting("Chromium, a host that packs nothing", launch_chromium, (BARE, CHECKER), {"packs": False})
FIREFOX = Setting("Firefox", launch_firefox, WITHOUT_PYSCRIPT)
SETTINGS = (Setting("Chromium", launch_chromium), FIREFOX, SLOW, UNPACKED)
