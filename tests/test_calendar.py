"""Windows of days and months, and dates and numbers in words."""

from datetime import date

import pytest

from checker.core.model.calendar import add, format_date, format_number, is_over, last_day, parse_date
from checker.library.formats import formats


@pytest.mark.parametrize(
    ("start", "amount", "unit", "last"),
    [
        ("2026-05-21", 6, "months", "2026-11-21"),
        ("2026-08-31", 6, "months", "2027-02-28"),
        ("2027-08-31", 6, "months", "2028-02-29"),
        ("2028-02-29", 12, "months", "2029-02-28"),
        ("2026-12-31", 12, "months", "2027-12-31"),
        ("2026-10-22", 30, "days", "2026-11-21"),
        ("2028-02-15", 30, "days", "2028-03-16"),
    ],
)
def test_a_window_holds_through_its_last_day(start, amount, unit, last):
    begin, end = date.fromisoformat(start), date.fromisoformat(last)
    assert add(begin, amount, unit) == end
    assert not is_over(begin, amount, unit, end)
    assert is_over(begin, amount, unit, date.fromordinal(end.toordinal() + 1))


def test_a_window_may_end_in_the_last_year():
    assert last_day(date(9999, 1, 31), 1, "months") == date(9999, 2, 28)


@pytest.mark.parametrize("unit", ["days", "months"])
def test_a_window_beyond_the_calendar_never_ends(unit):
    assert last_day(date(9999, 12, 1), 200, unit) == date.max


@pytest.mark.parametrize(
    "text", ["2026-02-29", "26-02-01", "2026-2-1", "2026-02-01T00:00", "٢٠٢٦-٠٢-٠١", "", None, 20260201]
)
def test_only_real_dates_are_read(text):
    assert parse_date(text) is None


def test_a_real_date_is_read():
    assert parse_date("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    ("language", "written"), [("en", "2 November 2026"), ("es", "2 de noviembre de 2026"), ("it", "2 novembre 2026")]
)
def test_dates_read_as_in_the_language(language, written):
    assert format_date(date(2026, 11, 2), formats(language)) == written


def test_a_pattern_may_have_the_month_as_a_number():
    assert format_date(date(2026, 11, 2), {**formats("en"), "date": "d.M.y"}) == "2.11.2026"


@pytest.mark.parametrize(
    ("language", "number", "written"),
    [
        ("en", 999, "999"),
        ("en", 1000, "1,000"),
        ("es", 1000, "1000"),
        ("es", 10000, "10.000"),
        ("it", 1234, "1234"),
        ("it", 1234567, "1.234.567"),
    ],
)
def test_numbers_read_as_in_the_language(language, number, written):
    assert format_number(number, formats(language)) == written
