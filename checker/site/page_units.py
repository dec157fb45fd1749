"""Pages to gettext catalogues and back: a unit for each clause, paragraph, heading, item and row, with its id in it.

A page is cut into pieces that make up the page again, byte for byte. A piece of a translation belongs to the piece of
the same number in the English page: the pages have the same structure, and clauses the same ids.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from checker.languages import LANGUAGES, WRITTEN_IN
from checker.library.catalogues import read_exchanged
from checker.policy.problems import AuthoringError, Place, Problem

HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
TITLED = re.compile(r"^(title|description): (.+)$", re.MULTILINE)
START = re.compile(r"^\s*([-*] |\d+\. |\|)")
"""What begins a unit within a block: an item of a list, or a row of a table."""
AS_IT_IS = re.compile(r"[\s|:-]*|\s*\{\{ \w+ \}\}\s*|\s*(<[^>]+>\s*)+")
"""Not to be translated: rulers of tables, markers, tags alone."""
ID = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}")


@dataclass(frozen=True)
class Piece:
    """A part of a page at this line; what is not to be translated is no unit."""

    text: str
    line: int
    unit: bool = True

    @property
    def ids(self) -> list[str]:
        """The ids in it."""
        return ID.findall(self.text)


def pieces(page: str) -> list[Piece]:
    """The page in its pieces, which together are the page."""
    found, line = list[Piece](), 1
    for text, unit in _cut(page):
        found.append(Piece(text, line, unit))
        line += text.count("\n")
    return found


def _cut(page: str) -> Iterator[tuple[str, bool]]:
    head = HEAD.match(page)
    at = 0
    if head:
        for field in TITLED.finditer(head[0]):
            yield page[at : field.start(2)], False
            yield field[2], True
            at = field.end(2)
        yield page[at : head.end()], False
        at = head.end()
    for block in re.split(r"(\n{2,}|\A\n+)", page[at:]):
        yield from _of_block(block)


def _of_block(block: str) -> Iterator[tuple[str, bool]]:
    """The units of a block, with the line breaks between them."""
    unit = ""
    for line in block.splitlines(keepends=True):
        if unit and START.match(line):
            yield from _of_unit(unit)
            unit = ""
        unit += line
    yield from _of_unit(unit)


def _of_unit(text: str) -> Iterator[tuple[str, bool]]:
    inner = text.rstrip("\n")
    if inner:
        yield inner, not AS_IT_IS.fullmatch(inner)
    if text[len(inner) :]:
        yield text[len(inner) :], False


def to_catalogue(english: Path, page: Path, language: str) -> bytes:
    """A catalogue with the units of the English page, and the translations that the page in that language has.

    Without that page, none has a translation. Raises AuthoringError where the two are not alike.
    """
    catalogue = Catalog(locale=language, project="Support Coverage", charset="utf-8", fuzzy=False, header_comment="")
    for source, now, context in _paired(english, page):
        said = now.text if page.exists() else ""
        catalogue.add(source.text, said, locations=[(english.name, source.line)], context=context)
        for message in filter(None, [catalogue.get(source.text, context)]):
            message.flags.clear()  # braces are attributes here, and no fields
    written = BytesIO()
    write_po(written, catalogue, width=0)
    return written.getvalue()


def from_catalogue(english: Path, page: Path, file: Path) -> str:
    """The page with the translations of the catalogue in `file`; where it has none, or a fuzzy one, it stays as it is.

    A page that is not there yet begins as the English one.

    Raises AuthoringError: for a page that is not like the English one, an unreadable catalogue, and a lost id.
    """
    catalogue, problems = read_exchanged(file), list[Problem]()
    units = iter(_paired(english, page))
    said = list[str]()
    for piece in pieces(_read_page(english, page)):
        text = piece.text
        if piece.unit:
            source, _, context = next(units)
            message = catalogue.get(source.text, context)
            text = str(message.string) if message and message.string and not message.fuzzy else text
            if ID.findall(text) != source.ids:
                ids = ", ".join(source.ids) or "none"
                what = f"“{text[:40]}” has other ids than the English text, which has: {ids}."
                problems.append(Problem(Place(file), what, "Leave ids as they are."))
        said.append(text)
    if problems:
        raise AuthoringError(problems)
    return "".join(said)


def _read_page(english: Path, page: Path) -> str:
    return (page if page.exists() else english).read_text(encoding="utf-8")


def _paired(english: Path, page: Path) -> list[tuple[Piece, Piece, str | None]]:
    """The units of both pages, side by side, each with its context. Raises AuthoringError where they are not alike.

    The context tells units with the same text apart: the id in it, or how many there were before it, if any.
    """
    ours, theirs = (
        [each for each in pieces(text) if each.unit]
        for text in (english.read_text(encoding="utf-8"), _read_page(english, page))
    )
    for source, now in zip(ours, theirs, strict=False):
        if source.ids != now.ids:
            raise _unlike(english, source, Place(page, now.line))
    if len(ours) != len(theirs):
        at = min(len(ours), len(theirs)) - 1
        raise _unlike(english, ours[at], Place(page, theirs[at].line))
    seen, found = Counter[str](), list[tuple[Piece, Piece, str | None]]()
    for source, now in zip(ours, theirs, strict=True):
        found.append((source, now, source.ids[0] if source.ids else str(seen[source.text] or "") or None))
        seen[source.text] += 1
    return found


def _unlike(english: Path, source: Piece, place: Place) -> AuthoringError:
    what = f"From here on, the page is not like {english}:{source.line}."
    return AuthoringError([Problem(place, what, "Give both the same paragraphs, items and rows, in the same order.")])


def translated_pages(docs: Path, language: str) -> Iterator[tuple[Path, Path]]:
    """Each English page with its translation."""
    assert language in LANGUAGES
    for english in sorted((docs / WRITTEN_IN).rglob("*.md")):
        yield english, docs / language / english.relative_to(docs / WRITTEN_IN)
