"""`python -m checker`, and the command `checker`."""

import os
import signal
import sys
from typing import Any


def run() -> int:
    """Run the command line and give its exit status; Ctrl-C ends it at any moment, with status 130 and not a word."""
    minds = signal.getsignal(signal.SIGINT) is signal.default_int_handler  # not where it was started to go on
    if minds:
        signal.signal(signal.SIGINT, _leave)
    from checker.cli.main import main

    try:
        if minds:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        return main()
    except KeyboardInterrupt:
        return 130
    finally:
        if minds:
            signal.signal(signal.SIGINT, _leave)


def _leave(*_: Any) -> None:
    """There is nothing to tidy up before a command has begun, nor when it is over."""
    os._exit(130)


if __name__ == "__main__":
    sys.exit(run())
