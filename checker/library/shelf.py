"""The policies of a project, each in a library of its own, so that one in the middle of an edit stops no other."""

from pathlib import Path

from checker.core.model.words import Words, read_words
from checker.languages import WRITTEN_IN
from checker.library.library import Library, open_library, policy_files
from checker.library.parcels import spoken
from checker.library.translations import is_draft
from checker.places import ROOT
from checker.policy.problems import AuthoringError


class Shelf:
    """The libraries of single policies, each opened when it is first asked for."""

    def __init__(self, root: Path = ROOT) -> None:
        self.root = root
        self.names = [path.stem for path in policy_files(root)]
        self._opened: dict[tuple[str, ...], Library | AuthoringError] = {}

    def library(self, policy: str) -> Library:
        """The library of that policy alone. Raises AuthoringError with what is wrong in it."""
        return self._open(policy)

    def is_draft(self, policy: str) -> bool:
        """Whether that policy is marked as a draft."""
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
            return read_words(spoken(language, {}), b"")

    def _open(self, *names: str) -> Library:
        if names not in self._opened:
            try:
                self._opened[names] = open_library(self.root, names=names)
            except AuthoringError as error:
                self._opened[names] = error
        found = self._opened[names]
        if isinstance(found, AuthoringError):
            raise found
        return found
