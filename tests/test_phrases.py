"""Single words of a verdict, to the letter: statuses, what they mean, what is not known, answers."""

from dataclasses import replace

import pytest
from acme import compiled
from shared import TODAY

from checker.core.engine.decide import decide
from checker.core.model.policy import Fact
from checker.core.model.words import Words
from checker.core.words.labels import answer_text
from checker.core.words.verdict_view import view

HELP = "Acme helps with this only in part, or at its own discretion."


@pytest.mark.parametrize(
    ("status", "heading", "lead"),
    [
        ("covered", "Covered", "Acme support covers this."),
        ("conditional", "Conditional", "Acme support covers this if you first do what is listed here."),
        ("limited", "Limited", HELP),
        ("not-covered", "Not covered", "Acme support does not cover this."),
        ("unclear", "Unclear", "The policy does not say whether Acme support covers this."),
    ],
)
def test_each_status_has_a_heading_and_a_sentence(acme, status, heading, lead):
    verdict = decide(acme.policies["acme"], {"role": "end-user", "contract": False}, TODAY)
    shown = view(replace(verdict, status=status), acme.words["en"])
    assert (shown["heading"], shown["lead"]) == (heading, lead)


def test_all_that_is_not_known_is_named(acme):
    answers = {"role": None, "issue": None, "tier": None, "hosting": None}
    verdict = replace(decide(acme.policies["acme"], answers, TODAY), questions=(), unknowns=("role", "issue"))
    assert "“You are”, “Issue”" in view(verdict, acme.words["en"])["remaining"]


def test_only_an_answer_to_a_date_is_written_as_a_date():
    when = compiled().fact("bought_on")
    which = replace(when, type="choice", options={"2026-11-01": "The first"})
    assert isinstance(which, Fact)
    assert [answer_text(fact, "2026-11-01", Words()) for fact in (when, which)] == ["1 November 2026", "The first"]
