"""`make serve`: after an edit of pages only what they change is made again; after any other edit the whole site is."""

import inspect
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.commands import build as mkdocs_build
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation

from checker.site import site
from checker.site.overlay import Overlay

_log = logging.getLogger("mkdocs.support-coverage")
NO_SOURCE = re.compile(r"^\.|~$|\.pyc$")
"""Files that editors and Python leave behind."""

PRIVATE = {
    "_populate_page": ["page", "config", "files"],
    "_build_page": ["page", "config", "doc_files", "nav", "env"],
}
"""The functions that MkDocs builds one page with, and what they are given here. They are its own business."""

Stamps = dict[Path, int]
"""When each file was last changed (ns)."""


@dataclass
class Part:
    """The pages of a language as MkDocs has built them, and what each was made of, by its source."""

    language: str
    config: MkDocsConfig
    files: Files
    nav: Navigation
    env: Environment | None = None
    made_of: dict[str, Any] = field(default_factory=dict)


def missing_parts() -> list[str]:
    """Those functions that this MkDocs does not have, or not so."""
    return [name for name, given in PRIVATE.items() if _parameters(name)[: len(given)] != given]


def _parameters(name: str) -> list[str]:
    function = getattr(mkdocs_build, name, None)
    return list(inspect.signature(function).parameters) if function else []


class Preview:
    """What has been built, and from which files."""

    def __init__(self) -> None:
        self._parts: dict[str, Part] = {}
        self._stamps: Stamps = {}
        self._started: Stamps = {}
        self.overlay = Overlay()

    def begin(self, config: MkDocsConfig) -> None:
        """The whole site is going to be built from the files as they are now."""
        self._parts, self._started = {}, _stamps(config)

    def add(self, part: Part) -> None:
        """A language is going to be built."""
        self._parts[part.language] = part

    def add_templates(self, language: str, env: Environment) -> None:
        """Its templates are ready."""
        self._parts[language].env = env

    def end(self) -> None:
        """The whole site has been built."""
        for part in self._parts.values():
            part.made_of = _ingredients(part)
        self._stamps = self._started

    def build(self, config: MkDocsConfig, build_all: Callable[[], None]) -> None:
        """Build what has changed since, as far as it goes, and have pages say what is wrong: MkDocs would wait."""
        stopped = []
        try:
            self._build(config, build_all)
        except (Exception, SystemExit) as error:  # whatever it is, the next save may mend it
            stopped = [str(error).strip() or type(error).__name__]
        self.overlay.reports = [*map(str, site.faults), *stopped]
        for report in self.overlay.reports:
            _log.error(report)

    def _build(self, config: MkDocsConfig, build_all: Callable[[], None]) -> None:
        stamps = _stamps(config)
        changed = {path for path, _ in stamps.items() ^ self._stamps.items()}
        if not all(_is_page(path, config) and path in stamps.keys() & self._stamps.keys() for path in changed):
            return build_all()
        if changed:
            self._build_pages(Path(config.site_dir))
            self._stamps = stamps
        return None

    def _build_pages(self, folder: Path) -> None:
        site.prepare(serving=True)
        for part in self._parts.values():
            _build_changed(part)
        site.write_library(folder)


def _stamps(config: MkDocsConfig) -> Stamps:
    """Of everything that the site is built from, as far as the project has it."""
    roots = map(Path, (config.docs_dir, config.config_file_path, *config.watch))
    return {path: path.stat().st_mtime_ns for root in roots for path in _below(root)}


def _below(root: Path) -> Iterator[Path]:
    if root.is_file():
        yield root
    for path in root.rglob("*"):
        if path.is_file() and not NO_SOURCE.search(path.name):
            yield path


def _is_page(path: Path, config: MkDocsConfig) -> bool:
    return path.suffix == ".md" and path.is_relative_to(config.docs_dir)


def _ingredients(part: Part) -> dict[str, Any]:
    """What every page of a language would be made of now."""
    texts = {file: file.content_string for file in part.files.documentation_pages()}
    heads = [text.partition("\n---\n")[0] for text in texts.values()]
    return {
        file.src_uri: (heads, text, site.ingredients(part.language, file.url, text)) for file, text in texts.items()
    }


def _build_changed(part: Part) -> None:
    """Build the pages that would be made of something else now."""
    now = _ingredients(part)
    changed = [file for file in part.files.documentation_pages() if now[file.src_uri] != part.made_of[file.src_uri]]
    if changed:
        _speak(part)
        _build_files(part, changed)
    part.made_of = now


def _speak(part: Part) -> None:
    """Set MkDocs to the language, as i18n does before it builds it."""
    i18n: Any = part.config.plugins["i18n"]
    i18n.current_language = part.language
    part.config.plugins.on_config(part.config)


def _build_files(part: Part, files: list[File]) -> None:
    for file in files:
        assert file.page and part.env
        mkdocs_build._populate_page(file.page, part.config, part.files)
        mkdocs_build._build_page(file.page, part.config, part.files.documentation_pages(), part.nav, part.env)
        file.page.validate_anchor_links(files=part.files, log_level=part.config.validation.links.anchors)
