"""What a link of another version is told, to the letter, and which clauses are named for it."""

from dataclasses import replace

import pytest
from acme import compiled
from edits import longer_notice
from shared import TODAY

from checker.core.engine.decide import decide
from checker.core.engine.versions import STATUS, compare
from checker.core.model.words import Clause, Words
from checker.core.words.version_view import version_section

IN_TIME = {
    "role": "partner",
    "tier": "bronze",
    "issue": "upgrade",
    "seats": 10,
    "notice_hours": 10,
    "updated": True,
    "restarted": True,
}
OPEN = {name: value for name, value in IN_TIME.items() if name != "restarted"}


@pytest.fixture(scope="module")
def former():
    return compiled(longer_notice)


@pytest.fixture(scope="module")
def present():
    return compiled(version="2.0")


def items(present, former, clauses):
    words = Words(clauses={"acme": clauses})
    return version_section(present, "1.0", former, words)["items"]


def test_a_clause_that_is_gone_is_named_and_another_is_quoted(former, present):
    verdicts = [decide(policy, IN_TIME, TODAY) for policy in (present, former)]
    first, status, actions, *terms, changed = items(*verdicts, {})
    assert first == {
        "text": "This link was made with version 1.0 of the rules. With the current version, 2.0, the verdict is no "
        "longer the same."
    }
    assert status == {"label": "Status", "text": "before: Conditional"}
    assert actions == {"label": "What to do first", "text": "before: something else"}
    assert terms == []
    assert changed == {"label": "Changed by", "text": "the clause “notice”, which is no longer there"}
    (*_, quoted) = items(*verdicts, {"notice": Clause("Ask ahead.", "acme/#notice")})
    assert quoted == {"label": "Changed by", "quote": "Ask ahead.", "href": "acme/#notice"}


def test_an_offer_that_is_new_was_something_else(present):
    verdict = decide(present, IN_TIME, TODAY)
    offers = {name: value for name, value in verdict.offers.items() if name != "phone"}
    before = replace(verdict, offers=offers)
    (_, phone) = items(verdict, before, {})
    assert phone["text"] == "before: something else"


def test_open_verdicts_name_what_changed_their_status(former, present):
    before, now = (decide(policy, OPEN, TODAY) for policy in (former, present))
    found = compare(replace(before, status=None, terms=now.terms, actions=now.actions), now)
    assert now.status is None and now.possible != before.possible
    assert (found.parts, found.clauses) == ((STATUS,), ("notice",))


def test_the_clause_for_what_is_not_offered_is_named_where_that_has_changed(present):
    offers = tuple(replace(each, otherwise="another") if each.id == "phone" else each for each in present.offers)
    verdict = decide(present, IN_TIME, TODAY)
    before = replace(verdict, policy=replace(present, offers=offers), offers={**verdict.offers, "phone": "offered"})
    found = compare(before, verdict)
    assert found.parts == (("offer", "phone"),)
    assert found.clauses == ("by-phone", "another")


def test_the_clause_of_a_term_is_named_where_its_value_has_changed(present):
    verdict = decide(present, IN_TIME, TODAY)
    terms = tuple(
        replace(each, case=replace(each.case, value={"hours": 12})) if each.term.id == "response-time" else each
        for each in verdict.terms
    )
    found = compare(replace(verdict, terms=terms), verdict)
    assert found.parts == (("term", "response-time"),)
    assert found.clauses == ("hours",)
