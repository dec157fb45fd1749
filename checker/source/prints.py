"""Fingerprints of passages: too short to read a sentence from them, long enough to see that it has changed.

A word's has 12 bits, so several words of a dictionary fit each; they are sorted. That of a whole passage has 16 bits:
no more than that is told of the order of its words, which is one of millions.
"""

import hashlib
import secrets
from collections.abc import Iterable

from checker.policy.passages import Passage

_WORD, _WHOLE = 3, 4


def new_salt() -> str:
    """For a new ledger, so that no two have the same fingerprints for a word."""
    return secrets.token_hex(8)


class Prints:
    """The fingerprints of one ledger."""

    def __init__(self, salt: str) -> None:
        self._salt, self._known = salt, dict[str, str]()

    def word(self, token: str) -> str:
        """Of one word."""
        if token not in self._known:
            self._known[token] = self._hash(f"word {token}")[:_WORD]
        return self._known[token]

    def words(self, tokens: Iterable[str]) -> tuple[str, ...]:
        """Of the words, sorted."""
        return tuple(sorted(map(self.word, tokens)))

    def whole(self, tokens: Iterable[str]) -> str:
        """Of all the words in their order."""
        return self._hash(f"passage {' '.join(tokens)}")[:_WHOLE]

    def passage(self, number: int, kind: str, tokens: tuple[str, ...]) -> Passage:
        """The passage of these words, tied to nothing yet."""
        return Passage(number, kind, self.whole(tokens), self.words(tokens))

    def _hash(self, text: str) -> str:
        return hashlib.sha256(f"{self._salt} {text}".encode()).hexdigest()
