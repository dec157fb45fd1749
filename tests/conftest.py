"""What the tests share."""

import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, settings

from checker.library.library import open_library
from checker.library.opened import Library
from checker.library.shelf import Shelf
from checker.runtime.quick import RUNTIME, trim_runtime

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parent / "support"))

from acme import open_acme, shelf_of
from runtimes import quickest_runtime
from served import Server
from shared import published

if TYPE_CHECKING:
    from playwright.sync_api import Playwright

# No test fails because a machine is slow.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")
settings.register_profile("mutants", deadline=None, derandomize=True, phases=[Phase.explicit, Phase.generate])


@pytest.fixture(scope="session")
def library() -> Library:
    return open_library()


@pytest.fixture(scope="session")
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture(scope="session")
def acme(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The library of a project with the made-up policy alone."""
    return open_acme(tmp_path_factory.mktemp("acme"))


@pytest.fixture
def made_up(acme: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line knows two policies, both made up; the second has no desk."""
    policy = acme.policies["acme"]
    policies = {"acme": policy, "brisa": replace(policy, id="brisa", desk=None)}
    words = {
        language: replace(each, clauses=dict.fromkeys(policies, each.clauses["acme"]))
        for language, each in acme.words.items()
    }
    found = shelf_of(Library(policies, words, acme.folder))
    monkeypatch.setattr("checker.cli.main.Shelf", lambda: found)


@pytest.fixture(scope="module")
def runtime(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The trimmed runtime, with all its functions."""
    folder = tmp_path_factory.mktemp("trimmed") / "runtime"
    trim_runtime(folder)
    return folder


@pytest.fixture
def quickest(tmp_path: Path) -> Path:
    """The runtime as the quickest start has it."""
    return quickest_runtime(RUNTIME, published("trimmed.bin"), published("trimmed.js"), tmp_path / "runtime")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    made = Server()
    threading.Thread(target=made.serve_forever, daemon=True).start()
    yield made
    made.shutdown()


@pytest.fixture(scope="session")
def site(server: Server) -> str:
    """The address of the built site."""
    return server.address


@pytest.fixture(scope="session")
def playwright() -> "Iterator[Playwright]":
    from playwright.sync_api import sync_playwright  # only where a browser is: it takes a while

    with sync_playwright() as found:
        yield found
