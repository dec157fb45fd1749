"""Why: the clauses that decided a status or an offer, and no others."""

from collections.abc import Iterable, Mapping

from checker.core.engine.outlook import Outlook
from checker.core.engine.verdict import Reason
from checker.core.model.policy import (
    CONDITIONAL,
    COVERED,
    LIMITED,
    NOT_COVERED,
    NOT_OFFERED,
    OFFER_EFFECTS,
    OFFERED,
    UNCLEAR,
    Effect,
    Offer,
    OfferValue,
    Policy,
    Rule,
    Status,
)

DECIDING: Mapping[Status, Effect] = {NOT_COVERED: "exclude", CONDITIONAL: "require", LIMITED: "limit", COVERED: "cover"}
DECIDING_OFFER: Mapping[OfferValue, tuple[Effect, ...]] = {
    OFFERED: ("grant",),
    NOT_OFFERED: ("deny",),
    UNCLEAR: OFFER_EFFECTS,
}


def reasons(policy: Policy, outlook: Outlook, status: Status | None) -> tuple[Reason, ...]:
    """The reasons of a verdict with this status (None: open): those of the status, of the settled offers, and notes."""
    found = _status_reasons(policy, outlook, status)
    if status != NOT_COVERED:
        for offer in policy.offers:
            found += _offer_reasons(policy, outlook, offer)
    if status not in (None, NOT_COVERED):
        found += _cite(_certain(outlook, _rules(policy, "note")))
    return _merge(found)


def _status_reasons(policy: Policy, outlook: Outlook, status: Status | None) -> list[Reason]:
    if status is None or status not in DECIDING:
        return []
    deciding = _in_force(outlook, _rules(policy, DECIDING[status]))
    if status == CONDITIONAL:
        deciding += _certain(outlook, _rules(policy, "limit"))
    return _cite(deciding) + _cite(_beaten(policy, outlook, deciding), beaten=True)


def _offer_reasons(policy: Policy, outlook: Outlook, offer: Offer) -> list[Reason]:
    settled = outlook.settled(offer.value)
    value = next((each for each in DECIDING_OFFER if each == settled), None)
    if value is None:
        return []
    rules = [rule for rule in policy.rules if rule.offer == offer.id and rule.effect in DECIDING_OFFER[value]]
    deciding = _certain(outlook, rules) if value == NOT_OFFERED else _in_force(outlook, rules)
    if not deciding:
        return [Reason(offer.otherwise, "otherwise", (offer.id,))]
    return _cite(deciding) + _cite(_beaten(policy, outlook, deciding), beaten=True)


def _in_force(outlook: Outlook, rules: Iterable[Rule]) -> list[Rule]:
    """The rules known to be in force; where only the open answers tell which of several is, all that may be."""
    candidates = list(rules)
    possible = [rule for rule in candidates if True in outlook.possible(rule.active)]
    return _certain(outlook, candidates) or possible


def _certain(outlook: Outlook, rules: Iterable[Rule]) -> list[Rule]:
    return [rule for rule in rules if outlook.settled(rule.active) is True]


def _beaten(policy: Policy, outlook: Outlook, winners: list[Rule]) -> list[Rule]:
    names = {name for rule in winners for name in rule.beats}
    return [rule for rule in policy.rules if rule.id in names and outlook.settled(rule.holds) is True]


def _rules(policy: Policy, effect: Effect) -> list[Rule]:
    return [rule for rule in policy.rules if rule.effect == effect]


def _cite(rules: Iterable[Rule], beaten: bool = False) -> list[Reason]:
    return [
        Reason(clause, rule.effect, (rule.offer,) if rule.offer else (), beaten, rule.remark)
        for rule in rules
        for clause in rule.clauses
    ]


def _merge(found: list[Reason]) -> tuple[Reason, ...]:
    """One reason for each clause and effect, with all the offers that it decided."""
    merged: dict[tuple[str, str, bool], Reason] = {}
    for each in found:
        key = (each.clause, each.effect, each.beaten)
        known = merged.get(key)
        offers = tuple(dict.fromkeys((*(known.offers if known else ()), *each.offers)))
        remark = (known.remark if known else "") or each.remark
        merged[key] = Reason(each.clause, each.effect, offers, each.beaten, remark)
    return tuple(merged.values())
