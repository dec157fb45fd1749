"""The compiler: a policy file and the clauses on its pages become a `Policy`, or a report of everything wrong."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from checker.core.model.desk import Desk
from checker.core.model.diagram import Diagram, Space, nodes_of
from checker.core.model.policy import (
    CONDITIONAL,
    COVERED,
    LIMITED,
    MOOT,
    NOT_COVERED,
    UNCLEAR,
    Advice,
    Blank,
    Case,
    Channel,
    Draft,
    Due,
    Effect,
    Group,
    Instead,
    Offer,
    Policy,
    Reminder,
    Rule,
    Status,
    Term,
)
from checker.core.model.truth import Truth, both
from checker.policy import written
from checker.policy.agreement import check_agreement
from checker.policy.bounded import MOST, BoundedSpace, TooLarge
from checker.policy.clauses import Clauses, read_clauses
from checker.policy.desk import check_desk, make_hours, make_places
from checker.policy.facts import ambiguous_windows, make_fact, make_remedies
from checker.policy.figures import check_figures
from checker.policy.layout import check_comparison, check_layout, make_comparison, make_layout
from checker.policy.matrix import check_matrices, missing_cells
from checker.policy.ordering import diagram_order
from checker.policy.passages import passage_problems
from checker.policy.placed import Text, plain, said, texts
from checker.policy.prices import check_prices
from checker.policy.problems import AuthoringError, Problem
from checker.policy.references import check_references
from checker.policy.resolve import Resolver, variables
from checker.policy.reviews import Records, find_reviews, mark_stale, unreviewed_rules
from checker.policy.shape import check_shape
from checker.policy.source import read_yaml
from checker.policy.waits import check_waits
from checker.policy.whose import check_whose
from checker.policy.written import Written, read_written

DECIDING: tuple[tuple[Effect, Status], ...] = (
    ("exclude", NOT_COVERED),
    ("doubt", UNCLEAR),
    ("require", CONDITIONAL),
    ("limit", LIMITED),
    ("cover", COVERED),
)
"""The effects on the case that decide the status, the first first, each with that status."""

FAR_LARGER = 5
"""So many steps for each node of a policy in one order may be taken for another order, before that is given up."""


def compile_file(path: Path, docs: Path, records: Records | None = None) -> tuple[Policy, Clauses]:
    """The policy file at `path` with the pages below `docs`. Raises AuthoringError.

    Unless `records` is None, it must count as its clauses do, have its passages tied, and have been reviewed; a draft
    of which nothing was ever reviewed can run before that. Reviews are asked for last: nobody can tell whether a rule
    is right before it can be run.
    """
    file, clauses, problems = read_sources(path, docs)
    reviews = [] if records is None else find_reviews(file, clauses, records)
    problems += [] if records is None else check_figures(file, clauses, docs)
    problems += [] if records is None else passage_problems(path, file.source_language, clauses)
    policy = compile_policy(file, clauses, problems)
    if (records or not file.status) and (unreviewed := list(unreviewed_rules(file.policy, reviews))):
        raise AuthoringError(unreviewed)
    return policy, mark_stale(clauses, reviews if records else [])


def read_sources(path: Path, docs: Path) -> tuple[Written, Clauses, list[Problem]]:
    """The policy file, of the right shape, its clauses, and all problems of the pages. Raises AuthoringError."""
    source = read_yaml(path)
    if problems := check_shape(source):
        raise AuthoringError(problems)
    file = read_written(source)
    if file.policy != path.stem:
        what = f"“{file.policy}” is not the name of this file."
        raise AuthoringError([Problem(file.policy.place(), what, f"Write “{path.stem}”, or rename the file.")])
    return file, *read_clauses(docs, file.policy, file.source_language if file.status else None)


def compile_policy(file: Written, clauses: Clauses, problems: list[Problem] | None = None) -> Policy:
    """The policy of a file. Raises AuthoringError with `problems` and all that are found."""
    resolver = Resolver(file, Space())
    found = [*(problems or []), *check_references(file, clauses), *check_desk(file), *check_layout(file)]
    found += [*check_comparison(file), *check_matrices(file), *check_waits(file), *check_prices(file)]
    found += [*check_agreement(file, clauses), *resolver.problems]
    if found:
        raise AuthoringError(found)
    policy = _compile(file, diagram_order(_variables(file), resolver.together()))
    if found := list(check_whose(file, policy)):
        raise AuthoringError(found)
    desk = policy.desk and replace(policy.desk, places=make_places(file))
    return replace(policy, desk=desk, tables=make_layout(file))


def _compile(file: Written, order: tuple[int, ...]) -> Policy:
    """The policy with its diagrams in this order or in that of asking, where they are the smaller ones."""
    found, most, refused = list[Policy](), MOST, ""
    for each in dict.fromkeys((order, ())):
        try:
            found.append(_in_order(file, BoundedSpace(_variables(file), each, most)))
            most = min(most, FAR_LARGER * _size(found[0]))
        except TooLarge as error:
            refused = str(error)
    if not found:
        raise AuthoringError([Problem(next(iter(file.rules)).place(), refused)])
    return min(reversed(found), key=_size)


def _variables(file: Written) -> list[str]:
    return [each for name, fact in file.facts.items() for each in variables(name, fact)]


def _in_order(file: Written, space: BoundedSpace) -> Policy:
    resolver = Resolver(file, space)
    _make_facts(file, resolver)
    resolver.check_derived()
    rules = tuple(_rule(name, rule, resolver) for name, rule in file.rules.items())
    policy = _policy(file, rules, resolver, space) if not resolver.problems else None
    if policy is None or resolver.problems:
        raise AuthoringError(resolver.problems)
    return replace(policy, order=space.order, days=resolver.days)


def _size(policy: Policy) -> int:
    return len(nodes_of([*policy.matters, *(rule.active for rule in policy.rules)]))


def _make_facts(file: Written, resolver: Resolver) -> None:
    for name, each in file.facts.items():
        fact = make_fact(name, each, resolver.conditions())
        if ambiguous_windows(fact):
            what = f"Which of the windows from “{name}” is longer depends on the date."
            resolver.problems.append(Problem(name.place(), what, "Use days or months alone."))
        resolver.facts.append(replace(fact, asked=resolver.asked(name)))
    for position, fact in enumerate(resolver.facts):
        remedies = file.facts[fact.id].can_become
        conditions = {str(answer): resolver.condition(remedy.when) for answer, remedy in remedies.items()}
        resolver.facts[position] = replace(fact, can_become=make_remedies(fact, remedies, conditions))


def _policy(file: Written, rules: tuple[Rule, ...], resolver: Resolver, space: Space) -> Policy:
    offers = tuple(_offer(name, each, resolver) for name, each in file.offers.items())
    terms = tuple(_term(name, each, resolver, space) for name, each in file.terms.items())
    excluded, *others = (resolver.any(effect) for effect, _ in DECIDING)
    status = space.combine(_status, excluded, *others)
    resolver.problems += missing_cells(file, resolver.facts, excluded, space)
    actions = [rule.active for rule in rules if rule.action]
    values = [*(offer.value for offer in offers), *(term.case for term in terms), *actions]
    return Policy(
        id=str(file.policy),
        title=str(file.title),
        vendor=str(file.vendor),
        authority=str(file.authority),
        version=str(file.version),
        source_language=file.source_language,
        checked_on=str(file.checked_on),
        check_again_by=str(file.check_again_by),
        groups={str(name): Group(str(group.title), said(group.hint)) for name, group in file.groups.items()},
        facts=tuple(resolver.facts),
        offers=offers,
        terms=terms,
        rules=rules,
        checklist=tuple(Reminder(str(item.clause), resolver.condition(item.when)) for item in file.checklist),
        status=status,
        desk=_desk(file.desk, resolver, space),
        draft=_draft(file.draft, resolver, space),
        comparison=make_comparison(file.compare),
        matters=(status, *(space.combine(unless_moot, excluded, value) for value in values)),
    )


def _rule(name: str, rule: written.Rule, resolver: Resolver) -> Rule:
    clauses = tuple(map(str, rule.clauses))
    return Rule(
        id=str(name),
        effect=rule.kind,
        clauses=clauses,
        holds=resolver.condition(rule.when),
        active=resolver.rule(name),
        offer=rule.offer,
        beats=tuple(map(str, rule.beats)),
        action=None if rule.action is None else Advice(str(name), clauses[0], str(rule.action)),
        instead=tuple(_instead(f"{name}-{at}", each, resolver) for at, each in enumerate(rule.instead, start=1)),
        remark=said(rule.remark),
        short=said(rule.short),
    )


def _instead(name: str, way: written.Advice, resolver: Resolver) -> Instead:
    clause = None if way.clause is None else str(way.clause)
    return Instead(name, clause, str(way.text), resolver.condition(way.when), said(way.whom))


def _offer(name: Text, offer: written.Offer, resolver: Resolver) -> Offer:
    return Offer(str(name), str(offer.label), str(offer.otherwise), resolver.offer(name))


def _term(name: str, term: written.Term, resolver: Resolver, space: Space) -> Term:
    case = _first([_stated(each, resolver, space) for each in term.cases], space)
    return Term(str(name), str(term.label), tuple(map(_case, term.cases)), case, term.price)


def _stated(case: written.Case, resolver: Resolver, space: Space) -> Diagram:
    """Where the condition of a term's case is true; of one with a last day, only where its date is asked."""
    holds = resolver.condition(case.when)
    if case.through is None:
        return holds
    start = case.through.fact
    return space.combine(both, holds, next(fact.asked for fact in resolver.facts if fact.id == start))


