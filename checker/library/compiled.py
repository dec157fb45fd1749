"""Compiled policies, each kept in a file until one of its own sources changes."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from checker.core.model.serial import write_policy
from checker.languages import LANGUAGES
from checker.policy.clauses import Clauses, PageClause
from checker.policy.passages import source_files
from checker.policy.problems import AuthoringError, Problem
from checker.policy.reviews import read_records, records_path
from checker.policy.sayings import Sayings, words_path

Texts = dict[str, list[str | bool]]
"""By clause: text, link, and True where it is stale."""


@dataclass(frozen=True)
class Compiled:
    """A policy's model, as plain data, the texts of its clauses by language, and what visitors say if known."""

    model: dict[str, Any]
    texts: dict[str, Texts]
    sayings: Sayings | None


def compile_policies(paths: Iterable[Path], root: Path, folder: Path) -> dict[str, Compiled]:
    """The policies of the project at `root`, kept in `folder`. Raises AuthoringError with what is wrong in any."""
    compiled, problems = dict[str, Compiled](), list[Problem]()
    for path in paths:
        try:
            compiled[path.stem] = _compile(path, root, folder)
        except AuthoringError as error:
            problems += error.problems
    if problems:
        raise AuthoringError(problems)
    return compiled


def digest_sources(paths: Iterable[Path], root: Path) -> str:
    """Of files of the project at `root`, of the programs that compile them, and of the lists of holidays and zones."""
    digest = hashlib.sha256(f"{version('holidays')} {version('tzdata')}\0".encode())
    for path in sorted({*paths, *_programs(root)}):
        digest.update(f"{path.relative_to(root)}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:20]


def policy_sources(path: Path, root: Path) -> Iterator[Path]:
    """What the policy file at `path` is compiled with, and itself."""
    yield path
    yield from records_path(path).parent.glob(path.name)
    yield from words_path(path).parent.glob(path.name)
    yield from source_files(path).values()
    for language in LANGUAGES:
        yield from (root / "docs" / language / path.stem).rglob("*.md")


def write_json(path: Path, data: object) -> None:
    """Write plain data in as little room as it takes."""
    path.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _programs(root: Path) -> Iterator[Path]:
    yield from (root / "checker").glob("*.py")
    for folder in ("core", "policy", "library"):
        yield from (root / "checker" / folder).rglob("*.py")
    yield from (root / "checker" / "policies").glob("*.schema.json")


def _compile(path: Path, root: Path, folder: Path) -> Compiled:
    kept = folder / f"{path.stem}-{digest_sources(policy_sources(path, root), root)}.json"
    if not kept.exists():
        _make(path, root, kept)
    data: Any = json.loads(kept.read_text(encoding="utf-8"))
    return Compiled(data["model"], data["texts"], Sayings(**data["sayings"]) if data["sayings"] else None)


def _make(path: Path, root: Path, kept: Path) -> None:
    from checker.policy.compile import compile_file  # takes longer to import than compiled policies to read
    from checker.policy.sayings import read_sayings

    sayings, problems = None, list[Problem]()
    try:
        sayings = read_sayings(path)
    except AuthoringError as error:
        problems = error.problems
    try:
        policy, clauses = compile_file(path, root / "docs", read_records(records_path(path)))
    except AuthoringError as error:
        raise AuthoringError([*error.problems, *problems]) from None
    if problems:
        raise AuthoringError(problems)
    texts = {language: _texts(clauses, language) for language in LANGUAGES}
    kept.parent.mkdir(parents=True, exist_ok=True)
    draft = kept.with_suffix(f".{os.getpid()}")
    write_json(draft, {"model": write_policy(policy), "texts": texts, "sayings": sayings and asdict(sayings)})
    draft.replace(kept)


def _texts(clauses: Clauses, language: str) -> Texts:
    found = clauses[language].items()
    return {name: [clause.text, clause.href(language), *_state(clause)] for name, clause in found}


def _state(clause: PageClause) -> list[str | bool]:
    return [clause.stale, True] if clause.still_in else [True] if clause.stale else []
