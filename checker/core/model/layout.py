"""Which decision tables a policy has, and what of it the comparison shows: data for the build."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Listed = str | bool | list[str]
"""An answer of those that can be listed: of several, options that are all of it."""


@dataclass(frozen=True, slots=True)
class Columns:
    """A column for each value of the fact `each`, with the answers in `given` as well."""

    each: str
    given: Mapping[str, Listed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Layout:
    """A row for each value of the fact `rows`; a table for each value of the fact `each`, or one table.

    `in_order` are the answers of somebody who meets what the policy expects of every request.
    """

    rows: str
    columns: tuple[Columns, ...]
    each: str = ""
    in_order: Mapping[str, Listed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Which of the policy's names the comparison shows.

    `subject` is the fact about the subject of the case; `unnamed` are options of it whose label says nothing by itself.
    `hours`, `response`, `languages` and `price` are terms.
    """

    subject: str
    unnamed: tuple[str, ...] = ()
    hours: tuple[str, ...] = ()
    response: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    price: tuple[str, ...] = ()
