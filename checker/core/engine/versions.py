"""What two versions of a policy say about one case: whether the verdict is the same, and which clauses changed it."""

from collections.abc import Iterator
from dataclasses import dataclass

from checker.core.engine.reasons import DECIDING
from checker.core.engine.verdict import Verdict
from checker.core.model.policy import NOT_COVERED, Effect, Rule

Part = tuple[str, str]
"""A part of a verdict: STATUS, ACTIONS, ("offer", id) or ("term", id)."""
STATUS, ACTIONS = ("status", ""), ("actions", "")


@dataclass(frozen=True, slots=True)
class Difference:
    """The parts in which two verdicts differ, and the clauses whose part in that has changed; none: they are the same.

    Offers, terms and actions are left out where one of the verdicts is not covered, and so has none.
    """

    parts: tuple[Part, ...]
    clauses: tuple[str, ...]


def compare(former: Verdict, present: Verdict) -> Difference:
    """How the verdict of an earlier version differs from the present one, each on the answers that it can take."""
    old, new = _stated(former), _stated(present)
    if NOT_COVERED in (former.status, present.status):
        old, new = {STATUS: old[STATUS]}, {STATUS: new[STATUS]}
    parts = tuple(part for part in {**new, **old} if old.get(part) != new.get(part))
    statuses = (former.status, present.status)
    effects = {DECIDING[each] for each in statuses if each and each in DECIDING} or set(DECIDING.values())
    roles = [dict.fromkeys(_roles(verdict, effects)) for verdict in (present, former)]
    changed = (role for role in {**roles[0], **roles[1]} if (role in roles[0]) != (role in roles[1]))
    return Difference(parts, tuple(dict.fromkeys(clause for part, clause, *_ in changed if part in parts)))


def is_newer(version: str, than: str) -> bool:
    """Whether one version of a policy is newer than another."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> list[int]:
    return [int(number) for number in version.split(".")]


def _stated(verdict: Verdict) -> dict[Part, object]:
    """By part of the verdict, what it states."""
    return {
        STATUS: verdict.possible,
        **{("offer", name): value for name, value in verdict.offers.items()},
        **{("term", each.term.id): (each.case.clause, each.case.value, each.through) for each in verdict.terms},
        ACTIONS: frozenset(advice.id for advice in verdict.actions),
    }


def _roles(verdict: Verdict, effects: set[Effect]) -> Iterator[tuple[Part, str, object]]:
    """Part of the verdict, clause, and what the clause does to it; to the status, by these effects."""
    for rule in verdict.policy.rules:
        force = frozenset(verdict.outlook.possible(rule.active))
        if True in force:
            for part in _parts(rule, effects):
                yield from ((part, clause, (rule.effect, force)) for clause in rule.clauses)
    for offer in verdict.policy.offers:
        yield ("offer", offer.id), offer.otherwise, "otherwise"
    for each in verdict.terms:
        yield ("term", each.term.id), each.case.clause, (str(each.case.value), each.through)


def _parts(rule: Rule, effects: set[Effect]) -> Iterator[Part]:
    """The parts of a verdict that the rule decides."""
    if rule.offer:
        yield "offer", rule.offer
    elif rule.effect in effects:
        yield STATUS
    if rule.action:
        yield ACTIONS
