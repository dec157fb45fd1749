"""`checker diff`: counted exactly, as a walk over all answer sets with the second evaluator counts it."""

import json
import shutil
import subprocess
from itertools import product

import pytest
from acme import FILE, add_to, compiled, edited
from edits import a_question_less, another_role, judged, larger_systems, longer_contract, longer_notice
from naive import Naive
from shared import POLICIES, TODAY, needs_git, needs_history

from checker.cli.main import main
from checker.core.engine.answers import InputError
from checker.core.engine.decide import decide
from checker.core.model.classes import value_of
from checker.core.model.diagram import Space
from checker.core.model.policy import Fact, Policy
from checker.core.model.serial import write_policy
from checker.core.model.truth import both
from checker.diff.changes import Changes
from checker.diff.count import Count
from checker.diff.markdown import markdown
from checker.diff.pair import Pair
from checker.diff.releases import write_release
from checker.diff.report import report
from checker.diff.sides import Edition, read_edition
from checker.library.shelf import Shelf
from checker.places import ROOT

EDITS = [longer_notice, longer_contract, another_role, a_question_less, larger_systems]


def walk(changes, evaluators, answers, at=0):
    """Every answer set of the two versions: an answer to each fact that one of them asks."""
    if at == len(changes.pair.facts):
        yield dict(answers)
        return
    joined = changes.pair.facts[at]
    name = joined.fact.id
    if any(
        name in each.facts and knows(each, answers) and each.case(answers, TODAY).asked(name) for each in evaluators
    ):
        for group in range(joined.size):
            yield from walk(changes, evaluators, {**answers, name: value_of(joined.fact, group, TODAY)}, at + 1)
    else:
        yield from walk(changes, evaluators, answers, at + 1)


def knows(naive, answers):
    case = naive.case(answers, TODAY)
    for name, fact in naive.facts.items():
        if name in answers and case.asked(name):
            value, least, most = answers[name], fact.get("minimum"), fact.get("maximum")
            if ("options" in fact and value not in fact["options"]) or (
                least is not None and not least <= value <= most
            ):
                return False
    return True


@pytest.mark.parametrize("edit", [EDITS[0], *(pytest.param(edit, marks=pytest.mark.slow) for edit in EDITS[1:])])
def test_answer_sets_are_counted_as_a_walk_over_all_of_them_counts(edit):
    old, new = compiled(), compiled(edit)
    evaluators = [Naive(FILE), Naive(FILE, edited(edit))]
    changes = Changes(old, new)
    counts = {"answer_sets": 0, "only_old": 0, "only_new": 0, "changed": 0}
    for answers in walk(changes, evaluators, {}):
        match [knows(naive, answers) for naive in evaluators]:
            case [True, True]:
                counts["answer_sets"] += 1
                counts["changed"] += len({judged(naive, answers) for naive in evaluators}) > 1
            case [True, False]:
                counts["only_old"] += 1
            case [False, True]:
                counts["only_new"] += 1
    found = report(Edition({"acme": old}), Edition({"acme": new}), TODAY)["policies"][0]
    assert {name: found[name] for name in counts} == counts
    assert counts["changed"] or counts["only_new"]


def test_each_group_has_an_example_that_changes():
    old, new = compiled(), compiled(longer_contract)
    (found,) = report(Edition({"acme": old}), Edition({"acme": new}), TODAY)["policies"]
    assert {"one-year", "scope"} <= {each["clause"] for each in found["clauses"]}
    assert [each["answer"] for each in found["levels"]] == [True]
    for each in [*found["clauses"], *found["levels"]]:
        before, after = (decide(policy, each["example"]["answers"], TODAY) for policy in (old, new))
        assert (before.status, before.terms) != (after.status, after.terms)
        assert (before.status, after.status) == (each["example"]["old"], each["example"]["new"])


def test_the_same_policies_do_not_change(library):
    found = report(Edition(library.policies), Edition(library.policies), TODAY)
    assert [each["changed"] for each in found["policies"]] == [0] * len(POLICIES)
    assert markdown(found).count("No verdict changes.") == len(POLICIES)


