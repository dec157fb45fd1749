"""Old addresses of renamed pages: at each, a page that leads on in its language, as its head says (`formerly`)."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from checker.core.model.words import Words
from checker.languages import language_root
from checker.policy.problems import Problem
from checker.policy.source import Source
from checker.site.heads import read_head

KEY = "formerly"


def write_moved_pages(site: Path, docs: Path, theme: Path, words: Mapping[str, Words]) -> None:
    """Write them into the folder `site`, from their template in the folder `theme`, for the pages below `docs`."""
    template = Environment(loader=FileSystemLoader(theme), autoescape=True).get_template("moved.html")
    for language, spoken in words.items():
        for page, head in _heads(docs / language):
            for former in _former(head):
                old, new = f"{language_root(language)}{former}/", _address(page, docs / language, language)
                path = site / old / "index.html"
                if not (site / new / "index.html").exists():
                    continue  # its policy is left out
                path.parent.mkdir(parents=True, exist_ok=True)
                html = template.render(
                    language=language,
                    title=spoken.gettext("This page has moved"),
                    said=spoken.gettext("Its new address is:"),
                    address="../" * old.count("/") + new,
                    page=head.entries["title"],
                )
                path.write_text(html, encoding="utf-8", newline="")


def moved_problems(docs: Path, languages: Iterable[str]) -> Iterator[Problem]:
    """Former addresses that are not a list, or that a page has now."""
    for language in languages:
        for page, head in _heads(docs / language):
            found = head.entries.get(KEY, [])
            if not isinstance(found, list):
                yield Problem(head.place(KEY), f"“{KEY}” must be a list.", f"Write “{KEY}: [folder/old-name]”.")
                continue
            for index, former in enumerate(found):
                taken = [name for name in (f"{former}.md", f"{former}/index.md") if (docs / language / name).exists()]
                if taken:
                    what = f"“{former}” is the address of {docs / language / taken[0]}, not of {page} before."
                    yield Problem(head.place(KEY, index), what, "Write where this page was: folder/old-name.")


def _heads(folder: Path) -> Iterator[tuple[Path, Source]]:
    """The pages of a language that had another address."""
    for page in sorted(folder.rglob("*.md")):
        head = read_head(page)
        if head and KEY in head.entries:
            yield page, head


def _former(head: Source) -> list[str]:
    """The former addresses of a page."""
    found = head.entries.get(KEY)
    return [str(each) for each in found] if isinstance(found, list) else []


def _address(page: Path, folder: Path, language: str) -> str:
    name = page.relative_to(folder).as_posix().removesuffix(".md").removesuffix("index").rstrip("/")
    return language_root(language) + (f"{name}/" if name else "")
