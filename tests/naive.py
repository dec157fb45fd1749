"""A second evaluator: slow in spirit, direct, and sharing no code with checker.core or the compiler.

It reads the policy file with plain YAML, turns each condition into a Python expression over raw answers, and judges
complete answer sets only. What the engine says of partial ones is compared with all their completions.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from operator import eq, ge, gt, le, lt, ne
from pathlib import Path
from typing import Any

from dateutil.relativedelta import relativedelta
from plain import read

TOKEN = re.compile(
    r"""\s*(?:
    (?P<window>today\s*(?P<sign><=|>)\s*(?P<start>\w+)\s*\+\s*(?P<amount>\d+)\s*(?P<unit>days|months))
  | (?P<offered>offered\((?P<offer>[\w-]+)\))
  | (?P<list>(?P<member>\w+)\s+in\s+\[(?P<values>[^\]]*)\])
  | (?P<compare>(?P<fact>\w+)\s*(?P<op>==|!=|<=|>=|<|>)\s*(?P<value>[\w-]+))
  | (?P<word>and|or|not|always)\b
  | (?P<bracket>[()])
  | (?P<name>\w+)
    )""",
    re.VERBOSE,
)


OPERATORS = {"==": eq, "!=": ne, "<": lt, "<=": le, ">": gt, ">=": ge}


class Naive:
    """A policy file, judged rule by rule."""

    def __init__(self, path: Path, data: Mapping[str, Any] | None = None) -> None:
        self.data = data or read(path)
        self.facts: dict[str, dict[str, Any]] = self.data["facts"]
        self.asked = {name: self._code(fact.get("asked when", "always")) for name, fact in self.facts.items()}
        self.derived = {name: self._code(text) for name, text in self.data.get("derived", {}).items()}
        self.rules = {name: self._code(rule["when"]) for name, rule in self.data["rules"].items()}
        self.beaters = {
            name: [other for other, rule in self.data["rules"].items() if name in rule.get("beats", [])]
            for name in self.rules
        }
        deciding = ("exclude", "require", "limit", "cover")
        self.deciding = [
            (name, rule["effect"]) for name, rule in self.data["rules"].items() if rule["effect"] in deciding
        ]
        self.about = {
            offer: [
                (name, rule["effect"].split()[0])
                for name, rule in self.data["rules"].items()
                if rule["effect"].endswith(f" {offer}")
            ]
            for offer in self.data["offers"]
        }
        self.cases = {
            name: [self._code(case.get("when", "always")) for case in term["cases"]]
            for name, term in self.data.get("terms", {}).items()
        }

    def judge(self, answers: Mapping[str, Any], today: date) -> tuple[Any, ...]:
        """(status,) when not covered, else (status, offers, terms, actions); `answers` must be complete."""
        case = self.case(answers, today)
        effects = {effect for name, effect in self.deciding if case.active(name)}
        if "exclude" in effects:
            return ("not-covered",)
        order = (("require", "conditional"), ("limit", "limited"), ("cover", "covered"))
        status = next((status for effect, status in order if effect in effects), "unclear")
        offers = tuple((name, case.offer(name)) for name in self.data["offers"])
        terms = tuple((name, case.term(name)) for name in self.cases)
        required = (name for name, effect in self.deciding if effect == "require")
        return (status, offers, terms, tuple(filter(case.active, required)))

    def case(self, answers: Mapping[str, Any], today: date) -> "_Case":
        """One complete answer set, to be asked for its parts."""
        return _Case(self, answers, today)

    def values(self, name: str, today: date) -> list[Any]:
        """Raw values of a fact, at least one of each class that any condition tells apart."""
        fact = self.facts[name]
        if fact["type"] == "yes/no":
            return [True, False]
        if "options" in fact:
            return list(fact["options"])
        texts = " ".join(self._texts())
        if fact["type"] == "integer":
            marks = {int(number) for number in re.findall(rf"\b{name}\s*(?:==|!=|<=|>=|<|>)\s*(\d+)", texts)}
            return sorted({fact["minimum"], *marks, *(mark + 1 for mark in marks)})
        windows = re.findall(rf"\b{name}\s*\+\s*(\d+)\s*(days|months)", texts)
        days = {today - relativedelta(**{unit: int(amount)}) for amount, unit in windows}  # type: ignore[arg-type]
        near = {day + relativedelta(days=step) for day in days for step in (-1, 0)} | {today}
        return sorted(day.isoformat() for day in near)

    def completions(self, answers: Mapping[str, Any], today: date) -> Iterator[dict[str, Any]]:
        """All answer sets that agree with the known answers, numbers and dates by class."""
        opened = [name for name in self.facts if answers.get(name) is None]
        for values in product(*(self.values(name, today) for name in opened)):
            yield {**answers, **dict(zip(opened, values, strict=True))}

    def _texts(self) -> Iterator[str]:
        yield from (fact.get("asked when", "") for fact in self.facts.values())
        yield from self.data.get("derived", {}).values()
        yield from (rule["when"] for rule in self.data["rules"].values())
        for term in self.data.get("terms", {}).values():
            yield from (case.get("when", "") for case in term["cases"])

    def _code(self, text: str) -> Any:
        pieces, at = [], 0
        while at < len(text.rstrip()):
            match = TOKEN.match(text, at)
            assert match, (text, at)
            pieces.append(self._piece(match))
            at = match.end()
        return compile(" ".join(pieces), text, "eval")

    def _piece(self, match: re.Match[str]) -> str:
        found = match.groupdict()
        if found["window"]:
            within = f"c.within({found['start']!r}, {found['amount']}, {found['unit']!r})"
            return within if found["sign"] == "<=" else f"(not {within})"
        if found["offered"]:
            return f"(c.offer({found['offer']!r}) == 'offered')"
        if found["list"]:
            values = [value.strip() for value in found["values"].split(",")]
            return f"c.member({found['member']!r}, {values!r})"
        if found["compare"]:
            return f"c.compare({found['fact']!r}, {found['op']!r}, {found['value']!r})"
        if found["name"]:
            return f"c.named({found['name']!r})"
        return {"always": "True"}.get(found["word"] or "", found["word"] or found["bracket"])


class _Case:
    """One complete answer set under judgement."""

    def __init__(self, naive: Naive, answers: Mapping[str, Any], today: date) -> None:
        self.naive, self.answers, self.today = naive, answers, today
        self._known: dict[Any, Any] = {}

    def _once(self, key: Any, code: Any) -> Any:
        if key not in self._known:
            self._known[key] = eval(code, {"c": self})
        return self._known[key]

    def asked(self, fact: str) -> bool:
        return self._once(("asked", fact), self.naive.asked[fact])

    def named(self, name: str) -> bool:
        if name in self.naive.derived:
            return self._once(("derived", name), self.naive.derived[name])
        return self.asked(name) and self.answers[name] is True

    def member(self, fact: str, values: list[str]) -> bool:
        return self.asked(fact) and _plain(self.answers[fact]) in values

    def compare(self, fact: str, operator: str, value: str) -> bool:
        if not self.asked(fact):
            return False
        left, right = self.answers[fact], value
        kind = self.naive.facts[fact]["type"]
        if kind == "integer":
            pair = (left, int(right))
        elif kind == "ordered":
            ranks = list(self.naive.facts[fact]["options"])
            pair = (ranks.index(left), ranks.index(right))
        else:
            pair = (_plain(left), right)
        return OPERATORS[operator](*pair)

    def within(self, fact: str, amount: int, unit: str) -> bool:
        if not self.asked(fact):
            return False
        return self.today <= date.fromisoformat(self.answers[fact]) + relativedelta(**{unit: amount})  # type: ignore

    def active(self, rule: str) -> bool:
        key = ("active", rule)
        if key not in self._known:
            holds = eval(self.naive.rules[rule], {"c": self})
            self._known[key] = holds and not any(self.active(beater) for beater in self.naive.beaters[rule])
        return self._known[key]

    def offer(self, offer: str) -> str:
        key = ("offer", offer)
        if key not in self._known:
            found = {effect for name, effect in self.naive.about[offer] if self.active(name)}
            unclear = "doubt" in found or {"grant", "deny"} <= found
            self._known[key] = "unclear" if unclear else "offered" if "grant" in found else "not-offered"
        return self._known[key]

    def term(self, name: str) -> int:
        codes = enumerate(self.naive.cases[name])
        return next((index for index, code in codes if self._once(("term", name, index), code)), -1)


def _plain(value: Any) -> Any:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else value
