"""Words that do not belong in the project's texts, by the lists in `locales/style/`. `make lint` prints each place."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import yaml
from texts import Text, messages, pages, project

from checker.places import ROOT

LISTS = ROOT / "locales" / "style"
PARTS = {"project": (project,), "pages": (pages,), "messages": (messages,), "everywhere": (project, pages, messages)}
"""By part of a list, where its words are looked for."""
CODE = re.compile(
    r"^ *```.*?^ *```|(?<!`)(`+)(?!`)(?:(?!\n\n).)+?(?<!`)\1(?!`)"  # a block; within a paragraph
    r"|\]\([^)]*\)|<[^>\n]*>|\{[^}\n]*\}|https?://\S+",  # where links lead, fields and ids
    re.DOTALL | re.MULTILINE,
)
INDENT = re.compile(r"[ \t]*\n[ \t]*")


def read_list(path: Path) -> Mapping[str, Mapping[str, str]]:
    """By part, the better words for each word to avoid."""
    # As text alone: else “on” and “no” would be true and false.
    found: Mapping[str, Mapping[str, str]] = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    for part in found.keys() - PARTS.keys():
        sys.exit(f"{path}: There is no part “{part}”. Allowed: {', '.join(PARTS)}.")
    return found


def misplaced(words: Mapping[str, str], texts: Iterable[Text]) -> Iterator[str]:
    """Each of the words in these texts: `file:line: “what it says”. Better: …`."""
    patterns = {_pattern(word): better for word, better in words.items()}
    for path, first, text in texts:
        prose = INDENT.sub("\n", CODE.sub(_blank, text))
        for pattern, better in patterns.items():
            for found in pattern.finditer(prose):
                said, line = found[0].replace("\n", " "), first + prose.count("\n", 0, found.start())
                yield f"{path.relative_to(ROOT)}:{line}: “{said}”. Better: {better}."


def faults() -> Iterator[str]:
    """All faults that the lists know, language by language."""
    for path in sorted(LISTS.glob("*.yaml")):
        for part, words in read_list(path).items():
            for texts in PARTS[part]:
                yield from misplaced(words, texts(path.stem))


def _pattern(word: str) -> re.Pattern[str]:
    """Whole words; between two of them may be the end of a line."""
    spaced = word.replace(" ", r"\s")
    return re.compile(rf"(?<![\w-])(?:{spaced})(?![\w-])", re.IGNORECASE)


def _blank(code: re.Match[str]) -> str:
    """Nothing but the ends of lines, so that all else keeps its line."""
    return "\n" * code[0].count("\n")


if __name__ == "__main__":
    found = list(faults())
    print(*found, sep="\n", end="\n" * bool(found), file=sys.stderr)
    sys.exit(bool(found))
