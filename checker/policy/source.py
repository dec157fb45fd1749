"""Reading YAML with the place of every value, and without its traps: no aliases, no duplicate keys, no guessed types.

Only `true`, `false` and whole numbers are read as such; `no`, `1.10` or `22:30` stay the text that was written.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

import yaml
from yaml.events import AliasEvent, CollectionEndEvent, CollectionStartEvent
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from checker.policy.conflicts import conflict_problems
from checker.policy.problems import AuthoringError, Place, Problem
from checker.policy.safety import unseen_problems

MAX_DEPTH = 12
Keys = tuple[str | int, ...]
Data: TypeAlias = "str | int | bool | list[Data] | dict[str, Data]"
HINTS = {
    "mapping values are not allowed": "A text with a colon in it stands between quotation marks.",
    "did not find expected key": "Look at how far this line and those above it are moved in.",
    "cannot start any token": "Move lines in with spaces, not with tabs.",
    "could not find expected ':'": "A line has the form “name: value”.",
}
"""By what the parser says."""


@dataclass
class Source:
    """A YAML file as plain data. `places` has the place of every value, by its path of keys and positions."""

    path: Path
    data: Data
    places: dict[Keys, Place] = field(default_factory=dict)
    text: str = ""

    def place(self, *keys: str | int, offset: int = 0) -> Place:
        """The place of the value at `keys`, or of the nearest value around it; `offset` characters into it."""
        while keys not in self.places:
            keys = keys[:-1]
        return self._inside(keys, offset) if offset else self.places[keys]

    def texts(self) -> Iterator[tuple[Keys, str]]:
        """Every text in the file, with its keys."""
        return _texts(self.data, ())

    @property
    def entries(self) -> dict[str, Data]:
        """What the file is where it is a mapping; nothing where it is something else."""
        return self.data if isinstance(self.data, dict) else {}

    def value(self, keys: Keys) -> Data:
        """The value to which these keys lead."""
        value = self.data
        for key in keys:
            if isinstance(value, dict):
                value = value[str(key)]
            elif isinstance(value, list):
                value = value[int(key)]
        return value

    def _inside(self, keys: Keys, offset: int) -> Place:
        """A value may be quoted or folded in the file, so only its characters that are no space are counted."""
        value = self.value(keys)
        first = self.places[keys]
        lines = self.text.splitlines(keepends=True)
        at = sum(map(len, lines[: first.line - 1])) + first.column - 1
        at = self.text.find("\n", at) if self.text[at] in ">|" else at + (self.text[at] in "\"'")
        left = len("".join(str(value)[:offset].split()))
        while left or (offset < len(str(value)) and self.text[at].isspace()):
            left -= not self.text[at].isspace()
            at += 1
        return Place(first.path, self.text.count("\n", 0, at) + 1, at - self.text.rfind("\n", 0, at))


def _texts(value: Data, keys: Keys) -> Iterator[tuple[Keys, str]]:
    if isinstance(value, str):
        yield keys, value
    elif isinstance(value, (dict, list)):
        for key, each in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(each, (*keys, key))


def read_yaml(path: Path, text: str | None = None) -> Source:
    """The file (or `text` in its place). Raises AuthoringError with every problem found."""
    try:
        text = path.read_text(encoding="utf-8") if text is None else text
    except UnicodeDecodeError:
        raise AuthoringError([Problem(Place(path), "The file is not written in UTF-8.")]) from None
    if conflicts := list(conflict_problems(path, text)):
        raise AuthoringError(conflicts)
    try:
        _refuse_traps(path, text)
        root = yaml.compose(text, yaml.CBaseLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
        problem = str(error.problem)
        raise AuthoringError([Problem(place, f"This is not valid YAML: {problem}.", _hint(problem))]) from None
    except yaml.YAMLError as error:
        reason = str(error).splitlines()[0]
        raise AuthoringError([Problem(Place(path), f"This is not valid YAML: {reason}.")]) from None
    if root is None:
        raise AuthoringError([Problem(Place(path), "The file is empty.")])
    source, problems = Source(path, {}, text=text), list[Problem]()
    source.data = _read(root, (), source, problems)
    if problems:
        raise AuthoringError(problems)
    return source


def _hint(problem: str) -> str:
    """What authors mostly mean by a line that the parser refuses."""
    return next((hint for part, hint in HINTS.items() if part in problem), "")


def _refuse_traps(path: Path, text: str) -> None:
    depth, problems = 0, list(unseen_problems(path, text))
    for event in yaml.parse(text, yaml.CBaseLoader):
        assert event.start_mark is not None
        place = Place(path, event.start_mark.line + 1, event.start_mark.column + 1)
        depth += isinstance(event, CollectionStartEvent)
        depth -= isinstance(event, CollectionEndEvent)
        if isinstance(event, AliasEvent):
            problems.append(Problem(place, f"Alias *{event.anchor} is not allowed.", "Write the value out."))
        if depth > MAX_DEPTH:
            raise AuthoringError([Problem(place, f"Nested more than {MAX_DEPTH} levels deep.")])
    if problems:
        raise AuthoringError(problems)


def _read(node: Node, path: Keys, source: Source, problems: list[Problem]) -> Data:
    source.places[path] = Place(source.path, node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, MappingNode):
        return _read_mapping(node, path, source, problems)
    if isinstance(node, SequenceNode):
        return [_read(child, (*path, index), source, problems) for index, child in enumerate(node.value)]
    assert isinstance(node, ScalarNode)
    return _scalar(node)


def _read_mapping(node: MappingNode, path: Keys, source: Source, problems: list[Problem]) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for key, value in node.value:
        place = Place(source.path, key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, ScalarNode):
            problems.append(Problem(place, "A key must be a plain word."))
        elif key.value in found:
            problems.append(Problem(place, f"“{key.value}” is written here twice.", "Remove one."))
        else:
            found[key.value] = _read(value, (*path, key.value), source, problems)
    return found


def _scalar(node: ScalarNode) -> str | int | bool:
    text = str(node.value)
    if node.style:
        return text.strip()
    if text in ("true", "false"):
        return text == "true"
    return int(text) if re.fullmatch(r"-?(0|[1-9][0-9]{0,14})", text) else text
