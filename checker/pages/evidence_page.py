"""The page of a policy that says, clause by clause, what rests on it: Markdown headings with lists in HTML."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

from checker.core.model.words import Clause, Words
from checker.core.words.said import said_answers
from checker.languages import language_root
from checker.library.address import checker_link
from checker.pages.evidence import Basis, Evidence
from checker.pages.page_titles import page_title
from checker.pages.worked import Example, Worked
from checker.policy.markup import Element, add, append, html, plain


def evidence_text(docs: Path, worked: Worked, words: Words, root: str) -> str:
    """All clauses by page; `root` leads from this page to the site's root."""
    return "\n\n".join(_Page(docs, worked, words, root).blocks())


class _Page:
    def __init__(self, docs: Path, worked: Worked, words: Words, root: str) -> None:
        self._docs, self._policy, self._today = docs, worked.policy, worked.today
        self._words, self._root, self._evidence = words, root, Evidence(worked, words)

    def blocks(self) -> Iterator[str]:
        clauses = self._words.clauses[self._policy.id].items()
        for address, group in groupby(clauses, key=lambda item: item[1].href.partition("#")[0]):
            name = address.rstrip("/").rpartition("/")[2]
            title = page_title(self._docs, self._words.language, address)
            yield f"## {plain(title)} {{ #page-{name} }}"
            listed = Element("dl", {"class": "checker-evidence"})
            for clause, text in group:
                self._add_clause(listed, clause, text)
            yield html(listed)

    def _add_clause(self, listed: Element, name: str, clause: Clause) -> None:
        add(add(listed, "dt", {"id": name}), "a", {"href": self._root + clause.href}, clause.text)
        for basis in self._evidence.of(name):
            self._add_basis(add(listed, "dd"), basis)

    def _add_basis(self, item: Element, basis: Basis) -> None:
        add(item, "strong", {}, basis.effect)
        append(item, f": {basis.text}" if basis.text else "")
        append(item, "" if basis.text.endswith((".", "!", "?")) else ".")
        if basis.when:
            append(item, " " + basis.when)
        if basis.example is not None:
            self._add_example(item, basis.example, basis.outcome)

    def _add_example(self, item: Element, example: Example, outcome: str) -> None:
        _, verdict = self._words.gettext, example.verdict
        append(item, " ")
        listed = said_answers(verdict, list(verdict.answers), self._words) or _("whatever your answers")
        line = add(
            item, "span", {"class": "checker-example"}, self._words.format(_("Example: {answers} →"), answers=listed)
        )
        append(line, " ")
        root = self._root + language_root(self._words.language)
        address = root + checker_link(self._policy.id, example.verdict.answers)
        add(line, "a", {"href": address}, outcome)
        if not example.lasting:
            append(line, self._words.format(_(" (on {date})"), date=self._words.date(self._today)))
