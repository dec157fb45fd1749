"""`checker cases add`: take in worked cases, as visitors report them, once the checker agrees with them."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from textwrap import indent
from typing import Any

from checker.cli import inputs
from checker.cli.exits import DONE, FAILED
from checker.core.engine.decide import decide
from checker.core.model.words import Words, _
from checker.core.request import bad
from checker.core.words.worked_case import case_text
from checker.library.shelf import Shelf
from checker.policy.source import read_yaml

KEYS = ("policy", "name", "readings", "today", "answers", "status", "final", "offers")
EXAMPLE = "checker cases add reported.yaml"


def add_options(parser: argparse.ArgumentParser) -> None:
    """What the command takes besides the language."""
    parser.add_argument("action", metavar="add", choices=["add"], help="check the cases, and add them")
    parser.add_argument("file", metavar="FILE|-", help=f"a list of cases in YAML, each with {', '.join(KEYS)}")
    about = "add cases that the checker does not agree with too, to correct it by them"
    parser.add_argument("--failing", action="store_true", help=about)


def run_cases(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Check each case, and add it to `tests/cases/` if the checker agrees; say so of each.

    Raises InputError and AuthoringError before anything is added, except for what is wrong with a case's answers.
    """
    agreed = [_take(case, shelf, options.failing) for case in _read(options.file)]
    return DONE if all(agreed) else FAILED


def _read(file: str) -> list[dict[str, Any]]:
    cases: Any = read_yaml(Path(file), inputs.read_text(file)).data
    if not isinstance(cases, list) or not cases:
        raise bad(_("{file} has no list of cases: each case must begin with “- policy:”."), file=file)
    for number, case in enumerate(cases, 1):
        if not _is_case(case):
            message = _(
                "Case {number} of {file}: a case has “answers” and can have “offers”, each with lines in the form "
                "“name: value”."
            )
            raise bad(message, number=str(number), file=file)
        inputs.check_keys(case, KEYS)
    return [_with_null(case) for case in cases]


def _is_case(case: Any) -> bool:
    return isinstance(case, dict) and all(isinstance(case.get(key, {}), dict) for key in ("answers", "offers"))


def _with_null(value: Any) -> Any:
    """What policy files never have, and answers do: null, for “I don't know”."""
    if isinstance(value, dict):
        return {key: _with_null(each) for key, each in value.items()}
    return None if value == "null" else value


def _take(case: dict[str, Any], shelf: Shelf, failing: bool) -> bool:
    """Say what the checker makes of a case, and keep it if it may be kept; whether the checker agrees."""
    policy, _spoken = inputs.pick_policy(shelf, case.get("policy"))
    verdict = decide(policy, case.get("answers", {}), inputs.as_day(case.get("today")))
    found = {"status": verdict.status, "final": verdict.final}
    departures = [
        *_departures({key: case[key] for key in found if key in case}, found),
        *_departures(case.get("offers", {}), verdict.offers),
    ]
    print(f"{policy.id}: {case.get('name') or 'A case without a name'}")
    print("\n".join(f"  {each}" for each in departures or ["The checker agrees."]))
    if failing or not departures:
        print(f"  Added to {_add(case, policy.id, shelf.root).relative_to(shelf.root)}.")
    return not departures


def _departures(wanted: dict[str, Any], found: Any) -> Iterator[str]:
    for key, value in wanted.items():
        if found.get(key) != value:
            yield f"{key}: the case has {_said(value)}, the checker says {_said(found.get(key))}."


def _said(value: object) -> str:
    return "nothing" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _add(case: dict[str, Any], policy: str, root: Path) -> Path:
    """Add the case at the end of the policy's cases, and give their file."""
    path = root / "tests" / "cases" / f"{policy}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if path.exists() else "cases:\n"
    kept = {key: value for key, value in case.items() if key != "policy"}
    path.write_text(f"{before.rstrip()}\n\n{indent(case_text(kept), '  ')}", encoding="utf-8")
    return path
