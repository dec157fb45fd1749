"""The table of mistakes: what people who edit get wrong, each said with its place by build or `checker status`."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import acme
import pytest

from checker.cli.main import main
from checker.diff.releases import write_release
from checker.library.library import open_library
from checker.library.shelf import Shelf
from checker.places import ROOT
from checker.policy.problems import AuthoringError
from checker.site.sources import source_problems

FILE = "checker/policies/acme.yaml"
RECORDS = "checker/policies/reviewed/acme.yaml"
HISTORY = "checker/policies/history/acme-2026.11.json"
POT, PO = "locales/messages.pot", "locales/es/LC_MESSAGES/messages.po"
INDEX, ES_INDEX = "docs/en/acme/index.md", "docs/es/acme/index.md"
SUPPORT, READING, ES_READING = "docs/en/acme/support.md", "docs/en/acme/reading.md", "docs/es/acme/reading.md"
EVERY = "docs/*/acme/"
CONFLICT = "<<<<<<< HEAD\n{}\n=======\nother\n>>>>>>> theirs"
REMOVED = object()

# What is edited, in which file or files; the place that is named (file and line, or file alone); what is said of it.
BUILD = {
    "a catalogue is deleted": (PO, r"(?s).*", REMOVED, PO, "The catalogue is missing."),
    "the list of messages is deleted": (POT, r"(?s).*", REMOVED, POT, "Run “make messages”."),
    "a translation is empty": (PO, 'msgstr "Sí"', 'msgstr ""', PO, "“Yes” has no translation."),
    "a translation is fuzzy": (PO, 'msgid "Yes"', '#, fuzzy\nmsgid "Yes"', PO, "“Yes” is marked fuzzy."),
    "a field is lost": (PO, r'(msgstr ".*?)\{file\}', r"\1", PO, "other {fields}"),
    "a field is translated": (PO, r'(msgstr ".*?)\{file\}', r"\1{archivo}", PO, "other {fields}"),
    "a quotation mark is not closed": (PO, 'msgstr "Sí"', 'msgstr "Sí', PO, "cannot be read"),
    "a quotation mark is not escaped": (PO, 'msgstr "Sí"', 'msgstr "S"í"', PO, "cannot be read"),
    "a message is not in the catalogue": (PO, 'msgid "Yes"\nmsgstr "Sí"\n', "", PO, "“Yes” is missing."),
    "a catalogue with a byte order mark": (PO, r"\A", "\ufeff", PO, "byte order mark"),
    "a conflict in a catalogue": (PO, 'msgstr "Sí"', CONFLICT.format('msgstr "Sí"'), PO, "two edits"),
    "a translation is the English": (
        PO,
        'msgid "(This policy is a draft.*)"\nmsgstr ".*"',
        r'msgid "\1"\nmsgstr "\1"',
        PO,
        "still in English",
    ),
    "a translation has another figure": (PO, r'(msgstr ".*)\bISO 8601\b', r"\1ISO 8602", PO, "only in the translation"),
    "a policy is not translated": (FILE, "status: draft\n", "", PO, "more texts are missing."),
    "a state that there is not": (FILE, "status: draft", "status: drafft", FILE, "drafft"),
    "a term's text has another figure": (FILE, "text: 24 hours", "text: 48 hours", FILE, "“48” in terms/response-time"),
    "a term's value has another figure": (FILE, "{hours: 24}", "{hours: 42}", FILE, "“42” in terms/response-time"),
    "a clause has another figure": (EVERY + "support.md", r"\| 24 \|", "| 12 |", FILE, "“24” in terms/response-time"),
    "an action has another figure": (
        FILE,
        "Ask at least 8 hours",
        "Ask at least 9 hours",
        FILE,
        "“9” in rules/notice-too-short",
    ),
    "a remark has a figure": (
        FILE,
        "remark: The policy",
        "remark: In 30 days the policy",
        FILE,
        "“30” in rules/not-named",
    ),
    "a window has another length": (FILE, "amount: 12,", "amount: 6,", FILE, "“6” in terms/valid-through"),
    "the desk closes later": (FILE, 'to: "17:00"', 'to: "18:00"', FILE, "“18:00” in desk"),
    "another address": (FILE, "email: help@", "email: halp@", FILE, "“halp@acme.example” in draft"),
    "a reading has another figure": (READING, "within 24", "within 48", READING, "“48” in reading/4"),
    "a translated reading has another figure": (ES_READING, "within 24", "within 48", ES_READING, "“48” in reading/4"),
    "a reason that excuses nothing": (
        FILE,
        "figures:\n",
        "figures:\n  rules/notice-too-short: {reason: None., numbers: [x]}\n",
        FILE,
        "Remove the line.",
    ),
    "a reason for what there is not": (
        FILE,
        "figures:\n",
        "figures:\n  rules/gone: {reason: None., numbers: [x]}\n",
        FILE,
        "There is no “rules/gone”",
    ),
    "a conflict in a policy file": (FILE, "vendor: Acme", CONFLICT.format("vendor: Acme"), FILE, "two edits"),
    "a conflict in the records": (RECORDS, r"\A", "<<<<<<< HEAD\n", RECORDS, "two edits"),
    "a conflict around a clause": (INDEX, "Acme was founded.*", CONFLICT.format("Acme."), INDEX, "two edits"),
    "a released version is cut short": (HISTORY, r"\}\n?\Z", "", HISTORY, "no compiled model"),
    "a page in Latin-1": (ES_INDEX, "Acme was", "Acm\udce9 was", ES_INDEX, "UTF-8"),
    "an id that stands twice": (INDEX, "{ #no-fax }", "{ #scope }", INDEX, "two clauses “scope”; the other is at"),
    "a clause is only in English": (ES_INDEX, r"- Restart.*\n.*\n", "", ES_INDEX, "“restart” is missing in es"),
    "a month that there is not": (FILE, 'version: "2026.11"', 'version: "2026.13"', FILE, "cannot be “2026.13”"),
    "compared again before it was compared": (FILE, '"2027-05-21"', '"2026-05-21"', FILE, "before it was last"),
    "a text with a colon": (FILE, "vendor: Acme", "vendor: Acme: x", FILE, "between quotation marks"),
    "a tab": (FILE, "  email:", "\temail:", FILE, "with spaces"),
    "a line without a colon": (FILE, "vendor: Acme", "vendor Acme", FILE, "valid YAML"),
}
PAGES = {
    "a head without an end": (INDEX, r"\n---\n\n", "\n\n", INDEX, "has no end"),
    "a title with a colon": (INDEX, "title: Acme", "title: Acme: all", INDEX, "between quotation marks"),
    "a head without a description": (INDEX, "description: .*\n", "", INDEX, "has no description"),
    "a conflict in a text": (
        READING,
        "Acme supports",
        CONFLICT.format("x") + "\n\nAcme supports",
        READING,
        "two edits",
    ),
    "a marker in single braces": (INDEX, "Acme was", "Write to { contact }. Acme was", INDEX, "Write {{ contact }}."),
    "an id without its sign": (INDEX, "{ #no-fax }", "{ no-fax }", INDEX, "Write { #no-fax }."),
    "an id in brackets": (INDEX, "{ #no-fax }", "( #no-fax )", INDEX, "Write { #no-fax }."),
    "an id below an empty line": (INDEX, "\n{ #history }", "\n\n{ #history }", INDEX, "Remove the empty line"),
    "a marker is gone in one language": (
        "docs/es/acme/tables.md",
        r"\{\{ tables \}\}",
        "",
        "docs/es/acme/tables.md",
        "missing",
    ),
    "a reading has another id": (ES_READING, "#reading-2", "#reading-9", ES_READING, "“reading-2” is missing"),
    "two titles": (INDEX, "Acme was", "# Again\n\nAcme was", INDEX, "has a title already"),
    "a picture without words": (INDEX, "Acme was", "![](a.png)\n\nAcme was", INDEX, "has no words"),
    "English in a translated page": (
        ES_INDEX,
        "Acme was founded in 1999.",
        "This is not what the policy of the vendor is for, and it does not say that.",
        ES_INDEX,
        "is still in English",
    ),
    "a term that one language lacks": (
        "docs/it/glossary.md",
        "## Plan.*\n\n.*\n",
        "",
        "docs/it/glossary.md",
        "missing in it",
    ),
    "a former address that is taken": (INDEX, "title:", "formerly: [acme/support]\ntitle:", INDEX, "is the address of"),
    "a former address that is no list": (INDEX, "title:", "formerly: acme/old\ntitle:", INDEX, "must be a list"),
    "a page still in a language that there is not": (
        ES_INDEX,
        "title:",
        "lang: eng\ntitle:",
        ES_INDEX,
        "cannot still be in",
    ),
    "a page still in its own language": (ES_INDEX, "title:", "lang: es\ntitle:", ES_INDEX, "cannot still be in “es”"),
    "an English page still in no language": (INDEX, "title:", "lang:\ntitle:", INDEX, "cannot still be in “”"),
    "the language of a page by another name": (ES_INDEX, "title:", "language: en\ntitle:", ES_INDEX, "Did you mean"),
    "a sign of what is to be written, in a link": (
        INDEX,
        "Acme was",
        "[✎](javascript:x) Acme was",
        INDEX,
        "not an address",
    ),
    "a conflict in the settings": ("mkdocs.yml", r"\A", "<<<<<<< HEAD\n", "mkdocs.yml", "two edits"),
}
STATUS = {
    "a version that is not released": (HISTORY, r"(?s).*", REMOVED, FILE, "has not been released"),
    "another verdict in the same version": (FILE, "seats > 100$", "seats > 90", FILE, "with other verdicts"),
    "levels in another order": (
        FILE,
        "gold: Gold, platinum: Platinum",
        "platinum: Platinum, gold: Gold",
        FILE,
        "another order",
    ),
    "a record of what is gone": (RECORDS, r"\Z", 'gone:\n  es: "1"\n', RECORDS, "Remove its line."),
    "a day that has passed": (FILE, '"2027-05-21"', '"2026-11-22"', "", "That day has passed."),
    "an edited translation": (ES_INDEX, "Restart the", "Reinicie el", ES_INDEX, "es (edited since it was compared)"),
    "a deleted catalogue": (PO, r"(?s).*", REMOVED, PO, "The catalogue is missing."),
    "a text that is still to be written": (
        FILE,
        "label: Response time",
        "label: ✎ Time",
        FILE,
        "“✎ Time” is still to be",
    ),
    "a clause that is still to be written": (
        INDEX,
        "Acme was",
        "✎ Acme was",
        INDEX,
        "“✎ Acme was founded in 1999.” is still",
    ),
    "a message that is still to be written": (PO, 'msgstr "Sí"', 'msgstr "✎ Sí"', PO, "“✎ Sí"),
    "a setting that is still to be written": (
        "mkdocs.yml",
        r"\A",
        "# ✎ Name the site\n",
        "mkdocs.yml:1:3",
        "Name the site",
    ),
    "a page that is still in English": (ES_INDEX, "title:", "lang: en\ntitle:", f"{ES_INDEX}:2:1", "still in English"),
    "a clause that is still in English": (
        ES_INDEX,
        "#history }",
        "#history lang=en }",
        ES_INDEX,
        "clause “history” is still",
    ),
    "a spoiled page": (INDEX, "{ #no-fax }", "( #no-fax )", INDEX, "Write { #no-fax }."),
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A site of the made-up policy, without a mistake but that its translations are in English; the current folder."""
    root = tmp_path_factory.mktemp("mistakes")
    library = acme.open_acme(root)
    write_release(library.policies["acme"], library.words, root)
    (root / "mkdocs.yml").write_text("nav:\n  - acme/index.md\n")
    for language in ("en", "es", "it"):
        (root / "docs" / language / "glossary.md").write_text(
            "---\ntitle: G\ndescription: G.\n---\n\n# G\n\n## Plan { #term-plan }\n\nAn offer.\n"
        )
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        patch.setattr("checker.cli.main.Shelf", lambda: Shelf(root))
        yield root


