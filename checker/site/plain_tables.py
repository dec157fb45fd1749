"""Tables as Markdown can have them: one row of heads, no cell across others, and each cell on one line."""

import re
from copy import copy
from itertools import pairwise

from bs4 import BeautifulSoup, Tag
from bs4.element import PageElement

CELLS = ["td", "th"]
BLANK = re.compile(r"^\s*$")
BLOCKS = ["p", "details", "summary", "ul", "ol", "li", "div"]


def level(soup: BeautifulSoup, table: Tag) -> None:
    """Change the table to one that Markdown can have, without changing what it says."""
    for cell in table.find_all(CELLS):
        _on_one_line(cell)
        _repeat(cell)
    heads = table.select("thead > tr")
    _fill_below(soup, heads)
    _join_heads(heads)


def _on_one_line(cell: Tag) -> None:
    """Paragraphs and items follow each other after semicolons, the items of a list after a colon."""
    for text in cell.find_all(string=BLANK):
        if _is_block(text.previous_sibling or text.parent) or _is_block(text.next_sibling or text.parent):
            text.extract()
    for part in cell.find_all([*BLOCKS, "span"]):
        if part.name in ("p", "details", "li") or part.get("id"):
            part.insert_before(_separator(part))
    for part in cell.find_all(BLOCKS):
        part.unwrap()


def _is_block(part: PageElement | None) -> bool:
    return isinstance(part, Tag) and part.name in (*BLOCKS, *CELLS)


def _separator(part: Tag) -> str:
    if part.previous_sibling:
        return "; "
    return ": " if part.name == "li" and part.parent and part.parent.previous_sibling else ""


def _repeat(cell: Tag) -> None:
    """Repeat in each column what a cell tells about several."""
    for _ in range(int(str(cell.attrs.pop("colspan", "1"))) - 1):
        cell.insert_after(copy(cell))


def _fill_below(soup: BeautifulSoup, rows: list[Tag]) -> None:
    """An empty cell wherever one from above reaches."""
    for row, below in pairwise(rows):
        for at, cell in enumerate(row.find_all(CELLS)):
            if int(str(cell.attrs.pop("rowspan", "1"))) > 1:
                below.insert(at, soup.new_tag("th"))


def _join_heads(rows: list[Tag]) -> None:
    """All heads of a column in its last row."""
    for row in reversed(rows[:-1]):
        for above, head in zip(row.find_all(CELLS), rows[-1].find_all(CELLS), strict=True):
            if head.contents and above.contents:
                head.insert(0, ": ")
            for each in reversed(list(above.contents)):
                head.insert(0, each)
        row.decompose()
