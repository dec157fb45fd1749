"""Reviews: which text of a clause the rules and translations that rest on it were last compared with.

A file `policies/reviewed/<policy>.yaml` records, for each clause, the fingerprint of its text in the source language
under the name of everything that rests on it: its uses in the policy file, and its translations, with the fingerprint
of their own text too. Where a text has another fingerprint now, or none is recorded, somebody has to look again.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from checker.languages import LANGUAGES
from checker.policy.citations import citations
from checker.policy.clauses import Clauses, PageClause
from checker.policy.problems import Place, Problem
from checker.policy.source import read_yaml
from checker.policy.written import Written

REVIEWED, STALE, MISSING, EDITED = "reviewed", "stale", "missing", "edited"
WORD = re.compile(r"[^\W\d_]{2,}")
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
    copied: bool = False
    """Whether a translation reads as the text that it translates."""

    @property
    def state(self) -> str:
        """`reviewed`, `stale` where the clause has changed since, `edited` where its translation has, or `missing`."""
        if self.recorded == self.current:
            return REVIEWED
        if not self.recorded:
            return MISSING
        return EDITED if self.recorded.split()[0] == self.current.split()[0] else STALE

    @property
    def is_translation(self) -> bool:
        """Whether the use is a translation."""
        return self.use in LANGUAGES


def fingerprint(text: str) -> str:
    """Of a clause's plain text; space and the way in which characters are composed make no difference."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return hashlib.sha256(plain.encode()).hexdigest()[:12]


def records_path(policy: Path) -> Path:
    """Where the records of a policy file are."""
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
        Review(clause.id, use, place, records.get(clause.id, {}).get(use, ""), *_current(clause, clauses, use))
        for clause in clauses[file.source_language].values()
        for use, place in {**uses.get(clause.id, {}), **dict(_translations(file, clauses, clause.id))}.items()
    ]


def _current(clause: PageClause, clauses: Clauses, use: str) -> tuple[str, bool]:
    """The fingerprint of the clause, with that of its translation; and whether both are the same words."""
    own = fingerprint(clause.text)
    if use not in LANGUAGES:
        return own, False
    other = fingerprint(clauses[use][clause.id].text)
    return f"{own} {other}", own == other and len(WORD.findall(clause.text)) > 1


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
    """The clauses, with the translations marked that nobody has compared with the source as it reads now.

    An edited one is mostly a better one, of the same source: it says so to maintainers only.
    """
    stale = {(each.use, each.clause) for each in found if each.is_translation and each.state in (STALE, MISSING)}
    return {
        language: {name: replace(clause, stale=(language, name) in stale) for name, clause in texts.items()}
        for language, texts in clauses.items()
    }


def _translations(file: Written, clauses: Clauses, name: str) -> Iterator[tuple[str, Place]]:
    for language in LANGUAGES:
        found: PageClause | None = clauses[language].get(name)
        if found and language != file.source_language and not found.still_in:
            yield language, found.place
