"""`checker new`: what it writes can be compiled at once; what is left to do is listed; mistakes are said in words."""

from pathlib import Path

import acme
import pytest
import yaml
from terminal import typing

from checker.cli.main import main
from checker.library.library import open_library
from checker.library.shelf import Shelf
from checker.pages.unwritten import unwritten
from checker.policy.untranslated import MARK
from checker.scaffold.yaml_text import added, quoted

FILE = "checker/policies/acme.yaml"
NAV = "nav:\n  - index.md\n  - Acme:\n      - acme/index.md\n      - acme/support.md\n      - How we work:\n"
NAV += "          - acme/reading.md\n  - About:\n      - about.md\n"
SETTINGS = f"""site_name: Acme
site_description: A test

{NAV}
plugins:
  - i18n:
      languages:
        - locale: it
          name: Italiano
          build: true
"""
CLAUSE = ("new", "clause", "acme/no-van", "--page", "support", "--en", "Acme has no van.")
OPTION = ("new", "option", "acme/issue/van", "--en", "A van")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project of the made-up policy alone, which is a draft; the current folder."""
    acme.open_acme(tmp_path)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: Shelf(tmp_path))
    return tmp_path


def left(root: Path) -> list[str]:
    return [f"{each.place.path}:{each.place.line}" for each in unwritten(root)]


def test_a_new_policy_compiles_is_proven_and_has_its_place_in_the_menu(project, capsys):
    assert main(["new", "policy", "bolt-phones", "--vendor", "Bolt: phones"]) == 0
    printed = capsys.readouterr().out
    assert main(["verify", "bolt-phones"]) == 0
    menu = yaml.safe_load(Path("mkdocs.yml").read_text())["nav"]
    pages = [f"bolt-phones/{name}.md" for name in ("reading", "tables", "evidence", "changes")]
    assert menu[2] == {"Bolt: phones": ["bolt-phones/index.md", {"How we work": pages}]}
    assert [menu[0], menu[1], menu[3]] == [*yaml.safe_load(NAV)["nav"]]
    marked = [each for each in unwritten(Path()) if "bolt-phones" in str(each.place.path)]
    assert len(marked) > 30 and all(str(each.place) in printed for each in marked)
    for language in ("en", "es", "it"):
        text = Path("docs", language, "bolt-phones", "index.md").read_text()
        assert text.count(MARK) == 6 and "{vendor}" not in text


def test_its_texts_are_in_each_language(project):
    main(["new", "policy", "bolt", "--vendor", "Bolt"])
    fronts = {Path("docs", each, "bolt", "index.md").read_text() for each in ("en", "es", "it")}
    assert len(fronts) == 3 and not any("lang:" in each for each in fronts)
    assert [line for line in left(Path()) if "bolt" in line and "/es/" in line]


def test_a_clause_is_on_each_page_and_languages_without_it_say_so(project):
    assert main([*CLAUSE, "--es", "Acme no tiene furgoneta.", "--reason", "It is about vans."]) == 0
    words = open_library(project).words
    assert words["es"].clauses["acme"]["no-van"].text == "Acme no tiene furgoneta."
    italian = words["it"].clauses["acme"]["no-van"]
    assert (italian.text, italian.untranslated, italian.stale) == ("Acme has no van.", True, False)
    assert not words["en"].clauses["acme"]["no-van"].untranslated
    assert Path("docs/it/acme/support.md").read_text().endswith("Acme has no van.\n{ #no-van lang=en }\n")
    assert "  no-van: It is about vans.\n" in Path(FILE).read_text()
    assert [each for each in left(Path()) if "docs/it/acme/support.md" in each]


def test_a_clause_that_is_not_translated_says_so_in_a_verdict(project, capsys):
    main(CLAUSE)
    rule = "  van:\n    effect: note\n    when: always\n    clauses: [no-van]\n    remark: A remark.\nchecklist:"
    Path(FILE).write_text(without_reason(Path(FILE).read_text().replace("checklist:", rule, 1)))
    main(["review", "acme/no-van", "--accept", "rules"])
    answers = '{"role": "partner", "tier": "gold", "issue": "audio", "seats": 9, "updated": true, "restarted": true}'
    Path("answers.json").write_text(answers)
    capsys.readouterr()
    assert main(["check", "acme", "--answers", "answers.json", "--lang", "it"]) == 0
    assert "Questa clausola non è ancora tradotta." in " ".join(capsys.readouterr().out.split())


def without_reason(text: str) -> str:
    """The policy file without the reason why no rule rests on the new clause."""
    return "".join(line for line in text.splitlines(keepends=True) if not line.startswith("  no-van: "))


def test_an_option_is_the_last_of_its_question(project):
    assert main([*OPTION, "--said", "the issue is a van"]) == 0
    fact = open_library(project).policies["acme"].fact("issue")
    assert list(fact.options.items())[-1] == ("van", "A van")
    assert not left(Path())
    assert main(["new", "option", "acme/role/driver", "--en", "A driver"]) == 0
    assert len(left(Path())) == 1


def test_a_page_is_in_each_language_and_in_the_menu(project):
    assert main(["new", "page", "acme/vans", "--en", "Vans", "--es", "Furgonetas"]) == 0
    assert main(["new", "page", "press", "--en", "Press"]) == 0
    menu = yaml.safe_load(Path("mkdocs.yml").read_text())["nav"]
    assert menu[1]["Acme"][:3] == ["acme/index.md", "acme/support.md", "acme/vans.md"]
    assert menu[2] == {"About": ["about.md", "press.md"]}
    assert "# Furgonetas" in Path("docs/es/acme/vans.md").read_text()
    assert "\nlang: en\n" in Path("docs/it/acme/vans.md").read_text()
    open_library(project)


def test_what_is_missing_is_asked_in_the_terminal(project, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    keys = "Bolt\r\x7f\x7f\x7f\x7fbolt\rBolt\r"  # a name that cannot be an id is not taken
    assert typing(keys, lambda: main(["new", "policy"])) == 0
    assert Path("checker/policies/bolt.yaml").exists()


def test_what_need_not_be_said_may_be_left_empty(project, monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: True)
    keys = "acme/no-van\rsupport\rAcme has no van.\r\r\r\r"
    assert typing(keys, lambda: main(["new", "clause"])) == 0
    assert MARK in Path(FILE).read_text()


MISTAKES = {
    "a policy with capitals": (("policy", "Bolt", "--vendor", "Bolt"), "“Bolt” cannot be an id"),
    "a policy that is there": (("policy", "acme", "--vendor", "Acme"), "“acme” is already there"),
    "a policy called as a language": (("policy", "es", "--vendor", "Es"), "“es” is already there"),
    "a policy called as a folder of the site": (("policy", "assets", "--vendor", "A"), "“assets” is already there"),
    "a policy without a vendor": (("policy", "bolt"), "--vendor is missing"),
    "a vendor of no letters": (("policy", "bolt", "--vendor", ""), "The text is empty"),
    "a vendor with HTML": (("policy", "bolt", "--vendor", "<b>Bolt</b>"), "contains “<”"),
    "a vendor with a quotation mark": (("policy", "bolt", "--vendor", 'The "Bolt"'), 'contains “"”'),
    "nothing named": (("policy",), "NAME is missing"),
    "no kind": ((), "the following arguments are required: KIND"),
    "another kind": (("polcy",), "invalid choice: 'polcy'"),
    "a language that is there": (("language", "es"), "already has the language “es”"),
    "a language by its name": (("language", "Portuguese"), "“Portuguese” is not a language code"),
    "a language with its country": (("language", "pt_PT"), "“pt_PT” is not a language code"),
    "a language that nobody speaks": (("language", "qq"), "“qq” is not a language code"),
    "a locale of another language": (("language", "pt", "--locale", "es_ES"), "“es_ES” is not a locale of “pt”"),
    "a clause of no policy": (("clause", "no-van"), "“no-van” is not in the form"),
    "a clause of another policy": (("clause", "acne/no-van"), "“acme”"),
    "a clause that is there": (("clause", "acme/no-fax"), "“no-fax” is already there: docs/en/acme/index.md:1"),
    "a clause with a capital": (("clause", "acme/No-Van"), "“No-Van” cannot be an id"),
    "a clause with a sign": (("clause", "acme/#no-van"), "“#no-van” cannot be an id"),
    "a clause on no page": (("clause", "acme/no-van", "--en", "No."), "--page is missing"),
    "a clause on another page": (("clause", "acme/no-van", "--page", "suport"), "Did you mean “support”?"),
    "a clause on a page of ours": (("clause", "acme/no-van", "--page", "tables"), "There is no page “tables”"),
    "a clause without a text": (("clause", "acme/no-van", "--page", "support"), "--en is missing"),
    "a clause in italics": ((*CLAUSE[1:-1], "Acme has *no* van."), "contains “*”"),
    "an option of no question": (("option", "acme/van"), "“acme/van” is not in the form"),
    "an option of another question": (("option", "acme/isue/van"), "Did you mean “issue”?"),
    "an option of a number": (("option", "acme/seats/ten"), "No question with options is called “seats”"),
    "an option that is there": (("option", "acme/issue/fax"), "already has the option “fax”"),
    "an option that links use": (("option", "acme/issue/unknown"), "“unknown” means something else in links"),
    "an option without a text": (("option", "acme/issue/van"), "--en is missing"),
    "an option with braces": (("option", "acme/issue/van", "--en", "A {big van}"), "contains “{big”"),
    "a page that is there": (("page", "acme/support", "--en", "Support"), "“support” is already there"),
    "a page with its ending": (("page", "acme/vans.md", "--en", "Vans"), "“vans.md” cannot be an id"),
    "a page of another policy": (("page", "acne/vans", "--en", "Vans"), "“acme”"),
    "a page without a title": (("page", "acme/vans"), "--en is missing"),
}


@pytest.mark.parametrize(("arguments", "what"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_said_and_nothing_is_written(project, capsys, arguments, what):
    before = sources(project)
    try:
        status = main(["new", *arguments])
    except SystemExit as error:  # what argparse itself refuses
        status = error.code
    said = capsys.readouterr()
    assert status == 2 and what in said.err and not said.out and len(said.err.splitlines()) == 1
    assert sources(project) == before


def sources(root: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts}


LISTED = [
    ("a: {b: C}\n", ("a",), "a: {b: C, d: E}\n"),
    ("a: {}\n", ("a",), "a: {d: E}\n"),
    ("a:\n  b: C  # why\n\n# more\nf: G\n", ("a",), "a:\n  b: C  # why\n  d: E\n\n# more\nf: G\n"),
    ("a:\n  b:\n    - x\n    - y", ("a",), "a:\n  b:\n    - x\n    - y\n  d: E\n"),
    ("a: B\n", ("h",), "a: B\nh: {d: E}\n"),
    ("h:\n  i:\n    j: K\n", ("h", "i"), "h:\n  i:\n    j: K\n    d: E\n"),
]


@pytest.mark.parametrize(("before", "keys", "after"), LISTED)
def test_an_entry_is_added_and_nothing_else_changes(before, keys, after):
    assert added(before, keys, "d: E") == after


@pytest.mark.parametrize("text", ["Yes: no", "- a", "#1", "true", "12", "it's", "a, b", "“a”: b", "", "✎ a: b", "é"])
def test_a_quoted_text_is_read_as_it_is(text):
    assert yaml.safe_load(f"a: {{b: {quoted(text)}}}") == {"a": {"b": text}}
