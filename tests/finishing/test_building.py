"""What pages are given and what a site gets beside them, from a project with the made-up policy alone."""

import json
import re
from concurrent.futures import Future
from pathlib import Path

import pytest
from acme import FOLDER

from checker.library.catalogues import script_messages
from checker.places import ROOT, WEB
from checker.policy.glossary import Term
from checker.policy.problems import AuthoringError, Place, Problem
from checker.site import assets, bundle, leave_out, site

WRONG = Problem(Place(Path("docs/en/acme/rules.md")), "It is wrong.")
BESIDE = [
    "write_assets",
    "split_index",
    "announce",
    "write_cards",
    "write_edition",
    "write_data",
    "write_missing_pages",
]
SHARED = Problem(Place(Path("docs/en/glossary.md")), "It is nobody's.")


@pytest.fixture
def project(acme, monkeypatch):
    """The site of a project that has the made-up policy, all of it without problems; nothing is made for Python."""
    made, caches = [], (site._edition, site._terms, site._cards)
    monkeypatch.setattr(site, "open_library", lambda names: made.append(names) or acme)
    monkeypatch.setattr(site, "policy_files", lambda: [FOLDER / f"{name}.yaml" for name in ("acme", "acne")])
    monkeypatch.setattr(site, "source_problems", lambda *given: [])
    monkeypatch.setattr(site, "check_runtime", lambda: None)
    monkeypatch.setattr(site, "scripts_path", lambda: "assets/scripts/")
    monkeypatch.setattr(site, "make_quick_files", lambda library: made.append("quick"))
    monkeypatch.setattr(site, "inline_script", lambda name: f"{name} && 1")
    yield made
    site.wait_for_runtime()
    for kept in caches:
        kept.cache_clear()
    site._held.clear()
    site.faults.clear()


@pytest.fixture
def opened(project, acme, monkeypatch):
    """The same, after the library has been opened."""
    monkeypatch.setattr(site, "_library", lambda: acme)
    return acme


def test_the_library_is_opened_and_what_starts_python_is_made_beside_the_pages(project, acme):
    assert site.prepare() is acme
    site.wait_for_runtime()
    assert project == [["acme", "acne"], "quick"]


def test_a_site_that_is_only_served_makes_nothing(project):
    site.prepare(serving=True)
    site.wait_for_runtime()
    assert "quick" not in project


def test_what_is_wrong_with_the_runtime_is_raised_where_it_is_waited_for(project):
    broken = Future()
    broken.set_exception(ValueError("no runtime"))
    site._ordered.append(broken)
    with pytest.raises(ValueError, match="no runtime"):
        site.wait_for_runtime()


def test_problems_of_pages_and_policies_stand_in_one_report(project, monkeypatch):
    def fail(names):
        raise AuthoringError([WRONG])

    monkeypatch.setattr(site, "source_problems", lambda *given: [SHARED])
    with pytest.raises(AuthoringError) as refused:
        site.prepare()
    assert refused.value.problems == [SHARED]
    monkeypatch.setattr(site, "open_library", fail)
    with pytest.raises(AuthoringError) as refused:
        site.prepare()
    assert refused.value.problems == [WRONG, SHARED]


def test_problems_of_a_policy_that_is_left_out_stop_nothing(project, monkeypatch):
    monkeypatch.setenv(leave_out.VARIABLE, "acme")
    monkeypatch.setattr(site, "source_problems", lambda *given: [WRONG, SHARED])
    with pytest.raises(AuthoringError) as refused:
        site.prepare(serving=True)
    assert refused.value.problems == [SHARED]
    monkeypatch.setattr(site, "source_problems", lambda *given: [WRONG])
    site.prepare(serving=True)
    assert project == [["acne"], ["acne"]]


def test_a_site_that_is_served_goes_on_with_what_it_has_and_says_what_is_wrong(project, acme, monkeypatch):
    site.prepare(serving=True)
    monkeypatch.setattr(site, "source_problems", lambda *given: [SHARED])
    assert site.prepare(serving=True) is acme
    assert site.faults == [SHARED]


def test_a_policy_without_pages_in_the_navigation_goes_by_its_id(project, monkeypatch):
    monkeypatch.setenv(leave_out.VARIABLE, "acne")
    assert site.policies_left_out() == {"acne": "acne"}


def test_the_report_says_how_to_go_on_without_what_is_broken(project):
    assert "LEAVE_OUT=acme make site" in site.how_to_go_on(AuthoringError([WRONG]))
    assert site.how_to_go_on(AuthoringError([SHARED])) == ""


def test_templates_get_the_words_of_the_language_and_the_policy_of_the_page(opened):
    context = site.page_context("es", "es/acme/", "")
    assert context["policy"] is opened.policies["acme"]
    assert context["_"]("Page not found") == opened.words["es"].gettext("Page not found") != "Page not found"
    assert context["common_url"] == "acme/"
    assert context["language_root"] == "es/"
    assert context["inline"]("later") == "later && 1"
    assert context["without"] == ""
    assert context["script_messages"].keys() == set(script_messages(WEB))
    assert site.page_context("es", "es/glossary/", "")["policy"] is None


