"""The decision tables: every cell is what the engine says, holds whatever else is answered, and stands on its page."""

import random
from datetime import date
from functools import cache
from xml.etree import ElementTree

import pytest
from acme import FILE, compiled
from markdown import Markdown
from naive import Naive
from shared import TABLED, TODAY

from checker.core.engine.decide import decide
from checker.core.model.policy import OPEN
from checker.core.model.serial import read_policy, write_policy
from checker.languages import LANGUAGES
from checker.pages.table_page import page_text
from checker.pages.tables import deciding_clauses, make_tables, offers, values
from checker.places import ROOT
from checker.policy.layout import check_layout
from checker.policy.source import read_yaml
from checker.policy.written import read_written
from checker.site import site

COMPLETIONS = 8


@pytest.fixture(scope="module", params=TABLED)
def policy(request, library):
    return library.policies[request.param]


@pytest.fixture(scope="module")
def tables(policy):
    return make_tables(policy, TODAY)


@pytest.fixture(scope="module")
def naive(policy):
    return Naive(ROOT / "checker" / "policies" / f"{policy.id}.yaml")


@pytest.fixture(scope="module")
def pages(policy, library):
    """The page's own HTML in every language."""
    return {language: rendered(policy, library, language) for language in LANGUAGES}


def rendered(policy, library, language):
    text = page_text(policy, make_tables(policy, TODAY), library.words[language], "../../")
    html = Markdown(extensions=["attr_list", "md_in_html"], output_format="xhtml").convert(text)
    return ElementTree.fromstring(f"<div>{html}</div>")


def cells(tables):
    return [cell for table in tables for row in table.rows for cell in row.cells]


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def count(policy):
    """How many tables the policy file asks for, and the rows and columns of each."""
    layout = policy.tables
    columns = sum(len(values(policy.fact(each.each))) for each in layout.columns)
    return len(values(policy.fact(layout.each))) if layout.each else 1, len(values(policy.fact(layout.rows))), columns


def test_there_is_a_cell_for_every_combination(policy, tables):
    each, rows, columns = count(policy)
    assert [len(table.rows) for table in tables] == [rows] * each
    assert {len(row.cells) for table in tables for row in table.rows} == {columns}
    assert len({tuple(sorted(cell.answers.items())) for cell in cells(tables)}) == each * rows * columns
    for name in (tables[0].layout.rows, *(group.each for group in tables[0].layout.columns)):
        assert {cell.answers[name] for cell in cells(tables) if name in cell.answers} == set(values(policy.fact(name)))


def test_the_layout_of_the_made_up_policy():
    assert count(compiled()) == (2, 6, 6)


def test_every_cell_is_what_the_engine_says_on_any_day(policy, tables):
    for cell in cells(tables):
        for day in (TODAY, date(2024, 2, 29), date(2031, 12, 31)):
            verdict = decide(policy, cell.answers, day)
            assert (verdict.possible, verdict.offers, verdict.because) == (
                cell.verdict.possible,
                cell.verdict.offers,
                cell.verdict.because,
            )
            assert verdict.questions == cell.verdict.questions
            in_order = decide(policy, {**tables[0].layout.in_order, **cell.answers}, day)
            assert in_order.possible == cell.in_order.possible


def test_every_cell_holds_for_all_that_it_does_not_list(tables, naive):
    chance = random.Random(naive.data["policy"])
    for cell in cells(tables):
        for base, verdict in ((cell.answers, cell.verdict), ({**tables[0].layout.in_order, **cell.answers}, None)):
            for _ in range(COMPLETIONS):
                judged = naive.judge(completed(naive, chance, base), TODAY)
                check_completion(judged, verdict or cell.in_order)


def completed(naive, chance, answers):
    return {name: answers[name] if name in answers else chance.choice(choices(naive, name)) for name in naive.facts}


@cache
def choices(naive, name):
    return naive.values(name, TODAY)


def check_completion(judged, verdict):
    assert judged[0] in verdict.possible
    if judged[0] != "not-covered":
        assert all(value in (OPEN, dict(judged[1])[name]) for name, value in verdict.offers.items())


def test_what_a_cell_depends_on_is_all_that_matters(tables, naive):
    chance = random.Random(naive.data["policy"])
    for cell in cells(tables):
        fixed = completed(naive, chance, cell.answers)
        seen = {name: fixed[name] for name in (*cell.answers, *cell.verdict.questions)}
        verdicts = {naive.judge(completed(naive, chance, seen), TODAY) for _ in range(COMPLETIONS)}
        assert len(verdicts) == 1, cell.answers


