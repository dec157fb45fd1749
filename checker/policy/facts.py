"""The facts of a policy file, with the classes that its conditions tell apart."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from datetime import date

from checker.core.model.diagram import Diagram
from checker.core.model.kinds import KINDS, NOT
from checker.core.model.policy import Fact, Remedy, Window
from checker.policy import written
from checker.policy.conditions import cut_days, cut_points
from checker.policy.grammar import Comparison, Condition, DateComparison, TodayComparison, parts
from checker.policy.placed import Named, Text, said, texts

SHORTEST_MONTHS, LONGEST_MONTHS = date(2001, 2, 1), date(2003, 7, 1)


def make_fact(name: str, fact: written.Fact, conditions: Iterable[Condition]) -> Fact:
    """The fact as written; `asked` is filled in later. `conditions` are all those of the policy."""
    mentioned = [part for condition in conditions for part in parts(condition)]
    return Fact(
        id=str(name),
        type=fact.type,
        question=str(fact.question),
        label=str(fact.label),
        why=str(fact.why),
        asked=True,
        hint=said(fact.hint),
        group=said(fact.group),
        said=texts(fact.said),
        find_out=said(fact.find_out),
        assessed=fact.assessed_by is not None,
        options=texts(fact.options),
        defined=texts(fact.defined_by),
        minimum=None if fact.minimum is None else int(fact.minimum),
        maximum=None if fact.maximum is None else int(fact.maximum),
        cuts=_cuts(name, fact, mentioned),
        windows=_windows(name, mentioned),
        days=_days(name, fact, mentioned),
        max_today=fact.latest == "today",
        level=fact.level,
    )


def make_remedies(
    fact: Fact, remedies: Named[Text, written.Remedy], conditions: Mapping[str, Diagram]
) -> tuple[Remedy, ...]:
    """What the visitor can make of the fact, as written; `conditions` are those of each answer."""
    found = remedies.items()
    return tuple(Remedy(*_answer(fact, str(name)), conditions[name], str(each.words)) for name, each in found)


def _answer(fact: Fact, text: str) -> tuple[str | int | bool, int]:
    """The answer that is written so, and its class; of several, an option, and whether it is among them."""
    kind = KINDS[fact.type]
    if kind.many:
        option = text.removeprefix(NOT)
        return option, int(text != option)
    if kind.alone:
        return text == "yes", int(text != "yes")
    if kind.numbers:
        return int(text), bisect_right(fact.cuts, int(text))
    return text, 0 if kind.days else list(fact.options).index(text)


def ambiguous_windows(fact: Fact) -> bool:
    """Whether it depends on the date which of two of the fact's windows is the longer one."""
    return any(_may_cross(one, two) for one, two in zip(fact.windows, fact.windows[1:], strict=False))


def days_of_today(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """The days when the conditions about today itself change."""
    found = [part for condition in conditions for part in parts(condition) if isinstance(part, TodayComparison)]
    return tuple(sorted({day for each in found for day in cut_days(each.operator, each.day)}))


def _cuts(name: str, fact: written.Fact, mentioned: list[Condition]) -> tuple[int, ...]:
    if not KINDS[fact.type].numbers:
        return ()
    assert fact.minimum is not None and fact.maximum is not None
    found = {
        cut for part in mentioned if isinstance(part, Comparison) and part.fact == name for cut in cut_points(part)
    }
    return tuple(sorted(cut for cut in found if fact.minimum < cut <= fact.maximum))


def _windows(name: str, mentioned: list[Condition]) -> tuple[Window, ...]:
    dated = (part for part in mentioned if isinstance(part, DateComparison) and part.fact == name)
    found = {part.window for part in dated}
    return tuple(sorted(found, key=shortest))


def _days(name: str, fact: written.Fact, mentioned: list[Condition]) -> tuple[str, ...]:
    if not KINDS[fact.type].days:
        return ()
    compared = [part for part in mentioned if isinstance(part, Comparison) and part.fact == name]
    return tuple(sorted({day for each in compared for text in each.values for day in cut_days(each.operator, text)}))


def shortest(window: Window) -> int:
    """The fewest days that the window can last."""
    return (window.last_day(SHORTEST_MONTHS) - SHORTEST_MONTHS).days


def _may_cross(one: Window, two: Window) -> bool:
    """Whether the first window may be the longer one; never if only its first day makes it the shorter one."""
    longest = (one.last_day(LONGEST_MONTHS) - LONGEST_MONTHS).days
    return longest >= shortest(two) and (one.amount, one.unit) != (two.amount, two.unit)
