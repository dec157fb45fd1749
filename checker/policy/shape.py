"""Whether a policy file has the shape that policy.schema.json describes; each departure as a Problem with its place."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker, ValidationError

from checker.policy.plain_text import MARKUP, markup_problem
from checker.policy.problems import Problem, allowed
from checker.policy.source import Source

SCHEMA = Path(__file__).parent.parent / "policies" / "policy.schema.json"
PLAIN = "plain-text"
"""The schema's `format` of every text that a reader may come to see."""
_FORMATS = FormatChecker(())
_FORMATS.checks(PLAIN)(lambda text: not isinstance(text, str) or not MARKUP.search(text))
_WORDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "boolean": "true or false",
}


def check_shape(source: Source) -> list[Problem]:
    """Everything in which `source` departs from the schema."""
    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")), format_checker=_FORMATS)
    return [problem for error in validator.iter_errors(source.data) for problem in _problems(source, error)]


def _problems(source: Source, error: ValidationError) -> Iterator[Problem]:
    keys = tuple(error.absolute_path)
    if error.validator == "additionalProperties":
        names = error.schema.get("properties", {})
        for name in sorted(set(error.instance) - set(names)):
            yield Problem(source.place(*keys, name), f"“{name}” is no key that may stand here.", allowed(name, names))
        return
    if error.validator == "required":
        for name in sorted(set(error.validator_value) - set(error.instance)):
            yield Problem(source.place(*keys), f"{_subject(keys)} lacks “{name}”.", _described(error, name))
        return
    if "propertyNames" in error.absolute_schema_path:
        yield Problem(
            source.place(*keys, str(error.instance)), f"“{error.instance}” cannot be a name.", _pattern(error)
        )
        return
    if error.validator == "format" and (found := MARKUP.search(str(error.instance))):
        yield markup_problem(source, keys, found)
        return
    what, hint = _value_problem(error)
    yield Problem(source.place(*keys), f"{_subject(keys)} {what}", hint)


def _value_problem(error: ValidationError) -> tuple[str, str]:
    value: Any = error.validator_value
    match error.validator:
        case "type":
            return f"must be {_WORDS[value]}, not “{error.instance}”.", ""
        case "enum":
            return f"cannot be “{error.instance}”.", allowed(str(error.instance), value)
        case "pattern":
            return f"cannot be “{error.instance}”.", _pattern(error)
        case "minItems" | "minProperties" | "minLength":
            return "holds too little.", f"At least {value} must stand here."
        case "minimum":
            return f"cannot be {error.instance}.", f"It takes a whole number, {value} or more."
        case "not":
            return "has an “action”.", "Only a rule with the effect require, or doubt without an offer, has one."
        case "dependentRequired":
            lacking = sorted(
                {name for key in value if key in error.instance for name in value[key]} - {*error.instance}
            )
            return f"lacks “{lacking[0]}”.", "“when” and “for” stand together."
        case "const":
            return f"must be “{value}”, not “{error.instance}”.", ""
        case _:
            return "is not as it should be.", str(error.message)[:200]


def _pattern(error: ValidationError) -> str:
    described = error.schema.get("description") if isinstance(error.schema, dict) else None
    return str(described or "Small letters, digits and hyphens (in names of facts: underscores).")


def _described(error: ValidationError, name: str) -> str:
    schema = error.schema.get("properties", {}).get(name, {}) if isinstance(error.schema, dict) else {}
    return str(schema.get("description", ""))


def _subject(keys: tuple[str | int, ...]) -> str:
    return "“" + " / ".join(map(str, keys)) + "”" if keys else "The policy"
