"""What the project says in prose, and where: its pages and messages in each language, and its own English texts."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from checker.languages import WRITTEN_IN
from checker.places import ROOT

Text = tuple[Path, int, str]
"""A file, the line where the text begins there, and the text."""

FOLDERS = ("reference", "deploy", "benchmarks", "checker", "decisions", ".github")
"""Folders with Markdown about the project."""
HEAD = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
RELEASED = re.compile(r"^## \d.*", re.DOTALL | re.MULTILINE)


def pages(language: str) -> Iterator[Text]:
    """The pages of the site; of their heads, the title and the description only."""
    for path in sorted((ROOT / "docs" / language).rglob("*.md")):
        yield path, 1, HEAD.sub(_without_keys, path.read_text(encoding="utf-8"))


def messages(language: str) -> Iterator[Text]:
    """The translations in a catalogue; in the template, the messages themselves."""
    translated = ROOT / "locales" / language / "LC_MESSAGES" / "messages.po"
    path = ROOT / "locales" / "messages.pot" if language == WRITTEN_IN else translated
    with path.open("rb") as file:
        for message in filter(lambda each: each.id, read_po(file)):
            said = message.id if language == WRITTEN_IN else message.string
            forms = [said] if isinstance(said, str) else said or []
            yield from ((path, message.lineno or 0, each) for each in forms)


def project(language: str) -> Iterator[Text]:
    """The project's own prose, which is in one language: Markdown outside of the site, docstrings of the checker."""
    if language == WRITTEN_IN:
        yield from ((path, 1, unreleased(path.read_text(encoding="utf-8"))) for path in markdown())
        for path in sorted((ROOT / "checker").rglob("*.py")):
            yield from ((path, line, text) for line, text in docstrings(path.read_text(encoding="utf-8")))


def markdown() -> list[Path]:
    """The project's Markdown outside of the site."""
    return [*sorted(ROOT.glob("*.md")), *(path for each in FOLDERS for path in sorted((ROOT / each).rglob("*.md")))]


def unreleased(text: str) -> str:
    """Of a list of changes, those that are not released yet; any other text as it is."""
    return RELEASED.sub("", text) if text.startswith("# Changelog") else text


def docstrings(source: str) -> Iterator[tuple[int, str]]:
    """The docstrings in Python source, also those of single names, each with its first line."""
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Expr(value=ast.Constant(value=str(text))):
                yield node.lineno, text


def _without_keys(head: re.Match[str]) -> str:
    shown = ("title: ", "description: ")
    return "\n".join(line.partition(": ")[2] if line.startswith(shown) else "" for line in head[0].split("\n"))
