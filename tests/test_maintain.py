"""The page of the state that `make serve` has and no built site; and the comment on a proposed change."""

import re

import pytest
from reviewed import FILE, write_reviewed
from small_policy import PAGES

from checker.cli import preview
from checker.cli.main import main
from checker.library.shelf import Shelf
from checker.places import ROOT
from checker.site.maintain import WAITING, Maintain

HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def project(tmp_path, monkeypatch):
    root = tmp_path / "project"
    write_reviewed(root)
    monkeypatch.chdir(root)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(root))
    return root


def app(environ, start_response):
    """A web application that answers nothing."""
    return [b""]


def test_the_page_says_what_is_left_and_shows_flows_and_rules(project, tmp_path):
    shown = Maintain(tmp_path / "site", project)
    html = shown.page()
    assert "<p>Nothing.</p>" in html
    assert html.count("<svg") == 1 and 'class="flow-box' in html
    assert "rules/too-late" in html and "exclude, when today &gt; bought_on + 12 months" in html


def test_an_edit_is_on_the_page_at_the_next_request(project, tmp_path):
    shown = Maintain(tmp_path / "site", project)
    assert WAITING in shown.page()
    page = project / "docs" / "en" / "acme" / PAGES[0]
    page.write_text(page.read_text().replace("one year.", "one year, as a rule."))
    html = shown.page()
    assert "checker review acme/one-year" in html
    shown._pool.shutdown(wait=True)


def test_what_has_been_worked_out_of_an_edit_is_shown(project, tmp_path):
    shown = Maintain(tmp_path / "site", project)
    shown.page()
    shown._pool.submit(int).result()  # the one before it is done
    assert "Changes of verdicts" in shown.page()


def test_a_policy_that_cannot_be_compiled_is_said_and_stops_nothing(project, tmp_path):
    (project / FILE).write_text((project / FILE).read_text().replace("effect: exclude", f"effect: {HOSTILE}", 1))
    html = Maintain(tmp_path / "site", project).page()
    assert "acme" in html and "<script" not in html


def test_only_its_own_address_has_it_written(project, tmp_path):
    folder = tmp_path / "site"
    answered = Maintain(folder, project).on(app)
    answered({"PATH_INFO": "/acme/"}, lambda *_: None)
    assert not folder.exists()
    answered({"PATH_INFO": "/support/maintain/"}, lambda *_: None)
    assert "The state of the project" in (folder / "maintain" / "index.html").read_text()


def test_no_page_of_the_site_leads_there():
    assert not [page for page in (ROOT / "docs").rglob("*.md") if "maintain/" in page.read_text()]


def test_the_comment_says_what_is_wrong_translated_and_changed(project, capsys):
    page = project / "docs" / "es" / "acme" / PAGES[0]
    page.write_text(page.read_text().replace("{{", "").replace("one year", "1 year `` @somebody"))
    assert main(["preview", "--today", "2026-11-22"]) == 0
    said = capsys.readouterr().out
    assert said.startswith(preview.MARK)
    assert "| acme | en (rules) | " in said and "| acme | es | " in said
    assert "## Changes of verdicts" in said


def test_a_problem_in_the_comment_stays_code():
    assert preview._code("a `` b\nc") == "`` a ` ` b c ``"


def test_a_long_comment_is_cut_where_a_host_takes_it():
    text = (
        f"{preview.MARK}\n<details><summary>x</summary>\n"
        + "\n".join(f"- é {n}" for n in range(20_000))
        + "\n</details>\n"
    )
    cut = preview._cut(text)
    assert len(cut.encode()) <= preview.LONGEST
    assert cut.count("<details>") == cut.count("</details>") == 1
    assert cut.endswith(preview.CUT)
    assert preview._cut("short\n") == "short\n"


def test_workflows_find_the_comment_by_its_mark():
    for name in (".github/workflows/preview.yml", "deploy/gitlab-ci.yml"):
        assert f'MARK: "{preview.MARK}"' in (ROOT / name).read_text()


def test_the_job_that_may_write_runs_nothing_of_the_change():
    text = (ROOT / ".github/workflows/preview.yml").read_text()
    before, writing = text.split("\n  comment:\n")
    assert "write" not in re.sub(r"#.*", "", before).replace("write_", "")
    assert "checkout" not in writing and "make" not in writing and "permissions:\n      pull-requests: write" in writing
