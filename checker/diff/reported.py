"""What a report contains: the types of its JSON-ready data."""

from typing import TypedDict

from checker.core.model.kinds import Raw
from checker.core.model.policy import Status


class Example(TypedDict):
    """An answer set whose verdict changes: its answers, and the statuses before and after.

    `shown` are the facts whose answers make it an example, in the order of their questions; `words` says them.
    """

    answers: dict[str, Raw]
    shown: list[str]
    words: str
    old: Status | None
    new: Status | None
    link: str


class Group(TypedDict):
    """Answer sets whose verdict changes: how many, by fact and answer too, and one of them."""

    changed: int
    levels: dict[str, dict[str, int]]
    example: Example


class ClauseGroup(Group):
    """What a clause brings about."""

    clause: str


class LevelGroup(TypedDict):
    """What changes for those who give this answer to a fact that says who asks."""

    fact: str
    answer: Raw
    changed: int
    example: Example


class Part(TypedDict):
    """How often a part of verdicts changes (an offer, a term, …), apart from what goes with the status."""

    part: str
    id: str
    changed: int


class TermChange(TypedDict):
    """A value of a term that only one version states, or one that takes another's place."""

    term: str
    old: str | None
    new: str | None


class TextChange(TypedDict):
    """A clause that reads differently in a language."""

    policy: str
    clause: str
    language: str
    old: str | None
    new: str | None


class Versions(TypedDict):
    """A policy's versions (None on a side that does not have it), and in how many answer sets the verdict changes."""

    policy: str
    old: str | None
    new: str | None
    changed: int


class Day(TypedDict, total=False):
    """The day from which on verdicts change, if none does today."""

    day: str


class Compared(Versions, Day, total=False):
    """What changes in which answer sets: nothing of it where both versions have the same rules, or one is missing."""

    answer_sets: int
    only_old: int
    only_new: int
    terms: list[TermChange]
    parts: list[Part]
    clauses: list[ClauseGroup]
    levels: list[LevelGroup]


class Report(TypedDict):
    """What changes from one edition to another."""

    policies: list[Compared]
    texts: list[TextChange]
