"""How a language writes dates and numbers, taken from CLDR at build time, so that core prints them everywhere alike."""

from babel import Locale
from babel.dates import get_date_format, get_month_names
from babel.numbers import get_group_symbol

from checker.languages import TABLE


def formats(language: str) -> dict[str, object]:
    """The long date pattern with its month names, and the thousands separator."""
    locale = Locale.parse(TABLE[language].formats)
    months = get_month_names("wide", locale=locale)
    return {
        "date": get_date_format("long", locale).pattern,
        "months": [str(months[month]) for month in range(1, 13)],
        "group": get_group_symbol(locale),
        "minimum_grouping": TABLE[language].minimum_grouping,
    }
