"""Clauses: the elements of the policy pages that carry an id, with their text as a reader sees it.

A clause is written once, in Markdown; verdicts quote it from here. Headings have ids too, but state nothing.
"""

import re
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from checker.languages import LANGUAGES, language_root
from checker.policy.conflicts import conflict_problems
from checker.policy.pages import element_text, page_tree
from checker.policy.problems import Place, Problem
from checker.policy.untranslated import ELEMENT, page_language

STATEMENTS = ("p", "li", "td", "dd")


@dataclass(frozen=True)
class PageClause:
    """A clause on a page; `page` is the file's path below the language's folder.

    `stale` marks a translation whose source has changed since the two were compared. `still_in` is the language of a
    clause that is not translated yet. `lent` is the language of its page, where it serves for a language in which there
    are no pages yet.
    """

    id: str
    text: str
    page: str
    place: Place
    stale: bool = False
    still_in: str = ""
    lent: str = ""

    def href(self, language: str) -> str:
        """The link to the clause, from the site's root."""
        page = self.page.removesuffix(".md").removesuffix("index").rstrip("/")
        return f"{language_root(self.lent or language)}{page}/#{self.id}"


Clauses = dict[str, dict[str, PageClause]]
"""By language and id."""


def read_clauses(
    docs: Path, policy: str, instead: str | None = None
) -> tuple[dict[str, dict[str, PageClause]], list[Problem]]:
    """The clauses of a policy by language and id, and every problem of every page.

    With a language `instead`, its clauses serve for a language in which there are no pages yet.
    """
    found: dict[str, dict[str, PageClause]] = {}
    problems, unread = list[Problem](), list[Problem]()
    for language in LANGUAGES:
        found[language] = {}
        for page in sorted((docs / language / policy).rglob("*.md")):
            for clause in _page_clauses(page, docs / language, unread):
                if (first := found[language].get(clause.id)) is not None:
                    what = f"There are two clauses “{clause.id}”; the other is at {first.place}."
                    problems.append(Problem(clause.place, what, "Give one of them another id."))
                found[language][clause.id] = clause
    if instead:
        lent = {name: replace(clause, lent=instead) for name, clause in found[instead].items()}
        found = {language: own or lent for language, own in found.items()}
    return found, [*unread, *problems, *_differences(found, docs, {problem.place.path for problem in unread})]


def _differences(found: dict[str, dict[str, PageClause]], docs: Path, unread: set[Path]) -> Iterator[Problem]:
    """Clauses that a language has not, or elsewhere; of a page that could not be read, this says nothing."""
    known = {name: clause for language in reversed(LANGUAGES) for name, clause in found[language].items()}
    for language in LANGUAGES:
        for name, clause in known.items():
            page = docs / language / clause.page
            other = found[language].get(name)
            if other is None and page not in unread:
                what = f"Clause “{name}” is missing in {language}; it stands at {clause.place}."
                yield Problem(Place(page), what, f"Write it there, with {{ #{name} }} right below or behind it.")
            elif other is not None and other.page != clause.page:
                yield Problem(other.place, f"Clause “{name}” belongs in {page}, where the other languages have it.")


def _page_clauses(page: Path, folder: Path, problems: list[Problem]) -> Iterator[PageClause]:
    try:
        text = page.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        problems.append(Problem(Place(page), "The page is not written in UTF-8."))
        return
    if conflicts := list(conflict_problems(page, text)):
        problems.extend(conflicts)
        return
    count, foreign = Counter[str](), {found["name"]: found["language"] for found in ELEMENT.finditer(text)}
    whole = page_language(text)
    try:
        for name, stated in statements(text):
            count[name] += 1
            path, place = page.relative_to(folder).as_posix(), _place(page, text, name, count[name])
            yield PageClause(name, stated, path, place, still_in=whole or foreign.get(name, ""))
    except ElementTree.ParseError as error:
        what = f"The page holds HTML that cannot be read: {error.msg.split(':')[0]}."
        problems.append(Problem(Place(page), what, "Write Markdown only."))


def statements(text: str) -> Iterator[tuple[str, str]]:
    """Id and text of each clause in a page's Markdown. Raises ElementTree.ParseError."""
    root = page_tree(text)
    parents = {child: parent for parent in root.iter() for child in parent}
    for element in root.iter():
        name = element.get("id")
        if name and element.tag in STATEMENTS:
            yield name, _row(element, parents) if element.tag == "td" else element_text(element)


def _row(cell: ElementTree.Element, parents: dict[ElementTree.Element, ElementTree.Element]) -> str:
    """A row of a table in words: its first cell, then each further one after its column's heading."""
    row = parents[cell]
    heads = [element_text(head) for head in parents[parents[row]].iter("th")]
    first, *others = [element_text(each) for each in row]
    return f"{first}: " + ", ".join(f"{head} {text}" for head, text in zip(heads[1:], others, strict=True))


def _place(page: Path, text: str, name: str, nth: int) -> Place:
    """The place of the clause of that name, or of the `nth` of them."""
    found = list(re.finditer(rf"\{{[^}}\n]*#{re.escape(name)}(?![\w-])", text))
    return Place.at(page, text, found[nth - 1].start() if len(found) >= nth else 0)
