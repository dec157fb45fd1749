"""What a command has written, and what is left to do afterwards."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

MANY = 5


@dataclass
class Made:
    """The files that were written or changed, and the steps that come next, each with its command or file."""

    files: list[Path] = field(default_factory=list)
    next_steps: list[str] = field(default_factory=list)

    def write(self, path: Path, text: str) -> None:
        """Write a file, and note it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        self.note(path)

    def note(self, path: Path) -> None:
        """Note a file that was written."""
        if path not in self.files:
            self.files.append(path)

    def listed(self) -> Iterator[str]:
        """The files; of a folder with many of them, how many there are."""
        count = Counter(path.parent for path in self.files)
        seen = set[Path]()
        for path in self.files:
            if count[path.parent] <= MANY:
                yield str(path)
            elif path.parent not in seen:
                seen.add(path.parent)
                yield f"{path.parent}/ ({count[path.parent]} files)"
