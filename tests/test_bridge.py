"""The browser's way in: a reply to every request, also to one that nothing can be decided from."""

import json

import pytest
from drawn import clerk
from shared import TODAY
from test_cases import ALL_CASES

from checker.build.library import ROOT
from checker.build.parcels import write_parcels
from checker.core.answers import InputError
from checker.core.document import document
from checker.core.draft import drafts
from checker.core.engine import decide
from checker.core.layout import read_layout
from checker.core.render import summary, view


def asked(library, language, policy, answers):
    request = {"policy": policy, "answers": answers, "today": str(TODAY)}
    return json.loads(clerk(library, language).reply(json.dumps(request)))


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_reply_holds_the_verdict_in_the_reader_s_language(library, language):
    answers = {"role": "partner", "issue": "firewall"}
    reply = asked(library, language, "3cx", answers)
    verdict = decide(library.policies["3cx"], answers, TODAY)
    assert reply["verdict"] == json.loads(json.dumps(document(verdict, library.words[language])))
    assert (reply["ask"], reply["desk"], reply["drafts"]) == ([], None, [])


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_what_cannot_be_read_is_said_in_the_reader_s_language(library, language):
    with pytest.raises(InputError) as refused:
        decide(library.policies["3cx"], {"isue": "firewall", "role": "nobody"}, TODAY)
    reply = asked(library, language, "3cx", {"isue": "firewall", "role": "nobody"})
    assert reply == {"error": refused.value.message(library.words[language])}
    assert "issue" in reply["error"] and "partner, end-user" in reply["error"]
    assert ("Did you mean" in reply["error"]) == (language == "en") == (reply["error"] == str(refused.value))


def test_one_clerk_speaks_every_language(library):
    request = json.dumps({"policy": "3cx", "answers": {"role": "partner", "issue": "firewall"}, "today": str(TODAY)})
    english = clerk(library, "en")
    for language in library.words:
        assert english.speaking(language).reply(request) == clerk(library, language).reply(request)


@pytest.mark.parametrize(("start", "language"), list(enumerate(["en", "es", "it"])))
def test_a_policy_brings_all_its_words(library, start, language):
    said, words = clerk(library, language), library.words[language]
    for case in ALL_CASES[start::3]:
        answers, policy = case.data["answers"], library.policies[case.policy]
        request = {"policy": case.policy, "answers": answers, "today": str(case.today)}
        reply = json.loads(said.reply(json.dumps(request)))
        verdict = decide(policy, answers, case.today)
        assert reply["answers"] == summary(policy, answers, case.today, words)
        assert reply["view"] == json.loads(json.dumps(view(verdict, words)))
        assert reply["drafts"] == drafts(verdict, answers, language, library.words)


def test_what_is_made_once_for_all_policies_knows_none(library, tmp_path):
    write_parcels(tmp_path, {}, library.words, ROOT / "locales")
    ours, bare = library.folder / "engine", tmp_path / "engine"
    assert {path.name: path.read_bytes() for path in ours.iterdir()} == {
        path.name: path.read_bytes() for path in bare.iterdir()
    }


def test_a_policy_without_tables_has_no_layout():
    assert read_layout(None) is None
