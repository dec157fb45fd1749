"""Which decision tables a policy has: data for the build, which makes them with the engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Columns:
    """A column for each value of the fact `each`, where the answers in `given` hold as well."""

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


def read_layout(data: Mapping[str, Any] | None) -> Layout | None:
    """The layout from the JSON-ready data of a policy that has one."""
    if data is None:
        return None
    return Layout(**{**data, "columns": tuple(Columns(**columns) for columns in data["columns"])})
