"""The other languages of a page: where it is in them, and how a visitor who reads one of them is offered it."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from checker.core.model.words import Words
from checker.languages import DEFAULT, LANGUAGES, language_root


def common_url(language: str, url: str) -> str:
    """The part of a page's address that is the same in every language."""
    return url.removeprefix(language_root(language))


def languages_with(docs: Path, common: str) -> list[str]:
    """The languages that have the page, by its sources in `docs`."""
    stem = common.rstrip("/")
    names = (f"{stem}.md", f"{stem}/index.md") if stem else ("index.md",)
    return [language for language in LANGUAGES if any((docs / language / name).exists() for name in names)]


def alternates(common: str, languages: Iterable[str], root: str) -> dict[str, str]:
    """Addresses by language, and by `x-default`, each beginning with `root`."""
    found = {language: root + language_root(language) + common for language in languages}
    return {**found, "x-default": found[DEFAULT]} if DEFAULT in found else found


def page_root(url: str, site_url: str) -> str:
    """The site's root as the page at `url` writes it: the full address where it is known, else the way there."""
    return site_url or "../" * url.count("/") or "./"


def offers(languages: Iterable[str], words: Mapping[str, Words]) -> list[dict[str, str]]:
    """For each language the words that offer its readers a page, in that language itself."""
    return [
        {
            "language": language,
            "said": words[language].gettext("This page is also available in English."),
            "accept": words[language].gettext("English version"),
            "decline": words[language].gettext("Stay on this page"),
        }
        for language in languages
    ]
