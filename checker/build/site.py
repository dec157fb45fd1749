"""What the site needs beyond its pages: the words for its templates, and the files that the checker page loads."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from checker.build import markers
from checker.build.alternates import LOCALES, alternates, common_url, language_root, languages_with, offers, page_root
from checker.build.assets import WEB, scripts_path, write_assets
from checker.build.bundle import bundle, quick_files
from checker.build.catalogues import script_messages
from checker.build.editions import EDITION, edition, write_edition
from checker.build.glossary import Term, glossary_problems, read_terms
from checker.build.library import ROOT, Library, open_library, policy_files, shown
from checker.build.markers import marker_problems, policy_folder
from checker.build.missing import write_missing_pages
from checker.build.notices import page_notices
from checker.build.problems import AuthoringError
from checker.build.search import split_index
from checker.build.sitemap import announce
from checker.build.source import Source, read_yaml
from checker.build.table_page import jumps
from checker.build.term_links import link_terms
from checker.core.calendar import parse_date
from checker.core.messages import Words
from checker.core.model import Fact, Policy


def prepare() -> Library:
    """The library as the sources are now, with what the checker page loads.

    Raises AuthoringError with what is wrong in policies and on pages, RuntimeProblem.
    """
    for kept in (_library, _source, _terms):
        kept.cache_clear()
    docs = shown(ROOT / "docs")
    problems = [*marker_problems(docs, [path.stem for path in policy_files()]), *glossary_problems(docs)]
    try:
        library = _library()
    except AuthoringError as error:
        raise AuthoringError([*error.problems, *problems]) from None
    if problems:
        raise AuthoringError(problems)
    quick_files(library)
    return library


@cache
def _library() -> Library:
    return open_library()


@cache
def _source(policy: str) -> Source:
    return next(read_yaml(path) for path in policy_files() if path.stem == policy)


def words(language: str) -> Words:
    """The words of that language."""
    return _library().words[language]


@cache
def _terms(language: str) -> list[Term]:
    return read_terms(ROOT / "docs", language)


def fill_in(markdown: str, language: str, url: str, contact: str) -> str:
    """The Markdown of the page at `url` with each `{{ marker }}` replaced by what it stands for."""
    return markers.fill_in(markdown, _library(), _source, language, url, contact)


def mark_terms(html: str, language: str, url: str) -> str:
    """The content of the page at `url`, on a policy page with its glossary terms marked."""
    if policy_folder(language, url) not in _library().policies:
        return html
    return link_terms(html, _terms(language), f"{page_root(url, '')}{language_root(language)}glossary/")


def page_context(language: str, url: str, site_url: str) -> dict[str, Any]:
    """For templates: `_` (gettext), `policies`, `policy` (that of the page at `url`, or None) and what it needs."""
    library = _library()
    words, policy = library.words[language], library.policies.get(policy_folder(language, url))
    return {
        **_languages_context(language, url, site_url),
        **(page_notices(library, policy, words, url) if policy else {}),
        "_": lambda message: escape(words.gettext(message)),
        "policies": list(library.policies.values()),
        "policy": policy,
        "language_root": language_root(language),
        "scripts": scripts_path(),
        "edition": edition(library),
        "edition_file": EDITION,
        "jumps": lambda policy: jumps(policy, words),
        "bundle": bundle(library, words),
        "script_messages": {message: words.gettext(message) for message in script_messages(WEB)},
    }


def _languages_context(language: str, url: str, site_url: str) -> dict[str, Any]:
    """Of the same page in other languages: `alternates`, `offers`, and their parts of addresses."""
    common = common_url(language, url)
    languages = languages_with(ROOT / "docs", common)
    return {
        "common_url": common,
        "roots": {each: language_root(each) for each in languages},
        "alternates": alternates(common, languages, page_root(url, site_url)),
        "offers": offers((each for each in languages if each != language), _library().words),
        "locales": LOCALES,
    }


def translate_attributes(html: str, language: str) -> str:
    """A finished page, with the titles and labels that MkDocs and its theme leave in English translated."""
    _ = _library().words[language].gettext
    messages = {
        "Permanent link": _("Permanent link"),
        "Switch to dark mode": _("Switch to dark mode"),
        "Switch to light mode": _("Switch to light mode"),
    }
    for english, translated in messages.items():
        html = re.sub(rf'(title|aria-label)="{english}"', rf'\1="{escape(translated)}"', html)
    return html


def _day(text: str) -> date:
    day = parse_date(text)
    assert day is not None
    return day


def finish(site: Path, site_url: str) -> None:
    """Add to the built pages in the folder `site` what they load, and what leads to them or away from dead ends."""
    write_assets(_library(), site)
    split_index(site, _library().words)
    announce(site, site_url)
    write_edition(_library(), site)
    write_missing_pages(site, _library(), WEB / "theme", scripts_path(), site_url)


@dataclass(frozen=True)
class Step:
    """A page of the form: one fact, or the facts of a group."""

    id: str
    group: str
    facts: tuple[Fact, ...]


def steps(policy: Policy) -> list[Step]:
    """The pages of a policy's form, in asking order."""
    found: dict[str, Step] = {}
    for fact in policy.facts:
        name = f"{policy.id}.{fact.group or fact.id}"
        others = found[name].facts if name in found else ()
        found[name] = Step(name, fact.group, (*others, fact))
    return list(found.values())


FILTERS = {"steps": steps}
