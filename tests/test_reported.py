"""`checker cases`: what visitors report becomes a worked case, once the checker agrees with it."""

import pytest
from plain import read
from test_cli import checker, run  # noqa: F401 - fixtures

from checker.cli import main

FAX = '- policy: acme\n  name: "A fax"\n  today: "2026-11-22"\n  answers: {"issue": "fax"}\n  status: "not-covered"\n'


@pytest.fixture
def kept(made_up, tmp_path):
    """The worked cases of the made-up policy, in a folder of their own."""
    main.Shelf().root = tmp_path
    path = tmp_path / "tests" / "cases" / "acme.yaml"
    return lambda: read(path)["cases"] if path.exists() else []


def test_a_case_that_the_checker_agrees_with_is_added(checker, kept):  # noqa: F811
    ran = checker("cases", "-", given=FAX.encode())
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "acme: A fax\n  The checker agrees.\n  Added to tests/cases/acme.yaml.\n"
    assert kept()[-1] == {
        "name": "A fax",
        "today": "2026-11-22",
        "answers": {"issue": "fax"},
        "status": "not-covered",
    }


def test_one_that_it_does_not_agree_with_is_told_and_added_only_on_request(checker, kept):  # noqa: F811
    given = FAX.replace("not-covered", "covered").encode()
    ran = checker("cases", "-", given=given)
    assert ran.status == 1
    assert "status: the case has covered, the checker says not-covered." in ran.out and "Added" not in ran.out
    assert kept() == []
    assert checker("cases", "-", "--failing", given=given).status == 1
    assert [each["status"] for each in kept()] == ["covered"]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("", "no list of cases"),
        ("- policy: [", "line 1, is not valid YAML"),
        ("- policy: acne\n", "“acme”?"),
        ("- policy: acme\n  answer: {}\n", "“answer” is no key"),
        ("- policy: acme\n  answers: {issue: fix}\n", "fax"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence(checker, kept, given, said):  # noqa: F811
    ran = checker("cases", "-", given=given.encode())
    assert (ran.status, ran.out) == (2, "") and said in ran.err
    assert kept() == []
