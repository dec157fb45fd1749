"""The changes between two editions as JSON-ready data: counts, groups, examples."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import chain

from checker.core.engine.decide import decide
from checker.core.model.classes import answers_of, value_of
from checker.core.model.diagram import Diagram, support
from checker.core.model.kinds import Raw
from checker.core.model.policy import Fact, Policy, Status
from checker.core.model.truth import both
from checker.core.model.words import Words
from checker.core.words.labels import answer_text
from checker.diff.changes import Changes, each_day, same_rules
from checker.diff.reported import Compared, Day, Example, Group, LevelGroup, Report, TextChange
from checker.diff.sides import Edition
from checker.diff.terms import changed_terms
from checker.library.address import checker_link


def report(old: Edition, new: Edition, today: date) -> Report:
    """What changes in verdicts, by policy, and which clauses read differently.

    Policies that cannot be compiled on one side are left out.
    """
    broken = {*old.broken, *new.broken}
    names = [name for name in dict.fromkeys([*new.policies, *old.policies]) if name not in broken]
    return {
        "policies": [compared(name, old.policies.get(name), new.policies.get(name), today) for name in names],
        "texts": [each for each in _texts(old, new) if each["policy"] not in broken],
    }


def compared(name: str, old: Policy | None, new: Policy | None, today: date) -> Compared:
    """What changes in the verdicts of one policy, None on a side that does not have it; examples are so on `today`."""
    versions: Compared = {
        "policy": name,
        "old": old.version if old else None,
        "new": new.version if new else None,
        "changed": 0,
    }
    if old is None or new is None or same_rules(old, new):
        return versions
    day, changes = _first(each_day(old, new, today))
    writer = _Writer(changes, day)
    parts = {name: changes.count.of(changes.alone(name)) for name in changes.parts}
    return {
        **versions,
        **(Day(day=day.isoformat()) if day > today else Day()),
        "answer_sets": changes.count.of(changes.pair.known),
        "only_old": changes.count.of(changes.pair.alone(0)),
        "only_new": changes.count.of(changes.pair.alone(1)),
        "changed": changes.count.of(changes.anything),
        "terms": changed_terms(old, new),
        "parts": [{"part": part, "id": name, "changed": count} for (part, name), count in parts.items() if count],
        "clauses": [{"clause": clause, **writer.group(at)} for clause, at in changes.clauses.items()],
        "levels": [each for at in _levels(changes) for each in writer.levels(at)],
    }


def _first(days: Iterator[tuple[date, Changes]]) -> tuple[date, Changes]:
    """The first day when a verdict changes, with its changes; where none does, the first of all."""
    today = next(days)
    return next((each for each in chain([today], days) if each[1].count.of(each[1].anything)), today)


def _levels(changes: Changes) -> list[int]:
    """The facts that say who asks: those that the columns of the policy's decision tables are made of."""
    layouts = (side.policy.tables for side in changes.pair.sides)
    names = {columns.each for layout in layouts if layout for columns in layout.columns}
    return [at for at, joined in enumerate(changes.pair.facts) if joined.fact.whole in names]


def _texts(old: Edition, new: Edition) -> list[TextChange]:
    if old.texts is None or new.texts is None:
        return []
    keys = [key for key in dict.fromkeys([*new.texts, *old.texts]) if old.texts.get(key) != new.texts.get(key)]
    return [
        {"policy": policy, "clause": clause, "language": language, "old": old.texts.get(key), "new": new.texts.get(key)}
        for key in keys
        for policy, clause, language in [key]
    ]


class _Writer:
    """Groups of changed answer sets, each with one as an example."""

    def __init__(self, changes: Changes, today: date) -> None:
        self._changes = changes
        self._today = today
        self._words = Words()

    def group(self, where: Diagram) -> Group:
        """How many change there, in all and by level, and an example."""
        by_level = {
            self._changes.pair.facts[at].fact.id: dict(self._counts(at, where)) for at in _levels(self._changes)
        }
        return {"changed": self._changes.count.of(where), "levels": by_level, "example": self._example(where)}

    def levels(self, at: int) -> list[LevelGroup]:
        """How many change with each answer to the fact, and an example."""
        fact = self._changes.pair.facts[at].fact
        return [
            {"fact": fact.id, "answer": self._value(fact, group), "changed": count, "example": self._example(where)}
            for group, where in enumerate(self._split(at, self._changes.anything))
            if (count := self._changes.count.of(where))
        ]

    def _counts(self, at: int, where: Diagram) -> list[tuple[str, int]]:
        fact = self._changes.pair.facts[at].fact
        counts = map(self._changes.count.of, self._split(at, where))
        return [(answer_text(fact, self._value(fact, group), self._words), count) for group, count in enumerate(counts)]

    def _split(self, at: int, where: Diagram) -> list[Diagram]:
        pair, size = self._changes.pair, self._changes.pair.facts[at].size
        asked = pair.space.combine(both, pair.asked[at], where)
        only = (pair.space.node(at, tuple(each == group for each in range(size))) for group in range(size))
        return [pair.space.combine(both, asked, each) for each in only]

    def _value(self, fact: Fact, group: int) -> Raw:
        return value_of(fact, group, self._today)

    def _example(self, where: Diagram) -> Example:
        facts, first = self._changes.pair.facts, self._changes.count.example(where) or {}
        answers = self._answers([(facts[at].fact, group) for at, group in first.items()])
        shown = dict.fromkeys(facts[at].fact.whole for at in sorted(support([where]) & set(first)))
        old, new = (self._status(index, first) for index in (0, 1))
        return {
            "answers": answers,
            "shown": list(shown),
            "words": "; ".join(self._said(name, answers[name]) for name in shown),
            "old": old,
            "new": new,
            "link": checker_link(self._changes.pair.sides[1].policy.id, answers),
        }

    def _answers(self, groups: list[tuple[Fact, int]]) -> dict[str, Raw]:
        return {name: value for name, value in answers_of(groups, self._today).items() if value is not None}

    def _said(self, name: str, answer: Raw) -> str:
        """The answer with its label; options of several are those of both versions."""
        variables = [joined.fact for joined in self._changes.pair.facts if joined.fact.whole == name]
        options = {option: label for each in variables for option, label in each.options.items()}
        return f"{variables[0].label}: {answer_text(replace(variables[0], options=options), answer, self._words)}"

    def _status(self, index: int, first: dict[int, int]) -> Status | None:
        """The status that this version gives."""
        facts = [(self._changes.pair.facts[at], group) for at, group in first.items()]
        known = self._answers([(each.fact, group) for each, group in facts if each.sides[index]])
        return decide(self._changes.pair.sides[index].policy, known, self._today).status
