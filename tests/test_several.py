"""A fact whose answer is several: what is read, what is decided and said, and that the proof knows it."""

import json
import random
import re
import resource
import time
from itertools import combinations, product
from urllib.parse import parse_qs

import pytest
import several
from made import SEVERAL, made_policy, made_source
from mutants.alike import are_alike
from mutants.policies import policy_mutants
from naive import Naive
from plain import read
from shared import TODAY, trials
from terminal import typing
from worked_cases import WorkedCase, departures

from checker.cli.dialogue import Cancelled, ask, numbered
from checker.core.clerk import Clerk
from checker.core.engine.answers import InputError, classify
from checker.core.engine.decide import decide, next_questions
from checker.core.engine.decided import forcing
from checker.core.engine.link import read_answers, written
from checker.core.engine.near import BETTER, changed, near_misses
from checker.core.engine.outlook import Outlook
from checker.core.model.diagram import nodes_of
from checker.core.model.serial import read_policy, write_policy
from checker.core.model.words import Clause, Words
from checker.core.words.draft import draft
from checker.core.words.said import decided_text
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import summary, view
from checker.diff.report import report
from checker.diff.sides import Edition
from checker.library.address import checker_link
from checker.library.parcels import spoken
from checker.pages.conditions_in_words import Phrases
from checker.pages.examples import find_rule_example
from checker.pages.table_page import page_text
from checker.pages.tables import make_tables
from checker.policy.grammar import ConditionError, parse
from checker.policy.problems import AuthoringError
from checker.policy.shape import check_shape
from checker.policy.source import read_yaml
from checker.proof.prove import prove

OPTIONS = ("crm", "fax", "hotel", "recorder")
CASES = [WorkedCase("packages", each) for each in read(several.FOLDER / "cases.yaml")["cases"]]
GATED = {
    "packages has crm": ["crm", "crm fax", "crm fax hotel"],
    "packages has any of [crm, fax]": ["crm", "fax", "crm fax", "fax hotel", "crm fax hotel"],
    "packages has none": [""],
    "packages has crm and packages has fax": ["crm fax", "crm fax hotel"],
}
"""Conditions, each with the answers (of these six) that make it true."""
TAKES = "it takes a list of one or more of these, or an empty list for none of them: crm, fax, hotel, recorder."
SOME = ("", "crm", "fax", "hotel", "crm fax", "fax hotel", "crm fax hotel")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("packages")


@pytest.fixture(scope="module")
def subject(folder):
    return several.subject(several.data(), folder)


@pytest.fixture(scope="module")
def policy(subject):
    return subject.exploration.policy


@pytest.fixture(scope="module")
def words(subject):
    return subject.words["en"]


@pytest.fixture(scope="module")
def naive():
    return several.naive(several.data())


def every_answer(naive):
    """All answer sets, whole and partial: each fact answered, said to be unknown, or left out."""
    values = {name: [*naive.values(name, TODAY), None, ...] for name in naive.facts}
    for each in product(*values.values()):
        yield {name: value for name, value in zip(values, each, strict=True) if value is not ...}


def judged(verdict):
    """What a verdict says, as the second evaluator says it."""
    if verdict.status == "not-covered":
        return ("not-covered",)
    terms = tuple(
        (each.term.id, next(at for at, case in enumerate(each.term.cases) if case is each.case))
        for each in verdict.terms
    )
    return verdict.status, tuple(verdict.offers.items()), terms, tuple(each.id for each in verdict.actions)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.data["name"])
def test_a_worked_case(policy, case):
    verdict = decide(policy, case.data["answers"], TODAY)
    assert not departures(case, verdict), verdict


def test_whole_and_partial_verdicts_are_those_of_the_second_evaluator(policy, naive):
    for answers in every_answer(naive):
        verdict = decide(policy, answers, TODAY)
        found = {naive.judge(each, TODAY) for each in naive.completions(answers, TODAY)}
        assert {*verdict.possible} == {each[0] for each in found}, answers
        if len(found) == 1:
            assert verdict.final and judged(verdict) == found.pop(), answers
        else:
            assert not verdict.final, answers


