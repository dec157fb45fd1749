"""Decision tables on a page, in place of their marker: what explains them, the tables, the clauses of the offers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from checker.core.model.kinds import KINDS
from checker.core.model.layout import Columns
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.core.words.labels import answer_text
from checker.pages.said_once import Line, Part, Sheet, sheets
from checker.pages.table_cell import Cells, in_some
from checker.pages.tables import Given, Table, anchor, offer_clauses, shared_groups, values
from checker.pages.term_table import term_tables
from checker.policy.markup import Element, add, append, html


def page_text(policy: Policy, tables: Sequence[Table], words: Words, root: str, short: Mapping[str, str]) -> str:
    """The tables in HTML; `root` leads from the page to the site's root; `short` are offers in a word or two."""
    return html(_Page(policy, tables, words, root, short).whole()) if tables else ""


class _Page:
    def __init__(
        self, policy: Policy, tables: Sequence[Table], words: Words, root: str, short: Mapping[str, str]
    ) -> None:
        self._policy, self._tables, self._words, self._root = policy, tables, words, root
        self._cells = Cells(policy, short, words, root)
        self._layout = tables[0].layout
        self._heads = [(group, value) for group in self._layout.columns for value in values(policy.fact(group.each))]

    def whole(self) -> Element:
        """All of it: the tables of all places in a row, of which the style shows one; then those of terms."""
        found = Element("div", {"class": "checker-tables"})
        if self._layout.in_order:
            template = self._words.gettext("Here, “in order” means: {answers}.")
            add(found, "p", text=self._words.format(template, answers=self._answers(self._layout.in_order)))
        self._add_filter(found)
        found.append(self._jumps())
        shown = sheets(self._policy, self._tables)
        for sheet in shown:
            self._add_sheet(found, sheet, shown)
        found.extend(term_tables(self._policy, self._words, self._root))
        self._add_clauses(found)
        return found

    def _add_filter(self, found: Element) -> None:
        """For the script of the page, which shows it."""
        _, words = self._words.gettext, self._words
        line = add(found, "p", {"class": "checker-filter"})
        label = words.format(_("Show only: {label}"), label=self._label(self._layout.rows))
        add(add(line, "label", {}, label + " "), "input", {"type": "search", "autocomplete": "off"})
        add(line, "span", {"role": "status", "data-said": _("{shown} of {all}")})

    def _jumps(self) -> Element:
        """From the text of each row to its place in each table."""
        found = Element("details", {"class": "checker-jumps"})
        add(found, "summary", text=self._words.gettext("Go to your subject"))
        listed = add(found, "ul")
        for row in self._tables[0].rows:
            text = self._answer(self._layout.rows, row.value)
            self._add_jumps(
                add(listed, "li"), text, {anchor(each.given, row.value): each.given for each in self._tables}
            )
        return found

    def _add_jumps(self, line: Element, text: str, places: dict[str, Given]) -> None:
        """Links to the places, each called by what is given there; where nothing is, by the text."""
        if any(places.values()):
            append(line, f"{text}: ")
        for number, (name, given) in enumerate(places.items()):
            append(line, ", " if number else "")
            add(line, "a", {"href": f"#{name}"}, self._given(given) or text)

    def _add_sheet(self, found: Element, sheet: Sheet, all_of_them: Sequence[Sheet]) -> None:
        section = add(found, "section", {"class": "checker-place"})
        if len(all_of_them) > 1:
            self._add_tabs(section, sheet, all_of_them)
        names = [anchor(table.given) for table in sheet.tables]
        self._add_named(add(section, "h2"), names, "; ".join(self._places(sheet)) or self._title())
        for text in self._groups(sheet):
            add(section, "p", text=text)
        self._add_table(section, sheet, names[0])

    def _add_tabs(self, section: Element, current: Sheet, all_of_them: Sequence[Sheet]) -> None:
        """Links to all places: in each place, so that they say which is shown without a script."""
        tabs = add(section, "nav", {"class": "checker-tabs", "aria-label": self._label(self._layout.each)})
        for sheet in all_of_them:
            marked = {"aria-current": "true"} if sheet is current else {}
            add(tabs, "a", {"href": f"#{anchor(sheet.tables[0].given)}", **marked}, "; ".join(self._places(sheet)))

    def _places(self, sheet: Sheet) -> list[str]:
        return [self._given(table.given) for table in sheet.tables]

    def _title(self) -> str:
        return " × ".join(
            self._label(name) for name in (self._layout.rows, *(each.each for each in self._layout.columns))
        )

    def _groups(self, sheet: Sheet) -> Iterator[str]:
        """What each group means that cells depend on."""
        template, places = self._words.gettext("{group} means: {labels}."), self._places(sheet)
        hanging = [shared_groups(self._policy, table) for table in sheet.tables]
        for group in dict.fromkeys(name for groups in hanging for name in groups):
            facts = [fact.id for fact in self._policy.facts if any(fact.id in each.get(group, ()) for each in hanging)]
            where = (
                [place for place, each in zip(places, hanging, strict=True) if fact in each.get(group, ())]
                for fact in facts
            )
            labels = (in_some(self._label(fact), found, places) for fact, found in zip(facts, where, strict=True))
            title = self._words.quoted(self._words.gettext(self._policy.groups[group].title))
            yield self._words.format(template, group=title, labels=", ".join(labels))

    def _add_table(self, section: Element, sheet: Sheet, name: str) -> None:
        found = add(section, "table", {"class": "scanned checker-decisions", "aria-labelledby": name})
        self._add_heads(add(found, "thead"), sheet)
        body = add(found, "tbody")
        for line in sheet.lines:
            row = add(body, "tr")
            self._add_line_head(row, sheet, line)
            for part in line.parts:
                self._add_part(row, sheet, part)

    def _add_heads(self, head: Element, sheet: Sheet) -> None:
        groups, line = add(head, "tr"), add(head, "tr")
        add(groups, "th", {"scope": "col", "rowspan": "2"}, self._label(self._layout.rows))
        for group in self._layout.columns:
            columns = [each for each in sheet.columns if self._heads[each[0]][0] is group]
            span = {"scope": "colgroup", "colspan": str(len(columns))}
            add(groups, "th", span, ": ".join(filter(None, (self._given(group.given), self._label(group.each)))))
            for each in columns:
                add(line, "th", {"scope": "col"}, self._listed(group, each))

    def _add_line_head(self, row: Element, sheet: Sheet, line: Line) -> None:
        head = add(row, "th", {"scope": "row"})
        for value in line.values:
            names = [anchor(table.given, value) for table in sheet.tables]
            self._add_named(head, names, self._answer(self._layout.rows, value))

    def _add_named(self, parent: Element, names: Iterable[str], text: str) -> None:
        """The text, to be found by each of the names."""
        for name in names:
            parent = add(parent, "span", {"id": name})
        append(parent, text)

    def _add_part(self, row: Element, sheet: Sheet, part: Part) -> None:
        columns = sheet.columns[part.first : part.first + part.span]
        known = {"data-status": " ".join(part.said.possible), "data-columns": self._headed(columns)}
        if part.span > 1:
            known["colspan"] = str(part.span)
        inner = add(add(row, "td", known), "div")  # what stays in sight beside many subjects
        self._cells.fill(inner, part.said, self._places(sheet), part.span == len(sheet.columns))

    def _headed(self, columns: Iterable[tuple[int, ...]]) -> str:
        """What is above the columns, in a line: for a yes or no, the question too."""
        found = []
        for group in self._layout.columns:
            listed = [at for each in columns for at in each if self._heads[at][0] is group]
            yes_no = KINDS[self._policy.fact(group.each).type].alone
            lead = f"{self._label(group.each)}: " if yes_no and listed else ""
            found.append(lead + self._listed(group, listed))
        return "; ".join(filter(None, found))

    def _listed(self, group: Columns, positions: Iterable[int]) -> str:
        return ", ".join(self._answer(group.each, self._heads[at][1]) for at in positions)

    def _add_clauses(self, found: Element) -> None:
        """By offer, the clauses that cells cite for its being there, or unclear."""
        add(found, "h2", {"id": "clauses"}, self._words.gettext("What the offers rest on"))
        listed = add(found, "dl", {"class": "checker-cited"})
        for offer in self._policy.offers:
            clauses = offer_clauses(self._tables, offer.id)
            if clauses:
                add(listed, "dt", text=self._words.gettext(offer.label))
                self._cells.add_clauses(add(listed, "dd"), clauses)

    def _label(self, fact: str) -> str:
        return self._words.gettext(self._policy.fact(fact).label)

    def _answer(self, name: str, value: object) -> str:
        said = answer_text(self._policy.fact(name), value, self._words)
        only = isinstance(value, list) and value
        return (
            self._words.format(self._words.gettext("only {option}"), option=self._words.quoted(said)) if only else said
        )

    def _given(self, given: Given) -> str:
        return ", ".join(self._answer(*each) for each in given.items())

    def _answers(self, given: Given) -> str:
        return "; ".join(f"{self._label(name)}: {self._answer(name, value)}" for name, value in given.items())
