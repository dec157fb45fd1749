"""Since which version each clause of a policy is there, and in which its words were changed last, in one language."""

from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from checker.core.model.words import Words
from checker.diff.history import History
from checker.pages.releases_in_words import anchor
from checker.pages.rewriter import VOID
from checker.policy.markup import Element, add, append, html

MARKED = ("p", "li", "td", "th", "dd", "dt")
"""Where a clause is a line of its own; a heading has no room below it."""


@dataclass(frozen=True)
class Since:
    """The first version that has a clause, and the last that changed its words, "" where none did."""

    first: str
    changed: str


def clause_history(history: History, language: str) -> dict[str, Since]:
    """By clause, of all that the newest release has."""
    found: dict[str, Since] = {}
    before: Mapping[str, str] = {}
    for release in history.releases:
        version, texts = release.policy.version, release.texts.get(language, {})
        for name, text in texts.items():
            known = found.get(name) if name in before else None
            if known is None:
                found[name] = Since(version, "")
            elif text != before[name]:
                found[name] = Since(known.first, version)
        before = texts
    return {name: since for name, since in found.items() if name in before}


def add_histories(content: str, found: Mapping[str, Since], page: str, words: Words) -> str:
    """The HTML of a page with a note at the end of each clause, to be seen at the clause's own address.

    `page` leads from there to the page that says what changed.
    """
    adder = _Adder({name: _note(since, page, words) for name, since in found.items()})
    return adder.added(content)


def _note(since: Since, page: str, words: Words) -> str:
    _ = words.gettext
    note = Element("span", {"class": "clause-history", "data-search-exclude": ""})
    note.text = words.format(_("Since version {version}"), version=since.first)
    if since.changed:
        said = words.format(_("changed in version {version}"), version=since.changed)
        append(note, ", ")
        add(note, "a", {"href": f"{page}#{anchor(since.changed)}"}, said)
    return html(note)


class _Adder(HTMLParser):
    """Finds where each clause ends."""

    def __init__(self, notes: Mapping[str, str]) -> None:
        super().__init__(convert_charrefs=False)
        self._notes = dict(notes)
        self._open: list[tuple[str, str]] = []
        self._inserts: list[tuple[int, str]] = []
        self._starts: list[int] = []

    def added(self, content: str) -> str:
        self._starts = [0]
        for line in content.splitlines(keepends=True):
            self._starts.append(self._starts[-1] + len(line))
        self.feed(content)
        self.close()
        for place, note in sorted(self._inserts, reverse=True):
            content = content[:place] + note + content[place:]
        return content

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A list within a clause comes after the note."""
        if tag in ("ul", "ol"):
            self._place_note()
        if tag not in VOID:
            name = dict(attrs).get("id") or ""
            self._open.append((tag, name if tag in MARKED and name in self._notes else ""))

    def handle_endtag(self, tag: str) -> None:
        """The end of a clause, or of something else."""
        if tag in VOID or not self._open:
            return
        self._place_note()
        self._open.pop()

    def _place_note(self) -> None:
        name = self._open[-1][1] if self._open else ""
        if name in self._notes:
            line, column = self.getpos()
            self._inserts.append((self._starts[line - 1] + column, self._notes.pop(name)))
