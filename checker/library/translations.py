"""Translations: whether each catalogue says all that the site says, as the sources have it now.

What code says is listed in `locales/messages.pot`; what policies say is taken from their files. A policy whose file is
marked `status: draft` need not be translated yet, and a language whose catalogue has the header `X-Status: draft` need
not be whole.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import StringIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.pofile import read_po

from checker.languages import LANGUAGES, WRITTEN_IN
from checker.library.catalogues import catalogue_path, forms, harm, read_catalogue
from checker.library.extract import messages_of
from checker.policy.english import reads_english
from checker.policy.figures import message_problems
from checker.policy.problems import AuthoringError, Place, Problem
from checker.policy.source import read_yaml
from checker.policy.untranslated import MARK

DRAFT_HEADER = re.compile(r'^"X-Status: draft\\n"$', re.MULTILINE)
RESTORE = "Run “make messages”, then translate it."
MANY = 5
"""Of so many texts that a catalogue lacks, each is named."""


@dataclass(frozen=True)
class Wanted:
    """The messages that a catalogue must translate, and those that it may."""

    must: frozenset[Any]
    may: frozenset[Any] | None = None
    """None where it cannot be told, as a policy file cannot be read."""


def translation_problems(root: Path, names: Collection[str] | None = None) -> list[Problem]:
    """What is wrong with the catalogues of the project at `root`, as far as these policies need them, or all."""
    template = root / "locales" / "messages.pot"
    found, listed = list[Problem](), ""
    if template.exists():
        listed = template.read_text(encoding="utf-8")
    else:
        found.append(Problem(Place(template), "The list of messages is missing.", "Run “make messages”."))
    wanted = _wanted(root, *_listed(listed), names)
    for language in LANGUAGES:
        if language != WRITTEN_IN:
            found += check_catalogue(catalogue_path(root / "locales", language), wanted)
    return found


def check_catalogue(path: Path, wanted: Wanted) -> list[Problem]:
    """Everything wrong with a catalogue: missing, unreadable, stale or broken messages, other fields, markup."""
    if not path.exists():
        return [Problem(Place(path), "The catalogue is missing.", "Restore it: no page can speak this language.")]
    return list(_checked(path, path.read_bytes(), wanted))


@lru_cache(maxsize=4)
def _checked(path: Path, data: bytes, wanted: Wanted) -> tuple[Problem, ...]:
    """Of the catalogue with that content: checking takes long, and each policy asks for it."""
    if DRAFT_HEADER.search(data.decode(errors="replace")):
        wanted = Wanted(frozenset(), wanted.may)
    try:
        catalogue = read_catalogue(path)
    except AuthoringError as error:
        return tuple(sorted({*_gnu_problems(path), *error.problems}))
    problems = [problem for message in catalogue if message.id for problem in _message_problems(path, message, wanted)]
    problems += [*_untranslated(path, catalogue, wanted), *_differences(path, catalogue, wanted)]
    return tuple(sorted({*_gnu_problems(path), *problems}))


def is_draft(path: Path) -> bool:
    """Whether the policy file is marked as a draft."""
    text = path.read_text(encoding="utf-8", errors="replace")
    return re.search(r"^status: *[\"']?draft\b", text, re.MULTILINE) is not None


def is_draft_language(root: Path, language: str) -> bool:
    """Whether the language's catalogue, in the project at `root`, is marked as a draft."""
    path = catalogue_path(root / "locales", language)
    return path.exists() and DRAFT_HEADER.search(path.read_text(encoding="utf-8", errors="replace")) is not None


def _wanted(root: Path, of_code: frozenset[Any], listed: frozenset[Any], names: Collection[str] | None) -> Wanted:
    must, may, all_read = set(of_code), set(listed), True
    for path in sorted((root / "checker" / "policies").glob("*.yaml")):
        try:
            notes = {message: note for _, message, note in messages_of(read_yaml(path))}
        except (AuthoringError, TypeError):  # said where policies are compiled
            all_read = False
            continue
        may |= set(notes)
        if not is_draft(path) and (names is None or path.stem in names):
            must |= set(notes)
    return Wanted(frozenset(must), frozenset(may) if listed and all_read else None)


@lru_cache(maxsize=2)
def _listed(template: str) -> tuple[frozenset[Any], frozenset[Any]]:
    """The messages of code, and all that are listed."""
    messages = [each for each in read_po(StringIO(template)) if each.id]
    of_code = (each.id for each in messages if not all("/policies/" in path for path, _ in each.locations))
    return frozenset(of_code), frozenset(each.id for each in messages)


def _message_problems(path: Path, message: Message, wanted: Wanted) -> Iterator[Problem]:
    place = Place(path, message.lineno or 1)
    sources, translations = forms(message.id), forms(message.string)
    if message.context is not None:
        yield Problem(place, f"“{sources[0]}” has a context.", "No message has one: remove the line msgctxt.")
    if message.id in wanted.must:
        if message.fuzzy:
            yield Problem(place, f"“{sources[0]}” is marked fuzzy.", "Check the translation, then remove the mark.")
        if any(reads_english(each) for each in translations if not each.startswith(MARK)):
            yield Problem(place, f"The translation of “{sources[0]}” is still in English.", "Translate it.")
    if not message.fuzzy:
        yield from harm(path, message)
    if not message.fuzzy and message.id in wanted.must:
        yield from message_problems(place, sources, translations, (WRITTEN_IN, path.parent.parent.name))


def _untranslated(path: Path, catalogue: Catalog, wanted: Wanted) -> Iterator[Problem]:
    """The texts of a policy that is new would drown everything else."""
    empty = [each for each in catalogue if each.id in wanted.must and not all(map(str.strip, forms(each.string)))]
    for each in empty[: 1 if len(empty) > MANY else None]:
        more = f" and {len(empty) - 1} more texts have" if len(empty) > MANY else " has"
        yield Problem(Place(path, each.lineno or 1), f"“{forms(each.id)[0]}”{more} no translation.")


def _differences(path: Path, catalogue: Catalog, wanted: Wanted) -> Iterator[Problem]:
    have = {message.id for message in catalogue}
    lacking = sorted(forms(name)[0] for name in wanted.must - have)
    if len(lacking) > MANY:
        yield Problem(Place(path), f"“{lacking[0]}” and {len(lacking) - 1} more texts are missing.", RESTORE)
    else:
        yield from (Problem(Place(path), f"“{each}” is missing.", RESTORE) for each in lacking)
    unused = [] if wanted.may is None else [each for each in catalogue if each.id and each.id not in wanted.may]
    for message in (*unused, *catalogue.obsolete.values()):
        place = Place(path, message.lineno or 1)
        yield Problem(place, f"“{forms(message.id)[0]}” is no longer used.", "Run “make messages”.")


def _gnu_problems(path: Path) -> Iterator[Problem]:
    """What GNU gettext's own check finds, where it is installed, without its mere warnings."""
    if not (msgfmt := shutil.which("msgfmt")):
        return
    command = [msgfmt, "--check", "--output-file=/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    for line in done.stderr.splitlines() if done.returncode else []:
        match = re.match(rf"{re.escape(str(path))}:(\d+):(?:(\d+):)? (?!warning)(.+)", line)
        if match:
            yield Problem(Place(path, int(match[1]), int(match[2] or 1)), f"msgfmt: {match[3]}")
