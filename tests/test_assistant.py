"""`checker mcp`: the tools for assistants, on a made-up policy, and by the library's own client over stdio."""

import json
import subprocess
import sys

import pytest
from mcp import Client, StdioServerParameters, stdio_client
from threads import awaited

from checker.cli.assistant import Assistant, as_site
from checker.cli.mcp_server import server
from checker.core.engine.answers import InputError
from checker.core.engine.decide import decide
from checker.core.words.verdict_document import document
from checker.library.shelf import Shelf
from checker.moment import today

SITE = "https://e.org/s/"
TOOLS = ["list_policies", "find_issue", "next_question", "decide"]


class Alone(Shelf):
    """The policies of one library."""

    def __init__(self, library):
        self.root, self.names, self._library = library.folder, list(library.policies), library

    def is_draft(self, policy):
        return policy == "draft"

    def _open(self, *names):
        return self._library


@pytest.fixture
def assistant(acme):
    return Assistant(Alone(acme), SITE)


def test_the_policies_are_listed_with_their_versions(assistant, acme):
    (listed,) = assistant.policies("es")["policies"]
    assert (listed["id"], listed["version"]) == ("acme", acme.policies["acme"].version)


def test_questions_lead_to_the_verdict_of_the_engine_on_these_answers_alone(assistant, acme):
    policy, given, asked = acme.policies["acme"], {}, []
    while questions := assistant.next_question("acme", given)["questions"]:
        for each in questions:
            given[each["fact"]] = each["answers"][0]["answer"] if each["answers"] else None
        asked += [each["fact"] for each in questions]
        assert len(asked) <= len(policy.facts)
    found = assistant.decide("acme", given)
    verdict = decide(policy, given, today())
    assert {name: found[name] for name in ("status", "offers", "decided_by")} == {
        name: document(verdict, acme.words["en"])[name] for name in ("status", "offers", "decided_by")
    }
    assert found["still_open"] == []


def test_nothing_is_taken_as_given_that_was_not(assistant, acme):
    found = assistant.decide("acme", {})
    assert found["status"] is None and not found["final"] and len(found["possible"]) > 1
    assert [each["fact"] for each in found["still_open"]] == found["questions"] != []
    assert found["link"].endswith("checker/#acme?rules-version=" + acme.policies["acme"].version)


def test_what_is_not_known_is_not_asked_again_but_said(assistant, acme):
    first = assistant.next_question("acme", {})["questions"][0]["fact"]
    assert first not in [each["fact"] for each in assistant.next_question("acme", {first: None})["still_open"]]
    assert first in [each["fact"] for each in assistant.decide("acme", {first: None})["not_known"]]


def test_clauses_and_the_verdict_have_full_addresses_in_the_language(assistant, acme):
    found = assistant.decide("acme", {"role": "end-user", "contract": False}, "es")
    assert found["because"] and all(each["href"].startswith(f"{SITE}es/acme/") for each in found["because"])
    assert found["link"].startswith(f"{SITE}es/checker/#acme?") and "contract=no" in found["link"]
    assert Assistant(Alone(acme)).decide("acme", {}, "es")["link"].startswith("es/checker/#acme")


@pytest.mark.parametrize(
    ("answers", "policy", "said"),
    [
        ({"rol": "partner"}, "acme", "Did you mean “role”?"),
        ({"role": "parner"}, "acme", "one of: partner, end-user"),
        ({}, "acne", "Did you mean “acme”?"),
        (["role"], "acme", "must be a JSON object"),
    ],
)
def test_what_is_unknown_is_refused_with_what_is_allowed(assistant, answers, policy, said):
    for ask in (assistant.decide, assistant.next_question):
        with pytest.raises(InputError) as error:
            ask(policy, answers)
        assert said in str(error.value)


def test_an_address_of_a_site_ends_in_a_slash():
    assert [as_site("https://e.org/s"), as_site("https://e.org/s/"), as_site("")] == [SITE, SITE, ""]
    with pytest.raises(InputError, match=r"“e\.org” is not the address of a site"):
        as_site("e.org")


def test_a_refusal_reaches_the_assistant_in_the_language_of_the_call(assistant, acme):
    async def ask():
        async with Client(server(assistant, acme.words["en"])) as client:
            tools = await client.list_tools()
            answers = {"policy": "acme", "answers": {"rol": "partner"}, "lang": "es"}
            return [each.name for each in tools.tools], await client.call_tool("decide", answers)

    names, refused = awaited(ask)
    assert names == TOOLS and refused.is_error
    assert "¿Quería decir «role»?" in refused.content[0].text


@pytest.mark.uncounted
def test_the_command_serves_over_standard_input_and_output_in_any_folder(tmp_path, library):
    policy = next(iter(library.policies.values()))
    fact = policy.facts[0]
    words = library.words["it"].gettext(next(iter(fact.options.values())))

    async def ask():
        command = StdioServerParameters(
            command=sys.executable, args=["-m", "checker", "mcp", "--site", SITE, "--lang", "it"], cwd=tmp_path
        )
        async with Client(stdio_client(command)) as client:
            found = await client.call_tool("find_issue", {"words": words, "policy": policy.id})
            best = found.structured_content["issues"][0]
            answers = {best["fact"]: best["option"]}
            asked = await client.call_tool("next_question", {"policy": policy.id, "answers": answers})
            decided = await client.call_tool("decide", {"policy": policy.id, "answers": answers})
            return best, asked.structured_content, decided.structured_content

    best, asked, decided = awaited(ask)
    assert (best["policy"], best["fact"]) == (policy.id, fact.id)
    assert fact.id not in [each["fact"] for each in asked["still_open"]]
    assert decided["language"] == "it" and decided["link"].startswith(f"{SITE}it/checker/#{policy.id}?")
    assert json.dumps(decided["notices"])


@pytest.mark.uncounted
def test_without_the_extra_one_sentence_says_how_to_install_it():
    program = "import sys; sys.modules['mcp'] = None; from checker.cli.main import main; sys.exit(main(['mcp']))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=600)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "“checker mcp” needs the package “mcp”" in done.stderr and "[mcp]" in done.stderr
