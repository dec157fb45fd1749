"""A site without some of its policies, on demand: the others can be built while one is in the middle of an edit.

The environment variable LEAVE_OUT names them, with commas between. Their pages are no part of the site, and what other
pages say about them is taken out: links, items of lists that begin with one, and columns of the comparison.
"""

import os
import posixpath
import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import Any

from checker.policy.problems import Problem, allowed

VARIABLE = "LEAVE_OUT"
LINK = r"\[(?P<text>[^\]]*)\]\((?P<target>[^)\s]*)\)(?:\{[^}]*\})?"
ROW, CELL = re.compile(r"<tr\b.*?</tr>", re.DOTALL), re.compile(r"<(t[hd])\b.*?</\1>\n?", re.DOTALL)


class UnknownPolicy(ValueError):
    """LEAVE_OUT names no policy, or all of them."""


def left_out(names: Sequence[str]) -> list[str]:
    """Those of the policies that are to be left out. Raises UnknownPolicy."""
    wanted = [each.strip() for each in os.environ.get(VARIABLE, "").split(",") if each.strip()]
    for name in wanted:
        if name not in names:
            raise UnknownPolicy(f"{VARIABLE}: There is no policy “{name}”. {allowed(name, names)}")
    if wanted and set(wanted) == set(names):
        raise UnknownPolicy(f"{VARIABLE}: At least one policy must stay.")
    return [name for name in names if name in wanted]


def policy_of(path: Path, names: Collection[str], root: Path) -> str | None:
    """The policy that a source of the project at `root` belongs to; None where it is everybody's."""
    match path.relative_to(root).parts:
        case ("docs", _, folder, _, *_):
            owner = folder
        case ("checker", "policies", *_):
            owner = path.stem
        case _:
            return None
    return owner if owner in names else None


def hint(problems: Iterable[Problem], names: Sequence[str], root: Path) -> str:
    """How to build the site without the policies that have these problems; nothing where that would not help."""
    owners = {policy_of(each.place.path, names, root) for each in problems}
    broken = [name for name in names if name in owners]
    if None in owners or len(broken) == len(names):
        return ""
    return f"\n\nTo build the site without {' and '.join(broken)}: {VARIABLE}={','.join(broken)} make site"


def is_page_of(policies: Collection[str], source: str) -> bool:
    """Whether a page, by its path below the folder of pages, is one of these policies."""
    return not set(policies).isdisjoint(source.split("/")[:2])


def without_pages(navigation: list[Any], policies: Collection[str]) -> list[Any]:
    """The navigation of mkdocs.yml without the pages of these policies, and without sections that have nothing else."""
    kept = []
    for entry in navigation:
        title, inner = next(iter(entry.items())) if isinstance(entry, dict) else (None, entry)
        found = without_pages(inner, policies) if isinstance(inner, list) else inner
        if found and not (isinstance(found, str) and is_page_of(policies, found)):
            kept.append(found if title is None else {title: found})
    return kept


def without_links(markdown: str, folder: str, policies: Collection[str]) -> str:
    """The Markdown of a page in `folder`, its links to these policies as plain words; items that begin so are gone."""

    def leads_out(target: str) -> bool:
        return is_page_of(policies, posixpath.normpath(posixpath.join(folder, target.partition("#")[0])))

    items = re.sub(
        rf"^ *- {LINK}.*\n?", lambda item: "" if leads_out(item["target"]) else item[0], markdown, flags=re.MULTILINE
    )
    return re.sub(LINK, lambda link: link["text"] if leads_out(link["target"]) else link[0], items)


def without_columns(markdown: str, columns: Collection[int], count: int) -> str:
    """A table in HTML without these of its `count` columns, which come after the one of the heads."""

    def row(found: re.Match[str]) -> str:
        cells = list(CELL.finditer(found[0]))
        gone = [cells[column + 1][0] for column in columns] if len(cells) == count + 1 else []
        return re.sub("|".join(map(re.escape, gone)), "", found[0]) if gone else found[0]

    return ROW.sub(row, markdown)
