"""The compiler: a policy file and the clauses on its pages become a `Policy`, or a report of everything wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from checker.core.model.diagram import Diagram, Space, nodes_of
from checker.core.model.layout import read_comparison
from checker.core.model.policy import (
    CONDITIONAL,
    COVERED,
    LIMITED,
    MOOT,
    NOT_COVERED,
    UNCLEAR,
    Advice,
    Case,
    Channel,
    Draft,
    Group,
    Offer,
    Policy,
    Reminder,
    Rule,
    Term,
    Window,
)
from checker.core.model.truth import Truth, both
from checker.moment import build_day
from checker.policy.agreement import check_agreement
from checker.policy.bounded import MOST, BoundedSpace, TooLarge
from checker.policy.clauses import read_clauses
from checker.policy.desk import check_desk, make_desk
from checker.policy.facts import ambiguous_windows, make_fact
from checker.policy.layout import check_comparison, check_layout, make_layout
from checker.policy.ordering import diagram_order
from checker.policy.problems import AuthoringError, Problem
from checker.policy.references import Clauses, check_references
from checker.policy.resolve import Resolver
from checker.policy.reviews import Records, find_reviews, mark_stale, unreviewed_rules
from checker.policy.shape import check_shape
from checker.policy.source import Source, read_yaml

FAR_LARGER = 5
"""So many steps for each node of a policy in one order may be taken for another order, before that is given up."""


def compile_file(
    path: Path, docs: Path, today: date | None = None, records: Records | None = None
) -> tuple[Policy, Clauses]:
    """The policy file at `path` with the pages below `docs`, as of `today`. Raises AuthoringError.

    Where there are `records`, it must have been reviewed too.
    """
    source, clauses, problems = read_sources(path, docs)
    reviews = [] if records is None else find_reviews(source, clauses, records)
    problems += unreviewed_rules(source.data["policy"], reviews)
    return compile_source(source, clauses, problems, today), mark_stale(clauses, reviews)


def read_sources(path: Path, docs: Path) -> tuple[Source, Clauses, list[Problem]]:
    """The policy file, of the right shape, its clauses, and all problems of the pages. Raises AuthoringError."""
    source = read_yaml(path)
    problems = check_shape(source)
    if not problems and source.data["policy"] != path.stem:
        what = f"“{source.data['policy']}” is not the name of this file."
        problems = [Problem(source.place("policy"), what, f"Write “{path.stem}”, or rename the file.")]
    if problems:
        raise AuthoringError(problems)
    return source, *read_clauses(docs, source.data["policy"])


def compile_source(
    source: Source, clauses: Clauses, problems: list[Problem] | None = None, today: date | None = None
) -> Policy:
    """The policy of a file that has the right shape. Raises AuthoringError with `problems` and all that are found."""
    resolver = Resolver(source, Space())
    found = [*(problems or []), *check_references(source, clauses), *check_desk(source), *check_layout(source)]
    found += [*check_comparison(source), *check_agreement(source, clauses), *resolver.problems]
    if found:
        raise AuthoringError(found)
    policy = _compile(source, diagram_order(list(source.data["facts"]), resolver.together()))
    return replace(policy, desk=make_desk(source, today or build_day()), tables=make_layout(source))


def _compile(source: Source, order: tuple[int, ...]) -> Policy:
    """The policy with its diagrams in this order or in that of asking, where they are the smaller ones."""
    found, most, refused = list[Policy](), MOST, ""
    for each in dict.fromkeys((order, ())):
        try:
            found.append(_in_order(source, BoundedSpace(list(source.data["facts"]), each, most)))
            most = min(most, FAR_LARGER * _size(found[0]))
        except TooLarge as error:
            refused = str(error)
    if not found:
        raise AuthoringError([Problem(source.place("rules"), refused)])
    return min(reversed(found), key=_size)


def _in_order(source: Source, space: BoundedSpace) -> Policy:
    resolver = Resolver(source, space)
    _make_facts(source, resolver)
    resolver.check_derived()
    rules = tuple(_rule(name, data, resolver) for name, data in source.data["rules"].items())
    policy = _policy(source.data, rules, resolver, space) if not resolver.problems else None
    if policy is None or resolver.problems:
        raise AuthoringError(resolver.problems)
    return replace(policy, order=space.order)


def _size(policy: Policy) -> int:
    return len(nodes_of([*policy.matters, *(rule.active for rule in policy.rules)]))


def _make_facts(source: Source, resolver: Resolver) -> None:
    for name, data in source.data["facts"].items():
        fact = make_fact(name, data, resolver.conditions())
        if ambiguous_windows(fact):
            what = f"Which of the windows from “{name}” is longer depends on the date."
            resolver.problems.append(Problem(source.place("facts", name), what, "Use days or months alone."))
        resolver.facts.append(replace(fact, asked=resolver.asked(name)))


def _policy(data: dict[str, Any], rules: tuple[Rule, ...], resolver: Resolver, space: Space) -> Policy:
    offers = tuple(_offer(name, each, resolver) for name, each in data["offers"].items())
    terms = tuple(_term(name, each, resolver, space) for name, each in data.get("terms", {}).items())
    excluded, *others = map(resolver.any, ("exclude", "require", "limit", "cover"))
    status = space.combine(_status, excluded, *others)
    actions = [rule.active for rule in rules if rule.effect == "require"]
    values = [*(offer.value for offer in offers), *(term.case for term in terms), *actions]
    return Policy(
        id=data["policy"],
        **{name: data[name] for name in ("title", "vendor", "authority", "version", "source_language")},
        **{name: data[name] for name in ("checked_on", "check_again_by")},
        groups={name: Group(**group) for name, group in data.get("groups", {}).items()},
        facts=tuple(resolver.facts),
        offers=offers,
        terms=terms,
        rules=rules,
        checklist=tuple(
            Reminder(item["clause"], resolver.condition("checklist", index, "when"))
            for index, item in enumerate(data.get("checklist", []))
        ),
        status=status,
        draft=_draft(data.get("draft"), resolver, space),
        comparison=read_comparison(data.get("compare")),
        matters=(status, *(space.combine(unless_moot, excluded, value) for value in values)),
    )


def _rule(name: str, data: dict[str, Any], resolver: Resolver) -> Rule:
    effect, _, offer = data["effect"].partition(" ")
    advice = enumerate(data.get("instead", []), start=1)
    return Rule(
        id=name,
        effect=effect,
        clauses=tuple(data["clauses"]),
        holds=resolver.condition("rules", name, "when"),
        active=resolver.rule(name),
        offer=offer,
        beats=tuple(data.get("beats", [])),
        action=Advice(name, data["clauses"][0], data["action"]) if "action" in data else None,
        instead=tuple(Advice(f"{name}-{number}", each["clause"], each["text"]) for number, each in advice),
        remark=data.get("remark", ""),
    )


def _offer(name: str, data: dict[str, Any], resolver: Resolver) -> Offer:
    return Offer(name, data["label"], data["otherwise"], resolver.offer(name))


def _term(name: str, data: dict[str, Any], resolver: Resolver, space: Space) -> Term:
    case = _first([_stated(name, index, each, resolver, space) for index, each in enumerate(data["cases"])], space)
    return Term(name, data["label"], tuple(map(_case, data["cases"])), case)


def _stated(term: str, index: int, data: dict[str, Any], resolver: Resolver, space: Space) -> Diagram:
    """Where the condition of a term's case holds; of one with a last day, only where its date is asked."""
    holds = resolver.condition("terms", term, "cases", index, "when")
    if "through" not in data:
        return holds
    asked = next(fact.asked for fact in resolver.facts if fact.id == data["through"]["fact"])
    return space.combine(both, holds, asked)


