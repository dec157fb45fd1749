"""Clause by clause: everything that rests on a clause is named, in words, with an example that bears it out."""

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from shared import POLICIES, strict

from checker.build.citations import citations
from checker.build.evidence_page import evidence_text
from checker.build.examples import find_rule_example
from checker.build.library import ROOT, policy_files
from checker.build.phrases import Phrases
from checker.build.source import read_yaml
from checker.build.worked import Worked
from checker.core.answers import classify
from checker.core.calendar import parse_date
from checker.core.engine import decide
from checker.core.model import NOT_COVERED, OPEN
from checker.core.outlook import Outlook
from checker.core.render import heading

SOURCES = {path.stem: read_yaml(path) for path in policy_files()}
LANGUAGES = ("en", "es", "it")
CHECKED = date(2026, 11, 21)


def page(library, policy, language):
    model, words = library.policies[policy], strict(library.words[language])
    return evidence_text(ROOT / "docs", Worked(SOURCES[policy], model), words, "../../")


@pytest.mark.parametrize("policy", POLICIES)
def test_every_clause_stands_there_once_with_all_that_rests_on_it(library, policy):
    cited = [each.clause for each in citations(SOURCES[policy])]
    for language in LANGUAGES:
        text = page(library, policy, language)
        blocks = re.findall(r'<dt id="([a-z0-9-]+)">(.*?)(?=<dt|</dl>)', text)
        assert sorted(name for name, _ in blocks) == sorted(library.words[language].clauses[policy])
        assert all(block.count("<dd>") == cited.count(name) > 0 for name, block in blocks)


@pytest.mark.parametrize("policy", POLICIES)
def test_every_rule_has_an_example_in_which_its_clauses_count(library, policy):
    model = library.policies[policy]
    for rule in model.rules:
        answers = find_rule_example(model, rule, CHECKED)
        assert answers is not None, rule.id
        verdict = decide(model, answers, CHECKED)
        assert set(rule.clauses) <= {reason.clause for reason in verdict.because if not reason.beaten}, rule.id


@pytest.mark.parametrize("policy", POLICIES)
def test_the_example_of_what_no_clause_grants_shows_the_clause_that_says_so(library, policy):
    worked, shown = Worked(SOURCES[policy], library.policies[policy]), 0
    for citation in (each for each in citations(SOURCES[policy]) if each.keys[0] == "offers"):
        if example := worked.example(citation):
            reasons = decide(worked.policy, example.answers, CHECKED).because
            decided = {each.clause for each in reasons if citation.keys[1] in each.offers}
            assert decided == {citation.clause}, citation
            shown += 1
    assert shown


@pytest.mark.parametrize("policy", POLICIES)
def test_no_answer_of_an_example_can_be_left_out(library, policy):
    """Without it, the status is open, or the rule has not decided yet."""
    model = library.policies[policy]
    for rule in model.rules:
        answers = find_rule_example(model, rule, CHECKED)
        for name in answers:
            fewer = {fact: answer for fact, answer in answers.items() if fact != name}
            verdict = decide(model, fewer, CHECKED)
            holds = Outlook(model, classify(model, fewer, CHECKED), frozenset()).settled(rule.active)
            undecided = verdict.status is None or verdict.offers.get(rule.offer) == OPEN
            assert undecided or holds is not True, (rule.id, name)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("policy", POLICIES)
def test_every_link_leads_to_the_status_that_it_names(library, policy, language):
    words, model = library.words[language], library.policies[policy]
    links = re.findall(
        r'href="../../(?:es/|it/)?checker/#([a-z0-9]+)\?([^"]*)">([^<]+)<', page(library, policy, language)
    )
    assert len(links) > len(model.rules)
    for name, query, status in links[LANGUAGES.index(language) :: len(LANGUAGES)]:
        answers = dict(parse_qsl(unescape(query)))
        read = {fact: as_answer(model.fact(fact), text) for fact, text in answers.items()}
        assert name == policy and heading(decide(model, read, CHECKED).status, words) == unescape(status)


def as_answer(fact, text):
    if fact.type == "yes/no":
        return {"yes": True, "no": False}[text]
    return int(text) if fact.type == "integer" else text


@pytest.mark.parametrize("policy", POLICIES)
def test_what_a_running_window_decides_names_the_day(library, policy):
    for line in re.findall(r'<span class="checker-example">.*?</span>', page(library, policy, "en")):
        days = [parse_date(day) for day in re.findall(r"\d{4}-\d{2}-\d{2}", line)]
        recent = any((CHECKED - day).days <= 30 for day in days)
        assert not recent or line.endswith("(on 21 November 2026)</span>")


@pytest.mark.parametrize(
    ("policy", "condition", "said"),
    [
        ("3cx", "always", "in every case"),
        ("3cx", "partner_tier >= silver", "Partner level: at least “Silver”"),
        ("3cx", "issue in [audio, upgrade] and not offered(level-2)", "and not (Level 2 support: offered)"),
        ("3cx", "extensions > 20", "Extensions: more than 20"),
        ("3cx", "partner_tier != bronze", "Partner level: other than “Bronze”"),
        (
            "3cx",
            "partner_tier == bronze and hosted_or_smb",
            "“Bronze” and (Hosting: “Hosted by 3CX” or Edition: “SMB”)",
        ),
        ("3cx", "role == partner or hosted_or_smb", "partner” or Hosting: “Hosted by 3CX” or Edition: “SMB”"),
        ("3cx", "not latest_version", "Latest version: No"),
        ("avanzada7", "today <= purchased_on + 30 days", ": at most 30 days ago"),
        ("avanzada7", "today > purchased_on + 1 months", ": more than 1 month ago"),
        ("avanzada7", "not today > purchased_on + 1 months", "not (Purchase date: more than 1 month ago)"),
    ],
)
def test_conditions_in_words(library, policy, condition, said):
    phrases = Phrases(library.policies[policy], SOURCES[policy].data["derived"], library.words["en"])
    assert said in phrases.condition(condition)


def test_an_example_of_an_exclusion_is_not_covered(library):
    model = library.policies["3cx"]
    rule = model.rule("firewall")
    answers = find_rule_example(model, rule, CHECKED)
    assert answers == {"role": "partner", "issue": "firewall"} or answers == {"issue": "firewall"}
    assert decide(model, answers, CHECKED).status == NOT_COVERED
