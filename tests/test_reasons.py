"""Which clauses are cited as reasons, on rules that no policy has yet: several that may decide, and beaten ones."""

from dataclasses import replace

import pytest
from acme import compiled
from shared import TODAY

from checker.core.engine.decide import decide
from checker.core.engine.outlook import Outlook
from checker.core.engine.reasons import reasons
from checker.core.model.classes import class_count
from checker.core.model.diagram import Node
from checker.core.words.verdict_view import view


@pytest.fixture
def cited():
    """What is cited of a policy with these rules, nothing being known: clause, effect, offers, beaten, remark."""
    policy = compiled()

    def cite(status, *rules, **offers):
        values = (replace(each, value=offers.get(each.id, "open")) for each in policy.offers)
        kept = tuple(each for each in values if each.value != "open")
        changed = replace(policy, rules=tuple(rule(**each) for each in rules), offers=kept)
        found = reasons(changed, Outlook(changed, {}, frozenset()), status, offers, status != "not-covered")
        return [(each.clause, each.effect, each.offers, each.beaten, each.remark) for each in found]

    return cite


def rule(name, **fields):
    defaults = {
        "effect": "exclude",
        "holds": True,
        "active": True,
        "beats": (),
        "offer": "",
        "remark": "",
        "instead": (),
    }
    return replace(compiled().rules[0], **{"id": name, "clauses": (name,), **defaults, **fields})


def when(*branches):
    """A diagram that yields True on these answers to the first question."""
    return Node(0, tuple(each in branches for each in range(class_count(compiled().facts[0]))))


def test_of_several_rules_that_may_decide_all_are_cited_and_no_other(cited):
    one, two = when(0), when(1)
    rules = [{"name": "one", "active": one}, {"name": "two", "active": two}, {"name": "never", "active": False}]
    assert [clause for clause, *_ in cited("not-covered", *rules)] == ["one", "two"]
    assert [clause for clause, *_ in cited("not-covered", *rules, {"name": "certain"})] == ["certain"]


def test_of_several_rules_that_may_grant_all_are_cited_and_of_those_that_may_deny_none(cited):
    one, two = when(0), when(1)
    rules = [{"name": "one", "active": one}, {"name": "two", "active": two}]
    granting = [{**each, "effect": "grant", "offer": "phone"} for each in rules]
    found = cited("limited", *granting, phone="offered")
    assert [(clause, offers) for clause, _, offers, *_ in found] == [("one", ("phone",)), ("two", ("phone",))]
    denying = [{**each, "effect": "deny", "offer": "phone"} for each in rules]
    assert [effect for _, effect, *_ in cited("limited", *denying, phone="not-offered")] == ["otherwise"]


def test_a_rule_that_was_beaten_is_cited_as_such(cited):
    winner = {"name": "winner", "effect": "require", "beats": ("beaten", "moot")}
    beaten = {"name": "beaten", "effect": "require", "active": False}
    moot = {"name": "moot", "effect": "require", "active": False, "holds": when(0)}
    assert cited("conditional", winner, beaten, moot) == [
        ("winner", "require", (), False, ""),
        ("beaten", "require", (), True, ""),
    ]


def test_a_clause_that_is_cited_twice_keeps_its_remark(cited):
    one = {"name": "one", "clauses": ("same",), "remark": "why"}
    assert cited("not-covered", one, {"name": "two", "clauses": ("same",)}) == [("same", "exclude", (), False, "why")]


def test_an_unclear_case_cites_what_doubts_it_and_what_would_remain(cited):
    rules = [{"name": each, "effect": each} for each in ("cover", "doubt", "limit", "require")]
    found = cited("unclear", *rules, {"name": "of an offer", "effect": "doubt", "offer": "phone"}, phone="unclear")
    assert [(clause, offers) for clause, _, offers, *_ in found] == [
        ("doubt", ()),
        ("require", ()),
        ("limit", ()),
        ("of an offer", ("phone",)),
    ]


def test_a_clause_that_doubts_the_case_and_an_offer_is_cited_for_both(cited):
    both = [
        {"name": "one", "effect": "doubt"},
        {"name": "two", "clauses": ("one",), "effect": "doubt", "offer": "phone"},
    ]
    assert [offers for _, _, offers, *_ in cited("unclear", *both, phone="unclear")] == [(), ("phone",)]


def test_on_the_page_a_remark_on_several_clauses_stands_beside_the_last(acme):
    answers = {"role": "partner", "tier": "gold", "issue": "intercom", "hosting": "cloud", "seats": 10, "updated": True}
    verdict = decide(acme.policies["acme"], {**answers, "restarted": True}, TODAY)
    shown = next(each for each in view(verdict, acme.words["en"])["sections"] if each["id"] == "because")["items"]
    said = [(each["clause"], bool(each["remark"])) for each in shown]
    assert [each for each in said if each[0] in ("scope", "no-fax")] == [("scope", False), ("no-fax", True)]
