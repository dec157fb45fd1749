"""The scripts and styles of pages and workers, in short: without comments and types, each module with its imports.

A page asked for twenty modules one after another, which took longer than to run them.
"""

import re
import subprocess
import tempfile
from collections.abc import Iterable
from pathlib import Path

from checker import languages
from checker.languages import LANGUAGES
from checker.library.folders import Files, folder_name
from checker.places import NODE, ROOT, WEB

STARTED = (
    "everywhere/site.js",
    "everywhere/terms.js",
    "everywhere/prepare.js",
    "page/checker.js",
    "tables/tables.js",
    "find/home.js",
    "doctor/doctor.js",
    "embed/embed.js",
    "embed/builder.js",
    "python/worker.js",
    "search/search-worker.js",
)
"""The script of each page and worker, as a path in `WEB`."""
INLINE = ("ready", "offer", "ahead", "again", "later", "missing", "framed", "shade")
ELEMENT = "embed/support-checker.js"
PLAIN = ("search/search.js", "offline/worker.js", ELEMENT, *(f"theme/inline/{name}.js" for name in INLINE))
"""Those that are no modules."""
OFFER = re.compile(r":root\[data-offer=language\] \.offer\[lang=language\]")
TOOL = ROOT / "node_modules" / ".bin" / "esbuild"
OPTIONS = ("--minify", "--charset=utf8", "--log-level=error", "--tsconfig-raw={}")
CACHE = ROOT / ".cache" / "scripts"


class ScriptProblem(Exception):
    """What keeps the scripts from being put together; the message says where."""


def modules() -> list[Path]:
    """The files of the modules, made if need be. Raises ScriptProblem."""
    return [_made() / name for name in STARTED]


def styles() -> list[Path]:
    """The files of the style sheets, made if need be. Raises ScriptProblem."""
    return [_made() / path.name for path in _styles()]


def plain_script(name: str) -> Path:
    """The file of one of PLAIN, made if need be. Raises ScriptProblem."""
    return _made() / name


def _made() -> Path:
    folder = CACHE / folder_name("made", _sources())
    if not folder.exists():
        _make(folder)
    return folder


def _make(folder: Path) -> None:
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as draft:
        made = Path(draft, "made")
        _put_together(made)
        if not folder.exists():
            made.rename(folder)


def _put_together(folder: Path) -> None:
    _run_tool(STARTED, folder, "--bundle", "--format=esm")
    _run_tool([*PLAIN, *(path.name for path in _styles())], folder)
    for style in (folder / path.name for path in _styles()):
        style.write_text(_for_each_language(style.read_text(encoding="utf-8")), encoding="utf-8")


def _for_each_language(style: str) -> str:
    """The style sheet with the rule for the offer of a language written for each of them."""
    return OFFER.sub(lambda rule: ",".join(rule[0].replace("language", each) for each in LANGUAGES), style)


def _run_tool(names: Iterable[str], folder: Path, *options: str) -> None:
    command: list[Path | str] = [NODE, TOOL, *(WEB / name for name in names), *OPTIONS, *options]
    command += [f"--outdir={folder}", f"--outbase={WEB}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    if done.returncode:
        raise ScriptProblem(f"The scripts of the pages cannot be put together.\n{done.stderr.strip()}")


def _styles() -> list[Path]:
    return sorted(WEB.glob("*.css"))


def _sources() -> Files:
    tool = ROOT / "node_modules" / "esbuild" / "package.json"
    scripts = {path.relative_to(WEB).as_posix(): path for path in WEB.rglob("*.js")}
    return scripts | {path.name: path for path in (*_styles(), tool, Path(__file__), Path(languages.__file__))}
