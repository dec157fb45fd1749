"""What the site needs beyond its pages: the words for its templates, and the files that the checker page loads."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache, partial
from html import escape, unescape
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from jinja2 import FileSystemBytecodeCache
from markupsafe import Markup

from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy
from checker.core.model.words import Words
from checker.core.words.freshness import checked_text
from checker.diff.history import History, read_history
from checker.languages import TABLE, language_root
from checker.library.catalogues import script_messages
from checker.library.library import open_library, policy_files, shown
from checker.library.opened import Library
from checker.library.translations import is_draft, is_draft_language
from checker.moment import build_day, changed_on, today
from checker.pages import markers, typography
from checker.pages.clause_history import add_histories, clause_history
from checker.pages.editions import EDITION, build_version, edition, write_edition
from checker.pages.markers import MARKER, policy_folder
from checker.pages.notices import page_notices
from checker.pages.releases_in_words import page_of
from checker.pages.term_links import link_terms
from checker.pages.unwritten import unwritten
from checker.pages.worked import Worked
from checker.places import ROOT, WEB
from checker.policy.glossary import Term, read_terms
from checker.policy.problems import AuthoringError, Problem
from checker.policy.safety import check_links
from checker.policy.source import read_yaml
from checker.policy.written import read_written
from checker.review.due import due_soon
from checker.review.ledger import unreviewed_drafts
from checker.site import findings, leave_out
from checker.site.alternates import alternates, common_url, languages_with, offers, page_root
from checker.site.assets import scripts_path, write_assets
from checker.site.bundle import bundle, check_runtime, make_quick_files
from checker.site.calendars import write_calendars
from checker.site.card_image import CardWords
from checker.site.cards import card_context, card_path, cards, write_cards
from checker.site.data import write_data
from checker.site.element import PAGE, write_element
from checker.site.feeds import ALL, feed_path, feeds, write_feeds
from checker.site.guide import Listed, write_guide
from checker.site.inline_scripts import inline_script, rules
from checker.site.missing import write_missing_pages
from checker.site.moved import write_moved_pages
from checker.site.plain_pages import as_text, plain_page, write_plain_page
from checker.site.search import split_index
from checker.site.sitemap import announce
from checker.site.sources import source_problems
from checker.site.structured import breadcrumbs, questions, structured_data
from checker.site.titles import full_title, with_vendor

Meta = Mapping[str, Any]
"""The head of a page."""

_maker = ThreadPoolExecutor(1)
_ordered: list[Future[None]] = []
_held: dict[str, Library] = {}
faults: list[Problem] = []
"""What is wrong with the sources of a site that is being served all the same."""


def prepare(site_url: str = "", contact: str = "", serving: bool = False) -> Library:
    """The library as the sources are now. What starts Python quickly is being made from then on, beside the pages.

    A site that is only being served starts Python as the runtime is published, where no quicker way has been made yet;
    and once it has been built, mistakes in the sources stop it no more: it continues with the library that it has, and
    `faults` says them.

    Raises AuthoringError with what is wrong in policies and on pages, ScriptProblem with what is in scripts,
    RuntimeProblem where no page could start this runtime, and UnknownPolicy where it is to be built without a policy
    that there is not.
    """
    former = _held.pop("library", None)
    for kept in (_edition, _terms, _cards, _history, _unreviewed):
        kept.cache_clear()
    check_runtime()
    check_links(shown(ROOT))
    scripts_path()
    away, found = policies_left_out(), list(source_problems(shown(ROOT), _names(), site_url, contact))
    problems = [each for each in found if leave_out.policy_of(each.place.path, away, shown(ROOT)) is None]
    try:
        _library()
    except AuthoringError as error:
        problems += error.problems
    if problems and not (serving and former):
        raise AuthoringError(problems)
    if former:
        _held.setdefault("library", former)
    faults[:] = sorted(set(problems))
    library = _library()
    if not serving:
        _ordered.append(_maker.submit(make_quick_files, library))
    return library


def wait_for_runtime() -> None:
    """Return when it has been made. Raises RuntimeProblem."""
    while _ordered:
        _ordered.pop().result()


def _library() -> Library:
    if "library" not in _held:
        away = policies_left_out()
        _held["library"] = open_library(names=[name for name in _names() if name not in away])
    return _held["library"]


def _names() -> list[str]:
    return [path.stem for path in policy_files()]


def policies_left_out() -> dict[str, str]:
    """The policies that this build leaves out, by id, each with its title in the navigation. Raises UnknownPolicy."""
    away = leave_out.left_out(_names())
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8") if away else ""
    titles = {name: re.search(rf"^ +- (.+):\n +- {name}/index\.md", settings, re.MULTILINE) for name in away}
    return {name: found[1] if found else name for name, found in titles.items()}


def due() -> Iterator[str]:
    """The policies of this site that are soon to be compared with the vendor's text again, a line each."""
    return due_soon((_worked(name).file for name in _library().policies), today())


