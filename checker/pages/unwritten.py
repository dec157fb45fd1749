"""What is still to be written or translated: texts with the sign ✎, and pages and clauses that name their language."""

import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.pofile import read_po

from checker.languages import LANGUAGES, TABLE, WRITTEN_IN
from checker.library.catalogues import catalogue_path, forms
from checker.library.translations import is_draft_language
from checker.policy.problems import Place, Problem
from checker.policy.untranslated import ELEMENT, MARK, page_language

SOURCES = (
    "docs/**/*.md",
    "checker/policies/*.yaml",
    "checker/policies/words/*.yaml",
    "tests/cases/*.yaml",
    "locales/*/LC_MESSAGES/*.po",
    "mkdocs.yml",
)
LONGEST = 70


def unwritten(root: Path) -> list[Problem]:
    """Each place of the project at `root` where somebody still has to write or translate something."""
    paths = [path for pattern in SOURCES for path in sorted(root.glob(pattern))]
    return [*(problem for path in paths for problem in _in_file(path)), *_in_catalogues(root)]


def _in_file(path: Path) -> Iterator[Problem]:
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".md" and (language := page_language(text)):
        place = Place.at(path, text, text.index("\nlang:") + 1)
        yield Problem(place, f"This page is still in {_name(language)}.", "Translate it, then remove this line.")
        return
    for number, line in enumerate(text.splitlines(), 1):
        if path.suffix == ".po" and not line.startswith("msgstr"):
            continue
        for found in re.finditer(f"{MARK}[^{MARK}]*", line):
            said = found[0].strip()
            said = said if len(said) <= LONGEST else f"{said[:LONGEST].rstrip()} …"
            yield Problem(Place(path, number, found.start() + 1), f"“{said}” is still to be written.")
    if path.suffix == ".md":
        for found in ELEMENT.finditer(text):
            what = f"The clause “{found['name']}” is still in {_name(found['language'])}."
            yield Problem(Place.at(path, text, found.start()), what, f"Translate it, then remove lang={found[2]}.")


def _in_catalogues(root: Path) -> Iterator[Problem]:
    """Languages that are drafts: how many of their texts have no translation."""
    for language in LANGUAGES:
        if language != WRITTEN_IN and is_draft_language(root, language):
            path = catalogue_path(root / "locales", language)
            texts = [each for each in read_po(path.read_bytes().splitlines(keepends=True)) if each.id]
            empty = [each for each in texts if not all(map(str.strip, forms(each.string)))]
            if empty:
                what = f"{len(empty)} of {len(texts)} texts have no translation."
                yield Problem(Place(path, empty[0].lineno or 1), what, "Fill in each “msgstr”.")


def _name(language: str) -> str:
    """The language as it calls itself."""
    return TABLE[language].name if language in TABLE else language
