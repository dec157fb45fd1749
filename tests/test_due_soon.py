"""What a build says when a policy is to be compared with the vendor's text again."""

from dataclasses import replace
from datetime import date

import pytest
from acme import written

from checker.policy.placed import Text
from checker.review.due import due_soon
from checker.site import hooks


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2027-04-20", None),
        ("2027-04-21", "in 30 days"),
        ("2027-05-20", "in 1 day"),
        ("2027-05-21", "today"),
        ("2027-05-22", "that day has passed"),
    ],
)
def test_a_month_before_the_day_a_line_says_so(today, said):
    found = list(due_soon([written()], date.fromisoformat(today)))
    how = "Save the page, then run: checker source acme --file page.html"
    assert found == ([f"acme: to be compared with its source by 2027-05-21 ({said}). {how}"] if said else [])


def test_a_day_that_is_none_is_not_spoken_of():
    assert not list(due_soon([replace(written(), check_again_by=Text("soon"))], date(2027, 5, 21)))


def test_the_line_stops_no_strict_build(monkeypatch, capsys, caplog):
    """It is printed, not logged: of what MkDocs logs as a warning, a strict build dies."""
    monkeypatch.setattr(hooks.site, "due", lambda: iter(["acme: to be compared"]))
    hooks._say(*hooks.site.due())
    assert capsys.readouterr().err == "WARNING -  acme: to be compared\n"
    assert not caplog.records
