"""Conflict markers: what git leaves in a file where two edits meet, until somebody has chosen."""

import re
from collections.abc import Iterator
from pathlib import Path

from checker.policy.problems import Place, Problem

MARKER = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$|^={7}$", re.MULTILINE)


def conflict_problems(path: Path, text: str) -> Iterator[Problem]:
    """Where in the file two edits were never made one; a line of signs alone may underline a heading."""
    found = list(MARKER.finditer(text))
    if any(each[0][0] in "<>|" for each in found):
        for each in found:
            if each[0][0] == "<" or not any(one[0][0] == "<" for one in found):
                hint = "Keep what is right of both, and remove the lines with <<<<<<<, ======= and >>>>>>>."
                yield Problem(Place.at(path, text, each.start()), "Here two edits of this file meet unsettled.", hint)
