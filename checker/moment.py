"""The clock, which is read here only: the present, and when and of what a build is, the same for all of a commit."""

import os
import subprocess
import time
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

VARIABLE = "SOURCE_DATE_EPOCH"
COMMIT = "SOURCE_COMMIT"
"""For builds where git does not say it, as in a copy of the files."""


def today() -> date:
    """The day when the program runs, where it runs. A day that passes may change what is said, and fail nothing."""
    return date.today()


def now() -> datetime:
    """The moment when the program runs, with the offset of the place where it runs."""
    return datetime.now().astimezone()


def fix_moment() -> None:
    """Set SOURCE_DATE_EPOCH for this process, where nobody has: MkDocs dates its sitemap by it. The commit likewise."""
    os.environ.setdefault(VARIABLE, str(_moment()))
    os.environ.setdefault(COMMIT, build_commit())


def build_day() -> date:
    """The day that a build bears, in UTC: that of SOURCE_DATE_EPOCH, else of the last commit, else today."""
    return datetime.fromtimestamp(_moment(), UTC).date()


def build_commit() -> str:
    """The commit that is built, with a “+” where files differ from it; "" where nobody says it."""
    return os.environ.get(COMMIT) or _git("describe", "--always", "--dirty=+", "--exclude=*", "--abbrev=12")


def changed_on(folder: str) -> dict[str, str]:
    """The day (ISO) of the last commit that changed each file in `folder`, by path from the root; {} without git."""
    days: dict[str, str] = {}
    day = ""
    for line in _git("log", "--format==%cs", "--name-only", "--", f":/{folder}").splitlines():
        if line.startswith("="):
            day = line[1:]
        elif line:
            days.setdefault(line, day)
    return days


@cache
def _moment() -> int:
    """Seconds since 1970. See https://reproducible-builds.org/specs/source-date-epoch/."""
    return int(os.environ.get(VARIABLE) or _last_commit() or time.time())


def _last_commit() -> int | None:
    found = _git("log", "-1", "--format=%ct")
    return int(found) if found else None


def _git(*arguments: str) -> str:
    """What git says about the project; "" without git, or without a repository."""
    try:
        found = subprocess.run(
            ["git", *arguments], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return found.stdout.strip()
