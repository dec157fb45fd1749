"""The search index: split by language, with an entry for every clause."""

import json
import subprocess
from pathlib import Path

import material
import pytest

from checker.core.model.words import Clause, Words
from checker.places import NODE, ROOT
from checker.site.search import WORKER, split_index

PAGE = '<h1 id="plans">{}</h1><p>{}</p><h2 id="basic">Basic</h2><ul><li>{}</li><li id="hours">{}</li></ul>'
TEXTS = {
    "en": ("Plans", "There are two.", "Ask first.", "Ten “hours” & more."),
    "es": ("Planes", "Hay dos.", "Pregunte antes.", "Diez «horas» & más."),
}


@pytest.fixture
def site(tmp_path):
    """A built site with one page in two languages, and the theme's index of both."""
    docs = []
    for language, (title, first, free, clause) in TEXTS.items():
        folder = _folder(language)
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "index.html").write_text(PAGE.format(title, first, free, clause.replace("&", "&amp;")))
        listed = f"<ul> <li>{free}</li> <li>{clause.replace('&', '&amp;')}</li> </ul>"
        docs.append({"location": folder, "title": title, "text": f"<p>{first}</p>"})
        docs.append({"location": f"{folder}#basic", "title": "Basic", "text": listed})
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text(json.dumps({"config": {}, "docs": docs}))
    return tmp_path


def _folder(language):
    return {"en": "acme/plans/", "es": "es/acme/plans/"}[language]


@pytest.fixture
def indexes(site):
    words = {
        language: Words(language, clauses={"acme": {"hours": Clause(texts[3], f"{_folder(language)}#hours")}})
        for language, texts in TEXTS.items()
    }
    split_index(site, words)
    assert not (site / "search" / "search_index.json").exists()
    return {language: json.loads((site / "search" / f"{language}.json").read_text()) for language in TEXTS}


@pytest.mark.parametrize("language", TEXTS)
def test_an_index_holds_the_pages_of_its_language_only(indexes, language):
    folder = _folder(language)
    assert indexes[language]["language"] == language
    assert [each["location"] for each in indexes[language]["docs"]] == [folder, f"{folder}#basic", f"{folder}#hours"]


@pytest.mark.parametrize("language", TEXTS)
def test_a_clause_is_an_entry_under_the_title_of_its_section(indexes, language):
    clause = indexes[language]["docs"][-1]
    assert clause["title"] == "Basic"
    assert clause["text"] == "<p>" + TEXTS[language][3].replace("&", "&amp;") + "</p>"


@pytest.mark.parametrize("language", TEXTS)
def test_a_section_keeps_what_is_no_clause_and_that_alone(indexes, language):
    section = indexes[language]["docs"][1]
    assert TEXTS[language][2] in section["text"]
    assert "&amp;" not in section["text"]


@pytest.fixture
def parts(site):
    """All files of an index that is too large for one."""
    words = {
        language: Words(language, clauses={"acme": {"hours": Clause(texts[3], f"{_folder(language)}#hours")}})
        for language, texts in TEXTS.items()
    }
    split_index(site, words, largest=100)
    return {path.relative_to(site).as_posix(): json.loads(path.read_text()) for path in site.glob("search/**/*.json")}


def test_a_large_index_is_in_parts_by_policy(parts):
    assert set(parts) == {"search/en.json", "search/es.json", "search/acme.json", "search/es/acme.json"}
    assert parts["search/es.json"]["parts"] == ["es/acme"] and parts["search/es.json"]["docs"] == []
    assert [each["location"] for each in parts["search/acme.json"]["docs"]] == [
        "acme/plans/",
        "acme/plans/#basic",
        "acme/plans/#hours",
    ]


def found_in_parts(parts, page, *asked):
    """What search finds on that page of a site whose index is in parts."""
    files = {f"https://site.example/{path}": data for path, data in parts.items()}
    (worker,) = Path(material.__file__).parent.glob(f"templates/{WORKER}")
    given = {"material": str(worker), "index": "https://site.example/search/es.json", "asked": asked}
    given |= {"files": files, "page": f"https://site.example/{page}"}
    command = [NODE, ROOT / "tests" / "support" / "ask_search.mjs"]
    return json.loads(
        subprocess.run(command, input=json.dumps(given), text=True, capture_output=True, check=True).stdout
    )


def test_on_a_page_of_a_policy_search_knows_that_policy_and_elsewhere_one_that_is_named(parts):
    assert found_in_parts(parts, "es/acme/plans/", "pregunte")[0]
    assert found_in_parts(parts, "es/", "pregunte", "acme pregunte", "pregunte")[0] == []
    assert all(found_in_parts(parts, "es/", "acme pregunte", "pregunte"))
