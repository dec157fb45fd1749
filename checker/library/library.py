"""The library: every compiled policy and the words of every language, as files that the engine's edges read.

A folder of `<policy>.json`, `words.<language>.json` and `messages.<language>.mo`, of the same in parcels for browsers,
and of `find/<policy>.<language>.json`, to understand the visitor's own words. It is made again only when one
of its sources has changed.
"""

import re
import shutil
import tempfile
from collections.abc import Collection, Iterator
from pathlib import Path

from checker.languages import LANGUAGES
from checker.library.archive import archive_problems, releases
from checker.library.asked_terms import glossary_pages
from checker.library.catalogues import catalogue_path, compile_catalogue
from checker.library.compiled import Compiled, Texts, compile_policies, digest_sources, policy_sources, write_json
from checker.library.finder_index import write_indexes
from checker.library.opened import Library, read_language, read_library
from checker.library.parcels import spoken, write_parcels
from checker.library.translations import translation_problems
from checker.places import ROOT
from checker.policy.problems import AuthoringError
from checker.policy.safety import check_links
from checker.policy.sayings import stray_words


def open_library(root: Path = ROOT, names: Collection[str] | None = None) -> Library:
    """The library of the project at `root`, compiled if need be, with all its policies or `names` alone.

    What is wrong in other policies is not looked at. Raises AuthoringError.
    """
    check_links(shown(root))
    files = [path for path in policy_files(root) if names is None or path.stem in names]
    folder = root / ".cache" / "library" / digest_sources(_sources(files, root), root)
    if not folder.exists():
        _make(files, root, folder, names)
    return read_library(folder, [path.stem for path in files])


def shown(path: Path) -> Path:
    """The path as reports should show it: as seen from here, where it lies below."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def policy_files(root: Path = ROOT) -> list[Path]:
    """The policy files, in the order of the navigation in mkdocs.yml: that is the order everywhere."""
    files, order = (root / "checker" / "policies").glob("*.yaml"), _navigation(root / "mkdocs.yml")
    return sorted(files, key=lambda path: ((*order, path.stem).index(path.stem), path.stem))


def _navigation(settings: Path) -> list[str]:
    """The folders whose front pages the navigation names; none in a project without a site."""
    text = settings.read_text(encoding="utf-8") if settings.exists() else ""
    return re.findall(r"^ +- ([\w-]+)/index\.md", text, re.MULTILINE)


def _make(files: list[Path], root: Path, folder: Path, names: Collection[str] | None) -> None:
    compiled = _compile(files, root, names)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=folder.parent))
    draft.chmod(0o755)
    for name, policy in compiled.items():
        write_json(draft / f"{name}.json", policy.model)
    for language in LANGUAGES:
        texts = {name: policy.texts[language] for name, policy in compiled.items()}
        data, catalogue = _spoken(root, language, texts)
        write_json(draft / f"words.{language}.json", data)
        (draft / f"messages.{language}.mo").write_bytes(catalogue)
    words = {each: read_language(draft, each) for each in LANGUAGES}
    write_indexes(draft, compiled, words, root / "checker" / "policies")
    write_parcels(draft, compiled, words, root)
    try:
        draft.rename(folder)
    except OSError:
        shutil.rmtree(draft)
        if not folder.exists():
            raise


def _compile(files: list[Path], root: Path, names: Collection[str] | None) -> dict[str, Compiled]:
    """The policies, once neither they nor what else readers see contain a mistake. Raises AuthoringError."""
    problems = [*archive_problems(shown(root)), *translation_problems(shown(root), names)]
    problems += stray_words(shown(root) / "checker" / "policies")
    try:
        compiled = compile_policies(map(shown, files), shown(root), root / ".cache" / "compiled")
    except AuthoringError as error:
        raise AuthoringError([*error.problems, *problems]) from None
    if problems:
        raise AuthoringError(problems)
    return compiled


def _spoken(root: Path, language: str, clauses: dict[str, Texts]) -> tuple[dict[str, object], bytes]:
    """What `read_words` reads: the data of a language, and its catalogue. Raises AuthoringError."""
    return spoken(language, clauses), _catalogue(root, language)


def _catalogue(root: Path, language: str) -> bytes:
    path = catalogue_path(shown(root) / "locales", language)
    return compile_catalogue(path) if path.exists() else b""


def _sources(files: list[Path], root: Path) -> Iterator[Path]:
    for path in files:
        yield from policy_sources(path, root)
    yield from (path for path in (root / "locales").rglob("*") if path.suffix in (".po", ".pot"))
    yield from releases(root)
    yield from (root / "checker" / "policies" / "words").glob("*.yaml")
    yield from glossary_pages(root)
