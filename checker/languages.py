"""The languages of the site: one table, in the order in which they are shown.

A new language has a line here, its pages, its catalogue and its settings in `mkdocs.yml`: `checker new language` makes
all of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Language:
    """A language: its code, its name for itself, and how it is written.

    `country` is the locale with a country, as Open Graph names languages. `formats` is the CLDR locale of its dates and
    numbers. `minimum_grouping` is CLDR's minimumGroupingDigits, which Babel lacks: 1,000 but 1000 in Spanish.

    What follows can be left out. `few` are its words for 1 to 12, `numbers` further ones. `numbered` is a pattern of
    words that have a number behind them in one line ("Level 2"), `counted` of those that have it before them ("48
    hours").
    """

    code: str
    name: str
    country: str
    formats: str
    minimum_grouping: int
    few: str = ""
    numbers: Mapping[str, int] = field(default_factory=dict)
    numbered: str = ""
    counted: str = ""


TABLE = {
    each.code: each
    for each in (
        Language(
            "en",
            "English",
            "en_GB",
            "en_GB",
            1,
            few="one two three four five six seven eight nine ten eleven twelve",
            numbers={"a": 1, "an": 1, "once": 1, "fifteen": 15, "twenty": 20, "twenty-four": 24, "thirty": 30}
            | {"forty-eight": 48, "sixty": 60, "ninety": 90},
            numbered="clauses?|levels?|readings?|tables?|tiers?|versions?",
            counted="minutes?|hours?|days?|weeks?|months?|years?",
        ),
        Language(
            "es",
            "Español",
            "es_ES",
            "es",
            2,
            few="uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
            numbers={"un": 1, "una": 1, "quince": 15, "veinte": 20, "veinticuatro": 24, "treinta": 30, "sesenta": 60}
            | {"noventa": 90},
            numbered="cláusulas?|nivel(?:es)?|interpretaci(?:ón|ones)|tablas?|versi(?:ón|ones)",
            counted="minutos?|horas?|días?|semanas?|mes(?:es)?|años?",
        ),
        Language(
            "it",
            "Italiano",
            "it_IT",
            "it",
            2,
            few="uno due tre quattro cinque sei sette otto nove dieci undici dodici",
            numbers={"un": 1, "una": 1, "un'": 1, "quindici": 15, "venti": 20, "ventiquattro": 24, "trenta": 30}
            | {"sessanta": 60, "novanta": 90},
            numbered="clausol[ae]|livell[oi]|interpretazion[ei]|tabell[ae]|version[ei]",
            counted="minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]|ann[oi]",
        ),
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
