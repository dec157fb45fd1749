"""A terminal in which keys are typed while a function asks its questions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput, Output

Given = TypeVar("Given")


def typing(keys: str, function: Callable[[], Given], output: Output | None = None) -> Given:
    """What the function gives or raises. It runs in a thread of its own: tests of browsers leave a loop in this one."""

    def ask() -> Given:
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=output or DummyOutput()):
            pipe.send_text(keys)
            return function()

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(ask).result()
