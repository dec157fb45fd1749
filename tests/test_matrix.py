"""Terms that are tables: compiled to cases, judged as by hand, proven, shown as tables, and refused where wrong."""

import re
from dataclasses import replace
from itertools import chain, combinations, product
from xml.etree import ElementTree

import pytest
from bolt import FILE, FOLDER, clauses, compiled, source, spoken_in, subject, written
from mutants.policies import policy_mutants
from naive import Naive
from plain import read
from shared import TODAY
from worked_cases import KEYS, WorkedCase, departures

from checker.core.engine.decide import decide
from checker.core.engine.near import near_misses
from checker.core.model.policy import NOT_COVERED
from checker.pages.comparison import compare
from checker.pages.evidence import Evidence
from checker.pages.table_page import page_text
from checker.pages.tables import make_tables
from checker.pages.worked import Worked
from checker.policy.compile import compile_policy
from checker.policy.problems import AuthoringError
from checker.policy.waits import may_wait_longer
from checker.policy.written import read_written
from checker.proof.cells import prove_cells
from checker.proof.explore import Exploration
from checker.proof.prove import prove
from checker.proof.subject import Subject

CASES = [WorkedCase("bolt", each) for each in read(FOLDER / "cases.yaml")["cases"]]
MAJOR = "            major: {value: {working-hours: 8}, text: 8 working hours}\n"
MINOR_PREMIUM = "minor: {value: {working-hours: 8}, text: 8 working hours}"
TABLE = FILE.read_text(encoding="utf-8").partition("    matrix:\n")[2].partition("\n  hourly-rate:")[0]
AS_CASES = (
    f"    matrix:\n{TABLE}",
    """    cases:
      - {when: plan == premium and severity == critical, clause: premium-critical, value: {hours: 1}, text: 1 hour}
      - {when: issue == outage, clause: standard-times, value: {days: 1}, text: A day}
""",
)
UNREAD_TOO = ("readings:", "informative: {premium-times: A test., hourly-no-time: A test.}\nreadings:")
UNREAD = ("readings:", "informative: {hourly-no-time: A test.}\nreadings:")
NO_PLAN = "        none: {clause: hourly-no-time, value: none, text: No time is promised}\n"


def refuted(*changes):
    """By property, its failures."""
    return {name: proof.failures for name, proof in prove(subject(*changes)) if proof.failures}


def refusals(*changes):
    """What the compiler says, each with its line."""
    with pytest.raises(AuthoringError) as caught:
        compile_policy(written(*changes), clauses())
    return [(each.what, each.place.line, each.hint) for each in caught.value.problems]


def line_of(text, *changes):
    """The line on which the text begins after the changes."""
    whole = FILE.read_text(encoding="utf-8")
    for old, new in changes:
        whole = whole.replace(old, new)
    return whole[: whole.index(text)].count("\n") + 1


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.data["name"])
def test_a_worked_case(case):
    assert set(case.data) <= KEYS
    assert not departures(case, decide(compiled(), case.data["answers"], TODAY))


def test_the_second_evaluator_says_the_same_of_every_answer_set():
    """Of partial ones too: a term is stated if all completions state the same."""
    naive = Naive(FILE)
    judged = [(answers, naive.judge(answers, TODAY)) for answers in naive.completions({}, TODAY)]
    for known in partial_answers(naive):
        agreeing = [said for answers, said in judged if known.items() <= answers.items()]
        verdict = decide(compiled(), known, TODAY)
        assert set(verdict.possible) == {each[0] for each in agreeing}
        if NOT_COVERED not in verdict.possible:
            first, *others = [dict(each[2]) for each in agreeing]
            settled = {name: at for name, at in first.items() if at >= 0 and all(each[name] == at for each in others)}
            assert {each.term.id: each.term.cases.index(each.case) for each in verdict.terms} == settled


def partial_answers(naive):
    """Every set of answers, whole or not."""
    for names in chain.from_iterable(combinations(naive.facts, size) for size in range(len(naive.facts) + 1)):
        for values in product(*(naive.values(name, TODAY) for name in names)):
            yield dict(zip(names, values, strict=True))


def test_the_policy_holds_every_property():
    assert refuted() == {}


