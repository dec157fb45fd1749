"""The draft of a request: for whom there is one, where it goes, what it holds, and that text in it stays text."""

import json
import re
from dataclasses import replace
from urllib.parse import quote

import pytest
from acme import add_to, compiled, shelf_of
from acme import clauses as acme_clauses
from markdown import Markdown
from shared import TODAY
from worked_cases import ALL_CASES

from checker.cli.main import main
from checker.core.engine.decide import decide
from checker.core.model.serial import read_policy, write_policy
from checker.core.model.words import Clause, Words
from checker.core.words.draft import LONGEST_MAIL, draft, drafts
from checker.policy.compile import compile_file
from checker.policy.problems import AuthoringError

PARTNER = {"role": "partner", "tier": "silver", "issue": "audio", "hosting": "own", "seats": 10}
PARTNER |= {"updated": False, "restarted": True}
END_USER = {"role": "end-user", "contract": True, "bought_on": "2026-11-10", "issue": "upgrade", "hosting": "cloud"}
END_USER |= {"seats": 10, "notice_hours": 4, "updated": True, "restarted": False}


@pytest.fixture
def policy(acme):
    return acme.policies["acme"]


def drafted(acme, answers, language="en", **changes):
    """The drafts for a reader of the language, where the policy's draft has these changes."""
    policy = acme.policies["acme"]
    policy = replace(policy, draft=replace(policy.draft, **changes))
    return drafts(decide(policy, answers, TODAY), language, acme.words)


@pytest.mark.parametrize(
    ("answers", "email", "said"),
    [
        (PARTNER, "", "By phone: 555 0100."),
        ({**PARTNER, "tier": "bronze"}, "help@acme.example", "Write to help@acme.example."),
        (END_USER, "help@acme.example", "Write to help@acme.example."),
        ({**END_USER, "hosting": None}, "help@acme.example", "Write to help@acme.example."),
    ],
)
def test_the_channel_is_the_one_that_the_policy_names(acme, answers, email, said):
    found = drafted(acme, answers)[0]
    assert (found["email"], found["language"], found["channel"]) == (email, "en", said)
    assert said not in found["text"] and found["text"].startswith("Subject: ")


@pytest.mark.uncounted
@pytest.mark.unmutated
@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: f"{case.policy}: {case.data['name']}")
def test_each_worked_case_has_the_drafts_that_its_verdict_allows(library, case):
    policy, answers = library.policies[case.policy], case.data["answers"]
    verdict = decide(policy, answers, case.today)
    found = drafts(verdict, "it", library.words)
    allowed = verdict.status in ("covered", "conditional", "limited", "unclear") and not verdict.questions
    wanted = list(dict.fromkeys(["it", *policy.draft.languages])) if policy.draft else []
    assert [each["language"] for each in found] == (wanted if allowed else [])
    for each in found:
        words = library.words[each["language"]]
        assert each["channel"] and each["channel"] not in each["text"] and each["subject"] in each["text"]
        assert not any(words.gettext(action.text) in each["text"] for action in verdict.actions)
        assert words.quoted("").strip()[0] not in each["text"].partition("\n\n")[2].rpartition("\n\n")[0]
        assert len(quote(each["subject"] + each["body"].replace("\n", "\r\n"))) < 1950 or not each["email"]


@pytest.mark.parametrize(
    ("reader", "desk", "languages"),
    [
        ("en", ["en"], ["en"]),
        ("es", ["en"], ["es", "en"]),
        ("en", ["en", "es"], ["en", "es"]),
        ("es", ["en", "es"], ["es", "en"]),
        ("it", ["es"], ["it", "es"]),
    ],
)
def test_the_reader_s_language_comes_before_those_of_the_desk(acme, reader, desk, languages):
    assert [each["language"] for each in drafted(acme, PARTNER, reader, languages=tuple(desk))] == languages


@pytest.mark.parametrize(
    "answers",
    [
        {**PARTNER, "issue": "fax"},
        {"role": "partner", "tier": "gold", "issue": "audio"},
        {**END_USER, "contract": False},
        {**END_USER, "bought_on": None},
        {},
    ],
    ids=["not covered", "open questions", "no contract", "hangs on what is not known", "no answers"],
)
def test_there_is_no_draft(acme, answers):
    assert drafted(acme, answers) == []


def test_a_policy_without_the_section_has_no_draft(acme, policy):
    without = replace(policy, draft=None)
    assert drafts(decide(without, PARTNER, TODAY), "en", acme.words) == []
    assert read_policy(write_policy(without)).draft is None


