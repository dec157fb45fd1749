"""Answers as links write them: each kind of fact, what is no answer, and what is too long to be one."""

import pytest
from shared import TODAY

from checker import dialogue
from checker.core.link import read_answers, read_number

NUMBER = "notice_hours"


def read(library, **written):
    return read_answers(library.policies["avanzada7"], written, TODAY)


@pytest.mark.parametrize(
    ("written", "value"), [("yes", True), ("no", False), ("unknown", None), ("YES", "-"), ("maybe", "-"), ("", "-")]
)
def test_yes_and_no(library, written, value):
    assert read(library, intervention=written) == ({} if value == "-" else {"intervention": value})


@pytest.mark.parametrize(("written", "value"), [("12", 12), ("007", 7), ("unknown", None), ("0", 0)])
def test_numbers(library, written, value):
    assert read(library, **{NUMBER: written}) == {NUMBER: value}
    assert type(read(library, **{NUMBER: written})[NUMBER]) is type(value)


@pytest.mark.parametrize("written", ["１２", "-1", "1.5", "", "twelve", "9" * 15, "9" * 5000, "0" * 15 + "7"])
def test_what_is_no_number_is_left_out(library, written):
    assert read(library, **{NUMBER: written}) == {}


@pytest.mark.parametrize("typed", ["１２", "-1", "twelve", "9" * 5000, "0012", "12"])
def test_a_number_that_is_typed_is_read_as_in_a_link(library, typed):
    fact = library.policies["avanzada7"].fact(NUMBER)
    assert (
        dialogue._value(fact, f" {typed} ")
        == read_number(typed)
        == (12 if typed.endswith("12") and typed.isascii() else typed)
    )


def test_fifteen_digits_are_a_number(library):
    assert read(library, **{NUMBER: "0" * 13 + "12"}) == {NUMBER: 12}


def test_options_and_dates_stay_as_they_are(library):
    written = {"entitlement": "hours", "purchased_on": "2026-11-01", "platform": "unknown"}
    assert read(library, **written) == {**written, "platform": None}
    assert read(library, entitlement="gold", purchased_on="2026-11-31", colour="red") == {}
    assert read(library, purchased_on="2026-11-22") and not read(library, purchased_on="2026-11-23")
