"""Figures, addresses and names of a clause agree in the three languages, or a reason is given."""

from dataclasses import replace
from pathlib import Path

import pytest
from acme import source

from checker.languages import LANGUAGES
from checker.policy.agreement import check_agreement
from checker.policy.clauses import PageClause
from checker.policy.problems import Place
from checker.policy.written import Written, read_written

NAMES = ["Acme", "Acme One", "PBX"]


def problems(*texts: str, **data: object) -> list[str]:
    """What is said of a clause with these texts in en, es and it; its source language is en."""
    place = Place(Path("page.md"), 3)
    clauses = {
        at: {"x": PageClause("x", text, "page.md", place)} for at, text in zip(("en", "es", "it"), texts, strict=True)
    }
    return list(map(str, check_agreement(file(names=NAMES, **data), clauses)))


def file(**data: object) -> Written:
    """The made-up policy file, its source language en, with these data."""
    read = source(lambda policy: policy.update({"names": [], **data}))
    at = Path("acme.yaml")
    return read_written(replace(read, places={(): Place(at), ("differs", "x"): Place(at, 9)}))


@pytest.mark.parametrize(
    "texts",
    [
        ("Up to 1,234.5 euros", "Hasta 1.234,5 euros", "Fino a 1.234,5 euro"),
        ("Up to 6,000 euros", "Hasta 6000 euros", "Fino a 6\u00a0000 euro"),
        ("at 22:30, 24×7", "a las 22:30, 24×7", "alle 22:30, 24×7"),
        ("on 21 November 2026", "el 21 de noviembre de 2026", "il 21 novembre 2026"),
        ("on November 21, 2026", "el 21 de noviembre de 2026", "il 21 novembre 2026"),
        ("Monday to Friday", "de lunes a viernes", "dal lunedì al venerdì"),
        ("one year", "1 año".replace("1", "un"), "un anno"),
        ("Acme PBXs", "centrales PBX de Acme", "PBX di Acme"),
        ("Acme, which Acme sells", "Acme, que se vende", "Acme, in vendita"),
        ("write to a.b@acme.example", "escriba a a.b@acme.example", "scriva a a.b@acme.example"),
    ],
)
def test_what_is_the_same_in_other_words_agrees(texts):
    assert not problems(*texts)


def test_a_clause_that_serves_for_a_language_without_pages_agrees():
    clause = PageClause("x", "Monday, 1,234.5 euros", "page.md", Place(Path("page.md"), 3))
    clauses = {language: {"x": replace(clause, lent="" if language == "en" else "en")} for language in LANGUAGES}
    assert not list(check_agreement(file(names=NAMES), clauses))


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (("48 hours", "48 horas", "24 ore"), "“48” stands in en, not in it; “24” stands in it, not in en"),
        (("4 hours", "4 horas", "ore"), "“4” stands in en, not in it"),
        (("1,234 euros", "1.234 euros", "1,234 euro"), "“1234” stands in en, not in it"),
        (("until 22:30", "hasta las 22:30", "fino alle 22:00"), "“22:30” stands in en"),
        (("on 1 May", "el 1 de mayo", "il 1 giugno"), "“1~5” stands in en"),
        (("Monday", "lunes", "martedì"), "“Monday” stands in en, not in it; “Tuesday” stands in it"),
        (("+34 951 11", "+34 951 11", "+34 951 12"), "“11” stands in en"),
        (("a@acme.example", "a@acme.example", "b@acme.example"), "“a@acme.example” stands in en"),
        (("see www.acme.com/a", "vea www.acme.com/a", "veda www.acme.com/b"), "“www.acme.com/a” stands in en"),
        (("for Acme", "para Acme", "per tutti"), "“Acme” stands in en, not in it"),
        (("for all", "para todos", "per Acme"), "“Acme” stands in it, not in en"),
    ],
)
def test_what_differs_is_named_at_its_place(texts, said):
    (only,) = problems(*texts)
    assert only.startswith("page.md:3:1: Clause “x”: ") and said in only and "“differs”" in only


def test_both_translations_are_compared():
    assert len(problems("48 hours", "24 horas", "24 ore")) == 2


def test_a_difference_with_a_reason_is_allowed():
    assert not problems("at 9 am", "a las 21:00", "alle 21:00", differs={"x": "English counts twelve hours."})


def test_a_reason_without_a_difference_is_refused():
    assert problems("48", "48", "48", differs={"x": "No reason."}) == [
        "acme.yaml:9:1: The languages of the clause “x” agree. Remove the line."
    ]


def test_a_name_inside_a_word_is_none():
    assert not problems("an Acmeist", "un acmeísta", "un acmeista")


def test_a_policy_without_names_is_compared_too():
    clause = PageClause("x", "5", "page.md", Place(Path("page.md")))
    assert list(check_agreement(file(), {"en": {"x": clause}, "es": {"x": replace(clause, text="6")}, "it": {}}))
