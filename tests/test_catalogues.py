"""The shipped catalogues are whole, and whatever else a translator may send in is refused, with its file and line."""

from io import StringIO
from pathlib import Path

import pytest
from babel.messages.frontend import CommandLineInterface
from babel.messages.pofile import read_po

from checker.library.catalogues import catalogue_path, compile_catalogue
from checker.library.translations import Wanted, check_catalogue, translation_problems
from checker.places import ROOT
from checker.policy.plain_text import ALLOWED
from checker.policy.problems import AuthoringError

LOCALES = ROOT / "locales"

TEMPLATE = """\
msgid "Yes"
msgstr ""

msgid "{vendor} support covers this."
msgstr ""

msgid "{count} day left"
msgid_plural "{count} days left"
msgstr[0] ""
msgstr[1] ""
"""

HEADER = r"""
msgid ""
msgstr ""
"Language: es\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
""".lstrip()

YES = """
msgid "Yes"
msgstr "Sí"
"""

SUPPORTS = """
msgid "{vendor} support covers this."
msgstr "{vendor} lo cubre."
"""

DAYS = """
msgid "{count} day left"
msgid_plural "{count} days left"
msgstr[0] "Queda {count} día"
msgstr[1] "Quedan {count} días"
"""

GOOD = HEADER + YES + SUPPORTS + DAYS
YES_LINE, SUPPORTS_LINE, DAYS_LINE = (
    GOOD[: GOOD.index(message)].count("\n") + 1 for message in ('msgid "Yes"', 'msgid "{vendor}', 'msgid "{count}')
)

