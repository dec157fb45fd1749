"""Conditions as people write them, read into a small tree.

    partner_tier >= silver or hosted_or_smb
    issue in [audio, upgrade] and not offered(level-2)
    packages has crm or packages has any of [fax, phone] or packages has none
    today <= code_issued_on + 6 months
    today > bought_on for 12 months
    bought_on < 2024-01-01 and today <= 2026-12-31
    today <= supported_until(release) and country in central-america
    not asked(partner_tier)
    always

A name alone is a derived fact, or a yes/no fact that is answered "yes". A comparison with a fact that is not asked is
false, whichever way it is written; only a `not` around it is true. `not` binds tighter than `and`, `and` tighter than
`or`. Nothing else can be written: there is no end to what calculates with answers, so nobody could prove it.
"""

import re
from dataclasses import dataclass
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, v_args

from checker.core.model.calendar import Unit
from checker.core.model.kinds import HAS, HAS_NONE
from checker.core.model.policy import Window

GRAMMAR = r"""
?start: either
?either: both (_OR both)*
?both: unary (_AND unary)*
?unary: NOT unary -> negation
      | "(" either ")"
      | "always" -> always
      | "offered" "(" VALUE ")" -> offered
      | "today" WITHIN NAME LENGTH INTEGER UNIT -> date_comparison
      | "today" (WITHIN | BEYOND) DATE -> today_comparison
      | "today" WITHIN NAME "(" NAME ")" -> listed_day
      | NAME (WITHIN | BEYOND | EQUAL) VALUE -> comparison
      | NAME "in" "[" VALUE ("," VALUE)* "]" -> membership
      | NAME _HAS VALUE -> having
      | NAME _HAS _ANY_OF "[" VALUE ("," VALUE)* "]" -> having
      | NAME _HAS _NONE -> having_none
      | NAME "in" VALUE -> in_set
      | "asked" "(" NAME ")" -> asked
      | NAME -> name
NOT.2: /not\b/
_OR: /or\b/
_AND: /and\b/
WITHIN: /<=|>(?!=)/
BEYOND: />=|<(?!=)/
EQUAL: "==" | "!="
LENGTH: "+" | /for\b/
_HAS: /has\b/
_ANY_OF.2: /any\s+of\b(?!-)/
_NONE.2: /none\b(?!-)/
UNIT: "days" | "months"
INTEGER: /[0-9]{1,4}(?![0-9])/
DATE: /[0-9][0-9-]*/
NAME: /(?!(and|or|not|in|has|always|offered|asked|today)\b)[a-z][a-z0-9_]*/
VALUE: /-?[a-z0-9][a-z0-9_-]*/
%import common.WS
%ignore WS
"""

FORMS = "A condition is made of comparisons such as “role == partner”, “issue in [audio, network]”, “extensions > 20”, "
FORMS += "“today <= bought_on + 30 days”, “packages has crm”, “packages has any of [crm, fax]”, “packages has none”, "
FORMS += "“offered(level-2)” or a derived name, joined by and, or, not and brackets."
CALCULATES = "Conditions do not calculate: there are no sums, balances or differences, only one time from one date."


