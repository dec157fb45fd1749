"""The glossary pages: the terms, their definitions, and the forms in which they appear in a text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from checker.build.clauses import LANGUAGES
from checker.build.pages import element_text, page_tree
from checker.build.problems import Place, Problem

PAGE = "glossary.md"
UNMARKED = "unmarked"


@dataclass(frozen=True)
class Term:
    """A heading of the glossary with its definition; `marked` says whether policy pages lead to it."""

    id: str
    title: str
    definition: str
    marked: bool

    @property
    def forms(self) -> list[str]:
        """The words for it: what stands in brackets and between commas is a form of its own."""
        return [form.strip() for form in re.split(r"[,()]", self.title) if form.strip()]


def read_terms(docs: Path, language: str) -> list[Term]:
    """The terms of a language, in the page's order."""
    elements = page_tree((docs / language / PAGE).read_text(encoding="utf-8"))
    return [
        Term(
            head.get("id", ""),
            element_text(head),
            _definition(after.tag, element_text(after)),
            _marked(head.get("class")),
        )
        for head, after in pairwise([*elements, page_tree("")])
        if head.tag == "h2"
    ]


def _definition(tag: str, text: str) -> str:
    return text if tag == "p" else ""


def _marked(classes: str | None) -> bool:
    return UNMARKED not in (classes or "").split()


def glossary_problems(docs: Path) -> Iterator[Problem]:
    """Terms without an id or a definition, and those that a language lacks."""
    terms = {language: read_terms(docs, language) for language in LANGUAGES}
    for language, own in terms.items():
        page = docs / language / PAGE
        for term in own:
            if not term.id:
                yield Problem(_place(page, term), f"The term “{term.title}” has no id.", "Write { #term-… } after it.")
            if not term.definition:
                yield Problem(_place(page, term), f"The term “{term.title}” has no definition in a paragraph below it.")
        for missing in sorted({term.id for each in terms.values() for term in each} - {term.id for term in own} - {""}):
            yield Problem(Place(page), f"The term “{missing}” is missing in {language}.")


def _place(page: Path, term: Term) -> Place:
    lines = page.read_text(encoding="utf-8").splitlines()
    found = (number for number, line in enumerate(lines, 1) if line.startswith("## ") and term.title in line)
    return Place(page, next(found, 1))
