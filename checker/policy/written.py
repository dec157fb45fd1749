"""The policy file as people write it: what `policy.schema.json` allows there, each text with its place.

Read once the file has the right shape. A kind of text tells what it is for: see `Cited`, `Claimed` and `When`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Annotated, Literal

from checker.core.model.calendar import Unit
from checker.core.model.kinds import KINDS
from checker.core.model.policy import EFFECTS, DueTime, Effect, FactType, Window
from checker.languages import LANGUAGES
from checker.policy.grammar import window
from checker.policy.placed import Named, Number, Text, Tree, read_tree
from checker.policy.problems import Place
from checker.policy.source import Keys, Source

UNKNOWN = "unknown"
"""In a table of days: the day is not known."""
if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[LANGUAGES]
Day = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]


class ClauseName(Text):
    """The id of a clause."""


class Cited(ClauseName):
    """A clause that what cites it rests on."""


class Claimed(ClauseName):
    """A clause in what the file claims about itself."""


class When(Text):
    """A condition."""


class OfCell(When):
    """The condition of a cell: nobody wrote it, so all of it is where the cell is."""

    def place(self, offset: int = 0) -> Place:
        """The place of the cell."""
        return super().place()


class Inherited(Cited):
    """A clause that a cell has from its row, where it is written."""

    row: ClauseName

    def place(self, offset: int = 0) -> Place:
        """Its place in the row."""
        return self.row.place(offset)


@dataclass(frozen=True, kw_only=True)
class Group(Tree):
    """Facts that are asked together."""

    title: Text
    hint: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Remedy(Tree):
    """What to do so that an answer becomes true, as a clause."""

    words: Annotated[Text, "as"]
    when: When | None = None


@dataclass(frozen=True, kw_only=True)
class Fact(Tree):
    """A question; which of the later fields it has depends on its type."""

    type: FactType
    asked_when: Annotated[When | None, "asked when"] = None
    question: Text
    label: Text
    hint: Text | None = None
    why: Text
    group: Text | None = None
    level: bool = False
    can_become: Annotated[Named[Text, Remedy], "can become"] = field(default_factory=Named)
    said: Named[Text, Text] = field(default_factory=Named)
    assessed_by: Annotated[Literal["vendor"] | None, "assessed by"] = None
    find_out: Annotated[Text | None, "find out"] = None
    options: Named[Text, Text] = field(default_factory=Named)
    defined_by: Annotated[Named[Text, Cited], "defined by"] = field(default_factory=Named)
    minimum: Number | None = None
    maximum: Number | None = None
    latest: Annotated[Literal["today"] | None, "max"] = None


@dataclass(frozen=True, kw_only=True)
class Dates(Tree):
    """A table of days by option, such as until when a release is supported; it is compared with its own source."""

    label: Text
    source: Text
    checked_on: Text
    check_again_by: Text
    days: Named[Text, Text]


@dataclass(frozen=True, kw_only=True)
class Offer(Tree):
    """Something that the policy may grant; `short` is its label in a word or two, for the tables."""

    label: Text
    otherwise: Cited
    short: Annotated[Text | None, "in short"] = None


@dataclass(frozen=True, kw_only=True)
class Through(Tree):
    """The last day of a window from a date fact: of an `amount`, or of one whose first day counts (`lasts`)."""

    fact: Text
    amount: Number | None = None
    lasts: Annotated[Number | None, "for"] = None
    unit: Unit

    @property
    def length(self) -> int:
        """The amount, as it is written."""
        return int(self.amount or self.lasts or 0)

    @property
    def window(self) -> Window:
        """The window."""
        return window(self.length, self.unit, self.amount is None)


@dataclass(frozen=True, kw_only=True)
class Due(Tree):
    """Whether the time of a case is a maximum, with the clause that starts it; else what withholds a latest moment."""

    time: DueTime
    clause: Cited


@dataclass(frozen=True, kw_only=True)
class Case(Tree):
    """A value of a term; `value` is plain data."""

    when: When | None = None
    clause: Cited
    value: object = None
    through: Through | None = None
    due: Due | None = None
    whom: Annotated[Text | None, "for"] = None
    text: Text

    @property
    def citations(self) -> list[Keys]:
        """The keys of the clauses that it cites."""
        return [self.clause.keys, *([self.due.clause.keys] if self.due else [])]


@dataclass(frozen=True, kw_only=True)
class Cell(Tree):
    """A value of a matrix; without a clause it has that of its row."""

    clause: ClauseName | None = None
    value: object = None
    text: Text


@dataclass(frozen=True, kw_only=True)
class Row(Tree):
    """A row of a matrix: `cells` by the answers to the columns' fact, or one value, whatever that answer is."""

    clause: ClauseName | None = None
    value: object = None
    text: Text | None = None
    cells: Named[Text, Cell] = field(default_factory=Named)


