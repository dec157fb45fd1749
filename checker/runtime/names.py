"""The tables of the names of characters (`unicodedata.name`, `\\N{…}`), in the memory of the runtime's program.

There are three: a graph that spells all names in order, the code of each name in that order, and the place of each
code's name in that order. CPython's Tools/unicode/dawg.py writes the graph. Where it is zero, no name is found.
"""

import re
import struct
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from checker.runtime.problem import RuntimeProblem
from checker.runtime.program import read_number

MANY = range(20_000, 100_000)
ROOT = re.compile(rb"(?=[\x80-\xff][\x80-\xff][\x01-\x0f])")  # a number that can be twice as big as MANY
LABEL = re.compile(rb"[A-Z0-9 ()-]+")
KNOWN = 16
BLOCK = 128
LAST = 0x10FFFF


class Node(NamedTuple):
    """How many names end in or after it, whether one ends here, its edges (label, node), and where it ends."""

    total: int
    final: int
    edges: list[tuple[bytes, int]]
    end: int


Graph = dict[int, Node]


def find_names(memory: bytearray) -> list[tuple[int, int]]:
    """Start and end of each table. Raises RuntimeProblem where one is not laid out as known."""
    root, graph = _find_graph(memory)
    names = list(_spell(graph, root))
    start, codes = _find_codes(memory, names)
    end = max(node.end for node in graph.values())
    return [(root, end), (start, start + 4 * len(names)), _find_places(memory, codes)]


def _missing(table: str) -> RuntimeProblem:
    return RuntimeProblem(f"The runtime's program has no {table} of the names of characters that is laid out as known.")


def _find_graph(memory: bytearray) -> tuple[int, Graph]:
    for found in ROOT.finditer(memory):
        root = found.start()
        if read_number(memory, root)[0] >> 1 in MANY and (graph := _read_graph(memory, root)):
            return root, graph
    raise _missing("graph")


def _read_graph(memory: bytearray, root: int) -> Graph:
    """Its nodes by address; none where labels or counts say that it is no such graph."""
    graph, ahead = Graph(), [root]
    while ahead:
        at = ahead.pop()
        if at not in graph:
            node = _read_node(memory, at)
            if node is None:
                return {}
            graph[at] = node
            ahead += (target for _, target in node.edges)
    agree = (node.total == node.final + sum(graph[to].total for _, to in node.edges) for node in graph.values())
    return graph if all(agree) else {}


def _read_node(memory: bytearray, at: int) -> Node | None:
    number, at = read_number(memory, at)
    edges, target, last = list[tuple[bytes, int]](), at, 0
    while not last:
        step, at = read_number(memory, at)
        if not step and not edges:
            break
        length, at = (1, at) if step & 2 else (memory[at], at + 1)
        label, last = bytes(memory[at : at + length]), step & 1
        target, at = target + (step >> 2), at + length
        if not LABEL.fullmatch(label) or target >= len(memory) - KNOWN:
            return None
        edges.append((label, target))
    return Node(number >> 1, number & 1, edges, at)


def _spell(graph: Graph, at: int, start: bytes = b"") -> Iterator[str]:
    if graph[at].final:
        yield start.decode()
    for label, target in graph[at].edges:
        yield from _spell(graph, target, start + label)


def _find_codes(memory: bytearray, names: list[str]) -> tuple[int, tuple[int, ...]]:
    """Where the table of codes starts, and the codes. Those that the Python that builds knows must agree."""
    known = [_code(name) for name in names]
    first = next((at for at in range(len(known)) if all(known[at : at + KNOWN])), 0)
    start = memory.find(struct.pack(f"<{KNOWN}I", *known[first : first + KNOWN])) - 4 * first
    if start < 0:
        raise _missing("table of codes")
    codes = struct.unpack_from(f"<{len(names)}I", memory, start)
    if len(set(codes)) < len(codes) or any(ours not in (0, code) for ours, code in zip(known, codes, strict=True)):
        raise _missing("table of codes")
    return start, codes


def _code(name: str) -> int:
    """The code of a name, 0 for an alias, a sequence and what this Python does not know."""
    try:
        found = unicodedata.lookup(name)
    except KeyError:
        return 0
    return ord(found) if len(found) == 1 and unicodedata.name(found, "") == name else 0


def _find_places(memory: bytearray, codes: tuple[int, ...]) -> tuple[int, int]:
    """The table has each block of places once; a code without a name has the number of all names."""
    places = {code: place for place, code in enumerate(codes)}
    starts = range(0, LAST + 1, BLOCK)
    blocks = {tuple(places.get(code, len(codes)) for code in range(start, start + BLOCK)) for start in starts}
    found = [memory.find(struct.pack(f"<{BLOCK}H", *block)) for block in blocks]
    if min(found) < 0:
        raise _missing("table of places")
    return min(found), max(found) + 2 * BLOCK
