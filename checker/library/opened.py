"""A library that has been compiled, read from its folder. Nothing but Python is needed for that, and no sources."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy
from checker.core.model.words import Words, read_words
from checker.languages import LANGUAGES


@dataclass(frozen=True)
class Library:
    """Compiled policies by id, in their order; words by language; and the folder that they were read from."""

    policies: dict[str, Policy]
    words: dict[str, Words]
    folder: Path


def read_library(folder: Path, names: Iterable[str]) -> Library:
    """The library in `folder`, with the policies of these names."""
    models = [read_policy(json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))) for name in names]
    return Library(
        policies={policy.id: policy for policy in models},
        words={language: read_language(folder, language) for language in LANGUAGES},
        folder=folder,
    )


def read_language(folder: Path, language: str) -> Words:
    """The words of a language, of the library in `folder`."""
    data = json.loads((folder / f"words.{language}.json").read_text(encoding="utf-8"))
    return read_words(data, (folder / f"messages.{language}.mo").read_bytes())
