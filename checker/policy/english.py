"""Whether a text that should be a translation is still in English."""

import re

ENGLISH = {"the", "of", "and", "is", "are", "with", "not", "does", "you", "your", "for", "that", "this", "which", "it"}
ENGLISH |= {"its", "by", "from", "or", "when"}
FEW_WORDS = 5
"""Shorter texts may be names."""


def reads_english(text: str) -> bool:
    """Whether the small words of the text are English ones."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    english = [word for word in words if word in ENGLISH]
    return len(words) > FEW_WORDS and len(set(english)) > 1 and len(english) * 6 > len(words)
