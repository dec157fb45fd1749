"""`checker diff OLD NEW`: what changes in verdicts between two editions of the policies."""

import argparse
import json
from typing import Any

from checker.cli import inputs
from checker.cli.exits import DONE
from checker.core.engine.answers import InputError
from checker.diff.markdown import markdown
from checker.diff.report import report
from checker.diff.sides import read_editions
from checker.moment import today

EXAMPLE = "checker diff main HEAD"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    for name in ("old", "new"):
        text = "a git revision, a compiled model (a JSON file), or a folder with the project"
        parser.add_argument(name, metavar=name.upper(), help=text)
    parser.add_argument("--today", metavar="DATE", help="the day for examples, YYYY-MM-DD (else: today)")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def diff(options: argparse.Namespace, *_: Any) -> int:
    """Print the report, and give DONE whether anything changes or not.

    Raises InputError, for policies that cannot be compiled too, once the others are reported.
    """
    day = inputs.as_day(options.today) if options.today else today()
    old, new = read_editions(options.old, options.new)
    found = report(old, new, day)
    print(json.dumps(found, ensure_ascii=False, indent=2) if options.json else markdown(found), end="")
    broken = [*old.broken.values(), *new.broken.values()]
    if broken:
        raise InputError(lambda words: "\n".join(error.message(words) for error in broken))
    return DONE
