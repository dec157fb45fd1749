"""The compiled policy: facts, offers, terms and rules, with a decision diagram for whatever depends on answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, Literal

from checker.core.model.calendar import Unit, last_day
from checker.core.model.desk import Desk
from checker.core.model.diagram import Diagram
from checker.core.model.layout import Comparison, Layout

Status = Literal["covered", "conditional", "limited", "not-covered", "unclear"]
COVERED: Final = "covered"
CONDITIONAL: Final = "conditional"
LIMITED: Final = "limited"
NOT_COVERED: Final = "not-covered"
UNCLEAR: Final = "unclear"
STATUSES: tuple[Status, ...] = (COVERED, CONDITIONAL, LIMITED, NOT_COVERED, UNCLEAR)

OfferValue = Literal["offered", "not-offered", "unclear", "open"]
OFFERED: Final = "offered"
NOT_OFFERED: Final = "not-offered"
OPEN: Final = "open"
OFFER_VALUES: tuple[OfferValue, ...] = (OFFERED, NOT_OFFERED, UNCLEAR)
"""Those of an offer that is settled."""

OfferEffect = Literal["grant", "deny", "doubt"]
OFFER_EFFECTS: tuple[OfferEffect, ...] = ("grant", "deny", "doubt")
Effect = Literal["cover", "exclude", "require", "limit", "note", OfferEffect]
EFFECTS: tuple[Effect, ...] = ("cover", "exclude", "require", "limit", "note", *OFFER_EFFECTS)

FactType = Literal["choice", "ordered", "yes/no", "integer", "date", "several"]

DueTime = Literal["maximum", "average", "goal", "no-hours", "no-start"]
MAXIMUM: Final = "maximum"
NO_HOURS: Final = "no-hours"

SPARSE: Final = {"sparse": True}
"""Marks a field that the compiled policy leaves out while it is empty."""

MOOT = "moot"
"""What an offer, a term or an action is worth in a verdict that is not covered: nothing that could change it."""


@dataclass(frozen=True, slots=True)
class Window:
    """A time that runs from a date fact through its last day.

    If its first day counts, as in “for 12 months”, the last day is the one before the same day of the month.
    """

    amount: int
    unit: Unit
    first_counts: bool = False

    def last_day(self, start: date) -> date:
        """The last day of the time from `start`."""
        return last_day(start, self.amount, self.unit, self.first_counts)


@dataclass(frozen=True, slots=True)
class Remedy:
    """An answer that the visitor can bring about if `when` is true of the answers before; `words` say it as a clause.

    The `answer` is an option, true or false, a number, or "today" for a date. Of several, it is an option that comes to
    be among them (`group` 0) or no longer is (1).
    """

    answer: str | int | bool
    group: int
    when: Diagram
    words: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A typed question.

    `options` maps option ids to their labels (choice, several and ordered; ordered ones in rank order). The values fall
    into classes that the rules tell apart: the options; yes and no; the integers between `cuts` (each the first value
    of a class); the dates by how many of `windows`, shortest first, are over, and by how many of `days` (ISO, each the
    first of a class) they have reached. A `level` is an ordered fact of which more is better: a partner level, a plan.
    `said` has a short clause for each answer ("you are a Silver partner"): by option, for yes and no, or for "number"
    or "date", which it then names in braces; of several, also for "none", and for each option that is not among them
    ("not crm"). `find_out` says how to find the answer out. If it is `assessed`, the vendor has the last word on the
    answer. `defined` has the clause that defines an answer: by option, or for "yes" and "no".
    """

    id: str
    type: FactType
    question: str
    label: str
    why: str
    asked: Diagram
    hint: str = ""
    group: str = ""
    can_become: tuple[Remedy, ...] = ()
    said: Mapping[str, str] = field(default_factory=dict)
    find_out: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    minimum: int | None = None
    maximum: int | None = None
    cuts: tuple[int, ...] = ()
    windows: tuple[Window, ...] = ()
    days: tuple[str, ...] = ()
    max_today: bool = False
    level: bool = False
    assessed: bool = False
    defined: Mapping[str, str] = field(default_factory=dict, metadata=SPARSE)

    @property
    def whole(self) -> str:
        """The id of the fact that is asked: its own, but for a `Part`."""
        return self.id


