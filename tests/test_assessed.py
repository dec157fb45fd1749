"""Facts on which the vendor has the last word: a verdict that one decided says so, and no other verdict does."""

import pytest
from acme import compiled
from shared import TODAY

from checker.core.engine.decide import decide
from checker.core.model.words import Words
from checker.core.words.said import decided_text

AGREED = "Acme assesses “Issue” itself: this verdict is right only if Acme agrees with your answer."
IN_ORDER = {"role": "partner", "tier": "silver", "issue": "audio", "seats": 10, "updated": True, "restarted": True}


def assessed(data):
    data["facts"]["issue"]["assessed by"] = "vendor"


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"issue": "fax"}, f"Not covered: the issue is sending a fax. {AGREED}"),
        ({"issue": "intercom", "role": "partner"}, f"Unclear: the issue is the intercom. {AGREED}"),
        ({"role": "end-user", "contract": False}, "Not covered: you have no support contract."),
        ({**IN_ORDER, "hosting": "own"}, f"Nothing in your answers prevents it. {AGREED}"),
        ({"role": "partner"}, ""),
    ],
)
def test_a_verdict_says_that_the_vendor_must_agree_if_such_an_answer_decided_it(answers, said):
    verdict, words = decide(compiled(assessed), answers, TODAY), Words()
    assert decided_text(verdict, words) == said
    assert (AGREED in said) is ("issue" in verdict.decided_by)


def test_nothing_is_said_of_a_fact_on_which_the_visitor_has_the_last_word():
    assert AGREED not in decided_text(decide(compiled(), {"issue": "fax"}, TODAY), Words())
