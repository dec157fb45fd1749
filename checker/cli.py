"""The command line. Exit status 0: done; 1: a check failed; 2: bad input, said in one message on standard error."""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from typing import Any, NoReturn

from checker import inputs
from checker.build.library import Library, open_library, policy_files
from checker.build.problems import AuthoringError
from checker.core.answers import InputError, class_of, nearest, printable
from checker.core.desk import desk
from checker.core.document import document
from checker.core.draft import drafts
from checker.core.engine import decide
from checker.core.messages import Words
from checker.core.opening import state_document, state_text
from checker.core.render import view
from checker.dialogue import Cancelled, ask
from checker.terminal import print_view

DONE, FAILED, BAD_INPUT = 0, 1, 2
COMMANDS = ["ask", "check", "batch", "desk"]
KEYS = ("policy", "answers", "today", "lang")

EXAMPLES = """examples:
  checker ask 3cx --lang es
  echo '{"role": "partner", "partner_tier": "gold", "issue": "firewall"}' | checker check 3cx --answers -
  checker check 3cx --answers answers.json --today 2026-11-22 --json
  checker batch requests.jsonl > verdicts.jsonl
  checker desk elastix basic --at 2026-11-23T09:30-05:00
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status."""
    with suppress(AttributeError):  # a test's own stream has no encoding to set
        sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")  # type: ignore[union-attr]
        sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    words = Words()
    try:
        options = _parser().parse_args(arguments)
        library = open_library()
        words = inputs.pick_words(library, options.lang)
        run: Callable[[argparse.Namespace, Library, Words], int] = options.run
        status = run(options, library, words)
        sys.stdout.flush()
        return status
    except InputError as error:
        return _fail(BAD_INPUT, error.message(words))
    except AuthoringError as error:
        return _fail(BAD_INPUT, str(error))
    except (Cancelled, KeyboardInterrupt):
        return 130
    except OSError as error:
        return _give_up(error)


def _fail(status: int, message: str) -> int:
    print(f"checker: {message}", file=sys.stderr)
    return status


def _give_up(error: OSError) -> int:
    """The output cannot be written: say so, unless its reader has simply gone, and let nothing try again."""
    if not isinstance(error, BrokenPipeError):
        _fail(FAILED, error.strerror or str(error))
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


class _Parser(argparse.ArgumentParser):
    """Says in one line what is wrong, with the nearest right word."""

    def error(self, message: str) -> NoReturn:
        wrong = re.search(r"invalid choice: '(\w+)'", message)
        hint = nearest(wrong[1], COMMANDS, Words()) if wrong else ""
        self.exit(BAD_INPUT, f"checker: {printable(message, 200)} (see “{self.prog} --help”).{hint}\n")


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
    check.add_argument(
        "--draft", action="store_true", help="add a draft of the request, in your language and the vendor's"
    )
    batch = _add(
        commands,
        "batch",
        _batch,
        "JSON lines in, one verdict a line out",
        """echo '{"policy": "3cx", "answers": {"role": "partner"}}' | checker batch -""",
        policy=False,
    )
    batch.add_argument("file", metavar="FILE|-", help='lines of {"policy", "answers", "today"?, "lang"?}')
    _add_desk(commands)
    return parser


def _add_desk(commands: Any) -> None:
    clock = _add(
        commands,
        "desk",
        _desk,
        "whether the support desk is open, and when it next opens",
        "checker desk elastix basic --at 2026-11-23T09:30-05:00 --lang es",
    )
    clock.add_argument("plan", metavar="PLAN", help="the support plan, such as basic")
    clock.add_argument("--at", metavar="MOMENT", help="at this moment, ISO 8601 with its offset (else: now)")
    clock.add_argument("--json", action="store_true", help='print {"open", "next_open", "clause"}')


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
        parser.add_argument("policy", metavar="POLICY", help=", ".join(path.stem for path in policy_files()))
    parser.add_argument("--lang", default="en", metavar="L", help="en, es or it (else: en)")
    parser.set_defaults(run=run)
    return parser


def _ask(options: argparse.Namespace, library: Library, words: Words) -> int:
    policy = inputs.pick_policy(library, options.policy)
    inputs.check_terminal()
    answers = ask(policy, words, date.today())
    print_view(view(decide(policy, answers, date.today()), words), words)
    return DONE


def _check(options: argparse.Namespace, library: Library, words: Words) -> int:
    policy = inputs.pick_policy(library, options.policy)
    answers = inputs.read_json(inputs.read_text(options.answers))
    verdict = decide(policy, answers, inputs.as_day(options.today))
    found = drafts(verdict, answers, words.language, library.words) if options.draft else []
    if options.json:
        extra = {"drafts": found} if options.draft else {}
        print(json.dumps({**document(verdict, words), **extra}, ensure_ascii=False, indent=2))
    else:
        print_view(view(verdict, words), words)
        for each in found:
            print(f"\n---\n\n{each['text']}", end="")
    return DONE


def _batch(options: argparse.Namespace, library: Library, words: Words) -> int:
    failed = False
    for line in inputs.read_lines(options.file):
        answer = _batch_line(line, library, words)
        failed |= "error" in answer
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return FAILED if failed else DONE


def _batch_line(line: str, library: Library, words: Words) -> dict[str, Any]:
    try:
        request = inputs.read_json(line)
        inputs.check_keys(request, KEYS)
        words = inputs.pick_words(library, request.get("lang", words.language))
        policy = inputs.pick_policy(library, request.get("policy"))
        answers = inputs.as_object(request.get("answers"))
        return document(decide(policy, answers, inputs.as_day(request.get("today"))), words)
    except InputError as error:
        return {"error": error.message(words)}


def _desk(options: argparse.Namespace, library: Library, words: Words) -> int:
    policy = inputs.pick_policy(library, options.policy)
    clock = inputs.pick_desk(library, policy)
    class_of(policy, policy.fact(clock.plan), options.plan, date.today())
    moment = inputs.as_moment(options.at)
    state = desk(clock, options.plan, moment)
    if options.json:
        print(json.dumps(state_document(state), indent=2))
    else:
        clause = words.clauses[policy.id][state.clause]
        print(state_text(clock, options.plan, moment, words))
        print(f"{words.quoted(clause.text)} ({clause.href})")
    return DONE
