"""The tree of what people write is what the schema lets stand in a file, and every text in it knows its place."""

import json
from dataclasses import MISSING, fields, is_dataclass
from types import UnionType
from typing import Literal, Union, get_args, get_origin

from acme import compiled, source, written

from checker.core.model.diagram import Node
from checker.policy.placed import Leaf, Named, Number, Text, Tree, plain, tree_fields, walk
from checker.policy.shape import SCHEMA
from checker.policy.written import Case, Cited, Claimed, When, Written

DEFINED = json.loads(SCHEMA.read_text())
LEAVES = {"id": Text, "name": Text, "words": Text, "date": Text, "time": Text, "condition": When}
VALUE = {"days": [1, "two"], "open": True}
FREE = ("value",)
"""What may be anything, and so has no type."""


def departures(schema, hint, at="policy"):
    """Where a type of the tree lets something else stand than the schema."""
    named = schema.get("$ref", "").rpartition("/")[2]
    schema = {**schema, **DEFINED["$defs"].get(named, {})}
    if get_origin(hint) in (Union, UnionType):
        hint = get_args(hint)[0]
    if named in FREE:
        yield from [] if hint is object else [f"{at}: {hint}"]
    elif schema.get("const") is True:
        yield from [] if hint is bool else [f"{at}: {hint}"]
    elif "enum" in schema or "const" in schema:
        yield from [] if list(get_args(hint)) == schema.get("enum", [schema.get("const")]) else [f"{at}: {hint}"]
    elif schema.get("type") == "array":
        assert get_origin(hint) is tuple, at
        yield from departures(schema["items"], get_args(hint)[0], f"{at}[]")
    elif isinstance(schema.get("additionalProperties"), dict):
        assert get_origin(hint) is Named, at
        yield from departures(schema["additionalProperties"], get_args(hint)[1], f"{at}.*")
    elif schema.get("type") == "object":
        yield from fields_that_depart(schema, hint, at)
    else:
        kind = {"integer": Number, "boolean": bool}.get(schema["type"], LEAVES.get(named, Text))
        yield from [] if issubclass(hint, kind) and issubclass(hint, When) == (kind is When) else [f"{at}: {hint}"]


def fields_that_depart(schema, kind, at):
    properties = {
        **schema.get("properties", {}),
        **{key: each for way in ("then", "else") for key, each in schema.get(way, {}).get("properties", {}).items()},
    }
    found = {each.key: each for each in tree_fields(kind)}
    yield from (f"{at}: {key}" for key in found.keys() ^ properties.keys())
    defaults = {each.name: each for each in fields(kind)}
    needed = {
        each.key
        for each in found.values()
        if defaults[each.name].default is MISSING and defaults[each.name].default_factory is MISSING
    }
    yield from (f"{at}: {key} may be left out, or not" for key in needed ^ set(schema.get("required", [])))
    for key in found.keys() & properties.keys():
        yield from departures(properties[key], found[key].hint, f"{at}.{key}")


def test_the_tree_is_what_the_schema_lets_stand_in_a_file():
    assert not list(departures(DEFINED, Written))


def test_every_text_of_the_file_is_in_the_tree_with_its_keys_and_its_place():
    read = source()
    leaves = {(leaf.keys, str(leaf)): leaf for leaf in walk(written(), Text)}
    chosen = {(keys, text) for keys, text in read.texts() if (keys, text) not in leaves}
    assert {text for _, text in chosen} <= set(literals(Written))
    assert all(leaf.place() == read.places[keys] for (keys, _), leaf in leaves.items())


def literals(kind):
    """What may stand in the fields of the tree that have a fixed choice."""
    for each in (hint for found in trees(kind) for field in tree_fields(found) for hint in inner(field.hint)):
        if get_origin(each) is Literal:
            yield from get_args(each)


def trees(kind):
    yield kind
    for field in tree_fields(kind):
        for each in inner(field.hint):
            if isinstance(each, type) and issubclass(each, Tree):
                yield from trees(each)


def inner(hint):
    yield hint
    if get_origin(hint) is not Literal:
        for each in get_args(hint):
            yield from inner(each)


def test_a_clause_is_cited_once_for_each_use_and_claims_are_no_citations():
    cited, claimed = list(walk(written(), Cited)), list(walk(written(), Claimed))
    assert len({each.keys for each in cited}) == len(cited) > 20
    assert claimed and {each.keys[0] for each in claimed} <= {"unclear", "losses"}
    assert not {each.keys[0] for each in cited} & {"unclear", "losses"}


def test_an_entry_is_found_by_its_name_and_its_name_knows_where_it_stands():
    rules = written().rules
    name = next(iter(rules))
    assert rules[str(name)] is rules[name] and len(rules) == len(list(rules))
    assert name.keys == ("rules", name) and name.place().line > 1


def test_a_value_for_scripts_is_plain_data_again():
    (case,) = [each for each in walk(written(a_value), Case) if each.value]
    assert [str(each) for each in walk(case.value, Text)] == ["two"]
    assert plain(case.value) == VALUE
    assert not list(unplain(plain(case.value)))


def a_value(data):
    for term in data["terms"].values():
        for case in term["cases"]:
            case.pop("value", None)
    case["value"] = VALUE


def test_a_compiled_policy_holds_plain_texts_and_numbers():
    assert not list(unplain(compiled()))


def unplain(value):
    """Every leaf of the file's tree that is still in the value."""
    if isinstance(value, Leaf):
        yield value
    elif isinstance(value, Node):
        yield from (each for child in value.children for each in unplain(child))
    elif is_dataclass(value):
        yield from (each for field in fields(value) for each in unplain(getattr(value, field.name)))
    elif isinstance(value, dict):
        yield from (each for pair in value.items() for one in pair for each in unplain(one))
    elif isinstance(value, list | tuple):
        yield from (each for one in value for each in unplain(one))
