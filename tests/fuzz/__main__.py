"""`make fuzz`: a million hostile links and 100,000 hostile requests, the same each time; the slowest are printed."""

import sys
from datetime import date

from checker.library.library import open_library
from fuzz.links import follow_links, refused
from fuzz.messages import judge_requests

LINKS, REQUESTS = 1_000_000, 100_000


def main(links: int = LINKS, requests: int = REQUESTS) -> int:
    """Run both and print what came of them; 1 where something was wrong."""
    library = open_library()
    followed = follow_links(library.policies, links, seed=1)
    wrong = refused(library.policies, followed["accepted"], date.today())
    took, link = followed["slowest"]
    print(f"{links:,} links followed; the slowest took {took:.2f} ms: {link}", flush=True)
    tally = judge_requests(library, requests, seed="1")
    took, request = tally.slowest
    print(f"{requests:,} requests: {tally.verdicts:,} verdicts, {tally.errors:,} errors, {len(tally.faults)} faults")
    print(f"The slowest took {took:.2f} ms: {request!r}")
    for fault in [*wrong, *tally.faults[:20]]:
        print(fault, file=sys.stderr)
    return 1 if wrong or tally.faults else 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
