"""Pages as the build itself reads them: Markdown as MkDocs renders it, as a tree."""

from collections.abc import Iterator
from xml.etree import ElementTree

from markdown import Markdown

from checker.policy.markup import Element

EXTENSIONS = ("meta", "attr_list", "tables", "def_list", "admonition", "md_in_html", "fenced_code")


def page_html(markdown: str) -> str:
    """The page's HTML as one element."""
    return f"<div>{Markdown(extensions=list(EXTENSIONS), output_format='xhtml').convert(markdown)}</div>"


def page_tree(markdown: str) -> Element:
    """The page's elements below one root. Raises ElementTree.ParseError where its HTML cannot be read."""
    return ElementTree.fromstring(page_html(markdown))


def element_text(element: Element) -> str:
    """The element's text as a reader sees it, without the lists in it."""

    def pieces(part: Element) -> Iterator[str]:
        yield part.text or ""
        for child in part:
            if child.tag not in ("ul", "ol"):
                yield from pieces(child)
            yield child.tail or ""

    return " ".join("".join(pieces(element)).split())
