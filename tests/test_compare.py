"""The comparison says what the engine says, alike in every language, and leads to clauses."""

import re
from dataclasses import replace
from functools import partial, reduce

import pytest
from acme import FILE, compiled, unedited
from shared import COMPARED, TODAY

from checker.core.engine.decide import decide
from checker.core.model.diagram import Restriction, Space, leaves, support
from checker.core.model.policy import NOT_COVERED, OFFERED, Policy
from checker.core.model.serial import read_policy, write_policy
from checker.core.model.truth import both, either, negate
from checker.languages import LANGUAGES
from checker.pages.comparison import Item, Row, compare, markup
from checker.places import ROOT
from checker.policy.layout import check_comparison
from checker.policy.source import read_yaml
from checker.policy.written import read_written
from checker.site.site import fill_in

OFFERS, HOURS, RESPONSE, SPOKEN, EXCLUSIONS, NEEDS = range(6)
ROWS = 6


@pytest.fixture(scope="module")
def rows(library) -> dict[str, list[Row]]:
    return {language: compare(library.policies.values(), words) for language, words in library.words.items()}


def cell(rows: dict[str, list[Row]], row: int, policy: str, language: str = "en") -> list[Item]:
    return rows[language][row].cells[COMPARED.index(policy)]


def anchors(items: list[Item]) -> list[str]:
    return [href.partition("#")[2] for _, href in items if href]


def excluded(policy: Policy) -> list[str]:
    """The subjects that are not covered, by the engine, while nothing else is answered."""
    name = policy.comparison.subject
    return [
        option for option in policy.fact(name).options if decide(policy, {name: option}, TODAY).status == NOT_COVERED
    ]


def page(language: str) -> str:
    text = (ROOT / "docs" / language / "compare.md").read_text(encoding="utf-8")
    return fill_in(text, language, "", "somebody")


def test_a_policy_without_a_comparison_has_no_column(library):
    first, *others = (library.policies[name] for name in COMPARED)
    policies = [replace(first, comparison=None), *others]
    assert {len(row.cells) for row in compare(policies, library.words["en"])} == {len(COMPARED) - 1}


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_clauses_of_the_policy_in_the_language(library, rows, language):
    for row in rows[language]:
        for policy, items in zip(COMPARED, row.cells, strict=True):
            known = {clause.href for clause in library.words[language].clauses[policy].values()}
            assert items
            assert {href for _, href in items if href} <= known


@pytest.mark.parametrize("language", LANGUAGES)
def test_cells_are_linked_unless_the_policy_is_silent(library, rows, language):
    """It is silent where its file names no terms for the row."""
    silence = [(library.words[language].gettext("The policy does not say."), "")]
    for name, policy in library.policies.items():
        named = {
            HOURS: policy.comparison.hours,
            RESPONSE: policy.comparison.response,
            SPOKEN: policy.comparison.languages,
        }
        for row in range(ROWS):
            found = cell(rows, row, name, language)
            assert bool(anchors(found)) == (found != silence) == bool(named.get(row, True)), (name, row)


@pytest.mark.parametrize("language", ["es", "it"])
def test_every_language_has_the_same_cells(rows, language):
    def shape(found: list[Row]) -> list[list[list[str]]]:
        return [[[href.partition("#")[2] for _, href in items] for items in row.cells] for row in found]

    assert shape(rows[language]) == shape(rows["en"])


@pytest.mark.parametrize("policy", COMPARED)
def test_offers_are_those_that_a_verdict_can_grant(library, rows, policy):
    model, items = library.policies[policy], cell(rows, OFFERS, policy)
    offers = [offer for offer in model.offers if OFFERED in leaves(offer.value)]
    assert [text for text, _ in items] == [offer.label for offer in offers]
    for offer, clause in zip(offers, anchors(items), strict=True):
        assert clause in {name for rule in model.rules if rule.offer == offer.id for name in rule.clauses}


def sooner_for_the_network(data):
    data["terms"]["response-time"]["cases"][0]["when"] = "issue == network"


