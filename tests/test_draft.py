"""The draft of a request: for whom there is one, where it goes, what it holds, and that text in it stays text."""

import json
import re
from dataclasses import replace
from datetime import date
from urllib.parse import quote

import pytest
from markdown import Markdown
from shared import TODAY
from test_cases import ALL_CASES

from checker.build.compile import compile_file
from checker.build.library import ROOT
from checker.build.problems import AuthoringError
from checker.cli import main
from checker.core.draft import LONGEST_MAIL, draft, drafts
from checker.core.engine import decide
from checker.core.messages import Clause, Words
from checker.core.serial import read_policy, write_policy

PARTNER = {"role": "partner", "partner_tier": "gold", "issue": "guidance", "hosting": "on-premise", "edition": "other"}
PARTNER |= {"simultaneous_calls": 8, "extensions": 10, "latest_version": False, "per_manual": True}
PARTNER |= {"third_party": "none", "qualified_admin": True}
SUBSCRIBER = {"plan": "basic", "code_issued_on": "2026-10-05", "hours_left": True, "installation": "official-iso"}
SUBSCRIBER |= {"version": "stable", "task": "guidance", "reachable": True}
BUYER = {"entitlement": "hardware-purchase", "purchased_on": "2026-11-10", "issue": "installation"}
BUYER |= {"serial_number_ready": False, "intervention": False}
RESELLER = {"entitlement": "reseller", "purchase_volume": 9000, "reseller_contract": True, "issue": "installation"}
RESELLER |= {"intervention": False}
CONTRACT = {"entitlement": "maintenance", "issue": "dialplan", "intervention": False}
FAULTY = {"entitlement": "none", "issue": "faulty-product", "under_warranty": True}
PHONE = "(+34) 951 01 19 11"


def drafted(library, policy, answers, language="en", today=TODAY):
    verdict = decide(library.policies[policy], answers, today)
    return drafts(verdict, answers, language, library.words)


@pytest.mark.parametrize(
    ("policy", "answers", "email", "said"),
    [
        ("3cx", PARTNER, "", "Open a support ticket with 3CX."),
        ("3cx", {**PARTNER, "role": "end-user", "ticket_package": True}, "", "Open a support ticket with 3CX."),
        ("elastix", SUBSCRIBER, "", "by e-mail, to the address that came with your order"),
        ("elastix", {**SUBSCRIBER, "plan": "on-demand"}, "", "On the chat platform, with your access code."),
        ("avanzada7", BUYER, "soporte@avanzada7.com", "Write to soporte@avanzada7.com."),
        ("avanzada7", FAULTY, "rma@avanzada7.com", "technical department at rma@avanzada7.com"),
        (
            "avanzada7",
            {**FAULTY, "entitlement": "hardware-purchase", "purchased_on": None},
            "rma@avanzada7.com",
            "rma@",
        ),
        ("avanzada7", RESELLER, "", f"By phone: {PHONE}."),
        (
            "avanzada7",
            {**RESELLER, "purchase_volume": 6000},
            "",
            f"once you have reached the reseller category: {PHONE}",
        ),
        ("avanzada7", CONTRACT, "", "the technician assigned to you"),
        ("avanzada7", {**CONTRACT, "entitlement": "hours"}, "", "the technician assigned to you"),
    ],
)
def test_the_channel_is_the_one_that_the_policy_names(library, policy, answers, email, said):
    found = drafted(library, policy, answers)[0]
    assert (found["email"], found["language"]) == (email, "en")
    assert said in found["channel"] and f"Where to send it: {found['channel']}\n" in found["text"]


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.policy}: {case.data['name']}")
def test_each_worked_case_has_the_drafts_that_its_verdict_allows(library, case):
    policy, answers = library.policies[case.policy], case.data["answers"]
    verdict = decide(policy, answers, case.today)
    found = drafts(verdict, answers, "it", library.words)
    allowed = verdict.status in ("covered", "conditional", "limited") and not verdict.questions
    wanted = ["it", *{"3cx": ["en"], "elastix": ["en", "es"], "avanzada7": ["es"]}[case.policy]]
    assert [each["language"] for each in found] == (wanted if allowed else [])
    for each in found:
        clauses = library.words[each["language"]].clauses[case.policy]
        assert each["channel"] and each["subject"] in each["text"]
        assert all(f"[ ] {clauses[name].text}\n" in each["text"] for name in verdict.checklist)
        assert each["text"].count("[ ] ") == each["markdown"].count("- [ ] ") == len(verdict.checklist)
        assert len(quote(each["subject"] + each["body"].replace("\n", "\r\n"))) < 1950 or not each["email"]


