"""A verdict as a worked case, as maintainers keep them: what was answered, and what must come out."""

import json
from typing import Any

from checker.core.engine.verdict import Verdict


def worked_case(verdict: Verdict) -> str:
    """The case as YAML, an item of a list that `checker cases add` reads."""
    return case_text(
        {
            "policy": verdict.policy.id,
            "name": f"Reported on {verdict.today.isoformat()}",
            "today": verdict.today.isoformat(),
            "answers": dict(verdict.answers),
            "status": verdict.status,
        }
    )


def case_text(case: dict[str, Any]) -> str:
    """A key a line; values are JSON, and so YAML."""
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in case.items()]
    return "- " + "\n  ".join(lines) + "\n"
