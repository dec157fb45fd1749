"""Authoring errors: collected, each with its place and a hint, and reported together."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path


@dataclass(frozen=True, order=True)
class Place:
    """A place in a file; lines and columns count from 1."""

    path: Path
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"

    @classmethod
    def at(cls, path: Path, text: str, start: int) -> "Place":
        """The place of the character `start` of the file's text."""
        return cls(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))


@dataclass(frozen=True, order=True)
class Problem:
    """What is wrong, where, and (in `hint`) what would be right."""

    place: Place
    what: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.place}: {self.what}" + (f" {self.hint}" if self.hint else "")


class AuthoringError(Exception):
    """Everything that is wrong with the sources, in one report."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def allowed(name: str, names: Iterable[str]) -> str:
    """A hint: the nearest of the allowed names, and all of them (shortened when many)."""
    choices = list(names)
    listed = ", ".join(choices[:30]) + (", …" if len(choices) > 30 else "")
    return nearest(name, choices) + f"Allowed: {listed or 'none'}."


def nearest(name: str, names: Iterable[str]) -> str:
    """A hint: the nearest of the names, if one is near."""
    near = get_close_matches(name, list(names), n=1)
    return f"Did you mean “{near[0]}”? " if near else ""
