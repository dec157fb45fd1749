"""`checker change`: what is left after an edit, in order, and that it does what needs no judgement and nothing else."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from reviewed import FILE, accept, write_reviewed
from small_policy import PAGES

from checker.cli import change
from checker.cli.main import main
from checker.library.shelf import Shelf
from checker.review.ledger import open_ledgers

LOG = "# Changelog\n\n## Unreleased\n\n### Added\n\n- A page.\n\n## 1.0.0\n\n- The first.\n"


@pytest.fixture
def project(tmp_path, monkeypatch) -> Path:
    """A project of one reviewed policy, taken for one that is no draft: its texts are in no catalogue."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(tmp_path))
    for place in ("checker.cli.change.is_draft", "checker.site.state.is_draft"):
        monkeypatch.setattr(place, lambda path: False)
    monkeypatch.setattr(change, "today", lambda: date(2027, 3, 1))
    write_reviewed(tmp_path)
    Path("CHANGELOG.md").write_text(LOG)
    return tmp_path


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1
    path.write_text(text.replace(old, new))


@pytest.mark.parametrize(
    ("version", "after"),
    [("2026.12", "2027.03"), ("2027.03", "2027.03.2"), ("2027.03.2", "2027.03.3"), ("2027.11", "2027.11.2")],
)
def test_the_next_version(version, after):
    assert change.next_version(version, date(2027, 3, 1)) == after


def test_an_edit_is_led_through_to_its_release(project, capsys):
    version = open_ledgers(project)[0]["acme"].file.version
    assert main(["change", "--do"]) == 0
    said = capsys.readouterr().out
    assert f"did: wrote checker/policies/history/acme-{version}.json" in said
    assert "8. Release: done" in said
    assert (
        f"- Acme: version {version} of the rules. The first version of these rules." in Path("CHANGELOG.md").read_text()
    )

    edit(FILE, "today > bought_on + 12 months", "today > bought_on + 24 months")
    for language in ("en", "es", "it"):
        edit(Path("docs", language, "acme", PAGES[0]), "one year.", "one year, as a rule.")
    assert main(["change", "--do"]) == 1
    said = capsys.readouterr().out
    assert "checker review acme/one-year" in said
    assert "Then: worked cases, version, release, changelog." in said
    assert open_ledgers(project)[0]["acme"].file.version == version  # a review needs judgement

    accept(project)
    assert main(["change"]) == 1  # without being told to, it does nothing
    assert "version 2026.11 gave other verdicts" in capsys.readouterr().out
    assert main(["change", "--do"]) == 0
    said = capsys.readouterr().out
    assert f"did: acme: version {version} became 2027.03 in checker/policies/acme.yaml" in said
    assert open_ledgers(project)[0]["acme"].file.version == "2027.03"
    log = Path("CHANGELOG.md").read_text()
    assert "- Acme: version 2027.03 of the rules. 1 clause reads differently." in log
    assert log.index("2027.03") < log.index("## 1.0.0")
    assert log.count("### Changed") == 1
    assert main(["change"]) == 0


def test_messages_that_no_catalogue_has_are_taken_up_and_then_to_be_translated(project, monkeypatch, capsys):
    ran, run = [], subprocess.run

    def note(command, **options):
        if command[0] != "make":
            return run(command, **options)
        return ran.append(command) or subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", note)
    Path("locales/messages.pot").write_text(
        Path("locales/messages.pot").read_text() + '\n#: checker/cli/x.py\nmsgid "A text that is new"\nmsgstr ""\n'
    )
    assert main(["change", "--do"]) == 1
    said = capsys.readouterr().out
    assert ran == [["make", "--silent", "messages"]]
    assert "did: make messages" in said
    assert "2. Messages: 2 to do" in said
