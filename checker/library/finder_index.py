"""The finder's index: which stems speak for which option of a policy, and how much. Made when policies are compiled.

BM25 weighs a word: much if people say it about few options, less with each further time, and less of options of which
much is said. Here its documents are the options, and what people say in one language; words of the other
languages are understood too, and count for less.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from math import log
from pathlib import Path
from typing import Any

from babel import Locale

from checker.core.model.words import Words
from checker.core.words.finder import split
from checker.languages import LANGUAGES, WRITTEN_IN
from checker.library.compiled import Compiled, write_json
from checker.policy.sayings import Phrases, Sayings, read_everyday

SATURATION, LENGTH = 2, 0.1
"""BM25's k1 and b."""
SCALE, FOREIGN, PAIR = 20, 0.5, 0.6
SURELY = 1.5
"""How many times as much a word says for the way out of the list that says nothing for any other option."""
LEAST = 60
"""What must be said for an option at least."""
SHOWN = 3
Terms = list[list[tuple[str, float]]]
"""For each option: what people say about it, and how much of what was said at once each is."""
Weights = dict[str, dict[int, float]]
"""By term, and the position of an option."""


def write_indexes(folder: Path, compiled: Mapping[str, Compiled], words: Mapping[str, Words], policies: Path) -> None:
    """Write `find/<policy>.<language>.json` into `folder`, for each policy of which it is known what visitors say."""
    (folder / "find").mkdir()
    everyday = read_everyday(policies / "words")
    for policy, each in compiled.items():
        if each.sayings:
            for language in LANGUAGES:
                index = _index(each.model, each.sayings, words, language, **everyday)
                write_json(folder / "find" / f"{policy}.{language}.json", index)


def _index(
    model: Mapping[str, Any],
    sayings: Sayings,
    words: Mapping[str, Words],
    language: str,
    silent: Phrases,
    endings: Phrases,
    elsewhere: Phrases,
) -> dict[str, object]:
    """What the finder looks up, and what is shown of what it finds. What is `elsewhere` is in no policy's list."""
    options: dict[str, str] = next(each["options"] for each in model["facts"] if each["id"] == sayings.fact)
    names = sorted({*split(str(model["vendor"])), *split(str(model["id"]))})
    told = {option: sayings.said.get(option, {}) for option in options}
    more = {sayings.not_listed: elsewhere}
    said = {
        each: [_all_said(words[each].gettext(label), each, told[at], more.get(at, {})) for at, label in options.items()]
        for each in LANGUAGES
    }
    last = list(sayings.headings)[-1]
    silences = {each: [*silent[each], *names] for each in LANGUAGES}
    return {
        "policy": model["id"],
        "fact": sayings.fact,
        "not_listed": sayings.not_listed,
        "headings": {name: texts.get(language, texts[WRITTEN_IN]) for name, texts in sayings.headings.items()},
        "options": {
            option: {
                "label": words[language].gettext(label),
                "such_as": ", ".join(told[option].get(language, ())[:SHOWN]),
                "heading": sayings.under.get(option, last),
            }
            for option, label in options.items()
        },
        "names": names,
        **make_index(said, language, silences, endings, list(options).index(sayings.not_listed)),
    }


def _all_said(label: str, language: str, *told: Phrases) -> list[str]:
    return [label, *(phrase for phrases in told for phrase in phrases.get(language, ()))]


