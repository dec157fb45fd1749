"""Property: nothing in the policy file is idle. Each rule, override, case, offer, fact and reading shows somewhere."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from checker.core.engine.reasons import DECIDING, REMAINING
from checker.core.model.diagram import support
from checker.core.model.policy import (
    NOT_OFFERED,
    OFFERED,
    UNCLEAR,
    Policy,
    Rule,
)
from checker.core.model.truth import both
from checker.policy.written import Written
from checker.proof.explore import Exploration, Outcome
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import shortest

STATUSES = {
    effect: {status, *(each for each, rest in REMAINING.items() if effect in rest)}
    for status, effect in DECIDING.items()
}
VALUES = {"grant": {OFFERED, UNCLEAR}, "deny": {NOT_OFFERED, UNCLEAR}, "doubt": {UNCLEAR}}


def prove_use(subject: Subject) -> Proof:
    """Taking away any rule would change a verdict; every other entry is reached, too."""
    exploration, policy = subject.exploration, subject.exploration.policy
    readings = _published(subject.docs / "en" / policy.id / "reading.md")
    counted = (
        f"{len(policy.rules)} rules, {len(policy.facts)} facts with {sum(exploration.sizes)} options or classes, "
        f"{len(readings)} readings"
    )
    found = (_rules, _overrides, _cases, _offers, _facts)
    failures = [failure for each in found for failure in each(exploration)]
    return Proof(counted, (*failures, *_readings(subject.file, readings)))


def _rules(exploration: Exploration) -> Iterator[Failure]:
    policy = exploration.policy
    telling = {rule.id for outcome in exploration.outcomes for rule in _telling(policy, outcome)}
    for rule in policy.rules:
        if rule.id not in telling:
            where = shortest(exploration.space, exploration.own(rule.holds))
            why = "its condition never holds" if where is None else "where it holds, others say all that it says"
            yield Failure(f"The rule “{rule.id}” changes no verdict: {why}.", "a rule that does, or none", where)


def _telling(policy: Policy, outcome: Outcome) -> Iterator[Rule]:
    """The rules without which this outcome would be another: they alone cite a clause, or add words of their own."""
    cited = [rule for rule in policy.rules if rule.id in outcome.rules and _is_cited(rule, outcome)]
    for rule in cited:
        others = {
            clause
            for other in cited
            if other is not rule and (other.effect, other.offer) == (rule.effect, rule.offer)
            for clause in other.clauses
        }
        if rule.action or rule.instead or rule.remark or not others.issuperset(rule.clauses):
            yield rule


def _is_cited(rule: Rule, outcome: Outcome) -> bool:
    if rule.offer:
        return outcome.offers[rule.offer] in VALUES[rule.effect]
    return rule.effect == "note" or outcome.status in STATUSES[rule.effect]


def _overrides(exploration: Exploration) -> Iterator[Failure]:
    for rule in exploration.policy.rules:
        for name in rule.beats:
            beaten = exploration.policy.rule(name)
            active, holds = exploration.own(rule.active), exploration.own(beaten.holds)
            if exploration.space.combine(both, active, holds) is False:
                what = f"The rule “{rule.id}” never beats “{name}”: they never hold together."
                yield Failure(what, f"no “{name}” under “beats”", shortest(exploration.space, active))


def _cases(exploration: Exploration) -> Iterator[Failure]:
    for term in exploration.policy.terms:
        stated = {outcome.terms[term.id] for outcome in exploration.outcomes}
        for position, case in enumerate(term.cases):
            if position not in stated:
                what = f"Case {position + 1} of the term “{term.id}” ({case.clause}) is never stated."
                yield Failure(what, "a case that no earlier one hides")


def _offers(exploration: Exploration) -> Iterator[Failure]:
    for offer in exploration.policy.offers:
        if not {outcome.offers[offer.id] for outcome in exploration.outcomes} & {OFFERED, UNCLEAR}:
            yield Failure(f"The offer “{offer.id}” is never made.", "a rule that grants it, or no such offer")


def _facts(exploration: Exploration) -> Iterator[Failure]:
    """A fact that matters is at a node with two different children, and so does each of its options."""
    mattering = support(exploration.policy.matters)
    for position, fact in enumerate(exploration.policy.facts):
        if position not in mattering:
            yield Failure(f"No answer to “{fact.id}” can change a verdict.", "a rule that asks for it, or no such fact")


def _readings(file: Written, published: Sequence[int]) -> Iterator[Failure]:
    """Each published reading is about something in the file (of which the rest of this module proves that it shows)."""
    listed = {int(number): names for number, names in file.readings.items()}
    for number in published:
        if number not in listed:
            yield Failure(f"Reading {number} has no effect on any verdict.", "what it is about, under “readings”")
    claimed = {int(entry.reading) for entry in file.unclear}
    for number in sorted({*listed, *claimed} - set(published)):
        yield Failure(f"There is no reading {number} on reading.md.", "the number of one that is published")
    about = {name for names in listed.values() for name in names}
    for name in file.rules:
        if published and name not in about:
            yield Failure(f"No reading is about the rule “{name}”.", "its name in “readings”")


def _published(page: Path) -> list[int]:
    """The numbers of the readings on the page; none where there is no such page."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return [int(number) for number in re.findall(r"#reading-(\d+) *\}", text)]
