"""A terminal in which keys are typed while a function asks its questions."""

from collections.abc import Callable
from typing import TypeVar

from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput, Output
from threads import aside

Given = TypeVar("Given")


def typing(keys: str, function: Callable[[], Given], output: Output | None = None) -> Given:
    """What the function gives or raises."""

    def ask() -> Given:
        with create_pipe_input() as pipe, create_app_session(input=pipe, output=output or DummyOutput()):
            pipe.send_text(keys)
            return function()

    return aside(ask)
