"""What rests on a clause, in the words of the policy file; and how a text has changed, word by word."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

from checker.policy.source import Source


def resting(source: Source, use: str) -> Iterator[str]:
    """Effect, condition and texts of what the policy file has under a use such as `rules/no-firewall`."""
    kind, _, name = use.partition("/")
    entry: Any = source.data.get(kind, {})
    entry = entry.get(name, {}) if name and isinstance(entry, dict) else {}
    if kind == "rules":
        yield f"{entry['effect']}, when {entry['when']}"
        yield from (f"{key}: {entry[key]}" for key in ("action", "remark") if key in entry)
        yield from (f"instead: {advice['text']}" for advice in entry.get("instead", []))
    elif kind == "terms":
        for case in entry["cases"]:
            yield f"{entry['label']}: {case['text']}" + (f", when {case['when']}" if "when" in case else "")
    elif kind == "offers":
        yield str(entry["label"])


def changed_words(before: str, now: str) -> str:
    """The text as it is now, with what was taken out as [-…-] and what was put in as {+…+}."""
    old, new = before.split(), now.split()
    parts = list[str]()
    for kind, start, end, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            parts += old[start:end]
        else:
            parts += [f"[-{' '.join(old[start:end])}-]"] if end > start else []
            parts += [f"{{+{' '.join(new[first:last])}+}}"] if last > first else []
    return " ".join(parts)