@pytest.mark.parametrize("condition", GATED)
def test_conditions_are_as_worked_out_by_hand(condition, folder):
    def about(data):
        data["facts"] = {name: data["facts"][name] for name in ("role", "packages")}
        data["rules"] = {name: data["rules"][name] for name in ("everybody", "nothing-bought", "phone", "visit")}
        data["rules"]["nothing-bought"]["when"] = condition
        del data["tables"]

    def denied(data):
        about(data)
        data["rules"]["nothing-bought"]["when"] = f"not ({condition})"

    for edit, wanted in ((about, True), (denied, False)):
        made = several.data(edit)
        policy, naive = several.compiled(made, folder), several.naive(made)
        for text in SOME:
            answers = {"role": "customer", "packages": text.split()}
            is_true = (text in GATED[condition]) is wanted
            assert (decide(policy, answers, TODAY).status == "not-covered") is is_true, text
            assert (naive.judge(answers, TODAY) == ("not-covered",)) is is_true, text
        for packages in ([], ["crm"], None):
            unasked = decide(policy, {"role": "partner", "packages": packages}, TODAY)
            assert (unasked.status == "not-covered") is not wanted


@trials(30, 300)
def test_on_random_policies_the_engine_agrees_with_the_second_evaluator(trials):
    for number in range(trials):
        policy, chance = made_policy(number, SEVERAL), random.Random(number)
        naive = Naive(several.FILE, made_source(number, SEVERAL).data)
        for _ in range(4):
            answers = {name: chance.choice(naive.values(name, TODAY)) for name in naive.facts}
            assert judged(decide(policy, answers, TODAY)) == _without_open_terms(naive.judge(answers, TODAY)), number
            for name in chance.sample(list(answers), 2):
                answers[name] = None
            verdict = decide(policy, answers, TODAY)
            found = {naive.judge(each, TODAY)[0] for each in naive.completions(answers, TODAY)}
            assert {*verdict.possible} == found, (number, answers)


def _without_open_terms(said):
    status, *rest = said
    return (status, rest[0], tuple(each for each in rest[1] if each[1] >= 0), rest[2]) if rest else said


def test_properties_are_proven(subject):
    assert {name: proof.failures for name, proof in prove(subject) if proof.failures} == {}


def test_answer_sets_are_counted(subject):
    exploration = subject.exploration
    # A partner; a customer with one of 8 sets without the recorder; with one of 8 with it, and a backup or not.
    assert sum(exploration.answer_sets.values()) == 1 + 8 + 8 * 2
    # Each of these with "I don't know" for role (1), packages (1), or the backup (8).
    assert exploration.answer_sets_with_unknown == 1 + 1 + (1 + 8 + 8 * 3)


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda data: data["rules"]["fax"].update(when="packages has fax and role == partner"), "changes no verdict"),
        (lambda data: add_idle(data), "No answer to “packages.idle” can"),
    ],
)
def test_the_proof_finds_what_is_wrong(folder, edit, said):
    assert any(said in each for each in _failures(several.subject(several.data(edit), folder)))


def add_idle(data):
    data["facts"]["packages"]["options"]["idle"] = "Idle"
    data["rules"]["nothing-bought"]["when"] = "role == customer and not packages has any of [crm, fax, hotel, recorder]"


def _failures(subject):
    return [failure.what for _, proof in prove(subject) for failure in proof.failures]


def test_the_mutants_of_the_rules_are_found_out(policy, folder):
    survivors, tried = [], 0
    for mutant in policy_mutants(several.data(lambda data: data.update(readings={}))):
        if mutant.name.startswith("rules/") and "/when: " in mutant.name:
            tried += 1
            try:
                found = several.compiled(mutant.data, folder)
            except AuthoringError:
                continue
            missed = not any(departures(each, decide(found, each.data["answers"], TODAY)) for each in CASES)
            if missed and not are_alike(found, policy):
                survivors.append(mutant.name)
    assert tried > 20 and survivors == []


