"""What each released version changed, kept beside its model: to compare two versions takes minutes.

`checker/policies/history/changes/<policy>-<version>.json` has the day of the release, and in `messages` by language the
translations of what its verdicts name, which the catalogues may not have any more. A version with one `before` it also
has the `digests` of the two models, the `day` of the examples, and in `changes` what `checker diff` says about the two.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from checker.core.model.calendar import parse_date
from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy
from checker.core.model.words import Words
from checker.diff.report import compared
from checker.diff.reported import Compared
from checker.library.archive import clause_texts, in_order, kept_changes
from checker.places import ROOT

Messages = Mapping[str, Mapping[str, str]]
"""By language, what texts in English are there."""


@dataclass(frozen=True)
class Release:
    """A released version: its model, its day, the texts of its clauses by language, and translations of its labels."""

    policy: Policy
    day: date
    texts: Mapping[str, Mapping[str, str]]
    messages: Messages


@dataclass(frozen=True)
class Step:
    """A release after another one: what changes, with examples that are so on `day`."""

    before: Release
    after: Release
    changes: Compared
    day: date


@dataclass(frozen=True)
class History:
    """The releases of a policy, the oldest first, and the steps from each to the next."""

    releases: tuple[Release, ...]
    steps: tuple[Step, ...]

    def step_to(self, version: str) -> Step | None:
        """What that version changed; None for the first one."""
        return next((step for step in self.steps if step.after.policy.version == version), None)


def read_history(policy: str, root: Path = ROOT) -> History:
    """The releases of the policy whose changes were kept; a release that is only being made may lack them."""
    kept = [path for path in in_order(policy, root) if kept_changes(path).exists()]
    data = [json.loads(kept_changes(path).read_text(encoding="utf-8")) for path in kept]
    releases = [_release(path, each) for path, each in zip(kept, data, strict=True)]
    steps = [
        Step(before, after, each["changes"], _day(each["day"]))
        for before, after, each in zip(releases, releases[1:], data[1:], strict=False)
        if each.get("before") == before.policy.version
    ]
    return History(tuple(releases), tuple(steps))


def keeps_changes(policy: Policy, root: Path = ROOT) -> bool:
    """Whether what the policy's version changed is kept, of the models as they are now."""
    before, model = _models(policy, root)
    kept = kept_changes(model)
    if not kept.exists():
        return False
    digests = json.loads(kept.read_text(encoding="utf-8")).get("digests", [])
    return bool(digests == (_digests(before, model) if before else []))


def write_changes(policy: Policy, words: Mapping[str, Words], day: date, root: Path = ROOT) -> Path:
    """Keep what the policy's version, which has just been released, changed; `day` is that of a first release."""
    before, model = _models(policy, root)
    path, labels = kept_changes(model), sorted(set(_labels(policy)))
    former = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    data: dict[str, Any] = {
        "released": former.get("released", day.isoformat()),
        "messages": {
            language: {text: said for text in labels if (said := each.gettext(text)) != text}
            for language, each in words.items()
        },
    }
    if before:
        found = compared(policy.id, _read(before), _read(model), day)
        data |= {
            "before": found["old"],
            "digests": _digests(before, model),
            "day": day.isoformat(),
            "changes": _without_words(found),
        }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")
    return path


def _without_words(found: Compared) -> Compared:
    """The same, its examples without what can be said again of their answers: words and links."""
    for group in [*found.get("clauses", []), *found.get("levels", [])]:
        group["example"] = {**group["example"], "words": "", "link": ""}
    return found


def _models(policy: Policy, root: Path) -> tuple[Path | None, Path]:
    """Where the models of the version before, and of this one, are kept."""
    paths = in_order(policy.id, root)
    at = [path.stem for path in paths].index(f"{policy.id}-{policy.version}")
    return (paths[at - 1] if at else None), paths[at]


def _digests(*paths: Path) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest()[:16] for path in paths]


def _release(path: Path, data: Mapping[str, Any]) -> Release:
    texts = json.loads(clause_texts(path).read_text(encoding="utf-8"))
    return Release(_read(path), _day(data["released"]), texts, data["messages"])


def _read(path: Path) -> Policy:
    return read_policy(json.loads(path.read_text(encoding="utf-8")))


def _labels(policy: Policy) -> Iterator[str]:
    """What a verdict names, in English."""
    yield policy.title
    for fact in policy.facts:
        yield fact.label
        yield from fact.options.values()
    yield from (offer.label for offer in policy.offers)
    for term in policy.terms:
        yield term.label
        yield from (case.text for case in term.cases)
    yield from (rule.action.text for rule in policy.rules if rule.action)


def _day(text: str) -> date:
    day = parse_date(text)
    assert day is not None
    return day
