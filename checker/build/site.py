"""What the site needs beyond its pages: the words for its templates, and the files that the checker page loads."""

import json
import re
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from html import escape
from pathlib import Path
from typing import Any

from jinja2 import FileSystemBytecodeCache

from checker.build import markers
from checker.build.alternates import LOCALES, alternates, common_url, language_root, languages_with, offers, page_root
from checker.build.assets import scripts_path, write_assets
from checker.build.bundle import bundle, make_quick_files
from checker.build.catalogues import script_messages
from checker.build.editions import EDITION, edition, write_edition
from checker.build.glossary import Term, glossary_problems, read_terms
from checker.build.heads import head_problems, settings_problems
from checker.build.library import ROOT, Library, open_library, policy_files, shown
from checker.build.markers import MARKER, marker_problems, policy_folder
from checker.build.missing import write_missing_pages
from checker.build.notices import page_notices
from checker.build.problems import AuthoringError
from checker.build.safety import check_links, page_problems
from checker.build.scripts import WEB
from checker.build.search import split_index
from checker.build.sitemap import announce
from checker.build.source import read_yaml
from checker.build.term_links import link_terms
from checker.build.worked import Worked
from checker.core.messages import Words
from checker.core.serial import read_policy

_maker = ThreadPoolExecutor(1)
_ordered: list[Future[None]] = []


def prepare(site_url: str = "", serving: bool = False) -> Library:
    """The library as the sources are now. What starts Python quickly is being made from then on, beside the pages.

    A site that is only being served starts Python as the runtime is published, where no quicker way has been made yet.
    Raises AuthoringError with what is wrong in policies and on pages, ScriptProblem with what is in scripts.
    """
    for kept in (_library, _edition, _terms):
        kept.cache_clear()
    check_links(shown(ROOT))
    scripts_path()
    docs = shown(ROOT / "docs")
    problems = [*marker_problems(docs, [path.stem for path in policy_files()]), *glossary_problems(docs)]
    problems += [*page_problems(docs), *head_problems(docs)]
    problems += settings_problems(shown(ROOT / "mkdocs.yml"), site_url)
    try:
        library = _library()
    except AuthoringError as error:
        raise AuthoringError([*error.problems, *problems]) from None
    if problems:
        raise AuthoringError(problems)
    if not serving:
        _ordered.append(_maker.submit(make_quick_files, library))
    return library


def wait_for_runtime() -> None:
    """Return when it has been made. Raises RuntimeProblem."""
    while _ordered:
        _ordered.pop().result()


@cache
def _library() -> Library:
    return open_library()


@cache
def _edition() -> str:
    return edition(_library())


def _worked(policy: str) -> Worked:
    path = next(path for path in policy_files() if path.stem == policy)
    model = _library().folder / f"{policy}.json"
    return _worked_out(path, path.read_text(encoding="utf-8"), model.read_text(encoding="utf-8"))


@cache
def _worked_out(path: Path, text: str, model: str) -> Worked:
    """From a policy file with that text; the tables and examples stay as long as text and model do."""
    return Worked(read_yaml(path, text), read_policy(json.loads(model)))


def words(language: str) -> Words:
    """The words of that language."""
    return _library().words[language]


@cache
def _terms(language: str) -> list[Term]:
    return read_terms(ROOT / "docs", language)


def fill_in(markdown: str, language: str, url: str, contact: str) -> str:
    """The Markdown of the page at `url` with each `{{ marker }}` replaced by what it stands for."""
    return markers.fill_in(markdown, _library(), _worked, language, url, contact)


def ingredients(language: str, url: str, markdown: str) -> list[Any]:
    """What edits of other pages can change on the page at `url`, to be compared: glossary, clauses, library."""
    library, words = _library(), _library().words[language]
    policy = library.policies.get(policy_folder(language, url))
    return [
        [_terms(language), page_notices(library, policy, words, url)] if policy else [],
        (words.clauses[policy.id] if policy else words.clauses) if MARKER.search(markdown) else {},
        library.folder if re.search("^template:", markdown, re.MULTILINE) else "",
    ]


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
        "_": words.gettext,
        "policies": list(library.policies.values()),
        "policy": policy,
        "language_root": language_root(language),
        "scripts": scripts_path(),
        "edition": _edition(),
        "edition_file": EDITION,
        "bundle": partial(bundle, library, words),
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
        for name in ("title", "aria-label"):
            html = html.replace(f'{name}="{english}"', f'{name}="{escape(translated)}"')
    return html


def finish(site: Path, site_url: str) -> None:
    """Add to the built pages in the folder `site` what they load, and what leads to them or away from dead ends."""
    write_assets(_library(), site)
    split_index(site, _library().words)
    announce(site, site_url)
    write_edition(_library(), site)
    write_missing_pages(site, _library(), WEB / "theme", scripts_path(), site_url)


@cache
def escapes(template: str | None) -> bool:
    """Whether this template escapes texts: all of ours do. The theme's own take HTML from MkDocs."""
    return template is not None and (WEB / "theme" / template).exists()


def template_cache() -> FileSystemBytecodeCache:
    """Where the templates stay compiled. What Jinja calls them by does not say which are escaped: hence the name."""
    folder = ROOT / ".cache" / "templates-escaped"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def write_library(site: Path) -> None:
    """Add what a checker page of this library loads to the built site."""
    write_assets(_library(), site)
