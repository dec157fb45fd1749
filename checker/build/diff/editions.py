"""What is compared: the policies of a git revision, of a project's folder, or of one compiled model."""

import io
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

from checker.build.compile import compile_file
from checker.build.history import has_history
from checker.build.library import ROOT, policy_files
from checker.build.problems import AuthoringError
from checker.core.answers import InputError, printable
from checker.core.model import Policy
from checker.core.serial import read_policy

PARTS = ("checker/policies", "docs")
Texts = dict[tuple[str, str, str], str]
"""Texts of clauses, by policy, clause and language."""


def _(message: str) -> str:
    """Mark a message for translation; it is translated when it is said."""
    return message


@dataclass(frozen=True)
class Edition:
    """Policies by id, with the texts of their clauses where they are known."""

    policies: dict[str, Policy]
    texts: Texts | None = field(default=None)


def read_edition(name: str, root: Path = ROOT) -> Edition:
    """The edition called `name`, compiled with the present compiler. Raises InputError and AuthoringError."""
    path = Path(name)
    if path.is_file():
        return _read_model(path)
    return _compile(path) if path.is_dir() else _read_revision(name, root)


def _read_model(path: Path) -> Edition:
    try:
        policy = read_policy(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        raise _refusal(_("{name} is no compiled model of this version of the checker."), str(path)) from None
    return Edition({policy.id: policy})


def _read_revision(name: str, root: Path) -> Edition:
    if not has_history(root):
        template = _("“{name}” is not a file or folder, and there is no git history here to find a revision in.")
        raise _refusal(template, name)
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        raise _refusal(_("“{name}” is neither a git revision nor a file or folder."), name)
    archive = _git(root, "archive", "--format=tar", found.stdout.decode().strip(), "--", *PARTS)
    if archive.returncode:
        raise _refusal(_("{name} has no policies."), name)
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
            tar.extractall(folder, filter="data")
        return _compile(Path(folder), name)


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)


def _compile(root: Path, name: str = "") -> Edition:
    policies, texts = dict[str, Policy](), Texts()
    for path in policy_files(root):
        try:
            policy, clauses = compile_file(path, root / "docs")
        except AuthoringError as error:
            report = str(error).replace(f"{root}/", f"{name}:") if name else str(error)
            raise _refusal(
                "{name} cannot be compiled:\n" + report.replace("{", "{{").replace("}", "}}"), name
            ) from None
        policies[policy.id] = policy
        for language, found in clauses.items():
            texts |= {(policy.id, clause.id, language): clause.text for clause in found.values()}
    if not policies:
        raise _refusal(_("{name} has no policies."), name or str(root))
    return Edition(policies, texts)


def _refusal(template: str, name: str, report: str = "") -> InputError:
    return InputError(lambda words: words.format(words.gettext(template), name=printable(name), report=report))
