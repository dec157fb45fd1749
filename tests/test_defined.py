"""A clause that defines an answer is shown with the question, and the question is known to rest on it."""

import json
from datetime import date
from pathlib import Path

import acme
import pytest
import several
from acme import compiled, written
from terminal import typing

from checker.cli.dialogue import Cancelled, ask
from checker.core.model.serial import read_policy, write_policy
from checker.library.asked_terms import asked_terms
from checker.library.extract import messages_of
from checker.library.library import open_library
from checker.pages.evidence import Evidence
from checker.pages.evidence_page import evidence_text
from checker.pages.worked import Worked
from checker.places import ROOT
from checker.policy.reviews import find_reviews
from checker.policy.source import read_yaml
from checker.policy.written import read_written
from checker.review.ledger import open_ledgers
from checker.review.resting import resting

FILE = Path("checker/policies/acme.yaml")
OPTIONS = "    options: {partner: A partner of Acme, end-user: An end user}\n"
QUESTION = "    question: Have you bought a support contract?\n"
SCOPE = "Acme supports its telephone systems."
ONE_YEAR = "A support contract with Acme lasts one year."
GLOSSARY = "# Glossary\n\n## Partner { #term-partner }\n\nWho sells Acme's systems.\n"
DOWN, ENTER, CTRL_C = "\x1b[B", "\r", "\x03"


def defined(data):
    data["facts"]["role"]["defined by"] = {"partner": "by-phone", "end-user": "scope"}
    data["facts"]["contract"]["defined by"] = {"yes": "one-year", "no": "contract-needed"}


def test_a_fact_knows_the_clauses_that_define_its_answers():
    assert compiled(defined).fact("role").defined == {"partner": "by-phone", "end-user": "scope"}
    assert compiled(defined).fact("contract").defined == {"yes": "one-year", "no": "contract-needed"}
    assert compiled().fact("role").defined == {}


def test_an_option_of_several_can_be_defined(tmp_path):
    made = several.data()
    clause = next(iter(made["rules"].values()))["clauses"][0]
    made["facts"]["packages"]["defined by"] = {"crm": clause}
    assert several.compiled(made, tmp_path).fact("packages").defined == {"crm": clause}


def test_a_model_has_them_where_there_are_any_and_is_as_it_was_elsewhere():
    model = json.loads(json.dumps(write_policy(compiled(defined))))
    kept = {fact["id"]: fact["defined"] for fact in model["facts"] if "defined" in fact}
    assert kept == {name: compiled(defined).fact(name).defined for name in ("role", "contract")}
    again = read_policy(model)
    assert again.fact("role").defined == {"partner": "by-phone", "end-user": "scope"}
    assert again.fact("tier").defined == {}
    assert json.loads(json.dumps(write_policy(again))) == model


def test_they_change_no_verdict():
    model = write_policy(compiled(defined))
    for fact in model["facts"]:
        fact.pop("defined", None)
    assert model == write_policy(compiled())


def test_the_clauses_of_answers_are_no_texts_to_be_translated(tmp_path):
    """Not even where an answer is called like a text."""
    path = tmp_path / "acme.yaml"
    path.write_text(
        acme.FILE.read_text().replace(OPTIONS, OPTIONS + "    defined by: {text: scope, partner: by-phone}\n")
    )
    texts = {text for _, text, _ in messages_of(read_yaml(path))}
    assert not texts & {"scope", "by-phone"}
    assert texts == {text for _, text, _ in messages_of(read_yaml(acme.FILE))}


