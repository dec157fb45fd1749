"""Released versions: the compiled model of each, kept so that links made with it can be compared with later ones."""

import json
from collections.abc import Mapping
from pathlib import Path

from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy, write_policy
from checker.core.model.words import Words
from checker.diff.changes import Changes, same_rules
from checker.library.archive import archive, clause_texts
from checker.places import ROOT


def read_release(policy: Policy, root: Path = ROOT) -> Policy | None:
    """The policy as its present version was released; None where it has not been."""
    path = _path(policy, root)
    return read_policy(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def write_release(policy: Policy, words: Mapping[str, Words], root: Path = ROOT) -> Path:
    """Keep the policy as it is, with the texts of its clauses in each language."""
    path = _path(policy, root)
    clauses = {language: each.clauses[policy.id] for language, each in words.items()}
    texts = {language: {name: each.text for name, each in found.items()} for language, found in clauses.items()}
    for file, data in ((path, write_policy(policy)), (clause_texts(path), texts)):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    return path


def gives_other_verdicts(former: Policy, policy: Policy) -> bool:
    """Whether the two differ in a verdict, or in what can be answered."""
    if same_rules(former, policy):
        return False
    changes = Changes(former, policy)
    return any(map(changes.count.of, (changes.anything, changes.pair.alone(0), changes.pair.alone(1))))


def _path(policy: Policy, root: Path) -> Path:
    return archive(root) / f"{policy.id}-{policy.version}.json"