def make_index(
    said: Mapping[str, list[list[str]]], language: str, silent: Phrases, more: Phrases, out: int
) -> dict[str, object]:
    """What `find` looks up, but for the options: `said` are the phrases of each, by language; `silent` say nothing.

    Words may have the endings that they have in the phrases, and `more`. The option at `out` is the way out.
    """
    stems, pairs, endings = Weights(), Weights(), {"", *(ending for texts in more.values() for ending in texts)}
    for each, options in said.items():
        spoken = [[[word for word in split(text) if word not in silent[each]] for text in texts] for texts in options]
        stem = _stems((word for texts in spoken for words in texts for word in words), each)
        endings |= {word[len(stem[word]) :] for word in stem}
        worth = 1 if each == language else FOREIGN
        stemmed = [[[stem[word] for word in words] for words in texts] for texts in spoken]
        _merge(stems, _weights([[(one, len(a) ** -0.5) for a in texts for one in a] for texts in stemmed]), worth)
        _merge(pairs, _weights([[(two, 1) for a in texts for two in _pairs(a)] for texts in stemmed]), worth * PAIR)
    stems = {term: _surer(weights, out) for term, weights in stems.items()}
    return {
        "least": LEAST,
        "silent": _silent(stems, language, silent),
        "endings": dict.fromkeys(sorted({ending[:end] for ending in endings for end in range(len(ending) + 1)}), 1),
        "by_letter": _by_letter(stems),
        "stems": _listed(stems),
        "pairs": _listed(pairs),
    }


def _stems(words: Iterable[str], language: str) -> dict[str, str]:
    """By word: the letters that it has in common with all words of the same stem."""
    import snowballstemmer  # takes longer to import than what is compiled to read

    name, forms = str(Locale.parse(language).english_name).lower(), defaultdict[str, set[str]](set)
    stemmer = snowballstemmer.stemmer(name) if name in snowballstemmer.algorithms() else None
    for word in words:
        forms[stemmer.stemWord(word) if stemmer else word].add(word)
    found = dict[str, str]()
    for stem, alike in forms.items():
        shared = _shared_start([stem, *alike])
        found |= {word: shared if len(shared) > 2 else word for word in alike}
    return found


def _shared_start(words: list[str]) -> str:
    first, last = min(words), max(words)
    return next((first[:at] for at, letter in enumerate(first) if last[at : at + 1] != letter), first)


def _pairs(stems: list[str]) -> Iterator[str]:
    for one, other in pairwise(stems):
        yield " ".join(sorted((one, other)))


def _weights(options: Terms) -> Weights:
    """BM25 of each term for each option that has it."""
    counts = [defaultdict[str, float](float) for _ in options]
    known = defaultdict[str, int](int)
    for count, terms in zip(counts, options, strict=True):
        for term, part in terms:
            known[term] += term not in count
            count[term] += part
    usual = sum(sum(count.values()) for count in counts) / len(counts)
    found = Weights()
    for at, count in enumerate(counts):
        much = SATURATION * (1 - LENGTH + LENGTH * sum(count.values()) / usual) if count else 0
        for term, often in count.items():
            rare = log(1 + (len(counts) - known[term] + 0.5) / (known[term] + 0.5))
            found.setdefault(term, {})[at] = rare * often * (SATURATION + 1) / (often + much)
    return found


def _surer(weights: dict[int, float], out: int) -> dict[int, float]:
    return {out: weights[out] * SURELY} if [*weights] == [out] else weights


def _merge(total: Weights, found: Weights, worth: float) -> None:
    """Keep what says most: a word may be one of several languages."""
    for term, weights in found.items():
        known = total.setdefault(term, {})
        for at, weight in weights.items():
            known[at] = max(known.get(at, 0), weight * worth)


def _listed(terms: Weights) -> dict[str, list[int]]:
    """Of each term, position and weight by turns."""
    return {
        term: [number for at, weight in sorted(weights.items()) for number in (at, round(weight * SCALE))]
        for term, weights in sorted(terms.items())
    }


def _by_letter(stems: Iterable[str]) -> dict[str, list[str]]:
    found = defaultdict[str, list[str]](list)
    for stem in sorted(stems):
        found[stem[0]].append(stem)
    return dict(found)


def _silent(stems: Weights, language: str, silent: Phrases) -> dict[str, int]:
    """Of other languages, only words that say nothing in this one either."""
    words = {(word, each) for each in silent for text in silent[each] for word in split(text)}
    return dict.fromkeys(sorted({word for word, each in words if each == language or word not in stems}), 1)