def how_to_go_on(error: AuthoringError) -> str:
    """A hint after the report: how to build the site without the policies that are broken, where that helps."""
    return leave_out.hint(error.problems, _names(), shown(ROOT))


@cache
def _edition() -> str:
    return edition(_library())


def _worked(policy: str) -> Worked:
    path = _file(policy)
    model = _library().folder / f"{policy}.json"
    return _worked_out(path, path.read_text(encoding="utf-8"), model.read_text(encoding="utf-8"))


@cache
def _history(policy: str) -> History:
    return read_history(policy)


@cache
def _worked_out(path: Path, text: str, model: str) -> Worked:
    """From a policy file with that text; the tables and examples stay as long as text and model do."""
    return Worked(read_written(read_yaml(path, text)), read_policy(json.loads(model)))


def words(language: str) -> Words:
    """The words of that language."""
    return _library().words[language]


@cache
def _terms(language: str) -> list[Term]:
    return read_terms(ROOT / "docs", language)


def without_left_out(markdown: str, language: str, source: str) -> str:
    """The Markdown of the page at `source`, below the folder of pages, without the policies that are left out."""
    away, names = policies_left_out(), _names()
    if not away:
        return markdown
    folder = source.removeprefix(f"{language}/").rpartition("/")[0]
    markdown = leave_out.without_links(markdown, folder, away)
    return leave_out.without_columns(markdown, [names.index(name) for name in away], len(names))


def fill_in(markdown: str, language: str, url: str, contact: str) -> str:
    """The Markdown of the page at `url` with each `{{ marker }}` replaced by what it means."""
    return markers.fill_in(markdown, _library(), _worked, _history, language, url, contact)


def ingredients(language: str, url: str, markdown: str) -> list[Any]:
    """What edits of other pages can change on the page at `url`, to be compared: glossary, clauses, library."""
    library, words = _library(), _library().words[language]
    policy = library.policies.get(policy_folder(language, url))
    return [
        [_terms(language), page_notices(library, policy, words, url)] if policy else [],
        (words.clauses[policy.id] if policy else words.clauses) if MARKER.search(markdown) else {},
        library.folder if re.search("^template: (?!tables)", markdown, re.MULTILINE) else "",
    ]


def write_plain(site: Path, html: str, language: str, url: str, title: str, site_url: str) -> None:
    """Write the page at `url` with this content, as Markdown gives it, as plain Markdown into the folder `site`."""
    words, policy = _library().words[language], _library().policies.get(policy_folder(language, url))
    address = urljoin(site_url, url) if site_url else "./"
    own = words.gettext("The page itself:") + f" [{as_text(unescape(title))}]({address})"
    notices = [_without(words), _draft_notice(words, url), *(_out_of_date(policy, words, url) if policy else [])]
    notes = [*map(as_text, _authority(policy, words) if policy else []), own]
    write_plain_page(site, url, plain_page(html, address, map(as_text, filter(None, notices)), notes))


def _out_of_date(policy: Policy, words: Words, url: str) -> Iterator[str]:
    found = page_notices(_library(), policy, words, url)
    if found["overdue"]:
        yield found["overdue_text"]
    if found["stale"]:
        listed = ", ".join(clause["id"] for clause in found["stale"])
        _ = words.gettext
        said = _(
            "The original of these clauses on this page has changed, and the translation has not been compared with "
            "it yet:"
        )
        yield f"{said} {listed}"


def _authority(policy: Policy, words: Words) -> Iterator[str]:
    """Whose text counts, as below each policy page."""
    _ = words.gettext
    yield words.format(_("This page explains {vendor}'s policy in our own words."), vendor=policy.vendor)
    yield words.format(_("The vendor's own text is what counts: {authority}"), authority=_(policy.authority))
    yield checked_text(policy, words)