def test_compiled_models_can_be_compared_on_the_command_line(tmp_path, capsys):
    for name, policy in (("old", compiled()), ("new", compiled(longer_notice))):
        (tmp_path / name).write_text(json.dumps(write_policy(policy)))
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "new")]) == 0
    out = capsys.readouterr().out
    assert "| `notice` |" in out and "notice_hours=8" in out
    assert main(["diff", str(tmp_path / "old"), str(tmp_path / "new"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["policies"][0]["changed"] > 0


def test_without_names_the_last_release_is_compared_with_the_files(acme, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(tmp_path))
    add_to(tmp_path)
    shutil.copy(ROOT / "checker" / "policies" / "policy.schema.json", tmp_path / "checker" / "policies")
    write_release(compiled(), acme.words, tmp_path)
    path = tmp_path / "checker" / "policies" / "acme.yaml"
    path.write_text(path.read_text().replace("{hours: 24}, text: 24 hours", "{hours: 12}, text: 12 hours"))
    assert main(["diff"]) == 0
    out = capsys.readouterr().out
    assert "| `response-time` | 24 hours | 12 hours |" in out
    assert "The version is still 2026.11: it must change" in out


@needs_git
def test_revisions_are_compiled_with_their_own_texts(tmp_path):
    add_to(tmp_path)
    page = tmp_path / "docs" / "en" / "acme" / "index.md"
    git = ["git", "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], cwd=tmp_path, check=True)
    for text in (page.read_text(), page.read_text().replace("a fax", "a fax alone")):
        page.write_text(text)
        subprocess.run([*git, "add", "."], cwd=tmp_path, check=True)
        subprocess.run([*git, "commit", "-qm", "x"], cwd=tmp_path, check=True)
    found = report(read_edition("HEAD~1", tmp_path), read_edition("HEAD", tmp_path), TODAY)
    assert [each["changed"] for each in found["policies"]] == [0]
    assert {each["language"] for each in found["texts"]} == {"en"}
    assert any("alone" in each["new"] and "alone" not in each["old"] for each in found["texts"])


@needs_history
@pytest.mark.parametrize("name", ["no-such-revision", "--output=x", "HEAD:docs"])
def test_what_cannot_be_compared_is_refused(name):
    with pytest.raises(InputError, match="neither a git revision"):
        read_edition(name)


@pytest.mark.parametrize("path", [None, ""], ids=["no history", "no git"])
def test_without_git_or_its_history_that_is_said_in_one_sentence(tmp_path, monkeypatch, path):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    if path is not None:
        monkeypatch.setenv("PATH", path)
    with pytest.raises(InputError, match="there is no git history here to find a revision in"):
        read_edition("main", tmp_path)


def test_a_file_that_is_no_model_is_refused(tmp_path):
    (tmp_path / "x.json").write_text("{}")
    with pytest.raises(InputError, match="not a compiled model"):
        read_edition(str(tmp_path / "x.json"))


ANSWERS = ("yes", "no")


def questions(opening, first, second, extra=""):
    """A policy of choices. After `opening` to the gate comes `first`, after a yes `second`, then `third`."""
    space, order = Space(), ("gate", first, second, "third")
    options = [(*ANSWERS, "maybe") if name == extra else ANSWERS for name in order]
    asked = [True]
    for at, (known, wanted) in enumerate(zip(options[:-1], (opening, "yes", "yes"), strict=True)):
        given = space.node(at, tuple(each == wanted for each in known))
        asked.append(space.combine(both, asked[-1], given))
    facts = [
        Fact(name, "choice", "", name, "", when, options=dict.fromkeys(known, ""))
        for name, when, known in zip(order, asked, options, strict=True)
    ]
    texts = ("id", "title", "vendor", "authority", "version", "source_language", "checked_on", "check_again_by")
    none = dict.fromkeys(("offers", "terms", "rules", "checklist", "matters"), ())
    return Policy(**dict.fromkeys(texts, ""), **none, groups={}, facts=tuple(facts), status="covered")


def dialogue(policy, opening, answers):
    """The facts that the policy asks, and whether it knows all the answers."""
    asked = []
    for fact in policy.facts:
        asked.append(fact.id)
        if answers[fact.id] != ("yes" if fact.id != "gate" else opening):
            return set(asked), answers[fact.id] in fact.options
    return set(asked), True


@pytest.mark.parametrize("extra", ["", "gate", "a", "b", "third"])
@pytest.mark.parametrize("openings", [("yes", "yes"), ("no", "yes")])
def test_an_edit_may_reverse_which_of_two_facts_decides_whether_the_other_is_asked(openings, extra):
    policies = questions(openings[0], "a", "b"), questions(openings[1], "b", "a", extra)
    pair, found = Pair(*policies), {(True, True): set(), (False, True): set()}
    for values in product(*(each.fact.options for each in pair.facts)):
        answers = dict(zip((each.fact.id for each in pair.facts), values, strict=True))
        sides = [dialogue(policy, opening, answers) for policy, opening in zip(policies, openings, strict=True)]
        (old, first), (new, second) = sides
        if (first, second) in found:
            found[first, second].add(frozenset((name, answers[name]) for name in old | new))
    count = Count(pair)
    assert [count.of(pair.known), count.of(pair.alone(1))] == [len(each) for each in found.values()]
