"""Figures, addresses and names of a clause must be the same in every language."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from checker.languages import LANGUAGES
from checker.policy.clauses import Clauses
from checker.policy.numbers import ADDRESS, FIGURE, in_figures, weekdays
from checker.policy.problems import Problem
from checker.policy.written import Written


def check_agreement(file: Written, clauses: Clauses) -> Iterator[Problem]:
    """Translations that say other figures, addresses or names than their source, and exceptions that except nothing."""
    original, names, differing = file.source_language, file.names, set[str]()
    for language in LANGUAGES:
        for name, clause in clauses[language].items():
            first = clauses[original].get(name)
            if clause.lent:
                continue
            found = _said(clause.text, clause.still_in or language, names)
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
    """The figures and addresses of a text, each as often as it appears there, and its names, each once."""
    plain = in_figures(text, language)
    named = (name for name in names if re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text))
    return Counter([*FIGURE.findall(plain), *ADDRESS.findall(text), *weekdays(text, language), *named])