BROKEN = {
    "a message is missing": (SUPPORTS, "", 1, "“{vendor} support covers this.” is missing."),
    "a message with plural forms is missing": (DAYS, "", 1, "“{count} day left” is missing."),
    "a message is not translated": ('"Sí"', '""', YES_LINE, "has no translation"),
    "a translation is blank": ('"Sí"', '"  "', YES_LINE, "has no translation"),
    "one plural form is not translated": ('"Quedan {count} días"', '""', DAYS_LINE, "has no translation"),
    "a translation is fuzzy": (YES, f"\n#, fuzzy{YES}", YES_LINE + 1, "is marked fuzzy"),
    "a field is another": ("{vendor} lo", "{vendedor} lo", SUPPORTS_LINE, "other {fields}"),
    "a field is missing": ("{vendor} lo", "Se lo", SUPPORTS_LINE, "other {fields}"),
    "a field is too many": ("{vendor} lo", "{vendor} {day} lo", SUPPORTS_LINE, "other {fields}"),
    "a field stands twice": ("{vendor} lo", "{vendor} {vendor} lo", SUPPORTS_LINE, "other {fields}"),
    "a field has no name": ("{vendor} lo", "{} lo", SUPPORTS_LINE, "other {fields}"),
    "a field reaches into its value": ("{vendor} lo", "{vendor.__class__} lo", SUPPORTS_LINE, "other {fields}"),
    "a field is converted": ("{vendor} lo", "{vendor!r} lo", SUPPORTS_LINE, "other {fields}"),
    "a field is stretched": ("{vendor} lo", "{vendor:>999999999} lo", SUPPORTS_LINE, "other {fields}"),
    "a field in one plural form is another": ("Queda {count}", "Queda {día}", DAYS_LINE, "other {fields}"),
    "a brace is not closed": ("{vendor} lo", "{vendor lo", SUPPORTS_LINE, "other {fields}"),
    "a brace is not opened": ("{vendor} lo", "{vendor} } lo", SUPPORTS_LINE, "other {fields}"),
    "a brace stands where no field is": ("Sí", "Sí {", YES_LINE, "other {fields}"),
    "a script": ("Sí", "<script>alert(1)</script>", YES_LINE, "holds markup"),
    "an element": ("Sí", "<b>Sí</b>", YES_LINE, "holds markup"),
    "an end tag": ("Sí", "Sí</p>", YES_LINE, "holds markup"),
    "a comment": ("Sí", "Sí<!-- ", YES_LINE, "holds markup"),
    "a processing instruction": ("Sí", "Sí<?x ", YES_LINE, "holds markup"),
    "an element in a plural form": ("Quedan", "<i>Quedan</i>", DAYS_LINE, "holds markup"),
    "an entity": ("Sí", "&lt;script&gt;", YES_LINE, "holds markup"),
    "an entity by its number": ("Sí", "&#60;b", YES_LINE, "holds markup"),
    "an entity that is not closed": ("Sí", "&ltb", YES_LINE, "holds markup"),
    "an address that runs": ("Sí", "JavaScript:alert(1)", YES_LINE, "holds markup"),
    "a quotation mark that ends an attribute": ("Sí", 'x\\" onclick=\\"alert(1)', YES_LINE, "holds markup"),
    "a line break": ("Sí", "S\\ní", YES_LINE, "holds markup"),
    "a control character": ("Sí", "S\x00í", YES_LINE, "holds markup"),
    "text that runs backwards": ("Sí", "S\u202eí", YES_LINE, "holds markup"),
    "text set apart to run backwards": ("Sí", "S\u2067í", YES_LINE, "holds markup"),
    "a mark of direction": ("Sí", "S\u200fí", YES_LINE, "holds markup"),
    "an Arabic mark of direction": ("Sí", "S\u061cí", YES_LINE, "holds markup"),
    "a space without width": ("Sí", "S\u200bí", YES_LINE, "holds markup"),
    "a line separator": ("Sí", "S\u2028í", YES_LINE, "holds markup"),
    "an address that runs in old browsers": ("Sí", "vbscript:x", YES_LINE, "holds markup"),
    "a handler in an element": ("Sí", "<img src=x onerror=alert(1)>", YES_LINE, "holds markup"),
    "a field that calls": ("{vendor} lo", "{vendor.__init__.__globals__} lo", SUPPORTS_LINE, "other {fields}"),
    "a field that takes an item": ("{vendor} lo", "{vendor[0]} lo", SUPPORTS_LINE, "other {fields}"),
    "a field by its number": ("{vendor} lo", "{0.__class__} lo", SUPPORTS_LINE, "other {fields}"),
    "a field in a field": ("{vendor} lo", "{vendor:{vendor}} lo", SUPPORTS_LINE, "other {fields}"),
    "a plural form too many": (
        "\nmsgstr[1]",
        '\nmsgstr[2] "{count} días"\nmsgstr[1]',
        DAYS_LINE,
        "more translations than num_plurals",
    ),
    "a plural form too few": ('msgstr[1] "Quedan {count} días"\n', "", DAYS_LINE, "has no translation"),
    "no plural forms": (
        DAYS,
        '\nmsgid "{count} day left"\nmsgstr "{count} días"\n',
        DAYS_LINE,
        "“{count} day left” is no longer used",
    ),
    "more plural forms in the header": ("nplurals=2", "nplurals=3", 4, "Plural-Forms: nplurals=2"),
    "very many plural forms in the header": ("nplurals=2", "nplurals=999999999", 4, "Plural-Forms: nplurals=2"),
    "a plural expression that cannot be read": ("(n != 1)", "(n !=", 4, "Plural-Forms: nplurals=2"),
    "a plural expression that divides by nothing": ("(n != 1)", "n/0", 4, "Plural-Forms: nplurals=2"),
    "a plural expression that is always the same": ("(n != 1)", "0", 4, "Plural-Forms: nplurals=2"),
    "no plural expression": ('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "", 1, "Plural-Forms: nplurals=2"),
    "no header": (HEADER, "", 1, "The header must have the line “Language: es”"),
    "another language": ("Language: es", "Language: it", 3, "Language: es"),
    "another encoding": ("charset=utf-8", "charset=iso-8859-1", 6, "charset=utf-8"),
    "an encoding that does not exist": ("charset=utf-8", "charset=klingon", 6, "charset=utf-8"),
    "a date that is none": ('"MIME', '"PO-Revision-Date: soon\\n"\n"MIME', 1, "This is no catalogue"),
    "an unknown escape": ('"Sí"', '"S\\qí"', YES_LINE + 1, "invalid control sequence"),
    "text that is not closed": ('"Sí"', '"Sí', YES_LINE + 2, "end-of-line within string"),
    "text without quotation marks": ('"Sí"', "Sí", YES_LINE + 1, "keyword"),
    "an unknown keyword": ("msgstr[0]", "mgstr[0]", DAYS_LINE + 2, 'keyword "mgstr" unknown'),
    "a message without its translation": ('msgstr "Sí"\n', "", YES_LINE, "missing 'msgstr' section"),
    "a message that stands twice": (DAYS, DAYS + YES, DAYS_LINE + 5, "duplicate message definition"),
    "a message that is no longer used": (YES, f'\nmsgid "No"\nmsgstr "No"\n{YES}', YES_LINE, "“No” is no longer used"),
    "a message that is marked obsolete": (
        DAYS,
        f'{DAYS}\n#~ msgid "No"\n#~ msgstr "No"\n',
        DAYS_LINE + 5,
        "“No” is no",
    ),
    "a message for one context only": ("\nmsgid", '\nmsgctxt "page"\nmsgid', YES_LINE + 1, "has a context"),
}


@pytest.fixture(scope="session")
def extracted(tmp_path_factory) -> Path:
    """A template made now from the sources, as `make messages` makes it."""
    target = tmp_path_factory.mktemp("locales") / "messages.pot"
    options = ["--sort-by-file", "--add-location=file", "--omit-header", "--no-wrap"]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        CommandLineInterface().run(
            ["pybabel", "-q", "extract", "-F", "locales/babel.cfg", *options, "-o", str(target), "."]
        )
    return target


@pytest.fixture
def template() -> Wanted:
    messages = frozenset(each.id for each in read_po(StringIO(TEMPLATE)) if each.id)
    return Wanted(messages, messages)


@pytest.fixture
def catalogue(tmp_path) -> Path:
    path = catalogue_path(tmp_path, "es")
    path.parent.mkdir(parents=True)
    return path


def test_the_template_is_up_to_date(extracted):
    assert extracted.read_text() == (LOCALES / "messages.pot").read_text(), "run “make messages”"


def test_the_shipped_catalogues_have_no_problems():
    assert not list(map(str, translation_problems(ROOT)))


def test_a_good_catalogue_is_accepted(catalogue, template):
    catalogue.write_text(GOOD)
    assert check_catalogue(catalogue, template) == []
    assert compile_catalogue(catalogue)


@pytest.mark.parametrize(("old", "new", "line", "what"), BROKEN.values(), ids=BROKEN)
def test_a_broken_catalogue_is_refused_with_its_line(catalogue, template, capsys, old, new, line, what):
    assert old in GOOD
    catalogue.write_text(GOOD.replace(old, new, 1))
    problems = check_catalogue(catalogue, template)
    assert any(problem.place.line == line and what in problem.what for problem in problems), [*map(str, problems)]
    assert {problem.place.path for problem in problems} == {catalogue}
    assert problems == sorted(set(problems))
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("data", "line", "what"),
    [
        pytest.param(GOOD.encode("latin-1"), YES_LINE + 1, "not UTF-8", id="Latin-1"),
        pytest.param(GOOD.encode("utf-16"), 1, "not UTF-8", id="UTF-16"),
        pytest.param(GOOD.encode("utf-8-sig"), 1, "syntax error", id="a byte order mark"),
        pytest.param(bytes(range(256)), 2, "not UTF-8", id="bytes"),
        pytest.param(b"", 1, "The header must have", id="nothing"),
        pytest.param(GOOD.replace("\n", "").encode(), 1, "The header must have", id="one line"),
    ],
)
def test_a_file_that_is_no_catalogue_is_refused(catalogue, template, data, line, what):
    catalogue.write_bytes(data)
    problems = check_catalogue(catalogue, template)
    assert any(problem.place.line == line and what in problem.what for problem in problems), [*map(str, problems)]


