"""Every worked case judged, by CPython or inside the runtime: the same text from both."""

import json
from dataclasses import asdict, replace
from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Any

from checker.core.engine import decide
from checker.core.serial import read_policy
from checker.core.verdict import Verdict

HERE = Path(__file__).parent


def main() -> str:
    """Inside the runtime. The given modules are imported before."""
    given = json.loads((HERE / "given.json").read_text("utf-8"))
    for name in given["modules"]:
        import_module(name)
    return judged(given)


def judged(given: dict[str, Any]) -> str:
    """The verdicts as JSON, of {"policies": {id: policy}, "cases": [[policy, answers, today]]}."""
    policies = {name: read_policy(each) for name, each in given["policies"].items()}
    cases = given["cases"]
    verdicts = [decide(policies[name], answers, date.fromisoformat(today)) for name, answers, today in cases]
    return json.dumps([_plain(verdict) for verdict in verdicts], default=str)


def _plain(verdict: Verdict) -> dict[str, Any]:
    """All of it but the policy, with its terms by their clauses."""
    terms = [(each.term.id, each.case.clause, each.through) for each in verdict.terms]
    bare = asdict(replace(verdict, policy=None, terms=()))
    return {**bare, "terms": terms}
