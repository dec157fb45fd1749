"""No word of the pages and catalogues is unknown to the dictionaries and the list of names."""

import pytest

from checker.places import ROOT
from outside.spelling import DICTIONARIES, KNOWN, lines, unknown
from outside.tools import package, program

pytestmark = pytest.mark.slow

MISSPELT = {
    "en": ("The vendor {} it.", "recieves"),
    "es": ("El fabricante lo {}.", "recive"),
    "it": ("L’assistenza di Elastix lo {}.", "ricieve"),
}


@pytest.fixture(autouse=True)
def tools():
    program("hunspell")
    package("dictionary-it/index.dic")


@pytest.mark.parametrize("language", DICTIONARIES)
def test_every_word_is_known(language):
    read = list(lines(language))
    assert len(read) > 1000
    assert unknown(language, read) == []


@pytest.mark.parametrize("language", DICTIONARIES)
def test_a_mistake_would_be_found_with_its_line(language):
    sentence, word = MISSPELT[language]
    text = f"`xyzzy` [{sentence.format(word)}](xyzzy.md) {{ #xyzzy }}"
    (found,) = unknown(language, [(ROOT / "docs" / "page.md", 7, text)])
    assert found.startswith(f"docs/page.md:7: {word} (")


def test_the_list_of_names_is_in_order():
    words = KNOWN.read_text(encoding="utf-8").splitlines()
    assert words == sorted(set(words), key=lambda word: (word.casefold(), word))