@dataclass(frozen=True, slots=True)
class Part(Fact):
    """Whether one `option` is among the several that answer a fact: in diagrams, a yes/no fact called "fact.option"."""

    option: str = ""

    @property
    def whole(self) -> str:
        """The id of the fact that is asked."""
        return self.id[: -len(f".{self.option}")]


def parts_of(fact: Fact) -> tuple[Fact, ...]:
    """The fact as diagrams ask for it: by itself; of several, option by option."""
    if fact.type != "several":
        return (fact,)
    return tuple(
        Part(
            id=f"{fact.id}.{option}",
            type="yes/no",
            question=fact.question,
            label=fact.label,
            why=fact.why,
            asked=fact.asked,
            group=fact.group,
            can_become=tuple(replace(each, answer=not each.group) for each in fact.can_become if each.answer == option),
            said={word: fact.said[key] for word, key in (("yes", option), ("no", f"not {option}")) if key in fact.said},
            find_out=fact.find_out,
            options={option: label},
            option=option,
        )
        for option, label in fact.options.items()
    )


@dataclass(frozen=True, slots=True)
class Group:
    """Facts that are asked together, on one page."""

    title: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """Something that the policy grants or not; `otherwise` is the clause shown when nothing grants it."""

    id: str
    label: str
    otherwise: str
    value: Diagram


@dataclass(frozen=True, slots=True)
class Due:
    """What the time of a case is: a maximum in hours when the desk is open, with the clause that starts it.

    Anything else withholds a latest moment, with its clause: an average, a goal, or a text that does not say when the
    desk is open or when the time begins.
    """

    time: DueTime
    clause: str


@dataclass(frozen=True, slots=True)
class Case:
    """One of the values of a term, with the clause that sets it.

    `value` None: the policy leaves it unclear, or the value is the last day of the `window` from the date fact `start`.
    `whom` says who it is for, if that depends on more than one fact. `due` is set where a latest moment is in question.
    """

    clause: str
    text: str
    value: Any = None
    start: str = ""
    window: Window | None = None
    whom: str = ""
    due: Due | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A value that the verdict states. `case` leads to the position in `cases`, or to -1 where it is not stated.

    `price`: the values are prices, each a mapping of `amount`, `currency` and `per`, which `{price}` in the text means.
    """

    id: str
    label: str
    cases: tuple[Case, ...]
    case: Diagram
    price: bool = False


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do (an action of a rule), in words, with its clause."""

    id: str
    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Instead:
    """What to do in place of support, if `when` is true: by a clause, or (None) as a suggestion of this site.

    `whom` says who it is for, while that is open.
    """

    id: str
    clause: str | None
    text: str
    when: Diagram = True
    whom: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """What some clauses say.

    `holds` is the rule's condition; `active` leaves out where a rule that beats it is in force. `offer` is set for
    grant, deny, and a doubt that is not about the case itself; `action` for require, and for a doubt about the case
    that has one; `instead` for exclude. `remark` says more, in words of this site; `short` says when it applies, in a
    few words.
    """

    id: str
    effect: Effect
    clauses: tuple[str, ...]
    holds: Diagram
    active: Diagram
    offer: str = ""
    beats: tuple[str, ...] = ()
    action: Advice | None = None
    instead: tuple[Instead, ...] = ()
    remark: str = ""
    short: str = ""


@dataclass(frozen=True, slots=True)
class Reminder:
    """An item of the verdict's checklist: something to have ready or to keep in mind."""

    clause: str
    shown: Diagram


