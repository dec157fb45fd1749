"""The decision tables as data for others: a row for each cell of the pages' tables, as JSON and as CSV."""

import csv
from collections.abc import Iterator
from io import StringIO
from typing import TypedDict

from checker.core.engine.verdict import Verdict
from checker.core.model.policy import OfferValue, Policy, Status
from checker.core.model.words import Words
from checker.core.words.labels import answer_text, heading
from checker.pages.tables import Cell, deciding_clauses
from checker.pages.worked import Worked

FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""


class Named(TypedDict):
    """A fact that the tables tell apart."""

    id: str
    label: str


class Outcome(TypedDict):
    """A status with its heading, and all that it may become."""

    status: Status | None
    text: str
    possible: list[Status]


class Row(Outcome):
    """A cell of a table; `in_order` is its outcome where all is in order besides."""

    answers: dict[str, object]
    labels: dict[str, str]
    in_order: Outcome
    offers: dict[str, OfferValue]
    clauses: list[str]
    depends_on: list[str]


class Document(TypedDict):
    """The tables of a policy in one language."""

    policy: str
    version: str
    language: str
    facts: list[Named]
    in_order: dict[str, object]
    rows: list[Row]


def table_document(worked: Worked, words: Words) -> Document:
    """All tables of the policy in one list of rows; `in_order` is the verdict where all is in order besides."""
    policy = worked.policy
    cells = [cell for table in worked.tables for row in table.rows for cell in row.cells]
    names = list(dict.fromkeys(name for cell in cells for name in cell.answers))
    return {
        "policy": policy.id,
        "version": policy.version,
        "language": words.language,
        "facts": [{"id": name, "label": words.gettext(policy.fact(name).label)} for name in names],
        "in_order": dict(policy.tables.in_order) if policy.tables else {},
        "rows": [_row(policy, cell, words) for cell in cells],
    }


def table_csv(document: Document, offers: list[str]) -> str:
    """The same rows as CSV with a line of heads; lists are ids with spaces between, yes and no are so written."""
    names = [fact["id"] for fact in document["facts"]]
    heads = [head for name in names for head in (name, f"{name}.text")]
    heads += ["status", "status.text", "possible", "in_order", "in_order.text", *(f"offer.{each}" for each in offers)]
    file = StringIO()
    writer = csv.writer(file)
    writer.writerow([*heads, "clauses", "depends_on"])
    writer.writerows([_safe(_plain(value)) for value in _line(row, names, offers)] for row in document["rows"])
    return file.getvalue()


def _row(policy: Policy, cell: Cell, words: Words) -> Row:
    return {
        "answers": dict(cell.answers),
        "labels": {name: answer_text(policy.fact(name), value, words) for name, value in cell.answers.items()},
        **_status(cell.verdict, words),
        "in_order": _status(cell.in_order, words),
        "offers": dict(cell.verdict.offers),
        "clauses": deciding_clauses(cell.verdict),
        "depends_on": list(cell.verdict.questions),
    }


def _status(verdict: Verdict, words: Words) -> Outcome:
    return {
        "status": verdict.status,
        "text": heading(verdict.status, words),
        "possible": list(verdict.possible),
    }


def _line(row: Row, names: list[str], offers: list[str]) -> Iterator[object]:
    for name in names:
        yield row["answers"].get(name)
        yield row["labels"].get(name)
    yield from (row["status"], row["text"], row["possible"], row["in_order"]["status"], row["in_order"]["text"])
    yield from (row["offers"].get(each) for each in offers)
    yield from (row["clauses"], row["depends_on"])


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return " ".join(value) if isinstance(value, list) else "" if value is None else str(value)


def _safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text
