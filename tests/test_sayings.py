"""Mistakes in what visitors say: each with its place and the nearest right name, and all in one report."""

import json
import re

import acme
import pytest
import yaml

from checker.cli.main import main
from checker.core.words.finder import find
from checker.languages import LANGUAGES
from checker.library.library import open_library
from checker.library.shelf import Shelf
from checker.places import ROOT
from checker.policy.problems import AuthoringError
from checker.policy.sayings import few_words, words_path

SAID = ["no sound", "an echo", "crackling"]
SOUND = {
    "fact": "issue",
    "not_listed": "other",
    "headings": {"calls": {"en": "Calls", "es": "Llamadas", "it": "Chiamate"}},
    "options": {"audio": {"heading": "calls", "en": [*SAID], "es": [*SAID], "it": [*SAID]}},
}


def written(root, name="acme", **changes):
    path = words_path(root / "checker" / "policies" / f"{name}.yaml")
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.safe_dump({**SOUND, **changes}, sort_keys=False))
    return path


@pytest.fixture
def project(tmp_path):
    acme.open_acme(tmp_path)
    for schema in (ROOT / "checker" / "policies").glob("*.schema.json"):
        (tmp_path / "checker" / "policies" / schema.name).write_text(schema.read_text())
    return tmp_path


@pytest.mark.parametrize(
    ("changes", "line", "said"),
    [
        ({"fact": "isue"}, 1, "There is no fact with options “isue”. Did you mean “issue”?"),
        ({"not_listed": "othr"}, 2, "There is no option “othr”. Did you mean “other”?"),
        ({"options": {"audoi": SOUND["options"]["audio"]}}, 10, "There is no option “audoi”. Did you mean “audio”?"),
        (
            {"options": {"audio": {"heading": "call", "en": SAID}}},
            10,
            "There is no heading “call”. Did you mean “calls”?",
        ),
        (
            {"options": {"audio": {"heading": "calls", "en": SAID[:2]}}},
            12,
            "has only 2 of at least 3 entries.",
        ),
        ({"options": {"audio": {"heading": "calls", "en": [*SAID, 911]}}}, 15, "must be text, not “911”."),
        ({"options": {"audio": {"heading": "calls", "fr": SAID}}}, 12, "There is no key “fr” here."),
        ({"options": {"audio": {"heading": "calls", "en": ["<b>", *SAID]}}}, 12, "holds markup"),
    ],
)
def test_a_mistake_is_said_with_its_place(project, changes, line, said):
    path = written(project, **changes)
    with pytest.raises(AuthoringError) as found:
        open_library(project)
    (problem,) = found.value.problems
    assert problem.place.path.name == path.name and problem.place.path.parent.name == "words"
    assert said in str(problem) and problem.place.line == line


def test_words_for_no_policy_are_refused(project):
    written(project, "acne")
    with pytest.raises(AuthoringError, match=re.escape("There is no policy “acne”. Did you mean “acme”?")):
        open_library(project)


def test_mistakes_of_policy_and_words_are_in_one_report(project):
    written(project, fact="isue")
    policy = project / "checker" / "policies" / "acme.yaml"
    policy.write_text(policy.read_text().replace("clauses: [", "clauses: [nowhere, ", 1))
    with pytest.raises(AuthoringError) as found:
        open_library(project)
    assert {problem.place.path.parent.name for problem in found.value.problems} == {"words", "policies"}


def test_options_with_few_words_are_named(project):
    written(project)
    found = few_words(project / "checker" / "policies" / "acme.yaml")
    assert list(found) == list(LANGUAGES) and "audio" in found["en"] and "fax" in found["en"]


def test_status_names_them_by_language(project, capsys, monkeypatch):
    written(project, options={"audio": {"heading": "calls", "en": [f"sound {at}" for at in range(8)], "es": SAID}})
    monkeypatch.chdir(project)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(project))
    assert main(["status"]) == 1
    said = [line for line in capsys.readouterr().out.splitlines() if "too few search words" in line]
    others = "upgrade, network, fax, intercom, other"
    assert said == [
        f"acme: too few search words in en for {others}",
        f"acme: too few search words in es for audio, {others}",
        f"acme: too few search words in it for audio, {others}",
    ]


def test_a_policy_without_words_has_no_index(project):
    library = open_library(project)
    assert not list((library.folder / "find").iterdir())
    written(project)
    assert len(list((open_library(project).folder / "find").iterdir())) == len(LANGUAGES)


def test_words_of_things_elsewhere_lead_out_of_the_list(project):
    folder = written(project).parent
    (folder / "everyday.yaml").write_text(yaml.safe_dump({"elsewhere": {"en": ["pizza"], "es": ["ascensor"]}}))
    paths = (open_library(project).folder / "find" / f"acme.{language}.json" for language in ("en", "es"))
    english, spanish = (json.loads(path.read_text(encoding="utf-8")) for path in paths)
    assert find(english, "a pizza")[0][0] == find(spanish, "el ascensor")[0][0] == "other"
    assert find(english, "no sound")[0][0] == "audio"
