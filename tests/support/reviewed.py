"""A project of one small policy, all of it reviewed, for commands that work on the files of a project."""

import shutil
from pathlib import Path

from small_policy import PAGES, POLICY, RULES, TERMS

from checker.places import ROOT
from checker.review.ledger import open_ledgers

FILE = Path("checker/policies/acme.yaml")


def write_reviewed(root: Path) -> None:
    """Write it into `root`, as a draft: the shipped catalogues do not have its texts."""
    (root / FILE).parent.mkdir(parents=True)
    (root / FILE).write_text(f"{POLICY}\nstatus: draft\n")
    shutil.copytree(ROOT / "locales", root / "locales")
    shutil.copy(ROOT / "checker" / "policies" / "policy.schema.json", (root / FILE).parent)
    for language in ("en", "es", "it"):
        (root / "docs" / language / "acme").mkdir(parents=True)
        for name, text in zip(PAGES, (RULES, TERMS), strict=True):
            (root / "docs" / language / "acme" / name).write_text(text)
    accept(root)


def accept(root: Path) -> None:
    """Record everything as reviewed, as it is now."""
    ledger = open_ledgers(root)[0]["acme"]
    ledger.accept(ledger.pending())
