"""Additions to the text of a YAML file, beside what is there: nothing else in it changes, and comments stay."""

import json
import re

import yaml
from yaml.nodes import MappingNode, Node, SequenceNode

WIDTH = 120
PLAIN = re.compile(r"[^\W\d_“✎][^:#{}\[\],\"'\n`]*|[“✎][^:#{}\[\],\"'\n]*")
"""What needs no quotation marks."""


def quoted(text: str) -> str:
    """The text as a value or a key in a YAML file."""
    plain = PLAIN.fullmatch(text) and text == text.strip() and text not in ("true", "false", "null")
    return text if plain else json.dumps(text, ensure_ascii=False)


def added(text: str, keys: tuple[str, ...], entry: str) -> str:
    """The file's text with `entry` as the last one of the mapping or list at `keys`; those that lack are made."""
    node: Node | None = yaml.compose(text, yaml.SafeLoader)
    for depth, key in enumerate(keys):
        assert isinstance(node, MappingNode)
        inner = next((value for name, value in node.value if name.value == key), None)
        if inner is None:
            return _inserted(text, node, _nested(keys[depth:], entry))
        node = inner
    assert node is not None
    return _inserted(text, node, entry)


def _nested(keys: tuple[str, ...], entry: str) -> str:
    """The entry below keys that are not there yet, in one line."""
    first, *rest = keys
    return f"{first}: {{{_nested(tuple(rest), entry) if rest else entry}}}"


def _inserted(text: str, node: Node, entry: str) -> str:
    assert isinstance(node, MappingNode | SequenceNode)
    if node.flow_style:
        return _in_braces(text, node, entry)
    last = _end(node)
    at = text.find("\n", last)
    at = len(text) if at < 0 else at
    indent = " " * node.start_mark.column + ("- " if isinstance(node, SequenceNode) else "")
    return f"{text[:at]}\n{indent}{entry}{text[at:] or chr(10)}"


def _in_braces(text: str, node: MappingNode | SequenceNode, entry: str) -> str:
    before, after = text[: node.end_mark.index - 1].rstrip(), text[node.end_mark.index - 1 :]
    if not node.value:
        return before + entry + after
    line = len(before) - before.rfind("\n") - 1 + len(entry) + 2 + len(after.partition("\n")[0])
    gap = " " if line <= WIDTH else "\n" + " " * (node.start_mark.column + 1)
    return f"{before.removesuffix(',')},{gap}{entry}{after}"


def _end(node: Node) -> int:
    """Where the last value of a node ends; comments and empty lines below it are left out."""
    if isinstance(node, MappingNode | SequenceNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end
