"""Glossary terms on a policy page: where one first appears, it leads to its entry, and its definition is at hand."""

import re
from collections.abc import Iterable
from html import escape
from html.parser import HTMLParser

from checker.pages.glossary import Term

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
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
REPEATS = "data-search-exclude"


def link_terms(html: str, terms: Iterable[Term], glossary: str) -> str:
    """The content of a page with its terms marked; `glossary` leads from the page to the glossary."""
    marker = _Marker([term for term in terms if term.marked], glossary)
    marker.feed(html)
    marker.close()
    return "".join(marker.parts) + _tips(marker.used.values())


def _tips(terms: Iterable[Term]) -> str:
    tips = [
        f'<p class="term-tip" id="tip-{escape(each.id)}" role="tooltip" hidden>{escape(each.definition)}</p>'
        for each in terms
    ]
    return f"\n<div {REPEATS}>{''.join(tips)}</div>" if tips else ""


class _Marker(HTMLParser):
    """Repeats the page as it is written, except for the first appearance of each term."""

    def __init__(self, terms: list[Term], glossary: str) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self.used: dict[str, Term] = {}
        self._glossary = glossary
        self._untouched: list[bool] = []
        forms = sorted(((form, term) for term in terms for form in term.forms), key=lambda pair: -len(pair[0]))
        self._terms = [term for _, term in forms]
        self._forms = re.compile(r"(?<![\w-])(?:" + "|".join(_pattern(form) for form, _ in forms) + r")(?![\w-])")

    def _mark(self, found: re.Match[str]) -> str:
        term = self._terms[(found.lastindex or 1) - 1]
        if term.id in self.used:
            return found[0]
        self.used[term.id] = term
        name = escape(term.id)
        return f'<a class="term" href="{self._glossary}#{name}" aria-describedby="tip-{name}">{found[0]}</a>'

    def handle_data(self, data: str) -> None:
        """Text: here a term may appear."""
        self.parts.append(data if any(self._untouched) or not self._terms else self._forms.sub(self._mark, data))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note whether terms are left alone in the element."""
        self.parts.append(self.get_starttag_text() or "")
        if tag not in VOID:
            self._untouched.append(tag in UNTOUCHED or REPEATS in dict(attrs) or _is_generated(tag, dict(attrs)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content."""
        self.parts.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        """Leave the element."""
        self.parts.append(f"</{tag}>")
        if tag not in VOID and self._untouched:
            self._untouched.pop()

    def handle_entityref(self, name: str) -> None:
        """As it is written, like all that follows."""
        self.parts.append(f"&{name};")

    def handle_charref(self, name: str) -> None:
        """As it is written."""
        self.parts.append(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        """As it is written."""
        self.parts.append(f"<!--{data}-->")


def _is_generated(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether it is a table that the build made: those that authors write have no class."""
    return tag == "table" and "class" in attributes


def _pattern(form: str) -> str:
    """The form, also in the plural; a word may begin with a capital or not, an abbreviation stays as it is."""
    first, rest = form[0], form[1:]
    begin = f"[{first.upper()}{first.lower()}]" if first.isalpha() and rest.lower() == rest else re.escape(first)
    words = (f"{re.escape(word)}(?:e?s)?" for word in rest.split(" "))
    return "(" + begin + r"\s+".join(words) + ")"
