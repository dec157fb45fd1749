"""Figures, addresses and names of a clause must be the same in every language."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from babel import Locale

from checker.languages import LANGUAGES
from checker.policy.problems import Problem
from checker.policy.references import Clauses
from checker.policy.written import Written

FIGURE = re.compile(r"\d+(?:[.:×/~-]\d+)*")
ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?:https?://|www\.)[^\s,;)]*[\w/]|\b[\w-]+(?:\.[\w-]+)*\.(?:com|net|org)\b"
)


def check_agreement(file: Written, clauses: Clauses) -> Iterator[Problem]:
    """Translations that say other figures, addresses or names than their source, and exceptions that except nothing."""
    original, names, differing = file.source_language, file.names, set[str]()
    for language in LANGUAGES:
        for name, clause in clauses[language].items():
            first = clauses[original].get(name)
            found = _said(clause.text, language, names)
            wanted = _said(first.text, original, names) if first else found
            if wanted != found:
                differing.add(name)
                if name not in file.differs:
                    yield Problem(clause.place, _what(name, original, language, wanted, found), _HINT)
    for name in file.differs:
        if name not in differing:
            what = f"The languages of the clause “{name}” agree."
            yield Problem(name.place(), what, "Remove the line.")


_HINT = "Make the languages agree, or give the reason under “differs” in the policy file."


def _what(name: str, original: str, language: str, wanted: Counter[str], found: Counter[str]) -> str:
    lacking, extra = (", ".join(sorted((one - other).elements())) for one, other in ((wanted, found), (found, wanted)))
    parts = [f"“{lacking}” stands in {original}, not in {language}"] if lacking else []
    parts += [f"“{extra}” stands in {language}, not in {original}"] if extra else []
    return f"Clause “{name}”: {'; '.join(parts)}."


@cache
def _said(text: str, language: str, names: tuple[str, ...]) -> Counter[str]:
    """The figures and addresses of a text, each as often as it stands there, and its names, each once."""
    plain = _in_figures(text, language)
    named = (name for name in names if re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text))
    return Counter([*FIGURE.findall(plain), *ADDRESS.findall(text), *_weekdays(text, language), *named])


def _in_figures(text: str, language: str) -> str:
    """The text with its numbers as 1234.5, and 21 November or November 21 as 21~11."""
    symbols = Locale.parse(language).number_symbols["latn"]
    text = re.sub(rf"(?<=\d)[{symbols['group']}\u00a0\u202f](?=\d{{3}}(?!\d))", "", text)
    text = re.sub(rf"(?<=\d){re.escape(symbols['decimal'])}(?=\d)", ".", text)
    for month, name in _names("months", language).items():
        text = re.sub(rf"\b(\d{{1,2}}) (?:de )?{name}\b|\b{name} (\d{{1,2}})\b", rf"\1\2~{month}", text, flags=re.I)
    return text


def _weekdays(text: str, language: str) -> list[str]:
    """The days of the week that stand in the text, in English."""
    english = _names("days", "en")
    return [english[day] for day, name in _names("days", language).items() if re.search(rf"\b{name}s?\b", text, re.I)]


@cache
def _names(kind: str, language: str) -> dict[int, str]:
    """Months or days of the week by number, as the language calls them."""
    return dict(getattr(Locale.parse(language), kind)["format"]["wide"])