@pytest.mark.parametrize("count", [6, 12])
def test_independent_options_do_not_multiply(count, folder):
    began, made = time.process_time(), several.subject(several.many(count), folder)
    policy = made.exploration.policy
    assert len(nodes_of([*policy.matters, *(rule.active for rule in policy.rules)])) < 60 * count
    assert _failures(made) == []
    assert time.process_time() - began < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss < 1_000_000  # KB; much of it is the tests' own
    assert sum(made.exploration.answer_sets.values()) == 9 * 2**count


def test_a_policy_is_written_and_read_back(policy):
    text = json.dumps(write_policy(policy))
    again = read_policy(json.loads(text))
    assert json.dumps(write_policy(again)) == text
    assert [each.id for each in again.variables] == [each.id for each in policy.variables]
    assert '"variables"' not in text
    for case in CASES:
        found = [
            document(decide(each, case.data["answers"], TODAY), Words(clauses=_quoted())) for each in (policy, again)
        ]
        assert found[0] == found[1]


def _quoted():
    names = ("scope", "packages-only", "hotel-with-crm", "fax-in-part", "backup", "by-phone", "by-mail", "visits")
    return {"packages": {name: Clause("A clause.", "#") for name in (*names, "four-hours", "one-day")}}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (["crn"], f"Policy packages: “crn” is not an answer to packages; {TAKES} Did you mean “crm”?"),
        (["crm", "fax", "crm"], "Policy packages: the answer to packages lists “crm” twice."),
        ("crm", f"Policy packages: “crm” is not an answer to packages; {TAKES}"),
        ([["crm"]], f"Policy packages: “[…]” is not an answer to packages; {TAKES}"),
        ({"crm": True}, f"Policy packages: “{{…}}” is not an answer to packages; {TAKES}"),
        (["x" * 3000], "The answers are longer than 2,000 characters in all."),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused(policy, answer, said):
    with pytest.raises(InputError) as refusal:
        decide(policy, {"packages": answer}, TODAY)
    assert str(refusal.value) == said


def test_a_list_is_taken_in_any_order(policy):
    found = [classify(policy, {"packages": list(each)}, TODAY) for each in (("hotel", "crm"), ("crm", "hotel"))]
    assert found[0] == found[1] == {1: 0, 2: 1, 3: 0, 4: 1}
    assert classify(policy, {"packages": []}, TODAY) == {1: 1, 2: 1, 3: 1, 4: 1}
    assert classify(policy, {"packages": None}, TODAY) == {}


def test_links_are_read_as_they_are_written(policy):
    subsets = [list(each) for size in range(5) for each in combinations(OPTIONS, size)]
    for packages in (*subsets, None):
        answers = {"role": "customer", "packages": packages}
        link = checker_link("packages", answers)
        query = {name: value for name, (value,) in parse_qs(link.partition("?")[2]).items()}
        assert query == written(answers)
        assert read_answers(policy, query, TODAY) == answers
    assert checker_link("packages", {"packages": ["crm", "fax"]}) == "checker/#packages?packages=crm,fax"
    assert written({"packages": []}) == {"packages": "none"}
    for wrong in ("", "crm,", "crm,crm", "crm fax", "none,crm", "crm,none", "CRM", ",", "crm+fax", "colour"):
        assert read_answers(policy, {"packages": wrong}, TODAY) == {}, wrong


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"packages": ["hotel"]}, "Not covered: you do not have the CRM package, and you have the hotel package."),
        ({"packages": []}, "Not covered: you have none of the packages."),
        ({"packages": ["fax"]}, "Limited: you have the fax package."),
        ({"packages": ["crm"]}, "Nothing in your answers prevents it."),
    ],
)  # fmt: skip
def test_the_verdict_says_by_which_of_them_it_comes(policy, words, answers, said):
    assert decided_text(decide(policy, {"role": "customer", **answers}, TODAY), words) == said


