"""What the clerk makes of hostile requests: always a verdict, or an error in words."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from time import perf_counter

from drawn import clerk

from checker.core.clerk import Clerk
from checker.library.opened import Library
from fuzz.requests import requests

LONGEST_ERROR = 8000


@dataclass
class Tally:
    """How many verdicts and errors there were, and the slowest reply (ms) with its request."""

    verdicts: int = 0
    errors: int = 0
    slowest: tuple[float, str] = (0, "")
    faults: list[str] = field(default_factory=list)


def judge_requests(library: Library, count: int, seed: str) -> Tally:
    """So many requests, the languages in turn."""
    clerks: Mapping[int, Clerk] = dict(enumerate(clerk(library, language) for language in library.words))
    tally = Tally()
    for number, request in enumerate(requests(library.policies, count, seed)):
        try:
            _judge(clerks[number % len(clerks)], request, tally)
        except Exception as fault:
            tally.faults.append(f"{fault!r}: {request[:500]!r}")
    return tally


def _judge(own: Clerk, request: str, tally: Tally) -> None:
    took, reply = _timed(own, request)
    if took > tally.slowest[0]:  # tried again, as the machine may have been busy with something else
        tally.slowest = max(tally.slowest, (min(took, _timed(own, request)[0]), request[:200]))
    tally.verdicts += "verdict" in reply
    tally.errors += "error" in reply
    tally.faults += (f"{fault}: {request[:500]!r}" for fault in faults(reply))


def faults(reply: Mapping[str, object]) -> Iterator[str]:
    """What is wrong with a reply: it is neither a verdict nor an error in words that can be shown."""
    if "verdict" in reply:
        if set(reply) != {"verdict", "view", "answers", "ask", "desk", "due", "drafts", "case"}:
            yield f"a verdict with {sorted(reply)}"
        return
    said = reply.get("error")
    if list(reply) != ["error"] or not isinstance(said, str) or not said.strip() or len(said) > LONGEST_ERROR:
        yield "no error in words"
    elif not said.isprintable():
        yield "an error that cannot be shown"


def _timed(own: Clerk, request: str) -> tuple[float, dict[str, object]]:
    """How long (ms) the reply took, and the reply."""
    before = perf_counter()
    text = own.reply(request)
    took = (perf_counter() - before) * 1000
    text.encode()  # what cannot be encoded cannot be sent
    reply: dict[str, object] = json.loads(text)
    return took, reply
