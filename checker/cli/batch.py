"""`checker batch`: many cases, one line in, one verdict a line out, in order, as they come."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from typing import Any

from checker.cli import inputs
from checker.cli.exits import DONE, FAILED
from checker.cli.spread import read_rows
from checker.cli.streams import close_output
from checker.core.engine.answers import InputError
from checker.core.engine.decide import decide
from checker.core.model.words import Words
from checker.core.request import as_object, read_json
from checker.core.words.lines import Lines
from checker.core.words.verdict_document import document
from checker.library.shelf import Shelf
from checker.policy.problems import AuthoringError

KEYS = ("policy", "answers", "today", "lang", "id")
Request = dict[str, Any]


def run_batch(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Print one verdict for each line, with its `id`, or what is wrong with it, with its number.

    A reader that stops early has what it wanted: that is no error.
    """
    teller, failed = Teller(shelf, words, options.near), False
    write = sys.stdout.write
    try:
        for number, read in _requests(options, shelf):
            line, well = teller.line(number, read)
            write(line + "\n")
            failed |= not well
        sys.stdout.flush()
    except BrokenPipeError:
        close_output()
    return FAILED if failed else DONE


def _requests(options: argparse.Namespace, shelf: Shelf) -> Iterator[tuple[int, Callable[[], Request]]]:
    """The number of each line, and what reads the request in it."""
    if options.csv or options.file.lower().endswith(".csv"):
        return read_rows(inputs.read_lines(options.file, sys.stdout.flush), shelf, options.policy)
    texts = inputs.read_texts(options.file, sys.stdout.flush)
    return ((number, partial(read_json, text)) for number, text in texts)


class Teller:
    """Answers requests. What it needs of a policy in a language is prepared once."""

    def __init__(self, shelf: Shelf, words: Words, near: bool) -> None:
        self._shelf, self._words, self._near = shelf, words, near
        self._lines: dict[tuple[object, object], Lines] = {}

    def line(self, number: int, read: Callable[[], Request]) -> tuple[str, bool]:
        """The line to print for a request, and whether it has a verdict."""
        given: Mapping[str, object] = {}
        words = self._words
        try:
            request = read()
            inputs.check_id(request)
            given = {"id": request["id"]} if "id" in request else {}
            inputs.check_keys(request, KEYS)
            words = inputs.pick_words(self._shelf, request.get("lang", words.language))
            return _with_id(self._verdict(request, words), given), True
        except InputError as error:
            said = error.message(words)
        except AuthoringError as error:
            said = str(error)
        return json.dumps({**given, "error": said, "line": number}, ensure_ascii=False), False

    def _verdict(self, request: Request, words: Words) -> str:
        policy, language = request.get("policy"), words.language
        if not isinstance(policy, str) or (policy, language) not in self._lines:
            found, spoken = inputs.pick_policy(self._shelf, policy)
            self._lines[policy, language] = Lines(found, spoken[language])
        answers, today = as_object(request.get("answers")), inputs.as_day(request.get("today"))
        if self._near:
            found, spoken = inputs.pick_policy(self._shelf, policy)
            return json.dumps(document(decide(found, answers, today), spoken[language]), ensure_ascii=False)
        return self._lines[policy, language].line(answers, today)


def _with_id(verdict: str, given: Mapping[str, object]) -> str:
    """The verdict with the request's `id` first, as JSON."""
    return f"{json.dumps(given, ensure_ascii=False)[:-1]}, {verdict[1:]}" if given else verdict


def add_options(parser: argparse.ArgumentParser, policies: Iterable[str]) -> None:
    """Those of the command."""
    about = 'lines of {"policy", "answers", "today"?, "lang"?, "id"?}, or a table as CSV'
    parser.add_argument("file", metavar="FILE|-", help=about)
    parser.add_argument("--csv", action="store_true", help="the input is CSV, also if its name does not end in .csv")
    about = f"CSV without a column “policy”: the policy of all rows ({', '.join(policies)})"
    parser.add_argument("--policy", metavar="POLICY", help=about)
    parser.add_argument("--near", action="store_true", help="add near misses, which takes twice as long")
