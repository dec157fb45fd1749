"""Policies as JSON-ready data and back; together `write_policy` and `read_policy` are the identity.

Both follow the types of the fields of its classes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, get_args, get_origin

from checker.core.model.diagram import Diagram, Node, nodes_of
from checker.core.model.policy import Policy

Read = Callable[[object, Sequence[Diagram]], object]
"""Makes a value of what JSON has in its place. The diagrams are those to which references lead."""


def write_policy(policy: Policy) -> dict[str, Any]:
    """`policy` as JSON-ready data, its diagrams as references into one table of nodes, children first."""
    nodes = nodes_of(_diagrams(policy))
    references = {node: {"node": index} for index, node in enumerate(nodes)}

    def plain(value: object) -> object:
        if isinstance(value, Node):
            return references[value]
        if isinstance(value, Mapping):
            return {key: plain(each) for key, each in value.items()}
        if isinstance(value, (list, tuple)):
            return [plain(each) for each in value]
        if is_dataclass(value):
            return {name: plain(each) for name, each in _entries(value)}
        return value

    table = [[node.fact, [plain(child) for child in node.children]] for node in nodes]
    return {**{name: plain(each) for name, each in _entries(policy)}, "nodes": table}


def read_policy(data: dict[str, Any]) -> Policy:
    """The policy that `write_policy` wrote, also for an earlier version: each node once, in its smallest form.

    Models of earlier versions may have fields more and fields less.
    """
    nodes = list[Diagram]()
    table: list[tuple[int, list[object]]] = data["nodes"]
    for fact, children in table:
        nodes.append(Node(fact, tuple([_diagram(child, nodes) for child in children])))
    found = _entry(Policy)(data, nodes)
    assert isinstance(found, Policy)
    return found


def _entries(value: Any) -> Iterator[tuple[str, object]]:
    """The fields that are written, with what is in them."""
    for each in fields(value):
        found = getattr(value, each.name)
        if each.init and (found or "sparse" not in each.metadata):
            yield each.name, found


def _diagram(value: object, nodes: Sequence[Diagram]) -> Diagram:
    if isinstance(value, dict):
        return nodes[value["node"]]
    assert isinstance(value, (str, int))
    return value


def _reader(hint: object) -> Read | None:
    """What reads a value of this type; None where JSON has it as it is."""
    if hint == Diagram:
        return _diagram
    if isinstance(hint, type) and is_dataclass(hint):
        return _entry(hint)
    kind, inner = get_origin(hint), [_reader(each) for each in get_args(hint)]
    if kind is tuple:
        return _listed(inner[0])
    if kind is Mapping and inner[1]:
        return _named(inner[1])
    return next((_optional(each) for each in inner if each), None)


@cache
def _entry(kind: type) -> Read:
    readers = {each.name: _reader(each.type) for each in fields(kind) if each.init}
    made = [(name, reader) for name, reader in readers.items() if reader]

    def read(value: object, nodes: Sequence[Diagram]) -> object:
        assert isinstance(value, dict)
        known: dict[str, object] = {name: each for name, each in value.items() if name in readers}
        for name, reader in made:
            if name in known:
                known[name] = reader(known[name], nodes)
        return kind(**known)

    return read


def _listed(reader: Read | None) -> Read:
    def read(value: object, nodes: Sequence[Diagram]) -> object:
        assert isinstance(value, list)
        return tuple([reader(each, nodes) for each in value] if reader else value)

    return read


def _named(reader: Read) -> Read:
    def read(value: object, nodes: Sequence[Diagram]) -> object:
        assert isinstance(value, dict)
        return {name: reader(each, nodes) for name, each in value.items()}

    return read


def _optional(reader: Read) -> Read:
    return lambda value, nodes: None if value is None else reader(value, nodes)


def _diagrams(policy: Policy) -> list[Diagram]:
    return [
        *([policy.draft.channel, *(blank.when for blank in policy.draft.blanks)] if policy.draft else []),
        *(policy.desk.by_plan.values() if policy.desk else []),
        *(fact.asked for fact in policy.facts),
        *(remedy.when for fact in policy.facts for remedy in fact.can_become),
        *(offer.value for offer in policy.offers),
        *(term.case for term in policy.terms),
        *(each for rule in policy.rules for each in (rule.holds, rule.active, *(way.when for way in rule.instead))),
        *(reminder.shown for reminder in policy.checklist),
        policy.status,
        *policy.matters,
    ]
