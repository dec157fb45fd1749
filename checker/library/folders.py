"""Folders of the site that are named by their content: what is in one never changes, so browsers may keep it."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from pathlib import Path

Files = dict[str, Path]
"""The name of each file in its folder, and where it comes from."""


def folder_name(kind: str, files: Files) -> str:
    """The name of the folder with these files: another content is another folder."""
    listed = "".join(f"{name} {integrity(source)}\n" for name, source in sorted(files.items()))
    return f"{kind}.{sha256(listed.encode()).hexdigest()[:12]}"


def integrity(path: Path) -> str:
    """The file's digest, as Subresource Integrity writes it."""
    return _integrity(path, path.stat().st_mtime_ns)


@cache
def _integrity(path: Path, changed: int) -> str:
    """Of the file as it was `changed` (ns)."""
    return "sha256-" + b64encode(sha256(path.read_bytes()).digest()).decode()