def _first(conditions: list[Diagram], space: Space) -> Diagram:
    """The position of the first condition that holds, or -1."""
    found: Diagram = -1
    for index, condition in reversed(list(enumerate(conditions))):
        found = space.combine(_choose(index), condition, found)
    return found


def _draft(data: dict[str, Any] | None, resolver: Resolver, space: Space) -> Draft | None:
    if data is None:
        return None
    channels = [Channel(each["clause"], each["text"], each.get("email", "")) for each in data["channels"]]
    conditions = [resolver.condition("draft", "channels", index, "when") for index, _ in enumerate(channels)]
    return Draft(tuple(data["languages"]), data["subject"], tuple(channels), _first(conditions, space))


def _case(data: dict[str, Any]) -> Case:
    through = data.get("through")
    if through is None:
        return Case(data["clause"], data["text"], data.get("value"))
    window = Window(through["amount"], through["unit"])
    return Case(data["clause"], data["text"], start=through["fact"], window=window)


def _status(excluded: Truth, required: Truth, limited: Truth, covered: Truth) -> str | None:
    """The first effect, in this order, that is in force; None while an earlier one is open."""
    effects = ((excluded, NOT_COVERED), (required, CONDITIONAL), (limited, LIMITED), (covered, COVERED))
    for truth, status in effects:
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
