"""Plain text: what every text outside of the pages is, so that it can enter a page, an address or a script anywhere."""

import re
from collections.abc import Container, Iterator

from checker.policy.problems import Problem
from checker.policy.safety import UNSEEN
from checker.policy.source import Keys, Source

ALLOWED = "Only plain text is allowed: no HTML, no Markdown; “ ” as quotation marks, and “and” for &."
MARKUP = re.compile(
    rf"""{UNSEEN.pattern} | [\t\n\r] | [<"`*|\\\[\]] | &\#?\w+;? | (?:java|vb)script:
    | \{{(?!\w+\}})\S* | (?<!\w)\}} # braces around anything but the name of a field
    | (?<!\w)_ | _(?!\w)           # a line between letters means nothing
    | ^(?:\#|>|[-+]\s|\d+[.)]\s)   # what makes a heading, a quotation or a list of a line
    """,
    re.IGNORECASE | re.VERBOSE,
)
"""What could be more than text in HTML or in Markdown, if nobody escaped it."""


def plain_problems(source: Source, unseen: Container[str] = ()) -> Iterator[Problem]:
    """Every name and text that is not plain, in a YAML file. Top keys in `unseen` reach no page."""
    for keys in source.places:
        if keys and (found := MARKUP.search(str(keys[-1]))):
            yield Problem(source.place(*keys), f"The name “{keys[-1]}” holds markup: {_shown(found)}.", ALLOWED)
    for keys, text in source.texts():
        if (found := MARKUP.search(text)) and not (keys and keys[0] in unseen):
            yield markup_problem(source, keys, found)


def markup_problem(source: Source, keys: Keys, found: re.Match[str]) -> Problem:
    """That the text at `keys` is not plain if it contains `found`."""
    place = source.place(*keys, offset=found.start())
    return Problem(place, f"“{' / '.join(map(str, keys))}” holds markup: {_shown(found)}.", ALLOWED)


def _shown(found: re.Match[str]) -> str:
    return f"“{found[0]}”" if found[0].isprintable() else f"U+{ord(found[0][0]):04X}"
