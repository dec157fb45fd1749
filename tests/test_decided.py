"""Which answers decided: the fewest that force the status, against brute force, and the sentences made of them."""

import random
from itertools import combinations, product

import pytest
from acme import compiled
from naive import Naive
from shared import EACH_POLICY, TODAY, trials

from checker.core.engine.answers import classify
from checker.core.engine.decide import decide, next_questions
from checker.core.engine.decided import forcing, spoken
from checker.core.model.classes import class_count, value_of
from checker.core.model.diagram import Node, Restriction, Space
from checker.core.words.draft import drafts
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import summary, view
from checker.places import ROOT
from checker.proof.walks import put_above

READY = {"hosting": "cloud", "seats": 10, "updated": True, "restarted": True}


def drawn(space, chance, sizes, at=0):
    """A diagram of some facts with so many classes, from there on."""
    if at == len(sizes) or chance.random() < 0.1:
        return chance.choice(["covered", "limited", "unclear"])
    return space.node(at, tuple(drawn(space, chance, sizes, at + 1) for _ in range(sizes[at])))


def leaf_of(diagram, known):
    while isinstance(diagram, Node):
        diagram = diagram.children[known[diagram.fact]]
    return diagram


def is_forced(diagram, sizes, known, kept):
    """Whether all answer sets with these answers lead to one leaf."""
    ranges = ([known[at]] if at in kept else range(size) for at, size in enumerate(sizes))
    return len({leaf_of(diagram, each) for each in product(*ranges)}) == 1


@trials(300, 20_000)
def test_they_are_the_fewest_and_among_equals_the_first(trials):
    chance = random.Random(1)
    for _ in range(trials):
        sizes = [chance.choice([2, 2, 3]) for _ in range(chance.randrange(1, 6))]
        diagram = drawn(Space(), chance, sizes)
        known = {at: chance.randrange(size) for at, size in enumerate(sizes)}
        fewer = {at: group for at, group in known.items() if chance.random() < 0.8}
        settled = not isinstance(Restriction(fewer)(diagram), Node)
        given = fewer if settled else known
        wanted = next(
            kept
            for size in range(len(given) + 1)
            for kept in combinations(sorted(given), size)
            if is_forced(diagram, sizes, known, kept)
        )
        assert forcing(diagram, given) == wanted


def reordered(space, diagram):
    """The same function in the order of the space."""
    if not isinstance(diagram, Node):
        return diagram
    return put_above(space, diagram.fact, tuple(reordered(space, each) for each in diagram.children))


@trials(100, 5_000)
def test_they_are_the_same_whatever_the_order_of_the_diagram(trials):
    chance = random.Random(2)
    for _ in range(trials):
        sizes = [chance.choice([2, 2, 3]) for _ in range(5)]
        diagram = drawn(Space(), chance, sizes)
        known = {at: chance.randrange(size) for at, size in enumerate(sizes)}
        order = tuple(chance.sample(range(5), 5))
        assert forcing(reordered(Space(order), diagram), known, order) == forcing(diagram, known)


def test_hundreds_of_ways_out_are_no_hindrance():
    """Of five groups of eight answers, each group would do: to depart, one answer of each must be another."""
    diagram, space = "limited", Space()
    for group in reversed(range(5)):
        held = "covered"
        for at in reversed(range(8)):
            held = space.node(8 * group + at, (held, diagram))
        diagram = held
    assert forcing(diagram, dict.fromkeys(range(40), 0)) == tuple(range(8))


@pytest.fixture(scope="module", params=EACH_POLICY)
def policy(request, library):
    return library.policies[request.param]


@trials(6, 500)
def test_the_second_evaluator_confirms_that_they_force_and_that_fewer_do_not(policy, trials):
    naive, chance = Naive(ROOT / "checker" / "policies" / f"{policy.id}.yaml"), random.Random(policy.id)
    for _ in range(trials):
        answers = walked(policy, naive, chance)
        verdict = decide(policy, answers, TODAY)
        kept = {name: answers[name] for name in verdict.decided_by}
        assert None not in kept.values()
        for _ in range(20):
            others = {name: chance.choice(naive.values(name, TODAY)) for name in naive.facts}
            assert naive.judge({**others, **kept}, TODAY)[0] == verdict.status, kept
        given = sorted(verdict.outlook.asked() & answers.keys(), key=policy.position)
        for fewer in combinations(given, max(len(kept) - 1, 0)):
            other = departing(policy, {name: answers[name] for name in fewer}, verdict.status)
            assert naive.judge(other, TODAY)[0] != verdict.status, fewer


def walked(policy, naive, chance):
    answers = {}
    while asked := next_questions(decide(policy, answers, TODAY)):
        answers[asked[0]] = chance.choice(naive.values(asked[0], TODAY))
    return answers


def departing(policy, answers, status):
    """All answers, these among them, with another status."""
    known = classify(policy, answers, TODAY)
    diagram, chosen = Restriction(known)(policy.status), {}
    while isinstance(diagram, Node):
        groups = enumerate(diagram.children)
        group, child = next(each for each in groups if each[1] != status)
        chosen[diagram.fact], diagram = group, child
    return {
        fact.id: answers[fact.id] if at in known else value_of(fact, chosen.get(at, 0), TODAY)
        for at, fact in enumerate(policy.facts)
        if class_count(fact)
    }


def decided(**answers):
    return decide(compiled(), answers, TODAY)