@contextmanager
def edited(root: Path, files: str, old: str, new: object) -> Iterator[None]:
    """The project after the edit, a pattern and its replacement; afterwards as it was."""
    before = {path: path.read_bytes() for path in root.glob(files)}
    assert before
    for path, data in before.items():
        text, count = re.subn(old, "" if new is REMOVED else str(new), data.decode(), count=1, flags=re.MULTILINE)
        assert count, f"{path}: no {old}"
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
        if new is REMOVED:
            path.unlink()
    try:
        yield
    finally:
        for path, data in before.items():
            path.write_bytes(data)


def build_says(root: Path) -> set[str]:
    try:
        open_library(root)
    except AuthoringError as error:
        return set(map(str, error.problems))
    return set()


def pages_say(root: Path) -> set[str]:
    return set(map(str, source_problems(Path(), ["acme"])))


@pytest.fixture(scope="module")
def before(project: Path) -> set[str]:
    """What is said without an edit: that the translations of the made-up pages are in English."""
    assert not build_says(project)
    found = pages_say(project)
    assert all("is still in English" in each for each in found), found
    return found


def is_said(found: set[str], place: str, what: str) -> bool:
    return any(each.startswith(f"{place}:") and what in each for each in found)


@pytest.mark.parametrize(("files", "old", "new", "place", "what"), BUILD.values(), ids=BUILD)
def test_a_mistake_stops_the_build_with_its_place(project, files, old, new, place, what):
    with edited(project, files, old, new):
        found = build_says(project)
    assert is_said(found, place, what), found