@dataclass(frozen=True, kw_only=True)
class Matrix(Tree):
    """The values of a term by the answers to two facts."""

    rows: Text
    columns: Text
    cells: Named[Text, Row]

    def cases(self, answers: Mapping[str, list[str]]) -> Iterator[Case]:
        """Each cell as a case, without those of which `answers`, by fact, has no such fact or no such answer."""
        for answer, row in self.cells.items():
            if answer in answers.get(self.rows, ()):
                condition = f"{self.rows} == {answer}"
                if row.text is not None:
                    yield _case(answer, condition, Cell(clause=row.clause, value=row.value, text=row.text), row)
                for other, cell in row.cells.items():
                    if other in answers.get(self.columns, ()):
                        yield _case(other, f"{condition} and {self.columns} == {other}", cell, row)


def _case(name: Text, condition: str, cell: Cell, row: Row) -> Case:
    """The cell of this name as a case; a clause that neither it nor its row has is reported elsewhere."""
    keys, when = (*name.keys, "clause"), OfCell(condition).at(name.source, name.keys)
    clause = Inherited(cell.clause or row.clause or "").at(name.source, keys)
    clause.row = cell.clause or row.clause or ClauseName().at(name.source, name.keys)
    return Case(when=when, clause=clause, value=cell.value, text=cell.text)


@dataclass(frozen=True, kw_only=True)
class Term(Tree):
    """A value that a verdict states: the first of the `cases` that applies. Those of a `matrix` are its cells.

    `wait`: the values are times to wait for something. `price`: they are prices of help.
    """

    label: Text
    wait: bool = False
    price: bool = False
    cases: tuple[Case, ...] = ()
    matrix: Matrix | None = None

    def position(self, clause: Keys) -> int:
        """The position of the case that cites the clause with these keys."""
        return next(at for at, case in enumerate(self.cases) if clause in case.citations)


@dataclass(frozen=True, kw_only=True)
class Advice(Tree):
    """What to do instead; without a clause, it is a suggestion of this site."""

    clause: Cited | None = None
    text: Text
    when: When | None = None
    whom: Annotated[Text | None, "for"] = None


@dataclass(frozen=True, kw_only=True)
class Rule(Tree):
    """What some clauses say. `effect` names an offer, too, where it grants, denies or doubts one."""

    effect: Text
    when: When
    clauses: tuple[Cited, ...]
    beats: tuple[Text, ...] = ()
    action: Text | None = None
    instead: tuple[Advice, ...] = ()
    remark: Text | None = None
    short: Annotated[Text | None, "in short"] = None

    @property
    def kind(self) -> Effect:
        """The effect alone."""
        return next(each for each in EFFECTS if each == self.effect.split()[0])

    @property
    def offer(self) -> str:
        """The offer that the effect names, or nothing."""
        return self.effect.partition(" ")[2]


@dataclass(frozen=True, kw_only=True)
class Reminder(Tree):
    """An item of the checklist."""

    clause: Cited
    when: When | None = None


@dataclass(frozen=True, kw_only=True)
class Opening(Tree):
    """Either `open`, or `days` with the rest; `at` names one of the other desks."""

    open: Literal["always", "never", "unclear"] | None = None
    days: tuple[Day, ...] = ()
    start: Annotated[Text | None, "from"] = None
    end: Annotated[Text | None, "to"] = None
    at: Text | None = None
    clause: Cited
    on_holidays: Annotated[Cited | None, "on holidays"] = None


@dataclass(frozen=True, kw_only=True)
class Exceptional(Opening):
    """Hours under a condition."""

    when: When


@dataclass(frozen=True, kw_only=True)
class Hours(Opening):
    """The hours of a plan, where none of its exceptions applies."""

    exceptions: Annotated[tuple[Exceptional, ...], "except"] = ()


@dataclass(frozen=True, kw_only=True)
class DeskPlace(Tree):
    """Where a desk is, with its zone and holidays; days off have their names."""

    place: Text
    zone: Text
    holidays: Text
    days_off: Annotated[Named[Text, Text], "days off"] = field(default_factory=Named)


@dataclass(frozen=True, kw_only=True)
class Desk(DeskPlace):
    """The attention clock: its first place, others by name, and the hours by plan."""

    plan: Text
    others: Annotated[Named[Text, DeskPlace], "other desks"] = field(default_factory=Named)
    hours: Named[Text, Hours]

    @property
    def places(self) -> list[DeskPlace]:
        """Its own place and the others."""
        return [self, *self.others.values()]

    @property
    def openings(self) -> list[Opening]:
        """All hours, plan by plan, those under a condition first."""
        return [each for hours in self.hours.values() for each in (*hours.exceptions, hours)]


