"""The tables of terms: their names lead somewhere, each cell has a clause, and none is missing where answers lead."""

from collections.abc import Iterator, Sequence

from checker.core.model.diagram import Diagram, Space
from checker.core.model.kinds import KINDS
from checker.core.model.policy import Fact
from checker.core.model.truth import both, negate
from checker.policy.placed import Text
from checker.policy.problems import Problem, allowed
from checker.policy.written import Matrix, Written

SILENT = "Write it. Where the vendor promises nothing, a cell with a clause and the value none says so."


def check_matrices(file: Written) -> Iterator[Problem]:
    """Facts and answers that do not exist, and cells without a clause."""
    for matrix in (term.matrix for term in file.terms.values() if term.matrix):
        yield from _unknown_facts(file, matrix)
        yield from _unknown_answers(file, matrix)
        yield from _no_clause(matrix)


def missing_cells(file: Written, facts: Sequence[Fact], excluded: Diagram, space: Space) -> Iterator[Problem]:
    """Cells that are missing though answers lead there, so that the verdict would state nothing.

    `excluded` is where nothing is covered, so that no term is stated.
    """
    positions = {fact.id: at for at, fact in enumerate(facts)}
    helped = space.combine(negate, excluded)
    for matrix in (term.matrix for term in file.terms.values() if term.matrix):
        rows, columns = (positions[str(name)] for name in (matrix.rows, matrix.columns))
        for row in file.answers[matrix.rows]:
            given = space.combine(both, helped, _answered(facts, rows, row, space))
            lacking = [
                column
                for column in file.answers[matrix.columns]
                if not _has(matrix, row, column)
                and space.combine(both, given, _answered(facts, columns, column, space)) is not False
            ]
            yield from _missing(matrix, row, lacking)


def _unknown_facts(file: Written, matrix: Matrix) -> Iterator[Problem]:
    for fact in (matrix.rows, matrix.columns):
        if fact not in file.answers:
            what = f"There is no fact “{fact}” with options."
            yield Problem(fact.place(), what, allowed(fact, file.answers))
    if matrix.rows == matrix.columns:
        yield Problem(matrix.columns.place(), f"“{matrix.columns}” is the fact of the rows already.", "Choose another.")


def _unknown_answers(file: Written, matrix: Matrix) -> Iterator[Problem]:
    named = [(matrix.rows, name) for name in matrix.cells]
    named += [(matrix.columns, name) for row in matrix.cells.values() for name in row.cells]
    for fact, name in named:
        known = file.answers.get(fact, [name])
        if name not in known:
            yield Problem(name.place(), f"“{name}” is not an answer to “{fact}”.", allowed(name, known))


def _no_clause(matrix: Matrix) -> Iterator[Problem]:
    for row in matrix.cells.values():
        for name, cell in row.cells.items():
            if cell.clause is None and row.clause is None:
                yield Problem(
                    name.place(), f"The cell “{name}” has no clause.", "Write one here, or for the whole row."
                )


def _has(matrix: Matrix, row: str, column: str) -> bool:
    line = matrix.cells.get(Text(row))
    return line is not None and (line.text is not None or column in line.cells)


def _answered(facts: Sequence[Fact], at: int, answer: str, space: Space) -> Diagram:
    """Where the fact is asked, and the answer is this one."""
    written = KINDS[facts[at].type].written(facts[at].options)
    return space.combine(both, facts[at].asked, space.node(at, tuple(each == answer for each in written)))


def _missing(matrix: Matrix, row: str, columns: list[str]) -> Iterator[Problem]:
    """The columns that the row lacks; or that there is no such row."""
    written = [name for name in matrix.cells if name == row]
    if columns and written:
        yield Problem(written[0].place(), f"The row “{row}” lacks the cell {' and the cell '.join(columns)}.", SILENT)
    elif columns:
        yield Problem(matrix.rows.place(), f"The row “{row}” of “{matrix.rows}” is missing.", SILENT)
