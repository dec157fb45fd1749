"""The entry for programs in Python: `from checker import decide`."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

from checker.cli import inputs
from checker.core.engine import decide as engine
from checker.core.engine.answers import InputError
from checker.core.model.words import Words
from checker.core.request import as_object
from checker.core.words.verdict_document import document
from checker.languages import DEFAULT
from checker.library.shelf import CompiledShelf, Shelf
from checker.places import COMPILED


def decide(
    policy: str, answers: Mapping[str, object], today: date | None = None, lang: str = DEFAULT
) -> dict[str, Any]:
    """The verdict of the policy on these answers, as `checker check --json` prints it.

    `today` is the day of the verdict, else the present one where the program runs; `lang` the language of its texts.
    Raises InputError, a ValueError: as text, it says in that language what is wrong and what is allowed.
    """
    shelf, words = _shelf(), Words()
    try:
        words = inputs.pick_words(shelf, lang)
        found, spoken = inputs.pick_policy(shelf, policy)
        plain = dict(answers) if isinstance(answers, Mapping) else answers
        given = {str(name): value for name, value in as_object(plain).items()}
        day = inputs.as_day(today.isoformat()[:10] if isinstance(today, date) else today)
        return document(engine.decide(found, given, day), spoken[words.language])
    except InputError as error:
        message = error.message(words)
        raise InputError(lambda _: message) from None


@cache
def _shelf() -> Shelf:
    """Opened once: its policies stay in memory."""
    return CompiledShelf() if COMPILED.is_dir() else Shelf()