def write_llms(
    site: Path, language: str, named: tuple[str, str], pages: Iterable[tuple[str, Meta]], site_url: str
) -> None:
    """Write the `llms.txt` of the language: of a site with this name and description, and these pages with heads."""
    words = _library().words[language]
    listed = [_listed(url, meta, words) for url, meta in pages if "robots" not in meta]
    write_guide(site, *named, sorted(listed, key=lambda page: page.heading != listed[0].heading), words, site_url)


def _listed(url: str, meta: Meta, words: Words) -> Listed:
    policy = _library().policies.get(policy_folder(words.language, url))
    heading = words.gettext(policy.title if policy else "This site")
    return Listed(url, unescape(meta["title"]), meta["description"], heading, "search" in meta)


def mark_terms(html: str, language: str, url: str) -> str:
    """The content of the page at `url`, on a policy page with its glossary terms marked."""
    if policy_folder(language, url) not in _library().policies:
        return html
    return link_terms(html, _terms(language), f"{page_root(url, '')}{language_root(language)}glossary/")


def set_text(html: str, language: str, url: str) -> str:
    """The content of the page at `url` as it is printed: with spaces that do not break, and sums as the language does.

    On a policy page each clause says since when it is there. Search has read the page before.
    """
    policy, words = policy_folder(language, url), _library().words[language]
    if policy in _library().policies:
        page = f"{page_root(url, '')}{page_of(policy, language)}"
        html = add_histories(html, clause_history(_history(policy), language), page, words)
    return typography.set_text(html, language)


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
        **_announced(words, policy, url, site_url),
        "feeds": _feeds(words, policy, url, site_url),
        "card": _card(words, policy, site_url),
        "draft": _draft_notice(words, url),
        "without": _without(words),
        "language_root": language_root(language),
        "scripts": scripts_path(),
        "edition": _edition(),
        "edition_file": EDITION,
        "inline": lambda name: Markup(inline_script(name)),  # noqa: S704 (one of the written list)
        "rules": lambda: Markup(rules()),  # noqa: S704 (so is this)
        "bundle": partial(bundle, library, words),
        "findings": findings,
        "build": f"{build_version()}, {build_day()}",
        "script_messages": {message: words.gettext(message) for message in script_messages(WEB)},
    }


def _feeds(words: Words, policy: Policy | None, url: str, site_url: str) -> list[dict[str, str]]:
    """The feeds that the page at `url` names in its head: that of all policies, and that of its own."""
    root, own = page_root(url, site_url), policy.id if policy else ALL
    found = feeds({name: _history(name) for name in _library().policies}, words)
    return [
        {"address": root + feed_path(each.name, words.language), "title": each.title}
        for each in found
        if each.name in {own, ALL}
    ]


def left_to_do() -> Iterator[str]:
    """What a build says loudly and continues with: drafts that nobody has reviewed, texts that nobody has written."""
    yield from map(str, unreviewed_drafts())
    if found := unwritten(shown(ROOT)):
        yield f"Texts still to be written or translated: {len(found)}, from {found[0].place} on. See “checker status”."


def untranslated(language: str, other: str) -> str:
    """What to say on a page in that language which is still in the other one."""
    words = _library().words[language]
    said = words.gettext("This page has not been translated yet. It is in {language}.")
    return words.format(said, language=TABLE[other].name)


def is_draft_page(language: str, url: str) -> bool:
    """Whether the page at `url` belongs to a policy or a language that is marked as a draft."""
    return is_draft_language(ROOT, language) or _is_of_draft(language, url)


@cache
def _unreviewed() -> frozenset[str]:
    return frozenset(problem.place.path.stem for problem in unreviewed_drafts())


def _is_of_draft(language: str, url: str) -> bool:
    name = policy_folder(language, url)
    return name in _names() and is_draft(_file(name))


def _draft_notice(words: Words, url: str) -> str:
    if policy_folder(words.language, url) in _unreviewed():
        return words.gettext("This policy is a draft that nobody has compared with the vendor's text yet.")
    if _is_of_draft(words.language, url):
        return words.gettext("This policy is a draft. Parts of it may not be translated yet.")
    if is_draft_language(ROOT, words.language):
        return words.gettext("This translation is a draft. Parts of it may still be in English.")
    return ""


def _file(policy: str) -> Path:
    return next(path for path in policy_files() if path.stem == policy)


