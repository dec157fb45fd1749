"""The page of a policy for its vendor: where the text leaves something open, and how many sets of answers depend on it.

Markdown headings with lists in HTML, worked out from the proof, the rules that beat others, and the source ledgers.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checker.core.model.diagram import Diagram
from checker.core.model.truth import both
from checker.core.model.words import Words
from checker.languages import TABLE, language_root
from checker.pages.worked import Worked
from checker.policy.markup import Element, add, html, plain
from checker.policy.source import read_yaml
from checker.proof.explore import Exploration
from checker.proof.tally import Tally
from checker.proof.unclear import causes, listed_cause


@dataclass(frozen=True)
class Open:
    """What the clauses leave open: the status, or an offer or term by id; `count` sets of answers depend on it."""

    kind: str
    name: str
    clauses: tuple[str, ...]
    count: int
    reading: int
    shown: Diagram


@dataclass(frozen=True)
class Beaten:
    """A rule's clauses against those of a more specific rule, where both apply: in `count` sets of answers."""

    clauses: tuple[str, ...]
    by: tuple[str, ...]
    count: int


@dataclass(frozen=True)
class Found:
    """All that a vendor may want to correct, and the number of all sets of answers.

    `missing` is by clause; None where the vendor's text is in one language.
    """

    every: int
    unclear: list[Open]
    beaten: list[Beaten]
    missing: Mapping[str, tuple[str, ...]] | None


def look(worked: Worked, sources: Path) -> Found:
    """What there is in the policy; the ledgers of its texts are in the folder `sources`."""
    exploration = Exploration(worked.policy, day=worked.today)
    tally = Tally(exploration.space, exploration.sizes, exploration.asked)
    found = causes(exploration)
    unclear = [
        Open(kind, name, tuple(map(str, entry.clauses)), tally.of(found[cause]), int(entry.reading), found[cause])
        for entry in worked.file.unclear
        for cause in [listed_cause(entry)]
        for kind, name, _clauses in [cause]
        if cause in found
    ]
    beaten = list(_beaten(exploration, tally.of))
    return Found(tally.of(True), unclear, [each for each in beaten if each.count], _missing(worked.policy.id, sources))


def _beaten(exploration: Exploration, count: Callable[[Diagram], int]) -> Iterator[Beaten]:
    """Where a rule is set aside by a more specific one: the text does not say itself which of them applies."""
    policy, own = exploration.policy, exploration.own
    for rule in policy.rules:
        for name in rule.beats:
            other = policy.rule(name)
            together = exploration.space.combine(both, own(rule.active), own(other.holds))
            if other.clauses and rule.clauses and set(other.clauses) != set(rule.clauses):
                yield Beaten(tuple(other.clauses), tuple(rule.clauses), count(together))


def _missing(policy: str, sources: Path) -> dict[str, tuple[str, ...]] | None:
    """The clauses that passages in some languages of the vendor's text restate, with the languages that lack them."""
    paths = {path.stem.rpartition(".")[2]: path for path in sorted(sources.glob(f"{policy}.*.yaml"))}
    if len(paths) < 2:
        return None
    stated = {language: _stated(path) for language, path in paths.items()}
    every = dict.fromkeys(clause for clauses in stated.values() for clause in clauses)
    lacking = {each: tuple(code for code in TABLE if code in stated and each not in stated[code]) for each in every}
    return {clause: languages for clause, languages in lacking.items() if languages}


def _stated(path: Path) -> set[str]:
    data: Any = read_yaml(path).data
    return {str(clause) for each in data["passages"] for clause in each.get("clauses", ())}


def vendor_text(worked: Worked, sources: Path, words: Words, root: str) -> str:
    """What the page says; `root` leads from it to the site's root."""
    return "\n\n".join(_Page(worked, look(worked, sources), words, root).blocks())


class _Page:
    def __init__(self, worked: Worked, found: Found, words: Words, root: str) -> None:
        self._worked, self._policy, self._found = worked, worked.policy, found
        self._words, self._root = words, root

    def blocks(self) -> Iterator[str]:
        _ = self._words.gettext
        yield from self._section("unclear", _("Left open"), map(self._open, self._found.unclear))
        yield from self._section(
            "beaten", _("Settled by the more specific clause"), map(self._settled, self._found.beaten)
        )
        if self._found.missing is not None:
            yield from self._section("languages", _("Not in every language"), self._lacking(self._found.missing))

    def _section(self, name: str, title: str, items: Iterable[Element]) -> Iterator[str]:
        yield f"## {plain(title)} {{ #{name} }}"
        listed = Element("ol", {"class": "checker-vendor"})
        listed.extend(items)
        yield html(listed) if len(listed) else plain(self._words.gettext("We found nothing of this kind."))

    def _open(self, entry: Open) -> Element:
        _, item = self._words.gettext, Element("li")
        add(add(item, "p"), "strong", {}, self._subject(entry))
        self._add_clauses(item, entry.clauses)
        line = add(item, "p", {}, self._counted(entry.count) + " ")
        address = f"{self._root}{language_root(self._words.language)}{self._policy.id}/reading/#reading-{entry.reading}"
        reading = self._words.format(_("How we read it: point {number}"), number=self._words.number(entry.reading))
        add(line, "a", {"href": address}, reading)
        return item

    def _subject(self, entry: Open) -> str:
        _ = self._words.gettext
        if entry.kind == "status":
            return _("Whether the case is covered")
        named = self._policy.offers if entry.kind == "offer" else self._policy.terms
        return next(_(each.label) for each in named if each.id == entry.name)

    def _settled(self, entry: Beaten) -> Element:
        _, item = self._words.gettext, Element("li")
        self._add_clauses(item, entry.clauses)
        add(item, "p", {}, _("We take it that this more specific clause takes priority:"))
        self._add_clauses(item, entry.by)
        add(item, "p", {}, self._counted(entry.count))
        return item

    def _lacking(self, missing: Mapping[str, tuple[str, ...]]) -> Iterator[Element]:
        for clause, languages in missing.items():
            item = Element("li")
            self._add_clauses(item, [clause])
            names = ", ".join(TABLE[each].name for each in languages)
            template = self._words.gettext("We found no sentence that says this in: {languages}")
            add(item, "p", {}, self._words.format(template, languages=names))
            yield item

    def _add_clauses(self, item: Element, names: Iterable[str]) -> None:
        listed, clauses = add(item, "ul"), self._words.clauses[self._policy.id]
        for name in names:
            add(add(listed, "li"), "a", {"href": self._root + clauses[name].href}, clauses[name].text)

    def _counted(self, count: int) -> str:
        words = self._words
        template = words.gettext("This affects {count} of {all} possible sets of answers.")
        return words.format(template, count=words.number(count), all=words.number(self._found.every))