@pytest.mark.parametrize(
    ("answers", "by", "said"),
    [
        ({"issue": "fax"}, ["issue"], "Not covered: the issue is sending a fax."),
        (
            {"role": "partner", "issue": "network", "hosting": "own"},
            ["issue", "hosting"],
            "Not covered: the issue is the network, and the system runs on a machine of your own.",
        ),
        (
            {"role": "end-user", "contract": False},
            ["role", "contract"],
            "Not covered: you have no support contract.",
        ),
        (
            {"role": "end-user", "contract": True, "bought_on": "2020-01-02"},
            ["role", "bought_on"],
            "Not covered: you bought the contract on 2 January 2020.",
        ),
        ({"role": "partner", "issue": "intercom"}, ["role", "issue"], "Unclear: the issue is the intercom."),
        (
            {"role": "partner", "tier": "gold", "issue": "audio", **READY, "seats": 120},
            ["role", "tier", "issue", "seats", "updated", "restarted"],
            "Limited: you are a Gold partner, and the system has 120 seats.",
        ),
        (
            {"role": "partner", "tier": "gold", "issue": "audio", **READY},
            None,
            "Nothing in your answers prevents it.",
        ),
        ({"role": "partner"}, [], ""),
        ({"issue": None}, [], ""),
    ],
)
def test_the_verdict_is_said_from_them(acme, answers, by, said):
    found = document(decided(**answers), acme.words["en"])
    assert by is None or found["decided_by"] == by
    assert found["decided"].startswith(said) and bool(said) == bool(found["decided"])
    assert view(decided(**answers), acme.words["en"])["decided"] == found["decided"]


def test_what_another_answer_tells_goes_without_saying(acme):
    """Only end users are asked for a contract, so there is no need to say that one is."""
    verdict = decided(role="end-user", contract=True, bought_on="2020-01-02")
    both = role, bought_on = tuple(verdict.policy.position(name) for name in verdict.decided_by)
    known = {at: verdict.outlook.known[at] for at in both}
    assert spoken(verdict.policy, verdict.policy.status, known, both) == (bought_on,)
    assert spoken(verdict.policy, verdict.policy.status, known, [role]) == (role,)


def test_an_answer_that_is_not_asked_decides_nothing_and_is_named_as_such(acme):
    verdict = decided(role="end-user", tier="gold", contract=False)
    assert verdict.decided_by == ("role", "contract")
    assert document(verdict, acme.words["en"])["ignored"] == ["tier"]


def test_the_summary_marks_them(acme):
    marked = {each["fact"]: each["decided"] for each in summary(decided(role="partner", issue="fax"), acme.words["en"])}
    assert marked == {"role": False, "issue": True}


def test_an_action_names_the_answers_that_ask_for_it(acme):
    verdict = decided(role="partner", tier="gold", issue="upgrade", notice_hours=3, **{**READY, "updated": False})
    said = {each["id"]: each["asked_by"] for each in document(verdict, acme.words["en"])["actions"]}
    assert said == {"update-first": ["updated"], "notice-too-short": ["notice_hours"]}
    (actions, *_) = view(verdict, acme.words["en"])["sections"]
    assert actions["items"][0]["remark"] == "Asked for because the system does not run the latest version."


def silent_about_fax(data):
    del data["facts"]["issue"]["said"]["fax"]


def test_what_the_file_does_not_say_is_not_said(acme):
    verdict = decide(compiled(silent_about_fax), {"issue": "fax"}, TODAY)
    assert document(verdict, acme.words["en"])["decided"] == ""


def test_nothing_is_offered_or_unclear_while_not_covered_is_possible():
    assert decided(role="partner", tier="gold").offers == {"email": "open", "phone": "open"}
    assert decided(role="partner", tier="bronze").offers == {"email": "open", "phone": "not-offered"}
    assert decided(role="partner", tier="gold", issue="audio", seats=200).offers == {
        "email": "offered",
        "phone": "unclear",
    }
    assert not [each for each in decided(role="partner", tier="gold").because if each.effect == "grant"]


def test_terms_stand_as_soon_as_not_covered_is_impossible():
    assert not decided(role="partner", tier="gold").terms
    verdict = decided(role="partner", tier="gold", issue="audio")
    assert verdict.status is None and [each.term.id for each in verdict.terms] == ["response-time"]
    assert verdict.checklist == ("logs", "licence")


def test_what_to_do_instead_says_for_whom_while_that_is_open(acme):
    texts = {}
    for role in (None, "partner", "end-user"):
        found = document(decided(role=role, issue="fax"), acme.words["en"])["instead"]
        texts[role] = [(each["clause"], each["for"], each["text"]) for each in found]
    mail, own = ("no-fax", "", "Send an e-mail."), "Let your partner send it."
    assert texts == {
        None: [mail, (None, "For end users", own)],
        "partner": [mail],
        "end-user": [mail, (None, "", own)],
    }


def test_a_suggestion_of_this_site_is_marked(acme):
    sections = view(decided(issue="network", role="partner", hosting="own"), acme.words["en"])["sections"]
    items = next(each["items"] for each in sections if each["id"] == "instead")
    assert items == [{"text": "Ask the people who look after your network.", "tags": ["Our suggestion"]}]


def test_how_to_find_out_is_said_of_what_is_not_known(acme):
    verdict = decided(role="partner", tier="gold", issue="network", **{**READY, "hosting": None, "updated": None})
    found = document(verdict, acme.words["en"])["find_out"]
    assert [each["fact"] for each in found] == ["hosting", "updated"]
    assert found[0]["text"] == "Ask the person who installed the system."


def test_an_unclear_case_has_actions_and_a_draft(acme):
    answers = {"role": "partner", "tier": "bronze", "issue": "intercom", **READY, "updated": False}
    verdict = decided(**answers)
    assert [each.id for each in verdict.actions] == ["intercom", "update-first"]
    assert drafts(verdict, "en", acme.words)