def test_the_answers_that_decide_are_the_fewest(policy, naive):
    for answers in every_answer(naive):
        verdict = decide(policy, answers, TODAY)
        if verdict.status:
            kept = [policy.position(name) for name in verdict.decided_by]
            known = verdict.outlook.counted()
            assert kept == list(forcing(policy.status, known, policy.order))
            for size in range(len(kept)):
                for fewer in combinations(known, size):
                    assert not _forces(policy, {at: known[at] for at in fewer}), answers


def _forces(policy, known):
    return len(Outlook(policy, known, frozenset()).statuses) == 1


def test_near_misses_are_those_of_brute_force(policy, naive):
    """One option more or fewer is one step."""
    for answers in every_answer(naive):
        verdict = decide(policy, answers, TODAY)
        if verdict.status not in BETTER or verdict.questions or None in answers.values():
            continue
        found = near_misses(verdict)
        steps = {sum(bool(change.words) for change in near.changes) for near in found}
        reached = _reached(naive, answers, verdict.status)
        assert steps == ({min(reached)} if reached else set()), answers
        if found:
            assert sorted(json.dumps(changed(verdict, near)) for near in found) == sorted(reached[min(reached)])


def _reached(naive, answers, status):
    """By number of steps, the changes that lead to something better."""
    case, found = naive.case(answers, TODAY), {}
    present = {name: answers.get(name) for name in naive.facts if case.asked(name)}
    wanted = {
        name: {str(value): value for value in [present[name], *case.attainable(name)]}.values() for name in present
    }
    for values in product(*wanted.values()):
        after = dict(zip(wanted, values, strict=True))
        steps = sum(_steps(present[name], after[name]) for name in after)
        possible = {naive.judge(each, TODAY)[0] for each in naive.completions(after, TODAY)}
        if steps and possible <= {*BETTER[status]}:
            changes = {name: value for name, value in after.items() if value != present[name]}
            found.setdefault(steps, []).append(json.dumps(changes))
    return found


def _steps(one, other):
    return len({*one} ^ {*other}) if isinstance(one, list) else int(one != other)


def test_a_near_miss_is_said_with_all_that_is_then_the_answer(policy, words):
    verdict = decide(policy, {"role": "customer", "packages": ["hotel"]}, TODAY)
    (near,) = document(verdict, words)["near_misses"]
    assert near["text"] == "If you buy the CRM package, this is covered."
    assert near["changes"] == [
        {
            "fact": "packages",
            "answer": ["crm", "hotel"],
            "label": "Packages",
            "text": "The CRM package, The hotel package",
        }
    ]
    (section,) = (each for each in view(verdict, words)["sections"] if each["id"] == "near")
    assert section["items"][0]["answers"] == {"packages": "crm,hotel"}


def test_what_is_not_known_as_a_whole_is_not_changed_in_part(folder):
    def hotel_for_all(data):
        data["rules"]["hotel-alone"]["when"] = "role == customer and not packages has crm"

    policy = several.compiled(several.data(hotel_for_all), folder)
    verdict = decide(policy, {"role": "customer", "packages": None}, TODAY)
    assert verdict.status is None and near_misses(verdict) == ()


def test_the_summary_names_all_and_marks_what_decided(policy, words):
    verdict = decide(policy, {"role": "customer", "packages": ["hotel", "fax"]}, TODAY)
    assert summary(verdict, words)[1] == {
        "fact": "packages",
        "label": "Packages",
        "answer": "The fax package, The hotel package",
        "decided": True,
    }
    none = summary(decide(policy, {"role": "customer", "packages": []}, TODAY), words)
    assert none[1]["answer"] == "None of these options"


def test_the_question_comes_once_and_as_a_whole(policy):
    verdict = decide(policy, {"role": "customer"}, TODAY)
    assert verdict.questions == ("packages", "backed_up") and next_questions(verdict) == ("packages",)
    ignored = decide(policy, {"role": "partner", "packages": ["crm", "fax"]}, TODAY)
    assert ignored.ignored == ("packages",)


