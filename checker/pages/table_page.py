"""Decision tables in words: what replaces the marker on a page, as Markdown with the tables in HTML."""

from collections.abc import Iterable, Iterator, Sequence

from checker.core.engine.verdict import Verdict
from checker.core.model.policy import OFFERED, OPEN, UNCLEAR, Policy
from checker.core.model.words import Words
from checker.core.words.labels import answer_text, heading
from checker.pages.tables import (
    Cell,
    Given,
    Table,
    anchor,
    deciding_clauses,
    offer_clauses,
    offers,
    shared_groups,
    values,
)
from checker.policy.markup import Element, add, append, html, plain


def page_text(policy: Policy, tables: Sequence[Table], words: Words, root: str) -> str:
    """The tables with what explains them; `root` leads from the page to the site's root."""
    return "\n\n".join(_Page(policy, words, root).blocks(tables))


class _Page:
    """One page; it numbers the clauses as they are first cited."""

    def __init__(self, policy: Policy, words: Words, root: str) -> None:
        self._policy, self._words, self._root = policy, words, root
        self._numbers: dict[str, int] = {}
        self._groups: dict[str, list[str]] = {}

    def blocks(self, tables: Sequence[Table]) -> Iterator[str]:
        _ = self._words.gettext
        yield html(self._jumps(tables))
        for number, table in enumerate(tables):
            if not number and table.layout.in_order:
                yield self._filled(
                    _("“All in order” means here: {answers}."), answers=self._answers(table.layout.in_order)
                )
            yield from self._table_blocks(table)
        heading = plain(_("Clauses"))
        yield f"## {heading} {{ #clauses }}"
        yield html(self._clauses())

    def _jumps(self, tables: Sequence[Table]) -> Element:
        """From the text of each row to its place in each table."""
        found = Element("details", {"class": "checker-jumps"})
        add(found, "summary", text=self._words.gettext("Go to your subject"))
        listed = add(found, "ul")
        for row in tables[0].rows if tables else ():
            line, fact = add(listed, "li"), self._policy.fact(tables[0].layout.rows)
            text = answer_text(fact, row.value, self._words)
            self._add_jumps(line, text, {anchor(each.given, row.value): each.given for each in tables})
        return found

    def _add_jumps(self, line: Element, text: str, places: dict[str, Given]) -> None:
        """Links to the places, each called by what is given there; where nothing is, by the text."""
        if any(places.values()):
            append(line, f"{text}: ")
        for number, (name, given) in enumerate(places.items()):
            append(line, ", " if number else "")
            add(line, "a", {"href": f"#{name}"}, ", ".join(self._answer(*each) for each in given.items()) or text)

    def _table_blocks(self, table: Table) -> Iterator[str]:
        name = anchor(table.given)
        self._groups = shared_groups(self._policy, table)
        yield f"## {plain(self._title(table))} {{ #{name} }}"
        for group, facts in self._groups.items():
            template = self._words.gettext("{group} means: {labels}.")
            title = self._words.quoted(self._words.gettext(self._policy.groups[group].title))
            yield self._filled(template, group=title, labels=", ".join(map(self._label, facts)))
        region = Element("div", {"class": "checker-table", "role": "region", "tabindex": "0", "aria-labelledby": name})
        self._add_table(region, table, name)
        yield html(region)

    def _filled(self, template: str, **values: str) -> str:
        return plain(self._words.format(template, **values))

    def _title(self, table: Table) -> str:
        columns = [self._label(columns.each) for columns in table.layout.columns]
        return self._answers(table.given) or f"{self._label(table.layout.rows)} × {', '.join(columns)}"

    def _add_table(self, region: Element, table: Table, name: str) -> None:
        found = add(region, "table", {"class": "checker-decisions", "aria-labelledby": name})
        self._add_heads(add(found, "thead"), table)
        body, fact = add(found, "tbody"), self._policy.fact(table.layout.rows)
        for row in table.rows:
            line = add(body, "tr")
            known = {"scope": "row", "id": anchor(table.given, row.value)}
            add(line, "th", known, answer_text(fact, row.value, self._words))
            for cell in row.cells:
                self._add_cell(line, cell)

    def _add_heads(self, head: Element, table: Table) -> None:
        groups, line = add(head, "tr"), add(head, "tr")
        add(groups, "th", {"scope": "col", "rowspan": "2"}, self._label(table.layout.rows))
        for columns in table.layout.columns:
            fact = self._policy.fact(columns.each)
            given = [self._answer(name, value) for name, value in columns.given.items()]
            span = {"scope": "colgroup", "colspan": str(len(values(fact)))}
            add(groups, "th", span, ": ".join([*given, self._label(fact.id)]))
            for value in values(fact):
                add(line, "th", {"scope": "col"}, answer_text(fact, value, self._words))

    def _add_cell(self, line: Element, cell: Cell) -> None:
        _, verdict = self._words.gettext, cell.verdict
        found = add(line, "td", {"data-status": " ".join(verdict.possible)})
        status = add(found, "p")
        add(status, "strong", {}, self._statuses(verdict))
        self._cite(status, deciding_clauses(verdict))
        if cell.in_order.possible != verdict.possible:
            text = self._words.format(_("All in order: {status}"), status=self._statuses(cell.in_order))
            self._cite(add(found, "p", {}, text), deciding_clauses(cell.in_order))
        self._add_offers(found, verdict, OFFERED, _("Offered: {offers}"))
        self._add_offers(found, verdict, UNCLEAR, _("Unclear: {offers}"))
        self._add_offers(found, verdict, OPEN, _("Not decided yet: {offers}"))
        if verdict.questions:
            labels = ", ".join(self._dependencies(verdict.questions))
            add(found, "p", {}, self._words.format(_("Depends on: {labels}"), labels=labels))

    def _add_offers(self, cell: Element, verdict: Verdict, value: str, template: str) -> None:
        wanted, labels = offers(verdict, value), {offer.id: offer.label for offer in self._policy.offers}
        if wanted:
            listed = ", ".join(self._words.gettext(labels[name]) for name in wanted)
            self._cite(add(cell, "p", {}, self._words.format(template, offers=listed)), offer_clauses(verdict, value))

    def _statuses(self, verdict: Verdict) -> str:
        first, *others = [heading(status, self._words) for status in verdict.possible]
        listed = [first, *(other.lower() for other in others)]
        if not others:
            return first
        template = self._words.gettext("{statuses} or {last}")
        return self._words.format(template, statuses=", ".join(listed[:-1]), last=listed[-1])

    def _dependencies(self, questions: Iterable[str]) -> list[str]:
        """Labels of the facts; a group's title, where all its facts that the table depends on are among them."""
        named = {fact: group for group, facts in self._groups.items() if set(facts) <= set(questions) for fact in facts}
        titles = {group: self._words.gettext(self._policy.groups[group].title) for group in self._groups}
        return list(dict.fromkeys(titles[named[each]] if each in named else self._label(each) for each in questions))

    def _cite(self, element: Element, clauses: list[str]) -> None:
        """Add the numbers of the clauses, as links: [1, 2]."""
        for clause in clauses:
            self._numbers.setdefault(clause, len(self._numbers) + 1)
        for index, clause in enumerate(sorted(clauses, key=self._numbers.__getitem__)):
            append(element, ", " if index else " [")
            add(element, "a", {"href": self._href(clause)}, str(self._numbers[clause]))
        append(element, "]" if clauses else "")

    def _clauses(self) -> Element:
        listed = Element("ol", {"class": "checker-cited"})
        for clause in self._numbers:
            text = self._words.clauses[self._policy.id][clause].text
            add(add(listed, "li"), "a", {"href": self._href(clause)}, text)
        return listed

    def _href(self, clause: str) -> str:
        return self._root + self._words.clauses[self._policy.id][clause].href

    def _label(self, fact: str) -> str:
        return self._words.gettext(self._policy.fact(fact).label)

    def _answer(self, name: str, value: object) -> str:
        return answer_text(self._policy.fact(name), value, self._words)

    def _answers(self, given: Given) -> str:
        return "; ".join(f"{self._label(name)}: {self._answer(name, value)}" for name, value in given.items())
