"""Which option a visitor's own words mean. `checker/web/find/finder.js` does the same, to the letter.

An index (`checker/library/finder_index.py`) says for each stem which options it points to, and how much: in whole
numbers, so that both look-ups come to the same scores. Nothing here knows a language: endings, and words that say
nothing, are in the index.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping
from itertools import combinations
from typing import Any

Index = Mapping[str, Any]
Stems = dict[str, int]
"""What a word may be a form of, each with what that is worth."""
MOST_OPTIONS, MOST_WORDS = 8, 24
WHOLE, BEGUN, MISTYPED = 4, 3, 2
DOUBT = 4
"""Where half of the words are unknown, each says so often the least that must be said that no option is meant."""
SHORTEST_BEGUN = 3
LETTERS_TO_MISTYPE = 9
"""What a word and a stem have together at least, for one to be the other mistyped: short words are near to many."""


def find(index: Index, text: str) -> list[tuple[str, int]]:
    """The options that the words speak for, best first, each with its score; none where they fit nothing."""
    words = [word for word in dict.fromkeys(split(text)) if word not in index["silent"]][:MOST_WORDS]
    stems = {word: _stems(index, word) for word in words}
    known = list({tuple(each): each for each in stems.values() if each}.values())
    unknown = sum(not each and len(word) > 3 and word.isalpha() for word, each in stems.items())
    total = Counter[int]()
    for each in known:
        total.update(_told(index["stems"], each))
    for one, other in combinations(known, 2):
        total.update(_told(index["pairs"], _pairs(one, other)))
    names = list(index["options"])
    found = Counter({at: score for at, score in total.items() if score >= index["least"]})
    if found and 2 * unknown >= len(words):
        found[names.index(index["not_listed"])] += DOUBT * index["least"] * unknown
    ranked = sorted((-score, at) for at, score in found.items())
    return [(names[at], -score) for score, at in ranked[:MOST_OPTIONS]]


def split(text: str) -> list[str]:
    """The words of a text, without capitals, accents and apostrophes."""
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text.lower()) if unicodedata.category(sign) != "Mn")
    joined = re.sub(r"\b([a-z])[-.](?=[a-z0-9])", r"\1", re.sub(r"n['’]t\b", "nt", plain, flags=re.A), flags=re.A)
    return [word for word in re.findall(r"[a-z0-9]+", joined) if len(word) > 1]


def _stems(index: Index, word: str) -> Stems:
    """The longest stem of which the word is a form; else those that it begins; else those with one typing error."""
    stems, endings = index["by_letter"].get(word[0], ()), index["endings"]
    whole = [stem for stem in stems if word == stem or (len(stem) > 2 and _is_form(word, stem, endings))]
    if whole:
        return {max(whole, key=len): WHOLE}
    begun = [stem for stem in stems if stem.startswith(word)] if len(word) >= SHORTEST_BEGUN else []
    near = [stem for stem in stems if not begun and _is_near(word, stem, endings)]
    return dict.fromkeys(begun, BEGUN) or dict.fromkeys(near, MISTYPED)


def _is_form(word: str, stem: str, endings: Mapping[str, Any]) -> bool:
    return word.startswith(stem) and word[len(stem) :] in endings


def _is_near(word: str, stem: str, endings: Mapping[str, Any]) -> bool:
    """Whether the word is a form of the stem but for one letter: wrong, too many, missing, or two changed over."""
    at = next((at for at, letter in enumerate(stem) if word[at : at + 1] != letter), len(stem))
    rest, after = word[at:], stem[at:]
    wanted = ((rest[1:], after[1:]), (rest[1:], after), (rest, after[1:]), (rest[1:2] + rest[:1] + rest[2:], after))
    long = len(word) + len(stem) >= LETTERS_TO_MISTYPE
    return long and any(_is_form(left, right, endings) for left, right in wanted)


def _pairs(one: Stems, other: Stems) -> Stems:
    """Two words that are often said together; neither of them only begun."""
    both = [(a, b) for a in one for b in other if BEGUN not in (one[a], other[b])]
    return {" ".join(sorted(pair)): min(one[pair[0]], other[pair[1]]) for pair in both}


def _told(terms: Mapping[str, list[int]], stems: Stems) -> dict[int, int]:
    """By the position of an option: the most that one of the stems says for it."""
    told = [(each, worth) for stem, worth in stems.items() for each in _by_twos(terms.get(stem, []))]
    return {at: weight * worth for (at, weight), worth in sorted(told, key=lambda each: each[0][1] * each[1])}


def _by_twos(numbers: list[int]) -> list[tuple[int, int]]:
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def find_among(indexes: Mapping[str, Index], text: str) -> list[tuple[str, str, int]]:
    """Policies, options and scores, best first: of all the policies, or of those that the words name."""
    said = {*split(text)}
    named = [policy for policy, index in indexes.items() if said & {*index["names"]}] or [*indexes]
    found = [(policy, *each) for policy in named for each in find(indexes[policy], text)]
    return sorted(found, key=lambda each: -each[2])[:MOST_OPTIONS]
