"""The facts of a policy file, with the classes that its conditions tell apart."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from checker.core.model.calendar import add
from checker.core.model.diagram import Diagram
from checker.core.model.policy import Fact, Remedy, Window
from checker.policy.conditions import cut_points
from checker.policy.grammar import Comparison, Condition, DateComparison, parts

SHORTEST_MONTHS, LONGEST_MONTHS = date(2001, 2, 1), date(2003, 7, 1)


def make_fact(name: str, data: dict[str, Any], conditions: Iterable[Condition]) -> Fact:
    """The fact as written; `asked` is filled in later. `conditions` are all those of the policy."""
    mentioned = [part for condition in conditions for part in parts(condition)]
    return Fact(
        id=name,
        type=data["type"],
        question=data["question"],
        label=data["label"],
        why=data["why"],
        asked=True,
        hint=data.get("hint", ""),
        group=data.get("group", ""),
        said=data.get("said", {}),
        find_out=data.get("find out", ""),
        options=data.get("options", {}),
        synonyms=data.get("synonyms", {}),
        minimum=data.get("minimum"),
        maximum=data.get("maximum"),
        cuts=_cuts(name, data["minimum"], data["maximum"], mentioned) if data["type"] == "integer" else (),
        windows=_windows(name, mentioned) if data["type"] == "date" else (),
        max_today=data.get("max") == "today",
        level=data.get("level", False),
    )


def make_remedies(fact: Fact, data: Mapping[str, Any], conditions: Mapping[str, Diagram]) -> tuple[Remedy, ...]:
    """What the visitor can make of the fact, as written; `conditions` are those of each answer."""
    return tuple(Remedy(*_answer(fact, text), conditions[text], each["as"]) for text, each in data.items())


def _answer(fact: Fact, text: str) -> tuple[str | int | bool, int]:
    """The answer that is written so, and its class."""
    if fact.type == "yes/no":
        return text == "yes", int(text != "yes")
    if fact.type == "integer":
        return int(text), bisect_right(fact.cuts, int(text))
    return text, 0 if fact.type == "date" else list(fact.options).index(text)


def ambiguous_windows(fact: Fact) -> bool:
    """Whether it depends on the date which of two of the fact's windows is the longer one."""
    return any(_longest(one) >= shortest(two) for one, two in zip(fact.windows, fact.windows[1:], strict=False))


def _cuts(name: str, minimum: int, maximum: int, mentioned: list[Condition]) -> tuple[int, ...]:
    found = {
        cut for part in mentioned if isinstance(part, Comparison) and part.fact == name for cut in cut_points(part)
    }
    return tuple(sorted(cut for cut in found if minimum < cut <= maximum))


def _windows(name: str, mentioned: list[Condition]) -> tuple[Window, ...]:
    dated = (part for part in mentioned if isinstance(part, DateComparison) and part.fact == name)
    found = {Window(part.amount, part.unit) for part in dated}
    return tuple(sorted(found, key=shortest))


def shortest(window: Window) -> int:
    """The fewest days that the window can last."""
    return (add(SHORTEST_MONTHS, window.amount, window.unit) - SHORTEST_MONTHS).days


def _longest(window: Window) -> int:
    return (add(LONGEST_MONTHS, window.amount, window.unit) - LONGEST_MONTHS).days
