"""HTML and Markdown with text from policies in it: built as a tree or escaped, so that text stays text."""

import re
from html import escape
from xml.etree import ElementTree

Element = ElementTree.Element


def add(parent: Element, tag: str, attributes: dict[str, str] | None = None, text: str = "") -> Element:
    """A new last child of `parent`."""
    element = ElementTree.SubElement(parent, tag, attributes or {})
    element.text = text
    return element


def append(element: Element, text: str) -> None:
    """Add text at the end of the element."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def html(element: Element) -> str:
    """The element as HTML, on one line."""
    return ElementTree.tostring(element, encoding="unicode", method="html")


def plain(text: str) -> str:
    """`text` as Markdown that reads exactly so, in a line or in a cell of a table."""
    return re.sub(r"([\\`*_{}\[\]()#+.!|-])", r"\\\1", escape(" ".join(text.split()), quote=False))
