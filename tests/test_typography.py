"""Spaces that do not break, and sums of money: by rule, in the text of pages and nowhere else."""

from dataclasses import replace

import pytest

from checker.languages import TABLE
from checker.pages.typography import set_text


def seen(html: str, language: str) -> str:
    return set_text(html, language).replace("\u00a0", "~")


@pytest.mark.parametrize(
    ("language", "written", "printed"),
    [
        ("en", "Level 2 answers in 48 hours.", "Level~2 answers in 48~hours."),
        ("en", "Purchases above €6000, 35 MB, 15 %", "Purchases above €6,000, 35~MB, 15~%"),
        ("en", "on 21 May 2026", "on 21~May 2026"),
        ("en", "The year 6000 and 4 horses", "The year 6000 and 4 horses"),
        ("es", "Nivel 2, 48 horas, 6000 €", "Nivel~2, 48~horas, 6.000~€"),
        ("es", "El 21 de mayo de 2026", "El 21~de~mayo de 2026"),
        ("es", "21 de los 30 días", "21 de los 30~días"),
        ("it", "Livello 2, 48 ore, 6000 €", "Livello~2, 48~ore, 6.000~€"),
        ("it", "il 21 maggio 2026, 12 mesi", "il 21~maggio 2026, 12~mesi"),
    ],
)
def test_a_sentence_is_set_as_its_language_wants(language, written, printed):
    assert seen(written, language) == printed


def test_markup_and_what_is_copied_stay_as_they_are():
    html = '<p title="48 hours">48 hours &amp; <code>48 hours</code><br>5&nbsp;days</p><pre>6000 €</pre><!-- 2 days -->'
    assert seen(html, "en") == html.replace('<p title="48 hours">48 hours', '<p title="48 hours">48~hours')


def test_what_is_set_stays_as_it_is():
    once = set_text("<p>Level 2: 48 hours, €6000</p>", "en")
    assert set_text(once, "en") == once


def test_a_language_of_which_no_such_words_are_known_is_set_all_the_same(monkeypatch):
    other = replace(TABLE["it"], code="pt", formats="pt_PT", numbered="", counted="")
    monkeypatch.setitem(TABLE, "pt", other)
    assert seen("Nível 2, 48 horas, 35 MB, 21 maio", "pt") == "Nível 2, 48 horas, 35~MB, 21~maio"
