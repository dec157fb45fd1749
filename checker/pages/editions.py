"""Which rules a built site has: a table of the policies' versions, and an edition for tabs that stay open."""

import hashlib
import json
from datetime import date
from pathlib import Path

from checker import __version__
from checker.core.model.calendar import parse_date
from checker.core.model.policy import Policy
from checker.core.model.words import Words
from checker.library.opened import Library
from checker.moment import build_commit
from checker.policy.markup import plain

EDITION = "edition.json"


def editions(library: Library, words: Words, built: date) -> str:
    """Markdown: a row for each policy, and of what and when the site was built."""
    _ = words.gettext
    head = [_("Policy"), _("Version of the rules"), _("Last compared"), _("Fingerprint of the rules")]
    rows = [list(map(plain, head)), ["---"] * len(head), *_rows(library, words)]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    made = _("This site was built on {date}.").format(date=words.date(built))
    of = words.format(_("Version of the project: {version}."), version=build_version())
    return f"{table}\n\n{plain(f'{made} {of}')}"


def build_version() -> str:
    """The version of the project, with the commit where it is known."""
    commit = build_commit()
    return f"{__version__} ({commit})" if commit else __version__


def edition(library: Library) -> str:
    """A short digest of all rules, clauses and words: another one wherever a verdict could read otherwise."""
    digest = hashlib.sha256()
    for path in sorted(library.folder.glob("*.*")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def write_edition(library: Library, site: Path) -> None:
    """Write into the folder `site` what tabs that stay open compare with the edition of their page."""
    (site / EDITION).write_text(json.dumps({"rules": edition(library)}), encoding="utf-8")


def _rows(library: Library, words: Words) -> list[list[str]]:
    return [
        [*map(plain, (words.gettext(policy.title), policy.version, _compared(policy, words))), f"`{digest}`"]
        for policy in library.policies.values()
        for digest in [hashlib.sha256((library.folder / f"{policy.id}.json").read_bytes()).hexdigest()[:12]]
    ]


def _compared(policy: Policy, words: Words) -> str:
    day = parse_date(policy.checked_on)
    assert day is not None
    return words.date(day)