def _without(words: Words) -> str:
    """What the site says about the policies that it leaves out; nothing where it has them all."""
    titles = ", ".join(policies_left_out().values())
    template = words.gettext("Left out of this copy of the site: {policies}.")
    return words.format(template, policies=titles) if titles else ""


def _languages_context(language: str, url: str, site_url: str) -> dict[str, Any]:
    """Of the same page in other languages: `alternates`, `offers`, and their parts of addresses.

    `embedded` leads to the embedded checker in each language.
    """
    common = common_url(language, url)
    languages = languages_with(ROOT / "docs", common)
    return {
        "common_url": common,
        "roots": {each: language_root(each) for each in languages},
        "alternates": alternates(common, languages, page_root(url, site_url)),
        "offers": offers(_offered(language, languages), _library().words),
        "locales": {code: each.country for code, each in TABLE.items()},
        "embedded": {
            each: page_root(url, "") + language_root(each) + PAGE for each in languages_with(ROOT / "docs", PAGE)
        },
        "language_names": {code: each.name for code, each in TABLE.items()},
    }


def _offered(language: str, languages: list[str]) -> list[str]:
    """The languages that a page in this one offers: those in which the site is no draft."""
    return [each for each in languages if each != language and not is_draft_language(ROOT, each)]


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
    announce(site, site_url, changed_on("docs"))
    write_cards(site, _cards() if site_url else {})
    write_edition(_library(), site)
    write_element(site, _library().words.values())
    write_data(site, {name: _worked(name) for name in _library().policies}, _library().words)
    _write_changes(site, site_url)
    write_moved_pages(site, ROOT / "docs", WEB / "theme", _library().words)
    without = {language: _without(words) for language, words in _library().words.items()}
    write_missing_pages(site, _library(), WEB / "theme", scripts_path(), site_url, without)


def _write_changes(site: Path, site_url: str) -> None:
    """Feeds and calendars of what changed."""
    policies, words = _library().policies, _library().words.values()
    histories = {name: _history(name) for name in policies}
    write_feeds(site, histories, words, _site_name(), site_url)
    write_calendars(site, policies.values(), histories, words)


def _site_name() -> str:
    return str(read_yaml(ROOT / "mkdocs.yml").entries["site_name"])


def _announced(words: Words, policy: Policy | None, url: str, site_url: str) -> dict[str, Any]:
    """What search engines are told of the page at `url`: `full_title` of its title, `described` and `structured`."""
    root, home = page_root(url, site_url), language_root(words.language)
    front = f"{home}{policy.id}/" if policy else home

    def structured(title: str, markdown: str) -> dict[str, Any]:
        steps = {root + home: words.gettext("Home page")}
        steps |= {root + front: words.gettext(policy.title)} if policy else {}
        asked = questions(markdown, words.language) if url.endswith("/faq/") else None
        return structured_data(breadcrumbs({**steps, **({} if url in (home, front) else {root + url: title})}), asked)

    return {
        "full_title": lambda title: full_title(title, policy, url == front, words),
        "described": lambda text: with_vendor(text, policy),
        "structured": structured,
    }


def _card(words: Words, policy: Policy | None, site_url: str) -> dict[str, Any] | None:
    """The social card of a page, where the address of the site is known, and the page is to be found."""
    path = card_path(words.language, policy)
    return card_context(path, _cards()[path], site_url) if site_url and path in _cards() else None


@cache
def _cards() -> dict[str, CardWords]:
    """What the social cards say, by path: of all languages and policies that are not marked as drafts."""
    name = _site_name()
    policies = [policy for policy in _library().policies.values() if not is_draft(_file(policy.id))]
    made: dict[str, CardWords] = {}
    for language, words in _library().words.items():
        if not is_draft_language(ROOT, language):
            home = (ROOT / "docs" / language / "index.md").read_text(encoding="utf-8")
            made |= cards(name, home, policies, words)
    return made


@cache
def escapes(template: str | None) -> bool:
    """Whether this template escapes texts: all of ours do. The theme's own take HTML from MkDocs."""
    return template is not None and (WEB / "theme" / template).exists()


def template_cache() -> FileSystemBytecodeCache:
    """Where the templates stay compiled. What Jinja calls them by does not say which are escaped: so the name does."""
    folder = ROOT / ".cache" / "templates-escaped"
    folder.mkdir(parents=True, exist_ok=True)
    return FileSystemBytecodeCache(str(folder))


def write_library(site: Path) -> None:
    """Add what a checker page of this library loads to the built site."""
    write_assets(_library(), site)