def test_the_browser_gets_the_same_as_scripts(policy, words):
    clauses = {name: [each.text, each.href] for name, each in words.clauses["packages"].items()}
    clerk = Clerk([json.dumps(spoken("en", {}))], [b""])
    told = {"language": "en", "clauses": clauses, "messages": {}}
    clerk.learn(json.dumps({"model": write_policy(policy), "words": [told]}))
    answers = {"role": "customer", "packages": ["hotel"]}
    link = {"version": "2026.10", "answers": {"role": "customer", "packages": "crm,hotel"}}
    request = {"policy": "packages", "answers": answers, "today": "2026-11-22", "link": link}
    reply = json.loads(clerk.reply(json.dumps(request), json.dumps({**write_policy(policy), "version": "2026.10"})))
    assert reply["verdict"] == document(decide(policy, answers, TODAY), words)
    assert reply["view"]["sections"][0]["items"][1] == {"label": "Status", "text": "before: Covered"}
    assert 'answers: {"role": "customer", "packages": ["hotel"]}' in reply["case"]
    twice = json.loads(clerk.reply(json.dumps({**request, "answers": {"packages": ["crm", "crm"]}})))
    assert twice == {"error": "Policy packages: the answer to packages lists “crm” twice."}


def test_a_draft_names_all_of_them(folder):
    def drafting(data):
        channels = [{"clause": "by-mail", "text": "Write to Bolt."}]
        data["draft"] = {"languages": ["en"], "subject": "packages", "channels": channels}

    made = several.subject(several.data(drafting), folder)
    verdict = decide(made.exploration.policy, {"role": "customer", "packages": ["hotel", "crm"]}, TODAY)
    found = draft(verdict, made.words["en"])
    assert found["subject"] == "Support request: The CRM package, The hotel package"
    assert "- Packages: The CRM package, The hotel package\n" in found["text"]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("packages has crm", "you have the CRM package"),
        ("not packages has crm", "your answer to “Packages” does not include “The CRM package”"),
        ("packages has none", "you have none of the packages"),
        ("not packages has none", "it is not the case that you have none of the packages"),
        ("packages has any of [crm, fax]", "your answer to “Packages” includes “The CRM package” or “The fax package”"),
        ("role == customer and packages has fax", "you are a customer, and you have the fax package"),
    ],
)
def test_conditions_in_words(policy, condition, said):
    assert Phrases(policy, several.file(), Words()).condition(condition) == said


def test_an_example_of_each_rule_lets_it_decide(policy):
    for rule in policy.rules:
        answers = find_rule_example(policy, rule, TODAY)
        assert answers is not None
        assert decide(policy, answers, TODAY).outlook.settled(rule.active) is True, rule.id


def test_tables_have_a_line_for_each_option_alone_and_for_none(policy, words):
    (table,) = make_tables(policy, TODAY)
    assert [row.value for row in table.rows] == [["crm"], ["fax"], ["hotel"], ["recorder"], []]
    text = page_text(policy, [table], words, "", {})
    for said in ("only “The CRM package”", "None of these options", 'id="table-none"', 'id="table-hotel"'):
        assert said in text


def test_a_difference_is_shown_by_an_example(policy, folder):
    def without_fax(data):
        data["rules"]["fax"]["when"] = "packages has fax and not packages has crm"

    present = several.compiled(several.data(without_fax), folder)
    (found,) = report(Edition({"packages": policy}), Edition({"packages": present}), TODAY)["policies"]
    assert found["answer_sets"] == 1 + 8 + 8 * 2
    # Those with both, with the hotel package or not, without the recorder or with one that is backed up.
    assert found["changed"] == 2 + 2
    example = found["clauses"][0]["example"]
    assert {"crm", "fax"} <= {*example["answers"]["packages"]} and "The CRM package" in example["words"]
    assert "packages=crm,fax" in example["link"]


