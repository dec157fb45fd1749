"""Answers as links write them: each kind of fact, what is no answer, and what is too long to be one."""

import json
import subprocess
from dataclasses import replace
from datetime import date, timedelta

import pytest
from acme import compiled
from shared import TODAY

from checker.cli import dialogue
from checker.core.engine.link import read_answers, written
from checker.core.model.kinds import KINDS
from checker.library.address import checker_link
from checker.places import ROOT

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


@pytest.mark.parametrize("typed", ["１２", "-1", "twelve", "9" * 5000, "0012", "12"])
def test_a_number_that_is_typed_is_read_as_in_a_link(typed):
    fact = compiled().fact(NUMBER)
    assert (
        dialogue._value(fact, f" {typed} ")
        == KINDS["integer"].read(typed)
        == (12 if typed.endswith("12") and typed.isascii() else typed)
    )


def test_fifteen_digits_are_a_number():
    assert read(**{NUMBER: "0" * 13 + "12"}) == {NUMBER: 12}


def test_options_and_dates_stay_as_they_are():
    written = {"role": "partner", "bought_on": "2026-11-01", "hosting": "unknown"}
    assert read(**written) == {**written, "hosting": None}
    assert read(role="gold", bought_on="2026-11-31", colour="red") == {}
    assert read(bought_on="2026-11-22") and not read(bought_on="2026-11-23")


WRITTEN = [
    "0",
    "1",
    "7",
    "007",
    "8",
    "9",
    "10",
    "-1",
    "+7",
    " 7",
    "7 ",
    "7.0",
    "1e1",
    "0x7",
    "",
    "seven",
    "٧",
    "７",
    "7\n",
    "0" * 14 + "7",
]
WRITTEN += ["0" * 15 + "7", "9" * 5000, "NaN", "Infinity", "null", "true"]
DAYS = ["2024-02-29", "2025-02-29", "2026-04-31", "2026-00-10", "2026-10-00", "2026-13-01", "0001-01-01", "0000-01-01"]
DAYS += [
    "9999-12-31",
    "2026-1-1",
    "26-01-01",
    "20260101",
    "2026-01-01T00:00",
    " 2026-01-01",
    "2026-01-01\n",
    "２０２６-01-01",
    "",
]
PAGE = """
globalThis.HTMLElement = class {{
  textContent = "{{}}";
}};
globalThis.document = {{ getElementById: () => new HTMLElement(), documentElement: {{ lang: "en" }} }};
const {{ dateProblem, numberProblem, today }} = await import({script});
const {{ numbers, days, offsets }} = {given};
const moved = (by) => new Date(Date.parse(`${{today()}}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);
const near = offsets.map(moved);
const taken = (values, problem) => values.filter((value) => problem(value) === null);
console.log(JSON.stringify({{
  today: today(),
  numbers: taken(numbers, (value) => numberProblem({{ minimum: 1, maximum: 9 }}, value)),
  past: taken([...days, ...near], (value) => dateProblem({{ pastOnly: true }}, value)),
  any: taken([...days, ...near], (value) => dateProblem({{ pastOnly: false }}, value)),
}}));
"""


def test_the_page_takes_exactly_the_numbers_and_dates_that_the_engine_takes():
    offsets = [-1, 0, 1]
    given = json.dumps({"numbers": WRITTEN, "days": DAYS, "offsets": offsets})
    script = PAGE.format(script=json.dumps(str(ROOT / "checker" / "web" / "page" / "values.js")), given=given)
    node = [str(ROOT / ".venv" / "bin" / "node"), "--input-type=module", "-"]
    page = json.loads(subprocess.run(node, input=script, stdout=subprocess.PIPE, text=True, check=True).stdout)
    today = date.fromisoformat(page["today"])
    number = replace(compiled().fact(NUMBER), minimum=1, maximum=9, cuts=())
    day = compiled().fact("bought_on")
    near = [(today + timedelta(days=each)).isoformat() for each in offsets]
    for found, fact, values in (
        (page["numbers"], number, WRITTEN),
        (page["past"], replace(day, max_today=True), [*DAYS, *near]),
        (page["any"], replace(day, max_today=False), [*DAYS, *near]),
    ):
        policy = replace(compiled(), facts=(fact,))
        assert found == [each for each in values if read_answers(policy, {fact.id: each}, today)]


def test_what_is_written_is_read_again():
    answers = {"role": "partner", "bought_on": "2026-11-01", "updated": False, NUMBER: 1, "hosting": None}
    assert written(answers) == {**answers, "updated": "no", NUMBER: "1", "hosting": "unknown"}
    assert read(**written(answers)) == answers
    assert written({"updated": True}) == {"updated": "yes"}


def test_the_address_with_answers():
    assert checker_link("acme", {"updated": True, "os": "a&b"}) == "checker/#acme?updated=yes&os=a%26b"
    assert checker_link("acme", {}) == "checker/#acme"
