"""The comparison says what the engine says, alike in every language, and leads to clauses."""

import re
from dataclasses import replace

import pytest
from shared import POLICIES, TODAY

from checker.build.clauses import LANGUAGES
from checker.build.compare import Item, Row, compare, markup
from checker.build.layout import check_comparison
from checker.build.library import ROOT
from checker.build.site import fill_in
from checker.build.source import read_yaml
from checker.core.diagram import leaves
from checker.core.engine import decide
from checker.core.model import NOT_COVERED, OFFERED, Policy
from checker.core.serial import read_policy, write_policy

OFFERS, HOURS, RESPONSE, SPOKEN, EXCLUSIONS, NEEDS = range(6)
SUBJECT = {"3cx": "issue", "elastix": "task", "avanzada7": "issue"}


@pytest.fixture(scope="module")
def rows(library) -> dict[str, list[Row]]:
    return {language: compare(library.policies.values(), words) for language, words in library.words.items()}


def cell(rows: dict[str, list[Row]], row: int, policy: str, language: str = "en") -> list[Item]:
    return rows[language][row].cells[POLICIES.index(policy)]


def anchors(items: list[Item]) -> list[str]:
    return [href.partition("#")[2] for _, href in items if href]


def excluded(policy: Policy) -> list[str]:
    """The subjects that are not covered, by the engine, while nothing else is answered."""
    name = SUBJECT[policy.id]
    return [
        option for option in policy.fact(name).options if decide(policy, {name: option}, TODAY).status == NOT_COVERED
    ]


def page(language: str) -> str:
    text = (ROOT / "docs" / language / "compare.md").read_text(encoding="utf-8")
    return fill_in(text, language, "", "somebody")