def test_all_problems_are_in_one_report(catalogue, template):
    catalogue.write_text(GOOD.replace("Sí", "<b>Sí").replace("{vendor} lo", "{vendedor} lo").replace(DAYS, ""))
    assert [str(problem) for problem in check_catalogue(catalogue, template)] == [
        f"{catalogue}:1:1: “{{count}} day left” is missing. Run “make messages”, then translate it.",
        f"{catalogue}:{YES_LINE}:1: “Yes”: the translation holds markup. {ALLOWED}",
        f"{catalogue}:{SUPPORTS_LINE}:1: “{{vendor}} support covers this.”: the translation has other {{fields}}. "
        "Keep each as it is.",
    ]


@pytest.mark.parametrize(
    ("old", "new"), [('"Sí"', "Sí ="), ("nplurals=2", "nplurals=x"), ("charset=utf-8", "charset=x"), (YES, "\n~")]
)
def test_an_unreadable_catalogue_is_not_compiled(catalogue, old, new):
    catalogue.write_text(GOOD.replace(old, new).replace("msgstr Sí", "mgstr"))
    with pytest.raises(AuthoringError, match=r"messages\.po:\d+:\d+: "):
        compile_catalogue(catalogue)


def test_a_message_in_any_folder_is_extracted(tmp_path, monkeypatch):
    for folder, name, text in (
        ("core/words/deep", "new.py", '_("In Python")'),
        ("web/page/form", "new.js", '_("In a script");'),
        ("web/theme/partials/deep", "new.html", '{{ _("In a template") }}'),
    ):
        (tmp_path / "checker" / folder).mkdir(parents=True)
        (tmp_path / "checker" / folder / name).write_text(text)
    made = tmp_path / "messages.pot"
    monkeypatch.chdir(tmp_path)
    CommandLineInterface().run(["pybabel", "-q", "extract", "-F", str(LOCALES / "babel.cfg"), "-o", str(made), "."])
    assert all(f'msgid "In {place}"' in made.read_text() for place in ("Python", "a script", "a template"))
