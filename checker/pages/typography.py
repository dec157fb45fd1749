"""Spaces that do not break, and the figures of sums of money, as each language sets them.

Only in the HTML of pages: data, the command line, what is compared and what is searched keep plain spaces.
"""

import re
from functools import cache

from babel.dates import get_month_names
from babel.numbers import get_group_symbol

from checker.languages import TABLE
from checker.pages.rewriter import Attributes, Rewriter

NO_BREAK = "\u00a0"
AS_TYPED = {"code", "kbd", "pre", "script", "style", "svg", "textarea"}
NOTHING = "(?!)"
UNITS = r"%|€|[kMGT]B|[kM]bit/s|[GM]Hz|ms"
SUM = re.compile(r"(?<=€)\d{4,6}\b|\b\d{4,6}(?=[ \u00a0]€)")


def set_text(html: str, language: str) -> str:
    """The HTML of a page or of a part of one, in that language, with its text set."""
    return _Setter(language).rewrite(html)


class _Setter(Rewriter):
    def __init__(self, language: str) -> None:
        super().__init__()
        self._spaces = _spaces(language)
        self._separator = get_group_symbol(TABLE[language].formats)

    def text(self, data: str) -> str:
        """Sums first: their sign is beside them, with a space in some languages."""
        data = SUM.sub(lambda found: f"{int(found[0]):,}".replace(",", self._separator), data)
        for space in self._spaces:
            data = space.sub(rf"\1{NO_BREAK}", data)
        return data

    def untouched(self, tag: str, attributes: Attributes) -> bool:
        """What is copied or read by machines."""
        return tag in AS_TYPED


@cache
def _spaces(language: str) -> tuple[re.Pattern[str], ...]:
    """The spaces that do not break, each with what is before it: number and unit, name and number, day and month."""
    spoken = TABLE[language]
    months = "|".join(get_month_names(locale=spoken.formats).values())
    counted = "|".join(filter(None, [spoken.counted, months]))
    return (
        re.compile(rf"(\d) (?=(?:{UNITS})(?!\w))"),
        re.compile(rf"(\d(?: de)?) (?=(?:{counted})\b)", re.IGNORECASE),
        re.compile(rf"(\d) (?=de{NO_BREAK}(?:{months})\b)", re.IGNORECASE),
        re.compile(rf"\b({spoken.numbered or NOTHING}) (?=\d)", re.IGNORECASE),
    )
