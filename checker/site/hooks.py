"""MkDocs hooks: they only hand over to `checker.site.site`, which knows nothing of MkDocs."""

import logging
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from checker.moment import fix_moment
from checker.policy.problems import AuthoringError
from checker.runtime.problem import RuntimeProblem
from checker.runtime.setting import WARNING, quick_start
from checker.site import content_security, leave_out, offline, site
from checker.site.application import App
from checker.site.doorman import guarded
from checker.site.files import write_files
from checker.site.heads import placeholders
from checker.site.maintain import Maintain
from checker.site.preview import Part, Preview, missing_parts
from checker.site.scripts import ScriptProblem
from checker.site.search import try_search
from checker.site.theme import Mender, ThemeProblem

_log = logging.getLogger("mkdocs.support-coverage")
_serving = False
_preview = Preview()
_mender = Mender()
_listed: list[Page] = []
"""The pages in the navigation of the language that is being built, in order."""


def on_startup(command: str, dirty: bool) -> None:
    """Note whether MkDocs serves: its own reloading is an inline script, which the policy would forbid."""
    global _serving
    _serving = command == "serve"


def on_config(config: MkDocsConfig) -> None:
    """Date the build, before MkDocs does, and take policies out of the navigation that are to be left out."""
    fix_moment()
    if config.nav:
        config.nav = leave_out.without_pages(config.nav, _left_out())


def on_pre_build(config: MkDocsConfig) -> None:
    """Stop early, with one report, when a policy file or a policy page is wrong, or what the site is built with."""
    global _mender
    if _is_inner(config):
        return
    _mender = Mender()
    if _serving:
        _preview.begin(config)
    try:
        site.prepare(config.site_url or "", str(config.extra["contact"]), _serving)
        try_search(map(Path, config.theme.dirs))
    except AuthoringError as error:
        raise PluginError(f"\n{error}{site.how_to_go_on(error)}") from None
    except (ScriptProblem, RuntimeProblem, ThemeProblem) as error:
        raise PluginError(f"\n{error}") from None
    _warn()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Drop pages of policies that are left out, and scripts that templates write into pages: none has an address."""
    away = _left_out()
    for file in [each for each in files if _is_inline(each) or leave_out.is_page_of(away, each.src_uri)]:
        files.remove(file)
    return files


def _is_inline(file: File) -> bool:
    return file.src_uri.startswith("inline/") and file.src_uri.endswith((".js", ".json"))


def _left_out() -> dict[str, str]:
    try:
        return site.policies_left_out()
    except leave_out.UnknownPolicy as error:
        raise PluginError(f"\n{error}") from None


def _warn() -> None:
    """Say loudly what is missing."""
    for title in _left_out().values():
        what = f"{title} is left out of this site, as {leave_out.VARIABLE} asks: no pages, no tables, no questions."
        _say(f"{what} Do not publish it by mistake.")


def _say(*warnings: str) -> None:
    """As warnings of MkDocs, they would stop a strict build."""
    for each in warnings:
        print(f"WARNING -  {each}", file=sys.stderr)


@event_priority(-200)  # after i18n, which puts it into the language
def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Escape the titles in mkdocs.yml. Remember how this language is built, if pages may change while being served."""
    for item in _items(nav.items):
        if "title" in vars(item):
            item.title = escape(item.title)
    _listed[:] = nav.pages
    if _serving:
        _preview.add(Part(str(config.theme["language"]), config, files, nav))
    return nav


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Any) -> str:
    """Fill in what pages take from mkdocs.yml and from the policies. Escape the title: the theme does not."""
    if "title" in page.meta:
        page.meta["title"] = escape(page.meta["title"])
    language = str(config.theme["language"])
    if site.is_draft_page(language, page.url):
        page.meta.update(robots="noindex", search={"exclude": True})
    if other := page.meta.get("lang"):
        page.meta.update(robots="noindex", search={"exclude": True}, untranslated=site.untranslated(language, other))
    markdown = site.without_left_out(markdown, language, page.file.src_uri)
    return site.fill_in(markdown, language, page.url, str(config.extra["contact"]))


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Any) -> str:
    """Lead from policy pages to the glossary. Escape the ids in the table of contents: the theme does not.

    What the page says so far is what it says as plain Markdown.
    """
    for item in _items(page.toc):
        item.id = escape(item.id)
    language, title = str(config.theme["language"]), str(page.meta["title"])
    site.write_plain(Path(config.site_dir), html, language, page.url, title, config.site_url or "")
    return site.mark_terms(html, language, page.url)


