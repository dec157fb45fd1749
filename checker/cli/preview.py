"""`checker preview`: what a change does, as one comment in Markdown for those who look at it before it is taken in."""

import argparse
from collections.abc import Iterator

from checker.cli import inputs
from checker.cli.exits import DONE
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.diff.history import read_history
from checker.diff.markdown import markdown
from checker.diff.report import report
from checker.diff.sides import Edition, read_edition, read_editions, read_released
from checker.languages import LANGUAGES
from checker.library.shelf import Shelf
from checker.moment import today
from checker.pages.releases_in_words import heading, summary
from checker.policy.problems import AuthoringError, Problem
from checker.policy.reviews import EDITED, MISSING, STALE
from checker.review.ledger import Ledger
from checker.site.state import State, read_state

EXAMPLE = "checker preview origin/main > preview.md"
MARK = "<!-- support-coverage: preview -->"
"""By this first line, a workflow finds the comment that it has written before."""
LONGEST = 60_000
"""Bytes; hosts of code take comments of about 65,000 characters."""
CUT = "\n\n_The rest is left out: it is too long for a comment. Run `checker preview` to read all of it._\n"
SHOWN = 40


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    text = "compare with this: a git revision, a compiled model, or a folder with the project (else: the last release)"
    parser.add_argument("old", metavar="OLD", nargs="?", help=text)
    parser.add_argument("--today", metavar="DATE", help="the day for examples, YYYY-MM-DD (else: today)")


def run_preview(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Print the comment: DONE whatever it says, so that it can be posted. Raises InputError."""
    day = inputs.as_day(options.today) if options.today else today()
    here, state = str(shelf.root), read_state(shelf)
    old, new = read_editions(options.old, here) if options.old else (read_released(shelf.root), read_edition(here))
    parts = ["\n".join(_wrong(state)), "\n".join(_translations(state)), "\n".join(_entries(state, old))]
    text = "\n\n".join([MARK, *filter(None, parts), markdown(report(old, new, day))])
    print(_cut(text), end="")
    return DONE


def _cut(text: str) -> str:
    """As much of it as a comment can be long, in whole lines, with what was folded out closed."""
    data = text.encode()
    if len(data) <= LONGEST:
        return text
    kept = data[: LONGEST - 200].decode(errors="ignore").rpartition("\n")[0]
    closing = "\n\n</details>" * (kept.count("<details>") - kept.count("</details>"))
    return f"{kept}{closing}{CUT}"


def _wrong(state: State) -> Iterator[str]:
    """What a build or a test would refuse."""
    found = [*(each for problems in state.broken.values() for each in problems), *state.others]
    if found:
        yield f"## To be corrected ({len(found)})\n"
        yield from _listed(found)


def _listed(problems: list[Problem]) -> Iterator[str]:
    yield from (f"- {_code(str(each))}" for each in problems[:SHOWN])
    if len(problems) > SHOWN:
        yield f"- … and {len(problems) - SHOWN} more"


def _code(text: str) -> str:
    """The text as it is: nothing in it can become Markdown, HTML or somebody's name."""
    return f"`` {' '.join(text.split()).replace('``', '` `')} ``"


def _translations(state: State) -> Iterator[str]:
    yield "## Translations and reviews\n"
    yield "| Policy | Language | Clauses | To translate | To compare again |"
    yield "|---|---|---:|---:|---:|"
    for ledger in state.ledgers.values():
        for language in LANGUAGES:
            yield _row(ledger, language)


def _row(ledger: Ledger, language: str) -> str:
    """Of the vendor's own language, the rules; of the others, the translations."""
    own, total = language == ledger.original, len(ledger.clauses[ledger.original])
    found = [each for each in ledger.reviews if (not each.is_translation if own else each.use == language)]
    stale = sum(each.state in (STALE, EDITED, *([MISSING] if own else [])) for each in found)
    missing = 0 if own else total - len(found) + sum(each.state == MISSING for each in found)
    of = f"{language} (rules)" if own else language
    return f"| {ledger.policy} | {of} | {total} | {missing} | {stale} |"


def _entries(state: State, old: Edition) -> Iterator[str]:
    """For each policy with another version than before, what its feed will say about it."""
    found = [each for name in state.ledgers if name not in state.broken for each in _entry(state, name, old)]
    if found:
        yield "## What changed, as the feeds will say\n"
        yield from found


def _entry(state: State, name: str, old: Edition) -> Iterator[str]:
    try:
        policy, words = _opened(state, name)
    except AuthoringError:
        return
    before = old.policies.get(name)
    if before and before.version == policy.version:
        return
    history = read_history(name, state.shelf.root)
    release = next((each for each in history.releases if each.policy.version == policy.version), None)
    said = f"{heading(release, words)}. {summary(history, release, words)}" if release else ""
    yield f"- **{name}**: {said or f'version {policy.version} has not been released: run `checker release`.'}"


def _opened(state: State, name: str) -> tuple[Policy, Words]:
    library = state.shelf.library(name)
    return library.policies[name], library.words["en"]
