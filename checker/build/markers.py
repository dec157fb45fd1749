"""Markers: words in double braces on a page, such as `{{ tables }}`, that the build fills in."""

import re
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path

from checker.build.clauses import LANGUAGES
from checker.build.compare import compare, markup
from checker.build.editions import editions
from checker.build.evidence import Evidence
from checker.build.evidence_page import evidence_text
from checker.build.library import ROOT, Library
from checker.build.moment import build_day
from checker.build.problems import Place, Problem, allowed
from checker.build.source import Source
from checker.build.table_page import page_text
from checker.build.tables import make_tables
from checker.core.calendar import parse_date

ANYWHERE = ("contact", "compare", "editions")
ON_POLICY_PAGES = ("evidence", "tables")
MARKER = re.compile(r"\{\{ (\w+) \}\}")


Sources = Callable[[str], Source]


def fill_in(markdown: str, library: Library, sources: Sources, language: str, url: str, contact: str) -> str:
    """The Markdown of the page at `url` with each marker replaced; `sources` gives the file of a policy."""
    makers: dict[str, Callable[[], str]] = {
        "contact": lambda: f"[{contact}](mailto:{contact})",
        "compare": lambda: markup(compare(library.policies.values(), library.words[language]), language),
        "editions": lambda: editions(library, library.words[language], build_day()),
        "evidence": lambda: _evidence(library, sources, language, url),
        "tables": lambda: _decision_tables(library, language, url),
    }
    return MARKER.sub(lambda found: makers[found[1]](), markdown)


def _decision_tables(library: Library, language: str, url: str) -> str:
    policy = library.policies[policy_folder(language, url)]
    tables = make_tables(policy, _day(policy.checked_on))
    return page_text(policy, tables, library.words[language], "../" * url.count("/"))


def _evidence(library: Library, sources: Sources, language: str, url: str) -> str:
    policy, words = library.policies[policy_folder(language, url)], library.words[language]
    today = _day(policy.checked_on)
    evidence = Evidence(sources(policy.id), policy, words, today)
    return evidence_text(ROOT / "docs", policy, evidence, words, "../" * url.count("/"), today)


def _day(text: str) -> date:
    day = parse_date(text)
    assert day is not None
    return day


def policy_folder(language: str, url: str) -> str:
    """The folder of the page at `url`, which is its policy's id if it belongs to one."""
    return url.removeprefix(f"{language}/").split("/")[0]


def marker_problems(docs: Path, policies: Collection[str]) -> Iterator[Problem]:
    """Every marker on the pages below `docs` that the build could not fill in there."""
    for language in LANGUAGES:
        for page in sorted((docs / language).rglob("*.md")):
            of_policy = page.relative_to(docs / language).parts[0] in policies
            yield from _page_problems(page, (*ANYWHERE, *ON_POLICY_PAGES) if of_policy else ANYWHERE)


def _page_problems(page: Path, names: Collection[str]) -> Iterator[Problem]:
    for number, line in enumerate(page.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        for found in re.finditer(r"\{\{(.*?)(\}\}|\}|$)", line):
            place, name = Place(page, number, found.start() + 1), found[1].strip()
            if name not in names:
                what = f"No marker “{name}” can stand on this page."
                yield Problem(place, what, allowed(name, names))
            elif found[0] != f"{{{{ {name} }}}}":
                yield Problem(place, f"The marker “{name}” is written wrongly.", f"Write {{{{ {name} }}}}.")
