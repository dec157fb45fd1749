"""`checker find`: which option of a policy's first question the words of a visitor mean."""

import argparse
import json
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from checker.cli import inputs
from checker.cli.exits import DONE, FAILED
from checker.core.engine.answers import InputError
from checker.core.model.words import Words
from checker.core.request import bad, read_json
from checker.core.words.finder import Index, find_among
from checker.library.opened import Library
from checker.library.shelf import Shelf
from checker.policy.problems import AuthoringError

KEYS = ("policy", "words", "lang")
EXAMPLE = 'checker find 3cx "no sound on outside calls"'


def add_options(find: argparse.ArgumentParser, policies: str) -> None:
    """What the command takes besides the language."""
    find.add_argument("policy", metavar="POLICY", nargs="?", help=f"{policies} (else: all)")
    find.add_argument(
        "words", metavar="WORDS|-", help='what somebody says, or - for lines of {"policy"?, "words", "lang"?}'
    )
    find.add_argument("--json", action="store_true", help="print the options as JSON")


def run_find(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Print the options that are meant, best first; for "-", one list for each line."""
    if options.words == "-":
        return _run_lines(options.policy, shelf, words)
    found = found_issues(shelf, options.policy, options.words, words.language)
    if options.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    elif found:
        print("\n".join(f"{each['policy']} {each['fact']}={each['option']}: {each['label']}" for each in found))
    else:
        print(words.gettext("Nothing found."))
    return DONE


def index_of(library: Library, policy: str, language: str) -> Index | None:
    """What understands the words; None if we do not know what visitors say."""
    return _read(library.folder / "find" / f"{policy}.{language}.json")


@cache
def _read(path: Path) -> Index | None:
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def _run_lines(policy: str | None, shelf: Shelf, words: Words) -> int:
    failed = False
    for number, line in inputs.read_texts("-", sys.stdout.flush):
        try:
            print(json.dumps(_line(line, policy, shelf, words), ensure_ascii=False))
        except (InputError, AuthoringError) as error:
            failed = True
            said = error.message(words) if isinstance(error, InputError) else str(error)
            print(json.dumps({"error": said, "line": number}, ensure_ascii=False))
    return FAILED if failed else DONE


def _line(line: str, policy: str | None, shelf: Shelf, words: Words) -> list[dict[str, Any]]:
    request = read_json(line)
    inputs.check_keys(request, KEYS)
    language = inputs.pick_words(shelf, request.get("lang", words.language)).language
    said = request.get("words")
    if not isinstance(said, str):
        raise bad(_("The request's “{key}” cannot be read."), key="words")
    return found_issues(shelf, request.get("policy", policy), said, language)


def found_issues(shelf: Shelf, policy: object, said: str, language: str) -> list[dict[str, Any]]:
    """What the words may mean, best first: of that policy, or of all for None. Raises InputError and AuthoringError."""
    indexes = _indexes(shelf, policy, language)
    return [
        {
            "policy": name,
            "fact": indexes[name]["fact"],
            "option": option,
            "label": indexes[name]["options"][option]["label"],
            "score": score,
        }
        for name, option, score in find_among(indexes, said)
    ]


def _indexes(shelf: Shelf, policy: object, language: str) -> Mapping[str, Index]:
    """Of that policy, or of all for None. Raises InputError and AuthoringError."""
    names = shelf.names if policy is None else [inputs.pick_policy(shelf, policy)[0].id]
    opened = {name: index_of(shelf.library(name), name, language) for name in names}
    return {name: index for name, index in opened.items() if index is not None}


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message
