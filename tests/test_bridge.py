"""The browser's way in: a reply to every request, also to one that nothing can be decided from."""

import json
from dataclasses import replace

import acme
import pytest
from drawn import clerk
from shared import EACH_POLICY, TODAY
from worked_cases import ALL_CASES

from checker.core.clerk import Clerk
from checker.core.engine import answers as answers_module
from checker.core.engine import decide as decide_module
from checker.core.engine.answers import InputError
from checker.core.engine.decide import decide
from checker.core.model.serial import read_policy, write_policy
from checker.core.words.draft import drafts
from checker.core.words.verdict_document import document
from checker.core.words.verdict_view import summary, view
from checker.library.archive import releases_of
from checker.library.folders import integrity
from checker.library.parcels import write_parcels
from checker.places import ROOT

ANSWERS = {"role": "partner", "tier": "bronze", "issue": "audio", "seats": 10, "updated": True, "restarted": True}


def asked(acme, language, answers):
    request = {"policy": "acme", "answers": answers, "today": str(TODAY)}
    return json.loads(clerk(acme, language).reply(json.dumps(request)))


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_reply_holds_the_verdict_in_the_reader_s_language(acme, language):
    answers = {"role": "partner", "issue": "fax"}
    reply = asked(acme, language, answers)
    verdict = decide(acme.policies["acme"], answers, TODAY)
    assert reply["verdict"] == json.loads(json.dumps(document(verdict, acme.words[language])))
    assert (reply["ask"], reply["desk"], reply["drafts"]) == ([], None, [])


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_what_cannot_be_read_is_said_in_the_reader_s_language(acme, language):
    with pytest.raises(InputError) as refused:
        decide(acme.policies["acme"], {"isue": "fax", "role": "nobody"}, TODAY)
    reply = asked(acme, language, {"isue": "fax", "role": "nobody"})
    assert reply == {"error": refused.value.message(acme.words[language])}
    assert "issue" in reply["error"] and "partner, end-user" in reply["error"]
    assert ("Did you mean" in reply["error"]) == (language == "en") == (reply["error"] == str(refused.value))


def test_what_is_no_ascii_is_sent_as_it_is(acme):
    said = clerk(acme, "es")
    for answers in ({"role": "partner"}, {"role": "nobody"}):
        text = said.reply(json.dumps({"policy": "acme", "answers": answers, "today": str(TODAY)}))
        assert "\\u" not in text and not text.isascii()


def test_dates_are_written_as_the_reader_s_language_does(acme):
    reply = asked(acme, "es", {"role": "partner"})
    assert "22 de noviembre de 2026" in reply["view"]["dated"]
    assert acme.words["es"].gettext("") == ""


@pytest.mark.parametrize("module", [answers_module, decide_module])
def test_answers_are_classified_once_for_each_reply(acme, monkeypatch, module):
    """In the module that defines it, `classes_of` runs once for an answer, too: nothing works round `classify`."""
    name, calls = {answers_module: "classes_of", decide_module: "classify"}[module], []
    original = getattr(module, name)
    monkeypatch.setattr(module, name, lambda *given: calls.append(given) or original(*given))
    assert asked(acme, "en", ANSWERS)["drafts"]
    assert len(calls) == (len(ANSWERS) if name == "classes_of" else 1)


def test_links_in_drafts_can_be_followed_from_elsewhere(acme):
    root = "https://example.org/sub/"
    request = {"policy": "acme", "answers": ANSWERS, "today": str(TODAY), "root": root}
    drafted = json.loads(clerk(acme, "it").reply(json.dumps(request)))["drafts"]
    assert [f"({root}{each['language']}/acme/" in each["text"] for each in drafted] == [True, True]


@pytest.mark.parametrize(
    ("version", "known", "said"),
    [("2026.10", True, "still the same"), ("2026.10", False, "not available here"), ("2026.11", True, "")],
)
def test_a_link_of_another_version_is_compared_with_it(acme, version, known, said):
    policy = acme.policies["acme"]
    former = [json.dumps(write_policy(replace(policy, version="2026.10")))] if known else []
    link = {"version": version, "answers": ANSWERS | {"seats": "10", "updated": "yes", "restarted": "yes"}}
    request = {"policy": "acme", "answers": ANSWERS, "today": str(TODAY), "link": link}
    reply = json.loads(clerk(acme, "en").reply(json.dumps(request), *former))
    found = [item["text"] for each in reply["view"]["sections"] if each["id"] == "version" for item in each["items"]]
    assert len(found) == bool(said) and all(said in each and version in each for each in found)


def test_every_language_brings_its_catalogue():
    with pytest.raises(ValueError, match="shorter"):
        Clerk(['{"language": "en"}'], [])


@pytest.mark.parametrize("policy", EACH_POLICY)
def test_one_clerk_speaks_every_language(library, policy):
    request = json.dumps({"policy": policy, "answers": {}, "today": str(TODAY)})
    english = clerk(library, "en")
    for language in library.words:
        assert english.speaking(language).reply(request) == clerk(library, language).reply(request)


@pytest.mark.parametrize(("start", "language"), list(enumerate(["en", "es", "it"])))
def test_a_policy_brings_all_its_words(library, start, language):
    said, words = clerk(library, language), library.words[language]
    for case in ALL_CASES[start::9]:
        answers, policy = case.data["answers"], library.policies[case.policy]
        request = {"policy": case.policy, "answers": answers, "today": str(case.today)}
        reply = json.loads(said.reply(json.dumps(request)))
        verdict = decide(policy, answers, case.today)
        assert reply["answers"] == summary(verdict, words)
        assert reply["view"] == json.loads(json.dumps(view(verdict, words)))
        assert reply["drafts"] == drafts(verdict, language, library.words)


def test_what_is_made_once_for_all_policies_knows_none(library, tmp_path):
    write_parcels(tmp_path, {}, library.words, ROOT)
    ours, bare = library.folder / "engine", tmp_path / "engine"
    assert {path.name: path.read_bytes() for path in ours.iterdir()} == {
        path.name: path.read_bytes() for path in bare.iterdir()
    }


def test_what_a_policy_does_not_have_is_not_read():
    read = read_policy(write_policy(acme.compiled(tables=None, desk=None, comparison=None)))
    assert (read.tables, read.desk, read.comparison) == (None, None, None)


@pytest.mark.parametrize("policy", EACH_POLICY)
def test_a_policy_s_parcel_has_the_words_of_its_reader_and_of_the_desk_and_says_where_releases_are(library, policy):
    model = library.policies[policy]
    for language in library.words:
        parcel = json.loads((library.folder / "policies" / f"{policy}.{language}.json").read_text(encoding="utf-8"))
        assert parcel["model"] == json.loads(json.dumps(write_policy(model)))
        desk = model.draft.languages if model.draft else ()
        assert [each["language"] for each in parcel["words"]] == list(dict.fromkeys([language, *desk]))
        for version, path in releases_of(policy, ROOT).items():
            assert parcel["releases"][version] == {"file": path.name, "digest": integrity(path)}
        assert model.version in parcel["releases"]
