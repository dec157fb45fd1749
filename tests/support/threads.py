"""What starts a loop of its own runs beside the tests: those of browsers leave one running in their thread."""

from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import anyio

Given = TypeVar("Given")


def aside(function: Callable[[], Given]) -> Given:
    """What the function gives or raises, in a thread of its own."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(function).result()


def awaited(function: Callable[[], Awaitable[Given]]) -> Given:
    """What the function gives or raises in the end."""
    return aside(lambda: anyio.run(function))
