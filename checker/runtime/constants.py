"""The runtime's program without the constants that the engine never reads: texts, tables, frozen modules.

Addresses stay the same: what is not needed becomes zeros, which pack to nothing. A zero that is read would be a wrong
answer instead of a trap, so a constant goes only if all of this is true: the trial did not read it, no function that
stays names its address, no constant that stays by these rules points to it, and, if it is a text of one line, nothing
else points to it either. What Python's start may write to, or small numbers could name, is left alone.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator

from checker.runtime.exports import exports_of
from checker.runtime.instructions import CONSTANT, LOADS, STORES, instructions
from checker.runtime.program import GLOBAL, GLOBALS, Program, bodies, imports, open_section
from checker.runtime.reads import WORD

TEXT = re.compile(rb"(?<=\0)[\t\n\x20-\x7e]{4,}\0")
NO_VARIABLES, LONGEST = b"\0", 16
SMALL = 1 << 16
"""Below this, a number in the program need not be an address."""
Span = tuple[int, int]


def keep_constants(program: bytes, whole: bytes, reads: bytes, memory: bytes, written: int) -> bytes:
    """`program` without them. `whole`: with all functions; `reads`: the marks of words that were read in the trial.

    `memory` is Python's when it wakes up; below `written`, its start has written nothing.
    """
    kept = Program(program)
    pieces = _Pieces(bytes(kept.memory), {at for at in _named(whole) if at >= SMALL})
    pieces.keep(_named(program) | _exported(program))
    pieces.keep_read(reads)
    pieces.follow()
    pointers = set(_words(memory, written, len(memory)))
    for start, end in pieces.needless(written, pointers):
        kept.memory[start:end] = bytes(end - start)
    return kept.write()


class _Pieces:
    """The memory in pieces: each text is one, and what is between, cut where a function names an address."""

    def __init__(self, memory: bytes, named: set[int]) -> None:
        self._memory = memory
        texts = [found.span() for found in TEXT.finditer(memory)]
        self._texts = {start for start, _ in texts}
        self._starts = sorted({0, len(memory), len(memory) + 1, *named, *(at for span in texts for at in span)})
        self._exact = {start: number for number, start in enumerate(self._starts)}
        self._kept = set[int]()

    def keep(self, addresses: set[int]) -> None:
        """The pieces there. An address can be a bit before what is meant, so of tables the next piece too."""
        for address in addresses:
            if address < len(self._memory):
                self._keep(self._at(address))

    def keep_read(self, reads: bytes) -> None:
        """Those of which a word was read."""
        for found in re.finditer(b"[^\0]", reads):
            address = found.start() * WORD
            self._kept.update(range(self._at(address), self._at(address + WORD - 1) + 1))

    def follow(self) -> None:
        """Those to whose start a kept table points."""
        ahead = list(self._kept)
        while ahead:
            start, end = self._span(ahead.pop())
            if start not in self._texts:
                found = {self._exact[word] for word in _words(self._memory, start, end) if word in self._exact}
                found = {number for number in found - self._kept if not self._is_documentation(number)}
                ahead += found
                self._kept |= found

    def needless(self, written: int, pointers: set[int]) -> Iterator[Span]:
        """Start and end of each piece that can go. `pointers`: what else may point to a text."""
        for number, start in enumerate(self._starts[:-2]):
            if number in self._kept:
                continue
            if start in self._texts:
                needless = start not in pointers or self._is_documentation(number)
            else:
                needless = SMALL <= start < written
            if needless:
                yield self._span(number)

    def _is_documentation(self, number: int) -> bool:
        """Texts of several lines are what Python tells of itself: tables point to that, but the engine never asks."""
        start, end = self._span(number)
        return start in self._texts and b"\n" in self._memory[start:end]

    def _keep(self, number: int) -> None:
        self._kept.add(number)
        if not set(self._starts[number : number + 2]) & self._texts:
            self._kept.add(number + 1)

    def _at(self, address: int) -> int:
        return bisect_right(self._starts, address) - 1

    def _span(self, number: int) -> Span:
        return self._starts[number], self._starts[number + 1]


def _named(program: bytes) -> set[int]:
    """All numbers in its functions that could be addresses."""
    naming = {CONSTANT, *LOADS, *STORES}
    return {number for body in bodies(program) for code, _, _, number in instructions(body) if code in naming}


def _exported(program: bytes) -> set[int]:
    """The addresses that it tells the script."""
    imported = sum(kind == GLOBAL for _, _, kind in imports(program))
    values = list(_globals(program))
    return {values[number - imported] for _, kind, number, _ in exports_of(program) if kind == GLOBAL}


def _globals(program: bytes) -> Iterator[int]:
    """What each global of its own is at first; 0 for what is no constant."""
    count, at = open_section(program, GLOBALS)
    for _ in range(count):
        first = next(instructions(NO_VARIABLES + program[at + 2 : at + LONGEST]))
        yield first.number if first.code == CONSTANT else 0
        at += first.end + 2  # the type and whether it changes, the instruction, the end


def _words(memory: bytes, start: int, end: int) -> memoryview:
    first, last = -(-start // WORD) * WORD, end // WORD * WORD
    return memoryview(memory[first : max(first, last)]).cast("I")
