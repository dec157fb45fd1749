"""Whether a policy file has the shape that policy.schema.json describes; each departure as a Problem with its place."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from checker.policy.plain_text import MARKUP, markup_problem
from checker.policy.problems import Problem, allowed
from checker.policy.source import Source

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


def check_shape(source: Source) -> list[Problem]:
    """Everything in which `source` departs from the schema."""
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=_FORMATS)
    return [problem for error in validator.iter_errors(source.data) for problem in _problems(source, error)]


def _problems(source: Source, error: ValidationError) -> Iterator[Problem]:
    keys, found = tuple(error.absolute_path), error.instance
    if "propertyNames" in error.absolute_schema_path:
        yield Problem(source.place(*keys, found), f"“{found}” cannot be a name.", _described(error.schema))
    elif error.validator == "additionalProperties":
        names = error.schema.get("properties", {})
        for name in sorted(set(found) - set(names)):
            yield Problem(source.place(*keys, name), f"There is no key “{name}” here.", allowed(name, names))
    elif error.validator == "required":
        for name in sorted(set(error.validator_value) - set(found)):
            hint = _described(error.schema.get("properties", {}).get(name, error.schema))
            yield Problem(source.place(*keys), f"{_subject(keys)} lacks “{name}”.", hint)
    elif error.validator == "uniqueItems":
        for index in (at for at, each in enumerate(found) if each in found[:at]):
            what = f"{_subject(keys)} lists “{found[index]}” twice."
            yield Problem(source.place(*keys, index), what, "Remove one of them.")
    elif error.validator == "format" and (markup := MARKUP.search(str(found))):
        yield markup_problem(source, keys, markup)
    else:
        what, hint = VALUES[error.validator](error)
        yield Problem(source.place(*keys), f"{_subject(keys)} {what}", hint)


def _too_few(error: ValidationError) -> Said:
    if error.schema.get("maxProperties") == error.validator_value:
        return _not_one(error)
    count, least = len(error.instance), error.validator_value
    what = f"has only {count} of at least {least} entries." if count else "is empty."
    return what, "Write something here." if isinstance(error.instance, str) else f"Write at least {least} here."


def _not_one(error: ValidationError) -> Said:
    """Of a mapping that takes one key besides those that it needs."""
    names = [name for name in error.schema["properties"] if name not in error.schema["required"]]
    return f"must have exactly one of {', '.join(names)}.", ""


VALUES: dict[object, Callable[[ValidationError], Said]] = {
    "type": lambda error: (f"must be {_KINDS[error.validator_value]}, not {_shown(error.instance)}.", ""),
    "enum": lambda error: (
        f"cannot be {_shown(error.instance)}.",
        allowed(str(error.instance), error.validator_value),
    ),
    "const": lambda error: (
        f"must be “{error.validator_value}”, not {_shown(error.instance)}.",
        _described(error.schema),
    ),
    "pattern": lambda error: (f"cannot be “{error.instance}”.", _described(error.schema)),
    "minimum": lambda error: (
        f"cannot be {error.instance}.",
        f"Write a whole number, {error.validator_value} or more.",
    ),
    "minItems": _too_few,
    "minProperties": _too_few,
    "minLength": _too_few,
    "maxProperties": _not_one,
    "not": lambda error: (
        "has an “action”, which only a rule with the effect require has.",
        "Remove it, or change the effect.",
    ),
}
"""By keyword of the schema, what is said of a value that departs from it."""


def _shown(value: object) -> str:
    """A value in a sentence: what it is rather than all that is in it."""
    if isinstance(value, dict | list):
        return _KINDS["object" if isinstance(value, dict) else "array"]
    return f"“{str(value).lower() if isinstance(value, bool) else value}”"


def _described(schema: object) -> str:
    return str(schema.get("description", "")) if isinstance(schema, dict) else ""


def _subject(keys: tuple[str | int, ...]) -> str:
    return "“" + " / ".join(map(str, keys)) + "”" if keys else "The policy"
