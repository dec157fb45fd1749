"""Property: nothing in the policy file is idle. Each rule, override, case, offer, fact and reading shows somewhere."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from checker.core.model.diagram import Diagram, leaves, support
from checker.core.model.policy import OFFERED, UNCLEAR, Rule
from checker.core.model.truth import negate
from checker.policy.written import Written
from checker.proof.explore import Exploration
from checker.proof.finding import Failure, Proof
from checker.proof.subject import Subject
from checker.proof.walks import meeting, shortest


def prove_use(subject: Subject) -> Proof:
    """Taking away any rule would change a verdict; every other entry is reached, too."""
    exploration, policy = subject.exploration, subject.exploration.policy
    readings = _published(subject.docs / "en" / policy.id / "reading.md")
    counted = (
        f"{len(policy.rules)} rules, {len(policy.facts)} facts with {sum(exploration.sizes)} options or classes, "
        f"{len(readings)} readings"
    )
    found = (_rules, _overrides, _cases, _hours, _offers, _facts)
    failures = [failure for each in found for failure in each(exploration)]
    failures = [replace(failure, idle=True) for failure in failures]
    return Proof(counted, (*failures, *_readings(subject.file, readings)))


def _rules(exploration: Exploration) -> Iterator[Failure]:
    for rule in exploration.policy.rules:
        if not _tells(exploration, rule):
            where = shortest(exploration.space, exploration.own(rule.holds))
            why = "its condition never holds" if where is None else "where it holds, others say all that it says"
            yield Failure(f"The rule “{rule.id}” changes no verdict: {why}.", "a rule that does, or none", where)


def _tells(exploration: Exploration, rule: Rule) -> bool:
    """Whether some verdict would be another without the rule: it alone cites a clause, or adds words of its own.

    Rules with the same effect on the same thing are cited beside the same statuses or values. So the others that cite
    a clause are those in force, and the rule tells something where it is cited and none of them is.
    """
    space, cited = exploration.space, (exploration.shown(rule), exploration.own(rule.active))
    if rule.action or rule.instead or rule.remark:
        return meeting(space, *cited) is not None
    return any(meeting(space, *cited, *_silent(exploration, rule, clause)) is not None for clause in rule.clauses)


def _silent(exploration: Exploration, rule: Rule, clause: str) -> Iterator[Diagram]:
    """By each other rule that is cited for the same, and for this clause, where it is not in force."""
    for other in exploration.policy.rules:
        if clause in other.clauses and (other.effect, other.offer) == (rule.effect, rule.offer) and other is not rule:
            yield exploration.space.combine(negate, exploration.own(other.active))


def _overrides(exploration: Exploration) -> Iterator[Failure]:
    for rule in exploration.policy.rules:
        for name in rule.beats:
            beaten = exploration.policy.rule(name)
            active, holds = exploration.own(rule.active), exploration.own(beaten.holds)
            if meeting(exploration.space, active, holds) is None:
                what = f"The rule “{rule.id}” never beats “{name}”: they never hold together."
                yield Failure(what, f"no “{name}” under “beats”", shortest(exploration.space, active))


def _cases(exploration: Exploration) -> Iterator[Failure]:
    for term in exploration.policy.terms:
        stated = leaves(exploration.beside_status(term.case))
        for position, case in enumerate(term.cases):
            if position not in stated:
                what = f"Case {position + 1} of the term “{term.id}” ({case.clause}) is never stated."
                yield Failure(what, "a case that no earlier one hides")


def _hours(exploration: Exploration) -> Iterator[Failure]:
    """Hours of the desk under a condition that some answers meet."""
    clock = exploration.policy.desk
    counting = {leaf for each in (clock.by_plan.values() if clock else ()) for leaf in leaves(exploration.own(each))}
    for position, hours in enumerate(clock.all_hours if clock else ()):
        if position not in counting:
            yield Failure(f"Hours of the desk ({hours.clause}) never count.", "hours that no earlier ones hide")


def _offers(exploration: Exploration) -> Iterator[Failure]:
    for offer in exploration.policy.offers:
        if not leaves(exploration.beside_status(offer.value)) & {OFFERED, UNCLEAR}:
            yield Failure(f"The offer “{offer.id}” is never made.", "a rule that grants it, or no such offer")


def _facts(exploration: Exploration) -> Iterator[Failure]:
    """A fact that matters is at a node with two different children, and so does each of its options.

    Of several, each option is at a node of its own.
    """
    mattering = support(exploration.policy.matters)
    for position, fact in enumerate(exploration.policy.variables):
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
