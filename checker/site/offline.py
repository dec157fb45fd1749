"""The service worker: what browsers keep of the site, so that all of it works without a network.

It is one file, so that a host cannot have half of it: the list of files with their digests, Workbox, and
`checker/web/offline/worker.js`.
"""

import json
import re
import shutil
from fnmatch import fnmatch
from pathlib import Path

from checker.library.folders import integrity
from checker.places import ROOT
from checker.site.scripts import plain_script

NAME = "service-worker.js"
OFF = ROOT / "deploy" / NAME
MODULES = ("core", "routing", "strategies", "precaching")
NAMED_BY_CONTENT = re.compile(r"\.([0-9a-f]{8}\.|[0-9a-f]{12}/)")
NO_PAGE_NEEDS = (
    "*.map",
    "*.xml",
    "*.txt",
    "*404.html",
    "*/lunr/*",
    "*/policy.schema.json",
    "sbom/*",
    "assets/cards/*",
    "feeds/*",
    "calendar/*",
)
FOR_PROGRAMS = ("data/v1/*", "*.md")
ABOUT_THE_HOST = ("edition.json", "files.json", NAME)
LEFT_OUT = (*NO_PAGE_NEEDS, *FOR_PROGRAMS, *ABOUT_THE_HOST)
# Python starts from these only where both quick ways fail, or where the site has none. What the second one needs is
# kept, as the first may meet a function that it lacks.
SLOW_WAY = ("*/python_stdlib.bin", "*-none-any.bin")
SECOND_WAY = "assets/checker/engine.*/compiled.bin"
OF_PYTHON = ("assets/checker/runtime.*", "assets/checker/engine.*")
"""What the checker alone needs: by far the most of all."""


def write_worker(site: Path) -> None:
    """Write the service worker of the finished site. What changes in the folder `site` later, no browser keeps."""
    kept = json.dumps(_kept(site), indent=0)
    workbox = (ROOT / "node_modules" / f"workbox-{name}" / "build" / f"workbox-{name}.prod.js" for name in MODULES)
    own = plain_script("offline/worker.js")
    parts = [f"const KEPT = {kept};", *(_without_map(path) for path in workbox), own.read_text(encoding="utf-8")]
    (site / NAME).write_text("\n".join(parts), encoding="utf-8", newline="")


def write_remover(site: Path) -> None:
    """Write in its place what makes browsers drop the service worker of an earlier visit."""
    shutil.copy(OFF, site / NAME)


def _kept(site: Path) -> dict[str, dict[str, str]]:
    """Address from the site's root to digest: of files that never change under their name, of Python, of all others."""
    paths = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    left_out = (*LEFT_OUT, *(SLOW_WAY if any(site.glob(SECOND_WAY)) else ()))
    digests = {path: _digests(site / path) for path in paths if _is_kept(path, site, left_out)}
    python = {path: digest for path, digest in digests.items() if any(fnmatch(path, each) for each in OF_PYTHON)}
    named = {path: digest for path, digest in digests.items() if NAMED_BY_CONTENT.search(path)}
    lasting = {path: digest for path, digest in named.items() if path not in python}
    changing = {_address(path): digest for path, digest in digests.items() if path not in named}
    return {"lasting": lasting, "changing": changing, "python": python}


def _is_kept(path: str, site: Path, left_out: tuple[str, ...]) -> bool:
    """Of what is there packed as well, only that is kept."""
    packed = (site / f"{path}.gz").exists()
    return not packed and not any(fnmatch(path, pattern) for pattern in left_out)


def _address(path: str) -> str:
    return f"./{path}".removesuffix("index.html")


def _digests(path: Path) -> str:
    """Of a .gz also that of the unpacked file: some hosts have browsers unpack it."""
    plain = [path.with_suffix("")] if path.suffix == ".gz" else []
    return " ".join(integrity(each) for each in (path, *plain))


def _without_map(path: Path) -> str:
    """A script without the address of its source map, which the site does not have."""
    return re.sub(r"\n//# sourceMappingURL=.*", "", path.read_text(encoding="utf-8"))
