"""Decision tables: for each combination of the answers that a policy's layout names, what the engine says.

A cell knows its answers and nothing else, so what it says is true whatever the other answers are.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from checker.core.engine.decide import decide
from checker.core.engine.link import word
from checker.core.engine.reasons import DECIDING
from checker.core.engine.verdict import Verdict
from checker.core.model.kinds import KINDS
from checker.core.model.layout import Columns, Layout, Listed
from checker.core.model.policy import NOT_OFFERED, Fact, Policy

Given = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Cell:
    """The verdict on `answers`, and the one on the same answers where all is in order besides."""

    answers: Given
    verdict: Verdict
    in_order: Verdict


@dataclass(frozen=True, slots=True)
class Row:
    """A value of the rows' fact, with a cell for each column."""

    value: Listed
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows with the answers in `given`; `columns` are groups of columns, left to right."""

    given: Given
    layout: Layout
    rows: tuple[Row, ...]


def make_tables(policy: Policy, today: date) -> list[Table]:
    """The tables of the policy, none where it has no layout. No cell depends on `today`: dates are left open."""
    layout = policy.tables
    if layout is None:
        return []
    return [Table(place, layout, tuple(_rows(policy, layout, place, today))) for place in places(policy, layout)]


def places(policy: Policy, layout: Layout) -> list[Given]:
    """What is given in each table."""
    return [{layout.each: value} for value in values(policy.fact(layout.each))] if layout.each else [{}]


def values(fact: Fact) -> tuple[Listed, ...]:
    """What can be answered to a fact with options, or with yes or no; of several, one option alone, or none."""
    return KINDS[fact.type].answers(fact.options)


def anchor(given: Given, value: object = None) -> str:
    """The id of a table on its page, or of its row for a value."""
    return "-".join(["table", *map(_word, given.values()), *([] if value is None else [_word(value)])])


def _word(value: object) -> str:
    return word(value) if isinstance(value, list) else str(value)


def deciding_clauses(verdict: Verdict) -> list[str]:
    """The clauses that decide the verdict's status; none while it is open."""
    effect = DECIDING.get(verdict.status) if verdict.status else None
    about = (reason for reason in verdict.because if reason.effect == effect and not reason.offers)
    return _unique(reason.clause for reason in about if not reason.beaten)


def offer_clauses(tables: Iterable[Table], offer: str) -> list[str]:
    """The clauses that cells cite to say something else about the offer than that there is none."""
    verdicts = (cell.verdict for table in tables for row in table.rows for cell in row.cells)
    telling = (each for each in verdicts if each.offers.get(offer, NOT_OFFERED) != NOT_OFFERED)
    reasons = (reason for verdict in telling for reason in verdict.because if offer in reason.offers)
    return _unique(reason.clause for reason in reasons if not reason.beaten)


def dependencies(policy: Policy, groups: Mapping[str, Collection[str]], questions: Collection[str]) -> list[str]:
    """The labels of the facts; a group's title for all of its facts in `groups`, where they are all among them."""
    named = {fact: group for group, facts in groups.items() if set(facts) <= set(questions) for fact in facts}
    titles = {fact: policy.groups[group].title for fact, group in named.items()}
    return _unique(titles.get(name) or policy.fact(name).label for name in questions)


def shared_groups(policy: Policy, table: Table) -> dict[str, list[str]]:
    """By group of facts, those of its facts that cells of the table depend on."""
    found: dict[str, list[str]] = {}
    hanging = {name for row in table.rows for cell in row.cells for name in cell.verdict.questions}
    for fact in policy.facts:
        if fact.group and fact.id in hanging:
            found.setdefault(fact.group, []).append(fact.id)
    return {group: facts for group, facts in found.items() if len(facts) > 1}


def _rows(policy: Policy, layout: Layout, place: Given, today: date) -> Iterator[Row]:
    for value in values(policy.fact(layout.rows)):
        known = {**place, layout.rows: value}
        columns = (answers for columns in layout.columns for answers in _column_answers(policy, columns))
        yield Row(value, tuple(_cell(policy, layout, {**known, **answers}, today) for answers in columns))


def _column_answers(policy: Policy, columns: Columns) -> Iterator[Given]:
    return ({**columns.given, columns.each: value} for value in values(policy.fact(columns.each)))


def _cell(policy: Policy, layout: Layout, answers: Given, today: date) -> Cell:
    in_order = decide(policy, {**layout.in_order, **answers}, today)
    return Cell(answers, decide(policy, answers, today), in_order)


def _unique(names: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(names))
