"""The decision tables and the comparison that a policy file asks for: names checked, tables made plain data."""

from collections.abc import Iterator
from typing import Any

from checker.core.model.layout import Columns, Layout
from checker.policy.problems import Problem, allowed
from checker.policy.source import Keys, Source

YES_NO = {"yes": True, "no": False}


def check_layout(source: Source) -> Iterator[Problem]:
    """Facts that do not exist or have no options, and answers that they do not have."""
    for keys, name in _listed(source.data.get("tables", {})):
        if name not in _options(source):
            what = f"There is no fact “{name}” with options."
            yield Problem(source.place(*keys), what, allowed(name, _options(source)))
    for keys, answers in _given(source.data.get("tables", {})):
        for name, value in answers.items():
            yield from _answer_problems(source, (*keys, name), name, value)


def check_comparison(source: Source) -> Iterator[Problem]:
    """A subject that does not exist or has no options, and options and terms that do not exist."""
    data = source.data.get("compare", {})
    if data and data["subject"] not in _options(source):
        what = f"There is no fact “{data['subject']}” with options."
        yield Problem(source.place("compare", "subject"), what, allowed(data["subject"], _options(source)))
    kinds = {"unnamed": "option", **dict.fromkeys(("hours", "response", "languages"), "term")}
    known = {"option": _options(source).get(data.get("subject", ""), []), "term": source.data.get("terms", {})}
    for key, kind in kinds.items():
        for index, name in enumerate(data.get(key, [])):
            if name not in known[kind]:
                place = source.place("compare", key, index)
                yield Problem(place, f"There is no {kind} “{name}”.", allowed(name, known[kind]))


def make_layout(source: Source) -> Layout | None:
    """The tables as written, answers as the engine takes them."""
    data = source.data.get("tables")
    if data is None:
        return None
    columns = (Columns(each["each"], _answers(source, each.get("given", {}))) for each in data["columns"])
    return Layout(data["rows"], tuple(columns), data.get("each", ""), _answers(source, data.get("in_order", {})))


def _listed(tables: dict[str, Any]) -> Iterator[tuple[Keys, str]]:
    for key in ("rows", "each"):
        if key in tables:
            yield ("tables", key), tables[key]
    for index, columns in enumerate(tables.get("columns", [])):
        yield ("tables", "columns", index, "each"), columns["each"]


def _given(tables: dict[str, Any]) -> Iterator[tuple[Keys, dict[str, str]]]:
    yield ("tables", "in_order"), tables.get("in_order", {})
    for index, columns in enumerate(tables.get("columns", [])):
        yield ("tables", "columns", index, "given"), columns.get("given", {})


def _answer_problems(source: Source, keys: Keys, name: str, value: str) -> Iterator[Problem]:
    options = _options(source).get(name)
    if options is None:
        what = f"There is no fact “{name}” with options."
        yield Problem(source.place(*keys), what, allowed(name, _options(source)))
    elif value not in options:
        yield Problem(source.place(*keys), f"“{value}” is no answer to “{name}”.", allowed(value, options))


def _options(source: Source) -> dict[str, list[str]]:
    """The answers of every fact that has few enough to list."""
    facts = source.data["facts"].items()
    return {
        name: list(YES_NO if fact["type"] == "yes/no" else fact["options"])
        for name, fact in facts
        if fact["type"] in ("choice", "ordered", "yes/no")
    }


def _answers(source: Source, given: dict[str, str]) -> dict[str, str | bool]:
    facts = source.data["facts"]
    return {name: YES_NO[value] if facts[name]["type"] == "yes/no" else value for name, value in given.items()}
