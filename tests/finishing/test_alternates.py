"""A page's other languages: where they are, and how they are offered."""

import pytest

from checker.core.model.words import Words
from checker.languages import language_root
from checker.site.alternates import alternates, common_url, languages_with, offers, page_root


@pytest.mark.parametrize(("language", "root"), [("en", ""), ("es", "es/"), ("it", "it/")])
def test_each_language_has_its_folder_but_the_first(language, root):
    assert language_root(language) == root
    assert common_url(language, f"{root}acme/rules/") == "acme/rules/"


@pytest.mark.parametrize(("common", "found"), [("", ["en", "es"]), ("acme/", ["es"]), ("acme/rules/", ["en"])])
def test_a_language_has_a_page_where_there_is_its_source(tmp_path, common, found):
    for name in ("en/index.md", "es/index.md", "es/acme/index.md", "en/acme/rules.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert languages_with(tmp_path, common) == found


def test_who_reads_none_of_the_languages_gets_the_first_where_there_is_one():
    assert alternates("acme/", ["en", "it"], "../") == {"en": "../acme/", "it": "../it/acme/", "x-default": "../acme/"}
    assert alternates("acme/", ["it"], "../") == {"it": "../it/acme/"}


@pytest.mark.parametrize(
    ("url", "site_url", "root"),
    [("", "", "./"), ("es/acme/", "", "../../"), ("es/acme/", "https://acme.example/", "https://acme.example/")],
)
def test_a_page_names_the_root_by_the_address_of_the_site_or_the_way_there(url, site_url, root):
    assert page_root(url, site_url) == root


def test_a_language_is_offered_in_its_own_words():
    (offer,) = offers(["en"], {"en": Words("en")})
    assert offer["language"] == "en" and offer["accept"] == "English version"
