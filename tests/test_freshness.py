"""Whether a policy is up to date, and what is said of that, to the letter."""

from dataclasses import replace
from datetime import date

import pytest
from acme import compiled

from checker.core.model.words import Words
from checker.core.words.freshness import checked_text, is_overdue, overdue_text, stale_text


@pytest.fixture
def policy():
    dates = {"checked_on": "2026-10-01", "check_again_by": "2026-12-31"}
    return compiled(version="2.0", **dates)


@pytest.mark.parametrize(("day", "overdue"), [((2026, 12, 30), False), ((2026, 12, 31), False), ((2027, 1, 1), True)])
def test_a_policy_is_overdue_after_its_day(policy, day, overdue):
    assert is_overdue(policy, date(*day)) is overdue


def test_what_is_said_of_its_dates(policy):
    assert checked_text(policy, Words()) == (
        "Version 2.0 of the rules. Last compared with Acme's text on 1 October 2026, next comparison due by "
        "31 December 2026."
    )
    assert overdue_text(policy, Words()) == (
        "These rules were due to be compared with Acme's text again by 31 December 2026, and that day has passed. "
        "The text may have changed since: ask Acme before you rely on this."
    )


@pytest.mark.parametrize(("language", "name"), [("en", "English"), ("es", "Spanish"), ("it", "Italian")])
def test_what_is_said_of_a_stale_translation(policy, language, name):
    assert stale_text(replace(policy, source_language=language), Words()) == (
        f"The {name} text of this clause has changed, and this translation has not been compared with it yet."
    )
