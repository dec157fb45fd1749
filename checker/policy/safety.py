"""What no source may contain: what would run in a reader's browser, what is not seen, and what is elsewhere."""

import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

from checker.policy.markup import Element
from checker.policy.pages import page_html
from checker.policy.problems import AuthoringError, Place, Problem

ELEMENTS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "thead", "tbody"}
ELEMENTS |= {"tr", "th", "td", "a", "img", "strong", "em", "code", "pre", "abbr", "br", "hr", "blockquote", "div"}
ELEMENTS |= {"span"}
ATTRIBUTES = {"id", "class", "title", "href", "src", "alt", "lang", "scope", "role", "tabindex", "start"}
ATTRIBUTES |= {"aria-label", "data-columns", "data-search-exclude"}
SCHEMES = ("https", "http", "mailto")
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]")
FILES = (".md", ".png", ".jpg", ".webp")  # no drawings: opened by themselves, they run scripts
NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")
SOURCES = ("docs", "locales", "checker/policies")
Fault = tuple[str, str, str]
"""What the source says, what is wrong with it, and a hint."""


def page_problems(docs: Path) -> Iterator[Problem]:
    """Everything on the pages below `docs` that could run, load something from elsewhere, or cannot be seen."""
    yield from _file_problems(docs)
    for page in sorted(docs.rglob("*.md")):
        text = page.read_text(encoding="utf-8", errors="replace")
        yield from unseen_problems(page, text)
        for found, what, hint in _faults(text):
            yield Problem(_place(page, text, re.search(re.escape(found), text, re.IGNORECASE)), what, hint)


def _file_problems(docs: Path) -> Iterator[Problem]:
    """Files that are published as they are, and could run; and names that could mean more in an address."""
    for path in sorted(path for path in docs.rglob("*") if not path.name.startswith(".")):
        if path.is_file() and path.suffix not in FILES:
            yield Problem(Place(path), "No such file can stand among the pages.", f"Allowed: {', '.join(FILES)}.")
        elif not NAME.fullmatch(path.stem if path.is_file() else path.name):
            what = "The name of a page, a picture or a folder cannot be this."
            yield Problem(Place(path), what, "Small letters, digits and hyphens.")


def unseen_problems(path: Path, text: str) -> Iterator[Problem]:
    """Characters that cannot be seen, or that turn the text round."""
    for match in UNSEEN.finditer(text):
        what = f"The character U+{ord(match[0]):04X} cannot be seen."
        yield Problem(_place(path, text, match), what, "Remove it.")


def check_links(root: Path) -> None:
    """Raises AuthoringError for sources that are links to somewhere outside of the project, or to nothing."""
    found = (path for folder in SOURCES for path in (root / folder).rglob("*"))
    stray = [path for path in found if path.is_symlink() and not _stands_in(root, path)]
    if stray:
        what, hint = "This is a link that leads out of the project, or nowhere.", "Put the file itself here."
        raise AuthoringError(Problem(Place(path), what, hint) for path in stray)


def _stands_in(root: Path, path: Path) -> bool:
    """Whether there is such a file below the root; links that lead in circles lead nowhere."""
    inside, home = os.path.realpath(path), os.path.realpath(root)
    return os.path.exists(inside) and os.path.commonpath([inside, home]) == home  # noqa: PTH110 (these take circles)


@cache
def _faults(text: str) -> tuple[Fault, ...]:
    """What is wrong with a page's elements."""
    try:
        html = page_html(text)
        elements = list(ElementTree.fromstring(html).iter())
    except ElementTree.ParseError as error:
        return (("", f"The page holds HTML that cannot be read: {error.msg.split(':')[0]}.", "Write Markdown only."),)
    # Browsers see their ends elsewhere than XML does, so what stands in them might run.
    hidden = [(each, f"“{each}” cannot stand on a page.", "Remove the comment.") for each in re.findall("<[!?]", html)]
    return (*hidden, *(fault for element in elements for fault in _element_faults(element)))


def _element_faults(element: Element) -> Iterator[Fault]:
    if element.tag not in ELEMENTS:
        yield f"<{element.tag}", f"The element <{element.tag}> cannot stand on a page.", "Write Markdown only."
    for name, value in element.items():
        if name not in ATTRIBUTES:
            yield name, f"The attribute “{name}” cannot stand on a page.", "Remove it."
        elif name == "id" and not NAME.fullmatch(value):
            yield value, f"“{value[:60]}” cannot be an id.", "Small letters, digits and hyphens."
        elif name in ("href", "src") and not _leads_somewhere(name, value):
            yield value, f"“{value[:60]}” is not an address for a page.", f"Allowed: {_allowed(name)}."


def _leads_somewhere(name: str, value: str) -> bool:
    """Whether it is an address that only leads somewhere; browsers overlook spaces and control characters in it."""
    address = re.sub(r"[\x00-\x20]", "", value)
    scheme = re.match(r"[^/?#]*?:", address)
    if name == "src":
        return scheme is None and not re.match(r"[/\\]{2}", address)
    return scheme is None or scheme[0].lower().removesuffix(":") in SCHEMES


def _allowed(name: str) -> str:
    return "a file of this project" if name == "src" else f"a page of this project, {', '.join(SCHEMES)}"


def _place(path: Path, text: str, match: re.Match[str] | None) -> Place:
    return Place.at(path, text, match.start() if match else 0)