@dataclass(frozen=True, kw_only=True)
class Columns(Tree):
    """A group of columns of the decision tables."""

    each: Text
    given: Named[Text, Text] = field(default_factory=Named)


@dataclass(frozen=True, kw_only=True)
class Tables(Tree):
    """The decision tables."""

    rows: Text
    columns: tuple[Columns, ...]
    each: Text | None = None
    in_order: Named[Text, Text] = field(default_factory=Named)


@dataclass(frozen=True, kw_only=True)
class Compare(Tree):
    """What the comparison shows of the policy."""

    subject: Text
    unnamed: tuple[Text, ...] = ()
    hours: tuple[Text, ...] = ()
    response: tuple[Text, ...] = ()
    languages: tuple[Text, ...] = ()
    price: tuple[Text, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Channel(Tree):
    """Where to send a request."""

    when: When | None = None
    clause: Cited
    text: Text
    email: Text | None = None


@dataclass(frozen=True, kw_only=True)
class Blank(Tree):
    """Something to be filled in."""

    when: When | None = None
    clause: Cited
    text: Text
    typed: bool = False


@dataclass(frozen=True, kw_only=True)
class Draft(Tree):
    """The draft of a request."""

    languages: tuple[Language, ...]
    subject: Text
    subjects: Named[Text, Text] = field(default_factory=Named)
    facts: Named[Text, Text] = field(default_factory=Named)
    blanks: tuple[Blank, ...] = ()
    channels: tuple[Channel, ...]


@dataclass(frozen=True, kw_only=True)
class Unclear(Tree):
    """What the policy leaves unclear: its status, an offer or a term."""

    status: Literal["unclear"] | None = None
    offer: Text | None = None
    term: Text | None = None
    reading: Number
    clauses: tuple[Claimed, ...]


@dataclass(frozen=True, kw_only=True)
class Loss(Tree):
    """Where a higher level gets less."""

    fact: Text
    option: Text
    loses: Text
    clause: Claimed


@dataclass(frozen=True, kw_only=True)
class Reason(Tree):
    """Why an entry counts what its clauses do not: the other clauses that do, or the figures that none says."""

    clauses: tuple[ClauseName, ...] = ()
    numbers: tuple[Text, ...] = ()
    reason: Text


@dataclass(frozen=True, kw_only=True)
class Written(Tree):
    """A policy file. What cites clauses is in the order that the site shows."""

    policy: Text
    title: Text
    vendor: Text
    authority: Text
    version: Text
    status: Literal["draft"] | None = None
    source_language: Language
    checked_on: Text
    check_again_by: Text
    groups: Named[Text, Group] = field(default_factory=Named)
    facts: Named[Text, Fact]
    sets: Named[Text, tuple[Text, ...]] = field(default_factory=Named)
    dates: Named[Text, Dates] = field(default_factory=Named)
    derived: Named[Text, When] = field(default_factory=Named)
    rules: Named[Text, Rule]
    offers: Named[Text, Offer]
    terms: Named[Text, Term] = field(default_factory=Named)
    checklist: tuple[Reminder, ...] = ()
    desk: Desk | None = None
    draft: Draft | None = None
    tables: Tables | None = None
    compare: Compare | None = None
    unclear: tuple[Unclear, ...] = ()
    losses: tuple[Loss, ...] = ()
    readings: Named[Text, tuple[Text, ...]] = field(default_factory=Named)
    informative: Named[Cited, Text] = field(default_factory=Named)
    names: tuple[Text, ...] = ()
    differs: Named[Text, Text] = field(default_factory=Named)
    figures: Named[Text, Reason] = field(default_factory=Named)

    @property
    def answers(self) -> dict[str, list[str]]:
        """The answers to every fact that has few enough to list, as conditions write them."""
        listed = {name: fact for name, fact in self.facts.items() if KINDS[fact.type].listed}
        return {str(name): KINDS[fact.type].written(map(str, fact.options)) for name, fact in listed.items()}


def read_written(source: Source) -> Written:
    """The policy file that `source` is; it has the right shape."""
    file = read_tree(Written, source)
    cells = {name: tuple(term.matrix.cases(file.answers)) for name, term in file.terms.items() if term.matrix}
    terms = Named((name, replace(term, cases=cells.get(name, term.cases))) for name, term in file.terms.items())
    return replace(file, terms=terms)