def _first(conditions: list[Diagram], space: Space, start: int = 0) -> Diagram:
    """The position, counted from `start`, of the first condition that is true, or -1."""
    found: Diagram = -1
    for index, condition in reversed(list(enumerate(conditions, start))):
        found = space.combine(_choose(index), condition, found)
    return found


def _desk(desk: written.Desk | None, resolver: Resolver, space: Space) -> Desk | None:
    """The hours by plan; where the desks are is left out."""
    if desk is None:
        return None
    by_plan, count = dict[str, Diagram](), 0
    for plan, hours in desk.hours.items():
        conditions = [resolver.condition(each.when) for each in hours.exceptions]
        by_plan[str(plan)] = _first([*conditions, True], space, count)
        count += len(conditions) + 1
    return Desk(str(desk.plan), all_hours=make_hours(desk), by_plan=by_plan)


def _draft(draft: written.Draft | None, resolver: Resolver, space: Space) -> Draft | None:
    if draft is None:
        return None
    channels = tuple(Channel(str(each.clause), str(each.text), said(each.email)) for each in draft.channels)
    conditions = [resolver.condition(each.when) for each in draft.channels]
    return Draft(
        draft.languages,
        str(draft.subject),
        channels,
        _first(conditions, space),
        subjects=texts(draft.subjects),
        facts=texts(draft.facts),
        blanks=tuple(
            Blank(str(each.clause), str(each.text), resolver.condition(each.when), each.typed) for each in draft.blanks
        ),
    )


def _case(case: written.Case) -> Case:
    clause, text, through, whom = str(case.clause), str(case.text), case.through, said(case.whom)
    if through is None:
        due = None if case.due is None else Due(case.due.time, str(case.due.clause))
        return Case(clause, text, plain(case.value), whom=whom, due=due)
    return Case(clause, text, start=str(through.fact), window=through.window, whom=whom)


def _status(*truths: Truth) -> Status | None:
    """That of the first effect, in the order of `DECIDING`, that is in force; None while an earlier one is open."""
    for truth, (_, status) in zip(truths, DECIDING, strict=True):
        if truth is None:
            return None
        if truth:
            return status
    return UNCLEAR


def unless_moot(excluded: Truth, value: Any) -> Any:
    """What `value` is worth beside the status: nothing where a rule excludes, so that the status is not covered."""
    if excluded is None:
        return None
    return MOOT if excluded else value


def _choose(index: int) -> Callable[[Truth, Any], Any]:
    def choose(shown: Truth, rest: Any) -> Any:
        return index if shown else None if shown is None else rest

    return choose
