"""What search engines are told of a page: titles with the vendor, the way to the page, questions with their answers."""

import json
import os
import subprocess

import pytest

from checker import moment
from checker.site.structured import breadcrumbs, questions, structured_data
from checker.site.titles import full_title, with_vendor

PATH = {"PATH": os.environ["PATH"]}
FAQ = """# Questions

Before all.

## Why & how? { #why }

It is **so**.
{ #so }

- See [the rules](rules.md).

## Else? { #else }

No.
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tables", "Acme: tables"),
        ("SLA and phone", "Acme: SLA and phone"),
        ("30 days", "Acme: 30 days"),
        ("What Acme helps with", "What Acme helps with"),
    ],
)
def test_the_vendor_is_named_once(acme, text, expected):
    policy = acme.policies["acme"]
    assert with_vendor(text, policy) == full_title(text, policy, False, acme.words["en"]) == expected
    assert with_vendor(text, None) == full_title(text, None, False, acme.words["en"]) == text


def test_the_front_page_of_a_policy_has_its_title(acme):
    policy = acme.policies["acme"]
    assert full_title("Acme", policy, True, acme.words["en"]) == policy.title


def test_a_heading_is_a_question_and_what_is_below_it_the_answer():
    data = questions(FAQ, "en")
    assert data["@type"] == "FAQPage" and data["inLanguage"] == "en"
    assert [(each["name"], each["acceptedAnswer"]["text"]) for each in data["mainEntity"]] == [
        ("Why & how?", "It is so. See the rules."),
        ("Else?", "No."),
    ]


def test_the_way_to_a_page_is_numbered_and_empty_parts_are_left_out():
    data = structured_data(breadcrumbs({"../": "Start", "./": "Rules"}), None)
    (way,) = json.loads(json.dumps(data))["@graph"]
    assert [(step["position"], step["name"], step["item"]) for step in way["itemListElement"]] == [
        (1, "Start", "../"),
        (2, "Rules", "./"),
    ]


def test_a_file_has_the_day_of_its_last_commit(tmp_path, monkeypatch):
    def git(*arguments: str, day: str = "2026-11-01") -> None:
        who = {f"GIT_{one}_{what}": "a@acme.example" for one in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
        dates = {"GIT_AUTHOR_DATE": f"{day}T12:00:00Z", "GIT_COMMITTER_DATE": f"{day}T12:00:00Z"}
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True, env={**who, **dates, **PATH})

    monkeypatch.setattr(moment, "__file__", str(tmp_path / "checker" / "moment.py"))
    for folder in ("docs", "checker"):
        (tmp_path / folder).mkdir()
    assert moment.changed_on("docs") == {}
    git("init")
    for day, names in {"2026-11-01": "ab", "2026-11-03": "b"}.items():
        for name in names:
            (tmp_path / "docs" / f"{name}.md").write_text(day)
        git("add", ".")
        git("commit", "-m", day, day=day)
    assert moment.changed_on("docs") == {"docs/a.md": "2026-11-01", "docs/b.md": "2026-11-03"}
