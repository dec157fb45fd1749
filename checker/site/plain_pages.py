"""Each page once more as plain Markdown, for programs that read text: `index.md` beside its `index.html`.

It is made from what the page shows, with every marker filled in: no HTML, the ids of clauses where pages have them in
their sources, and links that lead to the pages.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

from checker.site.plain_tables import level

NAME = "index.md"
NAMED = ["h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "td", "th", "dt"]
"""Elements whose id can be written in Markdown."""
FOR_THE_SCREEN = "a.headerlink, .checker-filter, nav"
_CONVERTER = MarkdownConverter(heading_style=ATX, bullets="-")


def write_plain_page(site: Path, url: str, text: str) -> None:
    """Write the Markdown of the page at `url` into the folder `site`."""
    path = site / url / NAME
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")


def plain_page(html: str, address: str, notices: Iterable[str], notes: Iterable[str]) -> str:
    """The Markdown of a page with this content: `notices` come before it, `notes` after it, each a paragraph.

    `address` is the page's own, to which links are added; "./" has them lead from this file.
    """
    parts = [*(f"> {each}" for each in notices), plain_text(html, address), "---", *notes]
    return "\n\n".join(parts) + "\n"


def as_text(text: str) -> str:
    """`text` as Markdown that reads so, as far as texts of this project go: without a mark more than it takes."""
    return re.sub(r"([\\`*_\[\]<])", r"\\\1", text)


def plain_text(html: str, address: str = "./") -> str:
    """HTML as Markdown, with its links as they lead from the page at `address`."""
    soup = BeautifulSoup(html, "html.parser")
    for part in soup.select(FOR_THE_SCREEN):
        part.decompose()
    for name in ("href", "src"):
        for element in soup.select(f"[{name}]"):
            element[name] = _joined(address, str(element[name]))
    for element in soup.find_all(NAMED, id=True):
        _write_id(element)
    for table in soup.find_all("table"):
        level(soup, table)
    return str(_CONVERTER.convert_soup(soup))


def _joined(address: str, link: str) -> str:
    """Within the page, too, a link leads to the page: its Markdown has no places to jump to."""
    if ":" not in address:
        return address + link if link.startswith("#") else link
    return urljoin(address, link)


def _write_id(element: Tag) -> None:
    """On a line of its own, as in the sources; in a list item before the list inside it."""
    text = f"\n{{ #{element['id']} }}"
    inner = element.find(["ul", "ol"], recursive=False)
    if isinstance(inner, Tag):
        inner.insert_before(text)
    else:
        element.append(text)
