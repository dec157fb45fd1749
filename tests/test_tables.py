"""The decision tables: every cell is what the engine says, holds whatever else is answered, and stands on its page."""

import random
import re
from datetime import date
from functools import cache
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from acme import FILE, compiled
from markdown import Markdown
from naive import Naive
from shared import TABLED, TODAY

from checker.core.engine.decide import decide
from checker.core.model.policy import NOT_OFFERED, OFFERED, OPEN, UNCLEAR
from checker.core.model.serial import read_policy, write_policy
from checker.languages import LANGUAGES
from checker.pages.said_once import sheets
from checker.pages.table_page import page_text
from checker.pages.tables import anchor, deciding_clauses, dependencies, make_tables, shared_groups, values
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


SHORT = "in short: "


def rendered(policy, library, language):
    short = {offer.id: SHORT + offer.id for offer in policy.offers}
    text = page_text(policy, make_tables(policy, TODAY), library.words[language], "../../", short)
    html = Markdown(extensions=["attr_list", "md_in_html"], output_format="xhtml").convert(text)
    return ElementTree.fromstring(re.sub("<input[^>]*", r"\g<0>/", f"<div>{html}</div>"))


def cells(tables):
    return [cell for table in tables for row in table.rows for cell in row.cells]


def words_of(element):
    return " ".join("".join(element.itertext()).split())


def parts(policy, tables):
    """Each part in the order of the page, with the cells for which it stands, each after its table's position."""
    for sheet in sheets(policy, tables):
        for line in sheet.lines:
            for part in line.parts:
                columns = [at for each in sheet.columns[part.first : part.first + part.span] for at in each]
                rows = [
                    (at, row) for at, table in enumerate(sheet.tables) for row in table.rows if row.value in line.values
                ]
                yield part, sheet, [(at, row.cells[column]) for at, row in rows for column in columns]


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
        assert OPEN not in cell.verdict.offers.values() or cell.verdict.questions


def test_every_cell_is_said_once(policy, tables):
    found = [id(cell) for _, _, cells_of_it in parts(policy, tables) for _, cell in cells_of_it]
    assert sorted(found) == sorted(map(id, cells(tables)))


def test_cells_that_are_one_say_the_same(policy, tables):
    for part, sheet, cells_of_it in parts(policy, tables):
        for at, cell in cells_of_it:
            groups = shared_groups(policy, sheet.tables[at])
            depends = dependencies(policy, groups, cell.verdict.questions)
            reasons = deciding_clauses(cell.verdict) or deciding_clauses(cell.in_order)
            assert (part.said.possible, part.said.in_order) == (cell.verdict.possible, cell.in_order.possible)
            assert sorted(depends) == sorted(label for label, tables_ in part.said.depends if at in tables_)
            assert {*part.said.reasons} <= {*reasons} and bool(part.said.reasons) == bool(reasons)


def test_offers_are_those_that_are_there_where_all_is_in_order(policy, tables):
    for part, _, cells_of_it in parts(policy, tables):
        said = dict(part.said.offers)
        for _, cell in cells_of_it:
            always, in_order = cell.verdict.offers, cell.in_order.offers
            assert part.said.offered(OFFERED) == [
                name for name in always if OFFERED in (always[name], in_order.get(name))
            ]
            assert all(said[name] == always[name] for name in always if name not in part.said.only_in_order)
            assert all(always[name] != OFFERED == in_order[name] for name in part.said.only_in_order)


def test_neighbours_that_say_the_same_are_one(policy, tables):
    for sheet in sheets(policy, tables):
        assert all(one.parts != next_.parts for one, next_ in pairwise(sheet.lines))
        for line in sheet.lines:
            for one, next_ in pairwise(line.parts):
                assert one.said[:-1] != next_.said[:-1] or not {*one.said.reasons} & {*next_.said.reasons}


def test_the_made_up_tables_say_things_once():
    """Two tables, as the network differs; silver and gold never do."""
    policy = compiled()
    in_cloud, own = sheets(policy, make_tables(policy, TODAY))
    assert in_cloud.columns == own.columns == ((0,), (1, 2), (3,), (4,), (5,))
    said = {(at, *line.values): line.parts for at, sheet in enumerate((in_cloud, own)) for line in sheet.lines}
    assert [(part.span, part.said.reasons) for part in said[0, "fax"]] == [(5, ("no-fax",))]
    assert [(part.span, part.said.reasons) for part in said[1, "network"]] == [(5, ("no-own-network",))]
    assert [part.span for part in said[0, "intercom"]] == [1, 2, 1, 1]


