"""Part of the memory image: the engine with every language loaded, and used once. It knows no policy.

Runs inside the pinned runtime, under Node, never in CPython. `/input` has the words of the engine.
"""

import gc
import json
import random
from pathlib import Path

from functions import called, keep_called, watch  # type: ignore[import-not-found]  # noqa: F401
from sample import CLAUSES, SAMPLE  # type: ignore[import-not-found]

from checker.core.clerk import Clerk
from checker.core.model.serial import write_policy

_INPUT = Path("/input")
MOST_FREE = 400_000
"""More bytes than are free of blocks of any size."""
_CASE = {"policy": "sample", "today": "2026-01-01", "now": "2026-01-01T12:00+00:00", "root": "/"}
_ANSWERS = ({"plan": "basic", "bought_on": "2025-12-31", "seats": 1200}, {"plan": "fool"}, {"nothing": "known"})


def _paths(pattern: str) -> list[Path]:
    return sorted(_INPUT.glob(pattern))


_LANGUAGES = [path.name.split(".")[1] for path in _paths("words.*.json")]


def _new_clerk() -> Clerk:
    return Clerk(
        [path.read_text("utf-8") for path in _paths("words.*.json")],
        [path.read_bytes() for path in _paths("messages.*.mo")],
    )


_CLERK = _new_clerk()


def clerk(language: str) -> Clerk:
    """A clerk who speaks the language."""
    return _CLERK.speaking(language)


def collect_every(objects: str) -> None:
    """Have garbage collected every so many objects."""
    gc.set_threshold(int(objects))


def _use_once() -> None:
    """Give a verdict on a case and refuse others, in every language: no module is left to be imported later."""
    clauses = {name: [name, f"sample/#{name}"] for name in CLAUSES}
    words = [{"language": each, "clauses": clauses, "messages": {}} for each in _LANGUAGES]
    used = _new_clerk()
    used.learn(json.dumps({"model": write_policy(SAMPLE), "words": words}))
    for language in _LANGUAGES:
        for answers in _ANSWERS:
            used.speaking(language).reply(json.dumps({**_CASE, "answers": answers}))


def settle(functions: str) -> None:
    """Leave only what the engine needs from now on: of functions, what `called` said."""
    random.seed(0)  # its state is in the image: the same for every build
    keep_called(json.loads(functions))
    _zero_free()
    gc.freeze()  # nothing of the image is ever garbage: it is not looked through again


def _zero_free() -> None:
    """Overwrite what Python has freed with zeros, which pack to nothing."""
    gc.collect()
    for size in range(1, 496, 16):
        kept = [bytes(size) for _ in range(MOST_FREE // (size + 32))]
        kept.clear()


_use_once()
