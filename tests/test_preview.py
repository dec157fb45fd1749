"""While the site is being served: what an edit makes anew, and what it leaves alone."""

import os
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from urllib.request import urlopen

import pytest
from shared import POLICIES, TABLED

from checker.places import ROOT, WEB
from checker.policy.problems import AuthoringError, Place, Problem
from checker.site import site
from checker.site.moved import write_moved_pages
from checker.site.preview import Preview

PAGES = sorted((ROOT / "docs" / "es").rglob("*.md"))
ADDRESS = "127.0.0.1:8791"


def url(page: Path) -> str:
    path = page.relative_to(ROOT / "docs").with_suffix("").as_posix()
    return path.removesuffix("index").rstrip("/") + "/"


def ingredients() -> dict[str, object]:
    return {url(page): site.ingredients("es", url(page), page.read_text()) for page in PAGES}


def changed_by(monkeypatch, library) -> set[str]:
    before = ingredients()
    monkeypatch.setattr(site, "_library", lambda: library)
    return {url for url, made_of in ingredients().items() if made_of != before[url]}


def excluding(library):
    """A policy, and a clause of it that leaves something out, which its tables and the comparison quote; its page."""
    policy = library.policies[TABLED[0]]
    clause = next(rule.clauses[0] for rule in policy.rules if rule.effect == "exclude")
    return policy.id, clause, library.words["es"].clauses[policy.id][clause].href.partition("#")[0]


def with_clause(library, **changes):
    policy, clause, _ = excluding(library)
    words = library.words["es"]
    clauses = {**words.clauses[policy], clause: replace(words.clauses[policy][clause], **changes)}
    spoken = replace(words, clauses={**words.clauses, policy: clauses})
    return replace(library, words={**library.words, "es": spoken}, folder=Path("another"))


def test_another_wording_of_a_clause_changes_what_quotes_it(monkeypatch, library):
    policy, _, page = excluding(library)
    found = changed_by(monkeypatch, with_clause(library, text="Otra"))
    assert {f"es/{policy}/evidence/", "es/compare/", "es/checker/"} <= found
    others = {f"es/{name}/{made}/" for name in POLICIES if name != policy for made in ("tables", "evidence")}
    assert not found & {page, "es/glossary/", *others}


def test_a_clause_that_has_become_stale_changes_its_own_page_too(monkeypatch, library):
    assert excluding(library)[2] in changed_by(monkeypatch, with_clause(library, stale=True))


@pytest.fixture
def project(tmp_path):
    for name in ("docs/en/a.md", "rules/acme.yaml", "mkdocs.yml"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first")
    return tmp_path


@pytest.fixture
def built(project, monkeypatch):
    """What is built after an edit: "pages", "all" or nothing. It begins with everything built."""
    config = SimpleNamespace(
        docs_dir=str(project / "docs"), config_file_path=str(project / "mkdocs.yml"), watch=[str(project / "rules")]
    )
    preview, found = Preview(), []
    preview.begin(config)
    preview.end()
    config.site_dir = str(project / "site")
    monkeypatch.setattr(preview, "_build_pages", lambda folder: found.append("pages"))

    def build():
        found.clear()
        preview.build(config, lambda: found.append("all"))
        return found

    return build


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("docs/en/a.md", ["pages"]),
        ("docs/en/new.md", ["all"]),
        ("docs/en/picture.svg", ["all"]),
        ("rules/acme.yaml", ["all"]),
        ("mkdocs.yml", ["all"]),
        ("docs/en/.a.md.swp", []),
        ("rules/__pycache__/a.pyc", []),
    ],
)
def test_edits_of_pages_alone_have_pages_alone_built(project, built, name, expected):
    (project / name).parent.mkdir(exist_ok=True)
    (project / name).write_text("second")
    assert built() == expected


def test_a_page_that_is_gone_has_everything_built(project, built):
    (project / "docs/en/a.md").unlink()
    assert built() == ["all"]


def test_what_could_not_be_built_is_built_once_it_can(project, built, monkeypatch):
    (project / "rules/acme.yaml").write_text("second")
    assert built() == ["all"] == built()


def test_what_has_been_built_is_not_built_again(project, built):
    (project / "docs/en/a.md").write_text("second")
    assert built() == ["pages"]
    assert built() == []


