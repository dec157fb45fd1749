"""The engine: from a policy and some answers to a verdict. A pure function; an open answer is a value like any other.

The policy's diagrams are restricted to what is known. What is then a leaf is settled, whatever the rest; what is not
still depends on exactly the facts that its nodes ask. So partial verdicts are exact, not estimates.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from checker.core.engine.answers import Answers, classify
from checker.core.engine.decided import MOST_TOLD, forcing, once, spoken, telling
from checker.core.engine.outlook import Outlook
from checker.core.engine.reasons import deciding, reasons
from checker.core.engine.verdict import Statement, Verdict
from checker.core.model.calendar import parse_date
from checker.core.model.dated import on_day
from checker.core.model.policy import (
    CONDITIONAL,
    NOT_COVERED,
    NOT_OFFERED,
    OFFER_VALUES,
    OPEN,
    STATUSES,
    UNCLEAR,
    Case,
    Instead,
    OfferValue,
    Policy,
    Rule,
    Term,
)


def decide(policy: Policy, answers: Answers, today: date) -> Verdict:
    """The verdict on these answers (fact names to values, None for "I don't know"), on the day `today`.

    Raises InputError for a fact or a value that the policy does not know.
    """
    return decide_on_day(on_day(policy, today), answers, today)


def decide_on_day(policy: Policy, answers: Answers, today: date) -> Verdict:
    """The same for a policy as it is `on_day`."""
    known = classify(policy, answers, today)
    declined = frozenset(at for name, value in answers.items() if value is None for at in policy.positions(name))
    outlook = Outlook(policy, known, declined)
    possible = tuple(status for status in STATUSES if status in outlook.statuses)
    status = possible[0] if len(possible) == 1 else None
    hanging = outlook.hanging()
    helped = NOT_COVERED not in possible
    offers = {} if status == NOT_COVERED else _offers(policy, outlook, helped)
    due = _due(policy, outlook) if status in (CONDITIONAL, UNCLEAR) else []
    counted = outlook.counted()
    decided_by = forcing(policy.status, counted, policy.order) if status else ()
    return Verdict(
        policy=policy,
        answers=answers,
        today=today,
        outlook=outlook,
        status=status,
        final=not hanging,
        possible=possible,
        offers=offers,
        terms=stated(stated_cases(policy, outlook), answers) if helped else (),
        because=reasons(policy, outlook, status, offers, helped),
        actions=tuple(rule.action for rule in due if rule.action),
        instead=_instead(policy, outlook) if status == NOT_COVERED else (),
        checklist=_checklist(policy, outlook) if helped else (),
        questions=_names(policy, [at for at in hanging if _is_question(policy, outlook, answers, at)]),
        unknowns=_names(policy, [at for at in hanging if at in declined]),
        ignored=_names(policy, sorted({*known} - {*counted})),
        find_out=_names(policy, [at for at in outlook.hanging_status() if at in declined]),
        decided_by=_answers(policy, decided_by),
        told=once(policy, answers, _answers(policy, telling(policy, outlook, status, decided_by)))[:MOST_TOLD],
        asked_by={rule.id: _answers(policy, _asking(policy, rule, counted)) for rule in due},
    )


def next_questions(verdict: Verdict) -> tuple[str, ...]:
    """What to ask now: the first open question, together with those of its group whose turn has come."""
    policy = verdict.policy
    group = policy.fact(verdict.questions[0]).group if verdict.questions else ""
    if not group:
        return verdict.questions[:1]
    first, *later = verdict.questions
    asked = verdict.outlook.asked()
    return (first, *(name for name in later if policy.fact(name).group == group and name in asked))


def pages_left(verdict: Verdict) -> int:
    """On how many pages there are questions at most: those of a group are on one."""
    facts = map(verdict.policy.fact, verdict.questions)
    return len({(fact.group, fact.group or fact.id) for fact in facts})


def _offers(policy: Policy, outlook: Outlook, helped: bool) -> dict[str, OfferValue]:
    """Nothing is called offered, or unclear, that may come out as not covered."""
    sayable = OFFER_VALUES if helped else (NOT_OFFERED,)
    values = {offer.id: outlook.settled(offer.value) for offer in policy.offers}
    return {name: next((each for each in sayable if each == value), OPEN) for name, value in values.items()}


def stated_cases(policy: Policy, outlook: Outlook) -> list[tuple[Term, Case]]:
    """The terms that are settled, each with its case."""
    settled = [(term, outlook.settled(term.case)) for term in policy.terms]
    return [(term, term.cases[case]) for term, case in settled if isinstance(case, int) and case >= 0]


def stated(cases: Iterable[tuple[Term, Case]], answers: Answers) -> tuple[Statement, ...]:
    """What these cases state for the answers: nothing of a time whose first day is not known."""
    return tuple(
        Statement(term, case, _last_day(case, answers))
        for term, case in cases
        if case.window is None or answers.get(case.start) is not None
    )


def _last_day(case: Case, answers: Answers) -> date | None:
    start = parse_date(answers[case.start]) if case.window else None
    return case.window.last_day(start) if start and case.window else None


def _due(policy: Policy, outlook: Outlook) -> list[Rule]:
    """The rules in force that want something done."""
    return [rule for rule in policy.rules if rule.action and outlook.settled(rule.active) is True]


def _asking(policy: Policy, rule: Rule, counted: Mapping[int, int]) -> tuple[int, ...]:
    """The answers that bring the rule into force."""
    asking = {at: counted[at] for at in forcing(rule.active, counted, policy.order)}
    return spoken(policy, rule.active, asking, asking)


def _instead(policy: Policy, outlook: Outlook) -> tuple[Instead, ...]:
    """What to do instead by the rules that exclude, each text once; who it is for, if that is open."""
    ways = [way for rule in deciding(policy, outlook, NOT_COVERED) for way in rule.instead]
    found = [(way, outlook.settled(way.when)) for way in ways]
    shown = [way if holds is None else replace(way, whom="") for way, holds in found if holds is not False]
    return tuple({(way.clause, way.text): way for way in reversed(shown)}.values())[::-1]


def _checklist(policy: Policy, outlook: Outlook) -> tuple[str, ...]:
    return tuple(item.clause for item in policy.checklist if outlook.settled(item.shown) is True)


def _is_question(policy: Policy, outlook: Outlook, answers: Answers, position: int) -> bool:
    return policy.variables[position].whole not in answers and outlook.may_be_asked(position)


def _names(policy: Policy, positions: Iterable[int]) -> tuple[str, ...]:
    """The facts, each once."""
    return tuple(dict.fromkeys(policy.variables[position].whole for position in positions))


def _answers(policy: Policy, positions: Iterable[int]) -> tuple[str, ...]:
    """The answers, of several option by option."""
    return tuple(policy.variables[position].id for position in positions)
