"""What stands outside of the table of languages, as it must, names the same languages."""

import re
from dataclasses import replace

import pytest
from acme import compiled

from checker.core.model.words import Words
from checker.core.words.freshness import stale_text
from checker.languages import DEFAULT, LANGUAGES, TABLE, language_root
from checker.library.library import policy_files
from checker.library.translations import is_draft_language
from checker.places import ROOT, WEB
from checker.policy.source import read_yaml


def test_the_settings_name_them_in_order_each_by_its_own_name():
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    found = re.findall(r"(?m)^ +- locale: (\w+)\n +name: (\w+)(\n +default: true)?", settings)
    assert [(code, name) for code, name, _ in found] == [(code, each.name) for code, each in TABLE.items()]
    assert [code for code, _, default in found if default] == [DEFAULT]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_its_pages_its_catalogue_and_its_folder(language):
    assert (ROOT / "docs" / language / "index.md").exists()
    assert language == DEFAULT or (ROOT / "locales" / language / "LC_MESSAGES" / "messages.po").exists()
    assert language_root(language) == ("" if language == DEFAULT else f"{language}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_stale_translation_names_each_as_its_source(language):
    assert "text of this clause has changed" in stale_text(replace(compiled(), source_language=language), Words())


def test_search_knows_the_endings_of_ours_and_has_a_rule_for_others():
    known = re.findall(r"\b(\w\w): /", (WEB / "search" / "stems.js").read_text("utf-8"))
    assert known and {*known} <= {*LANGUAGES} and "?? OTHERS" in (WEB / "search" / "stems.js").read_text("utf-8")


@pytest.mark.parametrize("language", [each for each in LANGUAGES if not is_draft_language(ROOT, each)])
def test_each_that_is_no_draft_has_its_words_in_the_table(language):
    found = TABLE[language]
    assert len(found.few.split()) == 12 and found.numbers and found.numbered and found.counted


def test_sections_of_the_menu_have_names_in_every_language():
    """The names of vendors stay. What has no translation would stay English without a word."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    menu = settings.partition("\nnav:")[2].partition("\nnot_in_nav")[0]
    sections = set(re.findall(r"(?m)^ +- ([^:\n]+):$", menu)) - {vendor_of(path) for path in policy_files()}
    translated = re.findall(r"(?m)^ +nav_translations:\n((?: {12}.+\n)+)", settings)
    assert sections and len(translated) == len(LANGUAGES) - 1
    for each in translated:
        assert set(re.findall(r"(?m)^ +([^:]+): \S", each)) == sections


def vendor_of(path):
    return read_yaml(path).data["vendor"]
