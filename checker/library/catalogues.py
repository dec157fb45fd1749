"""Catalogues: what translators write (.po), compiled for gettext, and what in them cannot be read or does harm."""

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from functools import cache, lru_cache, reduce
from io import BytesIO, StringIO
from operator import or_
from pathlib import Path
from string import Formatter
from typing import Any

from babel.messages import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

from checker.policy.conflicts import conflict_problems
from checker.policy.plain_text import ALLOWED, MARKUP
from checker.policy.problems import AuthoringError, Place, Problem

HEADERS = ("Language", "Plural-Forms", "Content-Type")
LINE = re.compile(r'(?:#.*|(?:(?:msgid|msgid_plural|msgctxt|msgstr(?:\[\d+\])?)\s+)?"(?:[^"\\]|\\[ntr"\\])*"|)\s*')
BYTE_ORDER_MARK = "\ufeff"


def catalogue_path(locales: Path, language: str) -> Path:
    """Where the catalogue of a language is."""
    return locales / language / "LC_MESSAGES" / "messages.po"


def compile_catalogue(path: Path, wanted: Container[Any] | None = None) -> bytes:
    """The catalogue as gettext reads it (.mo), or only the `wanted` messages of it. Raises AuthoringError.

    So no page or command ever says a translation that does harm; what is only missing is said in English.
    """
    target, catalogue = BytesIO(), read_catalogue(path)
    said = [message for message in catalogue if message.id and not message.fuzzy]  # a guess is never said
    if problems := [problem for message in said for problem in harm(path, message)]:
        raise AuthoringError(problems)
    write_mo(target, catalogue if wanted is None else _only(catalogue, wanted))
    return target.getvalue()


def _only(catalogue: Catalog, wanted: Container[Any]) -> Catalog:
    """A catalogue of the wanted messages; the whole one is kept for others."""
    chosen = Catalog(catalogue.locale)
    chosen.mime_headers = catalogue.mime_headers
    for message in catalogue:
        if message.id and message.id in wanted:
            chosen[message.id] = message
    return chosen


@cache
def script_messages(folder: Path) -> tuple[str, ...]:
    """The messages that the scripts in `folder` speak, so that a page can carry them."""
    found = extract_from_dir(str(folder), method_map=[("**.js", "javascript")], keywords={"_": None})
    return tuple(sorted({str(message) for _, _, message, _, _ in found}))


def read_catalogue(path: Path) -> Catalog:
    """The catalogue at `path`, which is where `catalogue_path` says: only for reading, as it is kept.

    Raises AuthoringError when it is unreadable.
    """
    return read_exchanged(path, lambda text: _header_problems(path, text))


def read_exchanged(path: Path, head: Callable[[str], Iterable[Problem]] = lambda text: ()) -> Catalog:
    """A catalogue that some tool of others wrote, wherever it is; `head` gives what is wrong with its head.

    Raises AuthoringError when it is unreadable.
    """
    data = path.read_bytes()
    try:
        text = data.decode()
        problems = list(conflict_problems(path, text)) or [*_line_problems(path, text), *head(text)]
        if problems:
            raise AuthoringError(problems)
        return _parsed(text)
    except UnicodeDecodeError as error:
        problem = Problem(Place(path, data.count(b"\n", 0, error.start) + 1), "This is not UTF-8.", "Save it as UTF-8.")
    except PoFileError as error:
        problem = Problem(Place(path, error.lineno + 1), f"This cannot be read: {str(error).rpartition(' on ')[0]}.")
    except (ValueError, LookupError, TypeError, AttributeError, AssertionError) as error:  # Babel stumbles in all ways
        problem = Problem(Place(path), f"This is no catalogue: {error}.")
    raise AuthoringError([problem])


@lru_cache(maxsize=8)
def _parsed(text: str) -> Catalog:
    """Reading takes long, and the same catalogue is read for every policy."""
    return read_po(StringIO(text), abort_invalid=True)


def _line_problems(path: Path, text: str) -> Iterator[Problem]:
    """Lines that Babel would read as something else than was meant, and quietly."""
    if text.startswith(BYTE_ORDER_MARK):
        yield Problem(Place(path), "The file begins with a byte order mark.", "Save it as UTF-8 without one.")
    for number, line in enumerate(text.removeprefix(BYTE_ORDER_MARK).split("\n"), 1):
        if not LINE.fullmatch(line):
            hint = 'A text stands between two ", and a " or \\ in it is written \\" or \\\\.'
            yield Problem(Place(path, number), "This line of the catalogue cannot be read.", hint)


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


def harm(path: Path, message: Message) -> Iterator[Problem]:
    """What a translation may not say, as it would do more on a page than be read, or fill in something else."""
    place, sources = Place(path, message.lineno or 1), forms(message.id)
    translations = [text for text in forms(message.string) if text.strip()]
    if len({_fields(text) for text in (*sources, *translations)}) > 1:
        yield Problem(place, f"“{sources[0]}”: the translation has other {{fields}}.", "Keep each as it is.")
    if _markup(translations) - _markup(sources):
        yield Problem(place, f"“{sources[0]}”: the translation holds markup.", ALLOWED)


def forms(text: Any) -> list[str]:
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
