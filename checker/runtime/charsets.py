"""The tables of CPython's codecs for Chinese, Japanese and Korean, in the memory of the runtime's program.

A table is an index of 256 entries of 8 bytes (address of a row, its first and last column, 0), and rows of 16-bit
characters or codes, each after the one before. Codecs reach the rows by the index only; where an entry is zero, they
refuse the character.
"""

from collections.abc import Iterator
from typing import NamedTuple

from checker.runtime.problem import RuntimeProblem

WORD = 4
INDEX = 256 * 8 // WORD
FEWEST_ROWS, SMALLEST = 4, 256  # smaller ones are not worth it, and could be anything
SAMPLES = {"gb2312": 0xB0A1, "gbk": 0x8140, "euc_jp": 0xB0A1, "euc_kr": 0xB0A1, "cp949": 0x8141, "big5": 0xA440}
"""A code in each of the biggest tables: what is there is known from the Python that builds."""


class Row(NamedTuple):
    """Address of its entry in the index, and of its first byte and the one after the last."""

    entry: int
    start: int
    end: int


def find_charsets(memory: bytearray) -> list[tuple[int, int]]:
    """Start and end of each entry and each table's rows. Raises RuntimeProblem where a known one is not among them."""
    tables = list(_tables(memoryview(memory[: len(memory) // WORD * WORD]).cast("I"), len(memory)))
    rows = [(table[0].start, table[-1].end) for table in tables]
    for codec, code in SAMPLES.items():
        sample = _sample(codec, code)
        if not any(memory.find(sample, *span) >= 0 for span in rows):
            raise RuntimeProblem(f"The runtime's program has no table of the codec {codec} that is laid out as known.")
    return [*rows, *((row.entry, row.entry + 2 * WORD) for table in tables for row in table)]


def _sample(codec: str, code: int) -> bytes:
    codes = (number.to_bytes(2) for number in range(code, code + 16))
    return b"".join(codes).decode(codec).encode("utf-16-le")


def _tables(words: memoryview, size: int) -> Iterator[list[Row]]:
    place = 0
    while place < len(words) - 1:
        table = _table(words, place, size) if words[place] else []
        if len(table) >= FEWEST_ROWS and table[-1].end - table[0].start >= SMALLEST:
            yield table
            place = table[-1].entry // WORD
        place += 1


def _table(words: memoryview, place: int, size: int) -> list[Row]:
    """The rows of the index at `place`, or of what begins like one."""
    rows = list[Row]()
    for at in range(place, min(place + INDEX, len(words) - 1), 2):
        if not words[at] and not words[at + 1]:
            continue
        row = _row(words, at)
        if row is None or row.end > size or (rows and row.start != rows[-1].end):
            break
        rows.append(row)
    return rows


def _row(words: memoryview, at: int) -> Row | None:
    start, columns = words[at], words[at + 1]
    first, last = columns & 0xFF, columns >> 8
    return Row(at * WORD, start, start + 2 * (last - first + 1)) if start and first <= last <= 0xFF else None
