"""A saved copy of the vendor's text, as bytes in one of three forms, to blocks."""

import io
import re
from collections import Counter
from pathlib import PurePath

from checker.policy.passages import Sources
from checker.source.blocks import Block, Piece, cut, text_blocks
from checker.source.compare import Comparison, Finder
from checker.source.page import Known, page_blocks
from checker.source.prints import Prints

MARKUP = re.compile(rb"<(!doctype html|html|body|div|p|ul|table|main|article)\b", re.IGNORECASE)
OTHER = (
    b"PK\x03\x04",
    b"\xd0\xcf\x11\xe0",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"MIME-Version",
)
"""How files begin that are none of the three: office documents, pictures, archives."""
FEW = 3
"""From so many pages on, lines that each has at its top or bottom are around the text."""


class Unreadable(Exception):
    """A copy from which no text can be taken; `args[0]` says why, as one of the following."""


WRONG_TYPE, NO_TEXT, LOCKED, DAMAGED = "wrong type", "no text", "locked", "damaged"


def compare_copy(ledger: Sources, data: bytes, name: str) -> tuple[list[Piece], Comparison]:
    """The pieces of a copy, and what has changed in it since the ledger. Raises Unreadable."""
    prints = Prints(ledger.salt)
    finder = Finder(ledger.passages, prints)
    pieces = cut(read_copy(data, name, lambda blocks: len(finder.find(cut(blocks)).unchanged)))
    return pieces, Comparison(ledger.passages, prints, pieces)


def read_copy(data: bytes, name: str, known: Known) -> list[Block]:
    """The blocks of a copy that was saved as text, HTML or PDF. Raises Unreadable."""
    if data.startswith(b"%PDF-"):
        blocks = text_blocks(_pdf_text(data))
    elif data.startswith(OTHER):
        raise Unreadable(WRONG_TYPE)
    elif MARKUP.search(data[:5000]) or PurePath(name).suffix.lower() in (".html", ".htm", ".xhtml"):
        blocks = page_blocks(data, known)
    else:
        blocks = text_blocks(_decoded(data))
    if not blocks:
        raise Unreadable(NO_TEXT)
    return blocks


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    if b"\0" in data:
        raise Unreadable(WRONG_TYPE)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def _pdf_text(data: bytes) -> str:
    from pypdf import PdfReader
    from pypdf.errors import FileNotDecryptedError, PyPdfError

    try:
        pages = [page.extract_text().split("\n") for page in PdfReader(io.BytesIO(data)).pages]
    except FileNotDecryptedError:
        raise Unreadable(LOCKED) from None
    except (PyPdfError, ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError, OSError):
        raise Unreadable(DAMAGED) from None
    return "\n".join(line for page in _without_edges(pages) for line in page)


def _without_edges(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the lines, alike but for figures, that are first or last on each: dates, addresses, numbers."""
    pages = [[line for line in page if line.strip()] for page in pages]
    for edge in (0, -1) * FEW:
        alike = Counter(re.sub(r"\d+", "0", page[edge]) for page in pages if page)
        for line, times in alike.items():
            if len(pages) > 1 and times == len(pages):
                pages = [
                    page[1:] if edge == 0 else page[:-1] for page in pages if re.sub(r"\d+", "0", page[edge]) == line
                ]
    return pages
