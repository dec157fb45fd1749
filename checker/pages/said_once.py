"""Decision tables with everything said once: cells of a row, columns, rows and tables that say the same are one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from checker.core.model.layout import Listed
from checker.core.model.policy import OFFERED, OfferValue, Policy, Status
from checker.pages.tables import Cell, Table, deciding_clauses, dependencies, shared_groups, values


class Said(NamedTuple):
    """What a cell says: statuses, and those where all is in order; what it depends on, and why.

    `only_in_order` are the `offers` that are offered where all is in order, and may not be otherwise. `prices` are the
    terms that state one, each with the position of its case. It depends on each label in the tables at these positions.
    `reasons` are the clauses that decide the status; where it is open, those that decide it if all is in order.
    """

    possible: tuple[Status, ...]
    in_order: tuple[Status, ...]
    offers: tuple[tuple[str, OfferValue], ...]
    only_in_order: tuple[str, ...]
    prices: tuple[tuple[str, int], ...]
    depends: tuple[tuple[str, tuple[int, ...]], ...]
    reasons: tuple[str, ...]

    def offered(self, *values: OfferValue) -> list[str]:
        """The offers that have one of these values."""
        return [name for name, value in self.offers if value in values]


@dataclass(frozen=True, slots=True)
class Part:
    """What is in `span` columns of a line: `said` by all the cells, with the reasons that they share."""

    said: Said
    first: int
    span: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """The rows of these `values`, which say the same."""

    values: tuple[Listed, ...]
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Neighbouring `tables` that say the same; `columns` are those of the tables, by position, that are one."""

    tables: tuple[Table, ...]
    columns: tuple[tuple[int, ...], ...]
    lines: tuple[Line, ...]


Grid = list[list[Said]]


def sheets(policy: Policy, tables: Sequence[Table]) -> list[Sheet]:
    """The tables, with everything said once: those that differ at most in what cells depend on are one."""
    bare = [[[said._replace(depends=()) for said in row] for row in _grid(policy, [table])] for table in tables]
    return [_sheet(policy, [tables[at] for at in run]) for run in _runs(bare)]


def _grid(policy: Policy, tables: Sequence[Table]) -> Grid:
    groups = [shared_groups(policy, table) for table in tables]
    rows = zip(*(table.rows for table in tables), strict=True)
    return [[_said(policy, groups, cells) for cells in zip(*(row.cells for row in same), strict=True)] for same in rows]


def _said(policy: Policy, groups: Sequence[dict[str, list[str]]], cells: Sequence[Cell]) -> Said:
    verdict, in_order = cells[0].verdict, cells[0].in_order
    depends: dict[str, tuple[int, ...]] = {}
    for at, cell in enumerate(cells):
        for label in dependencies(policy, groups[at], cell.verdict.questions):
            depends[label] = (*depends.get(label, ()), at)
    reasons = deciding_clauses(verdict) or deciding_clauses(in_order)
    always = verdict.offers
    only = tuple(name for name, value in in_order.offers.items() if value == OFFERED != always.get(name))
    offers = tuple((name, OFFERED if name in only else value) for name, value in always.items())
    prices = tuple((each.term.id, each.term.cases.index(each.case)) for each in verdict.terms if each.term.price)
    return Said(verdict.possible, in_order.possible, offers, only, prices, tuple(depends.items()), tuple(reasons))


def _sheet(policy: Policy, tables: Sequence[Table]) -> Sheet:
    grid = _grid(policy, tables)
    columns = tuple(_columns(policy, tables[0], grid))
    rows = [[said[positions[0]] for positions in columns] for said in grid]
    lines = (Line(tuple(tables[0].rows[at].value for at in run), tuple(_parts(rows[run[0]]))) for run in _runs(rows))
    return Sheet(tuple(tables), columns, tuple(lines))


def _columns(policy: Policy, table: Table, grid: Grid) -> Iterator[tuple[int, ...]]:
    """The positions of the columns, together where neighbours in a group never differ."""
    at = 0
    for group in table.layout.columns:
        width = len(values(policy.fact(group.each)))
        columns = [[line[each] for line in grid] for each in range(at, at + width)]
        yield from (tuple(at + each for each in run) for run in _runs(columns))
        at += width


def _parts(row: list[Said]) -> list[Part]:
    """What neighbours say alike, as one: for the reasons that they share, of which there must be some."""
    parts: list[Part] = []
    for at, said in enumerate(row):
        together = _together(parts[-1].said, said) if parts else None
        if together:
            parts[-1] = Part(together, parts[-1].first, parts[-1].span + 1)
        else:
            parts.append(Part(said, at))
    return parts


def _together(first: Said, second: Said) -> Said | None:
    if first[:-1] != second[:-1]:
        return None
    shared = tuple(each for each in first.reasons if each in second.reasons)
    return first._replace(reasons=shared) if shared or first.reasons == second.reasons else None


def _runs(items: Sequence[object]) -> list[list[int]]:
    """The positions of the items, together where neighbours are equal."""
    runs: list[list[int]] = []
    for at, item in enumerate(items):
        if at and items[at - 1] == item:
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs
