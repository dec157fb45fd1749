"""The catalogues as the sources have them now (`make messages`), and translations written into them."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from babel.messages.pofile import read_po, write_po

from checker.languages import LANGUAGES, WRITTEN_IN
from checker.library.catalogues import catalogue_path
from checker.places import ROOT

TEMPLATE = Path("locales", "messages.pot")
BABEL = (sys.executable, "-m", "babel.messages.frontend", "-q")
EXTRACT = ("extract", "-F", "locales/babel.cfg", "--sort-by-file", "--add-location=file", "--omit-header", "--no-wrap")
UPDATE = ("update", "-d", "locales", "--no-wrap", "--ignore-obsolete", "--previous", "--ignore-pot-creation-date")


def update_catalogues(root: Path) -> list[Path]:
    """List every text of the project at `root`, and give each catalogue the ones that it lacks, empty; the files."""
    subprocess.run([*BABEL, *EXTRACT, "-o", TEMPLATE, "."], cwd=root, check=True)
    subprocess.run([*BABEL, *UPDATE, "-i", TEMPLATE], cwd=root, check=True)
    others = [language for language in LANGUAGES if language != WRITTEN_IN]
    return [root / TEMPLATE, *(catalogue_path(root / "locales", language) for language in others)]


def new_catalogue(root: Path, language: str) -> Path:
    """An empty catalogue for a language."""
    subprocess.run([*BABEL, "init", "-i", TEMPLATE, "-d", "locales", "-l", language, "--no-wrap"], cwd=root, check=True)
    return catalogue_path(root / "locales", language)


def translate(root: Path, translations: Mapping[str, Mapping[str, str]]) -> None:
    """Write translations, by language and message, where the catalogue has none that anybody has looked at."""
    for language, said in translations.items():
        path = catalogue_path(root / "locales", language)
        catalogue = read_po(path.read_bytes().splitlines(keepends=True), language)
        for message in catalogue:
            if message.id in said and (message.fuzzy or not message.string):
                message.string = said[str(message.id)]
                message.flags.discard("fuzzy")
        with path.open("wb") as file:
            write_po(file, catalogue, width=0)


if __name__ == "__main__":
    update_catalogues(ROOT)
