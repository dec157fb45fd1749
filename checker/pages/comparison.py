"""The policies side by side: rows of cells, from what the models know, and these rows as the page's Markdown."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from checker.core.engine.decide import decide
from checker.core.engine.verdict import Verdict
from checker.core.model.dated import on_day
from checker.core.model.diagram import Node, support
from checker.core.model.kinds import KINDS
from checker.core.model.layout import Comparison
from checker.core.model.policy import NOT_COVERED, Fact, Policy, Term
from checker.core.model.words import Words
from checker.core.words.price import case_text
from checker.policy.markup import plain
from checker.policy.whose import NOWHERE, Crossing, crossing

Item = tuple[str, str]
"""Words and the address of their clause from the site's root; no address where the words only lead to others."""

Cell = list[Item]

FEW = 3
"""So many links are below each other without being folded."""


@dataclass(frozen=True)
class Row:
    """An aspect, with what each policy says about it."""

    label: str
    cells: tuple[Cell, ...]


def compare(policies: Iterable[Policy], words: Words) -> list[Row]:
    """The rows, each with one cell for each policy that is compared, in their order; prices if a policy names any."""
    compared = [on_day(policy, date.fromisoformat(policy.checked_on)) for policy in policies if policy.comparison]
    columns = [_Column(policy, names, words) for policy in compared if (names := policy.comparison)]
    _, priced = words.gettext, any(column.names.price for column in columns)
    aspects = {
        _("Channels and services, depending on the case"): [column.offers() for column in columns],
        _("Hours"): [column.stated(column.names.hours) for column in columns],
        _("Response time"): [column.stated(column.names.response) for column in columns],
        **({_("Price"): [column.stated(column.names.price) for column in columns]} if priced else {}),
        _("Languages"): [column.stated(column.names.languages) for column in columns],
        _("What is excluded"): [column.exclusions() for column in columns],
        _("What you need to do or have"): [column.needs() for column in columns],
    }
    return [Row(label, tuple(cells)) for label, cells in aspects.items()]


def markup(rows: Iterable[Row], vendors: Sequence[str], language: str) -> str:
    """The rows as Markdown within HTML (`md_in_html`), for the body of the page's table; `vendors` head the columns."""
    return "\n".join(line for row in rows for line in _lines(row, vendors, language))


def excluded(policy: Policy, fact: Fact) -> dict[str, Verdict]:
    """The options of a fact that mean not covered, whatever the other answers, each with the verdict.

    If that depends on the day, it is as on the day when the policy was last compared.
    """
    day = date.fromisoformat(policy.checked_on)
    verdicts = {option: decide(policy, {fact.id: option}, day) for option in fact.options}
    return {option: verdict for option, verdict in verdicts.items() if verdict.status == NOT_COVERED}


