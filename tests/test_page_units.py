"""Pages taken to gettext catalogues and back: no byte changes, ids stay, and a translation arrives in its place."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from checker.cli.main import main
from checker.library.shelf import Shelf
from checker.places import ROOT
from checker.policy.problems import AuthoringError
from checker.site.page_units import from_catalogue, pieces, to_catalogue, translated_pages

PAIRS = [(language, *pair) for language in ("es", "it") for pair in translated_pages(ROOT / "docs", language)]
ENGLISH = """\
---
title: "Terms: all"
description: What is so.
search:
  exclude: true
---

# Terms

Support lasts one year,
in all.
{ #one-year }

- It is free.
  { #free }
- It is by phone.
  { #phone }

| Plan | Price |
|---|---|
| Basic { #basic } | No |

{{ tables }}

Yes.

Yes.
"""
SPANISH = ENGLISH.replace("It is free", "Es gratis").replace("Yes.\n\nYes.", "Sí.\n\nEn efecto.")


@pytest.fixture
def pair(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name, text in (("en", ENGLISH), ("es", SPANISH)):
        (tmp_path / "docs" / name).mkdir(parents=True)
        (tmp_path / "docs" / name / "terms.md").write_text(text)
    return Path("docs/en/terms.md"), Path("docs/es/terms.md")


def back(english: Path, page: Path, data: str, file: Path = Path("a.po")) -> str:
    """The page with the translations of the catalogue, which is written to the file first."""
    file.write_text(data, encoding="utf-8")
    return from_catalogue(english, page, file)


@pytest.mark.parametrize("language", ["es", "it"])
def test_every_page_comes_back_byte_for_byte(language, tmp_path):
    for _, english, page in (each for each in PAIRS if each[0] == language):
        data, text = to_catalogue(english, page, language).decode(), page.read_text(encoding="utf-8")
        assert back(english, page, data, tmp_path / "a.po") == text, page
        anew = back(english, tmp_path / "none.md", data, tmp_path / "a.po")  # all from the catalogue
        assert [each.text for each in pieces(anew) if each.unit] == [each.text for each in pieces(text) if each.unit]


def test_the_pieces_of_a_page_are_the_page_and_no_unit_has_two_clauses():
    for path in (ROOT / "docs").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        found = pieces(text)
        assert "".join(each.text for each in found) == text
        assert all(text.splitlines()[each.line - 1].strip() for each in found if each.unit)
        assert [each for each in found if each.unit and len(each.ids) > 1] == [], path


def test_the_units_are_those_that_one_translates():
    found = [each.text for each in pieces(ENGLISH) if each.unit]
    assert found == [
        '"Terms: all"',
        "What is so.",
        "# Terms",
        "Support lasts one year,\nin all.\n{ #one-year }",
        "- It is free.\n  { #free }",
        "- It is by phone.\n  { #phone }",
        "| Plan | Price |",
        "| Basic { #basic } | No |",
        "Yes.",
        "Yes.",
    ]


def test_a_translation_arrives_where_it_belongs_and_a_fuzzy_one_does_not(pair):
    english, page = pair
    data = to_catalogue(english, page, "es").decode()
    data = data.replace('msgstr "# Terms"', 'msgstr "# Condiciones"').replace("Es gratis", "No cuesta nada")
    data = data.replace('msgctxt "phone"', '#, fuzzy\nmsgctxt "phone"')
    data = data.replace('msgstr ""\n"- It is by phone', 'msgstr ""\n"- Es por teléfono')
    made = back(english, page, data)
    assert made == SPANISH.replace("# Terms", "# Condiciones").replace("Es gratis", "No cuesta nada")


def test_a_page_that_is_not_there_yet_has_no_translation_and_begins_as_the_english_one(pair):
    english, page = pair
    page.unlink()
    data = to_catalogue(english, page, "es").decode()
    assert not [each for each in read_po(data.splitlines()) if each.id and each.string]
    assert back(english, page, data) == ENGLISH


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("{ #free }", "{ #gratis }", "docs/es/terms.md:14:1: From here on, the page is not like"),
        ("Yes.\n\n", "", "is not like"),
    ],
)
def test_pages_that_are_not_alike_are_refused(pair, old, new, said):
    english, page = pair
    page.write_text(ENGLISH.replace(old, new, 1))
    with pytest.raises(AuthoringError, match="is not like") as error:
        to_catalogue(english, page, "es")
    assert said in str(error.value)


def test_a_lost_id_and_a_broken_catalogue_are_refused(pair):
    english, page = pair
    data = to_catalogue(english, page, "es").decode()
    lost = data.replace('"- Es gratis.\\n"\n"  { #free }"', '"- Es gratis."')
    assert lost != data
    with pytest.raises(AuthoringError, match="other ids than the English text, which has: free"):
        back(english, page, lost)
    with pytest.raises(AuthoringError, match=r"a\.po:1:"):
        back(english, page, 'msgid "a\nmsgstr')


def test_the_command_takes_pages_there_and_back(pair, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(tmp_path))
    assert main(["pages", "to-po", "es", "po"]) == 0
    assert capsys.readouterr().out.split() == ["po/terms.po"]
    file = Path("po/terms.po")
    file.write_text(file.read_text().replace("Es gratis", "No cuesta nada"))
    assert main(["pages", "from-po", "es", "po"]) == 0
    assert capsys.readouterr().out.split() == ["docs/es/terms.md"]
    assert "No cuesta nada" in Path("docs/es/terms.md").read_text()
    assert main(["pages", "from-po", "es", "po"]) == 0
    assert capsys.readouterr().out == ""  # nothing is left to write
    assert main(["pages", "to-po", "es", "po"]) == 0


@pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed")
def test_gettext_reads_the_catalogues(pair, tmp_path):
    file = tmp_path / "a.po"
    file.write_bytes(to_catalogue(*pair, "es"))
    ran = subprocess.run(["msgfmt", "--check", f"--output-file={os.devnull}", file], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
