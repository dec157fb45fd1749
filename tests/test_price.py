"""Help that has a price: a verdict says so first, and everywhere else; the compiler refuses what is no price."""

from dataclasses import replace

import pytest
from bolt import clauses, compiled, spoken_in, written
from shared import TODAY

from checker.core.engine.decide import decide
from checker.core.model.words import Words
from checker.core.words.draft import draft
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import view
from checker.languages import LANGUAGES
from checker.library.formats import formats
from checker.pages.comparison import compare
from checker.pages.table_page import page_text
from checker.pages.tables import make_tables
from checker.policy.compile import compile_policy
from checker.policy.problems import AuthoringError

EN = spoken_in("en")
BY_THE_HOUR = {"plan": "none", "issue": "question"}
VALUE = "value: {amount: 100, currency: EUR, per: hour}"
PRICE = {"amount": 100, "currency": "EUR", "per": "hour"}
ALWAYS = ("      - {when: plan == none, clause: hourly, value", "      - {clause: hourly, value")
LIMITED = ("  helped-by-the-hour:\n    effect: cover", "  helped-by-the-hour:\n    effect: limit")
GIVEN_UP = [
    ("    can become: {yes: {as: you name a contact}}\n", ""),
    ("      standard: {as: you take the Standard plan}\n", "      none: {as: you give up the plan}\n"),
]
UNCLEAR = [
    (f'{VALUE}, text: "{{price}} an hour"', 'text: "Unclear: the policy gives no amount."'),
    ("losses:", "unclear: [{term: hourly-rate, reading: 1, clauses: [hourly]}]\nlosses:"),
]


def seen(*changes, words=EN, **answers):
    return view(decide(compiled(*changes), answers, TODAY), words)


def test_the_document_has_the_price_of_the_term():
    verdict = document(decide(compiled(), BY_THE_HOUR, TODAY), EN)
    assert verdict["status"] == "covered"
    assert verdict["terms"][-1] == {
        "id": "hourly-rate",
        "value": PRICE,
        "text": "€100 an hour",
        "clause": "hourly",
        "price": PRICE,
    }


def test_other_terms_have_no_such_key():
    answers = {"plan": "standard", "issue": "outage", "severity": "major"}
    (term,) = document(decide(compiled(), answers, TODAY), EN)["terms"]
    assert set(term) == {"id", "value", "text", "clause"}


def test_the_first_sentence_says_it():
    found = seen(**BY_THE_HOUR)
    assert (found["status"], found["heading"]) == ("covered", "Covered, for a fee")
    assert found["lead"] == "Bolt support covers this, for a fee: €100 an hour."


def test_help_on_a_plan_has_none():
    found = seen(plan="standard", issue="question")
    assert (found["heading"], found["lead"]) == ("Covered", "Bolt support covers this.")


@pytest.mark.parametrize(
    ("changes", "answers", "lead"),
    [
        (
            [ALWAYS],
            {"plan": "premium", "issue": "question", "contact": False},
            "Bolt support covers this for a fee (€100 an hour) if you first do what is listed here.",
        ),
        (
            [LIMITED],
            BY_THE_HOUR,
            "Bolt helps with this only in part, or at its own discretion, and for a fee: €100 an hour.",
        ),
        (
            [],
            {"contact": True, "issue": "question"},
            "Bolt support covers this. Whether you pay for it depends on the questions that are still open.",
        ),
        ([], {"issue": "training", "plan": "none"}, "Bolt support does not cover this."),
        (UNCLEAR, BY_THE_HOUR, "Bolt support covers this, for a fee: Unclear: the policy gives no amount."),
    ],
    ids=["conditional", "limited", "open", "not covered", "unclear how much"],
)
def test_what_other_verdicts_say_first(changes, answers, lead):
    assert seen(*changes, **answers)["lead"] == lead


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("en", ["€100", "€6,000", "€12,000.50", "US$5", "CHF 7"]),
        ("es", ["100 €", "6000 €", "12.000,50 €", "5 US$", "7 CHF"]),
        ("it", ["100 €", "6000 €", "12.000,50 €", "5 USD", "7 CHF"]),
    ],
)
def test_amounts_are_written_as_the_language_writes_them(language, shown):
    words = Words(language, formats=formats(language))
    amounts = [(100, "EUR"), (6000, "EUR"), ("12000.50", "EUR"), (5, "USD"), (7, "CHF")]
    assert [words.money(*each) for each in amounts] == shown


def test_english_is_written_so_without_a_catalogue_too():
    assert Words().formats == formats("en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_it(acme, language):
    """The text of the price is the policy's own, and is translated with it."""
    words = replace(acme.words[language], clauses=spoken_in(language).clauses)
    found = seen(words=words, **BY_THE_HOUR)
    assert words.money(100, "EUR") in found["lead"]
    assert (found["heading"] == "Covered, for a fee") == (language == "en")


def test_the_draft_names_it():
    text = draft(decide(compiled(), BY_THE_HOUR, TODAY), EN)["text"]
    assert "- Plan: No plan\n- Price: €100 an hour\n" in text


def test_the_tables_and_the_comparison_show_it(library):
    policy = compiled()
    text = page_text(policy, make_tables(policy, TODAY), EN, "../", {})
    assert "Covered</span> for a fee: €100 an hour" in text
    (cell,) = next(row.cells for row in compare([policy], EN) if row.label == "Price")
    assert cell == [("No plan", ""), ("€100 an hour", "bolt/support/#hourly")]
    assert "Price" not in [row.label for row in compare(library.policies.values(), library.words["en"])]


def test_a_way_out_that_has_a_price_says_so():
    verdict = decide(compiled(*GIVEN_UP), {"plan": "premium", "issue": "question", "contact": False}, TODAY)
    (near,) = document(verdict, EN)["near_misses"]
    assert near["text"] == "If you give up the plan, this is covered. The price: €100 an hour."


def test_a_way_out_without_a_price_says_nothing_of_one():
    verdict = decide(compiled(), {"plan": "premium", "issue": "question", "contact": False}, TODAY)
    (near,) = document(verdict, EN)["near_misses"]
    assert near["text"] == "If you name a contact, this is covered."


@pytest.mark.parametrize(
    ("value", "text", "what", "hint"),
    [
        ("value: {amount: 100 + 20, currency: EUR, per: hour}", "{price} an hour", "The value is no price.", "adds"),
        ("value: {amount: 100, currency: EUR, per: hour, of: 2}", "{price}", "The value is no price.", "for one thing"),
        ("value: {amount: 100, currency: euro, per: hour}", "{price} an hour", "The value is no price.", "ISO 4217"),
        ("value: {amount: 99.5, currency: EUR, per: hour}", "{price} an hour", "The value is no price.", "100"),
        ("value: {amount: 100, currency: EUR, per: mile}", "{price} a mile", "The value is no price.", "hour"),
        ("value: 100", "{price} an hour", "The value is no price.", "amount"),
        (VALUE, "100 euros", "The text does not name the price.", "{price}"),
    ],
)
def test_what_is_no_price_is_refused(value, text, what, hint):
    with pytest.raises(AuthoringError) as caught:
        compile_policy(written((f'{VALUE}, text: "{{price}} an hour"', f'{value}, text: "{text}"')), clauses())
    (problem,) = caught.value.problems
    assert problem.what == what and hint in problem.hint and problem.place.line > 1


def test_sums_are_refused_with_a_sentence():
    with pytest.raises(AuthoringError, match="The checker adds and multiplies nothing"):
        compile_policy(written((VALUE, "value: {amount: 100 + 20, currency: EUR, per: hour}")), clauses())
