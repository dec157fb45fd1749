"""What the theme's markup lacks for keyboards and screen readers, added in finished pages.

A repair that finds nothing in the whole site, nor in the theme's templates, stops the build: the theme has changed, and
may have another fault now.

The labels that work as buttons get the names that `checker/web/everywhere/access.js` gives to the buttons it makes
of them.
"""

import re
from collections import Counter
from collections.abc import Iterable
from html import escape
from pathlib import Path

from checker.core.model.words import Words

Mend = tuple[str, str]

MARKUP: tuple[Mend, ...] = (
    # A dialog that is always there, and has no name; inside it is a search landmark that has its role.
    (r'(<div class="md-search"[^>]*) role="dialog"', r"\1"),
    # The results below are links: the box that scrolls them needs no stop of its own.
    (r'(<div class="md-search__scrollwrap") tabindex="0"', r"\1"),
    (r'(<button type="reset"[^>]*) tabindex="-1"', r"\1"),
    (r'<div class="md-search-result__meta"', r'\g<0> role="status"'),
    # Lists within the navigation are no landmarks of their own, and some had an empty name.
    (r'(<nav class="md-nav" data-md-level="[1-9]") aria-labelledby="[^"]*" aria-expanded="[^"]*"', r'\1 role="none"'),
    (r'(<nav class="md-nav") aria-label="[^"]*"', r'\1 role="none"'),
    # A label is no button, even where Tab stops at it.
    (r'(<label class="md-nav__link[^>]*) tabindex="0?"', r"\1"),
    # Menu and search are to be closed after a reload: HTML lets a form say so for its boxes, not the boxes themselves.
    (r'<input class="md-toggle" data-md-toggle="drawer"', r'<form id="toggles" autocomplete="off" hidden></form>\g<0>'),
    (r'(<input class="md-toggle"[^>]*) autocomplete="off"', r'\1 form="toggles"'),
    # Where the list of contents is beside the page only, it has no box, and its title is nobody's label.
    (r'(?s)\A(?!.*id="__toc")(.*<label class="md-nav__title") for="__toc"', r"\1"),
    (r'hreflang="(\w+)"(?= class="md-select__link")', r'\g<0> lang="\1"'),
    # A heading is called by its own words; the sign beside it, which leads to it, is for pointers.
    (r'<a class="headerlink"', r'\g<0> aria-hidden="true" tabindex="-1"'),
    # Empty is not wrong: the style of the field needs `required`, and Firefox says so.
    (r'(<input type="text" class="md-search__input")', r'\1 aria-invalid="false"'),
)


class ThemeProblem(Exception):
    """The theme is not as it is known here; the message says what is different, and where that matters."""


class Mender:
    """Repairs the pages of one build, and counts what each repair has found."""

    def __init__(self) -> None:
        self._found = Counter[str]()

    def mend(self, html: str, words: Words) -> str:
        """A finished page without the theme's faults; `words` name what has no name, in the page's language."""
        for pattern, replacement in (*MARKUP, *_names(words)):
            html, count = re.subn(pattern, replacement, html)
            self._found[pattern] += count
        return html

    def check(self, theme: Iterable[Path]) -> None:
        """Raises ThemeProblem with the repairs that have found nothing on any page, nor in the theme's folders.

        What is in a template may come with the next page: headings within headings, for one.
        """
        idle = [pattern for pattern, count in self._found.items() if not count]
        templates = [path.read_text("utf-8") for folder in theme if idle for path in folder.rglob("*.html")]
        idle = [pattern for pattern in idle if not any(re.search(pattern, text) for text in templates)]
        if idle:
            raise ThemeProblem(
                "Material's markup has changed: no page or template has any more what checker/site/theme.py mends. "
                "See what Material writes instead, and change or remove there: " + ", ".join(idle)
            )


def _names(words: Words) -> tuple[Mend, ...]:
    _ = words.gettext
    sections = escape(_("Sections"))
    return (
        _attribute('<label class="md-header__button md-icon" for="__drawer"', "title", _("Menu")),
        _attribute('<label class="md-header__button md-icon" for="__search"', "title", _("Search")),
        # In Italian, the theme has the English name.
        (r'(<nav class="md-tabs") aria-label="[^"]*"', rf'\1 aria-label="{sections}"'),
        _attribute('<div class="md-search"', "data-close", _("Close search")),
        _attribute('<div class="md-sidebar md-sidebar--primary"', "data-close", _("Close menu")),
        _attribute('<div class="md-sidebar md-sidebar--primary"', "data-back", _("Back")),
    )


def _attribute(tag: str, name: str, value: str) -> Mend:
    said = escape(value).replace("\\", "&#92;")  # a replacement means something else by a backslash
    return tag, rf'\g<0> {name}="{said}"'
