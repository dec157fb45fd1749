"""The compiler: a policy file and the clauses on its pages become a `Policy`, or a report of everything wrong."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from checker.core.model.diagram import Diagram, Space
from checker.core.model.layout import read_comparison
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
    Group,
    Instead,
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
from checker.policy.clauses import read_clauses
from checker.policy.desk import check_desk, make_desk
from checker.policy.facts import ambiguous_windows, make_fact, make_remedies
from checker.policy.layout import check_comparison, check_layout, make_layout
from checker.policy.problems import AuthoringError, Problem
from checker.policy.references import Clauses, check_references
from checker.policy.resolve import Resolver
from checker.policy.reviews import Records, find_reviews, mark_stale, unreviewed_rules
from checker.policy.shape import check_shape
from checker.policy.source import Source, read_yaml

BY_RANK = (NOT_COVERED, UNCLEAR, CONDITIONAL, LIMITED, COVERED)


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
    space = Space()
    resolver = Resolver(source, space)
    found = [*(problems or []), *check_references(source, clauses), *check_desk(source), *check_layout(source)]
    found += [*check_comparison(source), *check_agreement(source, clauses), *resolver.problems]
    if found:
        raise AuthoringError(found)
    _make_facts(source, resolver)
    resolver.check_derived()
    rules = tuple(_rule(name, data, resolver) for name, data in source.data["rules"].items())
    policy = _policy(source.data, rules, resolver, space) if not resolver.problems else None
    if policy is None or resolver.problems:
        raise AuthoringError(resolver.problems)
    return replace(policy, desk=make_desk(source, today or build_day()), tables=make_layout(source))


def _make_facts(source: Source, resolver: Resolver) -> None:
    for name, data in source.data["facts"].items():
        fact = make_fact(name, data, resolver.conditions())
        if ambiguous_windows(fact):
            what = f"Which of the windows from “{name}” is longer depends on the date."
            resolver.problems.append(Problem(source.place("facts", name), what, "Use days or months alone."))
        resolver.facts.append(replace(fact, asked=resolver.asked(name)))
    for position, fact in enumerate(resolver.facts):
        written = source.data["facts"][fact.id].get("can become", {})
        conditions = {answer: resolver.condition("facts", fact.id, "can become", answer, "when") for answer in written}
        resolver.facts[position] = replace(fact, can_become=make_remedies(fact, written, conditions))


def _policy(data: dict[str, Any], rules: tuple[Rule, ...], resolver: Resolver, space: Space) -> Policy:
    offers = tuple(_offer(name, each, resolver) for name, each in data["offers"].items())
    terms = tuple(_term(name, each, resolver, space) for name, each in data.get("terms", {}).items())
    status = space.combine(_status, *map(resolver.any, ("exclude", "doubt", "require", "limit", "cover")))
    actions = [rule.active for rule in rules if rule.action]
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
        matters=(status, *(space.combine(unless_moot, status, value) for value in values)),
    )


def _rule(name: str, data: dict[str, Any], resolver: Resolver) -> Rule:
    effect, _, offer = data["effect"].partition(" ")
    return Rule(
        id=name,
        effect=effect,
        clauses=tuple(data["clauses"]),
        holds=resolver.condition("rules", name, "when"),
        active=resolver.rule(name),
        offer=offer,
        beats=tuple(data.get("beats", [])),
        action=Advice(name, data["clauses"][0], data["action"]) if "action" in data else None,
        instead=tuple(_instead(name, index, each, resolver) for index, each in enumerate(data.get("instead", []))),
        remark=data.get("remark", ""),
        short=data.get("in short", ""),
    )


def _instead(rule: str, index: int, data: dict[str, Any], resolver: Resolver) -> Instead:
    when = resolver.condition("rules", rule, "instead", index, "when")
    return Instead(f"{rule}-{index + 1}", data.get("clause"), data["text"], when, data.get("for", ""))


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
    return Draft(
        tuple(data["languages"]),
        data["subject"],
        tuple(channels),
        _first(conditions, space),
        subjects=data.get("subjects", {}),
        facts=data.get("facts", {}),
        blanks=tuple(_blank(index, each, resolver) for index, each in enumerate(data.get("blanks", []))),
    )


def _blank(index: int, data: dict[str, Any], resolver: Resolver) -> Blank:
    when = resolver.condition("draft", "blanks", index, "when")
    return Blank(data["clause"], data["text"], when, data.get("typed", False))


def _case(data: dict[str, Any]) -> Case:
    through = data.get("through")
    whom = data.get("for", "")
    if through is None:
        return Case(data["clause"], data["text"], data.get("value"), whom=whom)
    window = Window(through["amount"], through["unit"])
    return Case(data["clause"], data["text"], start=through["fact"], window=window, whom=whom)


def _status(*effects: Truth) -> str | None:
    """That of the first effect, in the order of `BY_RANK`, that is in force; None while an earlier one is open."""
    for truth, status in zip(effects, BY_RANK, strict=True):
        if truth is None:
            return None
        if truth:
            return status
    return UNCLEAR


def unless_moot(status: str | None, value: Any) -> Any:
    """What `value` is worth beside the status: nothing where the status is not covered."""
    if status is None:
        return None
    return MOOT if status == NOT_COVERED else value


def _choose(index: int) -> Callable[[Truth, Any], Any]:
    def choose(shown: Truth, rest: Any) -> Any:
        return index if shown else None if shown is None else rest

    return choose