def test_a_higher_level_that_waits_longer_is_refuted():
    found = refuted((MINOR_PREMIUM, MINOR_PREMIUM.replace("8", "30")))
    ((name, (failure,)),) = found.items()
    assert name == "A higher level never loses an offer, worsens the status or waits longer"
    assert failure.what == "Going up from plan = standard to premium makes “first-response” worse."


def test_a_higher_level_may_wait_longer_by_a_clause():
    longer = (MINOR_PREMIUM, MINOR_PREMIUM.replace("8", "30"))
    entry = "  - {fact: plan, option: premium, loses: first-response, clause: premium-times}\n"
    assert refuted(longer, ("losses:\n", f"losses:\n{entry}")) == {}
    (failure,) = refuted(("losses:\n", f"losses:\n{entry}"))[
        "A higher level never loses an offer, worsens the status or waits longer"
    ]
    assert failure.what == "Listed under “losses”, but plan = premium does not lose “first-response”."


@pytest.mark.parametrize(
    ("below", "above", "longer"),
    [
        ({"hours": 4}, {"hours": 4}, False),
        ({"hours": 4}, {"minutes": 241}, True),
        ({"days": 1}, {"hours": 24}, False),
        ({"working-hours": 4}, {"hours": 4}, False),
        ({"hours": 4}, {"working-hours": 1}, True),
        ({"working-days": 1}, {"working-hours": 2}, True),
        ({"working-hours": 9}, {"working-days": 1}, True),
        ({"working-days": 2}, {"working-days": 1}, False),
        ({"working-days": 1}, {"hours": 1}, True),
        ({"hours": 4}, "none", True),
        ({"hours": 4}, None, True),
        ("none", {"days": 9}, False),
        (None, None, False),
    ],
)
def test_which_of_two_times_may_be_longer(below, above, longer):
    """By the clock and in working time; how long a working day is, nobody says."""
    assert may_wait_longer(below, above) is longer


@pytest.mark.parametrize(
    ("changes", "what", "at", "hint"),
    [
        (
            [(MAJOR, "")],
            "The row “standard” lacks the cell major.",
            "          clause: standard-times",
            "Where the vendor promises nothing, a cell with a clause and the value none says so.",
        ),
        ([(NO_PLAN, ""), UNREAD], "The row “none” of “plan” is missing.", "rows: plan", "Write it."),
        (
            [("            minor: {value: {working-hours: 24}", "            minr: {value: {working-hours: 24}")],
            "“minr” is not an answer to “severity”.",
            "            minr",
            "Did you mean “minor”?",
        ),
        (
            [("        premium:\n          clause", "        premum:\n          clause")],
            "“premum” is not an answer to “plan”.",
            "          clause: premium-times",
            "Did you mean “premium”?",
        ),
        ([("rows: plan", "rows: plans")], "There is no fact “plans” with options.", "rows: plans", "mean “plan”?"),
        (
            [("columns: severity", "columns: plan")],
            "“plan” is the fact of the rows already.",
            "columns: plan",
            "Choose another.",
        ),
        (
            [("          clause: standard-times\n", "")],
            "The cell “minor” has no clause.",
            "            minor",
            "Write one here, or for the whole row.",
        ),
        (
            [("          clause: standard-times", "          clause: standard-time")],
            "There is no clause “standard-time”.",
            "          clause: standard-time",
            "Did you mean “standard-times”?",
        ),
        (
            [("{working-hours: 24}", "{workinghours: 24}")],
            "The value is no time to wait.",
            "            minor: {value: {workinghours",
            "working-hours",
        ),
    ],
)  # fmt: skip
def test_a_table_that_is_wrong_is_refused_at_its_place(changes, what, at, hint):
    found = refusals(*changes)
    places = [(line, said) for each, line, said in found if each == what]
    assert [line for line, _ in places] == [line_of(at.rstrip("\n"), *changes)], found
    assert hint in places[0][1]


def test_a_row_that_is_there_twice_is_refused_at_its_place():
    again = ("        premium:\n          clause", "        standard:\n          clause")
    with pytest.raises(AuthoringError) as caught:
        written(again)
    (problem,) = caught.value.problems
    assert problem.what == "“standard” is written here twice."
    assert problem.place.line == line_of("        standard:\n          clause: premium", again)


