"""How a language writes dates and numbers, taken from CLDR at build time, so that core prints them everywhere alike."""

from babel import Locale

REGIONS = {"en": "en_GB", "es": "es", "it": "it"}
MINIMUM_GROUPING = {"en": 1, "es": 2, "it": 2}
"""CLDR's minimumGroupingDigits, which Babel does not carry: 1,000 but 1000 in Spanish and Italian."""


def formats(language: str) -> dict[str, object]:
    """The long date pattern with its month names, and the thousands separator."""
    locale = Locale.parse(REGIONS[language])
    return {
        "date": locale.date_formats["long"].pattern,
        "months": [locale.months["format"]["wide"][month] for month in range(1, 13)],
        "group": locale.number_symbols["latn"]["group"],
        "minimum_grouping": MINIMUM_GROUPING[language],
    }
