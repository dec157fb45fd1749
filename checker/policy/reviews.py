"""Reviews: which text of a clause the rules and translations that rest on it were last compared with.

A file `policies/reviewed/<policy>.yaml` records, for each clause, the fingerprint of its text in the source language
under the name of everything that rests on it: its uses in the policy file, and its translations. Where the text has
another fingerprint now, or none is recorded, somebody has to look again.
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from checker.languages import LANGUAGES
from checker.policy.citations import citations
from checker.policy.clauses import PageClause
from checker.policy.problems import Place, Problem
from checker.policy.references import Clauses
from checker.policy.source import read_yaml
from checker.policy.written import Written

REVIEWED, STALE, MISSING = "reviewed", "stale", "missing"
Records = Mapping[str, Mapping[str, str]]
"""Fingerprints by clause and use."""

HEAD = """\
# For each clause, the fingerprint of the text with which each of its uses and translations was last compared.
# “checker review” writes this file; do not edit it by hand.
"""


@dataclass(frozen=True)
class Review:
    """A clause and something that rests on it: a use such as `rules/no-firewall`, or the language of a translation."""

    clause: str
    use: str
    place: Place
    recorded: str
    current: str

    @property
    def state(self) -> str:
        """`reviewed`, `stale` where the clause has changed since, or `missing` where nothing is recorded."""
        return REVIEWED if self.recorded == self.current else STALE if self.recorded else MISSING

    @property
    def is_translation(self) -> bool:
        """Whether the use is a translation."""
        return self.use in LANGUAGES


def fingerprint(text: str) -> str:
    """Of a clause's plain text; space and the way in which characters are composed make no difference."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def records_path(policy: Path) -> Path:
    """Where the records of a policy file stand."""
    return policy.parent / "reviewed" / policy.name


def read_records(path: Path) -> Records:
    """The records in a file, none where it is not there. Raises AuthoringError."""
    if not path.exists():
        return {}
    data = read_yaml(path).data
    found = data.items() if isinstance(data, dict) else ()
    return {clause: {use: str(text) for use, text in uses.items()} for clause, uses in found if isinstance(uses, dict)}


def write_records(path: Path, found: Iterable[Review]) -> None:
    """Write down every recorded fingerprint of what is there now; records of what is gone are dropped."""
    lines = dict[str, list[str]]()
    for each in found:
        if each.recorded:
            lines.setdefault(each.clause, [f"{each.clause}:"]).append(f'  {each.use}: "{each.recorded}"')
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + "".join("\n".join(lines[clause]) + "\n" for clause in sorted(lines)), encoding="utf-8")


def find_reviews(file: Written, clauses: Clauses, records: Records) -> list[Review]:
    """Everything that rests on a clause of the source language, in the order of the pages."""
    uses = dict[str, dict[str, Place]]()
    for each in citations(file):
        uses.setdefault(each.clause, {}).setdefault(each.use, each.place)
    return [
        Review(name, use, place, records.get(name, {}).get(use, ""), fingerprint(clause.text))
        for name, clause in clauses[file.source_language].items()
        for use, place in {**uses.get(name, {}), **dict(_translations(file, clauses, name))}.items()
    ]


def unreviewed_rules(policy: str, found: Iterable[Review]) -> Iterator[Problem]:
    """What in the policy file nobody has compared with the clause as it reads now."""
    for each in found:
        if each.state != REVIEWED and not each.is_translation:
            since = "has changed since" if each.state == STALE else "was never compared with what rests on it:"
            what = f"The text of the clause “{each.clause}” {since} “{each.use}”"
            what += " was compared with it." if each.state == STALE else "."
            hint = f"Look at both, then run: checker review {policy}/{each.clause}"
            yield Problem(each.place, what, hint)


def mark_stale(clauses: Clauses, found: Iterable[Review]) -> Clauses:
    """The clauses, with the translations marked that nobody has compared with the source as it reads now."""
    stale = {(each.use, each.clause) for each in found if each.is_translation and each.state != REVIEWED}
    return {
        language: {name: replace(clause, stale=(language, name) in stale) for name, clause in texts.items()}
        for language, texts in clauses.items()
    }


def _translations(file: Written, clauses: Clauses, name: str) -> Iterator[tuple[str, Place]]:
    for language in LANGUAGES:
        found: PageClause | None = clauses[language].get(name)
        if found and language != file.source_language:
            yield language, found.place