UNHELPED = [
    (NO_PLAN, ""),
    (
        "when: plan == none and issue != training\n    clauses: [hourly]",
        "when: plan == none and issue == question\n    clauses: [hourly, hourly-no-time]",
    ),
    ("    when: issue == training\n", "    when: issue == training or (plan == none and issue == outage)\n"),
]
"""Without a plan, nothing is covered where there is a severity."""


def test_a_cell_that_no_answers_reach_is_left_out():
    """Nothing is stated where nothing is covered."""
    assert refuted(*UNHELPED) == {}


def test_a_cell_that_is_there_in_vain_is_refuted():
    uncovered = "    when: issue == training or (plan == premium and severity == critical)\n"
    found = refuted(("    when: issue == training\n", uncovered))
    assert [failure.what for failures in found.values() for failure in failures] == [
        "Case 7 of the term “first-response” (premium-critical) is never stated."
    ]


def test_a_verdict_that_states_another_cell_is_refuted():
    """The proof reads the file, not what the compiler made of it."""
    proven = subject()
    term, *others = proven.exploration.policy.terms
    moved = replace(term, cases=(*term.cases[:1], term.cases[2], term.cases[1], *term.cases[3:]))
    broken = Subject(
        Exploration(replace(proven.exploration.policy, terms=(moved, *others))), proven.file, proven.docs, {}
    )
    assert [failure.what for failure in prove_cells(broken).failures] == [
        "The table of “first-response” has another value at standard, minor.",
        "The table of “first-response” has another value at standard, major.",
    ]


def test_a_table_without_a_value_is_refuted():
    proven, lacking = subject(), written((MAJOR, ""))
    found = prove_cells(Subject(proven.exploration, lacking, proven.docs, {})).failures
    assert [failure.what for failure in found] == ["The table of “first-response” has no value at standard, major."]


@pytest.mark.parametrize(
    ("changes", "shown"),
    [
        (
            (),
            [
                ("First response, No plan", ""),
                ("No time is promised", "hourly-no-time"),
                ("First response, Standard", ""),
                ("Minor: 24 working hours", "standard-times"),
                ("Major: 8 working hours", "standard-times"),
                ("Critical: 4 working hours", "standard-times"),
                ("First response, Premium", ""),
                ("Minor: 8 working hours", "premium-times"),
                ("Major: 4 hours, day and night", "premium-times"),
                ("Critical: 1 hour, day and night", "premium-critical"),
            ],
        ),
        (
            [AS_CASES, UNREAD_TOO],
            [
                ("First response, No plan", ""),
                ("A day", "standard-times"),
                ("First response, Standard", ""),
                ("A day", "standard-times"),
                ("First response, Premium", ""),
                ("Minor, Major: A day", "standard-times"),
                ("Critical: 1 hour", "premium-critical"),
            ],
        ),
    ],
    ids=["a table", "cases by two choices"],
)
def test_the_comparison_says_whose_each_value_is(changes, shown):
    """Never a list of values alone, whichever way the policy file says it."""
    rows = compare([compiled(*changes)], spoken_in("en"))
    (cell,) = next(row.cells for row in rows if row.label == "Response time")
    assert [(text, href.partition("#")[2]) for text, href in cell] == shown


def test_a_value_that_hangs_on_more_than_two_choices_must_say_whose_it_is():
    three = (AS_CASES[0], AS_CASES[1].replace("plan == premium", "plan == premium and contact"))
    assert refusals(three, UNREAD_TOO)[0][0] == (
        "The comparison cannot say whose this value is: that depends on more than two choices."
    )
    said = three[1].replace("- {", "- {for: Some, ")
    assert compiled((three[0], said), UNREAD_TOO).terms


