"""Catalogues: what translators write (.po), compiled for gettext, and everything that is wrong with it."""

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from checker.build.problems import Place, Problem

MARKUP = re.compile(r"<[a-zA-Z/!]|&[a-zA-Z#]\w*;|javascript:", re.IGNORECASE)
FIELDS = re.compile(r"\{[^{}]*\}")


def catalogue_path(locales: Path, language: str) -> Path:
    """Where the catalogue of a language stands."""
    return locales / language / "LC_MESSAGES" / "messages.po"


def compile_catalogue(path: Path) -> bytes:
    """The catalogue as gettext reads it (.mo)."""
    target = BytesIO()
    with path.open("rb") as file:
        write_mo(target, read_po(file, abort_invalid=True))
    return target.getvalue()


@cache
def script_messages(folder: Path) -> tuple[str, ...]:
    """The messages that the scripts in `folder` speak, so that a page can carry them."""
    found = extract_from_dir(str(folder), method_map=[("**.mjs", "javascript")], keywords={"_": None})
    return tuple(sorted({str(message) for _, _, message, _, _ in found}))


def check_catalogue(path: Path, template: Path) -> list[Problem]:
    """Everything wrong with a catalogue: stale, missing, fuzzy or broken messages, other fields, markup."""
    with path.open("rb") as file, template.open("rb") as source:
        catalogue, wanted = read_po(file), read_po(source)
    problems = [problem for message in catalogue if message.id for problem in _message_problems(path, message)]
    problems += _differences(path, catalogue, wanted)
    return problems + list(_gnu_problems(path))


def _message_problems(path: Path, message: Message) -> Iterator[Problem]:
    place = Place(path, message.lineno or 1)
    translations = [text or "" for text in _forms(message.string)]
    sources = [text or "" for text in _forms(message.id)]
    if message.fuzzy:
        yield Problem(place, f"“{sources[0]}” is marked fuzzy.", "Check the translation, then remove the mark.")
    if not all(translations):
        yield Problem(place, f"“{sources[0]}” has no translation.")
        return
    fields = {tuple(sorted(FIELDS.findall(text))) for text in (*sources, *translations)}
    if len(fields) > 1:
        yield Problem(place, f"“{sources[0]}”: the translation has other {{fields}}.", "Keep each as it is.")
    if any(MARKUP.search(text) for text in translations):
        yield Problem(place, f"“{sources[0]}”: the translation holds markup.", "Messages are plain text.")


def _differences(path: Path, catalogue: Catalog, wanted: Catalog) -> Iterator[Problem]:
    have = {message.id for message in catalogue if message.id}
    want = {message.id for message in wanted if message.id}
    for message in want - have:
        yield Problem(Place(path), f"“{_first(message)}” is missing.", "Run “make messages”, then translate it.")
    for message in have - want:
        yield Problem(Place(path), f"“{_first(message)}” is no longer used.", "Run “make messages”.")


def _forms(text: Any) -> list[str | None]:
    """All plural forms of a message, or its only one."""
    return list(text) if isinstance(text, (list, tuple)) else [text]


def _first(message: str | tuple[str, ...] | list[str]) -> str:
    return message if isinstance(message, str) else message[0]


def _gnu_problems(path: Path) -> Iterator[Problem]:
    """What GNU gettext's own check finds."""
    done = subprocess.run(
        ["msgfmt", "--check", "--output-file=/dev/null", str(path)], capture_output=True, text=True, check=False
    )
    for line in done.stderr.splitlines() if done.returncode else []:
        match = re.match(rf"{re.escape(str(path))}:(\d+): (.+)", line)
        if match:
            yield Problem(Place(path, int(match[1])), f"msgfmt: {match[2]}")
