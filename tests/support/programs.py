"""Programs that tests start, and end after their use."""

import os
import signal
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from typing import Any

Environment = dict[str, str]


def screen(environment: Environment, programs: ExitStack) -> str:
    """A screen of its own that nobody sees; the server chooses a number that is free, and says which."""
    read, written = os.pipe()
    command = ["Xvfb", "-displayfd", str(written), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    programs.enter_context(running(*command, environment=environment, pass_fds=[written]))
    os.close(written)
    with os.fdopen(read) as number:
        return f":{number.readline().strip()}"


@contextmanager
def running(*command: str, environment: Environment, **options: Any) -> Iterator[Any]:
    """A program, which ends after its use with all that it has started."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "text": True}
    started = subprocess.Popen(command, env=environment, start_new_session=True, **{**quiet, **options})
    try:
        yield started
    finally:
        end(started, signal.SIGTERM)
        try:
            started.wait(timeout=10)
        except subprocess.TimeoutExpired:
            end(started, signal.SIGKILL)
            started.wait()


def end(process: "subprocess.Popen[str]", how: signal.Signals) -> None:
    """Tell a program, and those that it has started, to end."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, how)
