"""The policies, each in a library of its own, so that one in the middle of an edit stops no other.

Sources are compiled by modules that are imported only then: they take longer to import than what is compiled to read,
and an installed copy has none of them.
"""

import json
from pathlib import Path

from checker.core.model.words import Words, read_words
from checker.languages import WRITTEN_IN
from checker.library.opened import Library, read_library
from checker.places import COMPILED, ROOT
from checker.policy.problems import AuthoringError

DRAFTS = "drafts.json"
"""The policies of a compiled shelf in their order, each with whether it is a draft."""


class Shelf:
    """The libraries of single policies of a project, each opened when it is first asked for."""

    def __init__(self, root: Path = ROOT) -> None:
        from checker.library.library import policy_files

        self.root = root
        self.names = [path.stem for path in policy_files(root)]
        self._opened: dict[tuple[str, ...], Library | AuthoringError] = {}

    def library(self, policy: str) -> Library:
        """The library of that policy alone. Raises AuthoringError with what is wrong in it."""
        return self._open(policy)

    def is_draft(self, policy: str) -> bool:
        """Whether that policy is marked as a draft."""
        from checker.library.library import policy_files
        from checker.library.translations import is_draft

        return any(is_draft(path) for path in policy_files(self.root) if path.stem == policy)

    def words(self, language: str) -> Words:
        """The words of a language, without those of any policy. Raises AuthoringError.

        English needs no catalogue, so the commands that say what is wrong with one can always speak it.
        """
        try:
            return self._open().words[language]
        except AuthoringError:
            if language != WRITTEN_IN:
                raise
            from checker.library.parcels import spoken

            return read_words(spoken(language, {}), b"")

    def _open(self, *names: str) -> Library:
        if names not in self._opened:
            try:
                self._opened[names] = self._read(names)
            except AuthoringError as error:
                self._opened[names] = error
        found = self._opened[names]
        if isinstance(found, AuthoringError):
            raise found
        return found

    def _read(self, names: tuple[str, ...]) -> Library:
        from checker.library.library import open_library

        return open_library(self.root, names=names)


class CompiledShelf(Shelf):
    """The policies of an installed copy: as they were compiled for its wheel, all in one library."""

    def __init__(self, folder: Path = COMPILED) -> None:
        self.root = folder
        self._drafts: dict[str, bool] = json.loads((folder / DRAFTS).read_text(encoding="utf-8"))
        self.names = list(self._drafts)
        self._whole = read_library(folder, self.names)

    def is_draft(self, policy: str) -> bool:
        """Whether that policy was marked as a draft."""
        return self._drafts[policy]

    def _open(self, *_: str) -> Library:
        return self._whole
