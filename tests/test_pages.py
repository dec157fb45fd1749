"""What the build puts into pages, and mistakes of authors that it stops at."""

from pathlib import Path

import pytest

from checker.build.library import ROOT, policy_files
from checker.build.markers import marker_problems

NAV = """\
nav:
  - index.md
  - B:
      - b/index.md
      - b/more.md
  - A:
      - a/index.md
"""


def page(docs: Path, path: str, text: str) -> None:
    (docs / path).parent.mkdir(parents=True, exist_ok=True)
    (docs / path).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "text", "found"),
    [
        ("es/about.md", "# A\n\nEscriba a {{ contacto }}.", "es/about.md:3:11: No marker “contacto” can stand on this"),
        ("en/about.md", "{{ contacto }}", "Did you mean “contact”? Allowed: contact, compare, editions."),
        ("en/about.md", "{{ tables }}", "No marker “tables” can stand on this page. Allowed: contact, compare, edit"),
        ("en/acme/tables.md", "{{ table }}", "Did you mean “tables”?"),
        (
            "it/acme/tables.md",
            "{{tables}}",
            "it/acme/tables.md:1:1: The marker “tables” is written wrongly. Wri",
        ),
        ("en/about.md", "at {{ contact }.", "en/about.md:1:4: The marker “contact” is written wrongly."),
    ],
)
def test_a_marker_that_the_build_cannot_fill_in_is_a_mistake(tmp_path, path, text, found):
    page(tmp_path, path, text)
    (problem,) = marker_problems(tmp_path, ["acme"])
    assert found in str(problem)


def test_known_markers_are_none(tmp_path):
    page(tmp_path, "en/about.md", "{{ contact }}, {{ editions }}")
    page(tmp_path, "en/acme/tables.md", "{{ tables }}")
    assert not list(marker_problems(tmp_path, ["acme"]))


def test_policies_come_in_the_order_of_the_navigation(tmp_path):
    page(tmp_path, "mkdocs.yml", NAV)
    for name in "abc":
        page(tmp_path, f"checker/policies/{name}.yaml", "")
    assert [path.stem for path in policy_files(tmp_path)] == ["b", "a", "c"]
    assert [path.stem for path in policy_files(ROOT)] == ["3cx", "elastix", "avanzada7"]
