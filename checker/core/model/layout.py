"""Which decision tables a policy has, and what of it the comparison shows: data for the build."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Columns:
    """A column for each value of the fact `each`, with the answers in `given` as well."""

    each: str
    given: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """A row for each value of the fact `rows`; a table for each value of the fact `each`, or one table.

    `in_order` are the answers of somebody who meets what the policy expects of every request.
    """

    rows: str
    columns: tuple[Columns, ...]
    each: str = ""
    in_order: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which of the policy's names the comparison shows.

    `subject` is the fact about the subject of the case; `unnamed` are options of it whose label says nothing by itself.
    `hours`, `response` and `languages` are terms.
    """

    subject: str
    unnamed: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def read_comparison(data: Mapping[str, Any] | None) -> Comparison | None:
    """The comparison from the data of a policy that has one, as written or from JSON."""
    if data is None:
        return None
    names: dict[str, Any] = {name: tuple(each) if isinstance(each, list) else each for name, each in data.items()}
    return Comparison(**names)


def read_layout(data: Mapping[str, Any] | None) -> Layout | None:
    """The layout from the JSON-ready data of a policy that has one."""
    if data is None:
        return None
    return Layout(**{**data, "columns": tuple(Columns(**columns) for columns in data["columns"])})
