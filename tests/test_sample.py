"""The verdict that the start page shows as a sample: the engine's own, in every language."""

import re
from datetime import date
from html import escape, unescape
from urllib.parse import parse_qsl

import pytest

from checker.core.engine.decide import decide
from checker.core.engine.link import read_answers
from checker.core.words.verdict_view import view
from checker.languages import LANGUAGES, language_root
from checker.pages import sample as module
from checker.pages.sample import sample
from checker.places import WEB


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_the_engine_says_and_leads_to_it(acme, language):
    policy, words = acme.policies["acme"], acme.words[language]
    today, made = date.fromisoformat(policy.checked_on), sample(policy, words, "../")
    address = re.search(r'href="\.\./(.*?)"', made)
    assert address and address[1].startswith(f"{language_root(language)}checker/#acme?")
    answers = read_answers(policy, dict(parse_qsl(unescape(address[1]).partition("?")[2])), today)
    said = view(decide(policy, answers, today), words)
    assert said["status"] == "conditional" and 'data-status="conditional"' in made
    for text in (said["heading"], said["lead"], said["decided"], said["sections"][0]["items"][0]["text"]):
        assert f">{escape(text, quote=False)}</" in made


def test_of_a_policy_that_asks_for_nothing_another_verdict_is_shown(acme, monkeypatch):
    find = module.find_example
    monkeypatch.setattr(module, "find_example", lambda *given: None if given[2] == "require" else find(*given))
    assert 'data-status="not-covered"' in sample(acme.policies["acme"], acme.words["en"], "")


@pytest.mark.parametrize("status", ["covered", "conditional", "not-covered"])
def test_its_status_has_the_colour_and_the_icon_of_the_checker(status):
    style = (WEB / "site.css").read_text(encoding="utf-8")
    assert re.search(rf'\.sample\)\[data-status="{status}"\] {{ --status: var\(--status-{status}\); --icon', style)