def the_same_for_all(data):
    del data["terms"]["response-time"]["cases"][0]
    data["informative"]["hours-gold"] = "A test."


SOON, LATE = ("4 hours", "hours-gold"), ("24 hours", "hours")


@pytest.mark.parametrize(
    ("edit", "shown"),
    [
        (unedited, [("Gold and Platinum partners", ""), SOON, ("All others", ""), LATE]),
        (
            sooner_for_the_network,
            [("The network", ""), SOON, ("Audio, An upgrade, The intercom, Something else", ""), LATE],
        ),
        (the_same_for_all, [LATE]),
    ],
    ids=["by two facts", "by one choice", "always the same"],
)
def test_a_term_stands_there_with_all_its_cases(acme, edit, shown):
    """Each below those whom it concerns, by the choice that says so, or in the words of the file.

    A subject that is left out is not among them.
    """
    row = compare([compiled(edit)], acme.words["en"])[RESPONSE]
    assert [(text, href.partition("#")[2]) for text, href in row.cells[0]] == shown


@pytest.mark.parametrize("policy", COMPARED)
@pytest.mark.parametrize(("row", "named"), [(HOURS, "hours"), (RESPONSE, "response"), (SPOKEN, "languages")])
def test_every_case_of_the_terms_that_are_named_stands_there(library, rows, policy, row, named):
    model = library.policies[policy]
    terms = [term for term in model.terms if term.id in getattr(model.comparison, named)]
    shown = [(text, href.partition("#")[2]) for text, href in cell(rows, row, policy) if href]
    assert shown == [(case.text, case.clause) for term in terms for case in term.cases]


@pytest.mark.parametrize("policy", COMPARED)
def test_exclusions_are_those_of_the_engine(library, rows, policy):
    model, items = library.policies[policy], cell(rows, EXCLUSIONS, policy)
    options = model.fact(model.comparison.subject).options
    always = excluded(model)
    if always:
        assert items[0] == ("Subjects left out in every case", "")
        named = [text for text, _ in items[1 : len(always) + 1]]
        assert set(named) >= {options[option] for option in always if option not in model.comparison.unnamed}
        assert not set(named) & {label for option, label in options.items() if option not in always}
    others = items[len(always) + 1 if always else 0 :]
    short = dict.fromkeys(
        (rule.short, rule.clauses[0]) for rule in model.rules if rule.effect == "exclude" and rule.short
    )
    assert [(text, href.partition("#")[2]) for text, href in others if href] == list(short)


@pytest.mark.parametrize("policy", COMPARED)
def test_what_excludes_is_a_subject_in_every_case_or_said_in_a_few_words(library, policy):
    model = library.policies[policy]
    position, options = model.position(model.comparison.subject), list(model.fact(model.comparison.subject).options)
    left = [at for at, option in enumerate(options) if option not in excluded(model)]
    excluding, space = [rule for rule in model.rules if rule.effect == "exclude"], Space()
    unsaid = reduce(partial(space.combine, either), (rule.active for rule in excluding if not rule.short), False)
    said = reduce(partial(space.combine, either), (rule.active for rule in excluding if rule.short), False)
    alone = space.combine(both, unsaid, space.combine(negate, said))
    assert all(Restriction({position: at})(alone) is False for at in left)


@pytest.mark.parametrize("policy", COMPARED)
def test_what_is_required_is_said_in_a_few_words(library, policy):
    assert not [rule.id for rule in library.policies[policy].rules if rule.effect == "require" and not rule.short]


@pytest.mark.parametrize("policy", COMPARED)
def test_a_term_that_hangs_on_more_than_one_fact_says_for_whom_it_is(library, policy):
    model = library.policies[policy]
    named = {*model.comparison.hours, *model.comparison.response, *model.comparison.languages}
    terms = [term for term in model.terms if term.id in named and len(support([term.case])) > 1]
    assert not [(term.id, case.text) for term in terms for case in term.cases if not case.whom]


