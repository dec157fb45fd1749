"""What the build works out of a policy once, for its pages in every language: decision tables and examples."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from checker.core.engine.decide import decide
from checker.core.engine.verdict import Verdict
from checker.core.model.calendar import parse_date
from checker.core.model.dated import on_day
from checker.core.model.diagram import Diagram, Space
from checker.core.model.policy import NOT_OFFERED, Policy
from checker.core.model.truth import Truth
from checker.pages.examples import Answers, find_example, find_rule_example, is_lasting
from checker.pages.tables import Table, make_tables
from checker.policy.citations import Citation
from checker.policy.written import Written


@dataclass(frozen=True)
class Example:
    """A verdict; `lasting` if its answers lead to the same status on every later day."""

    verdict: Verdict
    lasting: bool


class Worked:
    """A policy, the file that it was compiled from, and what has been worked out of them so far."""

    def __init__(self, file: Written, policy: Policy) -> None:
        self.file, self.today, self._always = file, _checked_on(policy), policy
        self.policy = on_day(policy, self.today)
        self._examples: dict[Citation, Example | None] = {}

    @cached_property
    def tables(self) -> list[Table]:
        """The decision tables."""
        return make_tables(self.policy, self.today)

    @cached_property
    def short(self) -> dict[str, str]:
        """The offers that the file says in a word or two."""
        return {str(name): str(offer.short) for name, offer in self.file.offers.items() if offer.short}

    def example(self, citation: Citation) -> Example | None:
        """An example in which the citing value comes to bear; None where there is nothing to show."""
        if citation not in self._examples:
            self._examples[citation] = self._work_out(citation)
        return self._examples[citation]

    def _work_out(self, citation: Citation) -> Example | None:
        answers = self._answers(citation)
        if answers is None:
            return None
        return Example(decide(self.policy, answers, self.today), is_lasting(self._always, answers, self.today))

    def _answers(self, citation: Citation) -> Answers | None:
        kind, name = citation.keys[:2]
        if kind == "rules":
            return find_rule_example(self.policy, self.policy.rule(str(name)), self.today)
        holds = self._condition(citation)
        found = None if holds is None else find_example(self.policy, holds, "", self.today)
        start = self._start(citation)
        return {start: self.policy.checked_on, **found} if found and start else found

    def _start(self, citation: Citation) -> str:
        """The date from which a term runs that is cited: without it, the verdict does not state the last day."""
        kind, name = citation.keys[:2]
        if kind != "terms":
            return ""
        term = next(each for each in self.policy.terms if each.id == name)
        return term.cases[self._case(citation)].start

    def _condition(self, citation: Citation) -> Diagram | None:
        kind, name = citation.keys[:2]
        if kind == "offers":
            value = next(each for each in self.policy.offers if each.id == name).value
            return Space(self.policy.order).combine(
                _is_silent, value, *(rule.holds for rule in self.policy.rules if rule.offer == name)
            )
        if kind == "terms" and "due" not in citation.keys:
            return _where(next(each for each in self.policy.terms if each.id == name).case, self._case(citation))
        return self.policy.checklist[int(name)].shown if kind == "checklist" else None

    def _case(self, citation: Citation) -> int:
        """The position of the case of a term that cites the clause."""
        return self.file.terms[str(citation.keys[1])].position(citation.keys)


def _is_silent(value: str | None, *holds: Truth) -> Truth:
    """Whether the offer is not offered because no rule is about it."""
    if True in holds or value not in {None, NOT_OFFERED}:
        return False
    return None if value is None or None in holds else True


def _where(diagram: Diagram, value: object) -> Diagram:
    """Where the diagram yields `value`."""
    return Space().combine(lambda found: None if found is None else found == value, diagram)


def _checked_on(policy: Policy) -> date:
    day = parse_date(policy.checked_on)
    assert day is not None
    return day
