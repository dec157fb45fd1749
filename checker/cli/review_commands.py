"""The commands of those who keep the policies: `checker status` and `checker review`."""

import argparse
import sys
from collections.abc import Callable, Iterable
from typing import Any

from checker.cli import inputs
from checker.cli.exits import DONE, FAILED
from checker.cli.review import ACCEPTABLE, accept, list_clause, look_at
from checker.cli.status import print_status
from checker.core.model.words import Words
from checker.library.shelf import Shelf
from checker.moment import today
from checker.policy.problems import AuthoringError, Problem
from checker.policy.reviews import unreviewed_rules
from checker.review.ledger import Ledger, open_ledgers


def add_commands(commands: Any, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add both to the command line; they work on the sources, even those that do not compile."""
    about = "what of each policy is translated and reviewed, and what is left to do"
    add(commands, "status", _status, about, "checker status", policy=False)
    about = "look at clauses whose text has changed, and accept what rests on them, one by one"
    review = add(commands, "review", _review, about, "checker review 3cx/no-firewall", policy=False)
    review.add_argument("clauses", nargs="*", metavar="CLAUSE", help="such as 3cx/no-firewall (else: all that is open)")
    how = f"without a terminal: accept this of exactly one clause: {', '.join(ACCEPTABLE)}"
    review.add_argument("--accept", choices=ACCEPTABLE, metavar="WHAT", help=how)


def _status(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    ledgers, broken = open_ledgers(shelf.root)
    wrong = {name: error.problems for name, error in broken.items()}
    wrong |= {name: found for name, ledger in ledgers.items() if (found := _problems(ledger, shelf))}
    return DONE if print_status(list(ledgers.values()), wrong, today(), words) else FAILED


def _problems(ledger: Ledger, shelf: Shelf) -> list[Problem]:
    """Why the policy cannot be compiled, apart from what is to be reviewed."""
    try:
        shelf.library(ledger.policy)
    except AuthoringError as error:
        return sorted(set(error.problems) - set(unreviewed_rules(ledger.policy, ledger.reviews)))
    return []


def _review(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    ledgers, broken = open_ledgers(shelf.root)
    chosen = inputs.pick_clauses(ledgers, broken, options.clauses) or _open_clauses(ledgers.values())
    if options.accept:
        inputs.check_single(options.clauses)
        accept(*chosen[0], options.accept)
    elif not sys.stdin.isatty():
        list_clauses = [list_clause(*each, words) for each in chosen]
        print("\n\n".join(filter(None, list_clauses)) or words.gettext("Nothing to review."))
    else:
        for ledger, clause in chosen:
            look_at(ledger, clause, words)
    if broken and not options.clauses:
        raise AuthoringError(problem for error in broken.values() for problem in error.problems)
    return FAILED if any(ledger.pending(clause) for ledger, clause in chosen) else DONE


def _open_clauses(ledgers: Iterable[Ledger]) -> list[tuple[Ledger, str]]:
    return [(ledger, clause) for ledger in ledgers for clause in dict.fromkeys(e.clause for e in ledger.pending())]
