"""The command line: its commands with their options, and what is said where one cannot be carried out."""

import argparse
import re
import sys
from collections.abc import Callable
from typing import NoReturn

from checker.cli import batch, inputs
from checker.cli.commands import run_ask, run_check, run_desk, run_due
from checker.cli.exits import BAD_INPUT, CANCELLED, FAILED, Cancelled
from checker.cli.find import EXAMPLE, add_options, run_find
from checker.cli.mcp_server import EXAMPLE as MCP_EXAMPLE
from checker.cli.mcp_server import add_options as add_mcp_options
from checker.cli.mcp_server import run_mcp
from checker.cli.parsers import Commands
from checker.cli.streams import close_output, open_streams, say
from checker.core.engine.answers import InputError, nearest, printable
from checker.core.model.words import Words
from checker.languages import DEFAULT, LANGUAGES
from checker.library.shelf import CompiledShelf, Shelf
from checker.places import COMPILED
from checker.policy.problems import AuthoringError

FOR_READERS = ["ask", "check", "batch", "desk", "due", "find", "mcp"]
FOR_AUTHORS = ["verify", "diff", "status", "review", "change", "preview", "pages", "source", "cases", "release", "new"]
FOR_AUTHORS += ["doctor"]
"""They work on the sources, or on a site that was made from them."""
NO_SOURCES = (
    "“checker {command}” needs the project's sources, which this installed copy does not have: run it in the folder "
    "or repository in which “make wheel” built the copy."
)

EXAMPLES = """examples:
  checker ask 3cx --lang es
  echo '{"role": "partner", "partner_tier": "gold", "issue": "firewall"}' | checker check 3cx --answers -
  checker check 3cx --answers answers.json --today 2026-11-22 --json
  checker batch requests.jsonl > verdicts.jsonl
  checker batch tickets.csv --policy 3cx > verdicts.jsonl
  checker desk elastix basic --at 2026-11-23T09:30-05:00
  checker due elastix --answers answers.json --at 2026-11-23T09:30-05:00
  checker find "no sound on outside calls" --lang en
  checker mcp --site https://example.org/support/
"""
EXAMPLES_FOR_AUTHORS = """  checker new policy acme
  checker verify 3cx
  checker diff
  checker status
  checker review 3cx/no-firewall
  checker change
  checker preview origin/main
  checker pages to-po es translation/
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
        sources = not COMPILED.is_dir()
        shelf = Shelf() if sources else CompiledShelf()
        options = _parser(shelf.names, sources).parse_args(arguments)
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
        if COMPILED.is_dir() and wrong and wrong[1] in FOR_AUTHORS:
            self.exit(BAD_INPUT, f"checker: {NO_SOURCES.format(command=wrong[1])}\n")
        hint = nearest(wrong[1], FOR_READERS + FOR_AUTHORS, Words()) if wrong else ""
        self.exit(BAD_INPUT, f"checker: {printable(message, 200)} (see “{self.prog} --help”).{hint}\n")


def _parser(names: list[str], sources: bool) -> argparse.ArgumentParser:
    """The commands, with those that need the sources only where they are."""
    policies = ", ".join(names)
    parser = _Parser(
        prog="checker",
        description="Is this issue supported, for whom, by which channel, and which clause says so?",
        epilog=EXAMPLES + (EXAMPLES_FOR_AUTHORS if sources else ""),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands: Commands = parser.add_subparsers(parser_class=_Parser, title="commands", required=True, metavar="COMMAND")
    about = "answer questions in the terminal, then read the verdict"
    _add(commands, "ask", run_ask, about, "checker ask 3cx --lang it", policies)
    _add_check(commands, policies)
    about = "many cases: JSON lines or CSV in, one verdict a line out"
    example = """echo '{"policy": "3cx", "answers": {"role": "partner"}}' | checker batch -"""
    batch.add_options(_add(commands, "batch", batch.run_batch, about, example), names)
    _add_desk(commands, policies)
    about = "which issue somebody's own words mean"
    add_options(_add(commands, "find", run_find, about, EXAMPLE), policies)
    about = "the checker as tools for assistants (Model Context Protocol, over standard input and output)"
    add_mcp_options(_add(commands, "mcp", run_mcp, about, MCP_EXAMPLE))
    if sources:
        from checker.cli.authors import add_commands

        add_commands(commands, _add, policies)
    return parser


def _add_check(commands: Commands, policies: str) -> None:
    check = _add(
        commands,
        "check",
        run_check,
        "one verdict from a JSON object of answers",
        "checker check 3cx --answers answers.json --today 2026-11-22 --lang es --json",
        policies,
    )
    check.add_argument(
        "--answers", required=True, metavar="FILE|-", help="the answers: a file, or - for standard input"
    )
    check.add_argument("--today", metavar="DATE", help="judge as of this day, YYYY-MM-DD (else: today)")
    check.add_argument("--json", action="store_true", help="print the verdict as JSON")
    check.add_argument(
        "--draft", action="store_true", help="add a draft of the request, in your language and the vendor's"
    )


def _add_desk(commands: Commands, policies: str) -> None:
    clock = _add(
        commands,
        "desk",
        run_desk,
        "whether the support desk is open, and when it next opens",
        "checker desk elastix basic --at 2026-11-23T09:30-05:00 --lang es",
        policies,
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
        policies,
    )
    due.add_argument("--answers", required=True, metavar="FILE|-", help="the answers: a file, or - for standard input")
    due.add_argument("--at", metavar="MOMENT", help="asked at this moment, ISO 8601 with its offset (else: now)")
    due.add_argument("--json", action="store_true", help='print [{"term", "due", "clause", "withheld", "depends"}, …]')


def _add(
    commands: Commands, name: str, run: Callable[..., int], about: str, example: str, policies: str = ""
) -> argparse.ArgumentParser:
    """Add a command; it takes one of the `policies`, if any."""
    parser: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about,
        description=about[0].upper() + about[1:] + ".",
        epilog=f"example:\n  {example}\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    if policies:
        parser.add_argument("policy", metavar="POLICY", help=policies)
    *others, last = LANGUAGES
    parser.add_argument("--lang", default=DEFAULT, metavar="L", help=f"{', '.join(others)} or {last} (else: {DEFAULT})")
    parser.set_defaults(run=run)
    return parser
