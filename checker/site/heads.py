"""The heads of pages, between lines of ---, and the site's settings: words in every page's frame."""

import re
from collections.abc import Iterator
from pathlib import Path

from checker.languages import LANGUAGES
from checker.policy.plain_text import plain_problems
from checker.policy.problems import AuthoringError, Place, Problem, allowed
from checker.policy.source import Source, read_yaml
from checker.site.diagnosis import PLACEHOLDER

KEYS = ("title", "description", "template", "hide", "robots", "search", "formerly", "lang")
HEAD = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
BEGUN = re.compile(r"---[ \t]*\n {0,3}[\w-]+:")
NEEDED = ("title", "description")
UNFRAMED = re.compile(r" {0,3}[\w-]+:")
CONTACT = re.compile(r"[\w.+-]+@[\w-]+(\.[\w-]+)+")
SITE_URL = re.compile(r"""https?://[^\s<>"'`\\{}|^]+""")


def head_problems(docs: Path) -> Iterator[Problem]:
    """Everything in the heads of the pages below `docs` that is not plain text, or not known."""
    for page in sorted(docs.rglob("*.md")):
        text = page.read_text(encoding="utf-8", errors="replace")
        if head := HEAD.match(text):
            language = page.relative_to(docs).parts[0]
            yield from _problems(page, "\n" + head[1], language)  # so that its lines have their numbers on the page
        elif BEGUN.match(text):
            yield Problem(Place(page), "The head of the page has no end.", "Write a line of --- below its last line.")
        elif UNFRAMED.match(text):
            yield Problem(Place(page), "The head of a page stands between two lines of ---.")


def read_head(page: Path) -> Source | None:
    """The head of the page as data; None where there is none that can be read."""
    head = HEAD.match(page.read_text(encoding="utf-8", errors="replace"))
    try:
        source = read_yaml(page, "\n" + head[1]) if head else None
    except AuthoringError:
        return None
    return source if source and source.entries else None


def settings_problems(settings: Path, site_url: str, contact: str = "") -> Iterator[Problem]:
    """Everything in mkdocs.yml that is not plain text, and addresses of the site and for reports that are none."""
    try:
        yield from plain_problems(read_yaml(settings), unseen=("not_in_nav",))
    except AuthoringError as error:
        yield from error.problems
    if site_url and not SITE_URL.fullmatch(site_url):
        hint = "Write an address such as https://example.org/support/."
        yield Problem(Place(settings), f"“{site_url}” cannot be the address of the site (SITE_URL).", hint)
    if contact and not CONTACT.fullmatch(contact):
        hint = "Write an e-mail address such as errors@example.org."
        yield Problem(Place(settings), f"“{contact}” cannot be the address for reports (CONTACT).", hint)


def placeholders(site_url: str, contact: str) -> Iterator[str]:
    """What is still to be set before the site is published, each with how."""
    if not site_url:
        yield "SITE_URL is empty: search engines get no addresses. Set it: SITE_URL=https://example.org/ make site"
    if contact.endswith(PLACEHOLDER):
        yield f"Reports of errors do not arrive: {contact} is a placeholder. Set it: CONTACT=you@example.org make site"


def _problems(page: Path, head: str, language: str) -> Iterator[Problem]:
    """Of the head of a page in the folder of that language."""
    try:
        source = read_yaml(page, head)
    except AuthoringError as error:
        yield from error.problems
        return
    yield from plain_problems(source)
    for name in NEEDED if source.entries else ():
        if not source.entries.get(name):
            yield Problem(Place(page), f"The head of the page has no {name}.", f"Write a line “{name}: …”.")
    for name in source.entries:
        if name not in KEYS:
            yield Problem(source.place(name), f"“{name}” cannot stand in the head of a page.", allowed(name, KEYS))
    others = [each for each in LANGUAGES if each != language]
    if (still := source.entries.get("lang")) is not None and still not in others:
        what = f"A page in {language} cannot still be in “{still}”."
        yield Problem(source.place("lang"), what, allowed(str(still), others))
