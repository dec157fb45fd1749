"""The state of the whole project: policies, what rests on their clauses, and all that a build or test refuses."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from checker.diff.releases import release_problems
from checker.library.library import shown
from checker.library.shelf import Shelf
from checker.library.translations import is_draft, translation_problems
from checker.pages.unwritten import unwritten
from checker.policy.problems import AuthoringError, Problem
from checker.policy.reviews import unreviewed_rules
from checker.review.ledger import Ledger, open_ledgers
from checker.site.sources import source_problems


@dataclass(frozen=True)
class State:
    """By policy its ledger, if its files can be read, and why it cannot be compiled; in `others`, what else is wrong.

    Of the others, `catalogues` are in the translations and `releases` about released versions; both are among them.
    """

    shelf: Shelf
    ledgers: Mapping[str, Ledger]
    broken: Mapping[str, list[Problem]]
    others: list[Problem]
    catalogues: list[Problem]
    releases: list[Problem]


def read_state(shelf: Shelf) -> State:
    """The state as the files are now; a shelf reads each policy once."""
    ledgers, unread = open_ledgers(shelf.root)
    broken = {name: error.problems for name, error in unread.items()}
    broken |= {name: found for name, ledger in ledgers.items() if (found := _problems(ledger, shelf))}
    catalogues = translation_problems(shown(shelf.root))
    releases = list(_release_problems(shelf, ledgers, broken))
    said = {problem for problems in broken.values() for problem in problems}
    others = [*catalogues, *_pages(shelf, ledgers), *releases, *unwritten(shown(shelf.root))]
    return State(
        shelf, ledgers, broken, [each for each in dict.fromkeys(others) if each not in said], catalogues, releases
    )


def _pages(shelf: Shelf, ledgers: Mapping[str, Ledger]) -> Iterator[Problem]:
    """What is wrong on pages and in settings, and records of what is gone."""
    root = shown(shelf.root)
    if (root / "mkdocs.yml").exists():
        yield from source_problems(root, shelf.names)
    for ledger in ledgers.values():
        yield from ledger.left_over()


def _release_problems(shelf: Shelf, ledgers: Mapping[str, Ledger], broken: Container[str]) -> Iterator[Problem]:
    for name, ledger in ledgers.items():
        if name not in broken and not ledger.pending() and not is_draft(ledger.file.policy.source.path):
            yield from release_problems(shelf.library(name).policies[name], ledger.file, shelf.root)


def _problems(ledger: Ledger, shelf: Shelf) -> list[Problem]:
    """Why the policy cannot be compiled, apart from what is to be reviewed."""
    try:
        shelf.library(ledger.policy)
    except AuthoringError as error:
        return sorted(set(error.problems) - set(unreviewed_rules(ledger.policy, ledger.reviews)))
    return []
