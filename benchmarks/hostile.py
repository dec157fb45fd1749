"""The slowest of many hostile links and requests; `make fuzz` tries more."""

from fuzz.links import follow_links
from fuzz.messages import judge_requests

from checker.library.library import open_library

LINKS, REQUESTS = 100_000, 5_000


def slowest() -> tuple[float, float]:
    """Milliseconds for the slowest link under Node, and for the slowest request in CPython. Raises on a fault."""
    library = open_library()
    tally = judge_requests(library, REQUESTS, seed="1")
    if tally.faults:
        raise ValueError(f"make fuzz has something to say: {tally.faults[0]}")
    return follow_links(library.policies, LINKS, seed=1)["slowest"][0], tally.slowest[0]
