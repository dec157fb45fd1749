"""Dates: windows of months and days, and how a date reads in a language.

Months are calendar months: a day that the month lacks becomes its last day (31 August + 6 months = 28 or 29
February). A window includes its last day. If its first day counts too, it ends on the day before: a year from 1 March
ends on the last day of February; and in a month that lacks the day, on its last day.
"""

import calendar
import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Literal

Unit = Literal["days", "months"]


def add(start: date, amount: int, unit: Unit) -> date:
    """`start` plus `amount` of `unit` (days or months). Raises OverflowError past the year 9999."""
    if unit == "days":
        return start + timedelta(days=amount)
    years, month = divmod(start.year * 12 + start.month - 1 + amount, 12)
    if years > date.max.year:
        raise OverflowError
    last = calendar.monthrange(years, month + 1)[1]
    return date(years, month + 1, min(start.day, last))


def last_day(start: date, amount: int, unit: Unit, first_counts: bool = False) -> date:
    """The last day of the window from `start`; the calendar's last where it would lie beyond."""
    try:
        last = add(start, amount, unit)
    except OverflowError:
        return date.max
    lacking = unit == "months" and last.day != start.day
    return last - timedelta(days=1) if first_counts and not lacking else last


def is_over(start: date, amount: int, unit: Unit, today: date, first_counts: bool = False) -> bool:
    """Whether the window from `start` has ended before `today`."""
    return today > last_day(start, amount, unit, first_counts)


def parse_date(text: object) -> date | None:
    """The date written YYYY-MM-DD, or None when `text` is no such date."""
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def format_date(day: date, formats: Mapping[str, object]) -> str:
    """`day` in words, by the CLDR pattern (`y`, `M`, `MMMM`, `d`) and month names in `formats`."""
    months = formats["months"]
    assert isinstance(months, list)
    values = {"y": str(day.year), "MMMM": months[day.month - 1], "M": str(day.month), "d": str(day.day)}
    pieces = re.findall(r"'([^']*)'|(MMMM|M|y+|d)|([^'Mdy]+)", str(formats["date"]))
    return "".join(quoted or values.get(field) or plain for quoted, field, plain in pieces)


def format_money(amount: str, currency: str, formats: Mapping[str, object]) -> str:
    """An amount, such as “100” or “99.50”, with its currency (ISO 4217), as the language writes it."""
    whole, _, cents = amount.partition(".")
    number = format_number(int(whole), formats) + (f"{formats['decimal']}{cents}" if cents else "")
    symbols, pattern = formats["currencies"], str(formats["money"])
    assert isinstance(symbols, Mapping)
    symbol = str(symbols.get(currency, currency))
    before = pattern.startswith("¤") and symbol[-1].isalpha()
    return pattern.replace("¤", f"{symbol} " if before else symbol).replace("#", number)


def format_number(number: int, formats: Mapping[str, object]) -> str:
    """`number` with the language's thousands separator, where its digits call for one (CLDR minimum grouping)."""
    grouping = formats["minimum_grouping"]
    assert isinstance(grouping, int)
    if abs(number) < 10 ** (3 + grouping - 1):
        return str(number)
    return f"{number:,}".replace(",", str(formats["group"]))