def answer(overlay, body: bytes, kind: str = "text/html") -> bytes:
    """What the overlay makes of an answer; its length must be the one that is told."""
    told = {}

    def app(environ, start_response):
        start_response("200 OK", [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [body]

    found = b"".join(overlay.on(app)({}, lambda status, headers: told.update(headers)))
    assert told["Content-Length"] == str(len(found))
    return found


def test_what_cannot_be_built_is_said_on_every_page_until_it_can(project, monkeypatch):
    config = SimpleNamespace(docs_dir=str(project / "docs"), config_file_path=str(project / "mkdocs.yml"), watch=[])
    config.site_dir = str(project / "site")
    preview, wrong = Preview(), ["docs/en/a.md:3:1: <b> is wrong."]
    preview.begin(config)
    preview.end()

    def build(folder):
        if wrong:
            raise ValueError(wrong[0])

    monkeypatch.setattr(preview, "_build_pages", build)
    (project / "docs/en/a.md").write_text("second")
    preview.build(config, lambda: None)
    page = b"<html><body class='x'><p>Text</p></body></html>"
    assert b"<body class='x'><div role=\"alert\"" in answer(preview.overlay, page)
    assert b"docs/en/a.md:3:1: &lt;b&gt; is wrong." in answer(preview.overlay, page)
    assert b"refresh" in answer(preview.overlay, b"404 Not Found")
    assert answer(preview.overlay, b"{}", "application/json") == b"{}"
    wrong.clear()
    preview.build(config, lambda: None)
    assert answer(preview.overlay, page) == page


def test_a_site_that_has_been_built_goes_on_with_the_library_that_it_has(monkeypatch, library):
    monkeypatch.setattr(site, "_held", {"library": library})
    monkeypatch.setattr(site, "source_problems", lambda *_: [Problem(Place(Path("docs/en/a.md")), "Wrong.")])
    monkeypatch.setattr(site, "open_library", lambda **_: (_ for _ in ()).throw(AuthoringError([])))
    assert site.prepare(serving=True) is library
    assert [problem.what for problem in site.faults] == ["Wrong."]
    with pytest.raises(AuthoringError):
        site.prepare()
    site.faults.clear()


@pytest.fixture
def served(tmp_path):
    """A copy of the project, being served."""
    for name in ("docs", "checker", "locales", "deploy"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", ADDRESS]
    with (tmp_path / "log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=tmp_path, stdout=log, stderr=log, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}
        )
        yield tmp_path
        server.terminate()
        server.wait()


def wait_for(project: Path, path: str, text: str) -> str:
    until = time.monotonic() + 300
    while time.monotonic() < until:
        try:
            with urlopen(f"http://{ADDRESS}/{path}", timeout=300) as reply:
                html = reply.read().decode()
        except OSError:
            html = ""
        if text in html:
            return html
        time.sleep(0.2)
    raise AssertionError((project / "log").read_text())


@pytest.mark.slow
def test_an_edited_clause_is_shown_on_every_page_that_quotes_it_without_building_the_rest(served, library):
    policy, clause, url = excluding(library)
    (page,) = (path for path in (served / "docs/es" / policy).glob("*.md") if f"{{ #{clause} }}" in path.read_text())
    wait_for(served, url, f'id="{clause}"')
    words = library.words["es"].clauses[policy][clause].text.split()
    page.write_text(page.read_text().replace(" ".join(words[:3]), "Ejemplo: " + " ".join(words[:3]), 1))
    html = wait_for(served, url, "Ejemplo: ")
    assert '<html lang="es"' in html and "Content-Security-Policy" not in html
    wait_for(served, f"es/{policy}/evidence/", "Ejemplo: ")
    assert (served / "log").read_text().count("Building documentation...") == 1


def test_a_renamed_page_leads_on_from_its_old_address_in_its_language(tmp_path, library):
    for folder, title in (("en", "Times"), ("es", "Horarios")):
        page = tmp_path / "docs" / folder / "acme" / "times.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"---\ntitle: {title}\nformerly: [acme/hours]\n---\n")
        made = tmp_path / "site" / ("es" if folder == "es" else "") / "acme" / "times" / "index.html"
        made.parent.mkdir(parents=True)
        made.write_text("")
    words = {language: library.words[language] for language in ("en", "es")}
    write_moved_pages(tmp_path / "site", tmp_path / "docs", WEB / "theme", words)
    html = (tmp_path / "site/es/acme/hours/index.html").read_text()
    assert '<html lang="es">' in html and 'url=../../../es/acme/times/"' in html and ">Horarios</a>" in html
    assert 'url=../../acme/times/"' in (tmp_path / "site/acme/hours/index.html").read_text()