@pytest.mark.parametrize(
    ("reader", "policy", "answers", "languages"),
    [
        ("en", "3cx", PARTNER, ["en"]),
        ("es", "3cx", PARTNER, ["es", "en"]),
        ("en", "elastix", SUBSCRIBER, ["en", "es"]),
        ("es", "elastix", SUBSCRIBER, ["es", "en"]),
        ("es", "avanzada7", BUYER, ["es"]),
        ("it", "avanzada7", BUYER, ["it", "es"]),
    ],
)
def test_the_reader_s_language_comes_before_those_of_the_desk(library, reader, policy, answers, languages):
    assert [each["language"] for each in drafted(library, policy, answers, reader)] == languages


@pytest.mark.parametrize(
    ("policy", "answers"),
    [
        ("3cx", {**PARTNER, "issue": "firewall"}),
        ("3cx", {"role": "partner", "partner_tier": "gold", "issue": "guidance"}),
        ("elastix", {**SUBSCRIBER, "plan": "none"}),
        ("avanzada7", {**BUYER, "purchased_on": None}),
        ("avanzada7", {}),
    ],
    ids=["not covered", "open questions", "no plan", "hangs on what is not known", "no answers"],
)
def test_there_is_no_draft(library, policy, answers):
    assert drafted(library, policy, answers) == []


def test_a_policy_without_the_section_has_no_draft(library):
    policy = replace(library.policies["3cx"], draft=None)
    assert drafts(decide(policy, PARTNER, TODAY), PARTNER, "en", library.words) == []
    assert read_policy(write_policy(policy)).draft is None


def test_the_parts_of_a_draft(library):
    text = drafted(library, "avanzada7", BUYER)[0]["text"]
    parts = [
        "Where to send it: Write to soporte@avanzada7.com.\n",
        "Subject: Support request: Installing or starting the device\n",
        "\nMy case\n- Entitled by: A purchase of VoIP hardware\n- Purchase date: 10 November 2026\n",
        "\nTo do before sending\n1. Find the serial number of the article",
        "\nHave ready and keep in mind\n[ ] ",
        "\nClauses of the policy\n- “",
        "(avanzada7/free-support/#request-serial-number)\n",
        "\nDrafted on 22 November 2026 with the rules for Avanzada7, version 2026.11.\n",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places) and text.endswith(parts[-1])


def test_a_subject_that_is_not_known_is_left_out(library):
    answers = {**BUYER, "issue": None}
    verdict = decide(library.policies["avanzada7"], answers, TODAY)
    assert draft(verdict, answers, library.words["en"])["subject"] == "Support request"


def test_an_email_that_would_be_too_long_loses_its_last_parts_and_says_so(library):
    answers = {**BUYER, "issue": "terminal-configuration", "intervention": True, "platform": "3cx", "access": "ssh"}
    found = drafted(library, "avanzada7", {**answers, "notice_hours": 4}, "es")[0]
    whole = found["text"].split("\n\n", 1)[1]
    *parts, closing = whole.split("\n\n")
    left = next(count for count in range(len(parts), -1, -1) if fits(found["subject"], parts[:count], closing))
    assert found["shortened"] and left < len(parts)
    assert found["body"] == "\n\n".join([*parts[:left], closing])
    brief = drafted(library, "avanzada7", FAULTY)[0]
    assert not brief["shortened"] and brief["text"].endswith(brief["body"])


def fits(subject, parts, closing):
    text = "\n\n".join([*parts, closing])
    return len(quote(subject + text.replace("\n", "\r\n"))) <= LONGEST_MAIL


def test_an_email_may_be_as_long_as_allowed(library):
    found = email(library, "V")
    spare = LONGEST_MAIL - len(quote(found["subject"] + found["body"].replace("\n", "\r\n")))
    assert spare > 0 and not found["shortened"]
    for longer, shortened in ((spare, False), (spare + 1, True)):
        assert email(library, "V" * (1 + longer))["shortened"] == shortened


def email(library, vendor):
    policy = replace(library.policies["avanzada7"], vendor=vendor)
    return draft(decide(policy, FAULTY, TODAY), FAULTY, library.words["en"])


def test_where_no_channel_is_named_none_is_said_and_nothing_is_shortened(library):
    policy = library.policies["avanzada7"]
    policy = replace(policy, draft=replace(policy.draft, channel=-1))
    answers = {**BUYER, "issue": "terminal-configuration", "intervention": True, "platform": "3cx", "access": "ssh"}
    answers |= {"notice_hours": 4}
    found = draft(decide(policy, answers, TODAY), answers, library.words["es"])
    assert (found["channel"], found["email"], found["shortened"]) == ("", "", False)
    assert found["text"].startswith("Asunto: ") and found["markdown"].startswith("**Asunto:** ")


