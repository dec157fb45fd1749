"""`checker diff [OLD [NEW]]`: what changes in verdicts between two editions of the policies."""

import argparse
import json
from typing import Any

from checker.cli import inputs
from checker.cli.exits import DONE
from checker.core.engine.answers import InputError
from checker.diff.markdown import markdown
from checker.diff.report import report
from checker.diff.sides import read_edition, read_editions, read_released
from checker.library.library import shown
from checker.library.shelf import Shelf
from checker.moment import today

EXAMPLE = "checker diff"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    text = "a git revision, a compiled model (a JSON file), or a folder with the project"
    for name, otherwise in (("old", "what was last released"), ("new", "the files as they are")):
        parser.add_argument(name, metavar=name.upper(), nargs="?", help=f"{text} (else: {otherwise})")
    parser.add_argument("--today", metavar="DATE", help="the day for examples, YYYY-MM-DD (else: today)")
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def diff(options: argparse.Namespace, shelf: Shelf, *_: Any) -> int:
    """Print the report, and give DONE whether anything changes or not.

    Raises InputError, for policies that cannot be compiled too, once the others are reported.
    """
    day = inputs.as_day(options.today) if options.today else today()
    here = options.new or str(shown(shelf.root))
    old, new = read_editions(options.old, here) if options.old else (read_released(shelf.root), read_edition(here))
    found = report(old, new, day)
    print(json.dumps(found, ensure_ascii=False, indent=2) if options.json else markdown(found), end="")
    broken = [*old.broken.values(), *new.broken.values()]
    if broken:
        raise InputError(lambda words: "\n".join(error.message(words) for error in broken))
    return DONE
