"""The address of the checker page with answers in it."""

from urllib.parse import urlencode

from checker.core.engine.answers import Answers
from checker.core.engine.link import written


def checker_link(policy: str, answers: Answers) -> str:
    """From the root of a language's pages."""
    query = urlencode(written(answers), safe=",")
    return f"checker/#{policy}" + (f"?{query}" if query else "")
