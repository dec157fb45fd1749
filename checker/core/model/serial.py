"""Policies as JSON-ready data and back; together `write_policy` and `read_policy` are the identity."""

from collections.abc import Callable, Mapping
from dataclasses import fields
from typing import Any

from checker.core.model.desk import read_desk
from checker.core.model.diagram import Diagram, Node, nodes_of
from checker.core.model.layout import read_comparison, read_layout
from checker.core.model.policy import (
    Advice,
    Blank,
    Case,
    Channel,
    Draft,
    Fact,
    Group,
    Instead,
    Offer,
    Policy,
    Remedy,
    Reminder,
    Rule,
    Term,
    Window,
)

ReadDiagram = Callable[[Any], Diagram]
"""From a reference into the table of nodes, or a leaf, to the diagram."""


def write_policy(policy: Policy) -> dict[str, Any]:
    """`policy` as JSON-ready data, its diagrams as references into one table of nodes, children first."""
    nodes = nodes_of(_diagrams(policy))
    references = {node: {"node": index} for index, node in enumerate(nodes)}

    def plain(value: Any) -> Any:
        if isinstance(value, Node):
            return references[value]
        if isinstance(value, Mapping):
            return {key: plain(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(each) for each in value]
        if hasattr(value, "__dataclass_fields__"):
            return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
        return value

    table = [[node.fact, [plain(child) for child in node.children]] for node in nodes]
    return {**plain(policy), "nodes": table}


def read_policy(data: Mapping[str, Any]) -> Policy:
    """The policy that `write_policy` wrote, also for an earlier version: each node once, in its smallest form."""
    nodes: list[Diagram] = []

    def diagram(value: Any) -> Diagram:
        return nodes[value["node"]] if isinstance(value, dict) else value

    for fact, children in data["nodes"]:
        nodes.append(Node(fact, tuple(map(diagram, children))))
    return Policy(
        **{name: data[name] for name in _PLAIN},
        groups={name: Group(**group) for name, group in data["groups"].items()},
        facts=tuple(_fact(each, diagram) for each in data["facts"]),
        offers=tuple(Offer(**{**each, "value": diagram(each["value"])}) for each in data["offers"]),
        terms=tuple(_term(each, diagram) for each in data["terms"]),
        rules=tuple(_rule(each, diagram) for each in data["rules"]),
        checklist=tuple(Reminder(each["clause"], diagram(each["shown"])) for each in data["checklist"]),
        status=diagram(data["status"]),
        matters=tuple(map(diagram, data["matters"])),
        desk=read_desk(data["desk"]),
        draft=_draft(data["draft"], diagram),
        tables=read_layout(data["tables"]),
        comparison=read_comparison(data["comparison"]),
        order=tuple(data.get("order", ())),
    )


_PLAIN = ("id", "title", "vendor", "authority", "version", "source_language", "checked_on", "check_again_by")


def _fact(data: Mapping[str, Any], diagram: ReadDiagram) -> Fact:
    known = {name: each for name, each in data.items() if name in _OF_FACT}
    return Fact(
        **{
            **known,
            "asked": diagram(data["asked"]),
            "can_become": tuple(
                Remedy(**{**each, "when": diagram(each["when"])}) for each in data.get("can_become", [])
            ),
            "cuts": tuple(data["cuts"]),
            "windows": tuple(Window(**window) for window in data["windows"]),
        }
    )


_OF_FACT = {each.name for each in fields(Fact)}
"""Models of earlier versions have other fields as well: `changeable` and `synonyms`."""


def _term(data: Mapping[str, Any], diagram: ReadDiagram) -> Term:
    cases = tuple(
        Case(**{**case, "window": Window(**case["window"]) if case["window"] else None}) for case in data["cases"]
    )
    return Term(**{**data, "cases": cases, "case": diagram(data["case"])})


def _rule(data: Mapping[str, Any], diagram: ReadDiagram) -> Rule:
    return Rule(
        **{
            **data,
            "clauses": tuple(data["clauses"]),
            "beats": tuple(data["beats"]),
            "holds": diagram(data["holds"]),
            "active": diagram(data["active"]),
            "action": Advice(**data["action"]) if data["action"] else None,
            "instead": tuple(Instead(**{**each, "when": diagram(each.get("when", True))}) for each in data["instead"]),
        }
    )


def _draft(data: Mapping[str, Any] | None, diagram: ReadDiagram) -> Draft | None:
    if data is None:
        return None
    return Draft(
        **{
            **data,
            "languages": tuple(data["languages"]),
            "channels": tuple(Channel(**channel) for channel in data["channels"]),
            "channel": diagram(data["channel"]),
            "blanks": tuple(Blank(**{**each, "when": diagram(each["when"])}) for each in data.get("blanks", [])),
        }
    )


def _diagrams(policy: Policy) -> list[Diagram]:
    return [
        *([policy.draft.channel, *(blank.when for blank in policy.draft.blanks)] if policy.draft else []),
        *(fact.asked for fact in policy.facts),
        *(remedy.when for fact in policy.facts for remedy in fact.can_become),
        *(offer.value for offer in policy.offers),
        *(term.case for term in policy.terms),
        *(each for rule in policy.rules for each in (rule.holds, rule.active, *(way.when for way in rule.instead))),
        *(reminder.shown for reminder in policy.checklist),
        policy.status,
        *policy.matters,
    ]
