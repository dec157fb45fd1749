"""Clause by clause: everything that rests on a clause is named, in words, with an example that bears it out."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from acme import compiled, written
from shared import POLICIES, strict

from checker.core.engine.answers import classify
from checker.core.engine.decide import decide
from checker.core.engine.outlook import Outlook
from checker.core.model.calendar import parse_date
from checker.core.model.policy import NOT_COVERED, NOT_OFFERED, OFFERED, OPEN, STATUSES, UNCLEAR
from checker.core.model.words import Words
from checker.core.words.verdict_document import stated
from checker.core.words.verdict_view import heading
from checker.library.library import policy_files
from checker.pages.conditions_in_words import Phrases
from checker.pages.evidence import Evidence
from checker.pages.evidence_page import evidence_text
from checker.pages.examples import find_rule_example
from checker.pages.worked import Worked
from checker.places import ROOT
from checker.policy.citations import citations
from checker.policy.source import read_yaml
from checker.policy.written import read_written

WRITTEN = {path.stem: read_written(read_yaml(path)) for path in policy_files()}
LANGUAGES = ("en", "es", "it")
SAID = {OFFERED: "offered", NOT_OFFERED: "not offered", UNCLEAR: "left unclear", OPEN: "", None: ""}


def checked(model):
    """The day as of which examples are made."""
    return date.fromisoformat(model.checked_on)


def page(library, policy, language):
    model, words = library.policies[policy], strict(library.words[language])
    return evidence_text(ROOT / "docs", Worked(WRITTEN[policy], model), words, "../../")


@pytest.mark.parametrize("policy", POLICIES)
def test_every_clause_stands_there_once_with_all_that_rests_on_it(library, policy):
    cited = [each.clause for each in citations(WRITTEN[policy])]
    for language in LANGUAGES:
        text = page(library, policy, language)
        blocks = re.findall(r'<dt id="([a-z0-9-]+)">(.*?)(?=<dt|</dl>)', text)
        assert sorted(name for name, _ in blocks) == sorted(library.words[language].clauses[policy])
        assert all(block.count("<dd>") == cited.count(name) > 0 for name, block in blocks)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_rule_has_an_example_in_which_its_clauses_count(library, policy):
    model = library.policies[policy]
    for rule in model.rules:
        answers = find_rule_example(model, rule, checked(model))
        assert answers is not None, rule.id
        verdict = decide(model, answers, checked(model))
        assert set(rule.clauses) <= {reason.clause for reason in verdict.because if not reason.beaten}, rule.id


@pytest.mark.parametrize("policy", POLICIES)
def test_the_example_of_what_no_clause_grants_shows_the_clause_that_says_so(library, policy):
    worked, shown = Worked(WRITTEN[policy], library.policies[policy]), 0
    for citation in (each for each in citations(WRITTEN[policy]) if each.keys[0] == "offers"):
        if example := worked.example(citation):
            reasons = example.verdict.because
            decided = {each.clause for each in reasons if citation.keys[1] in each.offers}
            assert decided == {citation.clause}, citation
            shown += 1
    assert shown


@pytest.mark.parametrize("policy", POLICIES)
def test_no_answer_of_an_example_can_be_left_out(library, policy):
    """Without it, the status is open where the rule decides that, or the rule does not decide for certain."""
    model = library.policies[policy]
    for rule in model.rules:
        answers = find_rule_example(model, rule, checked(model))
        decides = not rule.offer and rule.effect != "note"
        for name in answers:
            fewer = {fact: answer for fact, answer in answers.items() if fact != name}
            verdict = decide(model, fewer, checked(model))
            holds = Outlook(model, classify(model, fewer, checked(model)), frozenset()).settled(rule.active)
            undecided = verdict.offers.get(rule.offer) == OPEN or NOT_COVERED in verdict.possible
            assert undecided or holds is not True or (decides and verdict.status is None), (rule.id, name)


@pytest.mark.parametrize("policy", POLICIES)
def test_an_example_has_the_outcome_that_its_clause_brings_about(library, policy):
    worked, words = Worked(WRITTEN[policy], library.policies[policy]), library.words["en"]
    evidence = Evidence(worked, words)
    for basis in (basis for clause in words.clauses[policy] for basis in evidence.of(clause) if basis.example):
        verdict = basis.example.verdict
        brought_about = {
            heading(verdict.status, words),
            "the verdict says so",
            *(f"{each.term.label}: {stated(verdict, each, words)}" for each in verdict.terms),
            *(f"{offer.label}: {SAID[verdict.offers.get(offer.id)]}" for offer in verdict.policy.offers),
        }
        assert basis.outcome in brought_about, basis


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("policy", POLICIES)
def test_every_link_leads_to_the_example(library, policy, language):
    words, model = library.words[language], library.policies[policy]
    text = page(library, policy, language)
    links = re.findall(r'href="../../(?:es/|it/)?checker/#([a-z0-9]+)\?([^"]*)">([^<]+)<', text)
    assert len(links) > len(model.rules)
    statuses = {heading(status, words): status for status in STATUSES}
    for name, query, outcome in links[LANGUAGES.index(language) :: len(LANGUAGES)]:
        answers = dict(parse_qsl(unescape(query)))
        read = {fact: as_answer(model.fact(fact), text) for fact, text in answers.items()}
        verdict = decide(model, read, checked(model))
        assert name == policy and statuses.get(unescape(outcome), verdict.status) == verdict.status


def as_answer(fact, text):
    if fact.type == "yes/no":
        return {"yes": True, "no": False}[text]
    return int(text) if fact.type == "integer" else text


@pytest.mark.parametrize("policy", POLICIES)
def test_what_a_running_window_decides_names_the_day(library, policy):
    model, words = library.policies[policy], library.words["en"]
    windows = [window for fact in model.facts for window in fact.windows]
    shortest = min((each.amount * (28 if each.unit == "months" else 1) for each in windows), default=0)
    for line in re.findall(r'<span class="checker-example">.*?</span>', page(library, policy, "en")):
        days = [parse_date(day) for day in re.findall(r"\d{4}-\d{2}-\d{2}", line)]
        recent = any((checked(model) - day).days <= shortest for day in days)
        assert not recent or line.endswith(f"(on {words.date(checked(model))})</span>")


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("always", ""),
        ("tier >= silver", "you are a Silver partner or higher"),
        ("tier > gold", "you are a Platinum partner"),
        ("tier < gold", "you answer “Partner level” with “Bronze” or “Silver”"),
        ("not tier >= gold", "it is not the case that you are a Gold partner or higher"),
        (
            "issue in [audio, upgrade] and not offered(phone)",
            "you answer “Issue” with “Audio” or “An upgrade”, and “Support by phone” is not offered",
        ),
        ("offered(phone)", "“Support by phone” is offered"),
        ("seats > 20", "“Seats” is more than 20"),
        ("tier != bronze", "you do not answer “Partner level” with “Bronze”"),
        ("not tier != bronze", "you are a Bronze partner"),
        (
            "helped and tier == bronze",
            "you are a Bronze partner, and one of these applies: the system runs in the cloud of Acme; "
            "the issue is audio",
        ),
        (
            "tier == bronze and not helped",
            "you are a Bronze partner, you do not answer “Hosting” with “In the cloud of Acme”, and you do not answer "
            "“Issue” with “Audio”",
        ),
        (
            "role == partner or helped",
            "you are a partner of Acme, the system runs in the cloud of Acme or the issue is audio",
        ),
        (
            "role == partner or tier == gold and restarted",
            "one of these applies: you are a partner of Acme; you are a Gold partner, "
            "and you have restarted the system",
        ),
        ("not updated", "the system does not run the latest version"),
        ("contract", "you have a support contract"),
        ("not contract", "you do not answer “Support contract” with “Yes”"),
        ("today <= bought_on + 30 days", "“Bought on” was at most 30 days ago"),
        ("issue in sound", "you answer “Issue” with “Audio” or “The intercom”"),
        ("asked(tier)", "the checker asks the question “Partner level”"),
        ("not asked(tier)", "the checker does not ask the question “Partner level”"),
        (
            "today <= lasts_until(tier)",
            "the “Lasts until” date for “Partner level” has not passed (Bronze: 31 December 2025; Silver: "
            "31 December 2026; Gold: not known; Platinum: not known; source: the list of Acme, last compared on "
            "20 November 2026)",
        ),
        ("today <= bought_on for 30 days", "“Bought on” was less than 30 days ago"),
        ("today > bought_on for 1 months", "“Bought on” was at least 1 month ago"),
        ("bought_on < 2024-01-01", "“Bought on” is before 1 January 2024"),
        ("bought_on >= 2024-01-01", "“Bought on” is 1 January 2024 or later"),
        ("not bought_on > 2024-01-01", "it is not the case that “Bought on” is after 1 January 2024"),
        ("today <= 2026-12-31", "today is 31 December 2026 or earlier"),
        ("today > bought_on + 1 months", "“Bought on” was more than 1 month ago"),
        ("not today > bought_on + 1 months", "it is not the case that “Bought on” was more than 1 month ago"),
    ],
)
def test_conditions_in_words(condition, said):
    assert Phrases(compiled(), written(with_names), Words()).condition(condition) == said


def with_names(data):
    data["derived"]["helped"] = "hosting == cloud or issue == audio"
    data["sets"] = {"sound": ["audio", "intercom"]}
    days = {"bronze": "2025-12-31", "silver": "2026-12-31", "gold": "unknown", "platinum": "unknown"}
    checked = {"checked_on": "2026-11-20", "check_again_by": "2027-05-20"}
    data["dates"] = {"lasts_until": {"label": "Lasts until", "source": "the list of Acme", **checked, "days": days}}


def test_an_example_of_an_exclusion_is_not_covered():
    model = compiled()
    answers = find_rule_example(model, model.rule("fax"), checked(model))
    assert answers == {"issue": "fax"}
    assert decide(model, answers, checked(model)).status == NOT_COVERED