@dataclass(frozen=True)
class _Column:
    policy: Policy
    names: Comparison
    words: Words

    def offers(self) -> Cell:
        """Everything that a rule grants, at the clause that grants it first."""
        granting = {rule.offer: rule.clauses[0] for rule in reversed(self.policy.rules) if rule.effect == "grant"}
        return [self._item(each.label, granting[each.id]) for each in self.policy.offers if each.id in granting]

    def stated(self, names: tuple[str, ...]) -> Cell:
        """The terms of these names."""
        found = [item for term in self.policy.terms if term.id in names for item in self._term(term)]
        return found or [(self.words.gettext("The policy does not say."), "")]

    def exclusions(self) -> Cell:
        """The subjects that are never covered, then when else nothing is, in a few words."""
        _, fact = self.words.gettext, self.policy.fact(self.names.subject)
        always = excluded(self.policy, fact)
        subjects = self._subjects(fact, always)
        return [
            *_led(_("Subjects left out in every case"), subjects),
            *_led(_("Also left out"), self._short("exclude")),
        ]

    def needs(self) -> Cell:
        """What the rules want, in a few words, then what else to have ready."""
        _ = self.words.gettext
        known = {clause for rule in self.policy.rules if rule.effect == "require" for clause in rule.clauses}
        ready = [self._quote(each.clause) for each in self.policy.checklist if each.clause not in known]
        first = _led(_("You have to do something first"), self._short("require"))
        return [*first, *_led(_("Have ready and keep in mind"), ready)]

    def _short(self, effect: str) -> Cell:
        """The rules of this effect that are said in a few words, each once."""
        rules = [rule for rule in self.policy.rules if rule.effect == effect and rule.short]
        return list(dict.fromkeys(self._item(rule.short, rule.clauses[0]) for rule in rules))

    def _term(self, term: Term) -> Iterator[Item]:
        """Each case after those who it concerns; if nothing says who, after the term's own name."""
        crossed = crossing(self.policy, term)
        if crossed:
            yield from self._crossed(term, crossed)
            return
        for position, case in enumerate(term.cases):
            if isinstance(term.case, Node):
                labels = self._whose(term.case, position) or [case.whom or term.label]
                yield ", ".join(map(self.words.gettext, labels)), ""
            yield self._value(term, position)

    def _crossed(self, term: Term, crossed: Crossing) -> Iterator[Item]:
        """By option of the one choice, each value after the options of the other that lead to it."""
        _, columns = self.words.gettext, crossed.columns.options.items()
        idle = {fact.id: excluded(self.policy, fact) for fact in (crossed.rows, crossed.columns)}
        for (option, label), cases in zip(crossed.rows.options.items(), crossed.cases, strict=True):
            leading: dict[int, list[str]] = {}
            for (other, name), at in zip(columns, cases, strict=True):
                if at != NOWHERE and other not in idle[crossed.columns.id]:
                    leading.setdefault(at, []).append(_(name))
            if leading and option not in idle[crossed.rows.id]:
                yield f"{_(term.label)}, {_(label)}", ""
                for at, names in leading.items():
                    text, href = self._value(term, at)
                    yield (text if len(leading) == 1 else f"{', '.join(names)}: {text}"), href

    def _whose(self, case: Node, position: int) -> list[str]:
        """The options that lead to the case at `position`, where one choice settles it, without those left out."""
        fact = self.policy.variables[case.fact]
        if support([case]) != {case.fact} or not KINDS[fact.type].chosen:
            return []
        idle, leading = excluded(self.policy, fact), zip(fact.options.items(), case.children, strict=True)
        return [label for (option, label), child in leading if child == position and option not in idle]

    def _subjects(self, fact: Fact, verdicts: dict[str, Verdict]) -> Cell:
        """The subjects by name; those whose name says nothing by itself, by their clause."""
        clauses = {option: verdict.because[0].clause for option, verdict in verdicts.items()}
        unnamed = [self._quote(clause) for name, clause in clauses.items() if name in self.names.unnamed]
        named = {name: clause for name, clause in clauses.items() if name not in self.names.unnamed}
        return [*(self._item(fact.options[name], clause) for name, clause in named.items()), *unnamed]

    def _value(self, term: Term, at: int) -> Item:
        """What the case says, at its clause."""
        _, href = self._item("", term.cases[at].clause)
        return case_text(term, term.cases[at], self.words), href

    def _item(self, message: str, clause: str) -> Item:
        return self.words.gettext(message), self.words.clauses[self.policy.id][clause].href

    def _quote(self, clause: str) -> Item:
        found = self.words.clauses[self.policy.id][clause]
        return found.text, found.href


def _led(lead: str, items: Cell) -> Cell:
    return [(lead, ""), *items] if items else []


def _lines(row: Row, vendors: Sequence[str], language: str) -> Iterator[str]:
    yield f'<tr markdown="block">\n<th scope="row">{escape(row.label, quote=False)}</th>'
    for vendor, cell in zip(vendors, row.cells, strict=True):
        yield f'<td markdown="block" data-columns="{escape(vendor)}">\n'
        for lead, items in _blocks(cell):
            yield from _block(lead, [_link(*item, language) for item in items])
        yield "</td>"
    yield "</tr>"


def _blocks(cell: Cell) -> list[tuple[str, Cell]]:
    """Each lead with what it leads to; a lead that is empty where there is none."""
    blocks: list[tuple[str, Cell]] = []
    for item in cell:
        if not item[1]:
            blocks.append((item[0], []))
        elif blocks:
            blocks[-1][1].append(item)
        else:
            blocks.append(("", [item]))
    return blocks


def _block(lead: str, links: list[str]) -> Iterator[str]:
    """A few links below their lead, and many of them on demand; without a lead, in a line."""
    listed = "\n".join(f"- {link}" for link in links) + "\n"
    if not lead:
        yield ", ".join(links) + "\n"
    elif len(links) > FEW:
        yield f'<details markdown="block">\n<summary>{escape(lead, quote=False)}: {len(links)}</summary>\n'
        yield f"{listed}\n</details>\n"
    else:
        yield f"{plain(lead)}\n\n{listed if links else ''}"


def _link(text: str, href: str, language: str) -> str:
    """A link to the file that has the clause, so that MkDocs checks it as any other; of sentences, the first."""
    page, _, clause = href.removeprefix(f"{language}/").partition("/#")
    first, *rest = re.split(r"(?<=[.!?]) (?=\W?[^\W\d_a-z])", text, maxsplit=1)
    linked = f"[{plain(first)}]({page if '/' in page else f'{page}/index'}.md#{clause})"
    return " ".join([linked, *map(plain, rest)])
