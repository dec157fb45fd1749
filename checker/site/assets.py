"""What pages load besides Material's own files: scripts and styles, and what the checker needs for Python."""

import shutil
from pathlib import Path

from checker.library.folders import Files, folder_name
from checker.library.opened import Library
from checker.places import ROOT, WEB
from checker.site.bundle import bundle_files
from checker.site.scripts import modules, plain_script, styles

ASSETS = Path("assets") / "checker"


def scripts_path() -> str:
    """Where scripts and styles are, from the site's root: all in one folder, so that they find each other."""
    return f"{ASSETS.as_posix()}/{folder_name('scripts', _scripts())}/"


def write_assets(library: Library, site: Path) -> None:
    """Copy everything into the built site."""
    scripts = {f"{scripts_path()}{name}": path for name, path in _scripts().items()}
    python = {f"{ASSETS.as_posix()}/{name}": path for name, path in bundle_files(library).items()}
    for name, source in (scripts | python).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(source, site / name)
    for schema in (ROOT / "checker" / "policies").glob("*.schema.json"):
        shutil.copy(schema, site / ASSETS)
    shutil.copy(WEB / "favicon.svg", site / "assets")


def _scripts() -> Files:
    return {path.name: path for path in (*modules(), plain_script("search/search.js"), *styles())}
