"""Which option a visitor's own words mean. `checker/web/find/finder.js` does the same, to the letter.

An index (`checker/library/finder_index.py`) says for each stem which options it points to, and how much: in whole
numbers, so that both look-ups come to the same scores. Nothing here knows a language: endings, and words that say
nothing, are in the index.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

Index = Mapping[str, Any]
Stems = dict[str, int]
"""What a word may be a form of, each with what that is worth."""
MOST_OPTIONS, MOST_WORDS = 8, 24
WHOLE, BEGUN, MISTYPED = 4, 3, 2
SHORTEST_BEGUN, SHORTEST_MISTYPED = 3, 4
NEAR = 6
"""An option whose score is less than this part of the best one's is not meant."""


def find(index: Index, text: str) -> list[tuple[str, int]]:
    """The options that the words speak for, best first, each with its score; none where they fit nothing."""
    words = [word for word in dict.fromkeys(split(text)) if word not in index["silent"]][:MOST_WORDS]
    known = _stems_of(index, words)
    total = dict[int, int]()
    for stems in known:
        _add(total, index["stems"], stems)
    for one, other in combinations(known, 2):
        _add(total, index["pairs"], _pairs(one, other))
    unknown = sum(not stems for word, stems in zip(words, known, strict=True) if word.isalpha() and len(word) > 3)
    least = max([index["least"] * (1 + unknown), *(score // NEAR for score in total.values())])
    names = list(index["options"])
    ranked = sorted((-score, at) for at, score in total.items() if score >= least)
    return [(names[at], -score) for score, at in ranked[:MOST_OPTIONS]]


def split(text: str) -> list[str]:
    """The words of a text, without capitals, accents and apostrophes."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(sign) != "Mn")
    joined = re.sub(r"\b([a-z])[-.](?=[a-z0-9])", r"\1", re.sub(r"n['’]t\b", "nt", plain, flags=re.A), flags=re.A)
    return [word for word in re.findall(r"[a-z0-9]+", joined) if len(word) > 1]


def _stems_of(index: Index, words: Iterable[str]) -> list[Stems]:
    """The stems of each word; one that two words share counts once."""
    seen, found = set[str](), list[Stems]()
    for word in words:
        stems = _stems(index, word)
        found.append({stem: worth for stem, worth in stems.items() if stem not in seen} or (stems and {"": 0}))
        seen |= stems.keys()
    return found


def _stems(index: Index, word: str) -> Stems:
    """The longest stem of which the word is a form; else those that it begins; else those with one typing error."""
    stems, endings = index["by_letter"].get(word[0], ()), index["endings"]
    whole = [
        stem
        for stem in stems
        if word == stem or (len(stem) > 2 and word.startswith(stem) and word[len(stem) :] in endings)
    ]
    if whole:
        return {max(whole, key=len): WHOLE}
    begun = [stem for stem in stems if stem.startswith(word)] if len(word) >= SHORTEST_BEGUN else []
    if begun or len(word) < SHORTEST_MISTYPED:
        return dict.fromkeys(begun, BEGUN)
    return dict.fromkeys((stem for stem in stems if _is_near(word, stem, endings)), MISTYPED)


def _is_near(word: str, stem: str, endings: Mapping[str, Any]) -> bool:
    """Whether the word is a form of the stem but for one letter: wrong, too many, missing, or two changed over."""
    at = next((at for at, letter in enumerate(stem) if word[at : at + 1] != letter), len(stem))
    rest, after = word[at:], stem[at:]
    wanted = ((rest[1:], after[1:]), (rest[1:], after), (rest, after[1:]), (rest[1:2] + rest[:1] + rest[2:], after))
    return len(stem) >= 4 and any(left.startswith(right) and left[len(right) :] in endings for left, right in wanted)


def _pairs(one: Stems, other: Stems) -> Stems:
    """Two words that are often said together; neither of them only begun."""
    return {
        " ".join(sorted((a, b))): min(one[a], other[b]) for a in one for b in other if BEGUN not in (one[a], other[b])
    }


def _add(total: dict[int, int], terms: Mapping[str, list[int]], stems: Stems) -> None:
    """Add to each option the most that one of the stems says for it."""
    most = dict[int, int]()
    for stem, worth in stems.items():
        told = terms.get(stem, [])
        for at, weight in zip(told[::2], told[1::2], strict=True):
            most[at] = max(most.get(at, 0), weight * worth)
    for at, weight in most.items():
        total[at] = total.get(at, 0) + weight


def find_among(indexes: Mapping[str, Index], text: str) -> list[tuple[str, str, int]]:
    """Policies, options and scores, best first: of all the policies, or of those that the words name."""
    said = {*split(text)}
    named = [policy for policy, index in indexes.items() if said & {*index["names"]}] or [*indexes]
    found = [(policy, *each) for policy in named for each in find(indexes[policy], text)]
    return sorted(found, key=lambda each: -each[2])[:MOST_OPTIONS]
