"""Links that nobody would write, read as the page reads them; what it takes must be an answer for the engine too."""

import json
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from checker.core.engine.link import read_answers
from checker.core.model.policy import Policy
from checker.places import ROOT

SCRIPT = Path(__file__).with_name("links.mjs")


def follow_links(policies: Mapping[str, Policy], count: int, seed: int) -> dict[str, Any]:
    """What the script reports of so many links. Raises CalledProcessError at the first fault."""
    facts = [
        {
            "policy": policy.id,
            "fact": fact.id,
            "type": fact.type,
            "options": list(fact.options),
            "minimum": fact.minimum,
            "maximum": fact.maximum,
            **({"maxToday": ""} if fact.max_today else {}),
        }
        for policy in policies.values()
        for fact in policy.facts
    ]
    command = [str(ROOT / ".venv" / "bin" / "node"), str(SCRIPT), str(count), str(seed)]
    done = subprocess.run(command, input=json.dumps(facts), stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def refused(policies: Mapping[str, Policy], accepted: Mapping[str, list[str]], today: date) -> list[str]:
    """The answers, by `policy.fact`, that the page takes from a link and the engine refuses."""
    return [
        f"{name}={value}"
        for name, values in accepted.items()
        for policy, fact in [name.split(".")]
        for value in values
        if fact not in read_answers(policies[policy], {fact: value}, today)
    ]