@pytest.mark.parametrize("policy", COMPARED)
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
    assert heads[1:] == [library.policies[name].vendor for name in COMPARED]
    assert page(language).count('<th scope="row">') == 7
    assert "{{" not in page(language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_in_the_page_lead_to_clauses(library, language):
    """Those in the sentences too, each in its policy's column."""
    body = page(language).partition("<tbody")[2]
    columns = re.findall(r"<td .*?>(.*?)</td>", body, re.DOTALL)
    assert len(columns) == 7 * len(COMPARED)
    for position, text in enumerate(columns):
        policy = COMPARED[position % len(COMPARED)]
        for file, clause in re.findall(r"\]\(([^#)]+)#([^)]+)\)", text):
            folder = f"{'' if language == 'en' else language + '/'}{file.removesuffix('.md').removesuffix('/index')}"
            assert library.words[language].clauses[policy][clause].href == f"{folder}/#{clause}"


def test_structure_of_the_page_is_the_same_in_every_language():
    def skeleton(language: str) -> list[str]:
        return re.findall(r"<\w+|\]\([^)]+\)|\{ #\S+ \}", page(language))

    assert skeleton("es") == skeleton("en") == skeleton("it")


def test_text_stays_text():
    cell = [("_lead_", ""), ("*no* [link](x) <b> & {{ y }}", "it/acme/#some")]
    written = markup([Row("a < b", (cell,))], ["A & <B>"], "it")
    assert r"- [\*no\* \[link\]\(x\) &lt;b&gt; &amp; \{\{ y \}\}](acme/index.md#some)" in written
    assert r"\_lead\_" in written
    assert "a &lt; b</th>" in written and 'data-columns="A &amp; &lt;B&gt;"' in written


@pytest.mark.parametrize(
    ("lead", "count", "shown"),
    [
        ("", 5, "[1](acme/index.md#a), [2](acme/index.md#a), [3](acme/index.md#a)"),
        ("Some <b>", 3, "Some &lt;b&gt;\n\n- [1](acme/index.md#a)\n- [2]"),
        ("Some <b>", 4, "<summary>Some &lt;b&gt;: 4</summary>\n\n- [1](acme/index.md#a)\n- [2]"),
    ],
    ids=["in a line", "below their lead", "on demand"],
)
def test_many_facts_are_folded_under_their_lead(lead, count, shown):
    cell = [*([(lead, "")] if lead else []), *((str(at), "acme/#a") for at in range(1, count + 1))]
    assert shown in markup([Row("Aspect", (cell,))], ["Acme"], "en")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("4 hours at most. It is an average.", r"[4 hours at most\.](acme/index.md#a) It is an average\."),
        ("4 hours", "[4 hours](acme/index.md#a)"),
        ("Help, e.g. by phone", r"[Help, e\.g\. by phone](acme/index.md#a)"),
        ("Nunca. «Siempre» vale.", r"[Nunca\.](acme/index.md#a) «Siempre» vale\."),
    ],
)
def test_the_first_sentence_is_the_link(text, shown):
    assert shown in markup([Row("Aspect", ([(text, "acme/#a")],))], ["Acme"], "en")


def test_the_comparison_survives_json(library):
    for policy in library.policies.values():
        assert read_policy(write_policy(policy)).comparison == policy.comparison


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("subject: issue\n  unnamed", "subject: issues\n  unnamed", "There is no fact “issues” with options."),
        ("unnamed: [other]", "unnamed: [others]", "There is no option “others”."),
        ("response: [response-time]", "response: [response]", "There is no term “response”."),
    ],
)
def test_a_comparison_with_wrong_names_is_refused_at_its_place(old, new, what):
    text = FILE.read_text()
    assert text.count(old) == 1
    file = read_written(read_yaml(FILE, text.replace(old, new)))
    [problem] = [each for each in check_comparison(file) if each.what == what]
    line = text[: text.index(old)].count("\n") + 1
    assert problem.place.line == line and problem.hint
