"""`checker pages to-po|from-po LANGUAGE FOLDER`: the pages of a language as gettext catalogues, and back."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checker.cli.exits import DONE
from checker.languages import LANGUAGES, WRITTEN_IN
from checker.library.library import shown
from checker.library.shelf import Shelf
from checker.policy.problems import AuthoringError, Problem
from checker.site.page_units import from_catalogue, to_catalogue, translated_pages

EXAMPLE = "checker pages to-po es translation/"
INTO = [each for each in LANGUAGES if each != WRITTEN_IN]


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    ways = "to-po: write a catalogue for each page; from-po: write the pages of the catalogues that are there"
    parser.add_argument("way", metavar="to-po|from-po", choices=["to-po", "from-po"], help=ways)
    parser.add_argument("language", metavar="LANGUAGE", choices=INTO, help=", ".join(INTO))
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="where the catalogues are, one for each page")


def run_pages(options: argparse.Namespace, shelf: Shelf, *_: Any) -> int:
    """Write catalogues or pages, and name those that changed. Raises AuthoringError before anything is written."""
    docs = shown(shelf.root) / "docs"
    made = _catalogues if options.way == "to-po" else _pages
    found, problems = dict[Path, bytes](), list[Problem]()
    for english, page in translated_pages(docs, options.language):
        file = options.folder / page.relative_to(docs / options.language).with_suffix(".po")
        try:
            found |= made(english, page, file, options.language)
        except AuthoringError as error:
            problems += error.problems
    if problems:
        raise AuthoringError(problems)
    for path in _written(found):
        print(path)
    return DONE


def _catalogues(english: Path, page: Path, file: Path, language: str) -> dict[Path, bytes]:
    return {file: to_catalogue(english, page, language)}


def _pages(english: Path, page: Path, file: Path, language: str) -> dict[Path, bytes]:
    return {page: from_catalogue(english, page, file).encode()} if file.exists() else {}


def _written(found: dict[Path, bytes]) -> Iterator[Path]:
    """Write what is not there yet as it is now."""
    for path, data in found.items():
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
            yield path
