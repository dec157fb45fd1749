"""The question that is answered in one's own words, in the terminal: what is typed, what is shown, what is taken."""

from datetime import date
from functools import partial

import pytest
import questionary
from terminal import typing

from checker.cli.dialogue import Cancelled, ask
from checker.library.finder_index import make_index

DOWN, UP, ENTER, CTRL_C = "\x1b[B", "\x1b[A", "\r", "\x03"
SAID = {"en": [["we sell telephones", "reseller"], ["we have telephones", "our own office"]]}
LABELS = {"partner": "A partner of Acme", "end-user": "An end user"}
INDEX = {
    "fact": "role",
    "not_listed": "end-user",
    "options": {option: {"label": label, "such_as": f"like {option}"} for option, label in LABELS.items()},
    **make_index(SAID, "en", {"en": ["we"]}, {}, 1),
    "least": 1,
}
NO_CONTRACT = DOWN + ENTER
AN_END_USER = {"role": "end-user", "contract": False}


LISTED = [f"{label} – like {option}" for option, label in LABELS.items()]
WAYS_OUT = ["My issue is not in the list", "I don't know", "Say it in other words"]


@pytest.fixture
def answered(acme, monkeypatch):
    """What is answered by typing these keys; None where that leads to no end. And each list that was shown."""
    lists, select = [], questionary.select

    def shown(*arguments, choices, **settings):
        lists.append([choice.title for choice in choices])
        return select(*arguments, choices=choices, **settings)

    monkeypatch.setattr("questionary.select", shown)

    def run(keys):
        acme_asks = partial(ask, acme.policies["acme"], acme.words["en"], date(2026, 11, 21), INDEX)
        try:
            return typing(keys + CTRL_C, acme_asks), lists
        except Cancelled:
            return None, lists

    return run


def test_words_are_typed_and_an_option_is_picked(answered):
    answers, lists = answered("our offices" + ENTER + DOWN + ENTER + NO_CONTRACT)
    assert answers == AN_END_USER
    assert lists[0] == [LISTED[1], *WAYS_OUT]


def test_the_best_comes_first(answered):
    answers, lists = answered("telephones office" + ENTER + DOWN + ENTER + NO_CONTRACT)
    assert answers == AN_END_USER
    assert lists[0] == [*reversed(LISTED), *WAYS_OUT]


@pytest.mark.parametrize("typed", ["", "office", "zzzz"], ids=["nothing typed", "words", "words that nobody knows"])
def test_enter_alone_takes_nothing(answered, typed):
    """It leads back to other words, as often as one likes."""
    answers, lists = answered((typed + ENTER + ENTER) * 3)
    assert answers is None
    assert len(lists) == 3 and all(each[-3:] == WAYS_OUT for each in lists)


def test_with_nothing_typed_the_whole_list_is_shown(answered):
    answers, lists = answered(ENTER + DOWN + DOWN + ENTER + NO_CONTRACT)
    assert answers == AN_END_USER
    assert lists[0] == [*LISTED, *WAYS_OUT]


def test_words_that_nobody_knows_leave_ways_out(answered):
    answers, lists = answered("zzzz" + ENTER + DOWN + ENTER + NO_CONTRACT)
    assert lists[0] == WAYS_OUT
    assert answers == AN_END_USER  # what stands for a problem that is not in the list


def test_not_to_know_is_an_answer(answered):
    answers, _ = answered("office" + ENTER + UP + ENTER + (UP + ENTER) * 9)
    assert answers["role"] is None
