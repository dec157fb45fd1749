"""Two texts side by side, word by word: what was taken out is marked in the one, what was put in in the other."""

from difflib import SequenceMatcher

from checker.policy.markup import Element, add, append


def mark_words(before: Element, now: Element, old: str, new: str) -> None:
    """Write `old` into the one element and `new` into the other, with `<del>` and `<ins>` where they differ."""
    was, words = old.split(), new.split()
    for kind, start, end, first, last in SequenceMatcher(None, was, words, autojunk=False).get_opcodes():
        _write(before, "" if kind == "equal" else "del", was[start:end])
        _write(now, "" if kind == "equal" else "ins", words[first:last])


def _write(element: Element, mark: str, words: list[str]) -> None:
    if not words:
        return
    append(element, " " if element.text or len(element) else "")
    if mark:
        add(element, mark, {}, " ".join(words))
    else:
        append(element, " ".join(words))
