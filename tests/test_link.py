"""Answers as links write them: each kind of fact, what is no answer, and what is too long to be one."""

import pytest
from acme import compiled
from shared import TODAY

from checker.core.link import read_answers

NUMBER = "notice_hours"


def read(**written):
    return read_answers(compiled(), written, TODAY)


@pytest.mark.parametrize(
    ("written", "value"), [("yes", True), ("no", False), ("unknown", None), ("YES", "-"), ("maybe", "-"), ("", "-")]
)
def test_yes_and_no(written, value):
    assert read(updated=written) == ({} if value == "-" else {"updated": value})


@pytest.mark.parametrize(("written", "value"), [("12", 12), ("007", 7), ("unknown", None), ("0", 0)])
def test_numbers(written, value):
    assert read(**{NUMBER: written}) == {NUMBER: value}
    assert type(read(**{NUMBER: written})[NUMBER]) is type(value)


@pytest.mark.parametrize("written", ["１２", "-1", "1.5", "", "twelve", "9" * 15, "9" * 5000, "0" * 15 + "7"])
def test_what_is_no_number_is_left_out(written):
    assert read(**{NUMBER: written}) == {}


def test_fifteen_digits_are_a_number():
    assert read(**{NUMBER: "0" * 13 + "12"}) == {NUMBER: 12}


def test_options_and_dates_stay_as_they_are():
    written = {"role": "partner", "bought_on": "2026-11-01", "hosting": "unknown"}
    assert read(**written) == {**written, "hosting": None}
    assert read(role="gold", bought_on="2026-11-31", colour="red") == {}
    assert read(bought_on="2026-11-22") and not read(bought_on="2026-11-23")
