"""What the theme's markup lacks for keyboards and screen readers, mended in finished pages.

The labels that work as buttons get the names that `checker/web/access.js` gives to the buttons it makes of them.
"""

import re
from html import escape

from checker.core.messages import Words

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
    (r'hreflang="(\w+)"(?= class="md-select__link")', r'\g<0> lang="\1"'),
)


def mend(html: str, words: Words) -> str:
    """A finished page without the theme's faults; `words` name what has no name, in the page's language."""
    for pattern, replacement in (*MARKUP, *_names(words)):
        html = re.sub(pattern, replacement, html)
    return html


def _names(words: Words) -> tuple[Mend, ...]:
    _ = words.gettext
    return (
        _attribute('<label class="md-header__button md-icon" for="__drawer"', "title", _("Menu")),
        _attribute('<label class="md-header__button md-icon" for="__search"', "title", _("Search")),
        _attribute('<div class="md-search"', "data-close", _("Close search")),
        _attribute('<div class="md-sidebar md-sidebar--primary"', "data-close", _("Close menu")),
        _attribute('<div class="md-sidebar md-sidebar--primary"', "data-back", _("Back")),
    )


def _attribute(tag: str, name: str, value: str) -> Mend:
    said = escape(value).replace("\\", "&#92;")  # a replacement means something else by a backslash
    return tag, rf'\g<0> {name}="{said}"'
