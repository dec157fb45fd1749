"""Versions: what a link of another version is told, and that a version is released with its verdicts."""

import json
import random
import shutil
from copy import deepcopy
from dataclasses import replace
from functools import cache

import drawn
import pytest
from naive import Naive
from shared import POLICIES, TODAY
from test_diff import FILE, a_question_less, another_entitlement, compiled, judged, longer_free_support, longer_notice

from checker.build.archive import releases
from checker.build.diff.editions import Edition
from checker.build.diff.report import report
from checker.build.library import ROOT
from checker.build.releases import gives_other_verdicts, read_release, write_release
from checker.build.shape import check_shape
from checker.build.shelf import Shelf
from checker.build.source import Source, read_yaml
from checker.cli import main
from checker.core.classes import class_count, value_of
from checker.core.engine import decide
from checker.core.link import read_answers
from checker.core.serial import read_policy, write_policy
from checker.core.versions import ACTIONS, STATUS, compare, is_newer

EDITS = [longer_notice, longer_free_support, another_entitlement, a_question_less]
SAMPLES = 60


@cache
def edited(edit, version="2026.10"):
    data = deepcopy(read_yaml(FILE).data)
    edit(data)
    return data, replace(compiled(data), version=version)


def case_of(edit, library):
    """An answer set whose verdict the edit changes."""
    old, new = (Edition({"avanzada7": policy}) for policy in (edited(edit)[1], library.policies["avanzada7"]))
    return report(old, new, TODAY)["policies"][0]["clauses"][0]["example"]["answers"]


def written(answers):
    return {name: {True: "yes", False: "no", None: "unknown"}.get(value, str(value)) for name, value in answers.items()}


@pytest.mark.parametrize("policy", POLICIES)
def test_a_version_is_released_with_the_verdicts_that_it_gives(library, policy):
    present = library.policies[policy]
    released = read_release(present)
    assert released, f"Version {present.version} of {policy} is not released: run “checker release”, commit the file."
    assert not gives_other_verdicts(released, present), (
        f"The rules of {policy} give other verdicts or ask other questions than its version {present.version}, as "
        f"it was released. Give it a new “version” in checker/policies/{policy}.yaml, then run “checker release”."
    )


@pytest.mark.parametrize("path", releases(ROOT), ids=lambda path: path.stem)
def test_every_released_version_can_still_be_read(path):
    policy = read_policy(json.loads(path.read_text()))
    assert path.stem == f"{policy.id}-{policy.version}"
    assert decide(policy, {}, TODAY).questions


@pytest.mark.parametrize("edit", EDITS)
def test_verdicts_are_the_same_where_the_second_evaluator_says_so(library, edit):
    data, former = edited(edit)
    present, evaluators = library.policies["avanzada7"], [Naive(FILE, data), Naive(FILE)]
    shared, draw, differing = {fact.id for fact in former.facts}, random.Random(1), 0
    for _ in range(SAMPLES):
        answers = {each.id: value_of(each, draw.randrange(class_count(each)), TODAY) for each in present.facts}
        sides = [{name: value for name, value in answers.items() if name in shared}, answers]
        found = compare(*(decide(policy, each, TODAY) for policy, each in zip((former, present), sides, strict=True)))
        verdicts = {judged(naive, each) for naive, each in zip(evaluators, sides, strict=True)}
        assert bool(found.parts) == bool(found.clauses) == (len(verdicts) > 1)
        differing += bool(found.parts)
    assert differing or edit is another_entitlement


@pytest.mark.parametrize(
    ("edit", "clauses"),
    [(longer_notice, ("notice-8-hours",)), (a_question_less, ("request-serial-number",))],
)
def test_the_clause_that_changed_a_verdict_is_named_alone(library, edit, clauses):
    former, answers = edited(edit)[1], case_of(edit, library)
    known = read_answers(former, written(answers), TODAY)
    found = compare(decide(former, known, TODAY), decide(library.policies["avanzada7"], answers, TODAY))
    assert found.clauses == clauses
    assert found.parts == (STATUS, ACTIONS)


def test_only_what_one_can_be_asked_of_is_taken_from_a_link(library):
    link = {"notice_hours": "12", "entitlement": "partner", "case_number_ready": "maybe", "nothing": "x"}
    link |= {"purchased_on": "2026-13-01", "purchase_volume": "unknown", "serial_number_ready": "no"}
    assert read_answers(library.policies["avanzada7"], link, TODAY) == {
        "notice_hours": 12,
        "purchase_volume": None,
        "serial_number_ready": False,
    }
    former = edited(another_entitlement)[1]
    assert read_answers(former, link, TODAY)["entitlement"] == "partner"
    numbers = {"notice_hours": "9" * 5000, "purchase_volume": "１２"}
    assert read_answers(former, numbers, TODAY) == {}


