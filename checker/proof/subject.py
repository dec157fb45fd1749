"""What is proven: a policy explored, the file that it comes from, its pages, and the words of each language."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from checker.core.model.words import Words
from checker.policy.written import Written
from checker.proof.explore import Exploration


@dataclass(frozen=True, slots=True)
class Subject:
    """A policy to be proven; `file` also has what its author claims about it (`unclear`, `losses`, `readings`)."""

    exploration: Exploration
    file: Written
    docs: Path
    words: Mapping[str, Words]
