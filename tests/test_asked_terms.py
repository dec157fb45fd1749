"""The glossary's terms in a question: found by the same rule as on pages, in the reader's language."""

import pytest

from checker.core.model.words import read_words
from checker.library.asked_terms import asked_terms
from checker.library.parcels import spoken

GLOSSARY = """---
title: Glossary
---

# Glossary

## PBX { #term-pbx }

A telephone system.

## Plan { #term-plan }

What a customer pays for.

## Dial plan { #term-dial-plan }

Which number goes where.

## Covered { #term-covered .unmarked }

The vendor helps.
"""
WORDS = read_words(spoken("en", {}), b"")


@pytest.fixture
def root(tmp_path):
    page = tmp_path / "docs" / "en" / "glossary.md"
    page.parent.mkdir(parents=True)
    page.write_text(GLOSSARY, encoding="utf-8")
    return tmp_path


def fact(question: str, **more) -> dict[str, object]:
    return {"id": "asked", "question": question, **more}


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        (fact("Which PBX do you have?"), ["PBX"]),
        (fact("What is it?", hint="Look at the plan."), ["Plan"]),
        (fact("What is it?", options={"a": "Two PBXs", "b": "A dial plan"}), ["PBX", "Dial plan"]),
        (fact("Is it covered?"), []),
        (fact("Is it planned?"), []),
    ],
)
def test_terms_in_question_hint_and_options_are_explained(root, asked, titles):
    found = asked_terms("acme", [asked], WORDS, root).get("asked", [])
    assert [title for title, _ in found] == titles
    assert all(definition.endswith(".") for _, definition in found)


@pytest.mark.parametrize("page", [None, "## PBX { #term-pbx }\n\n<p>"])
def test_without_a_glossary_that_can_be_read_nothing_is(root, page):
    path = root / "docs" / "en" / "glossary.md"
    path.unlink() if page is None else path.write_text(page, encoding="utf-8")
    assert asked_terms("acme", [fact("Which PBX?")], WORDS, root) == {}
