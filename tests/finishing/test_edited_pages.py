"""What an edit has MkDocs do while it serves: the pages that have changed are read and written, in their language."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from mkdocs.exceptions import Abort

from checker.policy.problems import AuthoringError, Place, Problem
from checker.site import preview

TEXT = "title: One\n---\ntext"


class Page(SimpleNamespace):
    """The source of a page, with what becomes of it."""

    __hash__ = object.__hash__


class Plugins:
    """The plugins of a build: i18n, which is told the language, and all of them, which are told the settings."""

    def __init__(self, asked: list[str]) -> None:
        self.i18n, self.asked = SimpleNamespace(current_language=""), asked

    def __getitem__(self, name: str) -> SimpleNamespace:
        return self.i18n

    def on_config(self, config: object) -> None:
        self.asked.append(f"speak {self.i18n.current_language}")


@pytest.fixture
def built(monkeypatch, tmp_path):
    """A language with two pages as built, and what MkDocs is asked to do after an edit."""
    asked = []
    pages = [Page(src_uri=f"{name}.md", url=f"{name}/", content_string=TEXT) for name in ("one", "two")]
    for file in pages:
        file.page = SimpleNamespace(
            validate_anchor_links=lambda files, log_level, uri=file.src_uri: asked.append(f"links {uri}")
        )
    config = SimpleNamespace(plugins=Plugins(asked), validation=SimpleNamespace(links=SimpleNamespace(anchors=0)))
    files = SimpleNamespace(documentation_pages=lambda: pages)
    part = preview.Part("es", config, files, None)
    monkeypatch.setattr(preview.site, "ingredients", lambda language, url, text: [])
    monkeypatch.setattr(preview.mkdocs_build, "_populate_page", lambda page, config, files: asked.append("read"))
    monkeypatch.setattr(preview.mkdocs_build, "_build_page", lambda *given: asked.append("write"))
    monkeypatch.setattr(preview.site, "prepare", lambda serving: asked.append("prepare"))
    monkeypatch.setattr(preview.site, "write_library", lambda folder: asked.append("library"))
    view = preview.Preview()
    view.add(part)
    view.add_templates("es", SimpleNamespace())
    view.end()
    return view, pages, asked, tmp_path


def test_only_the_page_that_has_changed_is_built_in_its_language(built):
    view, pages, asked, folder = built
    pages[1].content_string = TEXT + " of another kind"
    view._build_pages(folder)
    assert asked == ["prepare", "speak es", "read", "write", "links two.md", "library"]


def test_another_head_may_stand_in_every_frame(built):
    view, pages, asked, folder = built
    pages[1].content_string = TEXT.replace("One", "Two")
    view._build_pages(folder)
    assert asked.count("write") == 2


def test_what_has_not_changed_is_not_built(built):
    view, _, asked, folder = built
    view._build_pages(folder)
    assert asked == ["prepare", "library"]


def test_an_edit_that_is_wrong_stops_with_its_report(built, monkeypatch):
    def fail(serving):
        raise AuthoringError([Problem(Place(Path("acme.yaml")), "It is wrong.")])

    monkeypatch.setattr(preview.site, "prepare", fail)
    with pytest.raises(Abort, match="It is wrong"):
        built[0]._build_pages(built[3])
