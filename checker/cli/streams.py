"""The three streams of a command, any of which a daemon or a cron job may have closed."""

import os
import sys
from contextlib import suppress


def open_streams() -> None:
    """Have each stream there. One that was closed fails when it is used, as one that cannot be written does."""
    # The lowest numbers that are free are theirs: no file that is opened later may get one of them.
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_WRONLY), "r")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w")
    with suppress(AttributeError):  # a test's own stream has no encoding to set
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]


def say(message: str) -> None:
    """One message on standard error; nowhere, if that cannot be written."""
    with suppress(OSError):
        print(f"checker: {message}", file=sys.stderr, flush=True)


def close_output() -> None:
    """The output cannot be written: let nothing try again, not even Python when it ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
