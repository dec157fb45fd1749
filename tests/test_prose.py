"""The project's own texts, those beside the site: links lead somewhere, the front door is short, words are plain."""

import re
from pathlib import Path

import pytest
import style
import texts

from checker.places import ROOT

LINK = re.compile(r"\]\(([^)#\s]*)(?:#([^)\s]*))?\)")
LISTS = sorted(style.LISTS.glob("*.yaml"))


def ids(path: Path) -> set[str]:
    """The ids that GitHub gives to headings."""
    headings = re.findall(r"(?m)^#+ (.*)$", path.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("text", texts.markdown(), ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(text):
    for address, anchor in LINK.findall(
        re.sub(r"```.*?```|`[^`\n]*`", "", text.read_text(encoding="utf-8"), flags=re.DOTALL)
    ):
        if re.match(r"[a-z]+:", address):
            continue
        target = (text.parent / address).resolve() if address else text
        assert target.exists(), f"{text}: {address}"
        if anchor and target.suffix == ".md" and not target.is_relative_to(ROOT / "docs"):
            assert anchor in ids(target), f"{text}: {address}#{anchor}"


def test_the_readme_is_a_front_door():
    assert len((ROOT / "README.md").read_text(encoding="utf-8").split()) <= 1200


def test_no_text_has_a_word_that_does_not_belong():
    assert list(style.faults()) == []


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_better_words_are_better(path):
    for part, words in style.read_list(path).items():
        better = [(path, 1, text) for text in words.values()]
        assert all(words.values()), part
        assert list(style.misplaced(words, better)) == []


def test_a_word_is_found_with_its_line_also_over_the_end_of_one():
    code = "```\nIt cannot be had.\n```\n\nWrite `` ` ``."
    text = f"# Heading\n\n{code}\n\n- It cannot be\n  had, says `be had`.\n- Had it be hadn't.\n"
    (found,) = style.misplaced({"be had": "is available"}, [(ROOT / "page.md", 1, text)])
    assert found == "page.md:9: “be had”. Better: is available."


@pytest.mark.parametrize("text", ["There is no date.", "There\nis no date.", "It is no longer here."])
def test_a_word_may_depend_on_what_is_around_it(text):
    words = style.read_list(style.LISTS / "en.yaml")["project"]
    assert list(style.misplaced(words, [(ROOT / "page.md", 1, text)])) == []


def test_a_list_with_an_unknown_part_is_refused(tmp_path):
    path = tmp_path / "en.yaml"
    path.write_text("page: {whom: who}\n")
    with pytest.raises(SystemExit, match="no part “page”"):
        style.read_list(path)


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_lists_may_be_about_pages_and_messages(language, monkeypatch, tmp_path):
    monkeypatch.setattr(style, "LISTS", tmp_path)
    (tmp_path / f"{language}.yaml").write_text("pages: {JavaScript: a}\nmessages: {JavaScript: a}\n")
    assert {fault.partition("/")[0] for fault in style.faults()} == {"docs", "locales"}


def test_prose_is_read_where_it_is():
    head = next(text for path, _, text in texts.pages("en") if path.name == "index.md")
    assert "title:" not in head
    assert list(texts.docstrings('"""One."""\n\n\ndef name():\n    """Two."""\n')) == [(1, "One."), (5, "Two.")]
    changes = "# Changelog\n\n## Unreleased\n\nNew.\n\n## 1.0.0 – 2026-11-29\n\nOld.\n"
    assert texts.unreleased(changes).endswith("New.\n\n")
