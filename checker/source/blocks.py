"""A text as blocks (a paragraph, an item, a row, a heading) and as the pieces that passages are made of.

Where lines end differs from copy to copy, so a passage is compared as a run of pieces, whichever blocks they are in.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

QUOTES = re.compile(r"[\"'`´‘’‚‛“”„‟«»‹›′″\u00ad\u200b-\u200d\u2060\ufeff]")
DASHES = re.compile(r"[‐‑‒–—―−]")
BULLET = re.compile(r"^\s*(?:[•◦▪▫●○■□‣⁃∙·*–—\uf0a7\uf0b7\uf0d8-]+\s+|(?:\(?\d{1,2}|[a-z])[.)]\s+(?=\S))")
ALONE = re.compile(r"(?<!\S)[-•◦▪▫●○■□‣⁃∙·*]+(?!\S)")
"""A dash or bullet between spaces: another copy may begin a line with it."""
SENTENCE_END = re.compile(r"(?<=[.!?…:;])[\"'”’»)]*\s+(?=[\W_]*[A-ZÀ-ÖØ-Þ0-9])")
TOKEN = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+|\S")
ENDS = frozenset(".,;:")
FULL = 0.75
"""A line that fills this much of the longest may continue in the next."""


@dataclass(frozen=True)
class Block:
    """A part of the text by itself; `kind` is one of the ledger's."""

    text: str
    kind: str = "sentence"


@dataclass(frozen=True)
class Piece:
    """The smallest part of a copy that can be a passage, or a part of one: in one block, one line, one sentence."""

    text: str
    kind: str
    block: int

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Its words, figures and signs, in a form in which quotation marks, dashes and spaces make no difference."""
        return tokens(self.text)


def tokens(text: str) -> tuple[str, ...]:
    """Words, figures and signs of a text, in small letters."""
    plain = DASHES.sub("-", QUOTES.sub("", unicodedata.normalize("NFKC", text))).replace("×", "x")
    return tuple(TOKEN.findall(ALONE.sub(" ", plain).casefold()))


def joined(pieces: Iterable[Piece]) -> tuple[str, ...]:
    """The words of a run of pieces, without the signs at its end."""
    found = [token for piece in pieces for token in piece.tokens]
    while found and found[-1] in ENDS:
        found.pop()
    return tuple(found)


def text_blocks(text: str) -> list[Block]:
    """The blocks of a plain text: its lines, with those that are one put together."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n\n").split("\n")]
    found, longest, last = list[Block](), max(map(len, lines), default=0), ""
    for line in lines:
        if line.strip():
            bullet = BULLET.match(line)
            if found and last and not bullet and _goes_on(last, line, longest):
                before = found.pop()
                found.append(Block(f"{before.text}\n{line.strip()}", before.kind))
            else:
                found.append(_block(BULLET.sub("", line).strip(), bool(bullet)))
        last = line
    return [each for each in found if joined([Piece(each.text, each.kind, 0)])]


def _goes_on(last: str, line: str, longest: int) -> bool:
    return line.strip()[0].islower() or (FULL * longest <= len(last) and longest <= 160 and last[-1] not in ".!?:")


def _block(text: str, bullet: bool) -> Block:
    if bullet:
        return Block(text, "item")
    return Block(text, "heading" if is_heading(text) else "sentence")


def is_heading(text: str) -> bool:
    """Whether a line by itself reads as a heading does."""
    return len(text.split()) <= 12 and text[-1:] not in ".:;,!"


def cut(blocks: Iterable[Block]) -> list[Piece]:
    """The pieces of the blocks, in their order."""
    return [
        piece
        for at, block in enumerate(blocks)
        for text in _parts(block.text)
        if (piece := Piece(text, block.kind, at)).tokens
    ]


def _parts(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield from (part.strip() for part in SENTENCE_END.split(BULLET.sub("", line)))


def passages(pieces: list[Piece]) -> list[list[Piece]]:
    """The pieces as passages: a whole item, row or heading, and each sentence of a paragraph."""
    found = list[list[Piece]]()
    for piece in pieces:
        last = found[-1][-1] if found else None
        if last and last.block == piece.block and (piece.kind != "sentence" or not _is_ended(last.text)):
            found[-1].append(piece)
        else:
            found.append([piece])
    return found


def _is_ended(text: str) -> bool:
    return text.rstrip("\"'”’»)")[-1:] in ".!?:;…"
