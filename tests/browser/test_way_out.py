"""The site without the quick ways of starting Python, as QUICK_START=no builds it: slower, and complete."""

import os
import subprocess
import sys

import pytest
from clock import NOON, clock_at
from deployments import listed
from playwright.sync_api import expect
from shared import in_chromium_first
from test_hosts import BLOCKED
from test_start import FIREWALL, NOT_COVERED, fetched

from checker.places import ROOT
from checker.runtime.setting import VARIABLE, WARNING

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """That site, with what the build said."""
    folder = tmp_path_factory.mktemp("slower") / "site"
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", folder]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | {VARIABLE: "no"}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder, done.stderr


@pytest.fixture
def slower(server, built):
    """The address of a server of that site."""
    server.publish(built[0])
    yield server.address
    server.publish(ROOT / "site")


def test_the_build_warns_once(built):
    assert built[1].count(WARNING) == 1


@in_chromium_first
def test_python_starts_from_its_sources_and_nothing_is_missed(context, slower):
    page, said = context.new_page(), list[str]()
    page.add_init_script(clock_at(NOON))
    page.on("console", lambda message: BLOCKED in message.text or said.append(message.text))
    page.on("response", lambda response: response.ok or said.append(response.url))
    names = fetched(page, slower + FIREWALL)
    assert {"pyodide.asm.bin", "python_stdlib.bin"} <= set(names)
    assert said == []
    page.goto(f"{slower}es/checker/#3cx?role=partner&issue=firewall")
    expect(page.locator(NOT_COVERED)).to_contain_text("3CX no da soporte", timeout=120_000)


def test_browsers_keep_what_it_starts_from(built):
    names = [path.rpartition("/")[2] for path in listed(built[0])]
    assert {"pyodide.js", "pyodide.asm.js", "pyodide.asm.bin", "python_stdlib.bin"} <= set(names)
    assert [name for name in names if name.endswith("-none-any.bin")]
