"""Released versions: the compiled model of each, kept so that links made with it can be compared with later ones."""

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from checker.core.model.kinds import KINDS
from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy, write_policy
from checker.core.model.words import Words
from checker.diff.changes import each_day, same_rules
from checker.diff.history import keeps_changes
from checker.library.archive import archive, clause_texts, last_release_path
from checker.places import ROOT
from checker.policy.placed import Text
from checker.policy.problems import Problem
from checker.policy.written import Written


def read_release(policy: Policy, root: Path = ROOT) -> Policy | None:
    """The policy as its present version was released; None where it has not been."""
    path = _path(policy, root)
    return read_policy(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else None


def last_release(policy: str, root: Path = ROOT) -> Policy | None:
    """The newest version of the policy that was released; None where none has been."""
    path = last_release_path(policy, root)
    return read_policy(json.loads(path.read_text(encoding="utf-8"))) if path else None


def release_problems(policy: Policy, file: Written, root: Path = ROOT) -> Iterator[Problem]:
    """That the policy, whose file this is, has not been released as it is; and that options have changed places."""
    former = read_release(policy, root)
    if former is None:
        yield Problem(file.version.place(), f"Version {policy.version} has not been released.", "Run: checker release")
    elif not gives_other_verdicts(former, policy):
        if not keeps_changes(policy, root):
            what = f"What changed in version {policy.version} has not been worked out of the models as they are."
            yield Problem(file.version.place(), what, "Run: checker release")
    else:
        what = f"Version {policy.version} was released with other verdicts or questions."
        yield Problem(file.version.place(), what, "Give it a new version, then run: checker release")
    last = last_release(policy.id, root)
    ranked = [fact for fact in policy.facts if KINDS[fact.type].ranked]
    for fact in last.facts if last else ():
        now = next((each for each in ranked if (each.id, each.type) == (fact.id, fact.type)), None)
        was = [option for option in fact.options if now and option in now.options]
        if now and was != [option for option in now.options if option in fact.options]:
            what = f"The options of “{fact.id}” stand in another order than when last released: {', '.join(was)}."
            first = next(iter(file.facts[Text(fact.id)].options))
            yield Problem(first.place(), what, "The order says which of them is more.")


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
    start = date.fromisoformat(former.checked_on)
    return any(
        any(map(changes.count.of, (changes.anything, changes.pair.alone(0), changes.pair.alone(1))))
        for _day, changes in each_day(former, policy, start)
    )


def _path(policy: Policy, root: Path) -> Path:
    return archive(root) / f"{policy.id}-{policy.version}.json"