# What the page has


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A project with the made-up policy, some answers defined, one of the clauses in two more languages."""
    root = tmp_path_factory.mktemp("defined")
    acme.add_to(root)
    text = (root / FILE).read_text()
    for old, more in (
        (OPTIONS, "    defined by: {partner: by-phone, end-user: scope}\n"),
        (QUESTION, "    defined by: {yes: one-year}\n"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, old + more)
    (root / FILE).write_text(f"{text}\nstatus: draft\n")
    for language, year in (("es", "Un contrato con Acme dura un año."), ("it", "Un contratto con Acme dura un anno.")):
        page = root / "docs" / language / "acme" / "index.md"
        page.write_text(page.read_text().replace(ONE_YEAR, year))
    (root / "docs" / "en" / "glossary.md").write_text(GLOSSARY)
    (root / FILE.parent / "policy.schema.json").write_text((ROOT / FILE.parent / "policy.schema.json").read_text())
    (root / "locales").symlink_to(ROOT / "locales")
    for ledger in open_ledgers(root)[0].values():
        ledger.accept(ledger.pending())
    return root


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Yes", ONE_YEAR)),
        ("es", ("Sí", "Un contrato con Acme dura un año.")),
        ("it", ("Sì", "Un contratto con Acme dura un anno.")),
    ],
)
def test_the_page_has_the_clauses_in_the_language_of_the_reader(project, language, said):
    folder = open_library(project).folder / "policies"
    terms = json.loads((folder / f"acme.{language}.json").read_text())["terms"]
    assert terms["contract"] == [list(said)]
    assert [text for _, text in terms["role"]][:2] == ["Partners of Silver level and above may call Acme.", SCOPE]


def test_they_come_before_the_terms_of_the_glossary(project):
    library = open_library(project)
    found = asked_terms("acme", write_policy(library.policies["acme"])["facts"], library.words["en"], project)
    assert [title for title, _ in found["role"]] == ["A partner of Acme", "An end user", "Partner"]
    assert found["tier"] == [("Partner", "Who sells Acme's systems.")]


@pytest.mark.parametrize(
    ("keys", "printed"),
    [
        (
            DOWN + ENTER,
            ["A partner of Acme: Partners of Silver level and above may call Acme.", f"An end user: {SCOPE}"],
        ),
        (DOWN + ENTER + ENTER, [f"Yes: {ONE_YEAR}"]),
    ],
)
def test_the_terminal_says_them_with_the_question(project, monkeypatch, keys, printed):
    """Before its answers are to be chosen from, after why it is asked."""
    library, shown = open_library(project), list[str]()
    monkeypatch.setattr("questionary.print", lambda text, **_: shown.append(text))
    with pytest.raises(Cancelled):
        typing(keys + CTRL_C, lambda: ask(library.policies["acme"], library.words["en"], date(2026, 11, 21)))
    why = {"role": "Acme helps its partners first.", "contract": "End users need a contract."}
    at = shown.index(why["contract" if printed[0].startswith("Yes") else "role"])
    assert shown[at + 1 : at + 1 + len(printed)] == printed


# What rests on the clause


@pytest.mark.parametrize(
    ("language", "effect", "text"),
    [
        ("en", "What an answer means", "It defines the answer “Yes” to the question “Support contract”."),
        ("es", "Qué significa una respuesta", "Define la respuesta «Sí» a la pregunta «Support contract»."),
        ("it", "Che cosa significa una risposta", "Definisce la risposta «Sì» alla domanda «Support contract»."),
    ],
)
def test_the_evidence_says_so_in_three_languages(library, language, effect, text):
    evidence = Evidence(Worked(written(defined), compiled(defined)), library.words[language])
    basis = next(each for each in evidence.of("one-year") if each.effect == effect)
    assert (basis.text, basis.when, basis.example) == (text, "", None)


def test_the_evidence_page_has_an_entry_for_each(project):
    library = open_library(project)
    worked = Worked(read_written(read_yaml(project / FILE)), library.policies["acme"])
    text = evidence_text(project / "docs", worked, library.words["en"], "../../")
    for answer, question in (("A partner of Acme", "You are"), ("An end user", "You are"), ("Yes", "Support contract")):
        said = f"It defines the answer “{answer}” to the question “{question}”."
        assert text.count(f"<dd><strong>What an answer means</strong>: {said}</dd>") == 1


def test_the_question_is_to_be_reviewed_with_the_clause():
    uses = {each.use for each in find_reviews(written(defined), acme.clauses(), {}) if each.clause == "one-year"}
    before = {each.use for each in find_reviews(written(), acme.clauses(), {}) if each.clause == "one-year"}
    assert uses - before == {"facts/contract"}


def test_who_reviews_it_is_told_which_answers_are_defined():
    assert list(resting(written(defined), "facts/role")) == [
        "You are: A partner of Acme, defined by by-phone",
        "You are: An end user, defined by scope",
    ]
    assert next(resting(written(defined), "facts/contract")) == "Support contract: yes, defined by one-year"


def test_a_clause_that_defines_an_answer_is_encoded():
    """It need not be listed as one that no rule rests on."""

    def listed_no_more(data):
        defined(data)
        del data["informative"]["history"]
        data["facts"]["role"]["defined by"]["partner"] = "history"

    assert compiled(listed_no_more).fact("role").defined["partner"] == "history"
