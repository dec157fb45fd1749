"""The browser's way in: a reply to every request, also to one that nothing can be decided from."""

import json
from dataclasses import replace

import pytest
from drawn import clerk
from shared import TODAY
from test_cases import ALL_CASES
from test_draft import BUYER, FAULTY

from checker.build.archive import releases_of
from checker.build.folders import integrity
from checker.build.library import ROOT
from checker.build.parcels import write_parcels
from checker.core.answers import InputError
from checker.core.bridge import Clerk
from checker.core.document import document
from checker.core.draft import drafts
from checker.core.engine import decide
from checker.core.layout import read_layout
from checker.core.render import summary, view
from checker.core.serial import write_policy


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


def test_what_is_no_ascii_is_sent_as_it_is(library):
    said = clerk(library, "es")
    for answers in ({"role": "partner"}, {"role": "nobody"}):
        text = said.reply(json.dumps({"policy": "3cx", "answers": answers, "today": str(TODAY)}))
        assert "\\u" not in text and not text.isascii()


def test_dates_are_written_as_the_reader_s_language_does(library):
    reply = asked(library, "es", "3cx", {"role": "partner"})
    assert "22 de noviembre de 2026" in reply["view"]["dated"]
    assert library.words["es"].gettext("") == ""


def test_links_in_drafts_can_be_followed_from_elsewhere(library):
    root = "https://example.org/sub/"
    request = {"policy": "avanzada7", "answers": FAULTY, "today": str(TODAY), "root": root}
    drafted = json.loads(clerk(library, "it").reply(json.dumps(request)))["drafts"]
    assert [f"({root}{each['language']}/avanzada7/" in each["text"] for each in drafted] == [True, True]


@pytest.mark.parametrize(
    ("version", "known", "said"),
    [("2026.10", True, "still the same"), ("2026.10", False, "not here to compare"), ("2026.11", True, "")],
)
def test_a_link_of_another_version_is_compared_with_it(library, version, known, said):
    policy = library.policies["avanzada7"]
    former = [json.dumps(write_policy(replace(policy, version="2026.10")))] if known else []
    link = {"version": version, "answers": BUYER | {"serial_number_ready": "no", "intervention": "no"}}
    request = {"policy": "avanzada7", "answers": BUYER, "today": str(TODAY), "link": link}
    reply = json.loads(clerk(library, "en").reply(json.dumps(request), *former))
    found = [item["text"] for each in reply["view"]["sections"] if each["id"] == "version" for item in each["items"]]
    assert len(found) == bool(said) and all(said in each and version in each for each in found)


def test_every_language_brings_its_catalogue():
    with pytest.raises(ValueError, match="shorter"):
        Clerk(['{"language": "en"}'], [])


def test_one_clerk_speaks_every_language(library):
    request = json.dumps({"policy": "3cx", "answers": {"role": "partner", "issue": "firewall"}, "today": str(TODAY)})
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
        assert reply["answers"] == summary(policy, answers, case.today, words)
        assert reply["view"] == json.loads(json.dumps(view(verdict, words)))
        assert reply["drafts"] == drafts(verdict, answers, language, library.words)


def test_what_is_made_once_for_all_policies_knows_none(library, tmp_path):
    write_parcels(tmp_path, {}, library.words, ROOT)
    ours, bare = library.folder / "engine", tmp_path / "engine"
    assert {path.name: path.read_bytes() for path in ours.iterdir()} == {
        path.name: path.read_bytes() for path in bare.iterdir()
    }


def test_a_policy_without_tables_has_no_layout():
    assert read_layout(None) is None


def test_a_policy_s_parcel_has_the_words_of_its_reader_and_of_the_desk_and_says_where_releases_are(library):
    for language, spoken in {"en": ["en", "es"], "es": ["es", "en"], "it": ["it", "en", "es"]}.items():
        parcel = json.loads((library.folder / "policies" / f"elastix.{language}.json").read_text(encoding="utf-8"))
        assert parcel["model"] == json.loads(json.dumps(write_policy(library.policies["elastix"])))
        assert [each["language"] for each in parcel["words"]] == spoken
        for version, path in releases_of("elastix", ROOT).items():
            assert parcel["releases"][version] == {"file": path.name, "digest": integrity(path)}
        assert "2026.11" in parcel["releases"]
