"""Everything wrong with the sources of the site apart from policies and catalogues: pages and settings."""

from collections.abc import Collection, Iterator
from pathlib import Path

from checker.languages import LANGUAGES
from checker.pages.markers import marker_problems
from checker.pages.spoiled import spoiled_problems
from checker.policy.glossary import glossary_problems
from checker.policy.problems import Problem
from checker.policy.safety import page_problems
from checker.site.heads import head_problems, settings_problems
from checker.site.moved import moved_problems


def source_problems(root: Path, policies: Collection[str], site_url: str = "", contact: str = "") -> Iterator[Problem]:
    """What is wrong on the pages of the project at `root`, which has these policies, and in its settings."""
    docs = root / "docs"
    yield from marker_problems(docs, policies)
    yield from glossary_problems(docs)
    yield from page_problems(docs)
    yield from spoiled_problems(docs)
    yield from head_problems(docs)
    yield from moved_problems(docs, LANGUAGES)
    yield from settings_problems(root / "mkdocs.yml", site_url, contact)
