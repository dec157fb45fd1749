"""What depends on clauses: how many verdicts, with an example, and what in the policy file."""

from collections.abc import Collection, Iterator
from datetime import date
from functools import cached_property, partial
from typing import Any

from checker.core.model.classes import class_count, value_of
from checker.core.model.diagram import Diagram, Space
from checker.core.model.policy import NOT_COVERED, NOT_OFFERED, Policy
from checker.core.model.truth import either
from checker.library.address import checker_link
from checker.policy.citations import Citation, citations
from checker.policy.fold import fold
from checker.policy.written import Written
from checker.proof.tally import Tally
from checker.proof.walks import leaf_after, meeting
from checker.review.resting import resting


class Dependents:
    """A policy and the file that it is made from."""

    def __init__(self, file: Written, policy: Policy) -> None:
        self._file, self._policy, self._space = file, policy, Space(policy.order)
        self._cited = list(citations(file))

    def verdicts(self, clauses: Collection[str]) -> int:
        """In how many of all answer sets something that cites one of the clauses comes to bear."""
        where = self._where(clauses)
        return self._tally.of(where) if where is not False else 0

    def example(self, clauses: Collection[str], today: date) -> str:
        """The link, from the site's root, to one of those verdicts; empty where there is none."""
        way = meeting(self._space, self._where(clauses))
        if way is None:
            return ""
        facts = list(enumerate(self._policy.facts))
        known = {at: way.get(at, 0) for at, _ in facts}
        asked = [(at, fact) for at, fact in facts if leaf_after(fact.asked, known)]
        return checker_link(self._policy.id, {fact.id: value_of(fact, known[at], today) for at, fact in asked})

    def uses(self, clauses: Collection[str]) -> Iterator[str]:
        """What in the policy file rests on the clauses, and in which words."""
        for use in dict.fromkeys(each.use for each in self._cited if each.clause in clauses):
            yield use
            yield from (f"  {line}" for line in resting(self._file, use))

    @cached_property
    def _tally(self) -> Tally:
        sizes = [class_count(fact) for fact in self._policy.facts]
        return Tally(self._space, sizes, [fact.asked for fact in self._policy.facts])

    def _where(self, clauses: Collection[str]) -> Diagram:
        """Where something that cites one of the clauses comes to bear."""
        found = [self._bearing(each) for each in self._cited if each.clause in clauses]
        return fold(self._space, either, found, False)

    def _bearing(self, citation: Citation) -> Diagram:
        """Where what cites a clause comes to bear: under not covered, only what excludes does."""
        kind, name, *rest = citation.keys
        if kind == "rules":
            rule = self._policy.rule(str(name))
            return rule.active if rule.effect == "exclude" and not rule.offer else self._helped(rule.active)
        if kind == "offers":
            value = next(offer.value for offer in self._policy.offers if offer.id == name)
            return self._helped(self._space.combine(partial(_is, NOT_OFFERED), value))
        if kind == "terms":
            case = next(term.case for term in self._policy.terms if term.id == name)
            return self._helped(self._space.combine(partial(_is, rest[1]), case))
        return self._helped(self._policy.checklist[int(name)].shown) if kind == "checklist" else False

    def _helped(self, holds: Diagram) -> Diagram:
        return self._space.combine(_unless_excluded, holds, self._policy.status)


def _is(wanted: object, found: object) -> bool | None:
    return None if found is None else found == wanted


def _unless_excluded(holds: Any, status: Any) -> bool | None:
    if holds is False or status == NOT_COVERED:
        return False
    return None if holds is None or status is None else bool(holds)
