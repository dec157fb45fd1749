"""How a language writes dates and numbers, taken from CLDR at build time, so that core prints them everywhere alike."""

from babel import Locale

from checker.languages import TABLE


def formats(language: str) -> dict[str, object]:
    """The long date pattern with its month names, and the thousands separator."""
    locale = Locale.parse(TABLE[language].formats)
    return {
        "date": locale.date_formats["long"].pattern,
        "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "group": locale.number_symbols["latn"]["group"],
        "minimum_grouping": TABLE[language].minimum_grouping,
    }
