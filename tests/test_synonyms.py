"""The site's search with everyday words: asked of our own pages, through the search worker as a browser has it."""

import json
import re
import subprocess
from pathlib import Path

import material
import pytest

from checker.languages import LANGUAGES
from checker.places import NODE, ROOT
from checker.policy.sayings import read_search_words

MATERIAL = next(Path(material.__file__).parent.rglob("workers/search.*.min.js"))
WORDS = ROOT / "checker" / "policies" / "words"
EVERYDAY = {
    "en": ["email", "dealer", "cellphone", "guarantee", "broken", "hacked", "license", "price"],
    "es": [
        "email",
        "firewall",
        "celular",
        "conmutador",
        "diadema",
        "distribuidor",
        "feriados",
        "ruteador",
        "hackearon",
    ],
    "it": ["email", "self-hosted", "rivenditore", "teleassistenza", "rotto", "prezzo", "ferie", "hackerato"],
}
NOISE = {"en": "what is the {}", "es": "cuál es el {}", "it": "qual è il {}"}


def ask(language, *asked):
    """Of each question: the pages found, best first."""
    folder = ROOT / "docs" / language
    pages = {str(path.relative_to(folder)): path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.md"))}
    docs = [
        {"location": name, "title": "", "text": re.sub(r"\(\S*\)|\{.*?\}", "", text)} for name, text in pages.items()
    ]
    index = {
        "language": language,
        "fields": {"title": {"boost": 10}, "text": {"boost": 1}},
        **read_search_words(WORDS, language),
        "docs": docs,
    }
    done = subprocess.run(
        [NODE, ROOT / "tests" / "support" / "ask_search.mjs"],
        input=json.dumps({"material": str(MATERIAL), "index": index, "asked": asked}),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("language", LANGUAGES)
def test_everyday_words_find_pages(language):
    for word, found in zip(EVERYDAY[language], ask(language, *EVERYDAY[language]), strict=True):
        assert found, word


@pytest.mark.parametrize("language", LANGUAGES)
def test_alike_words_find_pages_that_the_word_of_our_pages_finds(language):
    groups = read_search_words(WORDS, language)["alike"]
    words = list(dict.fromkeys(word for group in groups for word in group))
    found = dict(zip(words, map(set, ask(language, *words)), strict=True))
    for own, *others in groups:
        assert found[own], f"no page in {language} says “{own}”"
        for word in others:
            assert found[own] & found[word], (own, word)


@pytest.mark.parametrize("language", LANGUAGES)
def test_alike_words_do_not_find_everything(language):
    """The “e” of “e-mail” stands for nothing, and what is alike for itself alone, not for what begins so."""
    pages = len(list((ROOT / "docs" / language).rglob("*.md")))
    (found,) = ask(language, "email")
    assert 0 < len(found) < pages / 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_silent_words_do_not_count(language):
    word = {"en": "refund", "es": "reembolso", "it": "rimborso"}[language]
    alone, among = ask(language, word, NOISE[language].format(word))
    assert alone and among == alone


def test_the_words_of_a_phrase_count_without_those_between():
    between, without = ask("es", "tiempo de respuesta", "tiempo respuesta")
    assert between == without
