"""The command line: its commands with their options, and what is said where one cannot be carried out."""

import argparse
import re
import sys
from collections.abc import Callable
from typing import Any, NoReturn

from checker.cli import cases as reported
from checker.cli import diff as comparison
from checker.cli import doctor as hosts
from checker.cli import inputs, review_commands
from checker.cli.commands import run_ask, run_batch, run_check, run_desk, run_due
from checker.cli.dialogue import Cancelled
from checker.cli.exits import BAD_INPUT, CANCELLED, FAILED
from checker.cli.find import EXAMPLE, add_options, run_find
from checker.cli.release import run_release
from checker.cli.source import EXAMPLE as COPY
from checker.cli.source import add_options as add_source_options
from checker.cli.source import run_source
from checker.cli.streams import close_output, open_streams, say
from checker.cli.verify import run_verify
from checker.core.engine.answers import InputError, nearest, printable
from checker.core.model.words import Words
from checker.languages import DEFAULT, LANGUAGES
from checker.library.library import policy_files
from checker.library.shelf import Shelf
from checker.policy.problems import AuthoringError

COMMANDS = ["ask", "check", "batch", "desk", "due", "find", "verify", "diff", "status", "review", "source", "cases"]
COMMANDS += ["release", "doctor"]

EXAMPLES = """examples:
  checker ask 3cx --lang es
  echo '{"role": "partner", "partner_tier": "gold", "issue": "firewall"}' | checker check 3cx --answers -
  checker check 3cx --answers answers.json --today 2026-11-22 --json
  checker batch requests.jsonl > verdicts.jsonl
  checker desk elastix basic --at 2026-11-23T09:30-05:00
  checker due elastix --answers answers.json --at 2026-11-23T09:30-05:00
  checker find "no sound on outside calls" --lang en
  checker verify 3cx
  checker diff
  checker status
  checker review 3cx/no-firewall
  checker source 3cx --file page.html
  checker cases add reported.yaml
  checker release
  checker doctor https://example.org/support/
"""


def main(arguments: list[str] | None = None) -> int:
    """Run the command line and give its exit status."""
    open_streams()
    words = Words()
    try:
        options = _parser().parse_args(arguments)
        shelf = Shelf()
        words = inputs.pick_words(shelf, options.lang or DEFAULT)
        run: Callable[[argparse.Namespace, Shelf, Words], int] = options.run
        status = run(options, shelf, words)
        sys.stdout.flush()
        return status
    except InputError as error:
        return _fail(BAD_INPUT, error.message(words))
    except AuthoringError as error:
        return _fail(BAD_INPUT, str(error))
    except (Cancelled, KeyboardInterrupt):
        return CANCELLED
    except OSError as error:
        return _give_up(error)


def _fail(status: int, message: str) -> int:
    say(message)
    return status


def _give_up(error: OSError) -> int:
    """The output cannot be written: say so, unless its reader has simply gone, and let nothing try again."""
    if not isinstance(error, BrokenPipeError):
        _fail(FAILED, f"{error.filename}: {error.strerror}" if error.filename else error.strerror or str(error))
    close_output()
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
    _add(
        commands, "ask", run_ask, "answer questions in the terminal, then read the verdict", "checker ask 3cx --lang it"
    )
    check = _add(
        commands,
        "check",
        run_check,
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
        run_batch,
        "JSON lines in, one verdict a line out",
        """echo '{"policy": "3cx", "answers": {"role": "partner"}}' | checker batch -""",
        policy=False,
    )
    batch.add_argument("file", metavar="FILE|-", help='lines of {"policy", "answers", "today"?, "lang"?, "id"?}')
    _add_desk(commands)
    about = "which issue somebody's own words mean"
    add_options(_add(commands, "find", run_find, about, EXAMPLE, policy=False), _policies())
    _add_for_authors(commands)
    return parser


def _add_for_authors(commands: Any) -> None:
    about = "explore every combination of answers and prove that the rules are sound"
    verify = _add(commands, "verify", run_verify, about, "checker verify 3cx", policy=False)
    verify.add_argument("policy", metavar="POLICY", nargs="?", help=f"{_policies()} (else: all)")
    about = "which verdicts change between two versions of the policies"
    comparison.add_options(_add(commands, "diff", comparison.diff, about, comparison.EXAMPLE, policy=False))
    review_commands.add_commands(commands, _add)
    about = "what has changed in a saved copy of the vendor's text, and which clauses and verdicts depend on it"
    add_source_options(_add(commands, "source", run_source, about, COPY))
    about = "check worked cases, and add those that the checker agrees with to the tests"
    reported.add_options(_add(commands, "cases", reported.run_cases, about, reported.EXAMPLE, policy=False))
    about = "keep the compiled policies of these versions, for the links that are made with them"
    _add(commands, "release", run_release, about, "checker release", policy=False)
    about = "what the host of a copy of the site gets wrong, and what to do about it"
    hosts.add_options(_add(commands, "doctor", hosts.doctor, about, hosts.EXAMPLE, policy=False))


def _add_desk(commands: Any) -> None:
    clock = _add(
        commands,
        "desk",
        run_desk,
        "whether the support desk is open, and when it next opens",
        "checker desk elastix basic --at 2026-11-23T09:30-05:00 --lang es",
    )
    clock.add_argument("plan", metavar="PLAN", help="the support plan, such as basic")
    clock.add_argument("--at", metavar="MOMENT", help="at this moment, ISO 8601 with its offset (else: now)")
    about = "the answers on which the hours depend: a file, or - for standard input"
    clock.add_argument("--answers", metavar="FILE|-", help=about)
    clock.add_argument("--json", action="store_true", help='print {"open", "next_open", "clause"}')
    due = _add(
        commands,
        "due",
        run_due,
        "by when an answer is promised at the latest, or why the policy promises none",
        "checker due elastix --answers answers.json --at 2026-11-23T09:30-05:00",
    )
    due.add_argument("--answers", required=True, metavar="FILE|-", help="the answers: a file, or - for standard input")
    due.add_argument("--at", metavar="MOMENT", help="asked at this moment, ISO 8601 with its offset (else: now)")
    due.add_argument("--json", action="store_true", help='print [{"term", "due", "clause", "withheld", "depends"}, …]')


def _policies() -> str:
    return ", ".join(path.stem for path in policy_files())


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
        parser.add_argument("policy", metavar="POLICY", help=_policies())
    *others, last = LANGUAGES
    parser.add_argument("--lang", default=DEFAULT, metavar="L", help=f"{', '.join(others)} or {last} (else: {DEFAULT})")
    parser.set_defaults(run=run)
    return parser