@pytest.mark.parametrize(("files", "old", "new", "place", "what"), PAGES.values(), ids=PAGES)
def test_a_spoiled_page_stops_the_build_with_its_place(project, before, files, old, new, place, what):
    with edited(project, files, old, new):
        found = pages_say(project) - before
    assert is_said(found, place, what), found


@pytest.mark.parametrize(("files", "old", "new", "place", "what"), STATUS.values(), ids=STATUS)
def test_status_says_it_and_fails(project, before, capsys, monkeypatch, files, old, new, place, what):
    monkeypatch.setattr("checker.site.state.is_draft", lambda path: False)
    with edited(project, files, old, new):
        assert main(["status"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert any(what in line and place in line for line in lines), lines


def test_what_is_written_in_words_or_as_another_language_writes_it_is_the_same(project):
    with edited(project, FILE, "text: 4 hours", 'text: "4 hours of 1,000"'):
        assert is_said(build_says(project), FILE, "“1000” in terms/response-time")
    with edited(project, EVERY + "support.md", r"\| 4 \|", "| four |"):
        assert not is_said(build_says(project), FILE, "“4” in terms/response-time")


def test_a_conflict_around_a_clause_is_the_only_thing_said_of_it(project):
    with edited(project, INDEX, "Acme was founded.*", CONFLICT.format("Acme.")):
        assert {line.split(":")[0] for line in build_says(project)} == {INDEX}


def test_the_checkers_of_mistakes_leave_the_shipped_site_alone():
    assert not list(source_problems(ROOT, [path.stem for path in (ROOT / "checker/policies").glob("*.yaml")]))


def test_a_draft_of_a_language_need_not_be_whole(project):
    with (
        edited(project, PO, 'msgid "Yes"\nmsgstr "Sí"\n', ""),
        edited(project, PO, '"Language: es', r'"X-Status: draft\\n"\n\g<0>'),
    ):
        assert not build_says(project)
        assert not [each for each in pages_say(project) if each.startswith("docs/es/")]
