"""What authors' commands need to know: given as an option, else asked in the terminal."""

import sys
from collections.abc import Callable

import questionary

from checker.cli.dialogue import STYLE, given
from checker.core.engine.answers import InputError
from checker.core.model.words import Words, _
from checker.core.request import bad

Check = Callable[[str], object]
"""Raises InputError for a text that does not do."""


def needed(value: str | None, option: str, question: str, words: Words, check: Check) -> str:
    """The value, else what is typed until it does. Raises InputError where nobody is there to type."""
    if value is None and not sys.stdin.isatty():
        template = _("{option} is missing: add it, or run this command in a terminal and answer the question.")
        raise bad(template, option=option)
    return _typed(value, question, words, check)


def welcome(value: str | None, question: str, words: Words, check: Check) -> str:
    """The value, else what is typed; empty where nothing is typed, or nobody is there to type. Raises InputError."""
    if value is None and not sys.stdin.isatty():
        return ""

    def check_typed(text: str) -> None:
        if text:
            check(text)

    hint = words.gettext("(leave empty to write it later)")
    return _typed(value, f"{question} {hint}", words, check_typed)


def _typed(value: str | None, question: str, words: Words, check: Check) -> str:
    if value is not None:
        check(value.strip())
        return value.strip()

    def problem(text: str) -> bool | str:
        try:
            check(text.strip())
        except InputError as error:
            return error.message(words)
        return True

    return str(given(questionary.text(question, validate=problem, style=STYLE))).strip()
