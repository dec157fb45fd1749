"""What of Material, MkDocs and its plugin is their own business, and what we say where it has changed."""

import logging
from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.commands import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import PluginError

from checker.places import ROOT
from checker.site import hooks, preview, theme
from checker.site.search import WORKER, try_search
from checker.site.theme import Mender, ThemeProblem


@pytest.fixture(scope="module")
def folders():
    """Where MkDocs finds templates and the theme's files."""
    return [Path(folder) for folder in load_config(str(ROOT / "mkdocs.yml")).theme.dirs]


def test_a_mend_for_what_only_a_template_has_is_no_fault(library, tmp_path, monkeypatch):
    monkeypatch.setattr(theme, "MARKUP", ((r'(<b class="rare") title="[^"]*"', r"\1"),))
    monkeypatch.setattr(theme, "_names", lambda words: ())
    mender = Mender()
    mender.mend("<p>", library.words["en"])
    (tmp_path / "rare.html").write_text('<b class="rare" title="{{ title }}">')
    mender.check([tmp_path])
    (tmp_path / "rare.html").write_text('<b class="common" title="{{ title }}">')
    with pytest.raises(ThemeProblem, match="rare"):
        mender.check([tmp_path])


def test_a_mend_that_has_found_something_is_not_named_the_others_are(library):
    mender = Mender()
    once = '<nav class="md-nav" data-md-level="1" aria-labelledby="a" aria-expanded="true">'
    assert 'role="none"' in mender.mend(once, library.words["it"])
    mender.mend("<p>", library.words["en"])
    with pytest.raises(ThemeProblem, match=r"theme\.py mends\. .*md-search__scrollwrap") as problem:
        mender.check([])
    assert "data-md-level" not in str(problem.value)


def test_headings_tabs_and_the_search_field_are_heard_by_their_own_names(library):
    html = '<h2>Plans<a class="headerlink" href="#plans" title="x">¶</a></h2><nav class="md-tabs" aria-label="Tabs">'
    html += '<input type="text" class="md-search__input" required>'
    names = {"en": "Sections", "es": "Secciones", "it": "Sezioni"}
    for language, name in names.items():
        made = Mender().mend(html, library.words[language])
        assert '<a class="headerlink" aria-hidden="true" tabindex="-1" href="#plans"' in made
        assert f'<nav class="md-tabs" aria-label="{name}">' in made
        assert '<input type="text" class="md-search__input" aria-invalid="false" required>' in made


def test_the_search_of_this_material_finds_what_it_is_asked_for(folders):
    try_search(folders)


@pytest.mark.parametrize(
    ("known", "changed", "said"),
    [
        ("case 0:", "case 10:", "Invalid message type"),
        ("case 2:", "case 12:", "Invalid message type"),
        ("type:1}", "type:11}", "does not get ready"),
        ("{type:3,data:de", "{type:13,data:de", "does not send results"),
        ('addEventListener("message"', 'addEventListener.call("message"', "apply|call|function"),
        ("self.lunr=", "self.other=", "lunr"),
        ("terms:", "words:", "undefined"),
        ("postMessage(", "void(", "does not answer"),
    ],
)
def test_a_search_that_speaks_otherwise_is_refused_in_one_sentence(folders, tmp_path, known, changed, said):
    (worker,) = (path for folder in folders for path in folder.glob(WORKER))
    text = worker.read_text()
    assert known in text
    made = tmp_path / WORKER.replace("*", "changed")
    made.parent.mkdir(parents=True)
    made.write_text(text.replace(known, changed))
    with pytest.raises(ThemeProblem, match=f"search has changed, .*{said}") as problem:
        try_search([tmp_path])
    assert "\n" not in str(problem.value)
    assert len(str(problem.value)) < 500


def test_a_theme_without_such_a_search_is_refused(tmp_path):
    with pytest.raises(ThemeProblem, match="has 0 files"):
        try_search([tmp_path])


@pytest.fixture
def server():
    return SimpleNamespace(builder="all of it", serve_request=lambda environ, respond: [], set_app=lambda app: None)


@pytest.fixture
def settings(tmp_path):
    return SimpleNamespace(site_dir=str(tmp_path), dev_addr=SimpleNamespace(host="127.0.0.1"))


def test_this_mkdocs_builds_single_pages(server, settings):
    assert preview.missing_parts() == []
    hooks.on_serve(server, settings, None)
    assert server.builder != "all of it"


@pytest.mark.parametrize("changed", [None, lambda page, config, files: None])
def test_where_mkdocs_does_not_build_single_pages_any_more_each_edit_builds_all(
    server, settings, monkeypatch, caplog, changed
):
    monkeypatch.setattr(mkdocs_build, "_build_page", changed)
    assert preview.missing_parts() == ["_build_page"]
    with caplog.at_level(logging.WARNING):
        hooks.on_serve(server, settings, None)
    assert server.builder == "all of it"
    assert "no _build_page" in caplog.text


def test_an_i18n_that_says_no_more_which_language_it_builds_is_refused():
    with pytest.raises(PluginError, match="static-i18n has changed"):
        hooks.on_pre_build(SimpleNamespace(plugins={"i18n": object()}))
