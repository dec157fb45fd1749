"""Glossary terms on a policy page: where one first appears, it leads to its entry, and its definition is at hand."""

import re
from collections.abc import Iterable
from html import escape

from checker.pages.rewriter import Attributes, Rewriter
from checker.policy.glossary import Term, forms_in

UNTOUCHED = {
    "a",
    "button",
    "code",
    "pre",
    "script",
    "style",
    "summary",
    "svg",
    "th",
    *(f"h{level}" for level in range(1, 7)),
}
REPEATS = "data-search-exclude"


def link_terms(html: str, terms: Iterable[Term], glossary: str) -> str:
    """The content of a page with its terms marked; `glossary` leads from the page to the glossary."""
    marker = _Marker([term for term in terms if term.marked], glossary)
    return marker.rewrite(html) + _tips(marker.used.values())


def _tips(terms: Iterable[Term]) -> str:
    tips = [
        f'<p class="term-tip" id="tip-{escape(each.id)}" role="tooltip" hidden>{escape(each.definition)}</p>'
        for each in terms
    ]
    return f"\n<div {REPEATS}>{''.join(tips)}</div>" if tips else ""


class _Marker(Rewriter):
    """Marks the first appearance of each term."""

    def __init__(self, terms: list[Term], glossary: str) -> None:
        super().__init__()
        self.used: dict[str, Term] = {}
        self._glossary = glossary
        self._forms, self._terms = forms_in(terms)

    def text(self, data: str) -> str:
        """Here a term may appear."""
        return self._forms.sub(self._mark, data) if self._terms else data

    def untouched(self, tag: str, attributes: Attributes) -> bool:
        """Where terms are left alone."""
        return tag in UNTOUCHED or REPEATS in attributes or _is_generated(tag, attributes)

    def _mark(self, found: re.Match[str]) -> str:
        term = self._terms[(found.lastindex or 1) - 1]
        if term.id in self.used:
            return found[0]
        self.used[term.id] = term
        name = escape(term.id)
        return f'<a class="term" href="{self._glossary}#{name}" aria-describedby="tip-{name}">{found[0]}</a>'


def _is_generated(tag: str, attributes: Attributes) -> bool:
    """Whether it is a table that the build made: those that authors write have no class."""
    return tag == "table" and "class" in attributes
