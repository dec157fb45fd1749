"""Figures, days and addresses in a text, however its language writes them."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from babel import Locale

from checker.languages import TABLE

FIGURE = re.compile(r"\d+(?:[.:×/~-]\d+)*")
ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s,;)]*[\w/]|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org)\b"
)
COUNTED = re.compile(r"(?<![^\W_])(?<![A-Z]\.)(?:\d{4}-\d\d-\d\d|\d+(?:[.:~]\d+)*)(?![A-Z]|[.:]?\d)")
"""A number that counts: not the 3 of a name such as X3, X.3 or 3X."""
FIELD = re.compile(r"\{\w+\}")


@lru_cache(maxsize=4096)
def counted(text: str, language: str) -> frozenset[str]:
    """What the text says in figures, with its days of the week and addresses; not what it says in words."""
    plain = ADDRESS.sub(" ", FIELD.sub(" ", text))
    figures = map(_shortest, COUNTED.findall(in_figures(plain, language)))
    return frozenset({*figures, *ADDRESS.findall(text), *weekdays(text, language)})


def said(text: str, language: str) -> set[str]:
    """What the text says in figures or in words; an hour with no minutes means both ways of writing it."""
    found = counted(text, language).union(_in_words(text, language))
    return {*found, *(f"{each}:00" for each in found if each.isdigit())}


def in_figures(text: str, language: str) -> str:
    """The text with its numbers as 1234.5, and 21 November or November 21 as 21~11."""
    if not re.search(r"\d", text):
        return text
    symbols = Locale.parse(language).number_symbols["latn"]
    text = re.sub(rf"(?<=\d)[{symbols['group']}\u00a0\u202f](?=\d{{3}}(?!\d))", "", text)
    text = re.sub(rf"(?<=\d){re.escape(symbols['decimal'])}(?=\d)", ".", text)
    for month, name in _names("months", language).items():
        text = re.sub(rf"\b(\d{{1,2}}) (?:de )?{name}\b|\b{name} (\d{{1,2}})\b", rf"\1\2~{month}", text, flags=re.I)
    return text


def weekdays(text: str, language: str) -> list[str]:
    """The days of the week in the text, in English."""
    english, own = _names("days", "en"), _names("days", language)
    found = {day.lower() for day in _any_day(language).findall(text)}
    return [english[day] for day, name in own.items() if name.lower() in found]


@cache
def _any_day(language: str) -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(_names('days', language).values())})s?\b", re.IGNORECASE)


def _shortest(figure: str) -> str:
    """09:00 as 9:00."""
    return re.sub(r"^0(?=\d:)", "", figure)


def _in_words(text: str, language: str) -> Iterator[str]:
    known = {word: number for number, word in enumerate(TABLE[language].few.split(), 1)} | dict(TABLE[language].numbers)
    for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*'?", text.lower()):
        if word in known:
            yield str(known[word])


@cache
def _names(kind: str, language: str) -> dict[int, str]:
    """Months or days of the week by number, as the language calls them."""
    return dict(getattr(Locale.parse(language), kind)["format"]["wide"])
