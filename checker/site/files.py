"""The list of all files of a finished site with their digests: what the page `doctor.md` compares a host with."""

import json
from pathlib import Path

from checker.library.folders import integrity

NAME = "files.json"
LEFT_OUT = ("*.map", "assets/javascripts/lunr/*", "assets/javascripts/lunr/min/*", NAME)
"""Asked for by no page."""


def write_files(site: Path) -> None:
    """Write it into the folder `site`. What changes there later counts as changed by the host."""
    paths = sorted(path for path in site.rglob("*") if path.is_file())
    listed = {_address(path.relative_to(site)): integrity(path) for path in paths if not _is_left_out(path, site)}
    (site / NAME).write_text(json.dumps(listed, indent=0), encoding="utf-8")


def _is_left_out(path: Path, site: Path) -> bool:
    return any(path.relative_to(site).match(pattern) for pattern in LEFT_OUT)


def _address(path: Path) -> str:
    """From the site's root; that of a page is its folder's."""
    return path.as_posix().removesuffix("index.html")