def test_versions_are_ordered_by_their_numbers():
    assert is_newer("2026.11.10", "2026.11.9") and is_newer("2026.11.1", "2026.11") and is_newer("2027.01", "2026.12")
    assert not is_newer("2026.11", "2026.11")


@pytest.fixture(scope="module")
def clerk(library):
    return drawn.clerk(library, "en")


def section(clerk, answers, version, model="", language="en"):
    link = {"version": version, "answers": written(answers)} if version else None
    request = {"policy": "avanzada7", "answers": answers, "today": TODAY.isoformat(), "link": link}
    reply = json.loads(clerk.speaking(language).reply(json.dumps(request), model))
    return [each for each in reply["view"]["sections"] if each["id"] == "version"]


def test_a_link_of_another_version_is_told_what_has_changed(library, clerk):
    answers = case_of(longer_notice, library)
    model = json.dumps(write_policy(edited(longer_notice)[1]))
    before = {
        "en": ("no longer the same", "before: Co"),
        "es": ("ya no es el mismo", "antes: "),
        "it": ("non è più", "prima: "),
    }
    for language, (said, was) in before.items():
        (found,) = section(clerk, answers, "2026.10", model, language)
        first, status, *_, clause = found["items"]
        assert "2026.10" in first["text"] and "2026.11" in first["text"] and said in first["text"]
        assert status["text"].startswith(was)
        assert clause["quote"] == library.words[language].clauses["avanzada7"]["notice-8-hours"].text
        assert clause["href"].endswith("#notice-8-hours")


@pytest.mark.parametrize(
    ("version", "known", "said"),
    [
        ("2026.10", True, "still the same"),
        ("2026.10", False, "not here to compare"),
        ("2027.01", False, "older version"),
    ],
)
def test_what_is_said_where_nothing_has_changed_or_nothing_is_known(library, clerk, version, known, said):
    model = json.dumps(write_policy(library.policies["avanzada7"])) if known else ""
    (found,) = section(clerk, case_of(longer_notice, library), version, model)
    assert len(found["items"]) == 1 and said in found["items"][0]["text"]


def test_a_link_without_a_version_or_of_the_present_one_says_nothing(clerk):
    assert section(clerk, {}, "") == section(clerk, {}, "2026.11") == []


def test_a_clause_that_is_gone_is_named_all_the_same(library, clerk):
    model = json.dumps(write_policy(edited(longer_notice)[1])).replace("notice-8-hours", "notice-12-hours")
    (found,) = section(clerk, case_of(longer_notice, library), "2026.10", model)
    gone = [each["text"] for each in found["items"] if "no longer there" in each.get("text", "")]
    assert gone == ["the clause “notice-12-hours”, which is no longer there"]


def technician_denied(data):
    data["rules"]["technician-with-hours"]["effect"] = "deny technician"


def test_an_offer_of_before_is_named_with_its_value(clerk):
    model = json.dumps(write_policy(edited(technician_denied)[1]))
    answers = {"entitlement": "hours", "issue": "dialplan", "intervention": False}
    (found,) = section(clerk, answers, "2026.10", model)
    assert found["items"][1] == {"label": "Assigned technician", "text": "before: not offered"}


def test_no_fact_can_have_the_name_of_the_version_in_links():
    source = read_yaml(FILE)
    facts = {**source.data["facts"], "rules-version": source.data["facts"]["notice_hours"]}
    (problem,) = check_shape(Source(source.path, {**source.data, "facts": facts}, source.places, source.text))
    assert "rules-version" in str(problem)


def test_release_keeps_what_is_new_and_refuses_other_verdicts(library, tmp_path, monkeypatch, capsys):
    shelf = Shelf()
    for each in ("en", "es"):
        shelf.words(each)
    for each in POLICIES:
        shelf.library(each)
    shelf.root = tmp_path
    monkeypatch.setattr("checker.cli.Shelf", lambda: shelf)
    folder = tmp_path / "checker" / "policies"
    folder.mkdir(parents=True)
    assert main(["release"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"checker/policies/history/{name}-2026.11.json" for name in POLICIES
    ]
    assert main(["release", "--lang", "es"]) == 0
    assert "ya se habían publicado" in capsys.readouterr().out
    shutil.rmtree(folder / "history")
    write_release(edited(longer_notice, "2026.11")[1], tmp_path)
    assert main(["release"]) == 2
    said = capsys.readouterr()
    assert "2026.11 of avanzada7 was released with other verdicts" in said.err and not said.out
    assert len(releases(tmp_path)) == 1
