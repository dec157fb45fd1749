"""What a link of another version is told, to the letter, and which clauses are named for it."""

from copy import deepcopy
from dataclasses import replace

import pytest
from shared import TODAY
from test_diff import FILE, compiled, longer_notice

from checker.build.source import read_yaml
from checker.core.engine import decide
from checker.core.messages import Clause, Words
from checker.core.version_view import version_section
from checker.core.versions import STATUS, compare

IN_TIME = {
    "entitlement": "hardware-purchase",
    "purchased_on": "2026-11-10",
    "issue": "terminal-configuration",
    "serial_number_ready": True,
    "intervention": True,
    "platform": "3cx",
    "access": "vnc",
    "notice_hours": 10,
}
OPEN = {name: value for name, value in IN_TIME.items() if name != "serial_number_ready"}


@pytest.fixture(scope="module")
def former():
    data = deepcopy(read_yaml(FILE).data)
    longer_notice(data)
    return compiled(data)


@pytest.fixture
def present(library):
    return replace(library.policies["avanzada7"], version="2.0")


def items(present, former, clauses):
    words = Words(clauses={"avanzada7": clauses})
    return version_section(present, "1.0", former, words)["items"]


def test_a_clause_that_is_gone_is_named_and_another_is_quoted(former, present):
    verdicts = [decide(policy, IN_TIME, TODAY) for policy in (present, former)]
    first, status, actions, *terms, changed = items(*verdicts, {})
    assert first == {
        "text": "This link was made with version 1.0 of the rules. By the present version, 2.0, the verdict is no "
        "longer the same."
    }
    assert status == {"label": "Status", "text": "before: Conditional"}
    assert actions == {"label": "What to do first", "text": "before: something else"}
    assert terms == []
    assert changed == {"label": "Changed by", "text": "the clause “notice-8-hours”, which is no longer there"}
    (*_, quoted) = items(*verdicts, {"notice-8-hours": Clause("Ask ahead.", "a7/#notice-8-hours")})
    assert quoted == {"label": "Changed by", "quote": "Ask ahead.", "href": "a7/#notice-8-hours"}


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
    assert (found.parts, found.clauses) == ((STATUS,), ("notice-8-hours",))


def test_the_clause_for_what_is_not_offered_is_named_where_that_has_changed(present):
    offers = tuple(replace(each, otherwise="another") if each.id == "phone" else each for each in present.offers)
    verdict = decide(present, IN_TIME, TODAY)
    before = replace(verdict, policy=replace(present, offers=offers), offers={**verdict.offers, "phone": "offered"})
    found = compare(before, verdict)
    assert found.parts == (("offer", "phone"),)
    assert found.clauses == ("reseller-phone", "another")


def test_the_clause_of_a_term_is_named_where_its_value_has_changed(present):
    verdict = decide(present, IN_TIME, TODAY)
    terms = tuple(
        replace(each, case=replace(each.case, value={"hours": 12})) if each.term.id == "notice" else each
        for each in verdict.terms
    )
    found = compare(replace(verdict, terms=terms), verdict)
    assert found.parts == (("term", "notice"),)
    assert found.clauses == ("notice-8-hours",)
