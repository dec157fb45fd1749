"""The glossary's terms in each question, so that nobody has to leave it to learn what a word means."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from checker.core.model.words import Words
from checker.policy.glossary import PAGE, Term, forms_in, read_terms

AskedTerms = dict[str, list[tuple[str, str]]]
"""By fact: the title and the definition of each term, in the glossary's order."""


def asked_terms(facts: Iterable[Mapping[str, Any]], words: Words, root: Path) -> AskedTerms:
    """The terms that the questions of compiled `facts` use, their hints and options too, in the language of `words`."""
    terms = [term for term in _terms(root / "docs", words.language) if term.marked]
    used = {fact["id"]: _used(terms, fact, words) for fact in facts if terms}
    return {fact: [(term.title, term.definition) for term in found] for fact, found in used.items() if found}


def _used(terms: list[Term], fact: Mapping[str, Any], words: Words) -> list[Term]:
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
