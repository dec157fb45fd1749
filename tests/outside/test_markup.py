"""The Nu HTML checker finds no error in any page."""

import json
import subprocess

import pytest

from outside.tools import SITE, package, program

pytestmark = pytest.mark.slow


def errors(paths):
    """What the checker calls an error, as `file:line: message`. It judges files, for which no content policy holds."""
    command = [program("java"), "-jar", package("vnu-jar/build/dist/vnu.jar"), "--errors-only", "--format", "json"]
    said = subprocess.run([*command, "--exit-zero-always", *paths], capture_output=True, text=True, check=True).stderr
    return [f"{each['url']}:{each.get('lastLine')}: {each['message']}" for each in json.loads(said)["messages"]]


def test_every_page_is_valid_html():
    pages = sorted(SITE.rglob("*.html"))
    assert len(pages) > 100
    assert errors(pages) == []


def test_a_fault_would_be_found(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<!doctype html>\n<html lang="en"><title>A</title>\n<p><input type="checkbox" autocomplete="off">')
    (found,) = errors([page])
    assert found.startswith(f"{page.as_uri().replace('///', '/')}:3: Attribute “autocomplete” is only allowed")
