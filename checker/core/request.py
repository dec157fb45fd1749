"""What the edges are asked for, read from JSON: whatever is wrong with it becomes an InputError."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NoReturn

from checker.core.engine.answers import LONGEST, Answers, InputError, nearest, printable, shown
from checker.core.model.calendar import parse_date
from checker.core.model.policy import Policy
from checker.core.model.words import Words, _

MOST = 100
"""So many objects and lists a request may have: browsers stop a Python that reads thousands, each in the one before."""
TEXT = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Link:
    """A link as it was opened: the version of the rules that made it, and its answers as it writes them."""

    version: str
    answers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Request:
    """What the page asks; `now` and `later` are as they were given, `root` is the site's address.

    `typed` is what the visitor wrote of the case.
    """

    policy: Policy
    answers: Answers
    today: date
    now: object
    later: object
    root: str
    link: Link | None
    typed: str


def read_request(text: str, policies: Mapping[str, Policy]) -> Request:
    """The request that `text` is (see `bridge.Clerk.reply`). Raises InputError."""
    if sum(map(TEXT.sub("", text).count, "[{")) > MOST:
        raise _not_json("1:1")
    data = read_json(text)
    return Request(
        policy=policies[one_of(data.get("policy"), policies, NO_POLICY)],
        answers=as_object(data.get("answers")),
        today=as_date(data.get("today")),
        now=data.get("now"),
        later=data.get("later"),
        root=_as_root(data.get("root", "")),
        link=_as_link(data.get("link")),
        typed=_as_typed(data.get("typed", "")),
    )


def read_json(text: str) -> dict[str, Any]:
    """The JSON object that `text` is. Raises InputError, also for a key that appears twice."""
    try:
        value = json.loads(text, object_pairs_hook=_unique, parse_constant=_no_constant)
    except InputError:
        raise
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "1:1"
        raise _not_json(place) from None
    return as_object(value)


def _not_json(place: str) -> InputError:
    return bad(_("The answers are not valid JSON (line and column {place})."), place=place)


def as_object(value: object) -> dict[str, Any]:
    """`value`, if it is an object. Raises InputError."""
    if not isinstance(value, dict):
        raise bad(_("The answers must be a JSON object of fact names and values."))
    return value


def as_date(value: object) -> date:
    """The date written YYYY-MM-DD. Raises InputError."""
    day = parse_date(value)
    if day is None:
        raise bad(_("“{text}” is not a date; write it as YYYY-MM-DD."), text=shown(value))
    return day


NO_POLICY = _("There is no policy “{name}”; the policies are: {allowed}.{hint}")


def one_of(name: object, allowed: Iterable[str], template: str) -> str:
    """`name`, if it is one of those allowed; else raises InputError with `template`, and the nearest of them."""
    choices = list(allowed)
    if isinstance(name, str) and name in choices:
        return name
    raise unknown(name, choices, template)


def unknown(name: object, choices: list[str], template: str) -> InputError:
    """The error that says `template` of a `name` that is none of the choices."""
    text = shown(name)

    def message(words: Words) -> str:
        hint = nearest(text, choices, words)
        return words.format(words.gettext(template), name=text, allowed=", ".join(choices), hint=hint)

    return InputError(message)


def bad(template: str, **values: str) -> InputError:
    """An error that says `template` in the reader's language, with what was given made printable."""
    texts = {name: printable(value) for name, value in values.items()}
    return InputError(lambda words: words.format(words.gettext(template), **texts))


def _as_root(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable():
        raise bad(_("The request's “{key}” cannot be read."), key="root")
    return value


def _as_typed(value: object) -> str:
    if not isinstance(value, str) or len(value) > LONGEST:
        raise bad(_("The request's “{key}” cannot be read."), key="typed")
    return printable(value, LONGEST)


def _as_link(value: object) -> Link | None:
    if value is None:
        return None
    version, answers = (value.get("version"), value.get("answers")) if isinstance(value, dict) else (None, None)
    if not _is_version(version) or not isinstance(answers, dict) or not all(map(_is_text, answers.values())):
        raise bad(_("The request's “{key}” cannot be read."), key="link")
    return Link(str(version), answers)


def _is_version(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(r"[0-9]{4}\.[0-9]{2}(\.[0-9]{1,9})?", value) is not None


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise bad(_("“{name}” appears twice in one JSON object."), name=name)
        found[name] = value
    return found
