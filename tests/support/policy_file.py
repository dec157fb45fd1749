"""A policy file as plain data: of its keys, those that tests read or change."""

from pathlib import Path
from typing import NotRequired, TypedDict

from plain import read


class Conditioned(TypedDict, total=False):
    """What may hang on a condition."""

    when: str


Remedy = TypedDict("Remedy", {"as": str, "when": NotRequired[str]})
Way = TypedDict("Way", {"text": str, "when": NotRequired[str], "for": NotRequired[str]})
Fact = TypedDict(
    "Fact",
    {
        "type": str,
        "options": NotRequired[dict[str, str]],
        "minimum": NotRequired[int],
        "maximum": NotRequired[int],
        "max": NotRequired[str],
        "asked when": NotRequired[str],
        "can become": NotRequired[dict[str, Remedy]],
        "hint": NotRequired[str],
        "said": NotRequired[dict[str, str]],
        "find out": NotRequired[str],
        "assessed by": NotRequired[str],
        "defined by": NotRequired[dict[str, str]],
    },
)


Through = TypedDict("Through", {"fact": str, "amount": NotRequired[int], "for": NotRequired[int], "unit": str})


Case = TypedDict(
    "Case", {"when": str, "through": Through, "value": object, "due": dict[str, str], "for": str}, total=False
)


class Row(TypedDict, total=False):
    """A row of a table: its cells by answer, or one value."""

    cells: dict[str, dict[str, object]]


class Matrix(TypedDict):
    """A table: its facts, and its rows by answer."""

    rows: str
    columns: str
    cells: dict[str, Row]


class Term(TypedDict, total=False):
    """Its values, the first that holds first, or a table of them."""

    cases: list[Case]
    matrix: Matrix


Rule = TypedDict(
    "Rule",
    {
        "effect": str,
        "when": str,
        "beats": NotRequired[list[str]],
        "action": NotRequired[object],
        "instead": NotRequired[list[Way]],
        "remark": NotRequired[str],
        "in short": NotRequired[str],
    },
)


class Group(TypedDict, total=False):
    """Questions on one page."""

    hint: str


Hours = TypedDict(
    "Hours",
    {"clause": str, "when": str, "except": NotRequired[list["Hours"]]},
)


class Desk(TypedDict):
    """When the vendor answers, by plan."""

    hours: dict[str, Hours]


class Tables(TypedDict):
    """The answers of somebody who meets what the policy expects."""

    in_order: dict[str, object]


class Draft(TypedDict, total=False):
    """What a request is made of."""

    channels: list[Conditioned]
    blanks: list[Conditioned]


class Dates(TypedDict):
    """A table of days by option."""

    days: dict[str, str]


class PolicyFile(TypedDict):
    """The whole file."""

    policy: str
    facts: dict[str, Fact]
    offers: dict[str, dict[str, str]]
    rules: dict[str, Rule]
    groups: dict[str, Group]
    terms: NotRequired[dict[str, Term]]
    sets: NotRequired[dict[str, list[str]]]
    dates: NotRequired[dict[str, Dates]]
    derived: NotRequired[dict[str, str]]
    checklist: NotRequired[list[Conditioned]]
    desk: NotRequired[Desk]
    draft: NotRequired[Draft]
    tables: NotRequired[Tables]
    unclear: NotRequired[list[dict[str, object]]]
    readings: NotRequired[dict[str, list[str]]]
    informative: NotRequired[dict[str, str]]


def read_policy_file(path: Path) -> PolicyFile:
    """What stands in the file."""
    found: PolicyFile = read(path)
    return found
