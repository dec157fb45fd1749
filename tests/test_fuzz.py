"""A sample of `make fuzz`: hostile links, requests to the clerk, and input for the command line."""

import io
import json
from datetime import date

import pytest
from drawn import clerk
from fuzz.links import follow_links, refused
from fuzz.messages import faults, judge_requests
from fuzz.requests import requests
from shared import TODAY

from checker.cli.main import main

HOSTILE = [
    ({"policy": "5cx"}, "“5cx”"),
    ({"policy": ["acme"]}, "“[…]”"),
    ({"answers": [1]}, "JSON object"),
    ({"answers": {"role": "x" * 2001}}, "longer than 2,000 characters in all"),
    ({"answers": {f"role{number}": None for number in range(400)}}, "longer than 2,000 characters in all"),
    ({"today": "0000-00-00"}, "“0000-00-00” is not a date"),
    ({"today": None}, "“None” is not a date"),
    ({"root": "\u202e"}, "“root” cannot be read"),
    ({"root": 5}, "“root” cannot be read"),
    ({"link": []}, "“link” cannot be read"),
    ({"link": {"version": "newest", "answers": {}}}, "“link” cannot be read"),
    ({"link": {"version": "2026.10", "answers": {"role": 1}}}, "“link” cannot be read"),
    ({"link": {"version": "2026.10", "answers": None}}, "“link” cannot be read"),
]


@pytest.mark.unmutated
def test_hostile_links_are_read_without_a_fault_and_nothing_is_taken_that_the_engine_refuses(library):
    found = follow_links(library.policies, 8_000, seed=2)
    assert found["count"] == 8_000
    assert sum(map(len, found["accepted"].values())) > 400
    assert refused(library.policies, found["accepted"], date.today()) == []


@pytest.mark.unmutated
def test_hostile_requests_get_a_verdict_or_an_error_in_words(library):
    tally = judge_requests(library, 300, seed="2")
    assert tally.faults == []
    assert tally.verdicts > 50 and tally.errors > 50


@pytest.mark.parametrize(("spoilt", "said"), HOSTILE)
def test_a_request_that_cannot_be_read_is_refused_in_words(acme, spoilt, said):
    request = json.dumps({"policy": "acme", "answers": {}, "today": str(TODAY), **spoilt})
    english, spanish = (json.loads(clerk(acme, language).reply(request)) for language in ("en", "es"))
    assert said in english["error"]
    assert not list(faults(english)) and not list(faults(spanish))
    assert spanish["error"] != english["error"]


@pytest.mark.parametrize(
    "text",
    ["", "null", "[" * 100_000, '{"a":' * 100_000, "\ud800", '{"a": 1, "a": 1}'],
    ids=["empty", "null", "lists", "objects", "half a character", "twice"],
)
def test_a_request_that_is_no_json_is_refused_in_words(library, text):
    reply = json.loads(clerk(library, "it").reply(text))
    assert "JSON" in reply["error"] and not list(faults(reply))


def test_answers_as_long_as_allowed_are_read(acme):
    answers = {"role": "x" * (2000 - len("role"))}
    reply = json.loads(clerk(acme, "en").reply(json.dumps({"policy": "acme", "answers": answers, "today": str(TODAY)})))
    assert "is not an answer to role" in reply["error"]


@pytest.mark.unmutated
def test_batch_answers_every_hostile_line_and_nothing_on_standard_error(library, capsys, monkeypatch):
    lines = [
        json.dumps(text) if "\n" in text else text for text in requests(library.policies, 300, "3") if text.strip()
    ]
    data = "\n".join(lines).encode(errors="surrogatepass")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert main(["batch", "-"]) == 1
    said = capsys.readouterr()
    replies = [json.loads(line) for line in said.out.splitlines()]
    assert (len(replies), said.err) == (len(lines), "")
    assert all("status" in reply or reply["error"].isprintable() for reply in replies)


@pytest.mark.unmutated
def test_check_says_one_thing_of_each_hostile_input(library, capsys, monkeypatch):
    for text in requests(library.policies, 25, "4"):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode(errors="surrogatepass"))))
        assert main(["check", next(iter(library.policies)), "--answers", "-", "--lang", "es"]) == 2
        said = capsys.readouterr()
        assert said.out == "" and said.err.startswith("checker: ") and said.err.count("\n") == 1
