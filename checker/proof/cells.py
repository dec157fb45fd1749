"""Property: wherever answers lead into the table of a term, it has a value there, and the verdict states that one."""

from collections.abc import Iterator
from functools import partial
from typing import Any

from checker.core.model.diagram import Diagram, Restriction
from checker.core.model.kinds import KINDS
from checker.core.model.policy import MOOT, Case, Fact, Term
from checker.core.model.truth import both
from checker.policy.placed import Text, plain
from checker.policy.written import Matrix
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import shortest

Stated = tuple[str, str, object]
"""Clause, text and value."""


def prove_cells(subject: Subject) -> Proof:
    """For each two answers of each table, as the policy file has them."""
    exploration, failures, tried = subject.exploration, list[Failure](), 0
    for term in exploration.policy.terms:
        matrix = subject.file.terms[term.id].matrix
        for row, column in _crossings(exploration, matrix) if matrix else ():
            tried += 1
            failures += _failures(exploration, term, matrix, row, column) if matrix else ()
    return Proof(f"{tried} cells of tables", tuple(failures))


def _crossings(exploration: Exploration, matrix: Matrix) -> Iterator[tuple[str, str]]:
    facts = (exploration.policy.fact(name) for name in (matrix.rows, matrix.columns))
    rows, columns = (KINDS[fact.type].written(fact.options) for fact in facts)
    return ((row, column) for row in rows for column in columns)


def _failures(exploration: Exploration, term: Term, matrix: Matrix, row: str, column: str) -> Iterator[Failure]:
    """Answers under which the verdict states something else than this cell, or nothing."""
    cell, policy, space = _cell(matrix, row, column), exploration.policy, exploration.space
    facts = {policy.position(name): answer for name, answer in ((matrix.rows, row), (matrix.columns, column))}
    given = {at: _class(policy.variables[at], facts[at]) for at in facts}
    asked: Diagram = True
    for at in given:
        asked = space.combine(both, asked, exploration.own(policy.variables[at].asked))
    stated = space.combine(
        partial(_differs, list(map(_of_case, term.cases)), cell),
        exploration.own(Restriction(given)(asked)),
        exploration.own(Restriction(given)(exploration.beside_status(term.case))),
    )
    way = shortest(space, stated)
    if way is not None:
        what = f"The table of “{term.id}” has {'another' if cell else 'no'} value at {row}, {column}."
        yield Failure(what, "a cell there, which the verdict states", {**way, **given})


def _class(fact: Fact, answer: str) -> int:
    return KINDS[fact.type].written(fact.options).index(answer)


def _cell(matrix: Matrix, row: str, column: str) -> Stated | None:
    """What the policy file has there; None where it has nothing."""
    line = matrix.cells.get(Text(row))
    found = None if line is None else line if line.text is not None else line.cells.get(Text(column))
    if line is None or found is None:
        return None
    return str(found.clause or line.clause), str(found.text), plain(found.value)


def _of_case(case: Case) -> Stated:
    return case.clause, case.text, case.value


def _differs(cases: list[Stated], cell: Stated | None, asked: bool | None, stated: Any) -> bool | None:
    if asked is False or stated == MOOT:
        return False
    if asked is None or stated is None:
        return None
    return (cases[stated] if stated >= 0 else None) != cell or cell is None