def test_the_page_shows_every_cell_in_every_language(policy, library, tables, pages):
    for language, page in pages.items():
        words, labels = library.words[language], {offer.id: offer.label for offer in policy.offers}
        for element, (part, _, _) in zip(page.findall(".//td"), parts(policy, tables), strict=True):
            assert element.get("data-status").split() == list(part.said.possible)
            assert int(element.get("colspan", 1)) == part.span and element.get("data-columns")
            chips = [chip.get("data-status") for chip in element.iter("span")]
            assert chips == [
                *part.said.in_order,
                *(each for each in part.said.possible if each not in part.said.in_order),
            ]
            links = [link.get("href") for link in element.iter("a")]
            assert links == ["../../" + words.clauses[policy.id][name].href for name in part.said.reasons]
            for name in part.said.offered(OFFERED):
                assert SHORT + name in words_of(element.find(".//summary"))
            for name in part.said.offered(UNCLEAR, OPEN):
                assert words.gettext(labels[name]) in words_of(element)


def test_an_open_cell_names_every_fact_that_it_depends_on(policy, library, tables, pages):
    for language, page in pages.items():
        words = library.words[language]
        explained = " ".join(words_of(each) for each in page.findall(".//section/p"))
        for element, (_, _, cells_of_it) in zip(page.findall(".//td"), parts(policy, tables), strict=True):
            for name in {name for _, cell in cells_of_it for name in cell.verdict.questions}:
                fact = policy.fact(name)
                label, text = words.gettext(fact.label), words_of(element)
                title = words.gettext(policy.groups[fact.group].title) if fact.group else None
                assert label in text or (title and title in text and label in explained), (element, name)


def one_table(data):
    """Nothing but a restart tells the two places apart."""
    data["rules"]["own-network"]["when"] = "issue == network"
    data["rules"]["restart-first"]["when"] = "not restarted and hosting == own"


def test_what_counts_in_one_place_only_says_so(acme):
    policy = compiled(one_table)
    (sheet,) = sheets(policy, make_tables(policy, TODAY))
    page = rendered(policy, acme, "en")
    assert len(sheet.tables) == 2 and not page.findall(".//nav")
    text = words_of(page.find(".//td[@data-columns='Platinum']")).partition("Depends on: ")[2]
    assert text == "Seats, Latest version (In the cloud of Acme), Before you ask (On a machine of your own)"


def test_offers_lead_to_every_clause_that_gives_them_a_value(policy, library, tables, pages):
    for language, page in pages.items():
        words, shown = library.words[language], {}
        for name, found in zip(page.findall(".//dt"), page.findall(".//dd"), strict=True):
            shown[name.text] = {link.get("href") for link in found.iter("a")}
        for cell in cells(tables):
            for offer in policy.offers:
                if cell.verdict.offers.get(offer.id, NOT_OFFERED) != NOT_OFFERED:
                    reasons = [each for each in cell.verdict.because if offer.id in each.offers and not each.beaten]
                    links = {"../../" + words.clauses[policy.id][each.clause].href for each in reasons}
                    assert links <= shown.get(words.gettext(offer.label), set())


def test_every_table_and_row_has_its_id_in_all_languages(policy, tables, pages):
    named = [anchor(table.given, value) for table in tables for value in (None, *(row.value for row in table.rows))]
    for page in pages.values():
        assert sorted(each.get("id") for each in page.iter() if each.get("id")) == sorted([*named, "clauses"])
        assert {link.get("href") for link in page.findall(".//nav/a")} <= {f"#{name}" for name in named}


def test_the_tabs_say_which_place_is_shown(policy, tables, pages):
    count = len(sheets(policy, tables))
    for page in pages.values():
        current = [[link.get("aria-current") for link in tabs] for tabs in page.findall(".//nav")]
        assert current == [
            ["true" if at == here else None for at in range(count)] for here in range(count) if count > 1
        ]


def test_tables_have_headings_names_and_no_styles(pages):
    for page in pages.values():
        ids = {each.get("id") for each in page.iter()}
        assert all(table.get("aria-labelledby") in ids for table in page.iter("table"))
        assert all(each.get("scope") in ("col", "row", "colgroup") for each in page.iter("th"))
        assert not [each for each in page.iter() if each.get("style")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_marker_on_each_page_is_filled_in(policy, language):
    markdown = (ROOT / "docs" / language / policy.id / "tables.md").read_text()
    url = ("" if language == "en" else f"{language}/") + f"{policy.id}/tables/"
    filled = site.fill_in(markdown, language, url, "someone@example.com")
    assert markdown.count("{{ tables }}") == 1 and "{{" not in filled.replace("{ #", "")
    assert filled.count("<table") == len(sheets(policy, make_tables(policy, TODAY)))
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
