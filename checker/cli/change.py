"""`checker change`: what is left to do after an edit, in order. It does what nobody has to decide, and says so."""

import argparse
import re
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import questionary

from checker.cli.dialogue import STYLE, given
from checker.cli.exits import DONE, FAILED
from checker.cli.release import keep
from checker.core.engine.versions import is_newer
from checker.core.model.policy import Policy
from checker.diff.history import keeps_changes, read_history
from checker.diff.releases import gives_other_verdicts, read_release
from checker.library.library import shown
from checker.library.shelf import Shelf
from checker.library.translations import is_draft
from checker.moment import today
from checker.pages.releases_in_words import summary
from checker.site.state import State, read_state

EXAMPLE = "checker change --do"
SHOWN = 12
"""How many lines of what is left in a step are printed."""
MESSAGES = "make messages"
UNRELEASED = "## Unreleased\n"


@dataclass(frozen=True)
class Step:
    """A step of a change: `left` says what is left of it, `how` one does it; `do` does it, if nobody has to decide."""

    title: str
    left: Callable[[State], list[str]]
    how: str
    do: Callable[[State], list[str]] | None = None


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    about = "do what nobody has to decide, without asking (else: it asks on a terminal, and does nothing elsewhere)"
    parser.add_argument("--do", action="store_true", help=about)


def run_change(options: argparse.Namespace, shelf: Shelf, *_: Any) -> int:
    """Print the steps up to the first where something is left that somebody has to do, and what comes after it.

    DONE where nothing is left. Raises Cancelled.
    """
    state = read_state(shelf)
    for number, step in enumerate(STEPS, 1):
        left, did = step.left(state), list[str]()
        if left and step.do and (options.do or _wants(step, left)):
            did, state = step.do(state), read_state(Shelf(shelf.root))
            left = step.left(state)
        _print(number, step, left, did)
        if left:
            print("Then: " + ", ".join(each.title.lower() for each in STEPS[number:]) + ".")
            return FAILED
    print("Nothing is left. Run “make test”, read “git diff”, and hand in the change.")
    return DONE


def _wants(step: Step, left: list[str]) -> bool:
    if not sys.stdin.isatty():
        return False
    print("\n".join(left[:SHOWN]))
    return bool(given(questionary.confirm(f"{step.title}: do this now?", default=False, style=STYLE)))


def _print(number: int, step: Step, left: list[str], did: list[str]) -> None:
    print(f"{number}. {step.title}: {f'{len(left)} to do' if left else 'done' if did else 'nothing to do'}")
    for each in did:
        print(f"     did: {each}")
    for each in left[:SHOWN]:
        print(f"     {each}")
    if len(left) > SHOWN:
        print(f"     … and {len(left) - SHOWN} more")
    if left:
        print(f"   {step.how}")


def _mistakes(state: State) -> list[str]:
    """What is wrong apart from translations, reviews and releases, which have their own steps."""
    own = {*state.catalogues, *state.releases, *(each for it in state.ledgers.values() for each in it.left_over())}
    broken = (each for problems in state.broken.values() for each in problems)
    return [str(each) for each in dict.fromkeys([*broken, *state.others]) if each not in own]


def _behind(state: State) -> list[str]:
    return [str(each) for each in state.catalogues if MESSAGES in str(each)]


def _update(state: State) -> list[str]:
    made = subprocess.run(["make", "--silent", "messages"], cwd=state.shelf.root, capture_output=True, text=True)
    return [MESSAGES if not made.returncode else f"{MESSAGES}, which failed: {made.stderr.strip()[-300:]}"]


def _untranslated(state: State) -> list[str]:
    return [str(each) for each in state.catalogues]


def _gone(state: State) -> list[str]:
    return [str(each) for ledger in state.ledgers.values() for each in ledger.left_over()]


def _drop(state: State) -> list[str]:
    for ledger in state.ledgers.values():
        if ledger.left_over():
            ledger.accept([])
    return ["removed the records of what is gone"]


def _unreviewed(state: State) -> list[str]:
    """A line for each clause of which something is pending, with the command that shows it."""
    found = {(ledger.policy, each.clause): each for ledger in state.ledgers.values() for each in ledger.pending()}
    return [f"checker review {policy}/{clause}" for policy, clause in found]


def _failing_cases(state: State) -> list[str]:
    """Of policies that are not released as they are, what the tests of their worked cases say; nothing without them."""
    names = [policy.id for policy in _policies(state) if _is_new(policy, state)]
    tests = state.shelf.root / "tests" / "test_cases.py"
    if not names or not tests.exists():
        return []
    command = [sys.executable, "-m", "pytest", "-n0", "-q", "--tb=no", "-rf", "-k", " or ".join(names), str(tests)]
    ran = subprocess.run(command, cwd=state.shelf.root, capture_output=True, text=True)
    failed = re.findall(r"^FAILED \S*?::(.+?)(?: - .*)?$", ran.stdout, re.MULTILINE)
    return failed or ([ran.stderr.strip() or ran.stdout.strip()[-300:]] if ran.returncode else [])


