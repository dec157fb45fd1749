"""For Babel: the messages in policy files, each with the place that it comes from."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from checker.policy.source import Source, read_yaml

WORDED = {"title", "hint", "question", "label", "why", "text", "action", "remark", "authority", "place"}
WORDED |= {"as", "find out", "for", "in short"}
OF_ANSWERS = {"options", "said"}
"""What of a fact has texts by answer."""


def extract_policy(
    fileobj: IO[bytes], keywords: object, comment_tags: object, options: object
) -> Iterator[tuple[int, None, str, list[str]]]:
    """Line, message and note for translators, for everything in the file that a reader sees."""
    source = read_yaml(Path(fileobj.name), fileobj.read().decode())
    for line, message, note in messages_of(source):
        yield line, None, message, [f"{source.value(('policy',))}: {note}"]


def messages_of(source: Source) -> Iterator[tuple[int, str, str]]:
    """Line, message and note of everything in a policy file that a reader sees."""
    for keys, place in source.places.items():
        value = source.value(keys)
        if keys and isinstance(value, str) and _is_worded(keys):
            yield place.line, value, " / ".join(map(str, keys))


def _is_worded(keys: tuple[str | int, ...]) -> bool:
    if keys[0] == "informative":
        return len(keys) == 2
    if keys[:2] in (("draft", "subjects"), ("draft", "facts")):
        return True
    if keys[0] == "dates":
        return keys[2:] in (("label",), ("source",))
    if keys[0] == "facts" and len(keys) == 4:
        return keys[2] in OF_ANSWERS
    return keys[-1] in WORDED