@pytest.mark.parametrize("text", ["1. Call", "12) Call", "- Call", "# Call", "+ Call", "1 call", "1.5 calls"])
def test_what_is_to_be_done_stays_one_item(library, text):
    verdict = decide(library.policies["avanzada7"], BUYER, TODAY)
    changed = replace(verdict, actions=(replace(verdict.actions[0], text=text),))
    markdown = draft(changed, BUYER, library.words["en"])["markdown"]
    assert f"<ol>\n<li>{text}</li>\n</ol>" in Markdown(output_format="xhtml").convert(markdown)


HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:x) *b* _c_ `d` ~~e~~ ![f](g) &lt; \\ | $h$"
STARTS = ["# a", "- a", "+ a", "1. a", "12) a", "> a", "=== a", "* a"]


@pytest.mark.parametrize("text", [HOSTILE, *STARTS, "two\n\n# lines\r\nand more"])
def test_what_clauses_hold_stays_text(library, text):
    words = library.words["en"]
    clauses = {name: Clause(text, "x/#y") for name in words.clauses["3cx"]}
    hostile = Words(clauses={"3cx": clauses})
    found = draft(decide(library.policies["3cx"], PARTNER, TODAY), PARTNER, hostile)
    one_line = " ".join(text.split())
    assert f"[ ] {one_line}\n" in found["text"]
    html = Markdown(output_format="xhtml").convert(found["markdown"])
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {"p", "strong", "br", "h2", "ul", "ol", "li"}
    assert html.count("<h2>") == 4 and html.count("<li>") == found["markdown"].count("\n- ") + 1


def test_braces_in_a_translation_of_an_answer_stay(library):
    policy = library.policies["3cx"]
    fact = policy.fact("issue")
    hostile = replace(fact, options={**fact.options, "guidance": "{email} {0.__class__}"})
    changed = replace(policy, facts=tuple(hostile if each.id == "issue" else each for each in policy.facts))
    found = draft(decide(changed, PARTNER, TODAY), PARTNER, library.words["en"])
    assert found["subject"] == "Support request: {email} {0.__class__}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "clause: warranty-rma\n      text: Write",
            "clause: waranty-rma\n      text: Write",
            "Did you mean “warranty-rma”",
        ),
        ("subject: issue", "subject: isue", "There is no fact “isue”"),
        ("languages: [es]", "languages: [fr]", "cannot be “fr”"),
        ("when: issue == faulty-product\n      clause", "when: isue == faulty\n      clause", "no fact “isue”"),
        ("Write to {email}.", "Write to us.", "does not name the address"),
        ("Write to {email}.", "Write to {email} {0}.", "“{0}” stands for nothing"),
        ("      email: rma@avanzada7.com\n", "", "“{email}” stands for nothing"),
        ("email: rma@avanzada7.com", "email: 'rma@avanzada7.com?cc=x@y.z'", "cannot be “rma@avanzada7.com?cc"),
    ],
)
def test_a_wrong_section_is_refused_at_its_place(tmp_path, old, new, said):
    text = (ROOT / "checker" / "policies" / "avanzada7.yaml").read_text()
    assert old in text
    path = tmp_path / "avanzada7.yaml"
    path.write_text(text.replace(old, new))
    with pytest.raises(AuthoringError, match=rf"avanzada7\.yaml:\d+:\d+: .*{re.escape(said)}"):
        compile_file(path, ROOT / "docs", date(2026, 11, 22))


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_command_line_prints_the_drafts_after_the_verdict(capsys, tmp_path, library, language):
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(BUYER))
    arguments = ["check", "avanzada7", "--answers", str(path), "--today", "2026-11-22", "--lang", language]
    assert main(arguments) == 0
    verdict = capsys.readouterr().out
    assert main([*arguments, "--draft"]) == 0
    found = drafted(library, "avanzada7", BUYER, language)
    assert capsys.readouterr().out == verdict + "".join(f"\n---\n\n{each['text']}" for each in found)
    assert main([*arguments, "--draft", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["drafts"] == found


def test_links_in_a_draft_can_be_followed_from_elsewhere(library):
    words = {name: replace(each, root="https://example.org/sub/") for name, each in library.words.items()}
    verdict = decide(library.policies["3cx"], PARTNER, TODAY)
    (spanish, english) = drafts(verdict, PARTNER, "es", words)
    assert "(https://example.org/sub/es/3cx/" in spanish["text"]
    assert "(https://example.org/sub/3cx/" in english["text"]
