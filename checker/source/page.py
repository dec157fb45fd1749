"""The text of a saved web page, without what is around it: menus, banners, scripts."""

import re
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag
from bs4.element import Comment, Doctype, NavigableString

from checker.source.blocks import Block, cut, is_heading

Known = Callable[[list[Block]], int]
"""How many of the ledger's passages are among these blocks."""

UNSEEN = ("script", "style", "noscript", "template", "svg", "iframe", "head", "object", "canvas", "audio", "video")
AROUND = ("nav", "header", "footer", "aside", "form", "dialog", "button", "menu", "select")
ROLES = ("navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "alert", "menu")
NAMED = re.compile(
    r"cookie|consent|gdpr|(^|[-_])(nav|navbar|menu|header|footer|sidebar|breadcrumbs?|share|social|banner|modal|popup"
    r"|newsletter|related|widget|advert|ads|skip|toolbar|overlay|comments?)([-_]|$)",
    re.IGNORECASE,
)
INLINE = tuple(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo cite code data del dfn em font i ins kbd label mark q s samp small span strong sub sup"
        " time tt u var",
    )
)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "caption", "legend", "summary")
OF_TEXT = ("p", "ul", "ol", "table", "dl", "blockquote", "pre", *INLINE, *HEADINGS)
"""Elements that are part of a text at its ends, too, where others are more likely to be around it."""
ITEMS = ("li", "dd", "dt")


def page_blocks(data: bytes, known: Known) -> list[Block]:
    """The blocks of a page's text. What is around it is left out, unless the ledger knows passages in it."""
    soup = BeautifulSoup(data, "html.parser")
    for element in soup.find_all(UNSEEN):
        element.decompose()
    for element in list(soup.find_all(_is_around)):
        if not element.decomposed and not known(list(_blocks(element))):
            element.decompose()
    return [block for block in _within(soup, known) if cut([block])]


def _is_around(element: Tag) -> bool:
    style = str(element.get("style", "")).replace(" ", "")
    names = [str(element.get("id", "")), *(element.get_attribute_list("class") or ())]
    return (
        element.name in AROUND
        or str(element.get("role", "")) in ROLES
        or element.has_attr("hidden")
        or element.get("aria-hidden") == "true"
        or "display:none" in style
        or (element.name not in ("html", "body", "main") and any(NAMED.search(str(name)) for name in names if name))
    )


def _within(element: Tag, known: Known) -> list[Block]:
    """The blocks of the smallest element that has all that is known, without what is before and after that in it."""
    total = known(list(_blocks(element)))
    children = [child for child in element.children if isinstance(child, Tag)]
    counts = [known(list(_blocks(child))) for child in children]
    if not total:
        return list(_blocks(element.find("main") or element.find("article") or element))
    if total in counts:
        return _within(children[counts.index(total)], known)
    having = [at for at, count in enumerate(counts) if count]
    kinds = {*OF_TEXT, *(children[at].name for at in having)}
    for at, child in enumerate(children):
        if having and not having[0] <= at <= having[-1] and child.name not in kinds:
            child.decompose()
    return list(_blocks(element))


def _blocks(element: Tag, kind: str = "sentence") -> Iterator[Block]:
    """The blocks in an element, in their order."""
    text = ""
    for child in element.children:
        if isinstance(child, NavigableString):
            text += "" if isinstance(child, Comment | Doctype) else re.sub(r"\s+", " ", child)
        elif isinstance(child, Tag) and child.name == "br":
            text += "\n"
        elif isinstance(child, Tag) and child.name in INLINE and not child.find(lambda each: each.name not in INLINE):
            text += re.sub(r"\s+", " ", child.get_text())
        elif isinstance(child, Tag):
            yield from _block(text, kind)
            text = ""
            yield from _inner(child, kind)
    yield from _block(text, kind)


def _inner(child: Tag, kind: str) -> Iterator[Block]:
    if child.name == "tr":
        yield from _block(" ".join(cell.get_text(" ", strip=True) for cell in child.find_all(["td", "th"])), "row")
    elif child.name in HEADINGS:
        yield from _block(child.get_text(" ", strip=True), "heading")
    else:
        yield from _blocks(child, "item" if child.name in ITEMS else kind)


def _block(text: str, kind: str) -> Iterator[Block]:
    plain = "\n".join(line.strip() for line in text.split("\n") if line.strip())
    if plain:
        yield Block(plain, "heading" if kind == "sentence" and is_heading(plain) else kind)
