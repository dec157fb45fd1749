"""Versions: what a link of another version is told, and that a version is released with its verdicts."""

import json
import random
import shutil
from dataclasses import replace
from functools import cache

import acme as made_up
import drawn
import pytest
from acme import FILE, shelf_of, source
from edits import a_question_less, another_role, judged, longer_contract, longer_notice
from naive import Naive
from shared import POLICIES, TODAY

from checker.cli.main import main
from checker.core.engine.decide import decide
from checker.core.engine.link import read_answers
from checker.core.engine.versions import ACTIONS, STATUS, compare, is_newer
from checker.core.model.classes import class_count, value_of
from checker.core.model.serial import read_policy, write_policy
from checker.diff.releases import gives_other_verdicts, read_release, write_release
from checker.diff.report import report
from checker.diff.sides import Edition
from checker.library.archive import clause_texts, releases
from checker.places import ROOT
from checker.policy.clauses import LANGUAGES
from checker.policy.shape import check_shape

EDITS = [longer_notice, longer_contract, another_role, a_question_less]
SAMPLES = 60
BEFORE, NOW, AFTER = "2026.10", "2026.11", "2027.01"


@cache
def former(edit, version=BEFORE):
    """An earlier version of the made-up policy: as it is after the edit."""
    return made_up.compiled(edit, version=version)


def case_of(edit, policy):
    """An answer set whose verdict the edit changes."""
    found = report(Edition({"acme": former(edit)}), Edition({"acme": policy}), TODAY)
    return found["policies"][0]["clauses"][0]["example"]["answers"]


@pytest.fixture
def present(acme):
    return acme.policies["acme"]


def written(answers):
    words = {"True": "yes", "False": "no", "None": "unknown"}
    return {name: words.get(str(value), str(value)) for name, value in answers.items()}


@pytest.mark.unmutated
@pytest.mark.parametrize("policy", POLICIES)
def test_a_version_is_released_with_the_verdicts_that_it_gives(library, policy):
    present = library.policies[policy]
    released = read_release(present)
    assert released, f"Version {present.version} of {policy} is not released: run “checker release”, commit the file."
    assert not gives_other_verdicts(released, present), (
        f"The rules of {policy} give other verdicts or ask other questions than its version {present.version}, as "
        f"it was released. Give it a new “version” in checker/policies/{policy}.yaml, then run “checker release”."
    )


@pytest.mark.unmutated
@pytest.mark.parametrize("path", releases(ROOT), ids=lambda path: path.stem)
def test_every_released_version_can_still_be_read(path):
    policy = read_policy(json.loads(path.read_text()))
    assert path.stem == f"{policy.id}-{policy.version}"
    assert decide(policy, {}, TODAY).questions


@pytest.mark.parametrize("path", releases(ROOT), ids=lambda path: path.stem)
def test_every_released_version_has_the_texts_of_its_clauses(path):
    texts = json.loads(clause_texts(path).read_text())
    cited = {name for rule in read_policy(json.loads(path.read_text())).rules for name in rule.clauses}
    assert set(texts) == set(LANGUAGES)
    assert all(cited <= {name for name, text in each.items() if text} for each in texts.values())


@pytest.mark.unmutated
@pytest.mark.parametrize("edit", EDITS)
def test_verdicts_are_the_same_where_the_second_evaluator_says_so(present, edit):
    evaluators = [Naive(FILE, made_up.edited(edit)), Naive(FILE)]
    shared, draw, differing = {fact.id for fact in former(edit).facts}, random.Random(1), 0
    for _ in range(SAMPLES):
        answers = {each.id: value_of(each, draw.randrange(class_count(each)), TODAY) for each in present.facts}
        sides = [{name: value for name, value in answers.items() if name in shared}, answers]
        policies = (former(edit), present)
        found = compare(*(decide(policy, each, TODAY) for policy, each in zip(policies, sides, strict=True)))
        verdicts = {judged(naive, each) for naive, each in zip(evaluators, sides, strict=True)}
        assert bool(found.parts) == bool(found.clauses) == (len(verdicts) > 1)
        differing += bool(found.parts)
    assert differing or edit is another_role


@pytest.mark.unmutated
@pytest.mark.parametrize(("edit", "clause"), [(longer_notice, "notice"), (a_question_less, "restart")])
def test_the_clause_that_changed_a_verdict_is_named_alone(present, edit, clause):
    answers = case_of(edit, present)
    known = read_answers(former(edit), written(answers), TODAY)
    found = compare(decide(former(edit), known, TODAY), decide(present, answers, TODAY))
    assert found.clauses == (clause,)
    assert found.parts == (STATUS, ACTIONS)


