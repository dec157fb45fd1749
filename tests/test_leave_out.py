"""A site without a policy that is in the middle of an edit: nothing of it is left, and readers are told."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from shared import POLICIES

from checker.places import ROOT
from checker.policy.problems import Place, Problem
from checker.site.leave_out import (
    UnknownPolicy,
    hint,
    is_page_of,
    left_out,
    policy_of,
    without_columns,
    without_links,
    without_pages,
)

NAMES = ["acme", "acne", "ajax"]
AWAY = POLICIES[1]
"""The policy that the site is built without."""
SOURCES = ("docs", "checker", "locales", "deploy", "mkdocs.yml")


@pytest.mark.parametrize(("value", "found"), [("", []), ("acne", ["acne"]), (" ajax, acme,", ["acme", "ajax"])])
def test_the_environment_names_them(monkeypatch, value, found):
    monkeypatch.setenv("LEAVE_OUT", value)
    assert left_out(NAMES) == found


@pytest.mark.parametrize(
    ("value", "said"),
    [("acnee", "no policy “acnee”. Did you mean “acne”?"), ("acme,acne,ajax", "At least one policy must stay.")],
)
def test_a_policy_that_there_is_not_cannot_be_left_out_and_not_all_of_them(monkeypatch, value, said):
    monkeypatch.setenv("LEAVE_OUT", value)
    with pytest.raises(UnknownPolicy, match=re.escape(said)):
        left_out(NAMES)


@pytest.mark.parametrize(
    ("path", "policy"),
    [
        ("checker/policies/acne.yaml", "acne"),
        ("checker/policies/reviewed/acne.yaml", "acne"),
        ("docs/es/acne/rules.md", "acne"),
        ("docs/es/acne.md", None),
        ("docs/es/glossary.md", None),
        ("docs/acne/acme.md", None),
        ("locales/es/LC_MESSAGES/messages.po", None),
        ("checker/acne.py", None),
    ],
)
def test_whose_a_source_is(path, policy):
    assert policy_of(Path("root", path), ["acme", "acne"], Path("root")) == policy


@pytest.mark.parametrize(
    ("paths", "said"),
    [
        (["docs/en/acne/x.md", "checker/policies/acne.yaml"], "without acne: LEAVE_OUT=acne make site"),
        (["docs/en/ajax/x.md", "docs/en/acne/x.md"], "without acne and ajax: LEAVE_OUT=acne,ajax make site"),
        (["docs/en/acne/x.md", "docs/en/glossary.md"], ""),
        (["docs/en/acme/x.md", "docs/en/acne/x.md", "docs/en/ajax/x.md"], ""),
    ],
)
def test_the_report_says_how_to_build_without_what_is_broken_where_that_helps(paths, said):
    found = hint([Problem(Place(Path(path)), "Wrong.") for path in paths], NAMES, Path())
    assert found.endswith(said) and bool(found) == bool(said)


def test_its_pages_are_gone_from_the_navigation():
    sections = [{"Acne": ["acne/index.md", "acne/x.md"]}, {"Ajax": ["ajax/index.md", {"X": "ajax/x.md"}]}]
    assert without_pages(["index.md", *sections], {"acne"}) == ["index.md", sections[1]]
    assert without_pages(["index.md", *sections], {}) == ["index.md", *sections]
    assert is_page_of({"acne"}, "es/acne/x.md") and not is_page_of({"acne"}, "es/acne.md")


@pytest.mark.parametrize(
    ("folder", "markdown", "left"),
    [
        ("", "See [Acne](acne/x.md#a) and [Ajax](ajax/x.md).", "See Acne and [Ajax](ajax/x.md)."),
        (
            "ajax",
            "See [Acne](../acne/x.md), [here](x.md), [there](#acne/x).",
            "See Acne, [here](x.md), [there](#acne/x).",
        ),
        ("", "[Acne](acne/index.md){ .md-button }", "Acne"),
        (
            "",
            "- [Acne](acne/x.md): new\n- [Ajax](ajax/x.md), not [Acne](acne/x.md)\n",
            "- [Ajax](ajax/x.md), not Acne\n",
        ),
        ("", "[Acne](https://acne.example/acne/x.md)", "[Acne](https://acne.example/acne/x.md)"),
    ],
)
def test_links_to_its_pages_are_plain_words(folder, markdown, left):
    assert without_links(markdown, folder, {"acne"}) == left


def test_its_column_is_gone_from_the_comparison():
    head = "<tr>\n<th>Aspect</th>\n<th>Acme</th>\n<th>Acne</th>\n<th>Ajax</th>\n</tr>"
    row = '<tr markdown="block">\n<th>Who</th>\n<td>1</td>\n<td>2\n3</td>\n<td>4</td>\n</tr>'
    other = "<tr><td>1</td><td>2</td></tr>"
    left = [text.replace(cell, "") for text, cell in ((head, "<th>Acne</th>\n"), (row, "<td>2\n3</td>\n"))]
    assert without_columns(head + row + other, [1], 3) == "".join(left) + other


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A site of which one policy cannot be compiled, built without it, strictly; what was said stands in `log`."""
    folder = tmp_path_factory.mktemp("project")
    for name in SOURCES:
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    (folder / "node_modules").symlink_to(ROOT / "node_modules")
    broken = folder / "checker" / "policies" / f"{AWAY}.yaml"
    broken.write_text(broken.read_text().replace("\noffers:", "\noffers", 1))
    (folder / "docs" / "es" / AWAY / "reading.md").write_text("{{ nothing }} <script></script>")
    environment = {"LEAVE_OUT": AWAY, "SITE_URL": "https://example.org/", "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict"]
    with (folder / "log").open("w") as log:
        run = subprocess.run(
            command, cwd=folder, env={**os.environ, "PYTHONPATH": str(folder), **environment}, stdout=log, stderr=log
        )
    assert run.returncode == 0, (folder / "log").read_text()
    return folder / "site"


@pytest.mark.slow
def test_nothing_of_it_is_left_in_the_site(site):
    assert not list(site.rglob(f"{AWAY}*"))
    assert f"/{AWAY}/" not in (site / "sitemap.xml").read_text()
    for page in site.rglob("*.html"):
        assert not re.search(rf'href="[^"#]*{AWAY}/', page.read_text()), page
    for language in ("en", "es", "it"):
        entries = json.loads((site / "search" / f"{language}.json").read_text())["docs"]
        assert entries and not [each for each in entries if f"{AWAY}/" in each["location"]]
        (listed,) = site.rglob(f"list.{language}.json")
        assert [each["id"] for each in json.loads(listed.read_text())] == [name for name in POLICIES if name != AWAY]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("", "Left out of this copy of the site: {vendor}."),
        ("es/", "Esta copia del sitio no incluye: {vendor}."),
        ("it/", "Questa copia del sito non comprende: {vendor}."),
    ],
)
def test_readers_are_told(site, folder, said, library):
    for page in ("index.html", "checker/index.html", "compare/index.html", f"{POLICIES[0]}/index.html", "404.html"):
        assert said.format(vendor=library.policies[AWAY].vendor) in (site / folder / page).read_text(), page


@pytest.mark.slow
def test_whoever_builds_it_is_told_twice(site, library):
    log = (site.parent / "log").read_text()
    assert log.count(f"WARNING -  {library.policies[AWAY].vendor} is left out of this site") == 2
