"""The facts of a policy file, with the classes that its conditions tell apart."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from checker.core.model.calendar import add
from checker.core.model.policy import Fact, Window
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
        changeable=data.get("changeable", True),
        options=data.get("options", {}),
        minimum=data.get("minimum"),
        maximum=data.get("maximum"),
        cuts=_cuts(name, data["minimum"], data["maximum"], mentioned) if data["type"] == "integer" else (),
        windows=_windows(name, mentioned) if data["type"] == "date" else (),
        max_today=data.get("max") == "today",
        level=data.get("level", False),
    )


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
