"""Which answer sets change verdict between two versions, in what, and which clauses cause it."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Any

from checker.core.model.dated import is_dated, on_day, turning_days
from checker.core.model.diagram import Diagram
from checker.core.model.policy import CONDITIONAL, COVERED, LIMITED, NOT_COVERED, UNCLEAR, Case, Policy, Term
from checker.core.model.serial import write_policy
from checker.core.model.truth import both, negate
from checker.diff.count import Count
from checker.diff.pair import ABSENT, Pair, Side
from checker.policy.compile import unless_moot
from checker.proof.walks import where

SHOWN = {
    "exclude": (NOT_COVERED,),
    "doubt": (UNCLEAR,),
    "require": (UNCLEAR, CONDITIONAL),
    "limit": (UNCLEAR, CONDITIONAL, LIMITED),
    "cover": (COVERED,),
}
HELPED = (COVERED, CONDITIONAL, LIMITED, UNCLEAR)
STATUS = ("status", "")
Name = tuple[str, str]
"""A part of a verdict: ("status", ""), ("offer", id), ("term", id) or ("action", id of the rule)."""


MISSING: dict[str, Diagram] = {"offer": ABSENT, "term": ABSENT, "action": False}
"""What a version says about a part that it does not have."""


def same_rules(old: Policy, new: Policy) -> bool:
    """Whether the two are the same but for version, dates and attention hours, which change no verdict."""
    return _rules(old) == _rules(new)


def each_day(old: Policy, new: Policy, start: date) -> Iterator[tuple[date, "Changes"]]:
    """The changes as they are from `start` on, and again from each later day when they may be others."""
    dated = is_dated(old) or is_dated(new)
    days = sorted({*turning_days(old, start), *turning_days(new, start)}) if dated else [start]
    return ((day, Changes(old, new, day)) for day in days)


class Changes:
    """The changes of verdicts from `old` to `new`: status, offers, terms and actions.

    Of policies that are not the same on every day, as they are on the `day`.
    """

    def __init__(self, old: Policy, new: Policy, day: date | None = None) -> None:
        if day and (is_dated(old) or is_dated(new)):
            old, new = (on_day(each, day, every=True) for each in (old, new))
        self.pair = Pair(old, new)
        self.count = Count(self.pair)

    @cached_property
    def parts(self) -> dict[Name, Diagram]:
        """By part of the verdict, where it changes; without the parts that never do."""
        found = [_parts(self.pair, side) for side in self.pair.sides]
        names = dict.fromkeys([*found[1], *found[0]])
        sides = [
            _in_verdict(self.pair, side, {name: each.get(name, MISSING[name[0]]) for name in names})
            for side, each in zip(self.pair.sides, found, strict=True)
        ]
        return self._differences(sides)

    @cached_property
    def anything(self) -> Diagram:
        """Where the verdict changes."""
        return self.pair.any(list(self.parts.values()))

    @cached_property
    def clauses(self) -> dict[str, Diagram]:
        """By clause, where the verdict changes and the clause does not decide the same in both versions."""
        found: dict[str, list[Diagram]] = {}
        roles = [_roles(self.pair, side) for side in self.pair.sides]
        for (clause, part, _), differs in self._differences(roles).items():
            found.setdefault(clause, []).append(self.pair.space.combine(both, self._scope(part), differs))
        brought = {clause: self.pair.any(each) for clause, each in found.items()}
        return {clause: each for clause, each in brought.items() if self.count.of(each)}

    def alone(self, part: Name) -> Diagram:
        """Where the part changes while the status stays; for the status, where it changes."""
        space, status = self.pair.space, self.parts.get(STATUS, False)
        if part == STATUS:
            return status
        return space.combine(both, space.combine(negate, status), self.parts.get(part, False))

    def _scope(self, part: Name) -> Diagram:
        """Where a clause that decides this part can bring a change: none but those of the status where that changes."""
        return self.alone(part) if part != STATUS else self._status_or_actions

    @cached_property
    def _status_or_actions(self) -> Diagram:
        return self.pair.any([self.alone(each) for each in self.parts if each[0] in ("status", "action")])

    def _differences(self, sides: list[dict[Any, Diagram]]) -> dict[Any, Diagram]:
        """By name, where the two differ; what only one of them has is False in the other."""
        old, new = sides
        names = dict.fromkeys([*new, *old])
        found = {name: self.pair.differ(old.get(name, False), new.get(name, False)) for name in names}
        return {name: differs for name, differs in found.items() if differs is not False}


def _rules(policy: Policy) -> dict[str, Any]:
    """The policy without what changes no verdict."""
    terms = [replace(term, cases=tuple(replace(each, due=None) for each in term.cases)) for term in policy.terms]
    bare = replace(policy, version="", checked_on="", check_again_by="", desk=None, terms=tuple(terms))
    return write_policy(bare)


def _parts(pair: Pair, side: Side) -> dict[Name, Diagram]:
    policy = side.policy
    found: dict[Name, Diagram] = {("offer", offer.id): side.carry(offer.value) for offer in policy.offers}
    found |= {("term", term.id): _stated(pair, side, term) for term in policy.terms}
    return found | {("action", rule.id): side.carry(rule.active) for rule in policy.rules if rule.action}


def _in_verdict(pair: Pair, side: Side, parts: dict[Name, Diagram]) -> dict[Name, Diagram]:
    """The status, and the parts as it leaves them: a verdict that is not covered has none."""
    status = side.carry(side.policy.status)
    excluded = where(pair.space, status, {NOT_COVERED})
    return {STATUS: status, **{name: pair.space.combine(unless_moot, excluded, each) for name, each in parts.items()}}


def _stated(pair: Pair, side: Side, term: Term) -> Diagram:
    """What the version states for the term, comparable between versions."""
    stated = list(map(_stated_text, term.cases))
    return pair.space.combine(
        lambda at: None if at is None else stated[at] if at >= 0 else ABSENT, side.carry(term.case)
    )


def _roles(pair: Pair, side: Side) -> dict[tuple[str, Name, str], Diagram]:
    """By clause, part and what it does to it, where it decides a part of the verdict."""
    found: dict[tuple[str, Name, str], list[Diagram]] = {}
    status = side.carry(side.policy.status)
    shown = {each: where(pair.space, status, each) for each in {*SHOWN.values(), HELPED}}
    for rule in side.policy.rules:
        for clause in rule.clauses if rule.effect != "note" else ():
            part = ("offer", rule.offer) if rule.offer else STATUS
            statuses = HELPED if rule.offer else SHOWN[rule.effect]
            found.setdefault((clause, part, rule.effect), []).append(
                pair.space.combine(both, shown[statuses], side.carry(rule.active))
            )
    for term in side.policy.terms:
        for at, case in enumerate(term.cases):
            role = (case.clause, ("term", term.id), _stated_text(case))
            stated = where(pair.space, side.carry(term.case), {at})
            found.setdefault(role, []).append(pair.space.combine(both, shown[HELPED], stated))
    return {name: pair.any(each) for name, each in found.items()}


def _stated_text(case: Case) -> str:
    return json.dumps([case.clause, case.value, case.start, str(case.window)])
