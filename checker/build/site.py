"""What the site needs beyond its pages: the words for its templates, and the files that the checker page loads."""

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from checker.build.bundle import bundle, quick_files, write_bundle
from checker.build.catalogues import script_messages
from checker.build.compare import compare, markup
from checker.build.editions import editions
from checker.build.evidence import Evidence
from checker.build.evidence_page import evidence_text
from checker.build.library import ROOT, Library, open_library, policy_files
from checker.build.moment import build_day
from checker.build.notices import page_notices
from checker.build.search import split_index
from checker.build.source import Source, read_yaml
from checker.build.table_page import jumps, page_text
from checker.build.tables import make_tables
from checker.core.calendar import parse_date
from checker.core.messages import Words
from checker.core.model import Fact, Policy

WEB = ROOT / "checker" / "web"
ASSETS = Path("assets") / "checker"
SUGGESTIONS = ROOT / "node_modules" / "accessible-autocomplete" / "dist"


def prepare() -> Library:
    """The library as the sources are now, with what the checker page loads. Raises AuthoringError, RuntimeProblem."""
    _library.cache_clear()
    _source.cache_clear()
    quick_files(_library())
    return _library()


@cache
def _library() -> Library:
    return open_library()


@cache
def _source(policy: str) -> Source:
    return next(read_yaml(path) for path in policy_files() if path.stem == policy)


def words(language: str) -> Words:
    """The words of that language."""
    return _library().words[language]


def fill_in(markdown: str, language: str, url: str, contact: str) -> str:
    """The Markdown of the page at `url` with each `{{ marker }}` replaced by what it stands for."""
    makers: dict[str, Callable[[], str]] = {
        "contact": lambda: f"[{contact}](mailto:{contact})",
        "compare": lambda: _comparison(language),
        "editions": lambda: editions(_library(), _library().words[language], build_day()),
        "evidence": lambda: _evidence(language, url),
        "tables": lambda: _decision_tables(language, url),
    }
    return re.sub(r"\{\{ (\w+) \}\}", lambda found: makers[found[1]]() if found[1] in makers else found[0], markdown)


def _comparison(language: str) -> str:
    library = _library()
    return markup(compare(library.policies.values(), library.words[language]), language)


def _decision_tables(language: str, url: str) -> str:
    library = _library()
    policy = library.policies[_folder(language, url)]
    tables = make_tables(policy, _day(policy.checked_on))
    return page_text(policy, tables, library.words[language], "../" * url.count("/"))


def _evidence(language: str, url: str) -> str:
    library = _library()
    policy, words = library.policies[_folder(language, url)], library.words[language]
    today = _day(policy.checked_on)
    evidence = Evidence(_source(policy.id), policy, words, today)
    return evidence_text(ROOT / "docs", policy, evidence, words, "../" * url.count("/"), today)


def page_context(language: str, url: str) -> dict[str, Any]:
    """For templates: `_` (gettext), `policies`, `policy` (that of the page at `url`, or None) and what it needs."""
    library = _library()
    words, policy = library.words[language], library.policies.get(_folder(language, url))
    return {
        **(page_notices(library, policy, words, url) if policy else {}),
        "_": lambda message: escape(words.gettext(message)),
        "policies": list(library.policies.values()),
        "policy": policy,
        "language_root": "" if language == "en" else f"{language}/",
        "jumps": lambda policy: jumps(policy, words),
        "bundle": bundle(library, words),
        "script_messages": {message: words.gettext(message) for message in script_messages(WEB)},
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


def _folder(language: str, url: str) -> str:
    return url.removeprefix(f"{language}/").split("/")[0]


def _day(text: str) -> date:
    day = parse_date(text)
    assert day is not None
    return day


def finish(site: Path) -> None:
    """Add to the built pages in the folder `site` what they load: the checker's own files and the search indexes."""
    _write_assets(site)
    split_index(site, _library().words)


def _write_assets(site: Path) -> None:
    """Copy scripts, styles, the Python runtime, the engine's wheel and the library into the built site."""
    target = site / ASSETS
    library = _library()
    target.mkdir(parents=True, exist_ok=True)
    suggestions = (SUGGESTIONS / f"accessible-autocomplete.min.{kind}" for kind in ("js", "css"))
    for path in (*WEB.glob("*.*js"), *WEB.glob("*.css"), *suggestions):
        shutil.copy(path, target)
    shutil.copy(ROOT / "checker" / "policies" / "policy.schema.json", target)
    write_bundle(library, target)
    shutil.copy(WEB / "favicon.svg", site / "assets")


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