def test_a_policy_without_a_comparison_has_no_column(library):
    policies = [replace(each, comparison=None) if each.id == "elastix" else each for each in library.policies.values()]
    assert {len(row.cells) for row in compare(policies, library.words["en"])} == {len(POLICIES) - 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_clauses_of_the_policy_in_the_language(library, rows, language):
    for row in rows[language]:
        for policy, items in zip(POLICIES, row.cells, strict=True):
            known = {clause.href for clause in library.words[language].clauses[policy].values()}
            assert items
            assert {href for _, href in items if href} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_linked_unless_the_policy_is_silent(library, rows, language):
    silence = [(library.words[language].gettext("The policy does not say."), "")]
    cells = [(row, policy) for row in range(6) for policy in POLICIES]
    silent = [place for place in cells if not anchors(cell(rows, *place, language))]
    assert silent == [(RESPONSE, "avanzada7"), (SPOKEN, "avanzada7")]
    assert all(cell(rows, row, policy, language) == silence for row, policy in silent)


@pytest.mark.parametrize("language", ["es", "it"])
def test_every_language_has_the_same_cells(rows, language):
    def shape(found: list[Row]) -> list[list[list[str]]]:
        return [[[href.partition("#")[2] for _, href in items] for items in row.cells] for row in found]

    assert shape(rows[language]) == shape(rows["en"])


@pytest.mark.parametrize("policy", POLICIES)
def test_offers_are_those_that_a_verdict_can_grant(library, rows, policy):
    model, items = library.policies[policy], cell(rows, OFFERS, policy)
    offers = [offer for offer in model.offers if OFFERED in leaves(offer.value)]
    assert [text for text, _ in items] == [offer.label for offer in offers]
    for offer, clause in zip(offers, anchors(items), strict=True):
        assert clause in {name for rule in model.rules if rule.offer == offer.id for name in rule.clauses}


def test_hours_of_a_plan_are_those_of_its_verdict(library, rows):
    policy, items = library.policies["elastix"], cell(rows, HOURS, "elastix")
    answers = {"installation": "official-iso", "version": "stable", "task": "guidance", "reachable": True}
    answers |= {"hours_left": True, "code_issued_on": TODAY.isoformat()}
    for row, term in ((HOURS, "attention-hours"), (RESPONSE, "response-time")):
        items = cell(rows, row, "elastix")
        shown = {
            label: statement
            for (labels, _), statement in zip(items[::2], items[1::2], strict=True)
            for label in labels.split(", ")
        }
        plans = policy.fact("plan").options
        assert sorted(shown) == sorted(label for plan, label in plans.items() if plan != "none")
        for plan in [plan for plan in plans if plan != "none"]:
            verdict = decide(policy, {**answers, "plan": plan}, TODAY)
            case = next(each.case for each in verdict.terms if each.term.id == term)
            assert (case.text, case.clause) == (shown[plans[plan]][0], shown[plans[plan]][1].partition("#")[2])


def test_terms_that_never_change_are_those_of_any_verdict(library, rows):
    policy = library.policies["3cx"]
    answers = {"issue": "guidance", "role": "partner", "partner_tier": "gold", "third_party": "none"}
    answers |= {"latest_version": True, "per_manual": True, "qualified_admin": True, "hosting": "hosted-by-3cx"}
    stated = {each.term.id: each.case for each in decide(policy, answers, TODAY).terms}
    for row, term in ((HOURS, "handling-hours"), (RESPONSE, "response-time"), (SPOKEN, "languages")):
        [(text, href)] = cell(rows, row, "3cx")
        assert (text, href.partition("#")[2]) == (stated[term].text, stated[term].clause)


@pytest.mark.parametrize("policy", POLICIES)
def test_exclusions_are_those_of_the_engine(library, rows, policy):
    model, items = library.policies[policy], cell(rows, EXCLUSIONS, policy)
    options = model.fact(SUBJECT[policy]).options
    always = excluded(model)
    if always:
        assert items[0][0].endswith(f": {len(always)}")
        named = [text for text, _ in items[1 : len(always) + 1]]
        assert set(named) >= {options[option] for option in always if option != "other"}
        assert not set(named) & {label for option, label in options.items() if option not in always}
    excluding = {rule.clauses[0] for rule in model.rules if rule.effect == "exclude"}
    assert set(anchors(items)) == excluding
    assert len(anchors(items)) == len(excluding)


@pytest.mark.parametrize("policy", POLICIES)
def test_needs_are_the_rules_that_require_and_the_checklist(library, rows, policy):
    model = library.policies[policy]
    found = set(anchors(cell(rows, NEEDS, policy)))
    required = {rule.clauses[0] for rule in model.rules if rule.effect == "require"}
    behind = {clause for rule in model.rules if rule.effect == "require" for clause in rule.clauses}
    assert required <= found
    assert {item.clause for item in model.checklist} <= found | behind
    assert found <= behind | {item.clause for item in model.checklist}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_names_the_policies_in_their_columns_order(library, language):
    heads = re.findall(r'<th scope="col">(.+)</th>', page(language))
    assert heads[1:] == [library.policies[name].vendor for name in POLICIES]
    assert page(language).count('<th scope="row">') == 7
    assert "{{" not in page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_in_the_page_lead_to_clauses(library, language):
    """Those in the sentences too, each in its policy's column."""
    body = page(language).partition("<tbody")[2]
    columns = re.findall(r"<td markdown.*?>(.*?)</td>", body, re.DOTALL)
    assert len(columns) == 7 * len(POLICIES)
    for position, text in enumerate(columns):
        policy = POLICIES[position % len(POLICIES)]
        for file, clause in re.findall(r"\]\(([^#)]+)#([^)]+)\)", text):
            folder = f"{'' if language == 'en' else language + '/'}{file.removesuffix('.md').removesuffix('/index')}"
            assert library.words[language].clauses[policy][clause].href == f"{folder}/#{clause}"


def test_structure_of_the_page_is_the_same_in_every_language():
    def skeleton(language: str) -> list[str]:
        return re.findall(r"<\w+|\]\([^)]+\)|\{ #\S+ \}", page(language))

    assert skeleton("es") == skeleton("en") == skeleton("it")


def test_text_stays_text():
    written = markup([Row("a < b", ([("*no* [link](x) <b> & {{ y }}", "it/3cx/#some"), ("_lead_", "")],))], "it")
    assert r"- [\*no\* \[link\]\(x\) &lt;b&gt; &amp; \{\{ y \}\}](3cx/index.md#some)" in written
    assert r"\_lead\_" in written
    assert "a &lt; b</th>" in written


def test_the_comparison_survives_json(library):
    for policy in library.policies.values():
        assert read_policy(write_policy(policy)).comparison == policy.comparison is not None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("subject: task\n  unnamed", "subject: tasks\n  unnamed", "There is no fact “tasks” with options."),
        ("unnamed: [other]", "unnamed: [others]", "There is no option “others”."),
        ("hours: [attention-hours]", "hours: [attention]", "There is no term “attention”."),
    ],
)
def test_a_comparison_with_wrong_names_is_refused_at_its_place(old, new, what):
    path = ROOT / "checker" / "policies" / "elastix.yaml"
    text = path.read_text()
    assert text.count(old) == 1
    source = read_yaml(path, text.replace(old, new))
    [problem] = [each for each in check_comparison(source) if each.what == what]
    line = text[: text.index(old)].count("\n") + 1
    assert problem.place.line == line and problem.hint