def test_a_settled_cell_names_its_clause_and_an_open_one_what_it_depends_on(tables):
    for cell in cells(tables):
        assert deciding_clauses(cell.verdict) or cell.verdict.questions
        doubted = any(reason.effect == "doubt" and not reason.offers for reason in cell.verdict.because)
        settled = cell.verdict.status not in (None, "unclear") or (cell.verdict.status == "unclear" and doubted)
        assert bool(deciding_clauses(cell.verdict)) == settled
        assert not offers(cell.verdict, OPEN) or cell.verdict.questions


def test_the_page_shows_every_cell_in_every_language(policy, library, tables, pages):
    for language, page in pages.items():
        words = library.words[language]
        found = page.findall(".//td")
        assert [each.get("data-status").split() for each in found] == [
            list(cell.verdict.possible) for cell in cells(tables)
        ]
        for element, cell in zip(found, cells(tables), strict=True):
            links = {link.get("href") for link in element.iter("a")}
            clauses = words.clauses[policy.id]
            assert {"../../" + clauses[name].href for name in deciding_clauses(cell.verdict)} <= links
            for name in offers(cell.verdict, "offered"):
                labels = {offer.id: offer.label for offer in policy.offers}
                assert words.gettext(labels[name]) in words_of(element)


def test_an_open_cell_names_every_fact_that_it_depends_on(policy, library, tables, pages):
    for language, page in pages.items():
        words = library.words[language]
        explained = " ".join(words_of(each) for each in page.findall("p"))
        for element, cell in zip(page.findall(".//td"), cells(tables), strict=True):
            for name in cell.verdict.questions:
                fact = policy.fact(name)
                label, text = words.gettext(fact.label), words_of(element)
                title = words.gettext(policy.groups[fact.group].title) if fact.group else None
                assert label in text or (title and title in text and label in explained), (cell.answers, name)


def test_cited_numbers_lead_to_the_clauses_listed_under_them(pages):
    for page in pages.values():
        listed = [link.get("href") for link in page.findall("ol/li/a")]
        cited = {(int(link.text), link.get("href")) for link in page.findall(".//td//a")}
        assert cited == set(enumerate(listed, start=1))


def test_ids_are_unique_and_the_same_in_all_languages(pages):
    ids = {language: [each.get("id") for each in page.iter() if each.get("id")] for language, page in pages.items()}
    page = pages["en"]
    rows = page.findall(".//th[@scope='row']")
    assert all(row.get("id") for row in rows)
    assert len(set(ids["en"])) == len(ids["en"]) == len(page.findall(".//table")) + len(rows) + 1
    assert ids["en"] == ids["es"] == ids["it"]


def test_tables_have_headings_names_and_no_styles(pages):
    for page in pages.values():
        ids = {each.get("id") for each in page.iter()}
        for region in page.findall("div"):
            assert region.get("tabindex") == "0" and region.get("aria-labelledby") in ids
        assert all(each.get("scope") in ("col", "row", "colgroup") for each in page.iter("th"))
        assert not [each for each in page.iter() if each.get("style")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marker_on_each_page_is_filled_in(policy, language):
    markdown = (ROOT / "docs" / language / policy.id / "tables.md").read_text()
    url = ("" if language == "en" else f"{language}/") + f"{policy.id}/tables/"
    filled = site.fill_in(markdown, language, url, "someone@example.com")
    assert markdown.count("{{ tables }}") == 1 and "{{" not in filled.replace("{ #", "")
    assert filled.count("<table") == count(policy)[0]
    assert f'href="{"../" * url.count("/")}{url.removesuffix("tables/")}' in filled


def test_the_layout_survives_json(policy):
    assert read_policy(write_policy(policy)).tables == policy.tables is not None


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("rows: issue", "rows: isue", "There is no fact “isue” with options."),
        ("each: hosting", "each: seats", "There is no fact “seats” with options."),
        ("{each: tier,", "{each: teer,", "There is no fact “teer” with options."),
        ("given: {role: partner}", "given: {rol: partner}", "There is no fact “rol” with options."),
        ("given: {role: partner}", "given: {role: partners}", "“partners” is not an answer to “role”."),
        ("restarted: yes}", "restarted: maybe}", "“maybe” is not an answer to “restarted”."),
    ],
)
def test_a_layout_with_wrong_names_is_refused_at_its_place(old, new, what):
    text = FILE.read_text()
    file = read_written(read_yaml(FILE, text.replace(old, new, 1)))
    (problem,) = check_layout(file)
    assert problem.what == what and problem.hint
    assert problem.place.line == text[: text.index(old)].count("\n") + 1
