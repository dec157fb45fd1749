"""The engine: from a policy and some answers to a verdict. A pure function; an open answer is a value like any other.

The policy's diagrams are restricted to what is known. What is then a leaf is settled, whatever the rest; what is not
still hangs on exactly the facts that its nodes ask. So partial verdicts are exact, not estimates.
"""

from collections.abc import Callable, Iterable
from datetime import date

from checker.core.engine.answers import Answers, classify, find
from checker.core.engine.outlook import Outlook
from checker.core.engine.reasons import reasons
from checker.core.engine.verdict import Statement, Verdict
from checker.core.model.calendar import last_day, parse_date
from checker.core.model.policy import (
    CONDITIONAL,
    NOT_COVERED,
    OFFER_VALUES,
    OPEN,
    STATUSES,
    Advice,
    Case,
    OfferValue,
    Policy,
    Rule,
)


def decide(policy: Policy, answers: Answers, today: date) -> Verdict:
    """The verdict on these answers (fact names to values, None for "I don't know"), as of `today`.

    Raises InputError for a fact or a value that the policy does not know.
    """
    known = classify(policy, answers, today)
    declined = frozenset(find(policy, name) for name, value in answers.items() if value is None)
    outlook = Outlook(policy, known, declined)
    possible = tuple(status for status in STATUSES if status in outlook.possible(policy.status))
    status = possible[0] if len(possible) == 1 else None
    hanging = outlook.hanging()
    helped = status not in (None, NOT_COVERED)
    return Verdict(
        policy=policy,
        answers=answers,
        today=today,
        outlook=outlook,
        status=status,
        final=not hanging,
        possible=possible,
        offers={} if status == NOT_COVERED else _offers(policy, outlook),
        terms=_terms(policy, outlook, answers) if helped else (),
        because=reasons(policy, outlook, status),
        actions=_advice(policy, outlook, lambda rule: [rule.action]) if status == CONDITIONAL else (),
        instead=_advice(policy, outlook, lambda rule: rule.instead) if status == NOT_COVERED else (),
        checklist=_checklist(policy, outlook) if helped else (),
        questions=_names(policy, [at for at in hanging if _is_question(policy, outlook, answers, at)]),
        unknowns=_names(policy, [at for at in hanging if at in declined]),
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


def _offers(policy: Policy, outlook: Outlook) -> dict[str, OfferValue]:
    values = {offer.id: outlook.settled(offer.value) for offer in policy.offers}
    return {name: next((each for each in OFFER_VALUES if each == value), OPEN) for name, value in values.items()}


def _terms(policy: Policy, outlook: Outlook, answers: Answers) -> tuple[Statement, ...]:
    settled = [(term, outlook.settled(term.case)) for term in policy.terms]
    stated = [(term, term.cases[case]) for term, case in settled if isinstance(case, int) and case >= 0]
    return tuple(
        Statement(term, case, _last_day(case, answers))
        for term, case in stated
        if case.window is None or answers.get(case.start) is not None
    )


def _last_day(case: Case, answers: Answers) -> date | None:
    start = parse_date(answers[case.start]) if case.window else None
    return last_day(start, case.window.amount, case.window.unit) if start and case.window else None


def _advice(policy: Policy, outlook: Outlook, of: Callable[[Rule], Iterable[Advice | None]]) -> tuple[Advice, ...]:
    found = [advice for rule in policy.rules if outlook.settled(rule.active) is True for advice in of(rule)]
    return tuple({advice.id: advice for advice in found if advice}.values())


def _checklist(policy: Policy, outlook: Outlook) -> tuple[str, ...]:
    return tuple(item.clause for item in policy.checklist if outlook.settled(item.shown) is True)


def _is_question(policy: Policy, outlook: Outlook, answers: Answers, position: int) -> bool:
    return policy.facts[position].id not in answers and outlook.may_be_asked(position)


def _names(policy: Policy, positions: list[int]) -> tuple[str, ...]:
    return tuple(policy.facts[position].id for position in positions)
