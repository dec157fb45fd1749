"""The source ledger: the vendor's text by passage, as fingerprints, with the clauses that restate each.

A file `policies/sources/<policy>.<language>.yaml` has no sentence of the vendor's. Of each passage it has a short
fingerprint of the whole and sorted fingerprints of its words, both with a salt of the file's own.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from checker.languages import LANGUAGES
from checker.policy.clauses import Clauses
from checker.policy.problems import AuthoringError, Place, Problem, allowed
from checker.policy.source import Data, Source, read_yaml

KINDS = ("sentence", "item", "row", "heading")
REASONS = ("heading", "introduction", "question", "marketing", "navigation", "notice")
"""Why no clause restates a passage: it heads, or leads to, what follows; asks what the next answers; praises; leads
elsewhere; or is about the site or about trademarks."""
KEYS = ("passage", "kind", "print", "words", "clauses", "reason")
PRINT, WORDS = re.compile(r"[0-9a-f]{4}"), re.compile(r"[0-9a-f]{3}( [0-9a-f]{3})*")


@dataclass(frozen=True)
class Passage:
    """A sentence, list item, row or heading of the vendor's text; `id` is its own for good, whatever its place."""

    id: int
    kind: str
    print: str
    words: tuple[str, ...]
    clauses: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class Sources:
    """The vendor's text in one language, in its order, as it was when it was last compared (`compared_on`)."""

    path: Path
    policy: str
    language: str
    salt: str
    compared_on: str
    passages: tuple[Passage, ...]


def sources_path(policy: Path, language: str) -> Path:
    """Where the ledger of a policy file is for the vendor's text in that language."""
    return policy.parent / "sources" / f"{policy.stem}.{language}.yaml"


def source_files(policy: Path) -> dict[str, Path]:
    """The ledgers of a policy file, by language."""
    paths = {language: sources_path(policy, language) for language in LANGUAGES}
    return {language: path for language, path in paths.items() if path.exists()}


def read_sources_file(path: Path) -> Sources:
    """The ledger in a file. Raises AuthoringError."""
    source = read_yaml(path)
    if problems := list(_shape_problems(source)):
        raise AuthoringError(problems)
    policy, language = path.stem.split(".")
    entries = source.entries["passages"]
    assert isinstance(entries, list)
    passages = tuple(_passage(each) for each in entries if isinstance(each, dict))
    return Sources(path, policy, language, str(source.entries["salt"]), str(source.entries["compared_on"]), passages)


def passage_problems(policy: Path, original: str, clauses: Clauses) -> Iterator[Problem]:
    """What is wrong in the ledgers of a policy file whose vendor's text is in the language `original`."""
    for language, path in source_files(policy).items():
        try:
            found, source = read_sources_file(path), read_yaml(path)
        except AuthoringError as error:
            yield from error.problems
            continue
        for at, passage in enumerate(found.passages):
            yield from _passage_problems(passage, source, at, clauses[original])
        if language == original:
            yield from _missing(path, found, clauses)


def write_sources_file(found: Sources) -> None:
    """Write the ledger down."""
    found.path.parent.mkdir(parents=True, exist_ok=True)
    head = f'{_HEAD}salt: "{found.salt}"\ncompared_on: "{found.compared_on}"\npassages:\n'
    found.path.write_text(head + "".join(map(_entry, found.passages)), encoding="utf-8")


_HEAD = f"""\
# The vendor's text by passage, as fingerprints alone: no sentence of it is here. “checker source” writes this file.
# By hand, give each passage the clauses that restate it, or the reason why none does:
# {", ".join(REASONS)}.
"""


def _entry(passage: Passage) -> str:
    ties = f"    clauses: [{', '.join(passage.clauses)}]\n" if passage.clauses else ""
    ties += f"    reason: {passage.reason}\n" if passage.reason else ""
    prints = f'    print: "{passage.print}"\n    words: "{" ".join(passage.words)}"\n'
    return f"  - passage: {passage.id}\n    kind: {passage.kind}\n{prints}{ties}"


def _passage(entry: dict[str, Data]) -> Passage:
    clauses, number = entry.get("clauses", []), entry["passage"]
    assert isinstance(clauses, list) and isinstance(number, int)
    words = tuple(str(entry["words"]).split())
    ties = tuple(map(str, clauses)), str(entry.get("reason", ""))
    return Passage(number, str(entry["kind"]), str(entry["print"]), words, *ties)


def _shape_problems(source: Source) -> Iterator[Problem]:
    for key in ("salt", "compared_on"):
        if not isinstance(source.entries.get(key), str):
            yield Problem(source.place(), f"“{key}” is missing, or no text.", _AGAIN)
    entries = source.entries.get("passages")
    if not isinstance(entries, list):
        yield Problem(source.place(), "“passages” is missing, or no list.", _AGAIN)
        return
    seen = set[Data]()
    for at, entry in enumerate(entries):
        place = source.place("passages", at)
        if not isinstance(entry, dict) or not _is_passage(entry):
            yield Problem(place, "This is not a passage as “checker source” writes it.", _AGAIN)
            continue
        for key in entry.keys() - set(KEYS):
            yield Problem(place, f"“{key}” is not a key of a passage.", allowed(key, KEYS))
        number = entry["passage"]
        assert isinstance(number, int)
        if number in seen:
            yield Problem(place, f"There are two passages {number}.", "Give this one a number that no other has.")
        seen.add(number)


_AGAIN = "Undo the last change of this file: “checker source” writes it, but for clauses and reasons."


def _is_passage(entry: dict[str, Data]) -> bool:
    listed, kind = entry.get("clauses", []), entry.get("kind")
    return (
        isinstance(entry.get("passage"), int)
        and kind in KINDS
        and PRINT.fullmatch(str(entry.get("print"))) is not None
        and WORDS.fullmatch(str(entry.get("words"))) is not None
        and isinstance(listed, list)
    )


def _passage_problems(passage: Passage, source: Source, at: int, known: Collection[str]) -> Iterator[Problem]:
    place = source.place("passages", at)
    if not passage.clauses and not passage.reason:
        what = f"No clause restates passage {passage.id}."
        yield Problem(place, what, f"Name its clauses, or give a reason: {', '.join(REASONS)}.")
    if passage.clauses and passage.reason:
        yield Problem(place, f"Passage {passage.id} has both clauses and a reason why it has none.", "Remove one.")
    if passage.reason and passage.reason not in REASONS:
        what, where = f"“{passage.reason}” is not a reason.", source.place("passages", at, "reason")
        yield Problem(where, what, allowed(passage.reason, REASONS))
    for position, name in enumerate(passage.clauses):
        if name not in known:
            where = source.place("passages", at, "clauses", position)
            yield Problem(where, f"There is no clause “{name}”.", allowed(name, known))


def _missing(path: Path, found: Sources, clauses: Clauses) -> Iterator[Problem]:
    tied = {name for passage in found.passages for name in passage.clauses}
    for name, clause in clauses[found.language].items():
        if name not in tied:
            what = f"No passage of the vendor's text is tied to the clause “{name}”."
            yield Problem(clause.place, what, f"Add it to the clauses of its passage in {path}.")


def place_of(path: Path, number: int) -> Place:
    """The place of a passage in its file."""
    source = read_yaml(path)
    entries = source.entries["passages"]
    assert isinstance(entries, list)
    numbers = [entry["passage"] for entry in entries if isinstance(entry, dict)]
    return source.place("passages", numbers.index(number))
