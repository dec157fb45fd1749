"""Every link within the built site leads to a page and a place that are there: lychee follows them."""

import json
import re
import subprocess
from datetime import date
from html import unescape
from urllib.parse import parse_qsl

import pytest
from shared import POLICIES

from checker.core.engine.link import read_answers
from checker.library.address import VERSION
from checker.library.archive import releases_of
from checker.places import ROOT
from outside.tools import SITE, program

pytestmark = pytest.mark.slow

STATE = rf"checker/?#(?:{'|'.join(POLICIES)})(?:\?|$)"
"""A state of the checker page, not a place on it."""


def broken(site, *excluded):
    """Where a link is broken and how, as lychee says it; links to other sites are not followed."""
    command = [program("lychee"), "--offline", "--no-progress", "--format", "json", "--include-fragments"]
    command += ["--root-dir", site, "--index-files", "index.html", *(f"--exclude={each}" for each in excluded)]
    done = subprocess.run([*command, *site.rglob("*.html")], capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)
    assert said["total"], done.stderr
    faults = ((page, each) for page, found in said["error_map"].items() for each in found)
    return [f"{page}: {each['url']}: {each['status']['text']}" for page, each in faults]


def test_every_link_leads_to_something():
    assert broken(SITE, STATE) == []


def test_a_broken_link_would_be_found(tmp_path):
    links = ["checker#elastix?plan=basic", "checker#elastic", "checker#top", "gone/", "checker#3cx"]
    (tmp_path / "index.html").write_text("".join(f'<a href="{each}">x</a>' for each in links))
    (tmp_path / "checker").mkdir()
    (tmp_path / "checker" / "index.html").write_text('<h1 id="top">x</h1>')
    found = broken(tmp_path, STATE)
    assert len(found) == 2
    assert "checker#elastic:" in found[0] + found[1]
    assert "gone" in found[0] + found[1]


def test_every_link_to_the_checker_holds_answers_that_the_policy_knows(library):
    pages = "".join(page.read_text(encoding="utf-8") for page in SITE.rglob("*.html"))
    links = set(re.findall(r'href="[^"]*checker/?#([^"]*)"', pages))
    assert links
    for policy, _, answers in (unescape(link).partition("?") for link in links):
        written = dict(parse_qsl(answers, strict_parsing=True)) if answers else {}
        assert written.pop(VERSION, "") in ("", *releases_of(policy, ROOT)), answers
        assert read_answers(library.policies[policy], written, date.today()).keys() == written.keys(), answers