def _same_version(state: State) -> list[str]:
    return [f"{policy.id}: version {policy.version} gave other verdicts" for policy in _changed(state)]


def _raise_versions(state: State) -> list[str]:
    return [_raise(policy, state) for policy in _changed(state)]


def _raise(policy: Policy, state: State) -> str:
    version = next_version(policy.version, today())
    place = state.ledgers[policy.id].file.version.place()
    lines = place.path.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[place.line - 1] = lines[place.line - 1].replace(policy.version, version)
    place.path.write_text("".join(lines), encoding="utf-8")
    return f"{policy.id}: version {policy.version} became {version} in {place.path}"


def next_version(version: str, day: date) -> str:
    """The version after this one, of the month of that day; in the same month or after it, with a number behind."""
    month = f"{day:%Y.%m}"
    if is_newer(month, version):
        return month
    year, of, *number = version.split(".")
    return f"{year}.{of}.{int(number[0]) + 1 if number else 2}"


def _unreleased(state: State) -> list[str]:
    return [f"{policy.id} {policy.version}" for policy in _policies(state) if _is_new(policy, state)]


def _release(state: State) -> list[str]:
    new = [policy for policy in _policies(state) if _is_new(policy, state)]
    return [f"wrote {shown(path)}" for path in keep(new, state.shelf)]


def _unnoted(state: State) -> list[str]:
    text = _changelog(state).read_text(encoding="utf-8") if _changelog(state).exists() else ""
    items = [" ".join(each.split()) for each in re.split(r"^(?=- |#)", text, flags=re.MULTILINE)]
    noted = [each for each in items if re.search(r"version \d{4}\.\d\d", each)]
    return [
        f"{policy.vendor}: version {policy.version}"
        for policy in _policies(state)
        if text and not any(policy.vendor in each and _names(each, policy.version) for each in noted)
    ]


def _names(item: str, version: str) -> bool:
    return bool(re.search(rf"version {re.escape(version)}(?!\.?\d)", item))


def _note(state: State) -> list[str]:
    left, path = _unnoted(state), _changelog(state)
    notes = [
        _entry(policy, state) for policy in _policies(state) if f"{policy.vendor}: version {policy.version}" in left
    ]
    text = path.read_text(encoding="utf-8")
    before, _, after = text.partition(UNRELEASED)
    now, mark, rest = after.partition("\n## ")
    lead, head, entries = now.partition("### Changed\n\n")
    added = "\n".join(notes) + "\n"
    now = f"{lead}{head}{added}{entries}" if head else f"{lead.rstrip()}\n\n### Changed\n\n{added}".lstrip("\n")
    path.write_text(f"{before}{UNRELEASED}{now if head else chr(10) + now}{mark}{rest}", encoding="utf-8")
    return [f"noted in {shown(path)}: {' '.join(each.split())[2:]}" for each in notes]


def _entry(policy: Policy, state: State) -> str:
    history = read_history(policy.id, state.shelf.root)
    release = next(each for each in history.releases if each.policy.version == policy.version)
    said = summary(history, release, state.shelf.library(policy.id).words["en"])
    text = f"- {policy.vendor}: version {policy.version} of the rules. {said}"
    return textwrap.fill(text, 120, subsequent_indent="  ", break_on_hyphens=False)


def _changelog(state: State) -> Path:
    return state.shelf.root / "CHANGELOG.md"


def _policies(state: State) -> Iterator[Policy]:
    """Those that can be compiled and are no drafts."""
    for name, ledger in state.ledgers.items():
        if name not in state.broken and not ledger.pending() and not is_draft(ledger.file.policy.source.path):
            yield state.shelf.library(name).policies[name]


def _changed(state: State) -> list[Policy]:
    """Policies whose version was released with other verdicts."""
    root = state.shelf.root
    found = ((policy, read_release(policy, root)) for policy in _policies(state))
    return [policy for policy, former in found if former and gives_other_verdicts(former, policy)]


def _is_new(policy: Policy, state: State) -> bool:
    """Whether the policy as it is has not been released."""
    former = read_release(policy, state.shelf.root)
    return not former or gives_other_verdicts(former, policy) or not keeps_changes(policy, state.shelf.root)


STEPS = (
    Step("Mistakes", _mistakes, "Correct them in these files."),
    Step("Messages", _behind, "Run: make messages", _update),
    Step("Translations", _untranslated, "Write them in the catalogues, and remove the word fuzzy."),
    Step("Old records", _gone, "Remove these lines.", _drop),
    Step("Reviews", _unreviewed, "Look at each: the rules, and the text in each language."),
    Step("Worked cases", _failing_cases, "Correct tests/cases/, by hand and by the policy, or the rules."),
    Step("Version", _same_version, "Give the policy a new version.", _raise_versions),
    Step("Release", _unreleased, "Run: checker release", _release),
    Step("Changelog", _unnoted, "Note it in CHANGELOG.md, under “Unreleased”.", _note),
)
"""In the order in which they build on each other."""
