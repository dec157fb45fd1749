"""A policy that leaves a case out exactly where one condition is true, with a fact of each type."""

from pathlib import Path
from typing import Any

from checker.core.model.policy import Policy
from checker.policy.clauses import PageClause
from checker.policy.compile import compile_policy
from checker.policy.problems import Place
from checker.policy.source import Source
from checker.policy.written import read_written

FILE = Path("acme.yaml")
FACT: dict[str, Any] = {"question": "?", "label": "Fact", "why": "It counts.", "asked when": "gate"}
FACTS: dict[str, dict[str, Any]] = {
    "gate": {**FACT, "type": "yes/no", "asked when": "always"},
    "kind": {**FACT, "type": "choice", "options": {"desk": "Desk", "door": "Door", "wall": "Wall"}},
    "tier": {**FACT, "type": "ordered", "options": {"bronze": "Bronze", "silver": "Silver", "gold": "Gold"}},
    "updated": {**FACT, "type": "yes/no"},
    "seats": {**FACT, "type": "integer", "minimum": 0, "maximum": 9},
    "bought_on": {**FACT, "type": "date"},
}
DERIVED = {"senior": "tier >= silver", "expired": "today > bought_on + 6 months", "not_new": "not updated"}


def table(days: dict[str, str], checked_on: str = "2026-11-21", again: str = "2027-05-21") -> dict[str, Any]:
    """A table of days by option."""
    dates = {"checked_on": checked_on, "check_again_by": again}
    return {"label": "Until", "source": "Acme", **dates, "days": days}


SETS = {"furniture": ["desk", "wall"], "below-gold": ["bronze", "silver"]}
DATES = {
    "supported_until": table(
        {
            **{"desk": "2026-11-21", "door": "2026-11-22", "wall": "unknown"},
            **{"bronze": "2027-01-01", "silver": "2025-01-01", "gold": "2026-12-31"},
        }
    ),
    "partly": table({"desk": "2026-11-21", "door": "2026-11-22"}),
    "never": table({"desk": "unknown", "door": "unknown", "wall": "unknown"}),
}


def policy_file(condition: str, **changes: Any) -> Any:
    """A policy file whose case is left out exactly where the condition is true."""
    return {
        **dict.fromkeys(("policy", "title", "vendor", "authority"), "acme"),
        **{"version": "2026.11", "source_language": "en", "checked_on": "2026-11-21", "check_again_by": "2027-05-21"},
        "facts": FACTS,
        "derived": DERIVED,
        "sets": SETS,
        "dates": DATES,
        "offers": {"phone": {"label": "Phone", "otherwise": "scope"}},
        "rules": {
            "probe": {"effect": "exclude", "when": condition, "clauses": ["scope"]},
            "everyone": {"effect": "cover", "when": "always", "clauses": ["scope"]},
        },
        **changes,
    }


def compiled(data: Any) -> Policy:
    """The policy of the file, in which every clause is called scope."""
    clauses = {each: {"scope": PageClause("scope", "All.", "acme/x.md", Place(FILE))} for each in ("en", "es", "it")}
    return compile_policy(read_written(Source(FILE, data, {(): Place(FILE)}, "." * 1000)), clauses)
