"""The address of the checker page with answers in it."""

from urllib.parse import urlencode

from checker.core.engine.answers import Answers
from checker.core.engine.link import written

VERSION = "rules-version"
"""What an address calls the version that it was made with; no fact can be called so."""


def checker_link(policy: str, answers: Answers, version: str = "") -> str:
    """From the root of a language's pages; with a version, the checker says what has changed since."""
    query = urlencode({**({VERSION: version} if version else {}), **written(answers)}, safe=",")
    return f"checker/#{policy}" + (f"?{query}" if query else "")
