"""What the site needs beyond its pages: the words for its templates, and the files that the checker page loads."""

import shutil
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checker.build.catalogues import script_messages
from checker.build.library import ROOT, Library, open_library
from checker.build.wheel import build_wheel
from checker.core.calendar import parse_date
from checker.core.messages import Words
from checker.core.model import Fact, Policy

WEB = ROOT / "checker" / "web"
ASSETS = Path("assets") / "checker"
RUNTIME = ROOT / "node_modules" / "pyodide"
RUNTIME_FILES = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")


def prepare() -> Library:
    """The library as the sources are now. Raises AuthoringError."""
    _library.cache_clear()
    return _library()


@cache
def _library() -> Library:
    return open_library()


@cache
def _wheel() -> Path:
    return build_wheel(ROOT / ".cache" / "wheel")


def fill_in(markdown: str, contact: str) -> str:
    """A page's Markdown with the address for reports in it."""
    return markdown.replace("{{ contact }}", f"[{contact}](mailto:{contact})")


def page_context(language: str, url: str) -> dict[str, Any]:
    """For templates: `_` (gettext), `policies`, `policy` (that of the page at `url`, or None), `dates`, `bundle`."""
    library = _library()
    words = library.words[language]
    folder = url.removeprefix(f"{language}/").split("/")[0]
    return {
        "_": words.gettext,
        "policies": list(library.policies.values()),
        "policy": library.policies.get(folder),
        "language_root": "" if language == "en" else f"{language}/",
        "written_date": lambda text: _written_date(text, words),
        "bundle": bundle(library, words),
        "script_messages": {message: words.gettext(message) for message in script_messages(WEB)},
    }


def _written_date(text: str, words: Words) -> str:
    day = parse_date(text)
    assert day is not None
    return words.date(day)


def bundle(library: Library, words: Words) -> dict[str, Any]:
    """What the checker page loads for Python, as paths below the assets folder."""
    return {
        "wheel": _wheel().name,
        "models": [f"library/{policy}.json" for policy in library.policies],
        "words": f"library/words.{words.language}.json",
        "catalogue": f"library/messages.{words.language}.mo",
    }


def write_assets(site: Path) -> None:
    """Copy scripts, styles, the Python runtime, the engine's wheel and the library into the built site."""
    target = site / ASSETS
    library = _library()
    target.mkdir(parents=True, exist_ok=True)
    for path in (*WEB.glob("*.mjs"), *WEB.glob("*.css"), _wheel()):
        shutil.copy(path, target)
    shutil.copy(ROOT / "checker" / "policies" / "policy.schema.json", target)
    shutil.copytree(library.folder, target / "library", dirs_exist_ok=True)
    (target / "runtime").mkdir(exist_ok=True)
    for name in RUNTIME_FILES:
        shutil.copy(RUNTIME / name, target / "runtime")
    shutil.copy(WEB / "favicon.svg", site / "assets")


@dataclass(frozen=True)
class Step:
    """A page of the form: one fact, or the facts of a group."""

    id: str
    group: str
    facts: tuple[Fact, ...]


def steps(policy: Policy) -> list[Step]:
    """The pages of a policy's form, in asking order."""
    found: dict[str, Step] = {}
    for fact in policy.facts:
        name = f"{policy.id}.{fact.group or fact.id}"
        others = found[name].facts if name in found else ()
        found[name] = Step(name, fact.group, (*others, fact))
    return list(found.values())


FILTERS = {"steps": steps}
