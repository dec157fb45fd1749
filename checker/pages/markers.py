"""Markers: words in double braces on a page, such as `{{ tables }}`, that the build fills in."""

import re
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from urllib.parse import quote

from checker.core.model.words import Words
from checker.diff.history import History
from checker.languages import LANGUAGES
from checker.library.opened import Library
from checker.moment import build_day
from checker.pages.changes_page import all_changes, policy_changes
from checker.pages.comparison import compare, markup
from checker.pages.data_list import data_list
from checker.pages.editions import editions
from checker.pages.evidence_page import evidence_text
from checker.pages.flow_page import flow_text
from checker.pages.page_titles import titles_of
from checker.pages.sample import sample
from checker.pages.table_page import page_text
from checker.pages.vendor_page import vendor_text
from checker.pages.worked import Worked
from checker.places import ROOT
from checker.policy.markup import plain
from checker.policy.problems import Place, Problem, allowed

ANYWHERE = ("changes", "contact", "compare", "editions", "sample", "data")
ON_POLICY_PAGES = ("evidence", "questions", "tables", "vendor")
MARKER = re.compile(r"\{\{ (\w+) \}\}")


def fill_in(
    markdown: str,
    library: Library,
    worked: Callable[[str], Worked],
    history: Callable[[str], History],
    language: str,
    url: str,
    contact: str,
) -> str:
    """The Markdown of the page at `url` with each marker replaced; `worked` and `history` are of a policy."""
    makers: dict[str, Callable[[], str]] = {
        "contact": lambda: f"[{plain(contact)}](mailto:{quote(contact, safe='@')})",
        "changes": lambda: _changes(library, history, library.words[language], url),
        "compare": lambda: _comparison(library, library.words[language]),
        "editions": lambda: editions(library, library.words[language], build_day()),
        "sample": lambda: sample(next(iter(library.policies.values())), library.words[language], _way_to_root(url)),
        "data": lambda: data_list(library.policies.values(), library.words[language], _way_to_root(url)),
        "evidence": lambda: _evidence(worked(policy_folder(language, url)), library.words[language], url),
        "questions": lambda: flow_text(worked(policy_folder(language, url)), library.words[language]),
        "vendor": lambda: _for_vendor(worked(policy_folder(language, url)), library.words[language], url),
        "tables": lambda: _decision_tables(worked(policy_folder(language, url)), library.words[language], url),
    }
    return MARKER.sub(lambda found: makers[found[1]]() if found[1] in makers else found[0], markdown)


def _comparison(library: Library, words: Words) -> str:
    policies = [policy for policy in library.policies.values() if policy.comparison]
    return markup(compare(policies, words), [policy.vendor for policy in policies], words.language)


def _decision_tables(worked: Worked, words: Words, url: str) -> str:
    return page_text(worked.policy, worked.tables, words, _way_to_root(url), worked.short)


def _changes(library: Library, history: Callable[[str], History], words: Words, url: str) -> str:
    """Of the policy whose page it is; of all on a page that is none's."""
    policy, root = library.policies.get(policy_folder(words.language, url)), _way_to_root(url)
    if policy is None:
        return all_changes({name: history(name) for name in library.policies}, words, root)
    return policy_changes(policy, history(policy.id), titles_of(ROOT / "docs", policy.id, words), words, root)


def _evidence(worked: Worked, words: Words, url: str) -> str:
    return evidence_text(ROOT / "docs", worked, words, _way_to_root(url))


def _for_vendor(worked: Worked, words: Words, url: str) -> str:
    return vendor_text(worked, ROOT / "checker" / "policies" / "sources", words, _way_to_root(url))


def _way_to_root(url: str) -> str:
    return "../" * url.count("/")


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
