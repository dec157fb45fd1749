"""What is said of some answers, in full, as it was approved: `said.json`. `make said` writes it anew.

It is said by released versions of the policies, which nobody edits, and the texts of clauses are replaced: only an edit
of the code changes anything here.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from checker.core.engine.decide import decide, next_questions
from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy
from checker.core.model.words import Clause, Words
from checker.core.words.draft import drafts
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import summary, view
from checker.core.words.version_view import version_section
from checker.languages import LANGUAGES
from checker.library.archive import archive
from checker.places import ROOT

APPROVED = Path(__file__).parent / "said.json"


def said(asked: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """All that the core says of this policy, these answers and this day; `before`: to compare with, as if by a link."""
    policy, today = _released(asked["policy"], asked["version"]), date.fromisoformat(asked["today"])
    words, answers = _words(policy), asked["answers"]
    verdict = decide(policy, answers, today)
    former = decide(policy, before["answers"], date.fromisoformat(before["today"]))
    speakers = dict.fromkeys(LANGUAGES, words)
    return {
        "document": document(verdict, words),
        "view": view(verdict, words),
        "summary": summary(verdict, words),
        "ask": next_questions(verdict),
        "drafts": drafts(verdict, "en", speakers)[:1],
        "versions": [
            version_section(verdict, version, each, words)
            for version, each in (("1.0", former), ("1.0", verdict), ("1.0", None), ("3.0", None))
        ],
    }


def sayings(approved: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The approved list, with what is said now; each is compared with the last before it of the same policy."""
    last: dict[str, dict[str, Any]] = {}
    for each in approved:
        asked = each["asked"]
        now = json.loads(json.dumps(said(asked, last.get(asked["policy"], asked))))
        yield {"asked": asked, "said": now}
        last[asked["policy"]] = asked


def _released(name: str, version: str) -> Policy:
    """That version of the policy, with dates and a version that no release has."""
    policy = read_policy(json.loads((archive(ROOT) / f"{name}-{version}.json").read_text(encoding="utf-8")))
    return replace(policy, version="2.0", checked_on="2026-10-01", check_again_by="2026-12-31")


def _words(policy: Policy) -> Words:
    names = {name for rule in policy.rules for name in rule.clauses} | {item.clause for item in policy.checklist}
    names |= {each.clause for rule in policy.rules for each in (rule.action, *rule.instead) if each}
    names |= {case.clause for term in policy.terms for case in term.cases} | {each.otherwise for each in policy.offers}
    names |= {each.clause for each in policy.draft.channels} if policy.draft else set()
    clauses = {name: Clause(f"<{name}>", f"#{name}", stale=len(name) % 5 == 0) for name in names}
    return Words(clauses={policy.id: clauses})


if __name__ == "__main__":
    found = list(sayings(json.loads(APPROVED.read_text())))
    APPROVED.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n")
