"""A second evaluator: slow in spirit, direct, and written from the sentences of reference/policy-file.md alone.

It shares no code with the checker, reads the policy file with plain YAML, and judges complete answer sets only. What
the engine says of partial ones is compared with all their completions. Docstrings quote the sentence that they follow.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from itertools import combinations, product
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from typing import Any, TypeVar

from dateutil.relativedelta import relativedelta
from policy_file import Hours, Matrix, PolicyFile, read_policy_file

Found = TypeVar("Found")
Raw = str | int | bool | list[str]
Answers = Mapping[str, Raw | None]
Named = tuple[tuple[str, str], ...]
Judged = tuple[str] | tuple[str, Named, tuple[tuple[str, int], ...], tuple[str, ...]]
"""(status,) when not covered, else (status, offers, terms, actions)."""
Holds = Callable[["Case"], bool]
SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}
STATUSES = {
    "exclude": "not-covered",
    "doubt": "unclear",
    "require": "conditional",
    "limit": "limited",
    "cover": "covered",
}
"""By effect, the status; an earlier one comes before a later one."""
NEAR = range(-3, 4)


class Naive:
    """A policy file."""

    def __init__(self, path: Path, data: PolicyFile | None = None) -> None:
        self.data = data or read_policy_file(path)
        self.facts = self.data["facts"]
        self.rules = self.data["rules"]
        self.terms = self.data.get("terms", {})
        self.derived = self.data.get("derived", {})

    def judge(self, answers: Answers, today: date) -> Judged:
        """The verdict; `answers` must be complete."""
        case = self.case(answers, today)
        if case.status() == "not-covered":
            return ("not-covered",)
        offers = tuple((name, case.offer(name)) for name in self.data["offers"])
        terms = tuple((name, case.term(name)) for name in self.terms)
        return (case.status(), offers, terms, tuple(case.actions()))

    def case(self, answers: Answers, today: date) -> "Case":
        """One complete answer set, to be asked for its parts."""
        return Case(self, answers, today)

    def values(self, name: str, today: date) -> list[Raw]:
        """Raw values of a fact, at least one of each class that any condition tells apart."""
        fact = self.facts[name]
        if fact["type"] == "yes/no":
            return [True, False]
        if fact["type"] == "several":
            options = list(fact["options"])
            return [[*each] for size in range(len(options) + 1) for each in combinations(options, size)]
        return list(fact["options"]) if "options" in fact else self._around(name, today)

    def completions(self, answers: Answers, today: date) -> Iterator[dict[str, Raw | None]]:
        """All answer sets that agree with the known answers, numbers and dates by class."""
        opened = [name for name in self.facts if answers.get(name) is None]
        for values in product(*(self.values(name, today) for name in opened)):
            yield {**answers, **dict(zip(opened, values, strict=True))}

    def _around(self, name: str, today: date) -> list[Raw]:
        """The numbers, or the days, at which a condition about the fact changes, and their neighbours."""
        text, number = "\n".join(_conditions(self.data)), self.facts[name]["type"] == "integer"
        return [*(self._numbers(name, text) if number else self._days(name, text, today))]

    def _numbers(self, name: str, text: str) -> list[int]:
        fact, found = self.facts[name], re.finditer(rf"\b{name} *(?:[=!<>]+|in) *\[?([\d, ]+)", text)
        marks = {int(number) for compared in found for number in compared[1].split(",")}
        near = {fact["minimum"], *marks, *(mark + 1 for mark in marks)}
        return sorted(number for number in near if fact["minimum"] <= number <= fact["maximum"])

    def _days(self, name: str, text: str, today: date) -> list[str]:
        times = re.findall(rf"\b{name} *(\+|for) *(\d+) *(days|months)", text)
        ends = [_after(today, -int(amount), unit) for _, amount, unit in times]
        named = [date.fromisoformat(day) for day in re.findall(rf"\b{name} *[<>]=? *(\d+-\d\d-\d\d)", text)]
        near = {today, *(_after(mark, step, "days") for mark in (*ends, *named) for step in NEAR)}
        days = [day for day in sorted(near) if day <= today or "max" not in self.facts[name]]
        told = {
            day: (*(today <= _through(day, *time) for time in times), *((day < each, day > each) for each in named))
            for day in days
        }
        last = {truths: day for day, truths in told.items()}
        first = {truths: day for day, truths in reversed(told.items())}
        return sorted({day.isoformat() for day in (*first.values(), *last.values())})


class Case:
    """One complete answer set under judgement."""

    def __init__(self, naive: Naive, answers: Answers, today: date) -> None:
        self.naive, self.answers, self.today = naive, answers, today
        self.known: dict[tuple[str, str], Any] = {}

    def once(self, make: Callable[[str], Found], name: str) -> Found:
        """What `make` gives, worked out once."""
        key = (make.__name__, name)
        if key not in self.known:
            self.known[key] = make(name)
        found: Found = self.known[key]
        return found

    def asked(self, fact: str) -> bool:
        """“When to ask. Without it, always.”"""
        return self.once(self._asked, fact)

    def in_force(self, rule: str) -> bool:
        """“A rule is in force if its condition is true and no rule that beats it is in force.”"""
        return self.once(self._in_force, rule)

    def offer(self, offer: str) -> str:
        """“Unclear if a doubt about it is in force, or a grant and a deny at once; otherwise offered if a grant is.”"""
        return self.once(self._offer, offer)

    def rules_in_force(self, effect: str) -> list[str]:
        """Those with the effect."""
        return [name for name, rule in self.naive.rules.items() if rule["effect"] == effect and self.in_force(name)]

    def status(self) -> str:
        """“Status, if no earlier one applies”; “if none of the first five is in force, the status is unclear”."""
        return next((status for effect, status in STATUSES.items() if self.rules_in_force(effect)), "unclear")

    def actions(self) -> list[str]:
        """“Conditional and unclear verdicts show the actions of all rules in force.”"""
        return [name for name, rule in self.naive.rules.items() if "action" in rule and self.in_force(name)]

    def attainable(self, fact: str) -> list[Raw]:
        """“The answers that the visitor can bring about”; “only if the condition is true … before the change”."""
        written: dict[str, Raw] = {"yes": True, "no": False, "today": self.today.isoformat()}
        number = self.naive.facts[fact]["type"] == "integer"
        found = self.naive.facts[fact].get("can become", {}).items()
        holding = [answer for answer, remedy in found if self.holds(remedy.get("when", "always"))]
        if self.naive.facts[fact]["type"] == "several":
            return [*self._reached(fact, holding)]
        return [int(answer) if number else written.get(answer, answer) for answer in holding]

    def _reached(self, fact: str, holding: list[str]) -> Iterator[Raw]:
        """“An option that the visitor can add, or `not` and an option that the visitor can take away.”"""
        had = self.answers[fact]
        assert isinstance(had, list)
        options = list(self.naive.facts[fact]["options"])
        ways = [
            {option in had, *(wanted for wanted in (True, False) if _way(option, wanted) in holding)}
            for option in options
        ]
        for among in product(*ways):
            yield [option for option, is_there in zip(options, among, strict=True) if is_there]

    def has(self, fact: str, options: list[str]) -> bool:
        """“One of these options is among the answer”; “none is”, where the list is empty."""
        answer = self.answers[fact] if self.asked(fact) else None
        return isinstance(answer, list) and (any(each in answer for each in options) if options else not answer)

    def term(self, name: str) -> int:
        """“A verdict states the first case whose `when` is true”; one with `through` “only if the date is asked”."""
        if "matrix" in self.naive.terms[name]:
            return self.cell(self.naive.terms[name]["matrix"])
        for index, case in enumerate(self.naive.terms[name]["cases"]):
            undated = "through" not in case
            if self.holds(case.get("when", "always")) and (undated or self.asked(case["through"]["fact"])):
                return index
        return -1

    def cell(self, matrix: Matrix) -> int:
        """The position of the cell “in the row of one answer and the column of the other”; “a row can be one value”."""
        index = 0
        for row, line in matrix["cells"].items():
            for column in line.get("cells", {"": {}}):
                in_column = not column or self.compared(matrix["columns"], "==", column)
                if self.compared(matrix["rows"], "==", row) and in_column:
                    return index
                index += 1
        return -1

    def hours(self, plan: str) -> Hours:
        """“The first exception whose `when` is true counts; else the hours of the plan itself.”"""
        own = self.naive.data["desk"]["hours"][plan]
        return next((each for each in own.get("except", []) if self.holds(each["when"])), own)

    def holds(self, condition: str) -> bool:
        """Whether the condition that is written so is true."""
        return understood(condition)(self)

    def named(self, name: str) -> bool:
        """“A derived fact is true, or the answer to a yes/no fact is yes.”"""
        return self.once(self._named, name)

    def compared(self, fact: str, sign: str, value: str) -> bool:
        """“A comparison with a fact that is not asked is false, however you write it.”"""
        return self.asked(fact) and SIGNS[sign](*self._ranks(fact, value))

    def dated(self, fact: str, sign: str, length: str, amount: str, unit: str) -> bool:
        """“The time from that date is still running; its last day is included”, or it is over."""
        if not self.asked(fact):
            return False
        return SIGNS[sign](self.today, _through(date.fromisoformat(str(self.answers[fact])), length, amount, unit))

    def listed(self, table: str, sign: str, fact: str) -> bool:
        """“False if the fact is not asked, or the day is unknown.”"""
        day = self.naive.data["dates"][table]["days"][str(self.answers[fact])] if self.asked(fact) else "unknown"
        return day != "unknown" and SIGNS[sign](self.today, date.fromisoformat(day))

    def _asked(self, fact: str) -> bool:
        return self.holds(self.naive.facts[fact].get("asked when", "always"))

    def _named(self, name: str) -> bool:
        if name in self.naive.derived:
            return self.holds(self.naive.derived[name])
        return self.compared(name, "==", "yes")

    def _in_force(self, rule: str) -> bool:
        beaters = (name for name, other in self.naive.rules.items() if rule in other.get("beats", []))
        return self.holds(self.naive.rules[rule]["when"]) and not any(map(self.in_force, beaters))

    def _offer(self, offer: str) -> str:
        granted, denied, doubted = (self.rules_in_force(f"{effect} {offer}") for effect in ("grant", "deny", "doubt"))
        if doubted or (granted and denied):
            return "unclear"
        return "offered" if granted else "not-offered"

    def _ranks(self, fact: str, value: str) -> tuple[object, object]:
        """The answer and the value, so that they can be compared: options by their order."""
        answer, options = self.answers[fact], list(self.naive.facts[fact].get("options", []))
        if options:
            return options.index(str(answer)), options.index(value)
        if self.naive.facts[fact]["type"] == "date":
            return date.fromisoformat(str(answer)), date.fromisoformat(value)
        return answer, value == "yes" if self.naive.facts[fact]["type"] == "yes/no" else int(value)


@cache
def understood(condition: str) -> Holds:
    """The condition, ready to be asked of a case. “`not` binds tighter than `and`, and `and` tighter than `or`.”"""
    words = re.findall(r"[\w-]+|[=!<>]+|[^\s]", condition)
    holds = _any_of(words)
    assert not words, condition
    return holds


def _any_of(words: list[str]) -> Holds:
    parts = [_all_of(words)]
    while words[:1] == ["or"]:
        words.pop(0)
        parts.append(_all_of(words))
    return lambda case: any(part(case) for part in parts)


def _all_of(words: list[str]) -> Holds:
    parts = [_one(words)]
    while words[:1] == ["and"]:
        words.pop(0)
        parts.append(_one(words))
    return lambda case: all(part(case) for part in parts)


def _one(words: list[str]) -> Holds:
    word = words.pop(0)
    if word == "not":
        opposite = _one(words)
        return lambda case: not opposite(case)
    if word == "(":
        inner = _any_of(words)
        assert words.pop(0) == ")"
        return inner
    if word == "always":
        return lambda case: True
    if word == "offered":
        _, offer, _ = _taken(words, 3)
        return lambda case: case.offer(offer) == "offered"
    if word == "asked" and words[:1] == ["("]:
        _, fact, _ = _taken(words, 3)
        return lambda case: case.asked(fact)
    return _dated(words) if word == "today" else _about(word, words)


def _dated(words: list[str]) -> Holds:
    """“Today is compared with a day”, with the end of a time, or with “the day that the table lists for the answer”."""
    sign, fact = _taken(words, 2)
    if words[:1] == ["("]:
        _, answered, _ = _taken(words, 3)
        return lambda case: case.listed(fact, sign, answered)
    if fact[0].isdigit():
        return lambda case: SIGNS[sign](case.today, date.fromisoformat(fact))
    length, amount, unit = _taken(words, 3)
    return lambda case: case.dated(fact, sign, length, amount, unit)


def _about(fact: str, words: list[str]) -> Holds:
    """A fact with what it is compared with, or its name alone."""
    if words[:1] == ["has"]:
        return _having(fact, words)
    if words[:1] == ["in"] and words[1] != "[":
        _, name = _taken(words, 2)
        return lambda case: any(case.compared(fact, "==", value) for value in case.naive.data["sets"][name])
    if words[:1] == ["in"]:
        values = [each for each in _taken(words, words.index("]") + 1) if each not in ("in", "[", ",", "]")]
        return lambda case: any(case.compared(fact, "==", value) for value in values)
    if words and words[0] in SIGNS:
        sign, value = _taken(words, 2)
        return lambda case: case.compared(fact, sign, value)
    return lambda case: case.named(fact)


def _having(fact: str, words: list[str]) -> Holds:
    """“An option; any of several in brackets; or `none`.”"""
    _, first = _taken(words, 2)
    if first == "any" and words[:1] == ["of"]:
        options = [each for each in _taken(words, words.index("]") + 1) if each not in ("of", "[", ",", "]")]
        return lambda case: case.has(fact, options)
    return lambda case: case.has(fact, [] if first == "none" else [first])


def _way(option: str, wanted: bool) -> str:
    return option if wanted else f"not {option}"


def _taken(words: list[str], count: int) -> list[str]:
    taken = words[:count]
    del words[:count]
    return taken


def _after(day: date, amount: int, unit: str) -> date:
    """“Months are calendar months: 31 August + 6 months is the last day of February.”"""
    found: date = day + relativedelta(**{unit: amount})
    return found


def _through(day: date, length: str, amount: str, unit: str) -> date:
    """“The last day of `for 12 months` is the day before”; “in a month that lacks that day, it is the last”."""
    same = _after(day, int(amount), unit)
    if length == "+" or (unit == "months" and same.day != day.day):
        return same
    return _after(same, -1, "days")


def _conditions(data: PolicyFile) -> Iterator[str]:
    """Every condition in the file."""
    yield from data.get("derived", {}).values()
    for fact in data["facts"].values():
        yield fact.get("asked when", "")
        yield from (remedy.get("when", "") for remedy in fact.get("can become", {}).values())
    for rule in data["rules"].values():
        yield rule["when"]
        yield from (way.get("when", "") for way in rule.get("instead", []))
    for term in data.get("terms", {}).values():
        yield from (case.get("when", "") for case in term.get("cases", []))
    desk = data.get("desk")
    for hours in desk["hours"].values() if desk else ():
        yield from (each["when"] for each in hours.get("except", []))
    draft = data.get("draft", {})
    for each in (*data.get("checklist", []), *draft.get("channels", []), *draft.get("blanks", [])):
        yield each.get("when", "")
