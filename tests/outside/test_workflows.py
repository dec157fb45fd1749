"""The workflows for GitHub: every action and image is pinned, and no job has a right that it does not need."""

import subprocess

import pytest

from checker.places import ROOT
from outside.tools import program

pytestmark = pytest.mark.slow


def findings(*paths):
    """What zizmor says of medium and high severity; nothing where all is well."""
    options = ["--offline", "--no-progress", "--quiet", "--format=plain", "--min-severity=medium"]
    done = subprocess.run([program("zizmor"), *options, *paths], capture_output=True, text=True, check=False)
    assert done.stderr == ""
    return done.stdout if done.returncode else ""


def test_the_workflows_are_safe():
    assert findings(ROOT / ".github", ROOT / "deploy" / "github-pages.yml") == ""


@pytest.mark.parametrize(
    ("safe", "unsafe", "audit"),
    [
        ("actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128", "actions/deploy-pages@v5", "unpinned-uses"),
        ("permissions:\n  contents: read", "permissions:\n  contents: write", "excessive-permissions"),
    ],
)
def test_what_is_unsafe_would_be_found(tmp_path, safe, unsafe, audit):
    text = (ROOT / "deploy" / "github-pages.yml").read_text()
    assert safe in text
    workflow = tmp_path / "workflow.yml"
    workflow.write_text(text.replace(safe, unsafe))
    assert f"[{audit}]" in findings(workflow)
