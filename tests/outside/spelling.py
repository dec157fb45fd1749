"""Words that no dictionary has, in the pages and catalogues. `make spell` prints them, each with file and line.

The dictionaries are hunspell's, and `words.txt`: names and technical words, the same list for all languages.
"""

import re
import shutil
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from texts import Text, messages, pages

from checker.places import ROOT
from outside.tools import FOLDER

DICTIONARIES = {"en": "dictionary-en-gb", "es": "dictionary-es", "it": "dictionary-it"}
KNOWN = Path(__file__).with_name("words.txt")
WORD = re.compile(r"(?<!\w)[^\W\d_]{2,}(?:['’][^\W\d_]+)*(?!\w)")
NO_PROSE = re.compile(
    r"`[^`]*`|\{[^}]*\}+|%\(\w+\)s"  # code, ids and markers, fields
    r"|\b(?:[Dd]?[Aa]ll|[DdNn]ell|[Ss]ull|[Qq]ue(?:ll|st)|[Cc]o[ms])['’]"  # what Italian shortens before a vowel
    r"|\]\([^)]*\)|<[^>]*>|https?://\S+|\S+@\S+"  # where links lead
    r"|[“«]checker [^”»]*[”»]|\bmake site\b|[\w-]+-Policy\b|\bassets/checker\b"  # commands, headers, folders
    r"|\.?\b[\w-]+\.(?:bin|com|gz|html|js|json|md|org|yaml|zip)\b"  # names of files and sites
)


def lines(language: str) -> Iterator[Text]:
    """All that readers are told in a language, line by line."""
    for path, first, text in (*pages(language), *messages(language)):
        yield from ((path, number, line) for number, line in enumerate(text.splitlines(), first))


def unknown(language: str, found: Iterable[Text]) -> list[str]:
    """Each word of these lines that no dictionary has: `file:line: word (the nearest that one has)`."""
    places = defaultdict(list)
    for path, number, text in found:
        for word in WORD.findall(NO_PROSE.sub(" ", text)):
            places[word.replace("’", "'")].append(f"{path.relative_to(ROOT)}:{number}")
    words = sorted(places)
    faults = zip(words, _ask(language, words), strict=True)
    return sorted(f"{place}: {fault}" for word, fault in faults if fault for place in places[word])


def _ask(language: str, words: list[str]) -> Iterator[str]:
    """What hunspell has against each word, if anything. It answers each line with a block, after one of greeting."""
    dictionary = FOLDER / "node_modules" / DICTIONARIES[language] / "index"
    command = ["hunspell", "-a", "-i", "utf-8", "-d", str(dictionary), "-p", str(KNOWN)]
    asked = "".join(f"^{word}\n" for word in words)
    said = subprocess.run(command, input=asked, capture_output=True, text=True, check=True).stdout
    _, _, answers = said.partition("\n")
    for block in answers.split("\n\n")[: len(words)]:
        faults = re.findall(r"(?m)^[&#] (\S+) [\d ]+(?:: (.*))?$", block)
        yield "; ".join(f"{word} ({near})" if near else word for word, near in faults)


if __name__ == "__main__":
    if not shutil.which("hunspell") or not (FOLDER / "node_modules").exists():
        sys.exit("hunspell or its dictionaries are not installed: sh tests/install-outside.sh .cache/outside")
    mistakes = [each for language in DICTIONARIES for each in unknown(language, lines(language))]
    print(*mistakes, sep="\n")
    sys.exit(bool(mistakes))