@dataclass(frozen=True, slots=True)
class Channel:
    """A way to send a request; `{email}` in the text means the address, if there is one."""

    clause: str
    text: str
    email: str = ""


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that the policy wants in a request, to be filled in; `typed` where what the visitor typed belongs."""

    clause: str
    text: str
    when: Diagram = True
    typed: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """How a request is drafted: in the `languages` of the vendor's desk, about the answer to the fact `subject`.

    `channel` leads to the position in `channels`, or to -1 where the policy names none. `subjects` say some answers in
    fewer words; `facts` are those that matter to the vendor, each with the words before its answer.
    """

    languages: tuple[str, ...]
    subject: str
    channels: tuple[Channel, ...]
    channel: Diagram
    subjects: Mapping[str, str] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    blanks: tuple[Blank, ...] = ()


@dataclass(frozen=True, slots=True)
class Policy:
    """A compiled policy.

    `matters` are the diagrams that the verdict can still depend on: see `checker.core.engine`. `facts` are in asking
    order. `variables` are what diagrams ask for: the facts, but those of several option by option. A position is one
    among them. Diagrams ask in the order of the positions in `order`, or in asking order where that is empty.

    Where conditions compare today itself with `days` (ISO, each the first of a class), diagrams ask for today at the
    position after the last variable. See `checker.core.model.dated`.

    `named` has the facts by id, and `placed` the positions of each fact's variables: more than one if it is of several.
    """

    id: str
    title: str
    vendor: str
    authority: str
    version: str
    source_language: str
    checked_on: str
    check_again_by: str
    groups: Mapping[str, Group]
    facts: tuple[Fact, ...]
    offers: tuple[Offer, ...]
    terms: tuple[Term, ...]
    rules: tuple[Rule, ...]
    checklist: tuple[Reminder, ...]
    status: Diagram
    matters: tuple[Diagram, ...]
    desk: Desk | None = None
    draft: Draft | None = None
    tables: Layout | None = None
    comparison: Comparison | None = None
    order: tuple[int, ...] = ()
    days: tuple[str, ...] = ()
    variables: tuple[Fact, ...] = field(init=False, repr=False, compare=False)
    named: Mapping[str, Fact] = field(init=False, repr=False, compare=False)
    placed: Mapping[str, tuple[int, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Take the facts apart."""
        variables = tuple(part for fact in self.facts for part in parts_of(fact))
        placed: dict[str, tuple[int, ...]] = {fact.id: () for fact in self.facts}
        for position, variable in enumerate(variables):
            placed[variable.whole] += (position,)
        object.__setattr__(self, "variables", variables)
        object.__setattr__(self, "named", {fact.id: fact for fact in self.facts})
        object.__setattr__(self, "placed", placed)

    @property
    def alone(self) -> tuple[Diagram, ...]:
        """For each of `matters`, the same by itself, wherever it shows: the status, offers, terms and actions."""
        actions = (rule.active for rule in self.rules if rule.action)
        return (self.status, *(each.value for each in self.offers), *(each.case for each in self.terms), *actions)

    @property
    def subject(self) -> str:
        """The fact about the subject of the case; empty where the policy names none."""
        return self.draft.subject if self.draft else self.comparison.subject if self.comparison else ""

    def fact(self, name: str) -> Fact:
        """The fact of that name, or the variable. Raises KeyError."""
        return self.named[name] if name in self.named else self.variables[self.position(name)]

    def position(self, name: str) -> int:
        """The position of the variable. Raises KeyError."""
        for position, variable in enumerate(self.variables):
            if variable.id == name:
                return position
        raise KeyError(name)

    def positions(self, name: str) -> tuple[int, ...]:
        """Those of the fact's variables: more than one if it is of several."""
        return self.placed.get(name, ())

    def rule(self, name: str) -> Rule:
        """The rule of that name. Raises KeyError."""
        return {rule.id: rule for rule in self.rules}[name]