def test_an_option_that_only_one_version_has(policy, folder):
    def with_pager(data):
        data["facts"]["packages"]["options"]["pager"] = "The pager"
        data["rules"]["fax"]["when"] = "packages has any of [fax, pager]"

    present = several.compiled(several.data(with_pager), folder)
    (found,) = report(Edition({"packages": policy}), Edition({"packages": present}), TODAY)["policies"]
    assert found["answer_sets"] == 1 + 8 + 8 * 2 and found["only_new"] == 8 + 8 * 2 and found["only_old"] == 0
    assert found["changed"] == 0


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ("packages == crm", "“packages” is of type several and cannot be compared by “==”."),
        ("packages in [crm]", "“packages” is of type several and cannot be compared by “in”."),
        ("packages", "“packages” alone is not a condition: the fact is of type several."),
        ("packages has crn", "“crn” is not an option of “packages”."),
        ("packages has any of [crm, fex]", "“fex” is not an option of “packages”."),
        ("role has partner", "“role” is of type choice and cannot be compared by “has”."),
        ("role has none", "“role” is of type choice and cannot be compared by “has none”."),
    ],
)
def test_mistakes_in_conditions(folder, condition, said):
    def wrong(data):
        data["rules"]["fax"]["when"] = condition

    with pytest.raises(AuthoringError) as refusal:
        several.compiled(several.data(wrong), folder)
    assert [each.what for each in refusal.value.problems] == [said]


@pytest.mark.parametrize(
    ("condition", "near"),
    [
        ("packages has", "the end"), ("packages has any of crm", "crm"), ("packages has any of []", "]"),
        ("packages has crm, fax", ", fax"), ("has crm", "has crm"), ("packages has none of [crm]", "of [crm]"),
    ],
)  # fmt: skip
def test_what_cannot_be_read(condition, near):
    with pytest.raises(ConditionError, match=re.escape(f"at “{near}”")):
        parse(condition)


def test_options_may_begin_like_the_words_of_conditions():
    assert parse("packages has none-such").values == ("none-such",)
    assert parse("packages has any").values == ("any",)
    assert parse("packages has any-of").values == ("any-of",)
    assert parse("packages has any of [any, none-such]").values == ("any", "none-such")
    assert parse("has_crm").fact == "has_crm"


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda data: data["facts"]["packages"]["can become"].update({"not crn": {"as": "x"}}),
         "There is no answer “not crn”."),
        (lambda data: data["facts"]["packages"]["said"].update({"both": "x"}), "There is no answer “both”."),
        (lambda data: data.update(compare={"subject": "packages"}), "There is no fact “packages” with options."),
    ],
)  # fmt: skip
def test_mistakes_in_the_fact(folder, edit, said):
    with pytest.raises(AuthoringError) as refusal:
        several.compiled(several.data(edit), folder)
    assert [each.what for each in refusal.value.problems] == [said]


def test_no_option_is_called_none(tmp_path):
    path = tmp_path / "packages.yaml"
    path.write_text(several.FILE.read_text().replace("{crm: The CRM package,", "{crm: The CRM package, none: No,"))
    (problem,) = check_shape(read_yaml(path))
    assert problem.what == "“none” cannot be a name."


@pytest.mark.parametrize(
    ("typed", "answer"),
    [("3, 1", ["crm", "hotel"]), ("9" + "\x7f" + "2", ["fax"]), ("0", []), ("", None)],
)
def test_a_terminal_asks_for_them_by_number(policy, words, monkeypatch, typed, answer):
    shown = []
    monkeypatch.setattr("questionary.print", lambda text, **_: shown.append(text))
    keys = f"\x1b[B\r{typed}\r\r"  # a customer; these; and whatever comes next
    try:
        answers = typing(keys, lambda: ask(policy, words, TODAY))
    except Cancelled:
        answers = {}
    assert answers["packages"] == answer
    assert shown[2:7] == ["  1  The CRM package", "  2  The fax package", "  3  The hotel package", "  4  The recorder",
                          "  0  None of these options"]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "options"),
    [("1", ["crm"]), ("3, 1", ["crm", "hotel"]), ("1,1", ["crm"]), ("0", []), ("0,1", None), ("5", None), ("x", None),
     ("1,", None), ("", None)],
)  # fmt: skip
def test_numbers_typed_in_a_terminal(typed, options):
    assert numbered(typed, OPTIONS) == options
