"""A changed passage for people: what it says now, and everything that rests on it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NotRequired, TypedDict

from checker.core.model.words import Words, _
from checker.library.library import shown
from checker.review.ledger import Ledger
from checker.review.resting import changed_words
from checker.source.compare import ADDED, EDITED, MOVED, REMOVED
from checker.source.dependents import Dependents

KINDS = {EDITED: _("edited"), ADDED: _("added"), REMOVED: _("removed"), MOVED: _("moved")}


class Row(TypedDict):
    """A changed passage as data; `before` is there where an older copy was given."""

    passage: str
    kind: str
    clauses: list[str]
    verdicts: int
    excerpt: str
    before: NotRequired[str]


def lines(row: Row, policy: Ledger, dependents: Dependents, day: date, words: Words) -> Iterator[str]:
    """The lines of the report about one changed passage."""
    clauses = row["clauses"]
    yield f"{row['passage']}: {words.gettext(KINDS[row['kind']])}"
    yield from _texts(row, words)
    label = words.gettext("Nearest clauses") if row["kind"] == ADDED else words.gettext("Clauses")
    yield f"  {label}: {', '.join(clauses) or '–'}"
    if row["kind"] in (ADDED, MOVED):
        return
    if row["verdicts"]:
        template = words.gettext("{count} verdicts depend on it, such as {link}")
        yield "  " + words.format(template, count=f"{row['verdicts']:,}", link=dependents.example(clauses, day))
    yield from (f"  {line}" for line in dependents.uses(clauses))
    for clause in clauses:
        yield from (
            f"  {language}: {texts[clause].place}" for language, texts in policy.clauses.items() if clause in texts
        )
        yield from _readings(policy, clause)


def _texts(row: Row, words: Words) -> Iterator[str]:
    """The copy now; beside an older one, with the words too that are gone."""
    before, now = words.gettext("Before"), words.gettext("Now")
    if row.get("before"):
        yield f"  {before}: {row['before']}"
    plain = row["excerpt"].replace("{+", "").replace("+}", "")
    text = changed_words(row["before"], plain) if row.get("before") and plain else row["excerpt"]
    if text:
        yield f"  {now}: {text}"


def _readings(policy: Ledger, clause: str) -> Iterator[str]:
    """Where the page of readings leads to the clause."""
    place = policy.clause(clause).place.path
    folder = next(parent for parent in place.parents if parent.name == policy.policy)
    page = folder / "reading.md"
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    for number, line in enumerate(text.splitlines(), start=1):
        if re.search(rf"#{re.escape(clause)}(?![\w-])", line):
            yield f"  {shown(page)}:{number}"
