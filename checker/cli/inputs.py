"""What the command line is given: files, days and names. Whatever is wrong with them becomes an InputError."""

import sys
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import nullcontext
from datetime import date, datetime
from functools import partial
from io import BufferedReader
from pathlib import Path
from typing import TYPE_CHECKING, cast

from checker.core.engine.answers import InputError
from checker.core.model.desk import Desk, parse_moment
from checker.core.model.policy import Policy
from checker.core.model.words import Words, _
from checker.core.request import NO_POLICY, as_date, bad, one_of, unknown
from checker.languages import LANGUAGES
from checker.library.shelf import Shelf
from checker.moment import now, today
from checker.policy.problems import AuthoringError

if TYPE_CHECKING:
    from checker.review.ledger import Ledger  # an installed copy has none

PIECE = 65_536
"""So many bytes are read at once, if they are there."""
NOTHING_PENDING = _("The clause {clause} has nothing to review for “{what}”.")


def read_text(name: str) -> str:
    """The text of a file, or of standard input for "-". Raises InputError."""
    return "".join(_lines(name))


def read_bytes(name: str) -> bytes:
    """The bytes of a file, or of standard input for "-". Raises InputError."""
    try:
        return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None


def read_lines(name: str, before_waiting: Callable[[], object]) -> Iterator[tuple[int, bytes]]:
    """The lines of a file, or of standard input for "-", as they come, each with its number.

    A line ends with a line feed, and with nothing else. `before_waiting` is called before more is asked for, which may
    take long to come. Raises InputError.
    """
    rest, number = b"", 0
    for piece in _pieces(name, before_waiting):
        *whole, rest = (rest + piece).split(b"\n") if b"\n" in piece else (rest + piece,)
        for line in whole:
            number += 1
            yield number, line + b"\n"
    if rest:
        yield number + 1, rest


def read_texts(name: str, before_waiting: Callable[[], object]) -> Iterator[tuple[int, str]]:
    """The lines as text, without empty ones."""
    for number, line in read_lines(name, before_waiting):
        text = line.decode(errors="replace")
        if text.strip():
            yield number, text


def _pieces(name: str, before_waiting: Callable[[], object]) -> Iterator[bytes]:
    """What there is, as it comes, without the mark of UTF-8 at its beginning."""
    file = _opened(name)
    with file if name != "-" else nullcontext():
        first = True
        while piece := _read(file, name):
            yield piece.removeprefix(BOM_UTF8) if first else piece
            first = False
            before_waiting()


def _opened(name: str) -> BufferedReader:
    try:
        return cast(BufferedReader, sys.stdin.buffer if name == "-" else Path(name).open("rb"))
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None


def _read(file: BufferedReader, name: str) -> bytes:
    try:
        return file.read1(PIECE)
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None


def _lines(name: str) -> Iterator[str]:
    try:
        if name == "-":
            yield from sys.stdin
        else:
            with Path(name).open(encoding="utf-8-sig", errors="replace", newline="\n") as file:
                yield from file
    except (OSError, ValueError) as error:
        raise _unreadable(name, error) from None


def _unreadable(name: str, error: Exception) -> InputError:
    return bad(_("{file} cannot be read: {reason}."), file=name, reason=getattr(error, "strerror", None) or str(error))


def as_day(text: object) -> date:
    """The date written YYYY-MM-DD; today for None. Raises InputError."""
    return today() if text is None else as_date(text)


def as_moment(text: str | None) -> datetime:
    """The moment written in ISO 8601 with an offset; now for None. Raises InputError."""
    moment = now() if text is None else parse_moment(text)
    if moment is None:
        template = _(
            "“{text}” is not a date and time; write it in ISO 8601 with its offset, such as 2026-11-23T09:30-05:00."
        )
        raise bad(template, text=str(text))
    return moment


def pick_words(shelf: Shelf, name: object) -> Words:
    """The words of a language. Raises InputError."""
    template = _("There is no language “{name}”; the languages are: {allowed}.{hint}")
    return shelf.words(one_of(name, LANGUAGES, template))


def pick_policy(shelf: Shelf, name: object) -> tuple[Policy, Mapping[str, Words]]:
    """The policy of that id, with its words in every language. Raises InputError and AuthoringError."""
    library = shelf.library(one_of(name, shelf.names, NO_POLICY))
    return library.policies[str(name)], library.words


def pick_desk(shelf: Shelf, policy: Policy) -> Desk:
    """The policy's attention hours. Raises InputError where it has none."""
    if policy.desk is None:
        template = _("Policy {policy} has no support desk hours; the policies that have them are: {allowed}.")
        raise bad(template, policy=policy.id, allowed=", ".join(filter(partial(_has_desk, shelf), shelf.names)))
    return policy.desk


def _has_desk(shelf: Shelf, name: str) -> bool:
    """Whether the policy has attention hours, as far as that can be told."""
    try:
        return shelf.library(name).policies[name].desk is not None
    except AuthoringError:
        return False


def pick_clauses(
    ledgers: "Mapping[str, Ledger]", broken: Mapping[str, AuthoringError], names: Iterable[str]
) -> "list[tuple[Ledger, str]]":
    """The clauses called `policy/clause`. Raises InputError, and AuthoringError for those of a broken policy."""
    known = {f"{ledger.policy}/{clause}": (ledger, clause) for ledger in ledgers.values() for clause in _named(ledger)}
    for name in names:
        if (policy := name.partition("/")[0]) in broken:
            raise broken[policy]
        if name not in known:
            template = _("There is no clause “{name}”; write it as policy and id, such as 3cx/no-firewall.{hint}")
            raise unknown(name, list(known), template)
    return [known[name] for name in names]


def check_single(clauses: list[str]) -> None:
    """That exactly one clause is to be accepted. Raises InputError."""
    if len(clauses) != 1:
        raise bad(_("Name exactly one clause with --accept: clauses are accepted one by one."))


def check_terminal() -> None:
    """That somebody is there to answer questions. Raises InputError."""
    if not sys.stdin.isatty():
        raise bad(_("There is no terminal here to ask the questions in: give the answers to “checker check” instead."))


def check_keys(request: Iterable[str], allowed: Iterable[str]) -> None:
    """That a request has no other keys. Raises InputError."""
    for name in request:
        one_of(name, allowed, _("“{name}” is not a key of a request; the keys are: {allowed}.{hint}"))


def check_id(request: Mapping[str, object]) -> None:
    """That what tells a request apart can be given back as it is. Raises InputError."""
    if not isinstance(request.get("id", ""), str | int):
        raise bad(_("The “id” of a request must be text or a whole number."))


def _named(ledger: "Ledger") -> Iterable[str]:
    return ledger.clauses[ledger.original]
