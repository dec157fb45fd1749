"""Catalogues: what translators write (.po), compiled for gettext, and everything that is wrong with it."""

import os
import re
import subprocess
from collections import Counter
from collections.abc import Container, Iterator
from functools import cache, reduce
from io import BytesIO, StringIO
from operator import or_
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from checker.policy.plain_text import ALLOWED, MARKUP
from checker.policy.problems import AuthoringError, Place, Problem

HEADERS = ("Language", "Plural-Forms", "Content-Type")


def catalogue_path(locales: Path, language: str) -> Path:
    """Where the catalogue of a language stands."""
    return locales / language / "LC_MESSAGES" / "messages.po"


def compile_catalogue(path: Path, wanted: Container[Any] | None = None) -> bytes:
    """The catalogue as gettext reads it (.mo), or only the `wanted` messages of it. Raises AuthoringError.

    So no page or command ever says a translation that does harm; what is only missing is said in English.
    """
    target, catalogue = BytesIO(), read_catalogue(path)
    if problems := [problem for message in catalogue if message.id for problem in harm(path, message)]:
        raise AuthoringError(problems)
    for message in list(catalogue):
        if message.id and wanted is not None and message.id not in wanted:
            catalogue.delete(message.id)
    write_mo(target, catalogue)
    return target.getvalue()


@cache
def script_messages(folder: Path) -> tuple[str, ...]:
    """The messages that the scripts in `folder` speak, so that a page can carry them."""
    found = extract_from_dir(str(folder), method_map=[("**.js", "javascript")], keywords={"_": None})
    return tuple(sorted({str(message) for _, _, message, _, _ in found}))


def read_catalogue(path: Path) -> Catalog:
    """The catalogue at `path`, which stands as `catalogue_path` says. Raises AuthoringError when it is unreadable."""
    data = path.read_bytes()
    try:
        text = data.decode()
        if problems := list(_header_problems(path, text)):
            raise AuthoringError(problems)
        return read_po(StringIO(text), abort_invalid=True)
    except UnicodeDecodeError as error:
        problem = Problem(Place(path, data.count(b"\n", 0, error.start) + 1), "This is not UTF-8.", "Save it as UTF-8.")
    except PoFileError as error:
        problem = Problem(Place(path, error.lineno + 1), f"This cannot be read: {str(error).rpartition(' on ')[0]}.")
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:  # Babel stumbles in all ways
        problem = Problem(Place(path), f"This is no catalogue: {error}.")
    raise AuthoringError([problem])


def check_catalogue(path: Path, template: Path) -> list[Problem]:
    """Everything wrong with a catalogue: unreadable, stale, missing, fuzzy or broken messages, other fields, markup."""
    problems = list(_gnu_problems(path))
    try:
        catalogue = read_catalogue(path)
    except AuthoringError as error:
        return sorted([*problems, *error.problems])
    with template.open("rb") as source:
        wanted = read_po(source)
    for message in catalogue:
        problems += _message_problems(path, message) if message.id else []
    return sorted([*problems, *_differences(path, catalogue, wanted)])


def _header_problems(path: Path, text: str) -> Iterator[Problem]:
    wanted = dict(Catalog(locale=path.parent.parent.name).mime_headers)
    found = [
        (match[1], match[2], match.start()) for match in re.finditer(r'^"([\w-]+): *(.*?)\\n"', text, re.MULTILINE)
    ]
    for name in HEADERS:
        values = [(value, start) for header, value, start in found if header.lower() == name.lower()]
        wrong = [start for value, start in values if value.lower() != wanted[name]]
        for start in wrong if values else [0]:
            place = Place(path, text.count("\n", 0, start) + 1)
            yield Problem(place, f"The header must have the line “{name}: {wanted[name]}”.")


def _message_problems(path: Path, message: Message) -> Iterator[Problem]:
    place = Place(path, message.lineno or 1)
    sources, translations = _forms(message.id), _forms(message.string)
    if message.fuzzy:
        yield Problem(place, f"“{sources[0]}” is marked fuzzy.", "Check the translation, then remove the mark.")
    if message.context is not None:
        yield Problem(place, f"“{sources[0]}” has a context.", "No message has one: remove the line msgctxt.")
    if not all(text.strip() for text in translations):
        yield Problem(place, f"“{sources[0]}” has no translation.")
    yield from harm(path, message)


def harm(path: Path, message: Message) -> Iterator[Problem]:
    """What a translation may not say, as it would do more on a page than be read, or fill in something else."""
    place, sources = Place(path, message.lineno or 1), _forms(message.id)
    translations = [text for text in _forms(message.string) if text.strip()]
    if len({_fields(text) for text in (*sources, *translations)}) > 1:
        yield Problem(place, f"“{sources[0]}”: the translation has other {{fields}}.", "Keep each as it is.")
    if _markup(translations) - _markup(sources):
        yield Problem(place, f"“{sources[0]}”: the translation holds markup.", ALLOWED)


def _differences(path: Path, catalogue: Catalog, wanted: Catalog) -> Iterator[Problem]:
    have, want = ({message.id for message in messages} for messages in (catalogue, wanted))
    for name in want - have:
        yield Problem(Place(path), f"“{_forms(name)[0]}” is missing.", "Run “make messages”, then translate it.")
    unused = [message for message in catalogue if message.id and message.id not in want]
    for message in (*unused, *catalogue.obsolete.values()):
        place = Place(path, message.lineno or 1)
        yield Problem(place, f"“{_forms(message.id)[0]}” is no longer used.", "Run “make messages”.")


def _forms(text: Any) -> list[str]:
    """All plural forms of a message, or its only one."""
    return [form or "" for form in (text if isinstance(text, (list, tuple)) else [text])]


def _fields(text: str) -> tuple[str, ...] | None:
    """The fields that `str.format` would fill in; None where the braces do not match."""
    try:
        return tuple(sorted(str(field) for _, *field in Formatter().parse(text) if field[0] is not None))
    except ValueError:
        return None


def _markup(texts: list[str]) -> Counter[str]:
    """What is more than text in the forms of a message, each as often as in the form that has most of it."""
    return reduce(or_, (Counter(MARKUP.findall(text)) for text in texts), Counter())


def _gnu_problems(path: Path) -> Iterator[Problem]:
    """What GNU gettext's own check finds, without its mere warnings."""
    command = ["msgfmt", "--check", "--output-file=/dev/null", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"})
    for line in done.stderr.splitlines() if done.returncode else []:
        match = re.match(rf"{re.escape(str(path))}:(\d+):(?:(\d+):)? (?!warning)(.+)", line)
        if match:
            yield Problem(Place(path, int(match[1]), int(match[2] or 1)), f"msgfmt: {match[3]}")
