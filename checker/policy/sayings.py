"""What visitors say about a policy's options in their own words: `policies/words/<policy>.yaml`, and everyday words."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from checker.core.model.kinds import MANY
from checker.languages import LANGUAGES
from checker.policy.placed import Named, Text, Tree, plain, read_tree, texts
from checker.policy.problems import AuthoringError, Place, Problem, allowed
from checker.policy.shape import check_shape
from checker.policy.source import Data, read_yaml

EVERYDAY = "everyday"
"""The name of the file for all policies."""
SCHEMA = Path(__file__).parent.parent / "policies" / "words.schema.json"
FEW = 8
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


@dataclass(frozen=True, kw_only=True)
class _Written(Tree):
    """A file of words. An option has a `heading`, and what people say for it, by language."""

    fact: Text
    not_listed: Text
    headings: Named[Text, Named[Text, Text]]
    options: Named[Text, Named[Text, object]]


_ByLanguage = Named[Text, tuple[Text, ...]]


@dataclass(frozen=True, kw_only=True)
class _Everyday(Tree):
    """The file for all policies."""

    silent: _ByLanguage = field(default_factory=Named)
    endings: _ByLanguage = field(default_factory=Named)
    elsewhere: _ByLanguage = field(default_factory=Named)
    alike: Named[Text, tuple[tuple[Text, ...], ...]] = field(default_factory=Named)


def words_path(policy: Path) -> Path:
    """Where the words for a policy file are."""
    return policy.parent / "words" / policy.name


def read_sayings(policy: Path) -> Sayings | None:
    """The words for the policy file; None where there are none. Raises AuthoringError."""
    path = words_path(policy)
    if not path.exists():
        return None
    source = read_yaml(path)
    if problems := check_shape(source, SCHEMA):
        raise AuthoringError(problems)
    file = read_tree(_Written, source)
    if problems := list(_unknown(file, _facts(policy))):
        raise AuthoringError(problems)
    return Sayings(
        fact=str(file.fact),
        not_listed=str(file.not_listed),
        headings={str(name): texts(heading) for name, heading in file.headings.items()},
        under={str(name): str(option["heading"]) for name, option in file.options.items()},
        said={str(name): _said(option) for name, option in file.options.items()},
    )


def _said(option: Named[Text, object]) -> Phrases:
    found = {language: option[language] for language in LANGUAGES if language in option}
    return {language: list(map(str, said)) for language, said in found.items() if isinstance(said, tuple)}


def few_words(policy: Path) -> dict[str, list[str]]:
    """By language: the options of which we know less than FEW things that people say. Raises AuthoringError."""
    sayings = read_sayings(policy)
    if sayings is None:
        return {}
    options = _facts(policy).get(sayings.fact, [])
    found = {
        language: [option for option in options if len(sayings.said.get(option, {}).get(language, ())) < FEW]
        for language in LANGUAGES
    }
    return {language: names for language, names in found.items() if names}


def read_everyday(folder: Path) -> dict[str, Phrases]:
    """By language: `silent` words, which tell no option from another, `endings`, and words of things `elsewhere`.

    Raises AuthoringError.
    """
    file = _everyday(folder)
    return {name: _phrases(getattr(file, name)) for name in ("silent", "endings", "elsewhere")}


def read_search_words(folder: Path, language: str) -> dict[str, object]:
    """For the site's search: `silent` words, and lists of words that are `alike`. Raises AuthoringError."""
    file, name = _everyday(folder), Text(language)
    return {"silent": plain(file.silent.get(name, ())), "alike": plain(file.alike.get(name, ()))}


def _everyday(folder: Path) -> _Everyday:
    path = folder / f"{EVERYDAY}.yaml"
    return read_tree(_Everyday, read_yaml(path)) if path.exists() else _Everyday()


def _phrases(written: _ByLanguage) -> Phrases:
    return {language: list(map(str, written.get(Text(language), ()))) for language in LANGUAGES}


def stray_words(policies: Path) -> Iterator[Problem]:
    """Files of words for which there is no policy."""
    names = [path.stem for path in policies.glob("*.yaml")]
    for path in sorted((policies / "words").glob("*.yaml")):
        if path.stem not in (*names, EVERYDAY):
            yield Problem(Place(path), f"There is no policy “{path.stem}”.", allowed(path.stem, names))


def _facts(policy: Path) -> dict[str, list[str]]:
    """The options of each fact; none where the policy file cannot be read, which its own report says."""
    try:
        facts = read_yaml(policy).entries.get("facts")
    except AuthoringError:
        return {}
    found = {name: _options(fact) for name, fact in facts.items()} if isinstance(facts, dict) else {}
    return {name: options for name, options in found.items() if options}


def _options(fact: Data) -> list[str]:
    options = fact.get("options") if isinstance(fact, dict) and fact.get("type") not in MANY else None
    return list(options) if isinstance(options, dict) else []


def _unknown(file: _Written, facts: Mapping[str, list[str]]) -> Iterator[Problem]:
    """Names of facts, options and headings that there are not."""
    for option in file.options.values():
        heading = option["heading"]
        if isinstance(heading, Text) and heading not in file.headings:
            yield _missing(heading, "heading", file.headings)
    if not facts:
        return
    if file.fact not in facts:
        yield _missing(file.fact, "fact with options", facts)
        return
    options = facts[file.fact]
    if file.not_listed not in options:
        yield _missing(file.not_listed, "option", options)
    yield from (_missing(option, "option", options) for option in file.options if option not in options)


def _missing(name: Text, kind: str, names: Iterable[str]) -> Problem:
    return Problem(name.place(), f"There is no {kind} “{name}”.", allowed(name, names))