def test_the_parts_of_a_draft(acme):
    text = drafted(acme, END_USER)[0]["text"]
    parts = [
        "Subject: Support request: An upgrade\n",
        "\nHello,\n\nI am asking for support with the following case.\n",
        "\nAbout the case\n- The system runs: In the cloud of Acme\n- Seats: 10\n",
        "\nFurther details\n- What the logs say: ____________\n",
        "\nWhat this request rests on, as we understand your terms\n- ",
        "(acme/#restart)\n",
        "\nDrafted on 22 November 2026 with the rules for Acme, version 2026.11.\n",
    ]
    places = [text.index(part) for part in parts]
    assert places == sorted(places) and text.endswith(parts[-1])


def test_a_subject_that_is_not_known_is_left_out(acme, policy):
    answers = {**PARTNER, "issue": None}
    verdict = decide(policy, answers, TODAY)
    assert draft(verdict, acme.words["en"])["subject"] == "Support request"


def test_what_was_typed_stands_where_the_policy_asks_for_it(acme, policy):
    verdict = decide(policy, PARTNER, TODAY)
    text = draft(verdict, acme.words["en"], "The line *hums*.")["text"]
    assert "- Licence key: ____________\n- What the logs say: The line *hums*.\n" in text


def test_a_subject_is_said_in_a_few_words(acme, policy):
    answers = {**PARTNER, "issue": "other"}
    assert draft(decide(policy, answers, TODAY), acme.words["en"])["subject"] == "Support request: A question"


def every_fact(data):
    del data["draft"]["facts"]


def test_where_the_policy_names_no_facts_all_that_are_known_are_said(acme):
    answers = {**PARTNER, "restarted": None}
    text = draft(decide(compiled(every_fact), answers, TODAY), acme.words["en"])["text"]
    said = "- You are: A partner of Acme\n- Partner level: Silver\n- Issue: Audio\n"
    assert said in text and "Restarted" not in text


@pytest.fixture
def wordy(acme):
    """Words of a policy whose clauses are long."""
    words = acme.words["es"]
    long = {name: replace(each, text=each.text * 9) for name, each in words.clauses["acme"].items()}
    return replace(words, clauses={"acme": long})


def test_an_email_that_would_be_too_long_loses_its_last_parts_and_says_so(acme, policy, wordy):
    found = draft(decide(policy, END_USER, TODAY), wordy)
    whole = found["text"].split("\n\n", 1)[1]
    *parts, closing = whole.split("\n\n")
    left = next(count for count in range(len(parts), -1, -1) if fits(found["subject"], parts[:count], closing))
    assert found["shortened"] and 2 < left < len(parts)
    assert found["body"] == "\n\n".join([*parts[:left], closing])
    brief = drafted(acme, END_USER)[0]
    assert not brief["shortened"] and brief["text"].endswith(brief["body"])


def fits(subject, parts, closing):
    text = "\n\n".join([*parts, closing])
    return len(quote(subject + text.replace("\n", "\r\n"))) <= LONGEST_MAIL


def test_an_email_may_be_as_long_as_allowed(policy):
    found = email(policy, "V")
    spare = LONGEST_MAIL - len(quote(found["subject"] + found["body"].replace("\n", "\r\n")))
    assert spare > 0 and not found["shortened"]
    for longer, shortened in ((spare, False), (spare + 1, True)):
        assert email(policy, "V" * (1 + longer))["shortened"] == shortened


def email(policy, vendor):
    clauses = {name: Clause("A clause.", "x/#y") for name in acme_clauses()["en"]}
    verdict = decide(replace(policy, vendor=vendor), END_USER, TODAY)
    return draft(verdict, Words(clauses={"acme": clauses}))


def test_where_no_channel_is_named_none_is_said_and_nothing_is_shortened(policy, wordy):
    policy = replace(policy, draft=replace(policy.draft, channel=-1))
    found = draft(decide(policy, END_USER, TODAY), wordy)
    assert (found["channel"], found["email"], found["shortened"]) == ("", "", False)
    assert found["text"].startswith("Asunto: ") and found["markdown"].startswith("**Asunto:** ")


@pytest.mark.parametrize("text", ["1. Call", "12) Call", "- Call", "# Call", "+ Call", "1 call", "1.5 calls"])
def test_what_is_typed_stays_in_its_item(acme, policy, text):
    blank = replace(policy.draft.blanks[1], text=text)
    changed = replace(policy, draft=replace(policy.draft, facts={"seats": text}, blanks=(blank,)))
    markdown = draft(decide(changed, PARTNER, TODAY), acme.words["en"])["markdown"]
    text = f"{text}: 10"
    assert f"<li>{text}</li>" in Markdown(output_format="xhtml").convert(markdown)


