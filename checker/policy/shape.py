"""Whether a policy file has the shape that policy.schema.json describes; each departure as a Problem with its place."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from checker.policy.plain_text import MARKUP, markup_problem
from checker.policy.problems import Problem, allowed
from checker.policy.source import Data, Keys, Source

SCHEMA = Path(__file__).parent.parent / "policies" / "policy.schema.json"
PLAIN = "plain-text"
"""The schema's `format` of every text that a reader may come to see."""
_FORMATS = FormatChecker(())
_FORMATS.checks(PLAIN)(lambda text: not isinstance(text, str) or not MARKUP.search(text))
_KINDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}
Said = tuple[str, str]
"""What is wrong with a value, and a hint."""


@dataclass(frozen=True)
class Departure:
    """The value `found` at `keys`, the keyword of the schema from which it departs, and what that wants.

    `about_name`: it is the name of an entry that departs.
    """

    keys: Keys
    found: Data
    keyword: str
    wanted: object
    schema: Mapping[str, object]
    about_name: bool


def check_shape(source: Source, schema: Path = SCHEMA) -> list[Problem]:
    """Everything in which `source` departs from the schema."""
    validator = Draft202012Validator(json.loads(schema.read_text(encoding="utf-8")), format_checker=_FORMATS)
    found = map(_departure, validator.iter_errors(source.data))
    return [problem for departure in found for problem in _problems(source, departure)]


def _departure(error: ValidationError) -> Departure:
    return Departure(
        tuple(error.absolute_path),
        error.instance,
        str(error.validator),
        error.validator_value,
        error.schema,
        "propertyNames" in error.absolute_schema_path,
    )


def _problems(source: Source, at: Departure) -> Iterator[Problem]:
    keys, found = at.keys, at.found
    if at.about_name:
        yield Problem(source.place(*keys, str(found)), f"“{found}” cannot be a name.", _described(at.schema))
    elif at.keyword == "additionalProperties":
        names = _listed(at.schema.get("properties"))
        for name in sorted(set(_listed(found)) - set(names)):
            yield Problem(source.place(*keys, name), f"There is no key “{name}” here.", allowed(name, names))
    elif at.keyword == "required":
        for name in sorted(set(_listed(at.wanted)) - set(_listed(found))):
            yield Problem(source.place(*keys), f"{_subject(keys)} lacks “{name}”.", _missing(at.schema, name))
    elif at.keyword == "uniqueItems":
        listed = _listed(found)
        for index in (index for index, each in enumerate(listed) if each in listed[:index]):
            what = f"{_subject(keys)} lists “{listed[index]}” twice."
            yield Problem(source.place(*keys, index), what, "Remove one of them.")
    elif at.keyword == "format" and (markup := MARKUP.search(str(found))):
        yield markup_problem(source, keys, markup)
    else:
        what, hint = VALUES[at.keyword](at)
        yield Problem(source.place(*keys), f"{_subject(keys)} {what}", hint)


def _missing(schema: Mapping[str, object], name: str) -> str:
    """What the key is for that is missing."""
    properties = schema.get("properties")
    return _described(properties.get(name) if isinstance(properties, dict) else schema)


def _too_few(at: Departure) -> Said:
    if at.schema.get("maxProperties") == at.wanted:
        return _not_one(at)
    if isinstance(at.found, str):
        return "is empty.", "Write something here."
    count = len(_listed(at.found))
    what = f"has only {count} of at least {at.wanted} entries." if count else "is empty."
    return what, f"Write at least {at.wanted} here."


def _not_one(at: Departure) -> Said:
    """Of a mapping that takes one key besides those that it needs."""
    needed = _listed(at.schema["required"])
    names = [name for name in _listed(at.schema["properties"]) if name not in needed]
    return f"must have exactly one of {', '.join(names)}.", ""


VALUES: Mapping[str, Callable[[Departure], Said]] = {
    "type": lambda at: (f"must be {_KINDS[str(at.wanted)]}, not {_shown(at.found)}.", ""),
    "enum": lambda at: (f"cannot be {_shown(at.found)}.", allowed(str(at.found), _listed(at.wanted))),
    "const": lambda at: (f"must be “{at.wanted}”, not {_shown(at.found)}.", _described(at.schema)),
    "pattern": lambda at: (f"cannot be “{at.found}”.", _described(at.schema)),
    "minimum": lambda at: (f"cannot be {at.found}.", f"Write a whole number, {at.wanted} or more."),
    "minItems": _too_few,
    "minProperties": _too_few,
    "minLength": _too_few,
    "maxProperties": _not_one,
    "not": lambda at: (
        "has an “action”, which only a rule with the effect require has, or doubt without an offer.",
        "Remove it, or change the effect.",
    ),
}
"""By keyword of the schema, what is said about a value that departs from it."""


def _listed(value: object) -> list[str]:
    """The names or entries of a mapping or a list."""
    return [str(each) for each in value] if isinstance(value, dict | list) else []


def _shown(value: object) -> str:
    """A value in a sentence: what it is rather than all that is in it."""
    if isinstance(value, dict | list):
        return _KINDS["object" if isinstance(value, dict) else "array"]
    return f"“{str(value).lower() if isinstance(value, bool) else value}”"


def _described(schema: object) -> str:
    return str(schema.get("description", "")) if isinstance(schema, dict) else ""


def _subject(keys: tuple[str | int, ...]) -> str:
    return "“" + " / ".join(map(str, keys)) + "”" if keys else "The policy"
