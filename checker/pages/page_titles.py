"""The titles of policy pages, as their heads have them."""

import re
from pathlib import Path

from checker.core.model.words import Words


def page_title(docs: Path, language: str, address: str) -> str:
    """The title of the page at that address from the site's root; its name where it has none."""
    path = docs / language / address.removeprefix(f"{language}/").rstrip("/")
    page = path / "index.md" if path.is_dir() else path.with_suffix(".md")
    found = re.search(r"^title: *\"?(.+?)\"?$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else page.stem


def titles_of(docs: Path, policy: str, words: Words) -> dict[str, str]:
    """By address, the titles of the pages that have clauses of the policy."""
    addresses = dict.fromkeys(clause.href.partition("#")[0] for clause in words.clauses[policy].values())
    return {address: page_title(docs, words.language, address) for address in addresses}