HOSTILE = "<img src=x onerror=alert(1)> [a](javascript:x) *b* _c_ `d` ~~e~~ ![f](g) &lt; \\ | $h$"
STARTS = ["# a", "- a", "+ a", "1. a", "12) a", "> a", "=== a", "* a"]


@pytest.mark.parametrize("text", [HOSTILE, *STARTS, "two\n\n# lines\r\nand more"])
def test_what_clauses_hold_stays_text(policy, text):
    clauses = {name: Clause(text, "x/#y") for name in acme_clauses()["en"]}
    hostile = Words(clauses={"acme": clauses})
    found = draft(decide(policy, PARTNER, TODAY), hostile)
    one_line = " ".join(text.split())
    assert f"- {one_line} (x/#y)\n" in found["text"]
    html = Markdown(output_format="xhtml").convert(found["markdown"])
    assert set(re.findall(r"</?([a-z0-9]+)", html)) <= {"p", "strong", "br", "h2", "ul", "ol", "li"}
    assert html.count("<h2>") == 3 and html.count("<li>") == found["markdown"].count("\n- ")


def test_braces_in_a_translation_of_an_answer_stay(acme, policy):
    fact = policy.fact("issue")
    hostile = replace(fact, options={**fact.options, "audio": "{email} {0.__class__}"})
    changed = replace(policy, facts=tuple(hostile if each.id == "issue" else each for each in policy.facts))
    found = draft(decide(changed, PARTNER, TODAY), acme.words["en"])
    assert found["subject"] == "Support request: {email} {0.__class__}"


@pytest.mark.unmutated
@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("clause: by-email, text", "clause: by-emial, text", "Did you mean “by-email”"),
        ("subject: issue\n  subjects", "subject: isue\n  subjects", "There is no fact “isue”"),
        ("subjects: {other", "subjects: {oter", "There is no option “oter”. Did you mean “other”?"),
        ("{tier: Partner level,", "{teer: Partner level,", "There is no fact “teer”. Did you mean “tier”?"),
        ("{clause: licence, text", "{clause: license, text", "There is no clause “license”. Did you mean “licence”?"),
        ("when: role == partner}\n    - {clause: logs", "when: rol == partner}\n    - {clause: logs", "no fact “rol”"),
        ("languages: [es]", "languages: [fr]", "cannot be “fr”"),
        ("{when: tier >= silver, clause", "{when: teer >= silver, clause", "no fact “teer”"),
        ("Write to {email}.", "Write to us.", "does not name the address"),
        ("Write to {email}.", "Write to {email} {0}.", "“{0}” stands for nothing"),
        (", email: help@acme.example", "", "“{email}” stands for nothing"),
        ("email: help@acme.example", "email: 'help@acme.example?cc=x@y.z'", "cannot be “help@acme.example?cc"),
    ],
)
def test_a_wrong_section_is_refused_at_its_place(tmp_path, old, new, said):
    add_to(tmp_path)
    path = tmp_path / "checker" / "policies" / "acme.yaml"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(AuthoringError, match=rf"acme\.yaml:\d+:\d+: .*{re.escape(said)}"):
        compile_file(path, tmp_path / "docs")


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_the_command_line_prints_the_drafts_after_the_verdict(capsys, monkeypatch, tmp_path, acme, language):
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: shelf_of(acme))
    path = tmp_path / "answers.json"
    path.write_text(json.dumps(END_USER))
    arguments = ["check", "acme", "--answers", str(path), "--today", "2026-11-22", "--lang", language]
    assert main(arguments) == 0
    verdict = capsys.readouterr().out
    assert main([*arguments, "--draft"]) == 0
    found = drafted(acme, END_USER, language)
    where = f"\n{acme.words[language].gettext('Where to send it')}: {found[0]['channel']}\n"
    assert capsys.readouterr().out == verdict + where + "".join(f"\n---\n\n{each['text']}" for each in found)
    assert main([*arguments, "--draft", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["drafts"] == found


def test_links_in_a_draft_can_be_followed_from_elsewhere(acme, policy):
    words = {name: replace(each, root="https://example.org/sub/") for name, each in acme.words.items()}
    english, spanish = drafts(decide(policy, PARTNER, TODAY), "en", words)
    assert "(https://example.org/sub/es/acme/" in spanish["text"]
    assert "(https://example.org/sub/acme/" in english["text"]
