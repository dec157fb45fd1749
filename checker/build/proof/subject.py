"""What is proven: a policy explored, the file that it comes from, and the words of each language."""

from collections.abc import Mapping
from dataclasses import dataclass

from checker.build.proof.explore import Exploration
from checker.build.source import Source
from checker.core.messages import Words


@dataclass(frozen=True, slots=True)
class Subject:
    """A policy to be proven; `source` also holds what its author claims about it (`unclear`, `losses`, `readings`).

    `readings` are the numbers of the readings that are published on its pages.
    """

    exploration: Exploration
    source: Source
    words: Mapping[str, Words]
    readings: tuple[int, ...] = ()
