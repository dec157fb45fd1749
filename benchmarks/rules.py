"""The 3CX rules as JSON logic, for the pages that stand beside the checker: each decision diagram becomes nested ifs.

Answers are classes of values there (see `checker.core.model.classes`), so that dates and numbers need no reading.
"""

import json
from pathlib import Path
from typing import Any

from benchmarks.case import CASE, POLICY, TODAY
from checker.core.engine.answers import classify
from checker.core.model.diagram import Diagram, Node
from checker.core.model.policy import Policy
from checker.library.library import open_library


def write_rules(target: Path) -> None:
    """Write `{"answers": {fact: class}, "rules": {name: logic}}`: some 90 rules and the status."""
    policy = open_library().policies[POLICY]
    answers = {policy.facts[at].id: group for at, group in classify(policy, CASE, TODAY).items()}
    rules = {name: _logic(policy, diagram) for name, diagram in _diagrams(policy).items()}
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"answers": answers, "rules": rules}), encoding="utf-8")


def _diagrams(policy: Policy) -> dict[str, Diagram]:
    return {
        "status": policy.status,
        **{f"rule {rule.id}": rule.active for rule in policy.rules},
        **{f"offer {offer.id}": offer.value for offer in policy.offers},
        **{f"term {term.id}": term.case for term in policy.terms},
        **{f"checklist {item.clause}": item.shown for item in policy.checklist},
        **{f"asked {fact.id}": fact.asked for fact in policy.facts},
    }


def _logic(policy: Policy, diagram: Diagram) -> Any:
    """Null where the answer is not there: open."""
    if not isinstance(diagram, Node):
        return diagram
    branches: dict[Diagram, list[int]] = {}
    for group, child in enumerate(diagram.children):
        branches.setdefault(child, []).append(group)
    answer = {"var": policy.facts[diagram.fact].id}
    parts = [part for child, groups in branches.items() for part in ({"in": [answer, groups]}, _logic(policy, child))]
    return {"if": [*parts, None]}
