"""Mutants of a policy file: one rule, term, offer, reminder, named condition or question is changed or left out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from checker.policy.grammar import parse
from checker.policy.source import Keys
from mutants.conditions import days_beside, mutants, text

OF_CASE = {
    "cover": ["limit", "exclude"],
    "limit": ["cover", "exclude"],
    "require": ["limit", "exclude", "doubt"],
    "exclude": ["limit", "cover", "doubt"],
    "doubt": ["exclude", "require", "note"],
    "note": ["cover", "doubt"],
}
OF_OFFER = {"grant": ["deny", "doubt"], "deny": ["grant", "doubt"], "doubt": ["grant", "deny"]}
"""The neighbours of an effect, on the case and on an offer."""
BELONGS = {"action": {"require", "doubt"}, "instead": {"exclude"}}
"""By key, the effects that have it. It is taken off with the last of them."""


@dataclass(frozen=True)
class Mutant:
    """A changed policy file: its `data`, and in words what was changed and where."""

    name: str
    data: dict[str, Any]


def policy_mutants(data: dict[str, Any]) -> Iterator[Mutant]:
    """All mutants of a policy file, each changed in one place."""
    yield from _conditions(data)
    for name, rule in data["rules"].items():
        yield from _rule(data, name, rule)
    for part in ("terms", "checklist", "offers"):
        yield from _entries(data, part)
    yield from _otherwise(data)
    yield from _lists(data)


def _lists(data: dict[str, Any]) -> Iterator[Mutant]:
    """Each option of a set left out; each day of a table one later or earlier."""
    for name, members in data.get("sets", {}).items():
        for at, option in enumerate(members if len(members) > 1 else []):
            yield Mutant(f"sets/{name}: without {option}", changed(data, ("sets", name), _without(members, at)))
    for name, table in data.get("dates", {}).items():
        for option, day in table["days"].items():
            for other in days_beside(day) if day != "unknown" else []:
                keys: Keys = ("dates", name, "days", option)
                yield Mutant(f"{_path(keys)}: {other}", changed(data, keys, other))


def _conditions(data: dict[str, Any]) -> Iterator[Mutant]:
    seen = set[tuple[Keys, str]]()
    for keys, written in _written(data, ()):
        for each in mutants(parse(written), data):
            shown = text(each)
            if (keys, shown) not in seen:
                seen.add((keys, shown))
                yield Mutant(f"{_path(keys)}: {shown}", changed(data, keys, shown))


def _written(value: Any, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Every condition of the file; what has none holds always."""
    if (keys[:1] == ("derived",) and len(keys) == 2) or keys[-1:] in (("when",), ("asked when",)):
        yield keys, value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _written(each, (*keys, name))
    elif isinstance(value, list):
        for at, each in enumerate(value):
            yield from _written(each, (*keys, at))


def _rule(data: dict[str, Any], name: str, rule: Mapping[str, Any]) -> Iterator[Mutant]:
    yield Mutant(f"rules/{name}: dropped", _without_rule(data, name))
    effect, _, offer = rule["effect"].partition(" ")
    for other in (OF_OFFER if offer else OF_CASE)[effect]:
        kept = {key: value for key, value in rule.items() if other in BELONGS.get(key, {other})}
        swapped = {**kept, "effect": f"{other} {offer}".strip()}
        yield Mutant(f"rules/{name}: {swapped['effect']}", changed(data, ("rules", name), swapped))
    for at, beaten in enumerate(rule.get("beats", [])):
        rest = [*rule["beats"][:at], *rule["beats"][at + 1 :]]
        yield Mutant(f"rules/{name}: does not beat {beaten}", changed(data, ("rules", name, "beats"), rest))


def _without_rule(data: dict[str, Any], name: str) -> dict[str, Any]:
    """Neither other rules nor readings mention it any more."""
    rules = {
        each: {**rule, "beats": [beaten for beaten in rule["beats"] if beaten != name]} if "beats" in rule else rule
        for each, rule in data["rules"].items()
        if each != name
    }
    readings = {number: [each for each in names if each != name] for number, names in data["readings"].items()}
    return {**data, "rules": rules, "readings": readings}


