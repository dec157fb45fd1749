"""The languages of the site: one table, in the order in which they are shown.

Besides it, a new language needs its pages, its catalogue, its lines in `mkdocs.yml`, `site.css` and `stems.js`, and a
sentence in `core/words/freshness.py`; a test names the ones that it lacks.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Language:
    """A language: its code, its name for itself, and how it is written.

    `country` is the locale with a country, as Open Graph names languages. `formats` is the CLDR locale of its dates and
    numbers. `minimum_grouping` is CLDR's minimumGroupingDigits, which Babel lacks: 1,000 but 1000 in Spanish.
    """

    code: str
    name: str
    country: str
    formats: str
    minimum_grouping: int


TABLE = {
    each.code: each
    for each in (
        Language("en", "English", "en_GB", "en_GB", 1),
        Language("es", "Español", "es_ES", "es", 2),
        Language("it", "Italiano", "it_IT", "it", 2),
    )
}
LANGUAGES = tuple(TABLE)
WRITTEN_IN = "en"
"""The language of policy files and of all messages, which needs no catalogue."""
DEFAULT = LANGUAGES[0]
"""The language of the site's root, and of anyone who names none."""


def language_root(language: str) -> str:
    """The folder of a language's pages, from the site's root."""
    return "" if language == DEFAULT else f"{language}/"
