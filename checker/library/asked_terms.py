"""What the words of each question mean, so that nobody has to leave it to learn that.

By the clauses that define its answers, and by the glossary.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict
from xml.etree import ElementTree

from checker.core.model.words import Words
from checker.core.words.labels import definitions
from checker.policy.glossary import PAGE, Term, forms_in, read_terms

AskedTerms = dict[str, list[tuple[str, str]]]
"""By fact: each answer that a clause defines with that clause; then the title and the definition of each term, in the
glossary's order."""


class Asked(TypedDict):
    """A fact of a compiled policy, as far as it is read here."""

    id: str
    question: str
    hint: NotRequired[str]
    options: NotRequired[Mapping[str, str]]
    defined: NotRequired[Mapping[str, str]]


def asked_terms(policy: str, facts: Iterable[Asked], words: Words, root: Path) -> AskedTerms:
    """What is explained of the facts of a compiled policy, in the language of `words`.

    Terms count that the questions, their hints and their options use.
    """
    terms = [term for term in _terms(root / "docs", words.language) if term.marked]
    found = {fact["id"]: _explained(policy, fact, terms, words) for fact in facts}
    return {fact: each for fact, each in found.items() if each}


def _explained(policy: str, fact: Asked, terms: list[Term], words: Words) -> list[tuple[str, str]]:
    defined = definitions(policy, fact.get("options", {}), fact.get("defined", {}), words)
    return [*defined, *((term.title, term.definition) for term in _used(terms, fact, words))]


def _used(terms: list[Term], fact: Asked, words: Words) -> list[Term]:
    if not terms:
        return []
    pattern, by_group = forms_in(terms)
    texts = (fact["question"], fact.get("hint", ""), *fact.get("options", {}).values())
    found = [each for text in texts if text for each in pattern.finditer(words.gettext(text))]
    used = {by_group[(each.lastindex or 1) - 1].id for each in found}
    return [term for term in terms if term.id in used]


def glossary_pages(root: Path) -> list[Path]:
    """The pages that the terms come from."""
    return sorted((root / "docs").glob(f"*/{PAGE}"))


def _terms(docs: Path, language: str) -> list[Term]:
    """None where there is no glossary, or where it cannot be read, which is said where the site is built."""
    page = docs / language / PAGE
    try:
        return _read(docs, language, page.stat().st_mtime_ns)
    except (OSError, UnicodeDecodeError, ElementTree.ParseError):
        return []


@cache
def _read(docs: Path, language: str, _changed: int) -> list[Term]:
    return read_terms(docs, language)
