"""Trees of what people write: frozen dataclasses out of a YAML file, in which every text knows its place.

Libraries that make dataclasses of plain data (cattrs, msgspec, pydantic) do not tell what they make its place.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import UnionType
from typing import Annotated, Self, TypeVar, Union, get_args, get_origin, get_type_hints

from checker.policy.problems import Place
from checker.policy.source import Data, Keys, Source

Kind = TypeVar("Kind")
Name = TypeVar("Name", bound="Text")
Entry = TypeVar("Entry")
Content = TypeVar("Content", bound="Text")


class Leaf:
    """A value as written; `keys` lead to it in `source`."""

    source: Source
    keys: Keys

    def place(self, offset: int = 0) -> Place:
        """Its place; `offset` characters into it."""
        return self.source.place(*self.keys, offset=offset)

    def at(self, source: Source, keys: Keys) -> Self:
        """Itself, once it has its place."""
        self.source, self.keys = source, keys
        return self


class Text(Leaf, str):
    """A text, or the name of an entry. `str(text)` is the text alone."""


class Number(Leaf, int):
    """A whole number. `int(number)` is the number alone."""


class Named(Mapping[Name, Entry]):
    """What a mapping with free keys becomes: entries by name, whose names have their places, too."""

    def __init__(self, entries: Iterable[tuple[Name, Entry]] = ()) -> None:
        listed = list(entries)
        self._names = tuple(name for name, _ in listed)
        self._entries: dict[str, Entry] = dict(listed)

    def __getitem__(self, name: str) -> Entry:
        return self._entries[name]

    def __iter__(self) -> Iterator[Name]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


@dataclass(frozen=True, kw_only=True)
class Tree:
    """What a mapping with fixed keys becomes. A field whose key is no name in Python is annotated with its key."""


@dataclass(frozen=True)
class Field:
    """A field of a tree: its name, its key in the file, and the type of its value."""

    name: str
    key: str
    hint: object


def read_tree(kind: type[Kind], source: Source) -> Kind:
    """The file as a tree of this kind, whose shape it has."""
    found = _read(kind, source, (), source.data)
    assert isinstance(found, kind)
    return found


def walk(tree: object, kind: type[Kind]) -> Iterator[Kind]:
    """Everything of this kind in a tree, in its order; a name before what it names."""
    if isinstance(tree, kind):
        yield tree
    for each in _inner(tree):
        yield from walk(each, kind)


def said(text: Text | None) -> str:
    """The text alone; empty where nothing is written."""
    return "" if text is None else str(text)


def texts(named: Mapping[Text, Content]) -> dict[str, str]:
    """The names and texts alone."""
    return {str(name): str(text) for name, text in named.items()}


def plain(value: object) -> object:
    """Plain data as it was before it was read: texts and numbers alone."""
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, tuple):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, Text) else value


def tree_fields(kind: type[Tree]) -> tuple[Field, ...]:
    """The fields of a kind of tree, in their order."""
    if kind not in _FIELDS:
        hints: dict[str, object] = get_type_hints(kind, include_extras=True)
        _FIELDS[kind] = tuple(_field(name, hint) for name, hint in hints.items())
    return _FIELDS[kind]


_FIELDS: dict[type[Tree], tuple[Field, ...]] = {}


def _field(name: str, hint: object) -> Field:
    if get_origin(hint) is Annotated:
        inner, key = get_args(hint)
        return Field(name, str(key), inner)
    return Field(name, name, hint)


def _read(hint: object, source: Source, keys: Keys, value: Data) -> object:
    """The value at `keys` as the type that is hinted at; texts and numbers with their places."""
    if get_origin(hint) in (Union, UnionType):
        hint = get_args(hint)[0]
    if isinstance(hint, type) and issubclass(hint, Text | Number):
        assert isinstance(value, str | int)
        return hint(value).at(source, keys)
    if isinstance(value, dict):
        return _read_mapping(hint, source, keys, value)
    if isinstance(value, list):
        inner: object = get_args(hint)[0] if get_args(hint) else object
        return tuple(_read(inner, source, (*keys, at), each) for at, each in enumerate(value))
    return Text(value).at(source, keys) if hint is object and isinstance(value, str) else value


def _read_mapping(hint: object, source: Source, keys: Keys, value: dict[str, Data]) -> object:
    if isinstance(hint, type) and issubclass(hint, Tree):
        there = [each for each in tree_fields(hint) if each.key in value]
        return hint(**{each.name: _read(each.hint, source, (*keys, each.key), value[each.key]) for each in there})
    if get_origin(hint) is not Named:
        return {key: _read(object, source, (*keys, key), each) for key, each in value.items()}
    name, inner = get_args(hint)
    paths = {key: (*keys, key) for key in value}
    return Named((name(key).at(source, at), _read(inner, source, at, value[key])) for key, at in paths.items())


def _inner(tree: object) -> Iterator[object]:
    if isinstance(tree, Tree):
        return (getattr(tree, each.name) for each in tree_fields(type(tree)))
    if isinstance(tree, Mapping):
        return chain.from_iterable(tree.items())
    return iter(tree if isinstance(tree, tuple) else ())
