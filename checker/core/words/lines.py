"""Verdicts of many cases as lines of JSON, each as `verdict_document` makes it: cases of a kind are worked out once."""

import json
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from checker.core.engine.alike import Case, Sorter
from checker.core.engine.answers import Answers
from checker.core.engine.decide import decide_on_day, stated, stated_cases
from checker.core.engine.outlook import Outlook
from checker.core.engine.verdict import Verdict
from checker.core.model.dated import is_dated, on_day
from checker.core.model.policy import NOT_COVERED, Policy, Term
from checker.core.model.policy import Case as TermCase
from checker.core.model.words import Words
from checker.core.words.freshness import is_overdue
from checker.core.words.said import decided_text
from checker.core.words.verdict_document import document, terms_document

MOST_KINDS = 4_000
MOST_DAYS = 16
"""So much is remembered; then all of it is forgotten, so that memory stays flat."""
SAID_AS_GIVEN = ("integer", "date")
"""Types of facts of which a sentence may say the answer itself."""
OWN = ("today", "terms", "ignored", "decided", "overdue")
"""The keys of what cases of a kind may have of their own."""
MARK = "\0"
encode = json.JSONEncoder(ensure_ascii=False).encode


class Lines:
    """Writes verdicts of one policy in the language of the words, without near misses."""

    def __init__(self, policy: Policy, words: Words) -> None:
        self._policy, self._words = policy, words
        self._dated = is_dated(policy)
        self._days: dict[date | None, Kinds] = {}

    def line(self, answers: Answers, today: date) -> str:
        """The verdict on these answers, on that day. Raises InputError."""
        day = today if self._dated else None
        if day not in self._days:
            if len(self._days) >= MOST_DAYS:
                self._days.clear()
            self._days[day] = Kinds(on_day(self._policy, today), self._words)
        return self._days[day].line(answers, today)


@dataclass(frozen=True, slots=True)
class Kind:
    """Of a kind of cases, what is the same in all of them, and the verdict on one of them.

    `between` is the JSON before, between and after what is the case's own. `terms` and `decided` are JSON as well, and
    the case's own where `timed`, the terms that it states, have a last day, or what decided is said (`is_said`) with an
    answer itself: a number or a date.
    """

    between: Sequence[str]
    terms: str
    decided: str
    verdict: Verdict
    timed: list[tuple[Term, TermCase]]
    is_said: bool


class Kinds:
    """Those of the policy as it is on a day."""

    def __init__(self, policy: Policy, words: Words) -> None:
        self._policy, self._words = policy, words
        self._sorter = Sorter(policy)
        self._found: dict[Hashable, Kind] = {}

    def line(self, answers: Answers, today: date) -> str:
        """As `Lines.line`."""
        case = self._sorter.sort(answers, today)
        kind = self._found.get(case.kind) or self._learn(case)
        own = self._own(kind, case)
        return "".join(chain.from_iterable(zip(kind.between, own, strict=True)))

    def _learn(self, case: Case) -> Kind:
        if len(self._found) >= MOST_KINDS:
            self._found.clear()
        policy, verdict = self._policy, decide_on_day(self._policy, case.answers, case.today)
        whole = document(verdict, self._words, near=False)
        cases = [] if NOT_COVERED in verdict.possible else stated_cases(policy, verdict.outlook)
        self._found[case.kind] = kind = Kind(
            between=encode({**whole, **dict.fromkeys(OWN, MARK)}).split(encode(MARK)),
            terms=encode(whole["terms"]),
            decided=encode(whole["decided"]),
            verdict=replace(verdict, outlook=Outlook(policy, {}, frozenset())),  # the one that it has takes much room
            timed=cases if any(each.window for _, each in cases) else [],
            is_said=any(policy.fact(name).type in SAID_AS_GIVEN for name in verdict.told),
        )
        return kind

    def _own(self, kind: Kind, case: Case) -> tuple[str, ...]:
        """What is the case's own, in JSON, in the order of OWN; and the end."""
        terms, decided = kind.terms, kind.decided
        if kind.timed or kind.is_said:
            stating = stated(kind.timed, case.answers) if kind.timed else kind.verdict.terms
            verdict = replace(kind.verdict, answers=case.answers, today=case.today, terms=stating)
            terms, decided = encode(terms_document(verdict, self._words)), encode(decided_text(verdict, self._words))
        ignored = ", ".join(f'"{name}"' for name in case.ignored)
        overdue = "true" if is_overdue(self._policy, case.today) else "false"
        return f'"{case.today.isoformat()}"', terms, f"[{ignored}]", decided, overdue, ""
