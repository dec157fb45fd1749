"""The worked cases: data beside one runner. Expected verdicts are derived from the policies by hand."""

import re
from typing import Any

import pytest
from plain import read
from shared import POLICIES
from worked_cases import ALL_CASES, KEYS, WorkedCase, departures, read_cases

from checker.core.engine.decide import decide
from checker.places import ROOT
from checker.policy.clauses import read_clauses
from checker.policy.compile import compile_policy
from checker.policy.source import Source, read_yaml
from checker.policy.written import read_written


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.policy}: {case.data['name']}")
def test_a_worked_case(library, case):
    assert set(case.data) <= KEYS
    verdict = decide(library.policies[case.policy], case.data["answers"], case.today)
    assert not departures(case, verdict), verdict


@pytest.mark.parametrize("policy", POLICIES)
def test_names_of_cases_are_unique(policy):
    names = [case.data["name"] for case in read_cases(policy)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("policy", POLICIES)
def test_every_reading_has_a_case(policy):
    readings = ROOT / "docs" / "en" / policy / "reading.md"
    published = {int(number) for number in re.findall(r"^## (\d+)\.", readings.read_text(), re.MULTILINE)}
    assert {number for case in read_cases(policy) for number in case.data.get("readings", [])} == published


@pytest.mark.parametrize("policy", POLICIES)
def test_every_value_of_a_term_has_a_case(library, policy):
    model = library.policies[policy]
    worked = {
        (statement.term.id, statement.case.text)
        for case in read_cases(policy)
        for statement in decide(model, case.data["answers"], case.today).terms
        if statement.term.id in case.data.get("values", {})
    }
    assert worked == {(term.id, each.text) for term in model.terms for each in term.cases}


@pytest.mark.parametrize("policy", POLICIES)
def test_every_term_with_a_last_day_has_cases_before_and_on_it(policy):
    terms = read(ROOT / "checker" / "policies" / f"{policy}.yaml")["terms"]
    dated = {name for name, term in terms.items() if any("through" in each for each in term["cases"])}
    found = {(name, left) for case in read_cases(policy) for name, left in case.data.get("days left", {}).items()}
    assert {(name, left) for name in dated for left in (0, 1)} <= found


@pytest.mark.uncounted
@pytest.mark.slow
@pytest.mark.parametrize("policy", POLICIES)
def test_removing_any_rule_fails_a_case(policy):
    """A loop over the rules: each is needed by at least one case (or by another part of the policy file)."""
    source = read_yaml(ROOT / "checker" / "policies" / f"{policy}.yaml")
    clauses = read_clauses(ROOT / "docs", policy)[0]
    cases = read_cases(policy)
    survivors = [name for name in source.data["rules"] if not is_missed(source, clauses, cases, name)]
    assert not survivors


def is_missed(source: Source, clauses: Any, cases: list[WorkedCase], name: str) -> bool:
    rules = {
        each: {**rule, "beats": [beaten for beaten in rule.get("beats", []) if beaten != name]}
        for each, rule in source.data["rules"].items()
        if each != name
    }
    removed = source.data["rules"][name]
    cited = [*removed["clauses"], *(advice["clause"] for advice in removed.get("instead", []) if "clause" in advice)]
    informative = dict.fromkeys(cited, "cited by the removed rule")
    rest = {"rules": rules, "informative": {**source.data["informative"], **informative}, "readings": {}}
    data = {**source.data, **rest}
    policy = compile_policy(read_written(Source(source.path, data, source.places)), clauses)
    return any(departures(case, decide(policy, case.data["answers"], case.today)) for case in cases)