def test_the_page_of_tables_shows_the_table():
    """With a caption, heads that say what they are of, and what is above each cell for where there is no room."""
    policy = compiled()
    text = page_text(policy, make_tables(policy, TODAY), spoken_in("en"), "../", {})
    page = ElementTree.fromstring(re.sub("<input[^>]*", r"\g<0>/", text))
    (table,) = [each for each in page.iter("table") if each.get("id") == "term-first-response"]
    heads = [["".join(each.itertext()) for each in row.findall("th")] for row in table.findall("thead/tr")]
    assert "".join(table.find("caption").itertext()) == "First response, by Plan and Severity"
    assert heads == [["Plan", "Severity"], ["Minor", "Major", "Critical"]]
    assert {each.get("scope") for each in table.findall("thead/tr/th")} == {"col", "colgroup"}
    rows = {
        "".join(row.find("th[@scope='row']").itertext()): [
            (each.get("data-columns"), each.get("colspan"), "".join(each.itertext()), each.find("a").get("href"))
            for each in row.findall("td")
        ]
        for row in table.findall("tbody/tr")
    }
    assert rows == {
        "No plan": [("Minor, Major, Critical", "3", "No time is promised", "../bolt/support/#hourly-no-time")],
        "Standard": [
            ("Minor", None, "24 working hours", "../bolt/support/#standard-times"),
            ("Major", None, "8 working hours", "../bolt/support/#standard-times"),
            ("Critical", None, "4 working hours", "../bolt/support/#standard-times"),
        ],
        "Premium": [
            ("Minor", None, "8 working hours", "../bolt/support/#premium-times"),
            ("Major", None, "4 hours, day and night", "../bolt/support/#premium-times"),
            ("Critical", None, "1 hour, day and night", "../bolt/support/#premium-critical"),
        ],
    }


def test_every_cell_is_on_the_page_of_evidence():
    """With its clause, and an example in which the verdict states it."""
    evidence = Evidence(Worked(written(), compiled()), spoken_in("en"))
    said = [(each.text, each.when, each.outcome) for each in evidence.of("premium-times")]
    assert said == [
        (
            "8 working hours",
            "This applies if you have the Premium plan, and the issue is minor.",
            "First response: 8 working hours",
        ),
        (
            "4 hours, day and night",
            "This applies if you have the Premium plan, and the issue is major.",
            "First response: 4 hours, day and night",
        ),
    ]


def test_mutants_of_a_table():
    """Each cell left out, and each with what its neighbour says."""
    names = [each.name for each in policy_mutants(source().data) if each.name.startswith("terms/first-response")]
    assert names[:3] == [
        "terms/first-response/matrix/cells/none: dropped",
        "terms/first-response/matrix/cells/standard/cells/minor: dropped",
        "terms/first-response/matrix/cells/standard/cells/minor: as major",
    ]
    assert len(names) == 13


def test_every_mutant_of_a_table_is_found_out():
    """By the compiler, or by a worked case."""
    for mutant in policy_mutants(source().data):
        if mutant.name.startswith("terms/first-response"):
            try:
                policy = compile_policy(read_written(replace(source(), data=mutant.data)), clauses())
            except AuthoringError:
                continue
            assert any(departures(case, decide(policy, case.data["answers"], TODAY)) for case in CASES), mutant.name


WITHOUT_CONTACT = {"plan": "premium", "issue": "question", "contact": False}
NO_CONTACT_TO_NAME = ("    can become: {yes: {as: you name a contact}}\n", "")


def test_a_lower_level_is_not_the_way_out_where_something_else_is():
    """Both are one change away, and the plan is asked first."""
    verdict = decide(compiled(), WITHOUT_CONTACT, TODAY)
    assert verdict.status == "conditional"
    assert [[(each.fact.id, each.answer) for each in near.changes] for near in near_misses(verdict)] == [
        [("contact", True)]
    ]


def test_a_lower_level_is_offered_where_nothing_else_helps():
    verdict = decide(compiled(NO_CONTACT_TO_NAME), WITHOUT_CONTACT, TODAY)
    assert [[(each.fact.id, each.answer) for each in near.changes] for near in near_misses(verdict)] == [
        [("plan", "standard")]
    ]


def test_what_is_settled_is_stated_while_the_status_is_open():
    """Covered or conditional: either way, that time is promised."""
    verdict = decide(compiled(), {"plan": "premium", "issue": "outage", "severity": "major"}, TODAY)
    assert verdict.status is None and set(verdict.possible) == {"covered", "conditional"}
    assert [(each.term.id, each.case.text) for each in verdict.terms] == [("first-response", "4 hours, day and night")]
