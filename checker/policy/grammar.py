"""Conditions as people write them, read into a small tree.

    partner_tier >= silver or hosted_or_smb
    issue in [audio, upgrade] and not offered(level-2)
    packages has crm or packages has any of [fax, phone] or packages has none
    today <= code_issued_on + 6 months
    always

A name alone is a derived fact, or a yes/no fact that is answered "yes". A comparison with a fact that is not asked is
false, whichever way it is written; only a `not` around it is true. `not` binds tighter than `and`, `and` tighter than
`or`. Nothing else can be written.
"""

import re
from dataclasses import dataclass
from typing import Any

from lark import Lark, Token, Transformer, UnexpectedCharacters, UnexpectedInput, v_args

from checker.core.model.calendar import Unit
from checker.core.model.kinds import HAS, HAS_NONE

GRAMMAR = r"""
?start: either
?either: both (_OR both)*
?both: unary (_AND unary)*
?unary: NOT unary -> negation
      | "(" either ")"
      | "always" -> always
      | "offered" "(" VALUE ")" -> offered
      | "today" DATE_OPERATOR NAME "+" INTEGER UNIT -> date_comparison
      | NAME OPERATOR VALUE -> comparison
      | NAME "in" "[" VALUE ("," VALUE)* "]" -> membership
      | NAME _HAS VALUE -> having
      | NAME _HAS _ANY_OF "[" VALUE ("," VALUE)* "]" -> having
      | NAME _HAS _NONE -> having_none
      | NAME -> name
NOT.2: /not\b/
_OR: /or\b/
_AND: /and\b/
_HAS: /has\b/
_ANY_OF.2: /any\s+of\b(?!-)/
_NONE.2: /none\b(?!-)/
OPERATOR: "==" | "!=" | "<=" | ">=" | "<" | ">"
DATE_OPERATOR: "<=" | ">"
UNIT: "days" | "months"
INTEGER: /[0-9]{1,4}(?![0-9])/
NAME: /(?!(and|or|not|in|has|always|offered|today)\b)[a-z][a-z0-9_]*/
VALUE: /-?[a-z0-9][a-z0-9-]*/
%import common.WS
%ignore WS
"""

FORMS = "A condition is made of comparisons such as “role == partner”, “issue in [audio, network]”, “extensions > 20”, "
FORMS += "“today <= bought_on + 30 days”, “packages has crm”, “packages has any of [crm, fax]”, “packages has none”, "
FORMS += "“offered(level-2)” or a derived name, joined by and, or, not and brackets."


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
    """Today compared with the last day of a time that starts at a date fact: `<=` while it runs, `>` once over."""

    fact: str
    operator: str
    amount: int
    unit: Unit
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


OfFact = Name | Comparison | DateComparison
Condition = OfFact | Always | Offered | Not | Both | Either


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

    def having(self, fact: Token, *options: Token) -> Condition:
        return Comparison(str(fact), HAS, tuple(map(str, options)), _column(fact))

    def having_none(self, fact: Token) -> Condition:
        return Comparison(str(fact), HAS_NONE, (), _column(fact))

    def offered(self, offer: Token) -> Condition:
        return Offered(str(offer), _column(offer))

    def date_comparison(self, operator: Token, fact: Token, amount: Token, unit: Token) -> Condition:
        units: tuple[Unit, ...] = ("days", "months")
        return DateComparison(str(fact), str(operator), int(amount), units[unit == "months"], _column(fact))


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
        near = text[column : column + 20] or "the end"
        raise ConditionError(f"The condition cannot be read at “{near}”.", column) from None


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
