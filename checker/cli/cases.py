"""`checker cases`: take in worked cases, as visitors report them, once the checker agrees with them."""

import argparse
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from textwrap import indent
from typing import Any

import yaml

from checker.cli import inputs
from checker.cli.exits import DONE, FAILED
from checker.core.engine.decide import decide
from checker.core.model.words import Words
from checker.core.request import as_object, bad
from checker.core.words.worked_case import case_text
from checker.library.shelf import Shelf

KEYS = ("policy", "name", "readings", "today", "answers", "status", "final", "offers")
EXAMPLE = "checker cases reported.yaml"


def add_options(cases: argparse.ArgumentParser) -> None:
    """What the command takes besides the language."""
    cases.add_argument("file", metavar="FILE|-", help=f"a list of cases in YAML, each with {', '.join(KEYS)}")
    cases.add_argument(
        "--failing",
        action="store_true",
        help="add cases that the checker does not agree with too, to correct it by them",
    )


def run_cases(options: argparse.Namespace, shelf: Shelf, words: Words) -> int:
    """Check each case, and add it to `tests/cases/` if the checker agrees; say so of each."""
    wrong = False
    for case in _read(options.file):
        policy, _spoken = inputs.pick_policy(shelf, case.get("policy"))
        verdict = decide(policy, as_object(case.get("answers")), inputs.as_day(case.get("today")))
        found = {"status": verdict.status, "final": verdict.final, "offers": {**verdict.offers}}
        departures = list(_departures(case, found))
        name = case.get("name") or "A case without a name"
        print("\n".join([f"{policy.id}: {name}", *(f"  {each}" for each in departures or ["The checker agrees."])]))
        wrong = wrong or bool(departures)
        if options.failing or not departures:
            print(f"  Added to {_add(case, policy.id, shelf.root).relative_to(shelf.root)}.")
    return FAILED if wrong else DONE


def _read(file: str) -> list[dict[str, Any]]:
    """Raises InputError."""
    try:
        cases = yaml.safe_load(inputs.read_text(file))
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise bad(
            _("{file}, line {line}, is not valid YAML: {reason}."), file=file, line=str(line), reason=str(error.problem)
        ) from None
    if not isinstance(cases, list) or not cases:
        raise bad(_("{file} has no list of cases: each begins with “- policy:”."), file=file)
    for case in cases:
        inputs.check_keys(as_object(case), KEYS)
    return [_plain(case) for case in cases]


def _plain(value: Any) -> Any:
    """Dates as texts, as answers have them."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    return value.isoformat() if isinstance(value, date) else value


def _departures(case: dict[str, Any], found: dict[str, Any]) -> Iterator[str]:
    for key in ("status", "final"):
        if key in case and case[key] != found[key]:
            yield f"{key}: the case has {_said(case[key])}, the checker says {_said(found[key])}."
    for offer, value in (case.get("offers") or {}).items():
        if found["offers"].get(offer) != value:
            yield f"{offer}: the case has {_said(value)}, the checker says {_said(found['offers'].get(offer))}."


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


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message
