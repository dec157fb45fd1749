"""A table of cases, such as a help desk exports: which question each column means, and which answer each cell.

Columns and cells may be written as ids, or as the checker's page writes them, in any of the languages.
"""

from collections.abc import Iterable, Mapping
from typing import TypedDict

from checker.core.engine.link import UNKNOWN
from checker.core.model.kinds import KINDS, NONE, Raw
from checker.core.model.policy import Fact, Policy
from checker.core.model.words import Words

AROUND = " \t\r\n?¿:*.\ufeff\u00a0"
YES, NO = ("yes", "true", "1", "x"), ("no", "false", "0")


class Names(TypedDict):
    """By folded name, the fact that a column of that name is about; by fact, what a cell means, as links write it."""

    columns: dict[str, str]
    cells: dict[str, dict[str, str]]


def names_of(policy: Policy, spoken: Iterable[Words]) -> Names:
    """What columns and cells are called, in these languages. What would name two things names neither."""
    languages = list(spoken)
    columns = [(name, fact.id) for fact in policy.facts for name in _titles(fact, languages)]
    return {
        "columns": _unique(columns),
        "cells": {fact.id: _unique(_cells(fact, languages)) for fact in policy.facts},
    }


def fold(text: str) -> str:
    """`text` in small letters, on one line, without what may be around it."""
    return " ".join(text.strip(AROUND).lower().replace("_", " ").split())


def read_cell(fact: Fact, text: str, cells: Mapping[str, str]) -> Raw | None:
    """The answer that a cell means; where it is none, the text itself, which the engine then refuses."""
    written = cells.get(fold(text))
    if written is None and KINDS[fact.type].many:
        parts = [cells.get(fold(part)) for part in text.replace(";", ",").split(",")]
        written = ",".join(map(str, parts)) if all(parts) else None
    if written is None and KINDS[fact.type].days:
        written = text.strip()[:10] if text.strip()[10:11] in ("", " ", "T") else None
    if written == UNKNOWN:
        return None
    return KINDS[fact.type].read(text.strip() if written is None else written)


def _titles(fact: Fact, languages: Iterable[Words]) -> list[str]:
    said = [words.gettext(text) for words in languages for text in (fact.label, fact.question)]
    return [fact.id, *said]


def _cells(fact: Fact, languages: list[Words]) -> list[tuple[str, str]]:
    """Each name of an answer, with the answer as links write it."""
    found = [(UNKNOWN, UNKNOWN), *((words.gettext("I don't know"), UNKNOWN) for words in languages)]
    for option, label in fact.options.items():
        found += [(option, option), *((words.gettext(label), option) for words in languages)]
    if KINDS[fact.type].alone:
        found += [*((name, "yes") for name in YES), *((name, "no") for name in NO)]
        found += [pair for words in languages for pair in ((words.gettext("Yes"), "yes"), (words.gettext("No"), "no"))]
    if KINDS[fact.type].many:
        found += [(NONE, NONE), *((words.gettext("None of these options"), NONE) for words in languages)]
    return found


def _unique(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    double = set[str]()
    for name, meant in ((fold(name), meant) for name, meant in pairs):
        if found.setdefault(name, meant) != meant:
            double.add(name)
    return {name: meant for name, meant in found.items() if name not in double}
