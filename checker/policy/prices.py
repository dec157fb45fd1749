"""Prices that terms state: one amount of one currency for one thing. Nothing is added up or multiplied."""

import re
from collections.abc import Iterator, Mapping

from checker.policy.placed import plain
from checker.policy.problems import Problem
from checker.policy.written import Written

KEYS = {"amount", "currency", "per"}
AMOUNT = re.compile(r"(0|[1-9][0-9]{0,8})(\.[0-9]{2})?")
CURRENCY = re.compile(r"[A-Z]{3}")
PER = ("once", "hour", "day", "week", "month", "year", "ticket", "user")
FORM = "Write {amount: 100, currency: EUR, per: hour}, with a code of ISO 4217"
NO_SUMS = "The checker adds and multiplies nothing: state each price as the vendor's text does, for one thing."


def check_prices(file: Written) -> Iterator[Problem]:
    """Values of terms that are prices, and are none; and texts that do not name theirs."""
    for term in file.terms.values():
        for case in term.cases if term.price else ():
            value = plain(case.value)
            if case.through is not None:
                yield Problem(case.text.place(), "A price is no last day.", "Remove “through”.")
            elif value is not None and not _is_price(value):
                hint = f"{FORM}, and per one of {', '.join(PER)}. {NO_SUMS}"
                yield Problem(case.text.place(), "The value is no price.", hint)
            elif (value is not None) != ("{price}" in case.text):
                hint = "Write “{price}” where it belongs, or leave the value out where the policy leaves it unclear."
                yield Problem(case.text.place(), "The text does not name the price.", hint)


def _is_price(value: object) -> bool:
    if not isinstance(value, Mapping) or set(value) != KEYS or isinstance(value["amount"], bool):
        return False
    amount, currency = AMOUNT.fullmatch(str(value["amount"])), CURRENCY.fullmatch(str(value["currency"]))
    return bool(amount and currency) and value["per"] in PER
