"""Terms that two choices settle, as tables on a page: a row for each answer to one, a column for each to the other."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from checker.core.model.policy import Policy, Term
from checker.core.model.words import Words
from checker.core.words.price import case_text
from checker.policy.markup import Element, add
from checker.policy.whose import NOWHERE, Crossing, crossing


def term_tables(policy: Policy, words: Words, root: str) -> Iterator[Element]:
    """A table for each such term, in the order of the terms; `root` leads to the site's root."""
    for term in policy.terms:
        crossed = crossing(policy, term)
        if crossed:
            yield _TermTable(policy, term, crossed, words, root).whole()


class _TermTable:
    def __init__(self, policy: Policy, term: Term, crossed: Crossing, words: Words, root: str) -> None:
        self._term, self._crossed, self._words, self._root = term, crossed, words, root
        self._clauses = words.clauses[policy.id]

    def whole(self) -> Element:
        _, crossed = self._words.gettext, self._crossed
        found = Element("table", {"class": "scanned checker-term", "id": f"term-{self._term.id}"})
        labels = {"term": self._term.label, "rows": crossed.rows.label, "columns": crossed.columns.label}
        said = {name: _(label) for name, label in labels.items()}
        add(found, "caption", text=self._words.format(_("{term}, by {rows} and {columns}"), **said))
        self._add_heads(add(found, "thead"), said)
        body = add(found, "tbody")
        for (option, label), cases in zip(crossed.rows.options.items(), crossed.cases, strict=True):
            row = add(body, "tr", {"data-row": option})
            add(row, "th", {"scope": "row"}, _(label))
            self._add_cells(row, cases)
        return found

    def _add_heads(self, head: Element, said: dict[str, str]) -> None:
        above, below = add(head, "tr"), add(head, "tr")
        options = self._crossed.columns.options
        add(above, "th", {"scope": "col", "rowspan": "2"}, said["rows"])
        add(above, "th", {"scope": "colgroup", "colspan": str(len(options))}, said["columns"])
        for label in options.values():
            add(below, "th", {"scope": "col"}, self._words.gettext(label))

    def _add_cells(self, row: Element, cases: Sequence[int]) -> None:
        """Neighbours that are one value are one cell."""
        labels = [self._words.gettext(label) for label in self._crossed.columns.options.values()]
        for at, columns in groupby(range(len(cases)), cases.__getitem__):
            headed = [labels[column] for column in columns]
            span = {"colspan": str(len(headed))} if len(headed) > 1 else {}
            self._add_value(add(row, "td", {"data-columns": ", ".join(headed), **span}), at)

    def _add_value(self, cell: Element, at: int) -> None:
        if at == NOWHERE:
            cell.text = self._words.gettext("nothing is stated")
            return
        case = self._term.cases[at]
        href = self._root + self._clauses[case.clause].href
        add(cell, "a", {"href": href}, case_text(self._term, case, self._words))
