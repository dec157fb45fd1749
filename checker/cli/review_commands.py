"""The commands of those who keep the policies: `checker status` and `checker review`."""

import argparse
import sys
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from typing import Any

from checker.cli import inputs
from checker.cli.exits import DONE, FAILED
from checker.cli.review import ACCEPTABLE, accept, list_clause, look_at, look_at_page
from checker.cli.status import print_status
from checker.core.model.words import Words
from checker.diff.releases import release_problems
from checker.library.library import shown
from checker.library.shelf import Shelf
from checker.library.translations import is_draft, translation_problems
from checker.moment import today
from checker.pages.unwritten import unwritten
from checker.policy.problems import AuthoringError, Problem
from checker.policy.reviews import unreviewed_rules
from checker.review.ledger import Ledger, open_ledgers
from checker.site.sources import source_problems


def add_commands(commands: Any, add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add both to the command line; they work on the sources, even those that do not compile."""
    about = "what of each policy is translated and reviewed, and everything that is left to do or would be refused"
    add(commands, "status", _status, about, "checker status")
    about = "look at clauses whose text has changed, and accept what rests on them, one by one"
    review = add(commands, "review", _review, about, "checker review 3cx/no-firewall")
    review.add_argument(
        "clauses", nargs="*", metavar="CLAUSE", help="such as 3cx/no-firewall, or a policy (else: all that is open)"
    )
    how = f"without a terminal: accept this of exactly one clause: {', '.join(ACCEPTABLE)}"
    review.add_argument("--accept", choices=ACCEPTABLE, metavar="WHAT", help=how)


def _status(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    ledgers, broken = open_ledgers(shelf.root)
    wrong = {name: error.problems for name, error in broken.items()}
    wrong |= {name: found for name, ledger in ledgers.items() if (found := _problems(ledger, shelf))}
    said = {problem for problems in wrong.values() for problem in problems}
    others = [each for each in dict.fromkeys(_others(shelf, ledgers, wrong)) if each not in said]
    return DONE if print_status(list(ledgers.values()), wrong, today(), words, others) else FAILED


def _others(shelf: Shelf, ledgers: Mapping[str, Ledger], wrong: Container[str]) -> Iterator[Problem]:
    """What a build or a test would refuse beside policies: catalogues, pages, settings, releases, old records."""
    root = shown(shelf.root)
    yield from translation_problems(root)
    if (root / "mkdocs.yml").exists():
        yield from source_problems(root, shelf.names)
    for name, ledger in ledgers.items():
        yield from ledger.left_over()
        if name not in wrong and not ledger.pending() and not is_draft(ledger.file.policy.source.path):
            yield from release_problems(shelf.library(name).policies[name], ledger.file, shelf.root)
    yield from unwritten(root)


def _problems(ledger: Ledger, shelf: Shelf) -> list[Problem]:
    """Why the policy cannot be compiled, apart from what is to be reviewed."""
    try:
        shelf.library(ledger.policy)
    except AuthoringError as error:
        return sorted(set(error.problems) - set(unreviewed_rules(ledger.policy, ledger.reviews)))
    return []


def _review(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    ledgers, broken = open_ledgers(shelf.root)
    whole = [ledgers[name] for name in options.clauses if name in ledgers]
    named = [name for name in options.clauses if name not in ledgers]
    chosen = inputs.pick_clauses(ledgers, broken, named)
    chosen += _open_clauses(whole if options.clauses else ledgers.values())
    if options.accept:
        inputs.check_single(options.clauses)
        accept(*chosen[0], options.accept, words)
    elif not sys.stdin.isatty():
        list_clauses = [list_clause(*each, words) for each in chosen]
        print("\n\n".join(filter(None, list_clauses)) or words.gettext("Nothing to review."))
    else:
        _look(chosen, [ledger for ledger in whole if ledger.is_new], words)
    if broken and not options.clauses:
        raise AuthoringError(problem for error in broken.values() for problem in error.problems)
    return FAILED if any(ledger.pending(clause) for ledger, clause in chosen) else DONE


def _look(chosen: Iterable[tuple[Ledger, str]], new: list[Ledger], words: Words) -> None:
    """Page by page at the policies that are new, clause by clause at the others."""
    for ledger in new:
        for page in ledger.pages:
            look_at_page(ledger, page, words)
    for ledger, clause in chosen:
        if ledger not in new:
            look_at(ledger, clause, words)


def _open_clauses(ledgers: Iterable[Ledger]) -> list[tuple[Ledger, str]]:
    return [(ledger, clause) for ledger in ledgers for clause in dict.fromkeys(e.clause for e in ledger.pending())]
