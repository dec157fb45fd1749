"""The command line. Exit status 0: done; 1: a check failed; 2: bad input, said in one message on standard error."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, TextIO

from checker.build.clauses import LANGUAGES
from checker.build.library import Library, open_library
from checker.build.problems import AuthoringError
from checker.core.answers import InputError, nearest
from checker.core.calendar import parse_date
from checker.core.document import document
from checker.core.engine import decide
from checker.core.messages import Words
from checker.core.model import Policy
from checker.core.render import view
from checker.dialogue import Cancelled, ask
from checker.terminal import print_view

DONE, FAILED, BAD_INPUT = 0, 1, 2
KEYS = ("policy", "answers", "today", "lang")

EXAMPLES = """examples:
  checker ask 3cx --lang es
  echo '{"role": "partner", "partner_tier": "gold", "issue": "firewall"}' | checker check 3cx --answers -
  checker check 3cx --answers answers.json --today 2026-11-22 --json
  checker batch requests.jsonl > verdicts.jsonl
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status."""
    try:
        options = _parser().parse_args(arguments)
        run: Callable[[argparse.Namespace, Library], int] = options.run
        return run(options, open_library())
    except (InputError, AuthoringError) as error:
        print(f"checker: {error}", file=sys.stderr)
        return BAD_INPUT
    except (Cancelled, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, with the nearest right word."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"checker: {message} (see “{self.prog} --help”)\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="checker",
        description="Is this issue supported, for whom, by which channel, and which clause says so?",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    _add(commands, "ask", _ask, "answer questions in the terminal, then read the verdict", "checker ask 3cx --lang it")
    check = _add(
        commands,
        "check",
        _check,
        "one verdict from a JSON object of answers",
        "checker check 3cx --answers answers.json --today 2026-11-22 --lang es --json",
    )
    check.add_argument(
        "--answers", required=True, metavar="FILE|-", help="the answers: a file, or - for standard input"
    )
    check.add_argument("--today", metavar="DATE", help="judge as of this day, YYYY-MM-DD (else: today)")
    check.add_argument("--json", action="store_true", help="print the verdict as JSON")
    batch = _add(
        commands,
        "batch",
        _batch,
        "JSON lines in, one verdict a line out",
        """echo '{"policy": "3cx", "answers": {"role": "partner"}}' | checker batch -""",
        policy=False,
    )
    batch.add_argument("file", metavar="FILE|-", help='lines of {"policy", "answers", "today"?, "lang"?}')
    return parser


def _add(
    commands: Any, name: str, run: Callable[..., int], about: str, example: str, policy: bool = True
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog=f"example:\n  {example}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if policy:
        parser.add_argument("policy", metavar="POLICY", help="3cx, elastix or avanzada7")
    parser.add_argument("--lang", default="en", metavar="L", help="en, es or it (else: en)")
    parser.set_defaults(run=run)
    return parser


def _ask(options: argparse.Namespace, library: Library) -> int:
    words = _words(library, options.lang)
    policy = _policy(library, options.policy, words)
    answers = ask(policy, words, date.today())
    print_view(view(decide(policy, answers, date.today()), words), words)
    return DONE


def _check(options: argparse.Namespace, library: Library) -> int:
    words = _words(library, options.lang)
    policy = _policy(library, options.policy, words)
    with _opened(options.answers, words) as file:
        answers = _object(_json(_read(file, options.answers, words), words), words)
    verdict = _in_words(words, lambda: decide(policy, answers, _today(options.today, words)))
    if options.json:
        print(json.dumps(document(verdict, words), ensure_ascii=False, indent=2))
    else:
        print_view(view(verdict, words), words)
    return DONE


def _batch(options: argparse.Namespace, library: Library) -> int:
    words = _words(library, options.lang)
    failed = False
    with _opened(options.file, words) as file:
        for line in _lines(file):
            answer = _batch_line(line, options.lang, library)
            failed |= "error" in answer
            print(json.dumps(answer, ensure_ascii=False), flush=True)
    return FAILED if failed else DONE


def _batch_line(line: str, language: str, library: Library) -> dict[str, Any]:
    words = _words(library, language)
    try:
        request = _object(_json(line, words), words)
        for name in request:
            _one_of(name, KEYS, "key", words)
        words = _words(library, request.get("lang", language))
        policy = _policy(library, request.get("policy"), words)
        answers = _object(request.get("answers"), words)
        return document(decide(policy, answers, _today(request.get("today"), words)), words)
    except InputError as error:
        return {"error": error.message(words)}


def _lines(file: TextIO) -> Iterator[str]:
    return (line for line in file if line.strip())


def _in_words(words: Words, make: Callable[[], Any]) -> Any:
    """What `make` gives; an InputError speaks the reader's language."""
    try:
        return make()
    except InputError as error:
        message = error.message(words)
        raise InputError(lambda _: message) from None


def _opened(name: str, words: Words) -> TextIO:
    if name == "-":
        sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
        return sys.stdin
    try:
        return Path(name).open(encoding="utf-8", errors="replace")
    except OSError as error:
        raise _bad(words, words.gettext("{file} cannot be read: {reason}."), file=name, reason=_reason(error)) from None


def _read(file: TextIO, name: str, words: Words) -> str:
    try:
        return file.read()
    except OSError as error:
        raise _bad(words, words.gettext("{file} cannot be read: {reason}."), file=name, reason=_reason(error)) from None


def _reason(error: OSError) -> str:
    return error.strerror or str(error)


def _json(text: str, words: Words) -> Any:
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: _unique(pairs, words), parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        if isinstance(error, InputError):
            raise
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "1:1"
        raise _bad(
            words, words.gettext("The answers are not valid JSON (line and column {place})."), place=place
        ) from None


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _unique(pairs: Iterable[tuple[str, Any]], words: Words) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _bad(words, words.gettext("“{name}” stands twice in one JSON object."), name=name)
        found[name] = value
    return found


def _object(value: Any, words: Words) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _bad(words, words.gettext("The answers must be a JSON object of fact names and values."))
    return value


def _today(text: Any, words: Words) -> date:
    day = date.today() if text is None else parse_date(text)
    if day is None:
        raise _bad(words, words.gettext("“{text}” is no date; write it as YYYY-MM-DD."), text=str(text))
    return day


def _policy(library: Library, name: Any, words: Words) -> Policy:
    _one_of(name, library.policies, "policy", words)
    return library.policies[name]


def _words(library: Library, name: Any) -> Words:
    _one_of(name, LANGUAGES, "language", Words())
    return library.words[name]


def _one_of(name: Any, allowed: Iterable[str], kind: str, words: Words) -> None:
    choices = list(allowed)
    if name not in choices:
        template = {
            "policy": words.gettext("There is no policy “{name}”; the policies are: {allowed}.{hint}"),
            "language": words.gettext("There is no language “{name}”; the languages are: {allowed}.{hint}"),
            "key": words.gettext("“{name}” is no key of a request; the keys are: {allowed}.{hint}"),
        }[kind]
        hint = nearest(str(name), choices, words)
        raise _bad(words, template, name=str(name)[:60], allowed=", ".join(choices), hint=hint)


def _bad(words: Words, template: str, **values: str) -> InputError:
    message = words.format(template, **values)
    return InputError(lambda _: message)
