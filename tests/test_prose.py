"""The project's own texts, those beside the site: their links lead somewhere, and the front door stays short."""

import re
from pathlib import Path

import pytest

from checker.places import ROOT

TEXTS = [
    *ROOT.glob("*.md"),
    *(
        path
        for folder in ("reference", "deploy", "benchmarks", "checker", "decisions")
        for path in (ROOT / folder).rglob("*.md")
    ),
]
LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")


def ids(path: Path) -> set[str]:
    """The ids that GitHub gives to headings."""
    headings = re.findall(r"(?m)^#+ (.*)$", path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("text", TEXTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(text):
    for address, anchor in LINK.findall(
        re.sub(r"```.*?```|`[^`\n]*`", "", text.read_text(encoding="utf-8"), flags=re.DOTALL)
    ):
        if re.match(r"[a-z]+:", address):
            continue
        target = (text.parent / address).resolve() if address else text
        assert target.exists(), f"{text}: {address}"
        if anchor and target.suffix == ".md" and not target.is_relative_to(ROOT / "docs"):
            assert anchor in ids(target), f"{text}: {address}#{anchor}"


def test_the_readme_is_a_front_door():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) <= 1200
