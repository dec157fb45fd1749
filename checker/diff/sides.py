"""What is compared: the policies of a git revision, of a project's folder, or of one compiled model."""

import io
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from checker.core.engine.answers import InputError, printable
from checker.core.model.policy import Policy
from checker.core.model.serial import read_policy
from checker.core.model.words import _
from checker.library.archive import clause_texts, last_release_path
from checker.library.library import policy_files
from checker.places import ROOT
from checker.policy.clauses import Clauses
from checker.policy.compile import compile_file
from checker.policy.problems import AuthoringError
from checker.review.former_text import has_history

PARTS = ("checker/policies", "docs")
Texts = dict[tuple[str, str, str], str]
"""Texts of clauses, by policy, clause and language."""


@dataclass(frozen=True)
class Edition:
    """Policies by id, with the texts of their clauses where they are known; and why others cannot be compiled."""

    policies: dict[str, Policy]
    texts: Texts | None = field(default=None)
    broken: dict[str, InputError] = field(default_factory=dict)


def read_editions(old: str, new: str, root: Path = ROOT) -> tuple[Edition, Edition]:
    """Both editions. Beside a compiled model, only the policy of that model is looked at. Raises InputError."""
    models = {name: _read_model(Path(name)) for name in (old, new) if Path(name).is_file()}
    only = {policy for each in models.values() for policy in each.policies} or None
    return models.get(old) or read_edition(old, root, only), models.get(new) or read_edition(new, root, only)


def read_released(root: Path = ROOT) -> Edition:
    """The policies of the project at `root` as they were last released, with the texts that were kept with them."""
    paths = filter(None, (last_release_path(path.stem, root) for path in policy_files(root)))
    found = [_read_model(path) for path in paths]
    texts = {key: text for each in found for key, text in (each.texts or {}).items()}
    return Edition({name: policy for each in found for name, policy in each.policies.items()}, texts or None)


def read_edition(name: str, root: Path = ROOT, only: Collection[str] | None = None) -> Edition:
    """The edition called `name`, or `only` these policies of it, by the present compiler. Raises InputError."""
    path = Path(name)
    if path.is_file():
        return _read_model(path)
    return _compile(path, only) if path.is_dir() else _read_revision(name, root, only)


def _read_model(path: Path) -> Edition:
    try:
        policy = read_policy(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        raise _refusal(_("{name} is not a compiled model of this version of the checker."), str(path)) from None
    kept = clause_texts(path)
    if not kept.exists():
        return Edition({policy.id: policy})
    texts = json.loads(kept.read_text(encoding="utf-8"))
    found = {(policy.id, name, each): text for each, clauses in texts.items() for name, text in clauses.items()}
    return Edition({policy.id: policy}, found)


def _read_revision(name: str, root: Path, only: Collection[str] | None) -> Edition:
    if not has_history(root):
        template = _("“{name}” is not a file or folder, and there is no git history here to find a revision in.")
        raise _refusal(template, name)
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        raise _refusal(_("“{name}” is neither a git revision nor a file or folder."), name)
    archive = _git(root, "archive", "--format=zip", found.stdout.decode().strip(), "--", *PARTS)
    if archive.returncode:
        raise _refusal(_("{name} has no policies."), name)
    with tempfile.TemporaryDirectory() as folder:
        with zipfile.ZipFile(io.BytesIO(archive.stdout)) as sources:
            sources.extractall(folder)  # links in it become plain files
        return _compile(Path(folder), only, name)


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)


def _compile(root: Path, only: Collection[str] | None, name: str = "") -> Edition:
    policies, texts, broken = dict[str, Policy](), Texts(), dict[str, InputError]()
    for path in policy_files(root):
        if only is None or path.stem in only:
            try:
                policies[path.stem], clauses = compile_file(path, root / "docs")
                texts |= _texts(path.stem, clauses)
            except AuthoringError as error:
                broken[path.stem] = _broken(path.stem, error, root, name)
    if not policies and not broken:
        raise _refusal(_("{name} has no policies."), name or str(root))
    return Edition(policies, texts, broken)


def _texts(policy: str, clauses: Clauses) -> Texts:
    return {(policy, each.id, language): each.text for language, found in clauses.items() for each in found.values()}


def _broken(policy: str, error: AuthoringError, root: Path, name: str) -> InputError:
    report = str(error).replace(f"{root}/", f"{name}:") if name else str(error)
    return _refusal(
        _("{policy} cannot be compiled in {name}:\n{report}"), name or str(root), policy=policy, report=report
    )


def _refusal(template: str, name: str, **values: str) -> InputError:
    return InputError(lambda words: words.format(words.gettext(template), name=printable(name), **values))
