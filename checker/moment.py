"""The clock, which is read here only: the present, and when the site was made, the same for every build of a commit."""

import os
import subprocess
import time
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

VARIABLE = "SOURCE_DATE_EPOCH"


def today() -> date:
    """The day on which the program runs, where it runs. A day that passes may change what is said, and fail nothing."""
    return date.today()


def now() -> datetime:
    """The moment at which the program runs, with the offset of the place where it runs."""
    return datetime.now().astimezone()


def fix_moment() -> None:
    """Set SOURCE_DATE_EPOCH for this process, where nobody has: MkDocs dates its sitemap by it."""
    os.environ.setdefault(VARIABLE, str(_moment()))


def build_day() -> date:
    """The day that a build bears, in UTC: that of SOURCE_DATE_EPOCH, else of the last commit, else today."""
    return datetime.fromtimestamp(_moment(), UTC).date()


@cache
def _moment() -> int:
    """Seconds since 1970. See https://reproducible-builds.org/specs/source-date-epoch/."""
    return int(os.environ.get(VARIABLE) or _last_commit() or time.time())


def _last_commit() -> int | None:
    command = ["git", "log", "-1", "--format=%ct"]
    try:
        found = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return int(found.stdout) if found.stdout.strip() else None
