"""The glossary pages: the terms, their definitions, and the forms in which they appear in a text."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

from checker.languages import LANGUAGES
from checker.policy.markup import Element
from checker.policy.pages import element_text, page_tree
from checker.policy.problems import Place, Problem

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
        """The words for it: what is in brackets and between commas is a form of its own."""
        return [form.strip() for form in re.split(r"[,()]", self.title) if form.strip()]


def forms_in(terms: Iterable[Term]) -> tuple[re.Pattern[str], list[Term]]:
    """What finds any of the terms in a text, the longest first, and the term of each group."""
    forms = sorted(((form, term) for term in terms for form in term.forms), key=lambda pair: -len(pair[0]))
    pattern = "|".join(f"({_form_pattern(form)})" for form, _ in forms)
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])"), [term for _, term in forms]


def _form_pattern(form: str) -> str:
    """The form, also in the plural; a word may begin with a capital or not, an abbreviation stays as it is."""
    first, rest = form[0], form[1:]
    begin = f"[{first.upper()}{first.lower()}]" if first.isalpha() and rest.lower() == rest else re.escape(first)
    words = (f"{re.escape(word)}(?:e?s)?" for word in rest.split(" "))
    return begin + r"\s+".join(words)


def read_terms(docs: Path, language: str) -> list[Term]:
    """The terms of a language, in the page's order."""
    elements = page_tree((docs / language / PAGE).read_text(encoding="utf-8"))
    return [_term(head, after) for head, after in pairwise([*elements, Element("end")]) if head.tag == "h2"]


def _term(head: Element, after: Element) -> Term:
    return Term(
        id=head.get("id", ""),
        title=element_text(head),
        definition=element_text(after) if after.tag == "p" else "",
        marked=UNMARKED not in head.get("class", "").split(),
    )


def glossary_problems(docs: Path) -> Iterator[Problem]:
    """Pages that cannot be read, terms without an id or a definition, and those that a language lacks."""
    terms: dict[str, list[Term]] = {}
    for language in LANGUAGES:
        try:
            terms[language] = read_terms(docs, language)
        except (OSError, UnicodeDecodeError, ElementTree.ParseError) as error:
            yield Problem(Place(docs / language / PAGE), f"The glossary cannot be read: {error}.")
    known = {term.id for own in terms.values() for term in own if term.id}
    for language, own in terms.items():
        page = docs / language / PAGE
        yield from (problem for term in own for problem in _term_problems(page, term))
        for missing in sorted(known - {term.id for term in own}):
            yield Problem(Place(page), f"The term “{missing}” is missing in {language}.")


def _term_problems(page: Path, term: Term) -> Iterator[Problem]:
    if not term.id:
        yield Problem(_place(page, term), f"The term “{term.title}” has no id.", "Write { #term-… } after it.")
    if not term.definition:
        yield Problem(_place(page, term), f"The term “{term.title}” has no definition in a paragraph below it.")


def _place(page: Path, term: Term) -> Place:
    lines = page.read_text(encoding="utf-8").splitlines()
    found = (number for number, line in enumerate(lines, 1) if line.startswith("## ") and term.title in line)
    return Place(page, next(found, 1))
