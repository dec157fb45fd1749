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
    OPEN,
    UNCLEAR,
    Effect,
    Offer,
    OfferValue,
    Policy,
    Rule,
    Status,
)

DECIDING: Mapping[Status, Effect] = {
    NOT_COVERED: "exclude",
    UNCLEAR: "doubt",
    CONDITIONAL: "require",
    LIMITED: "limit",
    COVERED: "cover",
}
REMAINING: Mapping[Status, tuple[Effect, ...]] = {UNCLEAR: ("require", "limit"), CONDITIONAL: ("limit",)}
"""What else a verdict says about a status: what would remain."""
DECIDING_OFFER: Mapping[OfferValue, tuple[Effect, ...]] = {
    OFFERED: ("grant",),
    NOT_OFFERED: ("deny",),
    UNCLEAR: OFFER_EFFECTS,
}


def reasons(
    policy: Policy, outlook: Outlook, status: Status | None, offers: Mapping[str, OfferValue], helped: bool
) -> tuple[Reason, ...]:
    """The reasons of a verdict with this status (None: open): those of the status and of the settled offers.

    Notes too, where the verdict is `helped`: it will not be that nothing is covered.
    """
    found = _status_reasons(policy, outlook, status)
    for offer in policy.offers:
        if offers.get(offer.id, OPEN) != OPEN:
            found += _offer_reasons(policy, outlook, offer, offers[offer.id])
    if helped:
        found += _cite(_certain(outlook, _rules(policy, "note")))
    return _merge(found)


def deciding(policy: Policy, outlook: Outlook, status: Status | None) -> list[Rule]:
    """The rules that decide this status (None: open, and none does): see `_in_force`."""
    return _in_force(outlook, _rules(policy, DECIDING[status])) if status else []


def _status_reasons(policy: Policy, outlook: Outlook, status: Status | None) -> list[Reason]:
    cited = deciding(policy, outlook, status)
    for effect in REMAINING.get(status, ()) if status else ():
        cited += _certain(outlook, _rules(policy, effect))
    return _cite(cited) + _cite(_beaten(policy, outlook, cited), beaten=True)


def _offer_reasons(policy: Policy, outlook: Outlook, offer: Offer, value: OfferValue) -> list[Reason]:
    rules = [rule for rule in policy.rules if rule.offer == offer.id and rule.effect in DECIDING_OFFER[value]]
    cited = _certain(outlook, rules) if value == NOT_OFFERED else _in_force(outlook, rules)
    if not cited:
        return [Reason(offer.otherwise, "otherwise", (offer.id,))]
    return _cite(cited) + _cite(_beaten(policy, outlook, cited), beaten=True)


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
    """Those with the effect on the case itself."""
    return [rule for rule in policy.rules if rule.effect == effect and not rule.offer]


def _cite(rules: Iterable[Rule], beaten: bool = False) -> list[Reason]:
    return [
        Reason(clause, rule.effect, (rule.offer,) if rule.offer else (), beaten, rule.remark)
        for rule in rules
        for clause in rule.clauses
    ]


def _merge(found: list[Reason]) -> tuple[Reason, ...]:
    """One reason for each clause and effect on the case, and one for that on offers, with all those that it decided."""
    merged: dict[tuple[str, str, bool, bool], Reason] = {}
    for each in found:
        key = (each.clause, each.effect, each.beaten, bool(each.offers))
        known = merged.get(key)
        offers = tuple(dict.fromkeys((*(known.offers if known else ()), *each.offers)))
        remark = (known.remark if known else "") or each.remark
        merged[key] = Reason(each.clause, each.effect, offers, each.beaten, remark)
    return tuple(merged.values())