def on_env(env: Environment, config: MkDocsConfig, files: Any) -> Environment:
    """Escape what the templates are given; keep them compiled for the other languages and the next build.

    All pages of the language have been read by now. They are written next, with what starts Python.
    """
    try:
        site.wait_for_runtime()
    except RuntimeProblem as error:
        raise PluginError(f"\n{error}") from None
    named, pages = (config.site_name, str(config.site_description)), [(page.url, page.meta) for page in _listed]
    site.write_llms(Path(config.site_dir), str(config.theme["language"]), named, pages, config.site_url or "")
    env.autoescape = site.escapes
    env.bytecode_cache = site.template_cache()
    config.site_name = escape(config.site_name)
    if _serving:
        _preview.add_templates(str(config.theme["language"]), env)
    return env


@event_priority(-200)  # after search, which keeps plain spaces
def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Any) -> dict[str, Any]:
    """Give the templates the words and policies of the page's language, and its content as it is printed.

    Escape what i18n gives them.
    """
    extra: Any = config.extra
    for other in extra.alternate:  # where i18n has just put them: not an item
        other.update({name: escape(other[name]) for name in ("name", "link")})
    language = str(config.theme["language"])
    page.content = site.set_text(page.content or "", language, page.url)
    if other := page.meta.get("lang"):
        page.content = f'<div lang="{escape(other)}">{page.content}</div>'
    context.update(site.page_context(language, page.url, config.site_url or ""))
    context["service_worker"] = "" if _serving else offline.NAME
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Translate what the theme and the extensions say in English only, and repair the theme's markup."""
    language = str(config.theme["language"])
    return _mender.mend(site.translate_attributes(output, language), site.words(language))


@event_priority(-200)  # after i18n, which puts the search index of all languages together
def on_post_build(config: MkDocsConfig) -> None:
    """Add what the pages load; give each page its Content-Security-Policy; list what browsers keep; last, list it all.

    Nobody who writes pages must ever see a kept one, not even from a finished site at the same address.
    """
    if _is_inner(config):
        return
    try:
        _mender.check(map(Path, config.theme.dirs))
    except ThemeProblem as error:
        raise PluginError(f"\n{error}") from None
    folder = Path(config.site_dir)
    try:
        _finish(folder, config.site_url or "")
    except AuthoringError as error:
        raise PluginError(f"\n{error}") from None
    write_files(folder)
    _warn()
    _say(*site.due(), *site.left_to_do())
    if not _serving:
        _say(*placeholders(config.site_url or "", str(config.extra["contact"])))
    if not quick_start():
        print(WARNING, file=sys.stderr)  # a warning in MkDocs' own log would stop a strict build


def _finish(folder: Path, site_url: str) -> None:
    site.finish(folder, site_url)
    if _serving:
        offline.write_remover(folder)
        _preview.end()
    else:
        content_security.secure_pages(folder)
        offline.write_worker(folder)


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
    """Have only those pages built that change, if this MkDocs lets us; and serve nobody who asks by another's name."""
    app: App = server.serve_request
    if missing := missing_parts():
        _log.warning(
            "MkDocs has changed: it has no %s as checker/site/preview.py knows it. Each edit builds the whole site.",
            " and no ".join(missing),
        )
    else:
        server.builder = partial(_preview.build, config, server.builder)
        app = _preview.overlay.on(app)
    app = Maintain(Path(config.site_dir)).on(app)
    server.set_app(guarded(app, [config.dev_addr.host]))
    return server


def _items(items: Iterable[Any]) -> Iterator[Any]:
    """Everything in the navigation, or in a table of contents, at any depth."""
    for item in items:
        yield item
        yield from _items(item.children or [])


def _is_inner(config: MkDocsConfig) -> bool:
    """Whether this is the build of a further language: i18n runs each within the build of the first."""
    i18n: Any = config.plugins["i18n"]
    if not hasattr(i18n, "building"):
        raise PluginError(
            "mkdocs-static-i18n has changed: it does not say any more (in `building`) whether it builds a further "
            "language, which checker/site/hooks.py must know."
        )
    return bool(i18n.building)
