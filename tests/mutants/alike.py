"""Whether two policies are alike: each complete verdict of one is that of the other, and so are all questions.

Both are explored in one space, in which equal functions are the same object. A rule counts only where it can be cited.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from checker.core.model.diagram import Diagram, Space
from checker.core.model.policy import NOT_OFFERED, Offer, Policy, Rule, Term
from checker.proof.explore import SHOWN, VALUES, Exploration


def are_alike(one: Policy, two: Policy) -> bool:
    """Whether nothing that a complete verdict holds, and no question, tells them apart."""
    space = Space()
    if _plain(one) != _plain(two):
        return False
    pairs = zip(_functions(Exploration(one, space)), _functions(Exploration(two, space)), strict=True)
    return all(left is right or left == right for left, right in pairs)


def _plain(policy: Policy) -> list[Any]:
    """All that stands in a policy whatever the answers."""
    return [
        *policy.days,
        *(replace(fact, asked=True, can_become=_anyhow(fact.can_become)) for fact in policy.facts),
        *(replace(offer, value=True, otherwise="") for offer in policy.offers),
        *(replace(term, case=True, cases=()) for term in policy.terms),
        *(replace(rule, holds=True, active=True, instead=_anyhow(rule.instead)) for rule in policy.rules),
        *(reminder.clause for reminder in policy.checklist),
    ]


def _anyhow(given: tuple[Any, ...]) -> tuple[Any, ...]:
    """What stands there where a condition holds, without that."""
    return tuple(replace(each, when=True) for each in given)


def _functions(exploration: Exploration) -> Iterator[Diagram]:
    """All that depends on the answers."""
    policy = exploration.policy
    beaten = {name for rule in policy.rules for name in rule.beats}
    yield exploration.own(policy.status)
    yield from (exploration.beside_status(offer.value) for offer in policy.offers)
    yield from (exploration.beside_status(rule.active) for rule in policy.rules if rule.effect == "require")
    yield from (exploration.beside_status(_stated(exploration, term)) for term in policy.terms)
    yield from (_otherwise(exploration, offer) for offer in policy.offers)
    yield from (exploration.beside_status(reminder.shown) for reminder in policy.checklist)
    yield from (_cited(exploration, rule) for rule in policy.rules)
    yield from (exploration.beside_status(rule.holds) for rule in policy.rules if rule.id in beaten)
    conditions: list[Any] = [each for fact in policy.facts for each in fact.can_become]
    conditions += (each for rule in policy.rules for each in rule.instead)
    yield from (exploration.beside_status(each.when) for each in conditions)
    yield exploration.beside_status(policy.draft.channel if policy.draft else -1)


def _stated(exploration: Exploration, term: Term) -> Diagram:
    """The case of the term that is stated, wherever it stands among the cases."""
    cases = [*map(repr, term.cases), ""]
    return exploration.space.combine(lambda at: None if at is None else cases[at], exploration.own(term.case))


def _otherwise(exploration: Exploration, offer: Offer) -> Diagram:
    """The clause of the offer that is shown where nothing grants it, and nothing denies it."""
    rules = [rule for rule in exploration.policy.rules if (rule.offer, rule.effect) == (offer.id, "deny")]

    def shown(value: str | None, *denied: bool | None) -> str | None:
        if value not in (None, NOT_OFFERED) or True in denied:
            return ""
        return None if None in (value, *denied) else offer.otherwise

    denied = (exploration.own(rule.active) for rule in rules)
    return exploration.space.combine(shown, exploration.beside_status(offer.value), *denied)


def _cited(exploration: Exploration, rule: Rule) -> Diagram:
    """Where the rule is in force, and decides what the verdict says."""
    policy, space = exploration.policy, exploration.space
    if rule.effect == "note":
        return exploration.rule(rule)
    values = {offer.id: exploration.beside_status(offer.value) for offer in policy.offers}
    decided = values[rule.offer] if rule.offer else exploration.own(policy.status)
    wanted = VALUES[rule.effect] if rule.offer else SHOWN[rule.effect]

    def is_cited(active: bool | None, said: str | None) -> bool | None:
        if active is False or (said is not None and said not in wanted):
            return False
        return None if active is None or said is None else True

    return space.combine(is_cited, exploration.own(rule.active), decided)