def test_a_page_names_its_other_languages_and_offers_them(opened):
    context = site.page_context("es", "es/glossary/", "https://acme.example/")
    assert context["alternates"]["x-default"] == context["alternates"]["en"] == "https://acme.example/glossary/"
    assert [offer["language"] for offer in context["offers"]] == ["en", "it"]
    assert context["roots"] == {"en": "", "es": "es/", "it": "it/"}


def test_readers_are_told_what_is_left_out(opened, monkeypatch):
    monkeypatch.setattr(site, "policies_left_out", lambda: {"acne": "Acne"})
    assert site.page_context("en", "", "")["without"] == "Left out of this copy of the site: Acne."


def test_pages_lose_what_leads_to_a_policy_that_is_left_out(opened, monkeypatch):
    text = "See [Acne](../acne/index.md).\n<tr><th>Who</th><td>1</td><td>2</td></tr>"
    assert site.without_left_out(text, "es", "es/acme/index.md") == text
    monkeypatch.setattr(site, "policies_left_out", lambda: {"acne": "Acne"})
    left = site.without_left_out(text, "es", "es/acme/index.md")
    assert left == "See Acne.\n<tr><th>Who</th><td>1</td></tr>"


def test_glossary_terms_are_marked_on_pages_of_policies_only(opened, monkeypatch):
    terms = [Term("partner", "Partner", "Who sells it.", True)]
    monkeypatch.setattr(site, "_terms", lambda language: terms)
    marked = site.mark_terms("<p>A partner asks.</p>", "es", "es/acme/rules/")
    assert 'href="../../../es/glossary/#partner"' in marked
    assert site.mark_terms("<p>A partner asks.</p>", "es", "es/about/") == "<p>A partner asks.</p>"


def test_what_the_theme_says_in_english_is_translated_in_titles_and_labels_only(opened):
    html = '<a title="Permanent link">Permanent link</a><b aria-label="Switch to dark mode">'
    said = opened.words["es"].gettext
    assert site.translate_attributes(html, "es") == (
        f'<a title="{said("Permanent link")}">Permanent link</a><b aria-label="{said("Switch to dark mode")}">'
    )
    assert site.words("es") is opened.words["es"]


def test_our_templates_escape_the_theme_s_own_take_html():
    assert site.escapes("checker.html") and not site.escapes("base.html") and not site.escapes(None)
    assert site.template_cache().directory.endswith("templates-escaped")


def test_a_finished_site_gets_everything_beside_its_pages(opened, tmp_path, monkeypatch):
    done = []
    for name in BESIDE:
        monkeypatch.setattr(site, name, lambda *given, name=name: done.append((name, given)))
    site.finish(tmp_path, "https://acme.example/")
    assert [name for name, _ in done] == BESIDE
    assert done[-1][1][-1] == {"en": "", "es": "", "it": ""}
    site.write_library(tmp_path)
    assert done[-1] == ("write_assets", (opened, tmp_path))


@pytest.fixture
def published(tmp_path, acme, monkeypatch):
    """The assets of a site with the made-up policy, its scripts one file."""
    script = tmp_path / "site.js"
    script.write_text("greet()", "utf-8")
    monkeypatch.setattr(assets, "modules", lambda: [script])
    monkeypatch.setattr(assets, "plain_script", lambda name: script)
    folder = tmp_path / "site"
    (folder / "assets" / "checker").mkdir(parents=True)
    assets.write_assets(acme, folder)
    return folder / "assets" / "checker"


def test_scripts_and_styles_share_a_folder_and_every_listed_file_is_there(published, acme):
    (scripts,) = published.glob("scripts.*")
    assert {"site.js", "missing.css"} <= {path.name for path in scripts.iterdir()}
    listed = bundle.bundle(acme, acme.words["es"])
    assert listed["language"] == "es" and listed["words"][0].endswith("words.es.json")
    names = [listed["wheel"], *listed["words"], *listed["catalogues"], listed["policies"]["file"], *listed["digests"]]
    assert not [name for name in names if not (published / name).exists()]
    assert json.loads((published / listed["policies"]["file"]).read_text("utf-8"))[0]["id"] == "acme"


def test_hosts_know_every_ending_and_a_packed_file_is_named_by_what_is_in_it(published):
    names = [path.name for path in published.rglob("*") if path.is_file()]
    assert not [name for name in names if re.search(r"\.(mjs|wasm|zip|whl|mo)(\.gz)?$", name)]
    assert bundle._published(ROOT / "pyodide.asm.wasm.gz") == "pyodide.asm.bin.gz"


@pytest.mark.parametrize(
    ("path", "packed", "forms"),
    [
        ("engine/a.bin", False, ["engine/a.bin"]),
        ("engine/a.bin", True, ["engine/a.bin.gz"]),
        ("engine/image.bin", True, ["engine/image.bin", "engine/image.bin.gz"]),
    ],
)
def test_what_is_fetched_ahead_comes_packed_where_it_is(path, packed, forms):
    assert bundle._forms(path, dict.fromkeys([path, f"{path}.gz"] if packed else [path], "")) == forms


def test_what_is_there_packed_may_come_unpacked_too():
    folder = ROOT / "checker" / "web"
    digests = bundle._digests({"a": folder / "favicon.svg", "a.gz": folder / "missing.css"})
    assert digests["a.gz"].endswith(f" {digests['a']}")
