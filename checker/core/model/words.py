"""The words of one language: translations through gettext, dates and numbers, and the clauses as they read there."""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from io import BytesIO
from typing import Any

from checker.core.model import calendar

ENGLISH_FORMATS: Mapping[str, object] = {
    "date": "d MMMM y",
    "months": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "group": ",",
    "minimum_grouping": 1,
    "decimal": ".",
    "money": "¤#",
    "currencies": {"EUR": "€", "USD": "US$", "GBP": "£"},
}


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as a language's page states it; `href` leads there from the site's root.

    `stale` marks a translation that has not been compared with its source as that reads now, `untranslated` a clause
    that this page still states in another language.
    """

    text: str
    href: str
    stale: bool = False
    untranslated: bool = False


@dataclass(frozen=True)
class Words:
    """Everything that a verdict says in `language`. `clauses` maps policy and clause id to the clause.

    `messages` are translations that the catalogue lacks: those of a policy that was loaded by itself.
    `root` is the site's address, for links that are to be followed from elsewhere; empty where it is not known.
    """

    language: str = "en"
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations)
    formats: Mapping[str, object] = field(default_factory=lambda: ENGLISH_FORMATS)
    clauses: Mapping[str, Mapping[str, Clause]] = field(default_factory=dict)
    messages: Mapping[str, str] = field(default_factory=dict)
    root: str = ""

    def gettext(self, message: str) -> str:
        """`message` in this language; the empty message stays empty."""
        return self.messages.get(message) or (self.catalogue.gettext(message) if message else "")

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        """The plural form that this language uses for `count`."""
        return self.catalogue.ngettext(singular, plural, count)

    def format(self, template: str, **values: str) -> str:
        """`template` with its `{names}` filled in; braces in the values stay as they are."""
        return template.format(**values)

    def quoted(self, text: str) -> str:
        """`text` in this language's quotation marks."""
        return self.format(self.gettext("“{text}”"), text=text)

    def date(self, day: date) -> str:
        """`day` as this language writes it."""
        return calendar.format_date(day, self.formats)

    def money(self, amount: object, currency: object) -> str:
        """An amount with its currency (ISO 4217) as this language writes it."""
        return calendar.format_money(str(amount), str(currency), self.formats)

    def number(self, number: int) -> str:
        """`number` as this language writes it."""
        return calendar.format_number(number, self.formats)


def read_words(data: Mapping[str, object], catalogue: bytes) -> Words:
    """Words from data and a compiled catalogue (.mo, or nothing).

    The data are the language, its formats, and the clauses as [text, href], with what else is
    known of them behind these.
    """
    clauses = data["clauses"]
    formats = data["formats"]
    assert isinstance(clauses, Mapping) and isinstance(formats, Mapping)
    return Words(
        language=str(data["language"]),
        catalogue=gettext.GNUTranslations(BytesIO(catalogue)) if catalogue else gettext.NullTranslations(),
        formats=formats,
        clauses={policy: _read_clauses(texts) for policy, texts in clauses.items()},
    )


def add_policy(words: Words, policy: str, data: Mapping[str, Any]) -> Words:
    """The words with those of a policy that was loaded by itself: `data` are its `clauses` and `messages`."""
    return replace(words, clauses={policy: _read_clauses(data["clauses"])}, messages=data["messages"])


def _read_clauses(texts: Mapping[str, Any]) -> dict[str, Clause]:
    return {name: Clause(*found) for name, found in texts.items()}
