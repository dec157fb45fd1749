"""What visitors say about a policy's options in their own words: `policies/words/<policy>.yaml`, and everyday words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checker.languages import LANGUAGES
from checker.policy.problems import AuthoringError, Place, Problem, allowed
from checker.policy.shape import check_shape
from checker.policy.source import Source, read_yaml

EVERYDAY = "everyday"
"""The name of the file for all policies."""
SCHEMA = Path(__file__).parent.parent / "policies" / "words.schema.json"
FEW = 8
PARTS = ("silent", "endings")
Phrases = dict[str, list[str]]
"""By language."""


@dataclass(frozen=True)
class Sayings:
    """The fact that is asked in the visitor's own words, and what people say about its options.

    `headings` are texts by heading and language; `under` is the heading of each option.
    """

    fact: str
    not_listed: str
    headings: dict[str, dict[str, str]]
    under: dict[str, str]
    said: dict[str, Phrases] = field(default_factory=dict)


def words_path(policy: Path) -> Path:
    """Where the words for a policy file are."""
    return policy.parent / "words" / policy.name


def read_sayings(policy: Path) -> Sayings | None:
    """The words for the policy file; None where there are none. Raises AuthoringError."""
    path = words_path(policy)
    if not path.exists():
        return None
    source = read_yaml(path)
    problems = check_shape(source, SCHEMA) or list(_unknown(source, _facts(policy)))
    if problems:
        raise AuthoringError(problems)
    data: Any = source.data
    return Sayings(
        **{name: data[name] for name in ("fact", "not_listed", "headings")},
        under={option: each["heading"] for option, each in data["options"].items()},
        said={
            option: {language: each[language] for language in LANGUAGES if language in each}
            for option, each in data["options"].items()
        },
    )


def few_words(policy: Path) -> dict[str, list[str]]:
    """By language: the options of which we know less than FEW things that people say. Raises AuthoringError."""
    sayings = read_sayings(policy)
    if sayings is None:
        return {}
    options = _facts(policy).get(sayings.fact, {})
    found = {
        language: [option for option in options if len(sayings.said.get(option, {}).get(language, ())) < FEW]
        for language in LANGUAGES
    }
    return {language: names for language, names in found.items() if names}


def read_everyday(folder: Path) -> dict[str, Phrases]:
    """By language: `silent` words, which tell no option from another, and `endings`. Raises AuthoringError."""
    return {part: {language: _everyday(folder, part, language) for language in LANGUAGES} for part in PARTS}


def read_search_words(folder: Path, language: str) -> dict[str, list[Any]]:
    """For the site's search: `silent` words, and lists of words that are `alike`. Raises AuthoringError."""
    return {part: _everyday(folder, part, language) for part in ("silent", "alike")}


def _everyday(folder: Path, part: str, language: str) -> list[Any]:
    path = folder / f"{EVERYDAY}.yaml"
    data: Any = read_yaml(path).data if path.exists() else {}
    found: list[Any] = data.get(part, {}).get(language, [])
    return found


def stray_words(policies: Path) -> Iterator[Problem]:
    """Files of words for which there is no policy."""
    names = [path.stem for path in policies.glob("*.yaml")]
    for path in sorted((policies / "words").glob("*.yaml")):
        if path.stem not in (*names, EVERYDAY):
            yield Problem(Place(path), f"There is no policy “{path.stem}”.", allowed(path.stem, names))


def _facts(policy: Path) -> dict[str, Any]:
    """The options of each fact; none where the policy file cannot be read, which its own report says."""
    try:
        data: Any = read_yaml(policy).data
        facts = data["facts"].items()
        return {name: fact["options"] for name, fact in facts if "options" in fact}
    except (AuthoringError, LookupError, TypeError, AttributeError):
        return {}


def _unknown(source: Source, facts: dict[str, Any]) -> Iterator[Problem]:
    """Names of facts, options and headings that there are not."""
    data: Any = source.data
    for option, each in data["options"].items():
        if each["heading"] not in data["headings"]:
            keys = ("options", option, "heading")
            yield _missing(source, keys, "heading", each["heading"], data["headings"])
    if not facts:
        return
    if data["fact"] not in facts:
        yield _missing(source, ("fact",), "fact with options", data["fact"], facts)
        return
    options = facts[data["fact"]]
    if data["not_listed"] not in options:
        yield _missing(source, ("not_listed",), "option", data["not_listed"], options)
    for option in data["options"]:
        if option not in options:
            yield _missing(source, ("options", option), "option", option, options)


def _missing(source: Source, keys: tuple[str, ...], kind: str, name: str, names: dict[str, Any]) -> Problem:
    return Problem(source.place(*keys), f"There is no {kind} “{name}”.", allowed(name, names))