@pytest.mark.unmutated
def test_only_what_one_can_be_asked_of_is_taken_from_a_link(present):
    link = {"notice_hours": "12", "role": "reseller", "restarted": "maybe", "nothing": "x"}
    link |= {"bought_on": "2026-13-01", "seats": "unknown", "updated": "no"}
    assert read_answers(present, link, TODAY) == {"notice_hours": 12, "seats": None, "updated": False}
    assert read_answers(former(another_role), link, TODAY)["role"] == "reseller"
    numbers = {"notice_hours": "9" * 5000, "seats": "１２"}
    assert read_answers(present, numbers, TODAY) == {}


def test_versions_are_ordered_by_their_numbers():
    assert is_newer("2026.11.10", "2026.11.9") and is_newer("2026.11.1", "2026.11") and is_newer("2027.01", "2026.12")
    assert not is_newer("2026.11", "2026.11")


@pytest.fixture(scope="module")
def clerk(acme):
    return drawn.clerk(acme, "en")


def section(clerk, answers, version, model="", language="en"):
    link = {"version": version, "answers": written(answers)} if version else None
    request = {"policy": "acme", "answers": answers, "today": TODAY.isoformat(), "link": link}
    reply = json.loads(clerk.speaking(language).reply(json.dumps(request), model))
    return [each for each in reply["view"]["sections"] if each["id"] == "version"]


@pytest.mark.unmutated
def test_a_link_of_another_version_is_told_what_has_changed(acme, present, clerk):
    answers = case_of(longer_notice, present)
    model = json.dumps(write_policy(former(longer_notice)))
    before = {
        "en": ("no longer the same", "before: Co"),
        "es": ("ya no es el mismo", "antes: "),
        "it": ("non è più", "prima: "),
    }
    for language, (said, was) in before.items():
        (found,) = section(clerk, answers, BEFORE, model, language)
        first, status, *_, clause = found["items"]
        assert BEFORE in first["text"] and NOW in first["text"] and said in first["text"]
        assert status["text"].startswith(was)
        assert clause["quote"] == acme.words[language].clauses["acme"]["notice"].text
        assert clause["href"].endswith("#notice")


@pytest.mark.unmutated
@pytest.mark.parametrize(
    ("version", "known", "said"),
    [(BEFORE, True, "still the same"), (BEFORE, False, "not available here"), (AFTER, False, "older version")],
)
def test_what_is_said_where_nothing_has_changed_or_nothing_is_known(present, clerk, version, known, said):
    model = json.dumps(write_policy(present)) if known else ""
    (found,) = section(clerk, case_of(longer_notice, present), version, model)
    assert len(found["items"]) == 1 and said in found["items"][0]["text"]


@pytest.mark.unmutated
def test_a_link_without_a_version_or_of_the_present_one_says_nothing(clerk):
    assert section(clerk, {}, "") == section(clerk, {}, NOW) == []


@pytest.mark.unmutated
def test_a_clause_that_is_gone_is_named_all_the_same(present, clerk):
    rules = tuple(replace(rule, clauses=("gone",)) if rule.clauses == ("notice",) else rule for rule in present.rules)
    model = json.dumps(write_policy(replace(former(longer_notice), rules=rules)))
    (found,) = section(clerk, case_of(longer_notice, present), BEFORE, model)
    gone = [each["text"] for each in found["items"] if "no longer there" in each.get("text", "")]
    assert gone == ["the clause “gone”, which is no longer there"]


def phone_denied(data):
    data["rules"]["phone-from-silver"]["effect"] = "deny phone"


@pytest.mark.unmutated
def test_an_offer_of_before_is_named_with_its_value(clerk):
    model = json.dumps(write_policy(former(phone_denied)))
    answers = {"role": "partner", "tier": "silver", "issue": "audio", "seats": 10, "updated": True, "restarted": True}
    (found,) = section(clerk, answers, BEFORE, model)
    assert found["items"][1] == {"label": "Support by phone", "text": "before: not offered"}


def a_fact_named_as_the_version(data):
    data["facts"]["rules-version"] = data["facts"]["notice_hours"]


@pytest.mark.unmutated
def test_no_fact_can_have_the_name_of_the_version_in_links():
    (problem,) = check_shape(source(a_fact_named_as_the_version))
    assert "rules-version" in str(problem)


@pytest.mark.unmutated
def test_release_keeps_what_is_new_and_refuses_other_verdicts(acme, tmp_path, monkeypatch, capsys):
    shelf = shelf_of(acme, tmp_path)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: shelf)
    folder = tmp_path / "checker" / "policies"
    folder.mkdir(parents=True)
    assert main(["release"]) == 0
    kept = [f"checker/policies/history/{folder}acme-{NOW}.json" for folder in ("", "changes/")]
    assert capsys.readouterr().out.splitlines() == kept
    assert main(["release", "--lang", "es"]) == 0
    assert "ya se habían publicado" in capsys.readouterr().out
    shutil.rmtree(folder / "history")
    write_release(former(longer_notice, NOW), acme.words, tmp_path)
    assert main(["release"]) == 2
    said = capsys.readouterr()
    assert f"{NOW} of acme was released with different verdicts" in said.err and not said.out
    assert len(releases(tmp_path)) == 1
