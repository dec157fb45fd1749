"""What a changed passage reads now, with the words marked that it did not have."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby

from checker.source.blocks import ENDS, tokens
from checker.source.prints import Prints


def new_words(text: str, former: Iterable[str], prints: Prints) -> str:
    """The text, with each stretch of words as {+…+} that is not among those with these fingerprints."""
    left, marked = Counter(former), list[tuple[bool, str]]()
    for word in text.split():
        found = Counter(prints.word(token) for token in tokens(word) if token not in ENDS)
        marked.append((bool(found - left), word))
        left -= found
    stretches = ((new, " ".join(word for _, word in words)) for new, words in groupby(marked, key=lambda each: each[0]))
    return " ".join(f"{{+{words}+}}" if new else words for new, words in stretches)