def _entries(data: dict[str, Any], part: str) -> Iterator[Mutant]:
    """Each offer, reminder, case or cell of a term left out; each window one day or month longer or shorter."""
    if part == "terms":
        for name, term in data.get("terms", {}).items():
            for at, case in enumerate(term.get("cases", [])):
                yield from _case(data, ("terms", name, "cases"), at, case)
            if "matrix" in term:
                yield from _cells(data, ("terms", name, "matrix", "cells"))
        return
    entries = data.get(part, [])
    for key in entries if isinstance(entries, dict) else range(len(entries)):
        yield Mutant(f"{part}/{_named(entries, key)}: dropped", changed(data, (part,), _without(entries, key)))


def _case(data: dict[str, Any], keys: Keys, at: int, case: Mapping[str, Any]) -> Iterator[Mutant]:
    cases = _at(data, keys)
    if len(cases) > 1:
        yield Mutant(f"{_path(keys)}/{at}: dropped", changed(data, keys, _without(cases, at)))
    if at:
        moved = [*cases[: at - 1], case, cases[at - 1], *cases[at + 1 :]]
        yield Mutant(f"{_path(keys)}/{at}: before the one before", changed(data, keys, moved))
    if "through" in case:
        length = "for" if "for" in case["through"] else "amount"
        place: Keys = (*keys, at, "through", length)
        for amount in (case["through"][length] - 1, case["through"][length] + 1):
            yield Mutant(f"{_path(place)}: {amount}", changed(data, place, amount))


def _cells(data: dict[str, Any], keys: Keys) -> Iterator[Mutant]:
    """Each row of one value and each cell left out; each cell as its neighbour is, where that is something else."""
    cells = _at(data, keys)
    for name, row in cells.items():
        if "cells" in row:
            yield from _cells(data, (*keys, name, "cells"))
        else:
            yield Mutant(f"{_path((*keys, name))}: dropped", changed(data, keys, _without(cells, name)))
            other = next((each for each in _next(list(cells), name) if "text" in cells[each]), name)
            if cells[other] != row:
                yield Mutant(f"{_path((*keys, name))}: as {other}", changed(data, (*keys, name), cells[other]))


def _next(names: list[str], name: str) -> list[str]:
    """The name after this one, or the first; none where it is the only one."""
    return [names[(names.index(name) + 1) % len(names)]] if len(names) > 1 else []


def _otherwise(data: dict[str, Any]) -> Iterator[Mutant]:
    """Each offer with the clause of the offer after it, where that is another."""
    offers = list(data["offers"])
    for name, other in zip(offers, [*offers[1:], offers[0]], strict=True):
        keys, clause = ("offers", name, "otherwise"), data["offers"][other]["otherwise"]
        if clause != data["offers"][name]["otherwise"]:
            yield Mutant(f"{_path(keys)}: {clause}", changed(data, keys, clause))


def changed(value: Any, keys: Keys, new: Any) -> Any:
    """The same data with the value at `keys` replaced."""
    if not keys:
        return new
    inner = changed(value[keys[0]], keys[1:], new)
    if isinstance(value, dict):
        return {**value, keys[0]: inner}
    return [*value[: keys[0]], inner, *value[int(keys[0]) + 1 :]]


def _at(value: Any, keys: Keys) -> Any:
    return _at(value[keys[0]], keys[1:]) if keys else value


def _without(entries: Any, key: Any) -> Any:
    if isinstance(entries, dict):
        return {name: each for name, each in entries.items() if name != key}
    return [*entries[:key], *entries[key + 1 :]]


def _named(entries: Any, key: Any) -> str:
    return str(key if isinstance(entries, dict) else entries[key]["clause"])


def _path(keys: Keys) -> str:
    return "/".join(map(str, keys))
