"""Requests from CSV (RFC 4180): a header, then a case in each row. Commas, semicolons or tabs between the cells."""

import csv
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import Any

from checker.cli import inputs
from checker.core.model.policy import Policy
from checker.core.model.words import _
from checker.core.request import bad, unknown
from checker.core.words.sheet import Names, fold, names_of, read_cell
from checker.library.shelf import Shelf

OWN = ("policy", "today", "lang", "id")
"""Columns that are about the row, not about a question."""
SEPARATORS = ",;\t"
Row = tuple[int, Callable[[], dict[str, Any]]]


def read_rows(lines: Iterable[tuple[int, bytes]], shelf: Shelf, policy: str | None) -> Iterator[Row]:
    """What reads the request of each row, with the line in which it begins. Raises InputError for a wrong header."""
    rows = _rows(lines)
    _at, header = next(rows, (1, []))
    table = Table(header, shelf, policy)
    table.check()
    for number, cells in rows:
        if any(map(str.strip, cells)):
            yield number, partial(table.request, cells)


class Table:
    """What the columns of a header mean."""

    def __init__(self, header: list[str], shelf: Shelf, policy: str | None) -> None:
        self._header, self._shelf, self._policy = header, shelf, policy
        self._own = {fold(name): at for at, name in enumerate(header) if fold(name) in OWN}
        self._known: dict[str, tuple[Policy, Names]] = {}

    def check(self) -> None:
        """That there is a policy, and a question for every column. Raises InputError."""
        if self._policy is None and "policy" not in self._own:
            raise bad(_("The CSV has no column “policy”: add it, or name the policy of all rows with --policy."))
        chosen = self._shelf.names if self._policy is None else [self._policy]
        known = [self._names(name)[1]["columns"] for name in chosen]
        for at, name in enumerate(self._header):
            if at not in self._own.values() and not any(fold(name) in each for each in known):
                allowed = dict.fromkeys([*OWN, *(fact for each in known for fact in each.values())])
                template = _("The column “{name}” is not a question. Columns can be: {allowed}.{hint}")
                raise unknown(name, list(allowed), template)

    def request(self, cells: list[str]) -> dict[str, Any]:
        """The request of a row. Raises InputError."""
        if any(map(str.strip, cells[len(self._header) :])):
            template = _("The row has {count} cells, but there are {columns} columns.")
            raise bad(template, count=str(len(cells)), columns=str(len(self._header)))
        own = {name: cells[at].strip() for name, at in self._own.items() if at < len(cells) and cells[at].strip()}
        request: dict[str, Any] = {"policy": self._policy, **own}
        request["answers"] = self._answers(request["policy"], cells)
        return request

    def _answers(self, name: str | None, cells: list[str]) -> dict[str, object]:
        policy, names = self._names(name)
        answers: dict[str, object] = {}
        for at, (title, cell) in enumerate(zip(self._header, cells, strict=False)):
            if at not in self._own.values() and cell.strip():
                fact = names["columns"].get(fold(title), title)
                found = policy.named.get(fact)
                answers[fact] = read_cell(found, cell, names["cells"][fact]) if found else cell
        return answers

    def _names(self, name: str | None) -> tuple[Policy, Names]:
        if name not in self._known:
            policy, spoken = inputs.pick_policy(self._shelf, name)
            self._known[policy.id] = policy, names_of(policy, spoken.values())
        return self._known[str(name)]


def _rows(lines: Iterable[tuple[int, bytes]]) -> Iterator[tuple[int, list[str]]]:
    """The rows, each with the number of the line in which it begins. Raises InputError for quotes that do not fit."""
    begin, numbered = 1, iter(lines)
    first = next(numbered, None)
    if first is None:
        return
    text = _text(first[1]).removeprefix("\ufeff")
    if text.lower().startswith("sep="):
        text, begin = _text(next(numbered, (2, b""))[1]), 2
    reader = csv.reader(_chained(text, numbered), delimiter=_separator(text), strict=True)
    skipped = begin - 1
    while True:
        begin = reader.line_num + skipped + 1
        try:
            yield begin, next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise bad(
                _("Cannot read the CSV from line {line}: {reason}."), line=str(begin), reason=str(error)
            ) from None


def _chained(first: str, others: Iterable[tuple[int, bytes]]) -> Iterator[str]:
    yield first
    for _number, line in others:
        yield _text(line)


def _text(line: bytes) -> str:
    """A line in UTF-8; where it is not, as Excel writes CSV in Western Europe."""
    try:
        return line.decode()
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _separator(header: str) -> str:
    """That which is most often in the header, outside quotes."""
    bare = "".join(header.split('"')[::2])
    return max(SEPARATORS, key=bare.count)