class ConditionError(ValueError):
    """A condition that cannot be read; `column` counts from 0 within it."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True)
class Always:
    """True whatever the answers."""


@dataclass(frozen=True)
class Name:
    """A derived fact, or a yes/no fact answered with yes."""

    fact: str
    column: int


@dataclass(frozen=True)
class Comparison:
    """A fact compared with one value, or (operator `in`) with several.

    An answer that is several by `has`: one of the values is among them; or by `has none`, without a value.
    """

    fact: str
    operator: str
    values: tuple[str, ...]
    column: int


@dataclass(frozen=True)
class DateComparison:
    """Today compared with the last day of a time that starts at a date fact: `<=` while it runs, `>` once over.

    `first_counts`: it was written with “for”, so that the day of the fact is the first of that time.
    """

    fact: str
    operator: str
    amount: int
    unit: Unit
    column: int
    first_counts: bool = False

    @property
    def window(self) -> Window:
        """The time."""
        return window(self.amount, self.unit, self.first_counts)


@dataclass(frozen=True)
class TodayComparison:
    """Today compared with a day."""

    operator: str
    day: str
    column: int


@dataclass(frozen=True)
class ListedDay:
    """Today compared with the day that a table of the file lists for the answer to a fact."""

    fact: str
    operator: str
    table: str
    column: int


@dataclass(frozen=True)
class InSet:
    """A fact that has one of the options in a named set."""

    fact: str
    name: str
    column: int


@dataclass(frozen=True)
class Asked:
    """Whether the fact is asked."""

    fact: str
    column: int


@dataclass(frozen=True)
class Offered:
    """Whether the offer is granted for certain."""

    offer: str
    column: int


@dataclass(frozen=True)
class Not:
    """The opposite."""

    operand: "Condition"


@dataclass(frozen=True)
class Both:
    """All of them."""

    operands: tuple["Condition", ...]


@dataclass(frozen=True)
class Either:
    """At least one of them."""

    operands: tuple["Condition", ...]


OfFact = Name | Comparison | DateComparison | ListedDay | InSet | Asked
Condition = OfFact | TodayComparison | Always | Offered | Not | Both | Either


@v_args(inline=True)
class _Tree(Transformer[Token, Condition]):
    def either(self, *operands: Condition) -> Condition:
        return Either(operands)

    def both(self, *operands: Condition) -> Condition:
        return Both(operands)

    def negation(self, _word: Token, operand: Condition) -> Condition:
        return Not(operand)

    def always(self) -> Condition:
        return Always()

    def name(self, name: Token) -> Condition:
        return Name(str(name), _column(name))

    def comparison(self, fact: Token, operator: Token, value: Token) -> Condition:
        return Comparison(str(fact), str(operator), (str(value),), _column(fact))

    def membership(self, fact: Token, *values: Token) -> Condition:
        return Comparison(str(fact), "in", tuple(map(str, values)), _column(fact))

    def listed_day(self, operator: Token, table: Token, fact: Token) -> Condition:
        return ListedDay(str(fact), str(operator), str(table), _column(table))

    def in_set(self, fact: Token, name: Token) -> Condition:
        return InSet(str(fact), str(name), _column(fact))

    def asked(self, fact: Token) -> Condition:
        return Asked(str(fact), _column(fact))

    def having(self, fact: Token, *options: Token) -> Condition:
        return Comparison(str(fact), HAS, tuple(map(str, options)), _column(fact))

    def having_none(self, fact: Token) -> Condition:
        return Comparison(str(fact), HAS_NONE, (), _column(fact))

    def offered(self, offer: Token) -> Condition:
        return Offered(str(offer), _column(offer))

    def date_comparison(self, operator: Token, fact: Token, length: Token, amount: Token, unit: Token) -> Condition:
        units: tuple[Unit, ...] = ("days", "months")
        counts, of = length == "for", units[unit == "months"]
        return DateComparison(str(fact), str(operator), int(amount), of, _column(fact), counts)

    def today_comparison(self, operator: Token, day: Token) -> Condition:
        return TodayComparison(str(operator), str(day), _column(day))


DEEPEST = 50

_PARSER = Lark(GRAMMAR, parser="lalr", maybe_placeholders=False)


def parse(text: str) -> Condition:
    """The tree of the condition. Raises ConditionError."""
    if len(re.findall(r"\bnot\b|\(", text)) > DEEPEST:
        raise ConditionError(f"The condition has more than {DEEPEST} “not” and brackets.", 0)
    try:
        return _Tree().transform(_PARSER.parse(text))
    except UnexpectedInput as error:
        token = getattr(error, "token", None)
        column: int = len(text) if token is None or token.type == "$END" else token.start_pos
        if isinstance(error, UnexpectedCharacters):
            column = error.pos_in_stream or 0
        if re.match("[-+*/%]", text[column:]):
            raise ConditionError(CALCULATES, column) from None
        near = text[column : column + 20] or "the end"
        raise ConditionError(f"The condition cannot be read at “{near}”.", column) from None


def window(amount: int, unit: Unit, first_counts: bool) -> Window:
    """The time of that length. If its first day counts, days are one less from the next day on: the same time."""
    return Window(amount - 1, unit) if first_counts and unit == "days" else Window(amount, unit, first_counts)


def parts(condition: Condition) -> list[Condition]:
    """The condition and everything in it."""
    inner: tuple[Any, ...] = ()
    if isinstance(condition, Not):
        inner = (condition.operand,)
    elif isinstance(condition, (Both, Either)):
        inner = condition.operands
    return [condition, *(each for operand in inner for each in parts(operand))]


def _column(token: Token) -> int:
    return token.start_pos or 0
