"""How a language writes dates, numbers and money, taken from CLDR at build time, so that core prints them alike."""

import re

from babel import Locale
from babel.dates import get_date_format, get_month_names
from babel.numbers import get_currency_symbol, get_decimal_symbol, get_group_symbol

from checker.languages import TABLE

CURRENCIES = ("EUR", "USD", "GBP")
"""Those that are written with a sign; others with their code."""


def formats(language: str) -> dict[str, object]:
    """The long date pattern with its month names, the separators of numbers, and the place and form of currency signs.

    In `money`, # is the number and ¤ the sign; the space between them is a plain one, as everywhere but on pages.
    """
    locale = Locale.parse(TABLE[language].formats)
    months = get_month_names("wide", locale=locale)
    return {
        "date": get_date_format("long", locale).pattern,
        "months": [str(months[month]) for month in range(1, 13)],
        "group": get_group_symbol(locale),
        "minimum_grouping": TABLE[language].minimum_grouping,
        "decimal": get_decimal_symbol(locale),
        "money": re.sub("[#,.0]+", "#", locale.currency_formats["standard"].pattern).replace("\xa0", " "),
        "currencies": {code: get_currency_symbol(code, locale) for code in CURRENCIES},
    }
